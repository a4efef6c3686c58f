package routingtest

import (
	"fmt"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/agency"
)

// Propose returns cases that reach what the given ones do not: for every rule
// and every entry of "any" that [Cover] finds missing a least report that makes
// the rule decide, as [routing.Router.Reach] finds them, and for an exception one
// that is kept from the rule. Each wants what the table says of it now, for a
// person to judge; [YAML] writes them down. A rule that cannot decide gets none.
//
// With many rules missing this is work: each is compared with those that could go
// before it.
func Propose(r *routing.Router, cases ...Case) []Case {
	return propose(r, cases, len(r.Table().Rules)*routing.MaxBranches)
}

// propose returns at most limit cases.
func propose(r *routing.Router, cases []Case, limit int) []Case {
	p := proposer{cover: newCover(r), names: map[string]bool{}}
	for i, one := range cases {
		p.names[one.label(i)] = true
		if f, err := one.FactsFor(r); err == nil {
			p.cover.add(f)
		}
	}
	t := r.Table()
	for i := range t.Rules {
		if p.rule(i, &t.Rules[i]); len(p.out) >= limit {
			return p.out[:limit]
		}
	}
	return p.out
}

// proposer collects proposals while the coverage grows with them.
type proposer struct {
	cover *cover
	out   []Case
	names map[string]bool
}

// rule proposes for one rule.
func (p *proposer) rule(i int, rule *routing.Rule) {
	if !p.cover.out.Rules[i].missing() {
		return
	}
	for f := range p.cover.r.Reach(rule.ID) {
		if p.try(i, rule.ID, f); !p.cover.out.Rules[i].missing() {
			return
		}
	}
	if p.cover.parts[i] == nil {
		return
	}
	for n, e := range p.cover.parts[i].entries {
		if e.not == nil || p.cover.out.Rules[i].Any[n].Cases > 0 {
			continue
		}
		if f, ok := p.exception(rule, e); ok {
			p.try(i, rule.ID+", except "+e.field, f)
		}
	}
}

// try proposes a report if it reaches something new.
func (p *proposer) try(i int, name string, f complaint.Facts) {
	before := p.cover.out.Rules[i].count()
	p.cover.add(f)
	if p.cover.out.Rules[i].count() == before {
		return
	}
	d, err := p.cover.r.Route(f)
	if err != nil {
		return
	}
	c := Case{Name: name, Facts: f, Want: Want{Agency: d.Agency, Rule: d.Rule, Basis: d.Basis}}
	if d.Agency == "" {
		c.Want.Ask = append([]agency.ID{}, d.Candidates...)
	}
	for n := 2; p.names[c.Name]; n++ {
		c.Name = fmt.Sprintf("%s (%d)", name, n)
	}
	p.names[c.Name] = true
	c.Day = aduan.DateOf(f.Submitted.In(p.cover.r.Zone()))
	c.Facts.Submitted = time.Time{}
	p.out = append(p.out, c)
}

// exception finds a report that meets an exception of a rule and all else that
// the rule says.
func (p *proposer) exception(rule *routing.Rule, e anyEntry) (complaint.Facts, bool) {
	a := p.cover.parts[p.cover.rule[rule.ID]]
	t := p.cover.r.Table()
	t.Hit = routing.First
	t.Rules = []routing.Rule{{
		ID: rule.ID, Valid: rule.Valid, To: rule.To,
		When: routing.When{All: []routing.When{a.written(a.root, e.not), a.written(e.not, nil), a.written(e.when, nil)}},
	}}
	r, err := routing.Compile(t, p.cover.r.Sources())
	if err != nil {
		return complaint.Facts{}, false
	}
	for f := range r.Reach(rule.ID) {
		return f, true
	}
	return complaint.Facts{}, false
}

// written puts a condition together again, without the part pruned.
func (a *anatomy) written(c, pruned *condition) routing.When {
	w := a.leaves[c.leaf].When
	for _, part := range c.all {
		w.All = append(w.All, a.written(part, pruned))
	}
	for _, part := range c.any {
		w.Any = append(w.Any, a.written(part, pruned))
	}
	if c.not != nil && c.not != pruned {
		not := a.written(c.not, pruned)
		w.Not = &not
	}
	return w
}
