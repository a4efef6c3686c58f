package calendar

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/strict"
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
	// WorksOnJointLeave lets joint leave count as an ordinary day, unless a change
	// says otherwise.
	WorksOnJointLeave bool `json:"works_on_joint_leave,omitempty"`
	// Changes are other hours from a day on: a new week, the hours of a fasting
	// month. Where several hold on a day, the last of them decides.
	Changes []Change `json:"changes,omitempty"`
	// Lists are the editions of the national list, of each year in the order in
	// which they became known. The years must follow one another without a gap.
	Lists []Edition `json:"lists"`
	// Layers lie over the national list; where several name a day, that it is
	// worked goes before a holiday, a holiday before joint leave, and joint leave
	// before a half day.
	Layers []Layer `json:"layers,omitempty"`
	// Provisional serves years for which there is no list yet; nil serves none.
	Provisional *Provisional `json:"provisional,omitempty"`
	// source is the text that Parse read.
	source *strict.Source
}

const (
	// maxName is the longest name in bytes.
	maxName = 200
	// maxYears is how many years a calendar may cover.
	maxYears = 200
	// maxEditions is how many layers and editions of all lists there may be together.
	maxEditions = 2000
	// maxListed is how many entries all editions may list together, those counted that
	// an amendment leaves as they are.
	maxListed = 100_000
	// maxEntries is how many entries a list of one year may have.
	maxEntries = 2000
)

// New builds a calendar. The error is a *storage.InvalidError that lists every
// contradiction with the lines of both sides.
func New(d Definition) (*Calendar, error) {
	b := &builder{def: d}
	b.check()
	if b.Len() == 0 {
		b.layers()
	}
	if b.Len() == 0 {
		b.snapshots()
	}
	if err := b.Err("calendar " + d.Name); err != nil {
		return nil, d.source.Locate(err)
	}
	return b.out[len(b.out)-1], nil
}

// check judges everything but the lists.
func (b *builder) check() {
	d := &b.def
	b.name("name", d.Name)
	b.zone()
	d.Week = d.Week.clone()
	b.week("week", d.Week)
	b.changes()
	b.provisional()
	if len(d.Lists) == 0 {
		b.Add("lists", "at least the list of one year is required")
	}
	editions := len(d.Lists) + len(d.Layers)
	names := map[string]bool{}
	for i, l := range d.Layers {
		editions += len(l.Lists)
		field := storage.At("layers", i) + ".name"
		b.name(field, l.Name)
		if names[l.Name] {
			b.Add(field, storage.Quote(l.Name)+" is given twice")
		}
		names[l.Name] = true
	}
	if editions > maxEditions {
		b.Add("lists", fmt.Sprintf("%d editions and layers, at most %d are allowed", editions, maxEditions))
	}
}

// week judges the pattern of a week.
func (b *builder) week(field string, w Week) {
	rests := true
	for day := time.Sunday; day <= time.Saturday; day++ {
		shifts := w.On(day)
		rests = rests && len(shifts) == 0
		b.Check(field+"."+strings.ToLower(day.String()), checkShifts(shifts))
	}
	if rests {
		b.Add(field, "no day has office hours")
	}
}

func (b *builder) name(field, name string) {
	if aduan.Blank(name) || len(name) > maxName {
		b.Add(field, fmt.Sprintf("want 1 to %d bytes", maxName))
	}
}

func (b *builder) zone() {
	b.loc = b.def.Location
	switch {
	case b.loc != nil:
	case b.def.Zone == "" || b.def.Zone == "Local":
		b.Add("zone", "a time zone is required, and not that of some machine", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC")
	default:
		loc, err := time.LoadLocation(b.def.Zone)
		if err != nil {
			b.Add("zone", "the zone "+storage.Quote(b.def.Zone)+" is unknown on this machine", "the names of the IANA database")
			return
		}
		b.loc = loc
	}
}

// Parse reads a definition from YAML or JSON; the ending of the file's name
// (.yaml, .yml or .json) says which. The format is strict: fields are those of
// [Definition] with the exact names of its tags, and unknown or repeated fields
// are refused. The error is a *storage.InvalidError with the line of every
// problem. Parse does not judge what the definition says: see [New], whose
// problems have the lines of the file too.
func Parse(file string, data []byte) (Definition, error) {
	limits := strict.Limits{Depth: 10}
	var d Definition
	if err := strict.Parse("calendar", file, data, limits, &d); err != nil {
		return Definition{}, err
	}
	d.source = strict.NewSource(file, bytes.Clone(data), limits)
	return d, nil
}
