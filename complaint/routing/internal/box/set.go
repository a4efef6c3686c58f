package box

import (
	"cmp"
	"math"
	"slices"
)

// Span is a closed interval of whole numbers, Lo <= Hi.
type Span struct{ Lo, Hi int64 }

// Set is a set of whole numbers: spans in ascending order, neither overlapping
// nor adjoining. The nil set is empty. Sets are never changed once made.
type Set []Span

// SetOf makes a set of spans in any order; empty spans are passed over.
func SetOf(spans ...Span) Set {
	spans = slices.DeleteFunc(slices.Clone(spans), func(s Span) bool { return s.Lo > s.Hi })
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.Lo, b.Lo) })
	var out Set
	for _, s := range spans {
		if n := len(out); n > 0 && (out[n-1].Hi == math.MaxInt64 || s.Lo <= out[n-1].Hi+1) {
			out[n-1].Hi = max(out[n-1].Hi, s.Hi)
			continue
		}
		out = append(out, s)
	}
	return out
}

// One is the set of one number.
func One(n int64) Set { return Range(n, n) }

// Range is the set of all numbers from lo to hi, lo <= hi.
func Range(lo, hi int64) Set { return Set{{lo, hi}} }

// SetOfBits makes a set of the numbers of the bits that are set.
func SetOfBits(bits uint64) Set {
	var spans []Span
	for i := range int64(64) {
		if bits&(1<<i) != 0 {
			spans = append(spans, Span{i, i})
		}
	}
	return SetOf(spans...)
}

// Bits is the set as the bits of its numbers, which are below 64.
func (s Set) Bits() (bits uint64) {
	for _, v := range s {
		for n := v.Lo; n <= v.Hi; n++ {
			bits |= 1 << n
		}
	}
	return bits
}

// Has reports whether the set has the number.
func (s Set) Has(v int64) bool {
	lo, hi := 0, len(s)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if s[mid].Hi < v {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(s) && s[lo].Lo <= v
}

// And returns what both sets have.
func (s Set) And(t Set) Set {
	var out Set
	for i, j := 0, 0; i < len(s) && j < len(t); {
		if lo, hi := max(s[i].Lo, t[j].Lo), min(s[i].Hi, t[j].Hi); lo <= hi {
			out = append(out, Span{lo, hi})
		}
		if s[i].Hi < t[j].Hi {
			i++
		} else {
			j++
		}
	}
	return out
}

// Or returns what one of the sets has.
func (s Set) Or(t Set) Set { return SetOf(slices.Concat(s, t)...) }

// Minus returns what s has and t has not.
func (s Set) Minus(t Set) Set {
	var out Set
	j := 0
	for _, v := range s {
		next, done := v.Lo, false
		for ; j < len(t) && t[j].Lo <= v.Hi; j++ {
			if t[j].Hi < next {
				continue
			}
			if t[j].Lo > next {
				out = append(out, Span{next, t[j].Lo - 1})
			}
			if t[j].Hi >= v.Hi {
				done = true
				break
			}
			next = t[j].Hi + 1
		}
		if !done {
			out = append(out, Span{next, v.Hi})
		}
	}
	return out
}

// Within reports whether t has all that s has.
func (s Set) Within(t Set) bool {
	j := 0
	for _, v := range s {
		for j < len(t) && t[j].Hi < v.Lo {
			j++
		}
		if j == len(t) || t[j].Lo > v.Lo || t[j].Hi < v.Hi {
			return false
		}
	}
	return true
}

// Equal reports whether both sets have the same numbers.
func (s Set) Equal(t Set) bool { return slices.Equal(s, t) }

// Least returns the least number that the set and the spans have in common.
func (s Set) Least(spans []Span) (int64, bool) {
	for _, v := range spans {
		n, _ := slices.BinarySearchFunc(s, v.Lo, func(t Span, lo int64) int { return cmp.Compare(t.Hi, lo) })
		if n < len(s) && s[n].Lo <= v.Hi {
			return max(s[n].Lo, v.Lo), true
		}
	}
	return 0, false
}

// Meets reports whether some number is in both sets.
func (s Set) Meets(t Set) bool {
	_, some := s.Least(t)
	return some
}
