package calendar

import (
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan/storage"
)

// Definition is a calendar as data, written in Go or read by [Parse]. [New]
// makes a [Calendar] of it.
type Definition struct {
	// Name is how agencies and policies refer to the calendar. Required, at most
	// 200 bytes.
	Name string `json:"name"`
	// Zone is the name of the time zone in the IANA database, for example
	// "Asia/Makassar". It needs the database, on the machine or by importing
	// time/tzdata. Required unless Location is set.
	Zone string `json:"zone,omitempty"`
	// Location is the time zone as a value; it goes before Zone.
	Location *time.Location `json:"-"`
	// Week is the pattern of the week. At least one day must have hours.
	Week Week `json:"week"`
	// WorksOnJointLeave lets joint leave count as an ordinary day.
	WorksOnJointLeave bool `json:"works_on_joint_leave,omitempty"`
	// Lists are the editions of the national list, of each year in the order in
	// which they became known. The years must follow one another without a gap.
	Lists []Edition `json:"lists"`
	// Layers lie over the national list; where several name a day, a holiday
	// goes before joint leave, and joint leave before a half day.
	Layers []Layer `json:"layers,omitempty"`
}

const (
	// maxName is the longest name in bytes.
	maxName = 200
	// maxYears is how many years a calendar may cover.
	maxYears = 200
	// maxEditions is how many editions all lists may have together.
	maxEditions = 2000
	// maxEntries is how many entries a list of one year may have.
	maxEntries = 2000
)

// New builds a calendar. The error is a *storage.InvalidError that lists every
// contradiction with the lines of both sides.
func New(d Definition) (*Calendar, error) {
	b := &builder{def: d, names: map[string]bool{}}
	b.check()
	if len(b.problems) == 0 {
		b.layers()
	}
	if len(b.problems) == 0 {
		b.snapshots()
	}
	if len(b.problems) > 0 {
		return nil, &storage.InvalidError{What: "calendar " + clip(d.Name), Problems: b.problems}
	}
	return b.out[len(b.out)-1], nil
}

// check judges everything but the lists.
func (b *builder) check() {
	d := &b.def
	if d.Name == "" || len(d.Name) > maxName {
		b.add("", 0, "name", fmt.Sprintf("want 1 to %d bytes", maxName))
	}
	b.zone()
	d.Week = d.Week.clone()
	rests := true
	for day := time.Sunday; day <= time.Saturday; day++ {
		shifts := d.Week.On(day)
		rests = rests && len(shifts) == 0
		if err := checkShifts(shifts); err != nil {
			b.add("", 0, "week."+strings.ToLower(day.String()), err.Error())
		}
	}
	if rests {
		b.add("", 0, "week", "no day has office hours")
	}
	if len(d.Lists) == 0 {
		b.add("", 0, "lists", "at least the list of one year is required")
	}
	editions := len(d.Lists)
	for i, l := range d.Layers {
		editions += len(l.Lists)
		if l.Name == "" || len(l.Name) > maxName {
			b.add("", 0, fmt.Sprintf("layers[%d].name", i), fmt.Sprintf("want 1 to %d bytes", maxName))
		}
		if b.names[l.Name] {
			b.add("", 0, fmt.Sprintf("layers[%d].name", i), fmt.Sprintf("%q is given twice", clip(l.Name)))
		}
		b.names[l.Name] = true
	}
	if editions > maxEditions {
		b.add("", 0, "lists", fmt.Sprintf("%d editions, at most %d are allowed", editions, maxEditions))
	}
}

func (b *builder) zone() {
	b.loc = b.def.Location
	switch {
	case b.loc != nil:
	case b.def.Zone == "" || b.def.Zone == "Local":
		b.add("", 0, "zone", "a time zone is required, and not that of some machine", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC")
	default:
		loc, err := time.LoadLocation(b.def.Zone)
		if err != nil {
			b.add("", 0, "zone", fmt.Sprintf("the zone %q is unknown on this machine", clip(b.def.Zone)), "the names of the IANA database")
			return
		}
		b.loc = loc
	}
}
