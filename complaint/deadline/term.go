package deadline

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// Unit is how a [Term] is measured.
type Unit int8

// The units. The zero value is no unit: a term that was not given.
const (
	// NoLimit is no term at all, by decision.
	NoLimit Unit = iota + 1
	// InWorkingDays ends with the office hours of the last day.
	InWorkingDays
	// InWorkingMinutes counts office time only.
	InWorkingMinutes
	// InCalendarDays ends at 24:00 local time of the last day.
	InCalendarDays
	// InWallDays ends at the local time of day at which it began.
	InWallDays
	// InHours counts elapsed time.
	InHours
	// InWallHours counts hours on the clock on the wall.
	InWallHours
	// InMinutes counts elapsed time.
	InMinutes
	// InWallWorkingDays ends on a working day, at the local time of day at which it
	// began.
	InWallWorkingDays
	// AsPromised is the limit of a run that is due when somebody promised; see
	// complaint.Promise. It counts nothing, and no rule has it.
	AsPromised
)

// unitWords are singular and plural, by Unit.
func unitWords() [][2]string {
	return [][2]string{
		{"", ""},
		{"none", "none"},
		{"working day", "working days"},
		{"working minute", "working minutes"},
		{"calendar day", "calendar days"},
		{"wall-clock day", "wall-clock days"},
		{"hour", "hours"},
		{"wall-clock hour", "wall-clock hours"},
		{"minute", "minutes"},
		{"wall-clock working day", "wall-clock working days"},
		{"as promised", "as promised"},
	}
}

// Term is a stretch of time in one unit: "14 working days". It is comparable.
// The zero value is no term given; [None] is no limit by decision. Terms of
// different units are never added.
type Term struct {
	n    int64
	unit Unit
}

// WorkingDays is a term in working days.
func WorkingDays(n calendar.WorkingDays) Term { return Term{int64(n), InWorkingDays} }

// WorkingMinutes is a term in working minutes.
func WorkingMinutes(n calendar.WorkingMinutes) Term { return Term{int64(n), InWorkingMinutes} }

// CalendarDays is a term in days of the calendar, as statutes count them.
func CalendarDays(n calendar.CalendarDays) Term { return Term{int64(n), InCalendarDays} }

// WallDays is a term in days at an unchanged local time of day.
func WallDays(n calendar.WallDays) Term { return Term{int64(n), InWallDays} }

// Hours is a term in hours of elapsed time.
func Hours(n calendar.Hours) Term { return Term{int64(n), InHours} }

// WallHours is a term in hours by the clock on the wall: where the zone is put
// forward meanwhile, an hour less of elapsed time. In a zone without summer time it
// is the same as [Hours].
func WallHours(n calendar.Hours) Term { return Term{int64(n), InWallHours} }

// Minutes is a term in minutes of elapsed time.
func Minutes(n int64) Term { return Term{n, InMinutes} }

// WallWorkingDays is a term in working days that ends at an unchanged local time of
// day, whatever the office hours are: from Friday 15:20, one of them ends on Monday at
// 15:20. What begins on a day of rest has the whole of its last day, to 24:00, so that
// nobody who comes later is due earlier; Amsterdam counts so too.
func WallWorkingDays(n calendar.WorkingDays) Term { return Term{int64(n), InWallWorkingDays} }

// None is no limit.
func None() Term { return Term{0, NoLimit} }

// promised is the limit of a run that was promised.
func promised() Term { return Term{0, AsPromised} }

// maxTerm is the largest number in a term of a policy.
const maxTerm = math.MaxInt32

// Unit returns the unit, 0 for the zero value.
func (t Term) Unit() Unit { return t.unit }

// Count returns the number of units, 0 for the zero value and for [None].
func (t Term) Count() int64 { return t.n }

// IsZero reports whether no term is given.
func (t Term) IsZero() bool { return t == Term{} }

// inDays reports whether the term counts days of some kind.
func (t Term) inDays() bool {
	return t.unit == InWorkingDays || t.unit == InCalendarDays || t.unit == InWallDays || t.unit == InWallWorkingDays
}

// works reports whether the term counts by the lists of a calendar.
func (t Term) works() bool {
	return t.unit == InWorkingDays || t.unit == InWorkingMinutes || t.unit == InWallWorkingDays
}

// each is how long one of a unit that counts time is.
func (t Term) each() time.Duration {
	if t.unit == InHours || t.unit == InWallHours {
		return time.Hour
	}
	return time.Minute
}

// String returns the text form that [ParseTerm] reads: "14 working days",
// "none"; empty for the zero value.
func (t Term) String() string {
	words := unitWords()
	switch {
	case t.unit <= NoLimit || t.unit == AsPromised:
		return words[t.unit][0]
	case t.n == 1 || t.n == -1:
		return strconv.FormatInt(t.n, 10) + " " + words[t.unit][0]
	default:
		return strconv.FormatInt(t.n, 10) + " " + words[t.unit][1]
	}
}

// In returns the term for people: "14 hari kerja", "14 working days".
func (t Term) In(w aduan.Words) string {
	say := texts().In(w)
	switch t.unit {
	case NoLimit:
		return say("term.none")
	case InWorkingDays:
		return say("term.working_days", "number", t.n)
	case InWorkingMinutes:
		return say("term.working_minutes", "number", t.n)
	case InCalendarDays:
		return say("term.calendar_days", "number", t.n)
	case InWallDays:
		return say("term.wall_days", "number", t.n)
	case InHours:
		return say("term.hours", "number", t.n)
	case InWallHours:
		return say("term.wall_hours", "number", t.n)
	case InMinutes:
		return say("term.minutes", "number", t.n)
	case InWallWorkingDays:
		return say("term.wall_working_days", "number", t.n)
	case AsPromised:
		return say("term.promised")
	}
	return t.String()
}

// ParseTerm reads "14 working days", "14 wall-clock working days", "60 calendar days",
// "30 wall-clock days", "8 hours", "8 wall-clock hours", "90 minutes", "240 working minutes"
// or "none", with a whole number from 0 to 2,147,483,647 without sign or leading zero; and
// "as promised", which readings have and no rule.
func ParseTerm(text string) (Term, error) {
	switch text {
	case "none":
		return None(), nil
	case promised().String():
		return promised(), nil
	}
	number, unit, _ := strings.Cut(text, " ")
	n, err := strconv.ParseUint(number, 10, 31)
	if err == nil && strconv.FormatUint(n, 10) == number {
		for u, words := range unitWords() {
			if Unit(u) > NoLimit && Unit(u) < AsPromised && (unit == words[1] || n == 1 && unit == words[0]) {
				return Term{int64(n), Unit(u)}, nil
			}
		}
	}
	return Term{}, errors.New("want a term such as 14 working days, 60 calendar days, 2 wall-clock days, 8 hours, 24 wall-clock hours, 90 working minutes or none, not " + storage.Quote(text))
}

// MarshalText writes the text form; empty for the zero value. A negative term,
// which only a remainder can be, is written too. There is no error.
func (t Term) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads the text form; empty text is the zero value.
func (t *Term) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*t = Term{}
		return nil
	}
	read, err := ParseTerm(string(text))
	if err == nil {
		*t = read
	}
	return err
}
