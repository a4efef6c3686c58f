package calendar

import (
	"math"
	"sort"
	"time"
)

// elapsed is the office time from the beginning of the covered years up to t,
// in seconds, and the nanoseconds beyond them.
func (c *Calendar) elapsed(t time.Time) (seconds int64, nanos int64, err error) {
	day := localDay(t, c.loc)
	year, of, ok := c.find(day)
	if !ok {
		return 0, 0, c.outside(day)
	}
	y := &c.years[year]
	b, unix := y.block, t.Unix()
	// The shift that has begun last is near those of the day.
	i := len(b.shifts)
	if k := int(b.days[of].count); k < len(b.work) {
		i = int(b.work[k].shift)
	}
	for i < len(b.shifts) && b.shifts[i].open <= unix {
		i++
	}
	for i > 0 && b.shifts[i-1].open > unix {
		i--
	}
	if i == 0 {
		return y.seconds, 0, nil
	}
	s := &b.shifts[i-1]
	if unix >= s.close {
		return y.seconds + s.before + s.close - s.open, 0, nil
	}
	return y.seconds + s.before + unix - s.open, int64(t.Nanosecond()), nil
}

// reach returns the first instant up to which a sum of office time has passed;
// it lies in (open, close].
func (c *Calendar) reach(seconds, nanos int64) (time.Time, error) {
	ceiling := seconds
	if nanos > 0 {
		ceiling++
	}
	n := sort.Search(len(c.years), func(i int) bool { return c.years[i].seconds+c.years[i].block.seconds >= ceiling })
	switch {
	case ceiling <= 0:
		return time.Time{}, c.missing(c.years[0].block.year - 1)
	case n == len(c.years):
		return time.Time{}, c.missing(c.years[n-1].block.year + 1)
	}
	y := &c.years[n]
	shifts := y.block.shifts
	i := sort.Search(len(shifts), func(i int) bool { return shifts[i].before+shifts[i].close-shifts[i].open >= ceiling-y.seconds })
	s := &shifts[i]
	return time.Unix(s.open+seconds-y.seconds-s.before, nanos).In(c.loc), nil
}

// AddMinutes returns the instant up to which n more working minutes have passed
// than up to t: inside office hours that is n minutes of office time later. It
// lies in (open, close], so what is due when the office opens is due when it
// closed the last time. Seconds are kept. The error is a [*CoverageError].
func (c *Calendar) AddMinutes(t time.Time, n WorkingMinutes) (time.Time, error) {
	return c.AddWorked(t, n, 0)
}

// AddWorked is [Calendar.AddMinutes] with some office time more, to whole
// nanoseconds.
func (c *Calendar) AddWorked(t time.Time, n WorkingMinutes, more time.Duration) (time.Time, error) {
	seconds, nanos, err := c.elapsed(t)
	if err != nil {
		return time.Time{}, err
	}
	n = max(min(n, math.MaxInt32), -math.MaxInt32) // 4,000 years: beyond every calendar all the same
	seconds += int64(n)*60 + int64(more/time.Second)
	if nanos += int64(more % time.Second); nanos < 0 {
		seconds, nanos = seconds-1, nanos+int64(time.Second)
	} else if nanos >= int64(time.Second) {
		seconds, nanos = seconds+1, nanos-int64(time.Second)
	}
	return c.reach(seconds, nanos)
}

// Worked returns the office time between two instants, negative if b is
// earlier. The error is a [*CoverageError].
func (c *Calendar) Worked(a, b time.Time) (time.Duration, error) {
	s1, n1, err := c.elapsed(a)
	if err != nil {
		return 0, err
	}
	s2, n2, err := c.elapsed(b)
	if err != nil {
		return 0, err
	}
	return time.Duration(s2-s1)*time.Second + time.Duration(n2-n1), nil
}

// MinutesBetween returns the whole working minutes between two instants, cut
// towards zero, negative if b is earlier. The error is a [*CoverageError].
func (c *Calendar) MinutesBetween(a, b time.Time) (WorkingMinutes, error) {
	d, err := c.Worked(a, b)
	return WorkingMinutes(d / time.Minute), err
}
