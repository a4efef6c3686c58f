package routingtest_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
)

// complete is what Complete says of a table and its cases.
func complete(t *testing.T, rules string, cases ...routingtest.Case) string {
	t.Helper()
	r := table(t, rules)
	said := record(t, func(t testing.TB) { routingtest.Complete(t, r, cases...) })
	return strings.Join(said.errors, "\n")
}

// A gap that a case wants is none, one that no case wants stays one, and so does one whose
// case only lies in it, or wants what it does not get.
func TestFallbackThatIsWanted(t *testing.T) {
	t.Parallel()
	const rules = "scope: {regions: ['34'], categories: [health, education]}\nrules:\n- {id: all, when: {region: ['34'], category: [health]}, to: {agency: diy}}\n"
	health := routingtest.Report("34").Category("health").To("diy")
	schools := routingtest.Report("34").Category("education")
	require.Contains(t, complete(t, rules, health), "Gap: ")
	require.Contains(t, complete(t, rules, health, schools), "Gap: ", "it wants nothing")
	require.Contains(t, complete(t, rules, health, schools.To("diy").By("fallback")), "Gap: ", "it does not get what it wants")
	require.Contains(t, complete(t, rules, health, routingtest.Report("51").Category("education").Asks("diy").Because(complaint.BasisNoRule)), "Gap: ", "it lies elsewhere")
	require.Empty(t, complete(t, rules, health, schools.By("fallback")))
	require.Empty(t, complete(t, rules, health, schools.Asks("diy").Because(complaint.BasisNoRule)))

	// The rest of a gap stays one: another category, a place around, another kind.
	const two = "scope: {regions: ['34'], categories: [health, education, labour]}\nrules:\n- {id: all, when: {region: ['34'], category: [education]}, to: {agency: diy}}\n"
	labour := routingtest.Report("34").Category("labour").By("fallback")
	health = health.To("").By("fallback")
	require.Contains(t, complete(t, two, schools.To("diy"), health), "Gap: ")
	require.Contains(t, complete(t, two, schools.To("diy"), labour), "category: Health (health)")
	require.Empty(t, complete(t, two, schools.To("diy"), health, labour))
	sleman := routingtest.Report("34.04").Category("labour").By("fallback")
	require.Contains(t, complete(t, two, schools.To("diy"), health, sleman), "category: Labour (labour)")
	require.Contains(t, complete(t, two, schools.To("diy"), health, labour.Class(complaint.ClassSupervisory)), "Gap: ")
}

// A case that states attributes speaks of reports with the same.
func TestFallbackWithAttributes(t *testing.T) {
	t.Parallel()
	const rules = `
attributes:
- {name: depth, type: integer}
- {name: since, type: date}
- {name: side, type: choice, values: [left, right]}
scope: {regions: ['34'], categories: [health]}
rules:
- id: all
  when: {any: [{attributes: [{name: depth, given: false}]}, {attributes: [{name: side, given: false}]}, {attributes: [{name: since, given: false}]}]}
  to: {agency: diy}
- {id: deep, when: {attributes: [{name: depth, from: "6"}]}, to: {agency: diy}}
- {id: flat, when: {attributes: [{name: depth, until: "5"}]}, to: {agency: diy}}
- {id: left, when: {attributes: [{name: side, is: [left]}]}, to: {agency: diy}}
- {id: old, when: {attributes: [{name: since, until: "2026-01-01"}]}, to: {agency: diy}}
- {id: new, when: {attributes: [{name: since, from: "2026-01-02"}]}, to: {agency: diy}}
`
	report := routingtest.Report("34").Category("health").By("fallback").Attribute("side", "right").Attribute("since", "2026-01-01")
	require.NotContains(t, complete(t, "hit_policy: first"+rules, report.Attribute("depth", "5")), "Gap: ")
	require.Contains(t, complete(t, "hit_policy: first"+rules, report.Attribute("depth", "6")), "Gap: ")
}

// A report without category is one of its own.
func TestFallbackWithoutCategory(t *testing.T) {
	t.Parallel()
	const rules = "rules:\n- {id: all, when: {any: [{category: [health]}, {not: {category: [health]}, region: ['51']}]}, to: {agency: diy}}\n"
	cases := []routingtest.Case{
		routingtest.Report("34").Category("health").To("diy"), routingtest.Report("51").To("diy"),
		routingtest.Report("34").By("fallback"),
	}
	require.Contains(t, complete(t, rules, cases...), "Gap: ", "every category but health is a gap")
}

// A destination that leads nowhere for some report fails the test.
func TestDestinationsAreInTheDirectory(t *testing.T) {
	t.Parallel()
	const scope = "scope: {regions: ['34'], categories: [health]}\nrules:\n"
	report := routingtest.Report("34").Category("health").By("works")
	require.Empty(t, complete(t, scope+"- {id: works, to: {function: works}}\n", report))
	found := complete(t, scope+"- {id: works, to: {function: roads}}\n", report)
	require.Contains(t, found, "Bad destination: works (:8): there is no agency for roads")
}

// What comes of a destination that leads nowhere can be meant: a report without a place
// that goes to the fallback.
func TestDestinationThatIsMeant(t *testing.T) {
	t.Parallel()
	const rules = "hit_policy: first\nscope: {categories: [health, education]}\nrules:\n- {id: health, when: {category: [health]}, to: {function: works}}\n- {id: rest, to: {function: works}}\n"
	bali := "the directory has none there"
	health := routingtest.Report("34").Category("health").To("diy")
	rest := routingtest.Report("34").Category("education").To("diy")
	found := complete(t, rules, health, rest)
	require.Contains(t, found, "Bad destination: health", bali)
	require.Contains(t, found, "Bad destination: rest")
	nowhere := func(category complaint.Category) routingtest.Case {
		return routingtest.Case{Facts: complaint.Facts{Category: category}}.Asks("diy").Because(complaint.BasisUnresolved)
	}
	elsewhere := func(category complaint.Category) routingtest.Case {
		return routingtest.Report("51").Category(category).Because(complaint.BasisUnresolved)
	}
	found = complete(t, rules, health, rest, nowhere("health"), elsewhere("health"))
	require.NotContains(t, found, "Bad destination: health")
	require.Contains(t, found, "Bad destination: rest", "the case is about the other rule")
	require.Contains(t, complete(t, rules, health, rest, nowhere("health")), "Bad destination: health", "Bali is another place than none")
	require.Empty(t, complete(t, rules, health, rest, nowhere("health"), nowhere("education"),
		elsewhere("health"), elsewhere("education")))
}

// A case that wants an agency which the directory never has is wrong itself, and is told
// the nearest that there is.
func TestCaseWantsNobody(t *testing.T) {
	t.Parallel()
	r := small(t)
	report := routingtest.Report("34.04").Category("public_works/roads")
	for _, c := range []routingtest.Case{report.To("slemna"), report.Asks("sleman", "slemna"), report.With("slemna")} {
		failures := routingtest.Check(r, c)
		require.Len(t, failures, 1)
		require.Contains(t, failures[0].String(), "the case is wrong: it wants the agency slemna, which the directory does not have; it has sleman, diy")
		require.Empty(t, failures[0].Differences)
	}
}
