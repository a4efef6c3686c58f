package routing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/storage"
)

// rule returns the ways in which a rule can be met, none twice.
func (c *compiler) rule(rule *Rule, field string) []way {
	c.conditions = 0
	ways, ok := c.ways(&rule.When, field, false, 1)
	if !ok {
		c.Add(field, fmt.Sprintf("there are more than %d ways to meet the rule; split it", MaxBranches))
	}
	var out []way
	for _, w := range ways {
		if !slices.ContainsFunc(out, w.equal) {
			out = append(out, w)
		}
	}
	return out
}

// ways returns the ways to meet a condition, or with deny those to not meet it,
// and false if there are too many.
func (c *compiler) ways(w *When, field string, deny bool, depth int) ([]way, bool) {
	switch c.conditions++; {
	case depth > MaxDepth:
		c.Add(field, fmt.Sprintf("at most %d conditions inside one another", MaxDepth))
		return nil, true
	case c.conditions > MaxBranches:
		if c.conditions == MaxBranches+1 { // said once
			c.Add(field, fmt.Sprintf("at most %d conditions in a rule", MaxBranches))
		}
		return nil, true
	}
	parts := newCombination(!deny) // denied, one part that does not hold is enough
	c.sets(w, field, func(d box.Dim, s box.Set) {
		if deny {
			s = c.r.space.domains[d].Minus(s)
		}
		parts.add(c.limit(d, s), true)
	})
	if w.Words != nil {
		parts.add(c.words(*w.Words, field+".words", deny), true)
	}
	if w.Func != nil {
		parts.add(c.function(w.Func, field+".func", deny), true)
	}
	c.list(len(w.All), w.All != nil, field+".all")
	for i := range w.All {
		parts.add(c.ways(&w.All[i], storage.At(field+".all", i), deny, depth+1))
	}
	if c.list(len(w.Any), w.Any != nil, field+".any"); w.Any != nil {
		either := newCombination(deny)
		for i := range w.Any {
			either.add(c.ways(&w.Any[i], storage.At(field+".any", i), deny, depth+1))
		}
		parts.add(either.ways, either.fits)
	}
	if w.Not != nil {
		parts.add(c.ways(w.Not, field+".not", !deny, depth+1))
	}
	return parts.ways, parts.fits
}

// combination is the ways in which all of several parts hold, or one of them.
type combination struct {
	all  bool
	ways []way
	fits bool // there are not too many
}

func newCombination(all bool) *combination {
	c := &combination{all: all, fits: true}
	if all {
		c.ways = always()
	}
	return c
}

func (c *combination) add(part []way, fits bool) {
	switch c.fits = c.fits && fits; {
	case !c.fits:
	case c.all:
		c.ways, c.fits = both(c.ways, part)
	default:
		c.ways = append(c.ways, part...)
		c.fits = len(c.ways) <= MaxBranches
	}
}

// limit is the condition that a dimension lies in a set.
func (c *compiler) limit(d box.Dim, s box.Set) []way {
	switch s = s.And(c.r.space.domains[d]); {
	case s == nil:
		return nil
	case s.Equal(c.r.space.domains[d]):
		return always()
	}
	return []way{{box: box.Box{{Dim: d, Set: s}}}}
}

// list checks the length of a list and reports whether there is one.
func (c *compiler) list(n int, given bool, field string) bool {
	switch {
	case given && n == 0:
		c.Add(field, "an empty list never holds; leave it out to say nothing")
	case n > MaxList:
		c.Add(field, fmt.Sprintf("a list has at most %d entries", MaxList))
	default:
		return given
	}
	return false
}

