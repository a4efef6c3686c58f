package calendar

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
)

// Entry is a day that a list names.
type Entry struct {
	Date aduan.Date `json:"date"`
	// Kind is Holiday, JointLeave, HalfDay or Worked.
	Kind Kind `json:"kind"`
	// Name is what the day is called, for people.
	Name string `json:"name"`
	// Shifts are the office hours of the day, in local time, earliest first;
	// required for HalfDay and Worked, and only for them.
	Shifts []Shift `json:"shifts,omitempty"`
}

// Removal takes a day off a list.
type Removal struct {
	Date aduan.Date `json:"date"`
	// Name takes only the entry of that name; empty takes all of the day.
	Name string `json:"name,omitempty"`
}

// Edition is a list of the special days of one year as it was decreed, or an
// amendment to it. The first edition of a year states the list; those that
// follow change it, removals first.
type Edition struct {
	// Year is the year whose days are listed.
	Year int `json:"year"`
	// Name identifies the decree, for example "SKB 933/2025".
	Name string `json:"name,omitempty"`
	// Known is the day on which it became known: it counts from 00:00 local time
	// of that day, which is a decision of this library. Zero is always.
	Known aduan.Date `json:"known,omitzero"`
	// Adds and Removes may be empty: a list without days is a list.
	Adds    []Entry   `json:"adds,omitempty"`
	Removes []Removal `json:"removes,omitempty"`
	// read is where a reader found it; nil if no reader did.
	read *origin
}

// Layer is a set of lists that lies over the national one: the holidays of a
// province, the closing days of an office. It must have an edition, be it an
// empty one, for every year: otherwise the calendar does not cover the year.
type Layer struct {
	// Name says whose days they are, for people. Required.
	Name string `json:"name"`
	// Region is where they hold; zero where that is not a region.
	Region region.Code `json:"region,omitzero"`
	Lists  []Edition   `json:"lists"`
}
