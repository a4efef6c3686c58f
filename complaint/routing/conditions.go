package routing

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// conditions turns what a rule says into the ways to meet it.
type conditions struct {
	c    *compiler
	line int // of the innermost condition that has one
	n    int // conditions so far
}

// all returns the ways to meet a condition, or with deny those to not meet it,
// and false if there are too many. Problems go to the compiler.
func (w *conditions) all(when *When, field string, deny bool, depth int) ([]conj, bool) {
	if when.Line != 0 {
		defer func(line int) { w.line = line }(w.line)
		w.line = when.Line
	}
	if w.n++; depth > MaxDepth || w.n > MaxBranches {
		w.c.bad(w.line, field, fmt.Sprintf("at most %d conditions inside one another and %d in a rule", MaxDepth, MaxBranches))
		return nil, true
	}
	ways, fits := always(), true
	if deny {
		ways = nil
	}
	// Denied, one part that does not hold is enough.
	join := func(part []conj, ok bool) {
		fits = fits && ok
		switch {
		case !fits:
		case deny:
			ways = append(ways, part...)
			fits = len(ways) <= MaxBranches
		default:
			ways, fits = both(ways, part)
		}
	}
	w.sets(when, field, func(d box.Dim, s box.Set) {
		if deny {
			s = w.c.r.space.domains[d].Minus(s)
		}
		join(w.limit(d, s), true)
	})
	if when.Words != nil {
		join(w.words(*when.Words, field+".words", deny), true)
	}
	if when.Func != nil {
		join(w.function(when.Func, field+".func", deny), true)
	}
	w.list(len(when.All), when.All != nil, field+".all")
	for i := range when.All {
		join(w.all(&when.All[i], fmt.Sprintf("%s.all[%d]", field, i), deny, depth+1))
	}
	if w.list(len(when.Any), when.Any != nil, field+".any"); when.Any != nil {
		join(w.any(when.Any, field, deny, depth))
	}
	if when.Not != nil {
		join(w.all(when.Not, field+".not", !deny, depth+1))
	}
	return ways, fits
}

// any returns the ways to meet one of several conditions, or with deny those
// to meet none.
func (w *conditions) any(list []When, field string, deny bool, depth int) ([]conj, bool) {
	var ways []conj
	if deny {
		ways = always()
	}
	fits := true
	for i := range list {
		part, ok := w.all(&list[i], fmt.Sprintf("%s.any[%d]", field, i), deny, depth+1)
		switch fits = fits && ok; {
		case !fits:
		case deny:
			ways, fits = both(ways, part)
		default:
			ways = append(ways, part...)
			fits = len(ways) <= MaxBranches
		}
	}
	return ways, fits
}

// limit is the condition that a dimension lies in a set.
func (w *conditions) limit(d box.Dim, s box.Set) []conj {
	if s.Equal(w.c.r.space.domains[d]) {
		return always()
	}
	return of(d, s)
}

// list checks the length of a list and reports whether there is one.
func (w *conditions) list(n int, given bool, field string) bool {
	switch {
	case given && n == 0:
		w.c.bad(w.line, field, "an empty list never holds; leave it out to say nothing")
	case n > MaxList:
		w.c.bad(w.line, field, fmt.Sprintf("a list has at most %d entries", MaxList))
	default:
		return given
	}
	return false
}

// sets calls do for every part of the condition that is a set of values.
func (w *conditions) sets(when *When, field string, do func(box.Dim, box.Set)) {
	w.enums(when, field, do)
	if w.list(len(when.Category), when.Category != nil, field+".category") {
		var s box.Set
		for i, c := range when.Category {
			s = s.Or(w.c.category(w.line, fmt.Sprintf("%s.category[%d]", field, i), c))
		}
		do(dimCategory, s)
	}
	if w.list(len(when.Region), when.Region != nil, field+".region") {
		var spans []box.Span
		for i, code := range when.Region {
			spans = append(spans, w.c.region(w.line, fmt.Sprintf("%s.region[%d]", field, i), code)...)
		}
		do(dimRegion, box.SetOf(spans...))
	}
	for _, f := range []struct {
		dim  box.Dim
		name string
		list []Days
	}{{dimDay, ".submitted", when.Submitted}, {dimEvent, ".event", when.Event}} {
		if w.list(len(f.list), f.list != nil, field+f.name) {
			var spans []box.Span
			for i, d := range f.list {
				if w.c.days(w.line, fmt.Sprintf("%s%s[%d]", field, f.name, i), d) {
					spans = append(spans, d.span())
				}
			}
			do(f.dim, box.SetOf(spans...).And(w.c.r.space.domains[f.dim]))
		}
	}
	w.attributes(when, field, do)
}

