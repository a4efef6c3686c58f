package routing

import (
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/internal/enum"
)

// Weekday is a day of the week, Monday to Sunday. The zero value is none.
type Weekday int8

// The days of the week, in the order of ISO 8601.
const (
	Monday Weekday = iota + 1
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
	Sunday
)

func weekdayNames() enum.Set {
	return enum.Words("", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
}

// String returns the text form, for example "monday".
func (w Weekday) String() string { return weekdayNames().Text("Weekday", int(w)) }

// MarshalText writes the text form; a value outside the set is an error.
func (w Weekday) MarshalText() ([]byte, error) {
	return weekdayNames().Marshal("Weekday", int(w))
}

// UnmarshalText reads the text form exactly.
func (w *Weekday) UnmarshalText(text []byte) error { return enum.Unmarshal(weekdayNames(), text, w) }

// In is the name of the day; empty for none.
func (w Weekday) In(words aduan.Words) string {
	if w < Monday || w > Sunday {
		return ""
	}
	return words.Weekday(time.Weekday(w % 7))
}

// Days is a stretch of calendar days from From up to and without Until. A zero
// From or Until leaves that side open, so the zero Days are all days.
type Days struct {
	From  aduan.Date `json:"from,omitzero"`
	Until aduan.Date `json:"until,omitzero"`
}

// String prints the days as "2020-01-01 .. 2021-01-01"; Until is the first day
// after them.
func (d Days) String() string {
	if d == (Days{}) {
		return "always"
	}
	return strings.TrimSpace(d.From.String() + " .. " + d.Until.String())
}

// In says from which to which day, the last one included.
func (d Days) In(w aduan.Words) string { return sayDays(w, d.span()) }

// span returns the days as numbers counted from 1970-01-01.
func (d Days) span() box.Span {
	s := box.Span{Lo: firstDay, Hi: lastDay}
	if !d.From.IsZero() {
		s.Lo = int64(d.From.Number())
	}
	if !d.Until.IsZero() {
		s.Hi = int64(d.Until.Number()) - 1
	}
	return s
}

// firstDay and lastDay are 0001-01-01 and 9999-12-31, the days that a
// [aduan.Date] can name.
const (
	firstDay = -719162
	lastDay  = 2932896
)

// weekdayOf is the day of the week of a day's number.
func weekdayOf(day int64) Weekday {
	// 1970-01-01 was a Thursday.
	return Weekday((day+3)%7+7)%7 + 1
}
