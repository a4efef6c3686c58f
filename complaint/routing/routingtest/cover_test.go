package routingtest_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
	"github.com/aduan-go/aduan/internal/golden"
)

func TestCoverage(t *testing.T) {
	t.Parallel()
	r, cases := small(t), routingtest.Load(t, os.DirFS("testdata"), "small_cases.yaml")
	c := routingtest.Cover(r, cases...)
	golden.File(t, *update, "coverage.golden", c.In(aduan.English())+"\n"+c.In(aduan.Indonesian()))
	require.Equal(t, c.In(aduan.English()), c.String())
	require.False(t, c.Complete())
	rules, reached, entries, met := c.Count()
	require.Equal(t, [4]int{5, 3, 6, 1}, [4]int{rules, reached, entries, met})

	c = routingtest.Cover(r, append(cases, routingtest.Propose(r, cases...)...)...)
	require.True(t, c.Complete(), c)
	text, err := json.Marshal(c)
	require.NoError(t, err)
	var back routingtest.Coverage
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, c, back)
}

// What counts as reached, for rules and for entries of "any".
func TestReached(t *testing.T) {
	t.Parallel()
	const rules = `
scope: {regions: ["34"]}
rules:
- id: a
  when: {category: [health], any: [{class: [supervisory]}, {all: [{any: [{channel: [sms]}, {channel: [web]}]}, {kind: [complaint]}]}]}
  to: {agency: diy}
- id: b
  when: {category: [health], not: {any: [{class: [aspiration]}, {channel: [whatsapp]}], kind: [complaint]}}
  to: {agency: sleman}
`
	health := routingtest.Report("34").Category("health")
	for _, c := range []struct {
		name string
		hit  string
		c    routingtest.Case
		want string // a, entries of a, b, entries of b, fallback, refused
	}{
		{"the first rule", "first", health.Class(complaint.ClassSupervisory), "1 [1 0 0 0] 0 [0 0] 0 0"},
		{"two entries at once", "first", health.Class(complaint.ClassSupervisory).Channel(complaint.ChannelSMS).Kind(complaint.KindComplaint), "1 [1 1 1 0] 0 [0 0] 0 0"},
		{"an inner entry", "first", health.Channel(complaint.ChannelWeb).Kind(complaint.KindComplaint), "1 [0 1 0 1] 0 [0 0] 0 0"},
		{"an inner entry alone", "first", health.Channel(complaint.ChannelWeb), "0 [0 0 0 0] 1 [0 0] 0 0"},
		{"an exception", "first", health.Class(complaint.ClassAspiration).Kind(complaint.KindComplaint), "0 [0 0 0 0] 0 [1 0] 1 0"},
		{"both exceptions", "first", health.Class(complaint.ClassAspiration).Channel(complaint.ChannelWhatsApp).Kind(complaint.KindComplaint), "0 [0 0 0 0] 0 [1 1] 1 0"},
		{"half an exception", "first", health.Class(complaint.ClassAspiration), "0 [0 0 0 0] 1 [0 0] 0 0"},
		{"an exception elsewhere", "first", routingtest.Report("34").Class(complaint.ClassAspiration).Kind(complaint.KindComplaint), "0 [0 0 0 0] 0 [0 0] 1 0"},
		{"fits and is beaten", "first", health.Class(complaint.ClassSupervisory).Kind(complaint.KindAspiration), "1 [1 0 0 0] 0 [0 0] 0 0"},
		{"fits as well as another", "unique", health.Class(complaint.ClassSupervisory).Kind(complaint.KindAspiration), "0 [0 0 0 0] 0 [0 0] 1 0"},
		{"both decide", "collect", health.Class(complaint.ClassSupervisory).Kind(complaint.KindAspiration), "1 [1 0 0 0] 1 [0 0] 0 0"},
		{"out of scope", "first", routingtest.Report("51").Category("health"), "0 [0 0 0 0] 0 [0 0] 1 0"},
		{"refused", "first", routingtest.Report("99"), "0 [0 0 0 0] 0 [0 0] 0 1"},
		{"a wrong case", "first", routingtest.Report("5103"), "0 [0 0 0 0] 0 [0 0] 0 1"},
	} {
		cover := routingtest.Cover(table(t, "hit_policy: "+c.hit+rules), c.c)
		text := ""
		for _, rule := range cover.Rules {
			var entries []int
			for _, e := range rule.Any {
				entries = append(entries, e.Cases)
			}
			text += fmt.Sprint(rule.Cases, " ", entries, " ")
		}
		require.Equal(t, c.want, fmt.Sprint(text, cover.Fallback, " ", cover.Refused), c.name)
		require.Equal(t, 1, cover.Cases+cover.Refused, c.name)
	}
}

