package routing

import (
	"math"
	"slices"
)

// span is a closed interval of whole numbers, lo <= hi.
type span struct{ lo, hi int64 }

// set is a set of whole numbers: spans in ascending order, neither overlapping
// nor adjoining. The nil set is empty. Sets are never changed once made.
type set []span

// setOf makes a set of spans in any order; empty spans are passed over.
func setOf(spans ...span) set {
	spans = slices.DeleteFunc(slices.Clone(spans), func(s span) bool { return s.lo > s.hi })
	slices.SortFunc(spans, func(a, b span) int {
		switch {
		case a.lo < b.lo:
			return -1
		case a.lo > b.lo:
			return 1
		}
		return 0
	})
	var out set
	for _, s := range spans {
		if n := len(out); n > 0 && (out[n-1].hi == math.MaxInt64 || s.lo <= out[n-1].hi+1) {
			out[n-1].hi = max(out[n-1].hi, s.hi)
			continue
		}
		out = append(out, s)
	}
	return out
}

// setOfBits makes a set of the numbers of the bits that are set.
func setOfBits(bits uint64) set {
	var spans []span
	for i := range int64(64) {
		if bits&(1<<i) != 0 {
			spans = append(spans, span{i, i})
		}
	}
	return setOf(spans...)
}

// bits is the set as the bits of its numbers, which are below 64.
func (s set) bits() (bits uint64) {
	for _, v := range s {
		for n := v.lo; n <= v.hi; n++ {
			bits |= 1 << n
		}
	}
	return bits
}

// has reports whether the set has the number.
func (s set) has(v int64) bool {
	lo, hi := 0, len(s)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if s[mid].hi < v {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(s) && s[lo].lo <= v
}

// and returns what both sets have.
func (s set) and(t set) set {
	var out set
	for i, j := 0, 0; i < len(s) && j < len(t); {
		if lo, hi := max(s[i].lo, t[j].lo), min(s[i].hi, t[j].hi); lo <= hi {
			out = append(out, span{lo, hi})
		}
		if s[i].hi < t[j].hi {
			i++
		} else {
			j++
		}
	}
	return out
}

// or returns what one of the sets has.
func (s set) or(t set) set { return setOf(slices.Concat(s, t)...) }

// minus returns what s has and t has not.
func (s set) minus(t set) set {
	var out set
	j := 0
	for _, v := range s {
		next, done := v.lo, false
		for ; j < len(t) && t[j].lo <= v.hi; j++ {
			if t[j].hi < next {
				continue
			}
			if t[j].lo > next {
				out = append(out, span{next, t[j].lo - 1})
			}
			if t[j].hi >= v.hi {
				done = true
				break
			}
			next = t[j].hi + 1
		}
		if !done {
			out = append(out, span{next, v.hi})
		}
	}
	return out
}

// within reports whether t has all that s has.
func (s set) within(t set) bool {
	j := 0
	for _, v := range s {
		for j < len(t) && t[j].hi < v.lo {
			j++
		}
		if j == len(t) || t[j].lo > v.lo || t[j].hi < v.hi {
			return false
		}
	}
	return true
}

// equal reports whether both sets have the same numbers.
func (s set) equal(t set) bool { return slices.Equal(s, t) }
