package box

import "slices"

// Dim is a dimension of the space.
type Dim int

// Limit restricts one dimension.
type Limit struct {
	Dim Dim
	Set Set
}

// Box is a set of points: those that meet every limit. Limits are sorted by
// dimension, at most one for each; the nil box is the whole space.
type Box []Limit

// Of returns what the box admits in a dimension, and false if it does not
// restrict it.
func (b Box) Of(d Dim) (Set, bool) {
	for _, l := range b {
		if l.Dim == d {
			return l.Set, true
		}
	}
	return nil, false
}

// And returns what lies in both boxes, and false if nothing does.
func (b Box) And(c Box) (Box, bool) {
	out := make(Box, 0, len(b)+len(c))
	for i, j := 0, 0; i < len(b) || j < len(c); {
		switch {
		case j == len(c) || i < len(b) && b[i].Dim < c[j].Dim:
			out = append(out, b[i])
			i++
		case i == len(b) || c[j].Dim < b[i].Dim:
			out = append(out, c[j])
			j++
		default:
			both := b[i].Set.And(c[j].Set)
			if both == nil {
				return nil, false
			}
			out = append(out, Limit{b[i].Dim, both})
			i++
			j++
		}
	}
	return out, true
}

// Within reports whether c has all that b has.
func (b Box) Within(c Box) bool {
	for _, l := range c {
		s, restricted := b.Of(l.Dim)
		if !restricted || !s.Within(l.Set) {
			return false
		}
	}
	return true
}

// Meets reports whether some point lies in both boxes.
func (b Box) Meets(c Box) bool {
	for _, l := range c {
		if s, restricted := b.Of(l.Dim); restricted && !s.Meets(l.Set) {
			return false
		}
	}
	return true
}

// Equal reports whether both boxes limit the same.
func (b Box) Equal(c Box) bool {
	return slices.EqualFunc(b, c, func(l, m Limit) bool { return l.Dim == m.Dim && l.Set.Equal(m.Set) })
}
