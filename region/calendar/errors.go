package calendar

import (
	"errors"
	"fmt"
	"strings"
	"time"
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

// Error names the year that is missing and those that exist.
func (e *CoverageError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "calendar %s: no list for the year %d", e.Calendar, e.Year)
	switch {
	case e.From == 0:
		b.WriteString("; no list was known yet")
	case e.From == e.To:
		fmt.Fprintf(&b, "; there is one for %d", e.From)
	default:
		fmt.Fprintf(&b, "; there are lists for %d to %d", e.From, e.To)
	}
	if !e.Known.IsZero() {
		fmt.Fprintf(&b, ", as known since %s", e.Known.Format(time.DateOnly))
	}
	return b.String()
}

// Unwrap returns [ErrNotCovered].
func (e *CoverageError) Unwrap() error { return ErrNotCovered }

// RangeError says that a result lies outside the years 1 to 9999.
type RangeError struct {
	// Calendar is the calendar's name.
	Calendar string
}

// Error says so.
func (e *RangeError) Error() string {
	return fmt.Sprintf("calendar %s: the result lies outside the years 1 to 9999", e.Calendar)
}
