package agency_test

import (
	"fmt"
	"time"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

func ExampleParseID() {
	id, err := agency.ParseID("id:51.03/public-works")
	fmt.Println(id, err)
	_, err = agency.ParseID("dinas pu")
	fmt.Println(err)
	// Output:
	// id:51.03/public-works <nil>
	// agency ID "dinas pu": byte 5: only ASCII letters, digits and . _ - : / may stand in an agency ID
}

func ExampleDirectory_Resolve() {
	d, err := agency.NewDirectory(agency.Config{Agencies: []agency.Agency{
		{ID: "bali", Terms: []agency.Term{{
			Name: "Pemerintah Provinsi Bali", Kind: agency.ProvinceGovernment,
			Jurisdiction: []region.Code{region.MustParse("51")}, Functions: []agency.Function{"public-works"},
		}}},
		{ID: "badung", Terms: []agency.Term{{
			Name: "Pemerintah Kabupaten Badung", Kind: agency.RegencyGovernment,
			Jurisdiction: []region.Code{region.MustParse("51.03")}, Supervisor: "bali",
		}}},
		{ID: "badung/pupr", Terms: []agency.Term{{
			Name: "Dinas PUPR Kabupaten Badung", Kind: agency.Office, Parent: "badung",
			Functions: []agency.Function{"public-works"},
		}}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	c := agency.Case{
		Function: "public-works", Region: region.MustParse("51.03.01"),
		On: time.Date(2020, 11, 12, 0, 0, 0, 0, time.UTC),
	}
	answer, err := d.Resolve(c)
	fmt.Println(answer.Agency, err)
	c.Named.Agencies = []agency.ID{"badung"}
	answer, err = d.Resolve(c)
	fmt.Println(answer.Agency, err)
	for _, step := range answer.Steps {
		fmt.Println(" ", step)
	}
	// Output:
	// badung/pupr <nil>
	// bali <nil>
	//   51.03.01: no agency with this function
	//   51.03: named in the report (badung/pupr)
	//   51: found (bali)
}

func ExampleDirectory_For() {
	d, err := agency.NewDirectory(agency.Config{Agencies: []agency.Agency{
		{ID: "bali/pupr", Terms: []agency.Term{{
			Name: "Dinas PUPR Provinsi Bali", Kind: agency.Office,
			Jurisdiction: []region.Code{region.MustParse("51")}, Functions: []agency.Function{"public-works"},
		}}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	on := time.Date(2020, 11, 12, 0, 0, 0, 0, time.UTC)
	fmt.Println(d.For(agency.Case{Function: "public-works", Region: region.MustParse("51.03"), On: on}))
	_, err = d.For(agency.Case{Function: "public-works", Region: region.MustParse("34.04"), On: on})
	fmt.Println(err)
	// Output:
	// bali/pupr <nil>
	// no agency for "public-works" in 34.04: 34.04: no agency with this function; 34: no agency with this function
}