// enums does the same for the small dimensions.
func (w *conditions) enums(when *When, field string, do func(box.Dim, box.Set)) {
	one := func(d box.Dim, name string, n, length int, value func(int) int64) {
		if !w.list(length, n > 0, field+name) {
			return
		}
		var s box.Set
		for i := range length {
			v := value(i)
			if !w.c.r.space.domains[d].Has(v) {
				w.c.bad(w.line, fmt.Sprintf("%s%s[%d]", field, name, i), "there is no such value")
				continue
			}
			s = s.Or(box.One(v))
		}
		do(d, s)
	}
	given := func(is bool) int {
		if is {
			return 1
		}
		return 0
	}
	one(dimKind, ".kind", given(when.Kind != nil), len(when.Kind), func(i int) int64 { return int64(when.Kind[i]) })
	one(dimClass, ".class", given(when.Class != nil), len(when.Class), func(i int) int64 { return int64(when.Class[i]) })
	one(dimChannel, ".channel", given(when.Channel != nil), len(when.Channel), func(i int) int64 { return int64(when.Channel[i]) })
	one(dimWeekday, ".weekday", given(when.Weekday != nil), len(when.Weekday), func(i int) int64 { return int64(when.Weekday[i]) })
	if when.Anonymous != nil || when.Secret != nil {
		do(dimDisclosure, disclosed(when))
	}
}

// disclosed is what a condition says about disclosure.
func disclosed(when *When) box.Set {
	disclosure := box.SetOfBits(0b1111)
	if when.Anonymous != nil {
		disclosure = disclosure.And(pick(*when.Anonymous, box.SetOfBits(0b0101), box.SetOfBits(0b1010)))
	}
	if when.Secret != nil {
		disclosure = disclosure.And(pick(*when.Secret, box.SetOfBits(0b0011), box.SetOfBits(0b1100)))
	}
	return disclosure
}

func pick(yes bool, a, b box.Set) box.Set {
	if yes {
		return a
	}
	return b
}

func (w *conditions) attributes(when *When, field string, do func(box.Dim, box.Set)) {
	w.list(len(when.Attributes), when.Attributes != nil, field+".attributes")
	for i, test := range when.Attributes {
		field, line := fmt.Sprintf("%s.attributes[%d]", field, i), w.line
		if test.Line != 0 {
			line = test.Line
		}
		d, ok := w.c.r.space.attribute[test.Name]
		if !ok {
			w.c.bad(line, field+".name", "the attribute "+clip(test.Name)+" is not declared", w.c.attributeNames()...)
			continue
		}
		if len(test.Is) > MaxList {
			w.c.bad(line, field+".is", fmt.Sprintf("a list has at most %d entries", MaxList))
			continue
		}
		a := w.c.t.Attributes[d-dimAttribute]
		s, wrong, err := a.set(test)
		if err != nil {
			w.c.bad(line, strings.TrimSuffix(field+"."+wrong, "."), err.Error(), a.legal()...)
			continue
		}
		do(d, s)
	}
}

func (c *compiler) attributeNames() []string {
	var out []string
	for _, a := range c.t.Attributes {
		out = append(out, a.Name)
	}
	return out
}

// words is the condition that the text has one of the words.
func (w *conditions) words(words Words, field string, deny bool) []conj {
	problems := words.problems()
	for _, p := range problems {
		w.c.bad(w.line, field+"."+p.Field, p.Message, p.Legal...)
	}
	if problems != nil {
		return always()
	}
	key := fmt.Sprintf("%t\x00%s", words.Clitics, strings.Join(words.Any, "\x00"))
	at, ok := w.c.listAt[key]
	if !ok {
		if w.c.listAt == nil {
			w.c.listAt = map[string]int32{}
		}
		at = int32(len(w.c.r.atoms))
		w.c.listAt[key] = at
		w.c.r.atoms = append(w.c.r.atoms, atom{list: len(w.c.lists)})
		w.c.lists = append(w.c.lists, words)
	}
	return []conj{{literals: []literal{{at, deny}}}}
}

// function is the condition that a Go function says yes.
func (w *conditions) function(f *Func, field string, deny bool) []conj {
	if f.Name == "" || f.Fits == nil {
		w.c.bad(w.line, field, "a function has a name and something to call")
		return always()
	}
	at, ok := w.c.funcAt[f.Name]
	if !ok {
		if w.c.funcAt == nil {
			w.c.funcAt = map[string]int32{}
		}
		at = int32(len(w.c.r.atoms))
		w.c.funcAt[f.Name] = at
		w.c.r.atoms = append(w.c.r.atoms, atom{list: -1, fn: f})
	}
	return []conj{{literals: []literal{{at, deny}}}}
}
