package routingtest

import (
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/storage"
)

// Coverage says which rules of a table some case reaches. Its JSON form is for
// programs; [Coverage.In] and String are for people.
type Coverage struct {
	Table   string `json:"table"`
	Edition string `json:"edition"`
	// File is where the table was read; the lines are those of it.
	File string `json:"file,omitempty"`
	// Cases counts the cases that got a decision, Refused the others.
	Cases   int `json:"cases"`
	Refused int `json:"refused"`
	// Rules has every rule, in the order of the table.
	Rules []RuleCoverage `json:"rules"`
	// Fallback counts the cases that no rule decided.
	Fallback int `json:"fallback"`
}

// RuleCoverage says how many cases reach a rule.
type RuleCoverage struct {
	Rule string `json:"rule"`
	Line int    `json:"line,omitempty"`
	// Cases counts the cases that the rule decided, alone or, with
	// [routing.Collect], together with others. A rule that fits and does not
	// decide is not reached: nothing shows that it leads to the right place. Nor
	// is one that fits as well as others, so that a person chooses. What became
	// of the destination does not matter.
	Cases int `json:"cases"`
	// Any has every entry of an "any" in the rule's conditions, in their order.
	Any []AnyCoverage `json:"any,omitempty"`
}

// AnyCoverage says how many cases reach an entry of an "any".
type AnyCoverage struct {
	// Field is where the entry stands, for example "when.any[1]".
	Field string `json:"field"`
	Line  int    `json:"line,omitempty"`
	// Cases counts the cases that the rule decided and that meet the entry,
	// whether or not they meet others. An entry inside a "not" is an exception:
	// for it, the cases count that meet it and are kept from the rule by nothing
	// but that "not".
	Cases int `json:"cases"`
}

// Cover decides every case and counts which rules and entries of "any" they
// reach. What the cases want does not matter: that they get it is for [Run] or
// [Check] to say. Cases that are wrong count as refused.
func Cover(r *routing.Router, cases ...Case) Coverage {
	c := newCover(r)
	for _, one := range cases {
		if f, err := one.FactsFor(r); err != nil {
			c.out.Refused++
		} else {
			c.add(f)
		}
	}
	return c.out
}

// Complete reports whether every rule and every entry is reached.
func (c Coverage) Complete() bool {
	rules, reached, entries, met := c.Count()
	return rules == reached && entries == met
}

// Count returns how many rules and entries of "any" there are, and how many of
// them some case reaches.
func (c Coverage) Count() (rules, reached, entries, met int) {
	for _, rule := range c.Rules {
		own := min(rule.Cases, 1)
		rules, reached = rules+1, reached+own
		entries, met = entries+len(rule.Any), met+rule.count()-own
	}
	return rules, reached, entries, met
}

// count is how much of the rule is reached: itself and its entries.
func (c RuleCoverage) count() int {
	n := min(c.Cases, 1)
	for _, e := range c.Any {
		n += min(e.Cases, 1)
	}
	return n
}

func (c RuleCoverage) missing() bool { return c.count() < 1+len(c.Any) }

// cover counts while cases come in.
type cover struct {
	r    *routing.Router
	out  Coverage
	rule map[string]int // index of a rule
	// parts are the conditions of each rule that has an "any"; nil for others.
	parts []*anatomy
	// excepts are the rules that have an "any" inside a "not".
	excepts []int
}

func newCover(r *routing.Router) *cover {
	t := r.Table()
	c := &cover{
		r: r, rule: make(map[string]int, len(t.Rules)), parts: make([]*anatomy, len(t.Rules)),
		out: Coverage{Table: t.Name, Edition: t.Edition, File: t.File()},
	}
	var fields []string
	var lines []*int // of the fields
	c.out.Rules = make([]RuleCoverage, len(t.Rules))
	for i := range t.Rules {
		c.rule[t.Rules[i].ID] = i
		rule, field := &c.out.Rules[i], storage.At("rules", i)
		rule.Rule = t.Rules[i].ID
		fields, lines = append(fields, field), append(lines, &rule.Line)
		a := dissect(t.Rules[i].When)
		if len(a.entries) == 0 {
			continue
		}
		c.parts[i] = a
		if a.excepts {
			c.excepts = append(c.excepts, i)
		}
		rule.Any = make([]AnyCoverage, len(a.entries))
		for n, e := range a.entries {
			rule.Any[n].Field = e.field
			fields, lines = append(fields, field+"."+e.field), append(lines, &rule.Any[n].Line)
		}
	}
	for i, line := range t.Lines(fields...) {
		*lines[i] = line
	}
	return c
}

// add counts one report.
func (c *cover) add(f complaint.Facts) {
	rules, err := c.deciding(f)
	if err != nil {
		c.out.Refused++
		return
	}
	c.out.Cases++
	if len(rules) == 0 {
		c.out.Fallback++
	}
	for _, i := range rules {
		c.out.Rules[i].Cases++
		c.entries(i, f, true)
	}
	for _, i := range c.excepts {
		if !slices.Contains(rules, i) {
			c.entries(i, f, false)
		}
	}
}

// entries counts which entries of a rule the report reaches.
func (c *cover) entries(rule int, f complaint.Facts, decided bool) {
	if c.parts[rule] == nil {
		return
	}
	met, err := c.parts[rule].met(c.r, f, decided)
	for i := range met {
		if err == nil && met[i] {
			c.out.Rules[rule].Any[i].Cases++
		}
	}
}

// deciding returns the rules that decide about a report; none for one that the
// fallback takes, and for one about which several rules disagree.
func (c *cover) deciding(f complaint.Facts) ([]int, error) {
	d, err := c.r.Route(f)
	if err != nil {
		return nil, err
	}
	if i, ok := c.rule[d.Rule]; ok {
		return []int{i}, nil
	}
	// The fallback, or several: the explanation tells.
	var out []int
	for _, t := range c.r.Explain(f).Rules {
		if t.Result == routing.Decided {
			out = append(out, c.rule[t.Rule])
		}
	}
	return out, nil
}
