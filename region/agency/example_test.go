package agency_test

import (
	"fmt"

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
