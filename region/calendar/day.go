package calendar

import (
	"iter"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
)

// Listed is an entry with where it comes from.
type Listed struct {
	Entry
	// Layer is the layer's name, empty for the national list.
	Layer string `json:"layer,omitempty"`
	// Edition and Known are those of the edition that added the entry.
	Edition string     `json:"edition,omitempty"`
	Known   aduan.Date `json:"known,omitzero"`
}

// Day is what a calendar says of a date.
type Day struct {
	Date aduan.Date
	// Kind is Worked if an entry says so, else Weekend for a day of rest by the
	// week, whatever lists say of it, else what the strongest entry says, else
	// Workday.
	Kind Kind
	// Working reports whether it counts as a working day.
	Working bool
	// Shifts are the office hours in local time, none for a day of rest.
	Shifts []Shift
	// Listed is what the lists say, the strongest first; usually nothing.
	Listed []Listed
}

// Day returns what the calendar says of a date. The error is a
// [*CoverageError].
func (c *Calendar) Day(d aduan.Date) (Day, error) {
	day := int32(d.Number())
	year, of, ok := c.find(day)
	if !ok || !d.Valid() {
		return Day{}, c.missing(d.Year)
	}
	b := c.years[year].block
	kind, shifts := b.judge(int16(of))
	before := int16(0)
	if of > 0 {
		before = b.days[of-1].count
	}
	out := Day{Date: d, Kind: kind, Working: b.days[of].count > before, Listed: slices.Clone(b.named[int16(of)])}
	if out.Working {
		out.Shifts = slices.Clone(shifts)
	}
	return out, nil
}

// DayOf returns what the calendar says of the local date of t.
func (c *Calendar) DayOf(t time.Time) (Day, error) { return c.Day(c.DateOf(t)) }

// DateOf is the local date of t.
func (c *Calendar) DateOf(t time.Time) aduan.Date { return aduan.DateOfNumber(int(localDay(t, c.loc))) }

// Days yields every day from one date to another, both included. An error, a
// [*CoverageError], comes last.
func (c *Calendar) Days(from, to aduan.Date) iter.Seq2[Day, error] {
	return func(yield func(Day, error) bool) {
		for d := from; d.Compare(to) <= 0; d = d.AddDays(1) {
			day, err := c.Day(d)
			if !yield(day, err) || err != nil {
				return
			}
		}
	}
}
