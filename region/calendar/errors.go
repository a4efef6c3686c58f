package calendar

import (
	"errors"
	"strconv"
	"time"

	"github.com/aduan-go/aduan"
)

// ErrNotCovered is what a [*CoverageError] unwraps to.
var ErrNotCovered = errors.New("the calendar has no list for that year")

// CoverageError says that a computation needs a year for which the calendar has
// no list. It unwraps to [ErrNotCovered].
type CoverageError struct {
	// Calendar is the calendar's name.
	Calendar string
	// Year is the first year that was needed and is missing.
	Year int
	// From and To are the first and the last year that exist; both are 0 if
	// none does.
	From, To int
	// Known is since when the lists asked were known, zero if always: a later
	// edition may have the year.
	Known time.Time
}

// In names the year that is missing and those that exist.
func (e *CoverageError) In(w aduan.Words) string {
	say := texts().In(w)
	text := say("coverage.missing", "calendar", e.Calendar, "year", strconv.Itoa(e.Year)) + "; "
	switch {
	case e.From == 0:
		text += say("coverage.none")
	case e.From == e.To:
		text += say("coverage.one", "year", strconv.Itoa(e.From))
	default:
		text += say("coverage.several", "from", strconv.Itoa(e.From), "to", strconv.Itoa(e.To))
	}
	if !e.Known.IsZero() {
		text += ", " + say("coverage.known", "date", aduan.DateOf(e.Known))
	}
	return text
}

// Error is [CoverageError.In] English.
func (e *CoverageError) Error() string { return e.In(aduan.English()) }

// Unwrap returns [ErrNotCovered].
func (e *CoverageError) Unwrap() error { return ErrNotCovered }

// RangeError says that a result lies outside the years 1 to 9999.
type RangeError struct {
	// Calendar is the calendar's name.
	Calendar string
}

// In says so.
func (e *RangeError) In(w aduan.Words) string {
	say := texts().In(w)
	return say("range", "calendar", e.Calendar)
}

// Error is [RangeError.In] English.
func (e *RangeError) Error() string { return e.In(aduan.English()) }