// sets calls do for every part of the condition that is a set of values.
func (c *compiler) sets(w *When, field string, do func(box.Dim, box.Set)) {
	listed(c, w.Category, field+".category", c.category, dimCategory, do)
	listed(c, w.Region, field+".region", c.region, dimRegion, do)
	listed(c, w.Kind, field+".kind", values[complaint.Kind](c, dimKind), dimKind, do)
	listed(c, w.Class, field+".class", values[complaint.Class](c, dimClass), dimClass, do)
	listed(c, w.Channel, field+".channel", values[complaint.Channel](c, dimChannel), dimChannel, do)
	listed(c, w.Weekday, field+".weekday", c.weekday, dimWeekday, do)
	if w.Anonymous != nil || w.Secret != nil {
		var admitted []box.Span
		for _, n := range []int64{0, disclosedName, disclosedReport, disclosedName | disclosedReport} {
			if (w.Anonymous == nil || *w.Anonymous == (n&disclosedName == 0)) && (w.Secret == nil || *w.Secret == (n&disclosedReport == 0)) {
				admitted = append(admitted, box.Span{Lo: n, Hi: n})
			}
		}
		do(dimDisclosure, box.SetOf(admitted...))
	}
	days := func(field string, d Days) box.Set {
		if !c.days(field, d) {
			return nil
		}
		return box.SetOf(d.span())
	}
	listed(c, w.Submitted, field+".submitted", days, dimDay, do)
	listed(c, w.Event, field+".event", days, dimEvent, do)
	c.tests(w.Attributes, field+".attributes", do)
}

// listed calls do with what a list of a condition admits.
func listed[V any](c *compiler, list []V, field string, one func(field string, v V) box.Set, d box.Dim, do func(box.Dim, box.Set)) {
	if c.list(len(list), list != nil, field) {
		union(list, field, one, d, do)
	}
}

// union calls do with the union of the sets of a list, unless it is empty.
func union[V any](list []V, field string, one func(field string, v V) box.Set, d box.Dim, do func(box.Dim, box.Set)) {
	if len(list) == 0 {
		return
	}
	var spans []box.Span
	for i, v := range list {
		spans = append(spans, one(storage.At(field, i), v)...)
	}
	do(d, box.SetOf(spans...))
}

// weekday reads an entry of a list of days of the week.
func (c *compiler) weekday(field string, day Weekday) box.Set {
	if !c.r.space.domains[dimWeekday].Has(int64(day)) {
		c.Add(field, "there is no such value")
		return nil
	}
	return box.One(int64(day))
}

// tests checks the conditions on attributes.
func (c *compiler) tests(list []AttributeTest, field string, do func(box.Dim, box.Set)) {
	c.list(len(list), list != nil, field)
	for i, test := range list {
		field := storage.At(field, i)
		d, ok := c.r.space.attribute[test.Name]
		if !ok {
			var names []string
			for _, a := range c.t.Attributes {
				names = append(names, a.Name)
			}
			c.Unknown(field+".name", "the attribute "+storage.Quote(test.Name)+" is not declared", test.Name, names)
			continue
		}
		if len(test.Is) > MaxList {
			c.Add(field+".is", fmt.Sprintf("a list has at most %d entries", MaxList))
			continue
		}
		a := c.t.Attributes[d-dimAttribute]
		s, wrong, err := a.set(test)
		if err != nil {
			c.Add(strings.TrimSuffix(field+"."+wrong, "."), err.Error(), a.legal()...)
			continue
		}
		do(d, s)
	}
}

// words is the condition that the text has one of the words.
func (c *compiler) words(words Words, field string, deny bool) []way {
	before := c.Len()
	if words.check(&c.Problems, field+"."); c.Len() > before {
		return always()
	}
	name := fmt.Sprintf("words %t\x00%s", words.Clitics, strings.Join(words.Any, "\x00"))
	if _, known := c.atoms[name]; !known {
		c.lists = append(c.lists, words)
	}
	return c.literal(name, atom{list: len(c.lists) - 1}, deny)
}

// function is the condition that a Go function says yes.
func (c *compiler) function(f *Func, field string, deny bool) []way {
	if f.Name == "" || f.Fits == nil {
		c.Add(field, "a function has a name and something to call")
		return always()
	}
	return c.literal("func "+f.Name, atom{list: -1, fn: f}, deny)
}

// literal is the condition that an atom holds, or does not. Atoms of one name
// are one.
func (c *compiler) literal(name string, a atom, deny bool) []way {
	n, known := c.atoms[name]
	if !known {
		n = int32(len(c.r.atoms))
		c.atoms[name] = n
		c.r.atoms = append(c.r.atoms, a)
	}
	return []way{{literals: []literal{{n, deny}}}}
}
