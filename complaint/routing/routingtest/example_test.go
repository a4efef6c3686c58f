package routingtest_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
)

const exampleTable = `
name: sleman
edition: "2020-1"
valid: {from: 2020-01-01}
zone: Asia/Jakarta
hit_policy: most_specific
rules:
- id: sleman
  to: {agency: sleman}
- id: roads
  when: {category: [public_works/roads]}
  to: {function: works, level: regency}
fallback: {agency: sleman}
`

// exampleRouter is the router of the examples. A test has its own t.
func exampleRouter() *routing.Router {
	t := &recorder{}
	from := routingtest.Sources(t, "34.04 regency Sleman", "sleman in 34.04\nsleman/works under sleman for works")
	return routingtest.Compile(t, fstest.MapFS{"routing.yaml": {Data: []byte(exampleTable)}}, "routing.yaml", from)
}

// A test of a table as projects write it. What Sources makes here is small; a
// project has its own directory, and the regions of package indonesia.
func Example() {
	_ = func(t *testing.T) {
		from := routingtest.Sources(t, "34.04 regency Sleman", "sleman in 34.04\nsleman/works under sleman for works")
		table := fstest.MapFS{"routing.yaml": {Data: []byte(exampleTable)}} // os.DirFS(".") in a project

		router := routingtest.Compile(t, table, "routing.yaml", from)
		routingtest.Run(t, router,
			routingtest.Report("34.04").Category("public_works/roads").To("sleman/works"),
			routingtest.Report("34.04").Category("health").To("sleman").By("sleman"),
		)
	}
	// Output:
}

func ExampleReport() {
	c := routingtest.Report("34.04").Category("public_works/roads").On("2020-05-04").To("sleman/works").By("roads")
	fmt.Println(len(routingtest.Check(exampleRouter(), c)), "failures")
	// Output:
	// 0 failures
}

func ExampleCheck() {
	for _, f := range routingtest.Check(exampleRouter(), routingtest.Report("34.04").Called("a bridge").Category("health").To("sleman/works")) {
		fmt.Println(f.Name, "goes to", f.Explanation.Decision.Agency)
		for _, d := range f.Differences {
			fmt.Println(d.Field, d.Want, d.Got)
		}
		fmt.Println("nearest:", f.Nearest.Rule, f.Nearest.Failed[0].Want)
	}
	// Output:
	// a bridge goes to sleman
	// agency sleman/works sleman
	// nearest: roads Roads and bridges (public_works/roads)
}

func ExampleParse() {
	cases, err := routingtest.Parse("cases.yaml", []byte("cases:\n- name: a road\n  region: 34.04\n"))
	fmt.Println(len(cases), err)
	// Output:
	// 0 routing cases cases.yaml: invalid: cases.yaml:3:11: cases[0].region: 34.04 must be quoted to be text: write "34.04"
}

func ExampleCover() {
	fmt.Print(routingtest.Cover(exampleRouter(), routingtest.Report("34.04").Category("health")))
	// Output:
	// sleman edition 2020-1: cases reach 1 of 2 rules; cases: 1, to the fallback: 0, refused: 0
	//        1  sleman (routing.yaml:8)
	// !      0  roads (routing.yaml:10)
}

func ExamplePropose() {
	text, err := routingtest.YAML(routingtest.Propose(exampleRouter(), routingtest.Report("34.04").Category("health"))...)
	fmt.Print(string(text), err)
	// Output:
	// cases:
	// - name: roads
	//   region: "34.04"
	//   category: public_works/roads
	//   submitted: "2020-01-01"
	//   want: {agency: sleman/works, rule: roads, basis: rule}
	// <nil>
}

func ExampleDecisions() {
	fmt.Printf("%s", routingtest.Decisions(exampleRouter(),
		routingtest.Report("34.04").Category("public_works/roads").Called("a hole"),
		routingtest.Report("34.04"),
		routingtest.Report("51")))
	// Output:
	// # Decisions of sleman edition 2020-1 about 3 reports.
	// a hole: sleman/works (roads, rule)
	// 34.04: sleman (sleman, rule)
	// 51: refused: region
}
