package main

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
)

// rooms are what the service is joined with: the places, the agencies, the
// table that routes, the calendars and the limits that run by them.
type rooms struct {
	categories *complaint.Categories
	regions    *region.Tree
	agencies   *agency.Directory
	tables     *routing.Editions
	calendars  *calendar.Set
	deadlines  *deadline.Deadlines
	zone       *time.Location // in which the program writes times
}

// openRooms reads and joins them; the data of the pilot regions lie in the
// directory of the examples. Each step checks what it is given against those
// before it: the directory its regions, the tables their agencies.
func openRooms(examples string, lifecycles []*complaint.Lifecycle) (*rooms, error) {
	var r rooms
	var err error
	if r.regions, err = indonesia.Regions(); err != nil {
		return nil, err
	}
	if r.calendars, err = indonesia.Calendars(); err != nil {
		return nil, err
	}
	wib, err := r.calendars.Calendar(indonesia.CalendarWIB)
	if err != nil {
		return nil, err
	}
	r.zone = wib.Location()
	if r.categories, err = complaint.NewCategories(complaint.NationalCategories()); err != nil {
		return nil, err
	}
	file, err := load(filepath.Join(examples, "places", "directory.yaml"), func(name string, data []byte) (agency.File, error) {
		return agency.Parse(name, data, r.regions.Horizon().Location())
	})
	if err != nil {
		return nil, err
	}
	r.agencies, err = agency.NewDirectory(agency.Config{Agencies: file.Agencies, Functions: file.Functions, Regions: r.regions})
	if err != nil {
		return nil, err
	}
	var editions []*routing.Router
	for _, name := range []string{"pilots.yaml", "next.yaml"} { // one edition for each year
		table, err := load(filepath.Join(examples, "routingrules", name), routing.Parse)
		if err != nil {
			return nil, err
		}
		router, err := routing.Compile(table, routing.Sources{Regions: r.regions, Agencies: r.agencies, Categories: r.categories, Lifecycles: lifecycles})
		if err != nil {
			return nil, err
		}
		editions = append(editions, router)
	}
	if r.tables, err = routing.NewEditions(editions...); err != nil {
		return nil, err
	}
	r.deadlines, err = deadline.New(deadline.Config{
		Policies:  append(deadline.SP4NEditions(), firstPolicy()),
		Calendars: deadline.Calendars{Set: r.calendars, Default: indonesia.CalendarWIB, Bodies: bodies{r.agencies}},
		Superiors: r.agencies, Regions: r.regions, Categories: r.categories,
	})
	return &r, err
}

// load reads a file and parses it.
func load[T any](file string, parse func(name string, data []byte) (T, error)) (T, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		var none T
		return none, err
	}
	return parse(file, data)
}

// firstPolicy is the edition of the limits with which this program began.
// Whoever keeps a file of that time has cases that name it, and a case keeps the
// edition under which it was submitted: an office never throws one away. It
// ended before the story begins, so no new case takes it.
func firstPolicy() *deadline.Policy {
	return &deadline.Policy{
		Name: "quickstart", Edition: "calendar days",
		Valid: aduan.Period{Until: deadline.SP4N().Valid.From},
		Rules: []deadline.Rule{
			{Clock: complaint.ClockVerification, Limit: deadline.WallDays(5)},
			{Clock: complaint.ClockFirstResponse, Limit: deadline.WallDays(7)},
			{Clock: complaint.ClockReply, Limit: deadline.WallDays(14)},
			{Clock: complaint.ClockCompletion, Limit: deadline.WallDays(14)},
		},
		Ladder: []deadline.Step{
			{Clock: complaint.ClockVerification, Rung: complaint.RungSuperior},
			{Clock: complaint.ClockFirstResponse, Rung: complaint.RungSuperior},
		},
	}
}

// bodies is the directory, for deadlines of cases that are older than it: an
// agency that it does not hold works by the default calendar.
type bodies struct{ *agency.Directory }

// Calendar returns the name of the calendar of an agency, empty if it has none.
func (b bodies) Calendar(id agency.ID, on time.Time) (string, error) {
	name, err := b.Directory.Calendar(id, on)
	if _, unknown := errors.AsType[*agency.UnknownError](err); unknown {
		return "", nil
	}
	return name, err
}

// Heir returns the agency that stands for another, the same if the directory does not
// hold it.
func (b bodies) Heir(id agency.ID, where region.Path, on time.Time) (agency.ID, error) {
	if !b.Has(id) {
		return id, nil
	}
	return b.Directory.Heir(id, where, on)
}
