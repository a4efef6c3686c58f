package stats

import (
	"math/bits"
	"slices"
	"time"
)

// Times are durations of many cases: how many, their mean, and where the middle and
// the 90th percentile lie, each exact. The durations themselves are not kept.
type Times struct {
	n, ranked   int
	high, low   uint64 // the sum, so that none overflows
	median, p90 time.Duration
}

// add counts a duration; a negative one is none.
func (t *Times) add(d time.Duration) {
	if d < 0 {
		return
	}
	t.n++
	var carry uint64
	t.low, carry = bits.Add64(t.low, uint64(d), 0)
	t.high += carry
}

// sum adds the durations of other cases.
func (t *Times) sum(u *Times) {
	t.n += u.n
	var carry uint64
	t.low, carry = bits.Add64(t.low, u.low, 0)
	t.high += u.high + carry
}

// rank takes the next duration in ascending order, once all have been added.
func (t *Times) rank(d time.Duration) {
	if t.ranked == (t.n-1)/2 {
		t.median = d
	}
	if t.ranked == t.n/2 {
		t.median += (d - t.median) / 2
	}
	if t.ranked == (t.n*9+9)/10-1 {
		t.p90 = d
	}
	t.ranked++
}

// rankAll ranks what was added, in any order.
func (t *Times) rankAll(all []time.Duration) {
	slices.Sort(all)
	for _, d := range all {
		t.rank(d)
	}
}

// N is how many durations there are.
func (t Times) N() int { return t.n }

// Mean is the arithmetic mean, 0 if there is nothing.
func (t Times) Mean() time.Duration {
	if t.n == 0 {
		return 0
	}
	mean, _ := bits.Div64(t.high, t.low, uint64(t.n))
	return time.Duration(mean)
}

// Median is the middle duration, the mean of the two in the middle of an even
// number; 0 if there is nothing.
func (t Times) Median() time.Duration { return t.median }

// P90 is the 90th percentile by nearest rank: the least duration that at least
// nine of ten cases did not exceed; 0 if there is nothing.
func (t Times) P90() time.Duration { return t.p90 }
