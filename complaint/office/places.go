package office

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// calendars makes the calendars. A definition and a list of days of the same name make
// one.
func (l *loader) calendars() {
	var made []*calendar.Calendar
	if given := l.given.Calendars; given != nil {
		for _, name := range given.Names() {
			c, err := given.Calendar(name)
			l.failed(calendars, err)
			made = append(made, c)
		}
		l.office.Calendar = l.given.Calendar
	}
	for _, file := range l.files[calendars] {
		if path.Ext(file) == ".csv" {
			if !slices.ContainsFunc(l.files[calendars], func(other string) bool { return path.Ext(other) != ".csv" && sameStem(file, other) }) {
				l.Note(storage.Problem{File: strings.TrimSuffix(file, ".csv") + ".yaml", Message: "is required beside " + file + ": it says the week and the time zone"})
			}
			continue
		}
		if c := l.calendar(file); c != nil {
			made = append(made, c)
			if path.Dir(file) == "." {
				l.office.Calendar, l.office.Zone = c.Name(), c.Location()
			}
		}
	}
	if len(made) == 0 {
		return
	}
	set, err := calendar.NewSet(made...)
	if l.failed(calendars, err) {
		return
	}
	l.office.Calendars = set
	if name := l.office.Calendar; name != "" && !l.unsound[calendars] {
		c, err := set.Calendar(name)
		if err != nil {
			l.Unknown("Given.Calendar", "there is no calendar "+storage.Quote(name), name, set.Names())
			l.unsound[calendars] = true
			return
		}
		l.office.Zone = c.Location()
	}
}

func sameStem(a, b string) bool { return path.Dir(a) == path.Dir(b) && stem(a) == stem(b) }

// calendar makes the calendar of a file; nil if it is wrong.
func (l *loader) calendar(file string) *calendar.Calendar {
	data, ok := l.read(file)
	if !ok {
		l.unsound[calendars] = true
		return nil
	}
	d, err := calendar.Parse(file, data)
	failed := l.failed(calendars, err, part{"", []string{file}})
	for _, days := range l.files[calendars] {
		if path.Ext(days) != ".csv" || !sameStem(days, file) {
			continue
		}
		data, ok := l.read(days)
		if !ok {
			l.unsound[calendars] = true
			return nil
		}
		lists, err := calendar.ReadCSV(days, bytes.NewReader(data))
		failed = l.failed(calendars, err, part{"", []string{days}}) || failed
		d.Lists = append(d.Lists, lists...)
	}
	if failed {
		return nil
	}
	if d.Name == "" {
		d.Name = stem(file)
	}
	c, err := calendar.New(d)
	l.failed(calendars, err, part{"", []string{file}})
	return c
}

// categories reads the tree of categories.
func (l *loader) categories() {
	parsed(l, categories, complaint.ParseCategories, func(_ string, t *complaint.Categories) { l.office.Categories = t })
}

// regions makes the tree of regions.
func (l *loader) regions() {
	l.office.Regions = l.given.Regions
	parse := func(file string, data []byte) ([]region.Record, error) {
		return region.ReadCSV(file, bytes.NewReader(data), l.office.Zone)
	}
	parsed(l, regions, parse, func(file string, records []region.Record) {
		if l.given.Regions != nil {
			l.Note(storage.Problem{File: file, Message: "the regions are given in Go; an office has one or the other"})
			return
		}
		cfg := region.Config{What: file, Records: records, Zone: l.office.Zone}
		for i := range records {
			if level := records[i].Level; level != "" && !slices.Contains(cfg.Levels, level) {
				cfg.Levels = append(cfg.Levels, level)
			}
		}
		tree, err := region.New(cfg)
		if !l.failed(regions, err, part{"", []string{file}}) {
			l.office.Regions = tree
		}
	})
}

// agencies makes the directory.
func (l *loader) agencies() {
	parse := func(file string, data []byte) (agency.File, error) { return agency.Parse(file, data, l.office.Zone) }
	parsed(l, agencies, parse, func(file string, in agency.File) {
		cfg := agency.Config{Agencies: in.Agencies, Functions: in.Functions}
		if !l.unsound[regions] {
			cfg.Regions = l.office.Regions
		}
		d, err := agency.NewDirectory(cfg)
		here := part{"", []string{file}}
		if !l.failed(agencies, in.Locate(err), here) {
			l.office.Directory = d
		}
		if !l.unsound[calendars] {
			l.failed(agencies, in.Locate(l.named(in)), here)
		}
	})
}

// named checks that there are the calendars that agencies name.
func (l *loader) named(in agency.File) error {
	var names []string
	if l.office.Calendars != nil {
		names = l.office.Calendars.Names()
	}
	var problems storage.Problems
	for _, a := range in.Agencies {
		for i, t := range a.Terms {
			if t.Calendar != "" && !slices.Contains(names, t.Calendar) {
				problems.Unknown(string(a.ID)+": "+storage.At("terms", i)+".calendar", "there is no calendar "+storage.Quote(t.Calendar), t.Calendar, names)
			}
		}
	}
	return problems.Err("agencies")
}
