// Package routingtest is the kit with which a project tests its routing tables.
// Whoever changes a rule sees at once which reports go elsewhere, and whoever
// adds one is told which case is missing.
//
// The whole test is
//
//	func TestRouting(t *testing.T) {
//		router := routingtest.Compile(t, os.DirFS("."), "routing.yaml", rules.Sources())
//		cases := routingtest.Load(t, os.DirFS("testdata"), "*.yaml")
//		routingtest.Run(t, router, cases...)
//		routingtest.Complete(t, router, cases...)
//	}
//
// [Run] decides every case and compares. [Complete] fails if the table has a
// gap, an overlap that disagrees, a rule that never decides or a destination that
// leads nowhere in the directory, or if no case reaches some rule; it proposes the
// case that is missing, in the form that [Load] reads.
//
// # Cases
//
// A [Case] is a report and what should become of it, from a file
//
//	cases:
//	- name: a road in Sleman
//	  region: "34.04"
//	  category: public_works/roads
//	  want: {agency: sleman/pu, rule: roads}
//
// or in Go:
//
//	routingtest.Report("34.04").Category("public_works/roads").To("sleman/pu").By("roads")
//
// What a case leaves out is left out of the report too, so the report is
// anonymous and secret and has neither kind nor class. Only the day has a
// default, the first on which the table is valid: a test gives the same answer
// every year. Days are those of the table's zone, at noon.
//
// A failure says what was wanted and what came, the rule that would have fitted
// and the fact that stood in its way, and the whole explanation:
//
//	cases.yaml:2: a road in Sleman: the decision is not as wanted
//	  agency: want sleman/pu, got sleman
//	  nearest: rule roads (routing.yaml:9) would fit if category were Roads and bridges (public_works/roads) instead of Health (health)
//
// # What the tests rest on
//
// [Regions] and [Directory] make small countries out of a few lines, [Clock]
// stands still. [Golden] keeps the decisions of many reports in a file that is
// reviewed; ADUAN_UPDATE=1, or a flag -update that the test itself defines,
// rewrites it. The package defines no flag of its own.
//
// Programs that have no [testing.TB] use [Parse], [Check], [Cover], [Propose] and
// [YAML], on which the rest is built.
//
// # What is decided here
//
//   - A gap that a case wants is none: whoever writes down that a report goes to the
//     fallback has seen it. That holds for its category, its region and what else it
//     states; the rest of the gap stays one.
//   - A destination that leads nowhere fails the test, although directories change on
//     another day than tables do: that is when somebody has to be told.
//   - A rule is reached when it decides. A case that a rule merely fits proves
//     nothing about where the rule leads. An entry of any is reached by a case
//     that the rule decides and that meets the entry; one inside a not by a
//     case that this not alone keeps from the rule.
//   - A case without a day gets the first day of the table. Today would make a
//     test fail on some morning; every other day would be as arbitrary and less
//     easy to say.
package routingtest
