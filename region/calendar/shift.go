package calendar

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aduan-go/aduan/storage"
)

// TimeOfDay is a local time of day in minutes from midnight, 0 to 1440; 1440 is
// 24:00, the end of the day. In text it is "08:00".
type TimeOfDay int16

// endOfDay is 24:00.
const endOfDay TimeOfDay = 24 * 60

// ParseTimeOfDay reads "08:00" to "24:00".
func ParseTimeOfDay(text string) (TimeOfDay, error) {
	if len(text) != 5 || text[2] != ':' {
		return 0, fmt.Errorf("want a time of day such as 08:00, not %s", storage.Quote(text))
	}
	h, err1 := strconv.ParseUint(text[:2], 10, 8)
	m, err2 := strconv.ParseUint(text[3:], 10, 8)
	t := TimeOfDay(h*60 + m)
	if err1 != nil || err2 != nil || m > 59 || t > endOfDay {
		return 0, fmt.Errorf("want a time of day such as 08:00, not %s", storage.Quote(text))
	}
	return t, nil
}

// String returns "08:00".
func (t TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", int(t)/60, int(t)%60) }

// MarshalText writes the text form; a time outside the day is an error.
func (t TimeOfDay) MarshalText() ([]byte, error) {
	if t < 0 || t > endOfDay {
		return nil, fmt.Errorf("calendar: %d minutes are no time of day", int(t))
	}
	return []byte(t.String()), nil
}

// UnmarshalText reads the text form.
func (t *TimeOfDay) UnmarshalText(text []byte) error {
	read, err := ParseTimeOfDay(string(text))
	if err == nil {
		*t = read
	}
	return err
}

// Shift is a stretch of office hours in local time, from Open up to Close; the
// time between two shifts of a day is a break. In text it is "08:00-12:00".
type Shift struct{ Open, Close TimeOfDay }

// ParseShift reads "08:00-12:00".
func ParseShift(text string) (Shift, error) {
	open, closing, ok := strings.Cut(text, "-")
	if !ok {
		return Shift{}, fmt.Errorf("want office hours such as 08:00-12:00, not %s", storage.Quote(text))
	}
	o, err := ParseTimeOfDay(open)
	if err != nil {
		return Shift{}, err
	}
	c, err := ParseTimeOfDay(closing)
	if err != nil {
		return Shift{}, err
	}
	s := Shift{o, c}
	return s, checkShifts([]Shift{s})
}

// String returns "08:00-12:00".
func (s Shift) String() string { return s.Open.String() + "-" + s.Close.String() }

// MarshalText writes the text form; hours that are none are an error.
func (s Shift) MarshalText() ([]byte, error) {
	if err := checkShifts([]Shift{s}); err != nil {
		return nil, err
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads the text form.
func (s *Shift) UnmarshalText(text []byte) error {
	read, err := ParseShift(string(text))
	if err == nil {
		*s = read
	}
	return err
}

// maxShifts is how many shifts a day may have.
const maxShifts = 8

// checkShifts reports shifts that are empty, overlap or are out of order.
func checkShifts(shifts []Shift) error {
	if len(shifts) > maxShifts {
		return fmt.Errorf("%d shifts on a day, at most %d are allowed", len(shifts), maxShifts)
	}
	last := TimeOfDay(0)
	for i, s := range shifts {
		if s.Open < 0 || s.Close > endOfDay || s.Open >= s.Close {
			return errors.New("office hours open before they close, between 00:00 and 24:00")
		}
		if i > 0 && s.Open < last {
			return errors.New("office hours of a day follow one another and do not overlap")
		}
		last = s.Close
	}
	return nil
}

// Week is the pattern of a week: the office hours of each day, earliest first;
// none make a day of rest.
type Week struct {
	Monday    []Shift `json:"monday,omitempty"`
	Tuesday   []Shift `json:"tuesday,omitempty"`
	Wednesday []Shift `json:"wednesday,omitempty"`
	Thursday  []Shift `json:"thursday,omitempty"`
	Friday    []Shift `json:"friday,omitempty"`
	Saturday  []Shift `json:"saturday,omitempty"`
	Sunday    []Shift `json:"sunday,omitempty"`
}

// MondayToFriday returns a week with the same hours on five days and rest on
// Saturday and Sunday.
func MondayToFriday(shifts ...Shift) Week {
	return Week{Monday: shifts, Tuesday: shifts, Wednesday: shifts, Thursday: shifts, Friday: shifts}.clone()
}

// On returns the office hours of a day of the week; the caller must not change
// them.
func (w Week) On(d time.Weekday) []Shift {
	if d < time.Sunday || d > time.Saturday {
		return nil
	}
	return *w.days()[d]
}

// days are the hours of the days, from Sunday on.
func (w *Week) days() [7]*[]Shift {
	return [...]*[]Shift{&w.Sunday, &w.Monday, &w.Tuesday, &w.Wednesday, &w.Thursday, &w.Friday, &w.Saturday}
}

func (w Week) clone() Week {
	for _, shifts := range w.days() {
		*shifts = slices.Clone(*shifts)
	}
	return w
}
