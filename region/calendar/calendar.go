package calendar

import (
	"math"
	"sort"
	"time"

	"github.com/aduan-go/aduan"
)

// Calendar is the working time of a place, as it was known at some instant. It
// is immutable and safe for concurrent use; [New] makes one. Instants that its
// methods return are in its own zone.
type Calendar struct {
	name    string
	loc     *time.Location
	works   bool
	years   []yearRef
	history *history
	known   int64 // Unix seconds; MinInt64 is always
	// provisional is the first year without a list, 0 if there is none.
	provisional int
	// fewest and most are how many weekdays a year are not worked, see [Provisional].
	fewest, most int
}

// history holds a calendar as it was known after each edition, oldest first.
type history struct{ calendars []*Calendar }

// yearRef is a year with the working days and the office time of the covered
// years before it.
type yearRef struct {
	block   *block
	seconds int64
	days    int32
}

// Name is how agencies and policies refer to the calendar.
func (c *Calendar) Name() string { return c.name }

// Location is the zone of the calendar.
func (c *Calendar) Location() *time.Location { return c.loc }

// WorksOnJointLeave reports whether joint leave usually counts as an ordinary day;
// a [Change] may say otherwise.
func (c *Calendar) WorksOnJointLeave() bool { return c.works }

// Years returns the first and the last year that the calendar covers, provisional
// ones included; both are 0 if it covers none.
func (c *Calendar) Years() (from, to int) {
	if len(c.years) == 0 {
		return 0, 0
	}
	return c.years[0].block.year, c.years[len(c.years)-1].block.year
}

// Known is the instant from which the lists of this calendar were known; zero
// for what was known from the beginning.
func (c *Calendar) Known() time.Time {
	if c.known == math.MinInt64 {
		return time.Time{}
	}
	return time.Unix(c.known, 0).In(c.loc)
}

// AsKnownAt returns the calendar as it was known at an instant: with the
// editions that had become known by then. It does not allocate.
func (c *Calendar) AsKnownAt(t time.Time) *Calendar {
	return c.history.calendars[max(c.history.after(t)-1, 0)]
}

// NextAmendment returns the first instant after t at which something more
// became known, and false if nothing did.
func (c *Calendar) NextAmendment(t time.Time) (time.Time, bool) {
	n := c.history.after(t)
	if n == len(c.history.calendars) {
		return time.Time{}, false
	}
	return c.history.calendars[n].Known(), true
}

// after is the number of the first calendar that became known after t.
func (h *history) after(t time.Time) int {
	unix := t.Unix()
	return sort.Search(len(h.calendars), func(i int) bool { return h.calendars[i].known > unix })
}

// Latest returns the calendar with all its editions.
func (c *Calendar) Latest() *Calendar { return c.history.calendars[len(c.history.calendars)-1] }

// find returns the place of a day among the covered years: the year's index and
// the day of the year from 0.
func (c *Calendar) find(day int32) (year int, of int32, ok bool) {
	if len(c.years) == 0 || day < c.years[0].block.first {
		return 0, 0, false
	}
	year = int(day-c.years[0].block.first) / 366 // never too late, and at most a little early
	for ; year < len(c.years); year++ {
		b := c.years[year].block
		if of = day - b.first; int(of) < len(b.days) {
			return year, of, true
		}
	}
	return 0, 0, false
}

// missing is the error for a year that is not covered.
func (c *Calendar) missing(year int) error {
	from, to := c.Years()
	return &CoverageError{Calendar: c.name, Year: year, From: from, To: to, Known: c.Known()}
}

// outside is the error for a day that is not covered.
func (c *Calendar) outside(day int32) error { return c.missing(aduan.DateOfNumber(int(day)).Year) }

// worked counts working days from the beginning of the covered years up to and
// including the local date of t: the W of the law, but for a constant.
func (c *Calendar) worked(t time.Time) (days int, year int, err error) {
	day := localDay(t, c.loc)
	year, of, ok := c.find(day)
	if !ok {
		return 0, 0, c.outside(day)
	}
	y := &c.years[year]
	return int(y.days) + int(y.block.days[of].count), year, nil
}

// Add returns the office end of working day W(t)+n: the n-th working day after
// the local date of t, or with n = 0 the last one up to it, or backwards for
// negative n. The time of day of t does not matter. An office that closes at
// 24:00 ends in the first instant of the next date, which is that date's to
// count from. The error is a [*CoverageError].
func (c *Calendar) Add(t time.Time, n WorkingDays) (time.Time, error) {
	k, year, err := c.worked(t)
	if err != nil {
		return time.Time{}, err
	}
	if n > math.MaxInt32 || n < -math.MaxInt32 {
		n = max(min(n, math.MaxInt32), -math.MaxInt32) // beyond every calendar all the same
	}
	k += int(n)
	for k <= int(c.years[year].days) {
		if year--; year < 0 {
			return time.Time{}, c.missing(c.years[0].block.year - 1)
		}
	}
	for {
		y := &c.years[year]
		if i := k - int(y.days) - 1; i < len(y.block.work) {
			return time.Unix(y.block.work[i].close, 0).In(c.loc), nil
		}
		if year++; year == len(c.years) {
			return time.Time{}, c.missing(c.years[year-1].block.year + 1)
		}
	}
}

// Between returns W(b)-W(a), the number of working days after the local date of
// a up to and including that of b; it is negative if b is earlier. The error is
// a [*CoverageError].
func (c *Calendar) Between(a, b time.Time) (WorkingDays, error) {
	from, _, err := c.worked(a)
	if err != nil {
		return 0, err
	}
	to, _, err := c.worked(b)
	if err != nil {
		return 0, err
	}
	return WorkingDays(to - from), nil
}
