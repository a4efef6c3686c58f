package stats

import (
	"slices"
	"time"
)

// Times are durations of many cases. They are kept one by one, eight bytes
// each, since a median cannot be had for less.
type Times struct{ all []time.Duration }

// add counts a duration; a negative one is none.
func (t *Times) add(d time.Duration) {
	if d >= 0 {
		t.all = append(t.all, d)
	}
}

// settle sorts, so that reading changes nothing and may be concurrent.
func (t *Times) settle() {
	slices.Sort(t.all)
	t.all = slices.Clip(t.all)
}

// N is how many durations there are.
func (t Times) N() int { return len(t.all) }

// Mean is the arithmetic mean, 0 if there is nothing.
func (t Times) Mean() time.Duration {
	if len(t.all) == 0 {
		return 0
	}
	var whole, rest time.Duration // so that no sum overflows
	n := time.Duration(len(t.all))
	for _, d := range t.all {
		whole += d / n
		rest += d % n
	}
	return whole + rest/n
}

// Median is the middle duration, the mean of the two in the middle of an even
// number; 0 if there is nothing.
func (t Times) Median() time.Duration {
	n := len(t.all)
	if n == 0 {
		return 0
	}
	a, b := t.all[(n-1)/2], t.all[n/2]
	return a + (b-a)/2
}

// P90 is the 90th percentile by nearest rank: the least duration that at least
// nine of ten cases did not exceed; 0 if there is nothing.
func (t Times) P90() time.Duration {
	n := len(t.all)
	if n == 0 {
		return 0
	}
	return t.all[(n*9+9)/10-1]
}
