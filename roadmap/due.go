package roadmap

import (
	"errors"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Due is a target date, given as a day, "2021-06-30", or as a quarter,
// "2021-Q2". At most one of the two is set; the zero value means that no target
// was set.
type Due struct {
	Day     aduan.Date
	Quarter workplan.Quarter
}

// DueOn is a target on a day.
func DueOn(d aduan.Date) Due { return Due{Day: d} }

// DueIn is a target in a quarter: on its last day.
func DueIn(q workplan.Quarter) Due { return Due{Quarter: q} }

// IsZero reports whether no target was set.
func (d Due) IsZero() bool { return d == Due{} }

// Valid reports whether at most one of the two is set, and exists.
func (d Due) Valid() bool {
	if !d.Day.IsZero() {
		return d.Day.Valid() && d.Quarter.IsZero()
	}
	return d.Quarter.IsZero() || d.Quarter.Valid()
}

// Date returns the last day on which the target is met; zero if none was set.
func (d Due) Date() aduan.Date {
	if d.Quarter.IsZero() {
		return d.Day
	}
	return d.Quarter.End()
}

// String returns the text form, empty for the zero value.
func (d Due) String() string {
	if d.Quarter.IsZero() {
		return d.Day.String()
	}
	return d.Quarter.String()
}

// In writes the target for people: a day, or a quarter (triwulan, TW). It is empty
// for the zero value and for a target that does not exist.
func (d Due) In(w aduan.Words) string {
	switch {
	case !d.Valid():
		return ""
	case d.Quarter.IsZero():
		return d.Day.In(w)
	default:
		return d.Quarter.In(w)
	}
}

// MarshalText writes the text form; a target that does not exist is an error.
func (d Due) MarshalText() ([]byte, error) {
	if !d.Valid() {
		return nil, errors.New("roadmap: there is no such target date")
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads the text form; empty text is the zero value.
func (d *Due) UnmarshalText(text []byte) error {
	var read Due
	var err error
	if strings.Contains(string(text), "Q") {
		err = read.Quarter.UnmarshalText(text)
	} else {
		err = read.Day.UnmarshalText(text)
	}
	if err != nil {
		return errors.New("want a day such as 2021-06-30 or a quarter such as 2021-Q2")
	}
	*d = read
	return nil
}
