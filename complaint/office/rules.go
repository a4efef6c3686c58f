package office

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/language"
	"github.com/aduan-go/aduan/storage"
)

// lifecycles proves the lifecycles; without a file it is the national one.
func (l *loader) lifecycles() {
	take := func(file string, d lifecycle.Definition) {
		if l.unsound[roles] { // of which it speaks
			l.unsound[lifecycles] = true
			return
		}
		made, err := complaint.Compile(d, l.with)
		if !l.failed(lifecycles, err, part{"", []string{file}}) {
			l.office.Lifecycles, l.proved = append(l.office.Lifecycles, made), append(l.proved, file)
		}
	}
	if len(l.files[lifecycles]) == 0 {
		take(lifecycles.main(), complaint.National())
		return
	}
	parsed(l, lifecycles, lifecycle.Parse, take)
	var spans []span
	for i, made := range l.office.Lifecycles {
		spans = append(spans, span{l.proved[i], made.Machine().Valid()})
	}
	l.holes("lifecycle", spans)
}

// routes makes a router of the tables.
func (l *loader) routes() {
	files := l.files[routes]
	if len(files) == 0 {
		return
	}
	sound := l.needs(files[0], regions, agencies, categories) && !l.unsound[lifecycles]
	var spans []span
	parsed(l, routes, routing.Parse, func(file string, t routing.Table) {
		day := func(d aduan.Date) time.Time {
			if d.IsZero() {
				return time.Time{}
			}
			return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
		}
		spans = append(spans, span{file, aduan.Period{From: day(t.Valid.From), Until: day(t.Valid.Until)}})
		if !sound {
			return
		}
		r, err := routing.Compile(t, routing.Sources{Regions: l.office.Regions, Agencies: l.office.Directory, Categories: l.office.Categories, Lifecycles: l.office.Lifecycles})
		if !l.failed(routes, err, part{"", []string{file}}) {
			l.routers, l.tables = append(l.routers, r), append(l.tables, file)
		}
	})
	l.holes("routing table", spans)
	if !sound || l.unsound[routes] {
		return
	}
	editions, err := routing.NewEditions(l.routers...)
	if !l.failed(routes, err, part{"editions", l.tables}) {
		l.office.Router = editions
	}
}

// deadlines joins the policies with the calendars; those of the national lifecycle are
// the national ones unless there is a file.
func (l *loader) deadlines() {
	needing := "the national lifecycle"
	switch files := l.files[deadlines]; {
	case len(files) > 0:
		needing = files[0]
		var spans []span
		parsed(l, deadlines, deadline.Parse, func(file string, p *deadline.Policy) {
			l.policies, l.judged = append(l.policies, p), append(l.judged, file)
			spans = append(spans, span{file, p.Valid})
		})
		l.holes("deadline policy", spans)
	case len(l.files[lifecycles]) == 0:
		l.policies = deadline.SP4NEditions()
	default:
		return
	}
	if l.unsound[calendars] || l.unsound[lifecycles] || l.unsound[deadlines] {
		return
	}
	if l.office.Calendar == "" {
		l.Note(storage.Problem{File: calendars.main(), Message: "is required, because " + needing + " counts in working days"})
		return
	}
	cfg := deadline.Config{
		Policies: l.policies, Lifecycles: l.office.Lifecycles, Categories: l.office.Categories,
		Calendars: deadline.Calendars{Set: l.office.Calendars, Default: l.office.Calendar},
	}
	if l.office.Regions != nil {
		cfg.Regions = l.office.Regions
	}
	if l.office.Directory != nil {
		cfg.Calendars.Bodies, cfg.Superiors = l.office.Directory, l.office.Directory
	}
	made, err := deadline.New(cfg)
	if !l.failed(deadlines, withoutCalendars(err), part{"Policies", l.judged}) {
		l.office.Deadlines = made
	}
}

// withoutCalendars leaves out the calendars that agencies name and nobody has, which
// stand in the file of the agencies and were noted there.
func withoutCalendars(err error) error {
	invalid, ok := err.(*storage.InvalidError)
	if !ok {
		return err
	}
	var rest storage.Problems
	for _, p := range invalid.Problems {
		if p.Field != "Calendars.Bodies" {
			rest.Note(p)
		}
	}
	return rest.Err(invalid.What)
}

// words reads the languages. One may fall back on those whose names come before its own.
func (l *loader) words() {
	if l.unsound[lifecycles] {
		return // their words are not known
	}
	var read []aduan.Words
	for _, file := range l.files[words] {
		data, ok := l.read(file)
		if !ok {
			return
		}
		w, err := language.ParseOver(file, data, read, l.office.Texts()...)
		if l.failed(words, err, part{"", []string{file}}) {
			if w, err = aduan.NewWords(stem(file), nil); err == nil {
				read = append(read, w) // for those that fall back on it
			}
			continue
		}
		if tag := w.Language(); tag != stem(file) {
			l.Note(l.placed(storage.Problem{File: file, Field: "language", Message: "the file of " + storage.Quote(tag) + " has another name", Legal: []string{stem(file)}}))
		} else if _, twice := l.office.words[tag]; twice {
			l.Note(storage.Problem{File: file, Message: "the language " + storage.Quote(tag) + " has two files"})
		}
		l.office.words[w.Language()] = w
		read = append(read, w)
	}
}

// service holds all parts against each other, as a service does.
func (l *loader) service() {
	if l.Len() > 0 || l.broken != nil {
		return
	}
	_, err := complaint.NewService(l.office.Config(nowhere{}, nil))
	missing := "deadlines.yaml"
	if len(l.judged) > 0 {
		missing = l.judged[0]
	}
	l.failed(lifecycles, err, part{"Lifecycles", l.proved}, part{"Deadlines.Policies", l.judged}, part{"Deadlines", []string{missing}}, part{"Router", l.tables})
}

// nowhere is a store that is never used.
type nowhere struct{ complaint.Store }

// span is when an edition is valid.
type span struct {
	file  string
	valid aduan.Period
}

// holes notes the times between editions in which none is valid.
func (l *loader) holes(what string, spans []span) {
	slices.SortStableFunc(spans, func(a, b span) int { return a.valid.From.Compare(b.valid.From) })
	for i := range spans {
		var until time.Time
		for _, before := range spans[:i] {
			if before.valid.Until.IsZero() || before.valid.Until.After(until) {
				until = before.valid.Until
			}
			if until.IsZero() {
				break // without end
			}
		}
		if from := spans[i].valid.From; i > 0 && !until.IsZero() && from.After(until) {
			l.Note(l.placed(storage.Problem{
				File: spans[i].file, Field: "valid.from",
				Message: fmt.Sprintf("no %s is valid from %s until this one begins", what, strings.TrimSuffix(aduan.Period{From: until}.String(), " ..")),
				Legal:   []string{strings.TrimSuffix(aduan.Period{From: until}.String(), " ..")},
			}))
		}
	}
}
