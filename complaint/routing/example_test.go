package routing_test

import (
	"fmt"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
)

const exampleTable = `
name: sleman
edition: "2020-1"
valid: {from: "2020-01-01"}
zone: Asia/Jakarta
hit_policy: most_specific
rules:
- id: roads
  when: {category: [roads]}
  to: {function: works, level: regency}
- id: bridges-at-weekends
  when: {category: [roads/bridges], weekday: [saturday, sunday]}
  to: {agency: diy}
fallback: {ask: [{agency: diy}]}
`

func Example() {
	table, err := routing.Parse("sleman.yaml", []byte(exampleTable))
	if err != nil {
		fmt.Println(err)
		return
	}
	sources, err := world() // regions, agencies and categories
	if err != nil {
		fmt.Println(err)
		return
	}
	router, err := routing.Compile(table, sources)
	if err != nil {
		fmt.Println(err)
		return
	}
	facts := complaint.Facts{
		Category:  "roads/bridges",
		Region:    region.MustParse("34.04").Path(),
		Submitted: time.Date(2020, 11, 12, 3, 0, 0, 0, time.UTC),
	}
	decision, err := router.Route(facts)
	fmt.Println(decision.Agency, decision.Rule, decision.Basis, err)
	fmt.Print(router.Explain(facts))
	// Output:
	// sleman/works roads rule <nil>
	// Table sleman edition 2020-1, hit policy: the most specific rule that fits
	// Decision: PU Sleman (sleman/works)
	// Basis: By rule: roads, the most specific rule that fits
	//   - Sleman (34.04): PU Sleman (sleman/works) is there for works
	// Facts:
	//   category: roads/bridges
	//   region: Sleman (34.04)
	//   kind: not said
	//   class: not said
	//   channel: not said
	//   disclosure: Anonymous and secret
	//   submitted: 12 November 2020
	//   weekday: Thursday
	//   event date: none
	// Rules:
	//   + roads (:8) decides
	//   - bridges-at-weekends (:11):
	//       weekday: Thursday, required: Saturday, Sunday
}

func ExampleRouter_Explain() {
	table, _ := routing.Parse("sleman.yaml", []byte(exampleTable))
	sources, _ := world()
	router, _ := routing.Compile(table, sources)
	e := router.Explain(complaint.Facts{Category: "health", Submitted: time.Date(2020, 11, 12, 3, 0, 0, 0, time.UTC)})
	near, _ := e.Nearest()
	fmt.Println(e.Decision.Basis, e.Decision.Candidates)
	fmt.Println(near.Rule, near.Failed[0])
	// Output:
	// no_rule [diy]
	// roads category: health, required: roads
}
