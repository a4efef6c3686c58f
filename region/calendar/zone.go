package calendar

import (
	"math"
	"time"

	"github.com/aduan-go/aduan"
)

// localDay is the number of the local date of t. Instants millions of years away
// mean the last day that has a number; no calendar covers it.
func localDay(t time.Time, loc *time.Location) int32 {
	_, offset := t.In(loc).Zone()
	return int32(max(math.MinInt32, min(math.MaxInt32, floorDiv(t.Unix()+int64(offset), secondsPerDay))))
}

// offsetAt is the offset of the zone from UTC at an instant, in seconds.
func offsetAt(unix int64, loc *time.Location) int64 {
	_, offset := time.Unix(unix, 0).In(loc).Zone()
	return int64(offset)
}

// instant is the first instant, in Unix seconds, at which a clock on the wall
// shows a local time or a later one: a time that occurs twice means the first,
// and one that the zone leaps over means the instant of the leap. The time is
// given in seconds from the midnight that begins a day.
//
// time.Date says itself that it does not promise which instant it picks then.
func instant(day int32, seconds int64, loc *time.Location) int64 {
	label := int64(day)*secondsPerDay + seconds
	// No offset exceeds a day, so these bracket the instant.
	before, after := offsetAt(label-secondsPerDay, loc), offsetAt(label+secondsPerDay, loc)
	early, late := label-max(before, after), label-min(before, after)
	for _, guess := range [...]int64{early, late} {
		if guess+offsetAt(guess, loc) == label {
			return guess
		}
	}
	// The zone leaps over the label between the two guesses.
	if start, _ := time.Unix(late, 0).In(loc).ZoneBounds(); !start.IsZero() && start.Unix() > early {
		return start.Unix()
	}
	return late
}

const secondsPerDay = 24 * 60 * 60

// weekdayOf returns the day of the week of a day's number; day 0 was a Thursday.
func weekdayOf(n int32) time.Weekday {
	return time.Weekday(((int64(n)+4)%7 + 7) % 7)
}

// firstOf is the number of 1 January of a year.
func firstOf(year int) int32 {
	return int32(aduan.Date{Year: year, Month: time.January, Day: 1}.Number())
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
