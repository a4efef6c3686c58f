package routingtest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/region/agency"
)

func TestCompleteAcceptsWhatIs(t *testing.T) {
	t.Parallel()
	r, cases := small(t), routingtest.Load(t, os.DirFS("testdata"), "small_cases.yaml")
	cases = append(cases, routingtest.Propose(r, cases...)...)
	said := record(t, func(t testing.TB) { routingtest.Complete(t, r, cases...) })
	require.Empty(t, said.errors)
	require.Equal(t, "routingtest: small edition 1: cases reach 5 of 5 rules and 6 of 6 entries of any; cases: 9, to the fallback: 0, refused: 0", said.logs[len(said.logs)-1])
}

// Every fault of a table fails, and so does every rule and entry that no case
// reaches; the text is a golden file.
func TestCompleteFindsWhatIsMissing(t *testing.T) {
	t.Parallel()
	const rules = `
scope: {regions: ["34"], categories: [health, education]}
rules:
- {id: health, when: {category: [health]}, to: {agency: diy}}
- {id: again, when: {category: [health/hospital], class: [supervisory]}, to: {agency: sleman}}
- {id: labour, when: {category: [labour]}, to: {agency: diy}}
- {id: education, when: {category: [education], any: [{class: [supervisory]}, {words: {any: [pungli]}}]}, to: {agency: sleman}}
`
	var text strings.Builder
	for _, hit := range []string{"unique", "first", "most_specific", "collect"} {
		r := table(t, "hit_policy: "+hit+rules)
		said := record(t, func(t testing.TB) {
			routingtest.Complete(t, r, routingtest.Report("34").Category("education").Class(complaint.ClassSupervisory))
		})
		text.WriteString("# " + hit + "\n" + strings.Join(append(said.errors, said.logs...), "\n") + "\n")
	}
	golden.File(t, *update, "complete.golden", text.String())
}

// What rests on Go functions and was not seen is logged; what agrees is none of
// its business; and of many faults some are shown.
func TestCompleteWeighsFindings(t *testing.T) {
	t.Parallel()
	valid := routing.Days{From: aduan.Date{Year: 2020, Month: 1, Day: 1}}
	run := func(rules ...routing.Rule) *recorder {
		r, err := routing.Compile(routing.Table{Name: "t", Edition: "1", Zone: "UTC", Valid: valid, Rules: rules, Fallback: routing.ToAgency("diy")}, sources(t))
		require.NoError(t, err)
		return record(t, func(t testing.TB) { routingtest.Complete(t, r) })
	}
	never := func(name string, to agency.ID) routing.Rule {
		f := routing.Func{Name: name, Fits: func(complaint.Facts) bool { return false }}
		return routing.Rule{ID: name, When: routing.When{Func: &f}, To: routing.ToAgency(to)}
	}
	said := run(never("a", "diy"), never("b", "sleman"))
	require.Contains(t, strings.Join(said.logs, "\n"), "Overlap: a and b fit the same report, with different destinations")
	require.NotContains(t, strings.Join(said.errors, "\n"), "Overlap")
	said = run(never("a", "diy"), never("b", "diy"))
	require.NotContains(t, strings.Join(append(said.logs, said.errors...), "\n"), "Overlap")

	var many []routing.Rule
	for i := range 25 {
		many = append(many, routing.Rule{ID: string(rune('a' + i)), Valid: routing.Days{Until: valid.From}, To: routing.ToAgency("diy")})
	}
	said = run(many...)
	require.Equal(t, 20, strings.Count(strings.Join(said.errors, "\n"), "never fits"))
	require.Contains(t, said.errors, "routingtest: Never fires: and 5 more")
}

func TestCompleteProposesSome(t *testing.T) {
	t.Parallel()
	var rules strings.Builder
	rules.WriteString("hit_policy: first\nrules:\n")
	for _, name := range strings.Split("abcdefghijklm", "") {
		rules.WriteString("- {id: " + name + ", when: {words: {any: [" + strings.Repeat(name, 1) + "x]}}, to: {agency: diy}}\n")
	}
	said := record(t, func(t testing.TB) {
		routingtest.Complete(t, table(t, rules.String()+"- {id: rest, to: {agency: diy}}\n"))
	})
	require.Len(t, said.errors, 1)
	require.Contains(t, said.errors[0], "\n  and so on; Propose lists all")
	require.Equal(t, 14, strings.Count(said.errors[0], "no case reaches"))
	require.Equal(t, 10, strings.Count(said.errors[0], "- name: "))
}

func TestGolden(t *testing.T) { // not parallel: it sets the environment
	r, cases := small(t), routingtest.Load(t, os.DirFS("testdata"), "small_cases.yaml")
	cases = append(cases, routingtest.Report("34").On("2019-01-01"), routingtest.Report("51").Called(" out\n of\tscope "), routingtest.Report("5103"))
	routingtest.Golden(t, r, filepath.Join("testdata", "decisions.golden"), cases...)
	if *update {
		return // the rest is about a test without the flag
	}

	file := filepath.Join(t.TempDir(), "new", "decisions.golden")
	run := func(cases ...routingtest.Case) *recorder {
		return record(t, func(t testing.TB) { routingtest.Golden(t, r, file, cases...) })
	}
	require.Contains(t, run(cases...).fatal, "does not exist yet; ADUAN_UPDATE=1 go test writes it")
	t.Setenv("ADUAN_UPDATE", "1")
	require.Zero(t, *run(cases...), "it is written")
	t.Setenv("ADUAN_UPDATE", "yes")
	require.Empty(t, run(cases...).errors)
	changed := append([]routingtest.Case(nil), cases...)
	changed[1] = changed[1].Category("health")
	said := run(changed...)
	require.Len(t, said.errors, 1)
	require.Contains(t, said.errors[0], "\n  - a road in Sleman: sleman/works (roads, rule)\n  + a road in Sleman: diy (all, rule)")
	changed = append([]routingtest.Case{cases[1], cases[0]}, cases[2:]...)
	require.Contains(t, run(changed...).errors[0], "the lines stand in another order")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, []byte(strings.ReplaceAll(string(text), "\n", "\r\n")), 0o644))
	require.Empty(t, run(cases...).errors, "line ends do not matter")
}
