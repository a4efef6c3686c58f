package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// cooperation is everything that the paper is made of.
type cooperation struct {
	asOf     aduan.Date
	cal      *calendar.Calendar
	regions  region.View
	rules    workplan.Rules
	quorum   board.Quorum
	meetings []*board.Meeting
	// recorded are the plans with everything that the files say of them, plans
	// what of it was known before the day; both in the order of the years.
	recorded, plans []*workplan.Plan
	roadmap         *roadmap.Roadmap
	// people are the names of coordinators, whom the plans know by ID.
	people map[agency.Person]string
}

// load reads the files and checks them against the regions of Indonesia.
func load(files fs.FS, asOf aduan.Date) (*cooperation, error) {
	c := &cooperation{asOf: asOf, rules: workplan.DefaultRules(), quorum: board.DefaultQuorum()}
	if err := c.surroundings(); err != nil {
		return nil, err
	}
	if err := c.names(files); err != nil {
		return nil, err
	}
	sources := workplan.Sources{Region: func(code region.Code) bool { _, err := c.regions.Get(code); return err == nil }}
	err := each(files, "plan-*.yaml", func(name string, text []byte) error {
		p, err := workplan.Parse(name, text, sources)
		c.recorded = append(c.recorded, p)
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(c.recorded, func(a, b *workplan.Plan) int { return a.Year - b.Year })
	for i, p := range c.recorded {
		if i > 0 {
			if err := checkCarried(c.recorded[i-1], p); err != nil {
				return nil, err
			}
		}
		c.plans = append(c.plans, knownBefore(p, asOf))
	}
	err = each(files, "meeting-*.yaml", func(name string, text []byte) error {
		m, err := board.Parse(name, text, nil)
		c.meetings = append(c.meetings, m)
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(c.meetings, (*board.Meeting).Compare)
	return c, each(files, "roadmap.yaml", func(name string, text []byte) error {
		c.roadmap, err = roadmap.Parse(name, text)
		return err
	})
}

// surroundings loads the calendar and the regions.
func (c *cooperation) surroundings() error {
	calendars, err := indonesia.Calendars()
	if err != nil {
		return err
	}
	if c.cal, err = calendars.Calendar(indonesia.CalendarWIB); err != nil {
		return err
	}
	regions, err := indonesia.Regions()
	if err != nil {
		return err
	}
	noon, err := c.cal.Midnight(c.asOf)
	if err != nil {
		return err
	}
	c.regions, err = regions.AsOf(noon)
	return err
}

// names reads who the coordinators are, in lines of an ID and a name. Without the
// file the paper has their IDs.
func (c *cooperation) names(files fs.FS) error {
	file, err := files.Open("people.csv")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	lines := csv.NewReader(file)
	lines.FieldsPerRecord, lines.Comment = 2, '#'
	rows, err := lines.ReadAll()
	if err != nil {
		return fmt.Errorf("people.csv: %w", err)
	}
	c.people = map[agency.Person]string{}
	for _, row := range rows {
		c.people[agency.Person(row[0])] = row[1]
	}
	return nil
}

// each reads the files that match a pattern, which must be at least one.
func each(files fs.FS, pattern string, read func(name string, text []byte) error) error {
	names, err := fs.Glob(files, pattern)
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("there is no file %s", pattern)
	}
	for _, name := range names {
		if err != nil {
			break
		}
		var text []byte
		if text, err = fs.ReadFile(files, name); err == nil {
			err = read(name, text)
		}
	}
	return err
}

// knownBefore is a plan as the members of a board find it when they meet on a
// day: with the editions and steps of earlier days, because those of the day
// itself are what the meeting decides, and with all reports up to the day.
func knownBefore(p *workplan.Plan, day aduan.Date) *workplan.Plan {
	p = p.Clone()
	for n := len(p.Editions) - 1; n > 0 && p.Editions[n].Date.Compare(day) >= 0; n-- {
		p.Editions = p.Editions[:n]
	}
	p.Steps = slices.DeleteFunc(p.Steps, func(s workplan.Step) bool { return s.On.Compare(day) >= 0 })
	p.Reports = slices.DeleteFunc(p.Reports, func(r workplan.Report) bool { return r.On.Compare(day) > 0 })
	return p
}

// meeting is the meeting of the day; nil if there is none.
func (c *cooperation) meeting() *board.Meeting {
	if i := slices.IndexFunc(c.meetings, func(m *board.Meeting) bool { return m.Date == c.asOf }); i >= 0 {
		return c.meetings[i]
	}
	return nil
}

// current returns the plan of the year, and that of the next year, which is nil
// if nobody has drafted it.
func (c *cooperation) current() (now, next *workplan.Plan, err error) {
	for _, p := range c.plans {
		switch p.Year {
		case c.asOf.Year:
			now = p
		case c.asOf.Year + 1:
			next = p
		}
	}
	if now == nil {
		return nil, nil, fmt.Errorf("there is no plan for %d", c.asOf.Year)
	}
	return now, next, nil
}

// of returns the recorded form of a plan.
func (c *cooperation) of(id workplan.PlanID) *workplan.Plan {
	if i := slices.IndexFunc(c.recorded, func(p *workplan.Plan) bool { return p.ID == id }); i >= 0 {
		return c.recorded[i]
	}
	return nil
}
