package routing

import (
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// name is what a dimension is called in JSON and in findings.
func (s *space) name(d box.Dim) string {
	if d >= dimAttribute {
		return "attributes." + s.table.Attributes[d-dimAttribute].Name
	}
	return [...]string{"category", "region", "kind", "class", "channel", "disclosure", "submitted", "weekday", "event"}[d]
}

// factName is a fact that every table has, by its name.
type factName string

// In is what people call the fact.
func (f factName) In(w aduan.Words) string {
	return texts().Word(w, "fact", string(f), aduan.Label{})
}

// label is what people call a dimension.
func (s *space) label(d box.Dim) aduan.Message {
	if d < dimAttribute {
		return aduan.MessageOf(factName(s.name(d)))
	}
	a := s.attributeOf(d)
	if a.Label.IsZero() {
		return aduan.MessageOf(a.Name)
	}
	return aduan.MessageOf(a.Label)
}

func (s *space) attributeOf(d box.Dim) Attribute { return s.table.Attributes[d-dimAttribute] }

// value says what a number of a dimension stands for.
func (s *space) value(d box.Dim, n int64) aduan.Message {
	switch missing := n == 0 && d < dimDisclosure || n == absent; {
	case missing && (d == dimKind || d == dimClass || d == dimChannel):
		return texts().Message("value.not_said")
	case missing:
		return texts().Message("value.none")
	}
	switch d {
	case dimCategory:
		path := s.categories.paths[n]
		label, _ := s.labels.Label(path)
		return aduan.MessageOf(coded{label, string(path)})
	case dimRegion:
		return aduan.MessageOf(placeName(s.regions.At(int(n - 1))))
	case dimKind, dimClass, dimChannel:
		return aduan.MessageOf(spokenWord{s.sources, d, s.words.word(d, n)})
	case dimDisclosure:
		return aduan.MessageOf(complaint.Disclosure{Named: n&disclosedName != 0, Public: n&disclosedReport != 0})
	case dimWeekday:
		return aduan.MessageOf(Weekday(n))
	case dimDay, dimEvent:
		return aduan.MessageOf(aduan.DateOfNumber(int(n)))
	}
	return s.attributeOf(d).value(n)
}

// value says what a number stands for. An integer is written as in the report:
// the table does not say whether it counts something.
func (a Attribute) value(n int64) aduan.Message {
	switch {
	case n == a.missing():
		return texts().Message("value.none")
	case a.Type == Flag && a.text(n) == "true":
		return texts().Message("value.yes")
	case a.Type == Flag:
		return texts().Message("value.no")
	case a.Type == Day:
		return aduan.MessageOf(aduan.DateOfNumber(int(n)))
	}
	return aduan.MessageOf(a.text(n))
}

// describe says what a set of a dimension holds.
func (s *space) describe(d box.Dim, v box.Set) aduan.Message {
	return aduan.MessageOf(valueSet{s, d, v})
}

// valueSet is a set of a dimension, which is described when the language is
// known.
type valueSet struct {
	space *space
	dim   box.Dim
	set   box.Set
}

// maxListed is how many values a description lists.
const maxListed = 6

// In says what the set holds.
func (v valueSet) In(w aduan.Words) string {
	say := texts().In(w)
	rest := v.space.domains[v.dim].Minus(v.set)
	switch {
	case len(v.set) == 0:
		return say("set.nothing")
	case len(rest) == 0:
		return say("set.anything")
	}
	parts, n := v.parts(w, v.set)
	if v.dim == dimCategory || v.dim == dimRegion {
		if others, m := v.parts(w, rest); m < n {
			return say("set.all_but", "values", some(w, others, m))
		}
	}
	return some(w, parts, n)
}

// some lists texts, n in all.
func some(w aduan.Words, parts []string, n int) string {
	list := aduan.List(parts).In(w)
	if more := n - len(parts); more > 0 {
		return texts().In(w)("set.more", "values", list, "count", more)
	}
	return list
}

// quoted is a list of words as people are shown it: the first few, in quotes.
type quoted []string

// In lists the words.
func (q quoted) In(w aduan.Words) string {
	var parts []string
	for _, word := range q[:min(len(q), maxListed)] {
		parts = append(parts, strconv.Quote(word))
	}
	return some(w, parts, len(q))
}

// parts says at most [maxListed] parts of a set, and how many there are:
// subtrees, intervals or single values.
func (v valueSet) parts(w aduan.Words, set box.Set) ([]string, int) {
	var out []string
	n := 0
	add := func(text func() string) {
		if n++; n <= maxListed {
			out = append(out, text())
		}
	}
	ordered := v.dim == dimDay || v.dim == dimEvent || v.dim >= dimAttribute && v.space.attributeOf(v.dim).missing() == absent
	for _, one := range set {
		switch {
		case v.dim == dimCategory || v.dim == dimRegion:
			for at := one.Lo; at <= one.Hi; {
				whole, last := true, v.space.last(v.dim, at)
				if last > one.Hi {
					whole, last = false, at
				}
				add(func() string { return v.node(w, at, whole) })
				at = last + 1
			}
		case ordered && one.Lo != one.Hi:
			add(func() string { return v.interval(w, one) })
		default:
			for at := one.Lo; at <= one.Hi; at++ {
				add(func() string { return v.space.value(v.dim, at).In(w) })
			}
		}
	}
	return out, n
}

// last is the last number inside a category or region; 0 has none.
func (s *space) last(d box.Dim, n int64) int64 {
	switch {
	case n == 0:
		return 0
	case d == dimCategory:
		return int64(s.categories.last[n])
	}
	return numbersOf(s.regions.At(int(n - 1))).Hi
}

// node is a category or a region with what lies in it, or alone.
func (v valueSet) node(w aduan.Words, n int64, whole bool) string {
	value := v.space.value(v.dim, n)
	if whole {
		return value.In(w)
	}
	return texts().In(w)("set.alone", "value", value)
}

// interval is a stretch of days or integers.
func (v valueSet) interval(w aduan.Words, s box.Span) string {
	if v.dim == dimDay || v.dim == dimEvent || v.space.attributeOf(v.dim).Type == Day {
		return sayDays(w, s)
	}
	say, first, last := texts().In(w), v.space.value(v.dim, s.Lo), v.space.value(v.dim, s.Hi)
	switch {
	case s.Lo == -maxInteger && s.Hi == maxInteger:
		return say("set.anything")
	case s.Lo == -maxInteger:
		return say("number.most", "last", last)
	case s.Hi == maxInteger:
		return say("number.least", "first", first)
	}
	return say("set.between", "first", first, "last", last)
}

// sayDays is a stretch of days.
func sayDays(w aduan.Words, v box.Span) string {
	say, first, last := texts().In(w), aduan.DateOfNumber(int(v.Lo)), aduan.DateOfNumber(int(v.Hi))
	switch {
	case v.Lo == firstDay && v.Hi == lastDay:
		return say("days.always")
	case v.Lo == firstDay:
		return say("days.until", "last", last)
	case v.Hi == lastDay:
		return say("days.from", "first", first)
	case v.Lo == v.Hi:
		return first.In(w)
	}
	return say("set.between", "first", first, "last", last)
}
