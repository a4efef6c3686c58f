package routing_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

const smallTable = `
name: small
edition: "1"
valid: {from: "2020-01-01"}
zone: Asia/Jakarta
hit_policy: most_specific
rules:
- id: roads
  when: {category: [public_works/roads], region: ["34"]}
  to: {function: works, level: regency}
- id: sleman
  when: {region: ["34.04"]}
  to: {agency: sleman}
- id: sleman-roads-weekend
  when: {region: ["34.04"], category: [public_works], weekday: [saturday, sunday]}
  to: {agency: sleman, supporting: [{agency: diy}]}
fallback: {ask: [{agency: diy}]}
`

func sources(t testing.TB) routing.Sources {
	regions, err := region.New(region.Config{
		Levels: []region.Level{"province", "regency"},
		Records: []region.Record{
			{Code: region.MustParse("34"), Level: "province", Name: "DI Yogyakarta"},
			{Code: region.MustParse("34.04"), Parent: region.MustParse("34"), Level: "regency", Name: "Sleman"},
			{Code: region.MustParse("34.71"), Parent: region.MustParse("34"), Level: "regency", Name: "Kota Yogyakarta"},
		},
	})
	require.NoError(t, err)
	term := func(t agency.Term) []agency.Term { return []agency.Term{t} }
	agencies, err := agency.NewDirectory(agency.Config{Regions: regions, Agencies: []agency.Agency{
		{ID: "diy", Terms: term(agency.Term{Name: "DIY", Kind: "government", Jurisdiction: []region.Code{region.MustParse("34")}, Functions: []agency.Function{"works"}})},
		{ID: "sleman", Terms: term(agency.Term{Name: "Sleman", Kind: "government", Supervisor: "diy", Jurisdiction: []region.Code{region.MustParse("34.04")}})},
		{ID: "sleman/pu", Terms: term(agency.Term{Name: "PU Sleman", Kind: "office", Parent: "sleman", Jurisdiction: []region.Code{region.MustParse("34.04")}, Functions: []agency.Function{"works"}})},
	}})
	require.NoError(t, err)
	categories, err := complaint.NewCategories(complaint.NationalCategories())
	require.NoError(t, err)
	return routing.Sources{Regions: regions, Agencies: agencies, Categories: categories}
}

func TestSmall(t *testing.T) {
	table, err := routing.Parse("t.yaml", []byte(smallTable))
	require.NoError(t, err)
	r, err := routing.Compile(table, sources(t))
	require.NoError(t, err)
	f := complaint.Facts{Category: "public_works/roads", Region: region.MustParse("34.04").Path(), Submitted: time.Date(2020, 5, 4, 3, 0, 0, 0, time.UTC)}
	d, err := r.Route(f)
	require.NoError(t, err)
	fmt.Println(d)
	fmt.Println(r.Explain(f).In(1))
	f.Submitted = f.Submitted.AddDate(0, 0, -1)
	f.Named.Agencies = []agency.ID{"sleman"}
	fmt.Println(r.Explain(f))
	f.Region = region.MustParse("34.71").Path()
	fmt.Println(r.Explain(f))
	f.Named.Agencies = nil
	fmt.Println(testing.AllocsPerRun(100, func() { _, _ = r.Route(f) }))
	f.Category = ""
	fmt.Println(testing.AllocsPerRun(100, func() { _, _ = r.Route(f) }))
}
