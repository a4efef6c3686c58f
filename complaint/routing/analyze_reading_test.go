package routing_test

import (
	"slices"

	"github.com/aduan-go/aduan/complaint/routing"
)

// reading is a condition with, for every dimension it speaks of, whether each
// value meets it, by the plain reading of [fits].
type reading struct {
	dims     []int
	ok       [][]bool
	all, any []*reading
	not      *reading
	hasAny   bool
}

func (w *everything) read(when routing.When, dims []int) *reading {
	r := &reading{hasAny: when.Any != nil}
	counts := map[int]int{inCategory: len(w.categories), inRegion: len(w.paths), inDay: len(w.days)}
	for _, d := range dims {
		counts[d] = len(w.extras[d])
	}
	flat := when
	flat.All, flat.Any, flat.Not = nil, nil, nil
	for d := range dimensions {
		var one routing.When
		switch d {
		case inCategory:
			one.Category = flat.Category
		case inRegion:
			one.Region = flat.Region
		case inKind:
			one.Kind = flat.Kind
		case inClass:
			one.Class = flat.Class
		case inChannel:
			one.Channel = flat.Channel
		case inDisclosure:
			one.Anonymous, one.Secret = flat.Anonymous, flat.Secret
		case inDay:
			one.Submitted, one.Weekday = flat.Submitted, flat.Weekday
		case inEvent:
			one.Event = flat.Event
		case inText:
			one.Words = flat.Words
		default:
			for _, a := range flat.Attributes {
				if a.Name == attributeOf(d) {
					one.Attributes = append(one.Attributes, a)
				}
			}
		}
		var ok []bool
		for i := range counts[d] {
			var v values
			v[d] = int8(i)
			ok = append(ok, fits(one, w.facts(v)))
		}
		if slices.Contains(ok, false) {
			r.dims, r.ok = append(r.dims, d), append(r.ok, ok)
		}
	}
	for _, x := range when.All {
		r.all = append(r.all, w.read(x, dims))
	}
	for _, x := range when.Any {
		r.any = append(r.any, w.read(x, dims))
	}
	if when.Not != nil {
		r.not = w.read(*when.Not, dims)
	}
	return r
}

func (r *reading) holds(v *values) bool {
	for i, d := range r.dims {
		if !r.ok[i][v[d]] {
			return false
		}
	}
	for _, x := range r.all {
		if !x.holds(v) {
			return false
		}
	}
	if r.hasAny && !slices.ContainsFunc(r.any, func(x *reading) bool { return x.holds(v) }) {
		return false
	}
	return r.not == nil || !r.not.holds(v)
}
