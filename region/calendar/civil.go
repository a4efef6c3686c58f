package calendar

import (
	"math"
	"time"

	"github.com/aduan-go/aduan"
)

// lastDay is the number of 31 December 9999, firstDay that of 1 January 1.
const (
	firstDay = -719162
	lastDay  = 2932896
)

// midnight returns the instant at which a day begins.
func (c *Calendar) midnight(day int64) (time.Time, error) {
	if day < firstDay || day > lastDay {
		return time.Time{}, &RangeError{Calendar: c.name}
	}
	return time.Unix(instant(int32(day), 0, c.loc), 0).In(c.loc), nil
}

// AddCalendarDays returns the end, 24:00 local time, of the n-th day after the
// local date of t; n may be 0 or negative. It asks no list and shifts nothing:
// such an end may fall on a holiday, as statutory limits do here by decision of
// this library. The error is a [*RangeError].
func (c *Calendar) AddCalendarDays(t time.Time, n CalendarDays) (time.Time, error) {
	if n > math.MaxInt32 || n < -math.MaxInt32 {
		return time.Time{}, &RangeError{Calendar: c.name}
	}
	return c.midnight(int64(localDay(t, c.loc)) + int64(n) + 1)
}

// CalendarDaysBetween returns how many days the local date of b is after that
// of a, negative if it is before.
func (c *Calendar) CalendarDaysBetween(a, b time.Time) CalendarDays {
	return CalendarDays(int64(localDay(b, c.loc)) - int64(localDay(a, c.loc)))
}

// AddWallDays returns the instant n days later at the same local time of day; n
// may be negative. A local time that the zone leaps over on that day means the
// instant of the leap, one that occurs twice the first. The error is a
// [*RangeError].
func (c *Calendar) AddWallDays(t time.Time, n WallDays) (time.Time, error) {
	_, offset := t.In(c.loc).Zone()
	local := t.Unix() + int64(offset)
	day := floorDiv(local, secondsPerDay)
	if n > math.MaxInt32 || n < -math.MaxInt32 || day+int64(n) < firstDay || day+int64(n) > lastDay {
		return time.Time{}, &RangeError{Calendar: c.name}
	}
	if n == 0 {
		return t.In(c.loc), nil
	}
	unix := instant(int32(day+int64(n)), local-day*secondsPerDay, c.loc)
	return time.Unix(unix, int64(t.Nanosecond())).In(c.loc), nil
}

// AddHours returns the instant n hours of elapsed time later, whatever the zone
// does meanwhile. The error is a [*RangeError].
func (c *Calendar) AddHours(t time.Time, n Hours) (time.Time, error) {
	const most = Hours((lastDay - firstDay) * 24)
	if n > most || n < -most {
		return time.Time{}, &RangeError{Calendar: c.name}
	}
	at := time.Unix(t.Unix()+int64(n)*3600, int64(t.Nanosecond())).In(c.loc)
	if y := at.Year(); y < 1 || y > 9999 {
		return time.Time{}, &RangeError{Calendar: c.name}
	}
	return at, nil
}

// AddWallHours returns the instant n hours and some time more later by the clock on
// the wall: where the zone is put forward or back meanwhile, an hour less or more of
// elapsed time. A local time that the zone leaps over means the instant of the leap,
// one that occurs twice the first, unless that would be before t. The error is a
// [*RangeError].
func (c *Calendar) AddWallHours(t time.Time, n Hours, more time.Duration) (time.Time, error) {
	elapsed, err := c.AddHours(t, n)
	if err != nil {
		return time.Time{}, err
	}
	elapsed = elapsed.Add(more)
	before, after := offsetAt(t.Unix(), c.loc), offsetAt(elapsed.Unix(), c.loc)
	local := elapsed.Unix() + before
	day := floorDiv(local, secondsPerDay)
	if day < firstDay || day > lastDay {
		return time.Time{}, &RangeError{Calendar: c.name}
	}
	if before == after {
		return elapsed, nil
	}
	at := time.Unix(instant(int32(day), local-day*secondsPerDay, c.loc), int64(elapsed.Nanosecond())).In(c.loc)
	if at.Before(t) != elapsed.Before(t) {
		return elapsed, nil
	}
	return at, nil
}

// WallTimeBetween returns how much later the clock on the wall stands at b than at a,
// days counted as 24 hours; negative if it stands earlier.
func (c *Calendar) WallTimeBetween(a, b time.Time) time.Duration {
	return b.Sub(a) + time.Duration(offsetAt(b.Unix(), c.loc)-offsetAt(a.Unix(), c.loc))*time.Second
}

// Midnight returns the instant at which a date begins: 00:00 local time, or
// where the zone leaps over that, the instant of the leap. The error is a
// [*RangeError] for a date that does not exist.
func (c *Calendar) Midnight(d aduan.Date) (time.Time, error) {
	if !d.Valid() {
		return time.Time{}, &RangeError{Calendar: c.name}
	}
	return c.midnight(int64(d.Number()))
}
