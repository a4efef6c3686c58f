package aduan

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Date is a day of the civil (proleptic Gregorian) calendar without a zone. The
// zero value means that no date is given, or that it is unknown.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the local date of an instant in the location that t carries.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// DateOfNumber returns the date of a day counted from 1970-01-01, the inverse
// of [Date.Number].
func DateOfNumber(n int) Date {
	return DateOf(time.Unix(int64(n)*secondsPerDay, 0).UTC())
}

// ParseDate reads "2020-10-26", years 0001 to 9999. The error does not repeat the
// text, which may be a person's.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() < 1 {
		return Date{}, errors.New("want a date such as 2020-10-26")
	}
	return DateOf(t), nil
}

// IsZero reports whether no date is given.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether the date exists, years 1 to 9999.
func (d Date) Valid() bool {
	return d.Year >= 1 && d.Year <= 9999 && DateOf(d.utc()) == d
}

// Number counts days from 1970-01-01; days before it are negative.
func (d Date) Number() int {
	// A midnight in UTC is a whole number of days, so nothing is cut off.
	return int(d.utc().Unix() / secondsPerDay)
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// AddDays returns the date n days later, earlier for negative n.
func (d Date) AddDays(n int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
}

// DaysUntil returns how many days later e is, negative if it is earlier.
func (d Date) DaysUntil(e Date) int { return e.Number() - d.Number() }

// Compare orders dates: -1, 0 or +1.
func (d Date) Compare(e Date) int {
	switch {
	case d == e:
		return 0
	case d.Year < e.Year, d.Year == e.Year && (d.Month < e.Month || d.Month == e.Month && d.Day < e.Day):
		return -1
	default:
		return 1
	}
}

// String returns "2020-10-26"; empty for the zero value.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// In writes the day for people: "26 Oktober 2020", "26 October 2020"; empty for a
// day that does not exist.
func (d Date) In(w Words) string { return d.words(w, w.Month(d.Month)) }

// Short is [Date.In] with the short name of the month: "26 Okt 2020".
func (d Date) Short(w Words) string { return d.words(w, w.ShortMonth(d.Month)) }

func (d Date) words(w Words, month string) string {
	if !d.Valid() {
		return ""
	}
	return texts().In(w)("date", "day", strconv.Itoa(d.Day), "month", month, "year", strconv.Itoa(d.Year))
}

// MarshalText writes the text form; a date that does not exist is an error.
func (d Date) MarshalText() ([]byte, error) {
	if !d.IsZero() && !d.Valid() {
		return nil, fmt.Errorf("there is no date %v", d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads the text form; empty text is the zero value.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	read, err := ParseDate(string(text))
	if err == nil {
		*d = read
	}
	return err
}

const secondsPerDay = 24 * 60 * 60

// utc is the midnight in UTC with which the date begins.
func (d Date) utc() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}