// A rule whose destination leads nowhere is reached, and so is one that only
// names supporting agencies.
func TestReachedWhateverBecomesOfIt(t *testing.T) {
	t.Parallel()
	r := table(t, "hit_policy: collect\nrules:\n- {id: a, when: {category: [health]}, to: {supporting: [{agency: sleman}]}}\n- {id: b, when: {category: [labour]}, to: {function: works, level: regency}}\n")
	c := routingtest.Cover(r, routingtest.Report("34").Category("health"), routingtest.Report("34").Category("labour"))
	require.True(t, c.Complete(), c)
	require.Zero(t, c.Fallback)
}

// An exception reaches no other entry of its rule.
func TestExceptionReachesNothingElse(t *testing.T) {
	t.Parallel()
	r := table(t, "hit_policy: first\nrules:\n- {id: a, when: {any: [{category: [health]}, {category: [labour]}], not: {any: [{class: [aspiration]}]}}, to: {agency: diy}}\n")
	c := routingtest.Cover(r, routingtest.Report("34").Category("health").Class(complaint.ClassAspiration))
	require.Equal(t, []routingtest.AnyCoverage{{Field: "when.any[0]", Line: 8}, {Field: "when.any[1]", Line: 8}, {Field: "when.not.any[0]", Line: 8, Cases: 1}}, c.Rules[0].Any)
	require.Zero(t, c.Rules[0].Cases)
}

// An entry that no report can meet gets no proposal.
func TestNoProposalForTheImpossible(t *testing.T) {
	t.Parallel()
	r := table(t, "hit_policy: first\nscope: {categories: [health]}\nrules:\n- {id: a, when: {any: [{category: [health]}, {category: [labour]}]}, to: {agency: diy}}\n")
	proposed := routingtest.Propose(r)
	require.Len(t, proposed, 1)
	require.Empty(t, routingtest.Propose(r, proposed...))
}

func TestProposalsAreReadBack(t *testing.T) {
	t.Parallel()
	r, cases := small(t), routingtest.Load(t, os.DirFS("testdata"), "small_cases.yaml")
	proposed := routingtest.Propose(r, cases...)
	text, err := routingtest.YAML(proposed...)
	require.NoError(t, err)
	golden.File(t, *update, "proposed.golden", string(text))
	back, err := routingtest.Parse("proposed.yaml", text)
	require.NoError(t, err)
	require.Empty(t, routingtest.Check(r, back...), "a proposal wants what the table says")
	require.True(t, routingtest.Cover(r, append(cases, back...)...).Complete())
	require.Empty(t, routingtest.Propose(r, append(cases, back...)...))
	for i, c := range back {
		require.Equal(t, proposed[i].Name, c.Name)
	}
}

// Of a rule that never decides nothing can be proposed; of one that waits for a
// Go function, what the function says yes to.
func TestProposeWhatCanBe(t *testing.T) {
	t.Parallel()
	to := routing.ToAgency("diy")
	when := func(f func(complaint.Facts) bool) routing.When {
		return routing.When{Func: &routing.Func{Name: "f", Fits: f}}
	}
	made := func(rules ...routing.Rule) []routingtest.Case {
		valid := routing.Days{From: aduan.Date{Year: 2020, Month: 1, Day: 1}}
		r, err := routing.Compile(routing.Table{Name: "t", Edition: "1", Zone: "UTC", Valid: valid, Hit: routing.First, Rules: rules, Fallback: to}, sources(t))
		require.NoError(t, err)
		return routingtest.Propose(r)
	}
	require.Len(t, made(routing.Rule{ID: "a", To: to}, routing.Rule{ID: "b", To: to}), 1)
	require.Len(t, made(routing.Rule{ID: "a", To: to, When: when(func(complaint.Facts) bool { return true })}), 1)
	require.Empty(t, made(routing.Rule{ID: "a", To: to, When: when(func(complaint.Facts) bool { return false })}))
}

func TestYAMLRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []routingtest.Case{
		routingtest.Report("34").Text("\xff", ""), routingtest.Report("34").Text("", "a\x00"), routingtest.Report("34").Kind("a b"), routingtest.Report("5103"),
		routingtest.Report("34").Attribute("\xff", "a"), routingtest.Report("34").Because(99), routingtest.Report("34").Asks("\xff"),
	} {
		_, err := routingtest.YAML(c)
		require.ErrorContains(t, err, "case ")
	}
	text, err := routingtest.YAML(routingtest.Report("34"), routingtest.Report("34"), routingtest.Report(""))
	require.NoError(t, err)
	cases, err := routingtest.Parse("c.yaml", text)
	require.NoError(t, err)
	require.Equal(t, []string{"34", "34 (2)", "report 3"}, []string{cases[0].Name, cases[1].Name, cases[2].Name})
}
