package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/office"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// reports is how many reports come in the first three hours of the day.
const reports = 36

// day is a day of an office.
type day struct {
	here  *office.Office
	svc   *complaint.Service
	store *memory.Store
	words aduan.Words
	now   time.Time
	r     *rand.Rand
	cases []complaint.ID // of the reporters, in their order

	subjects []complaint.CategoryInfo
	places   []region.Code
}

// openDay opens the office on the morning of Monday, 2 March 2026. It has to know what
// reports can be about, where, and to whom they go.
func openDay(here *office.Office, words aduan.Words) (*day, error) {
	if here.Router == nil {
		return nil, errors.New("a city has routing.yaml, and what that needs")
	}
	d := &day{
		here: here, store: memory.New(), words: words, r: rand.New(rand.NewPCG(2026, 3)),
		now: time.Date(2026, 3, 2, 8, 0, 0, 0, here.Zone),
	}
	cfg := here.Config(backend.Complaints(d.store), d.store.Set().Identities)
	cfg.Now = func() time.Time { return d.now }
	cfg.Entropy = rand.NewChaCha8([32]byte{'c', 'i', 't', 'i', 'e', 's'}) // for examples only
	for info := range here.Categories.All() {                             // the narrowest
		d.subjects = slices.DeleteFunc(d.subjects, func(c complaint.CategoryInfo) bool { return c.Path == info.Path.Parent() })
		d.subjects = append(d.subjects, info)
	}
	for u := range here.Regions.Latest().All() {
		d.places = append(d.places, u.Code())
	}
	if len(d.subjects) == 0 || len(d.places) == 0 {
		return nil, errors.New("a city has categories and regions")
	}
	var err error
	d.svc, err = complaint.NewService(cfg)
	return d, err
}

// run lets reports come in, people work and hours pass, until the next morning.
func (d *day) run(ctx context.Context) error {
	for i := range reports {
		d.now = d.now.Add(5 * time.Minute)
		if err := d.report(ctx, i); err != nil {
			return err
		}
	}
	for hour := range 21 {
		for i := range d.cases {
			if hour < i%7 { // some are worked on more than others, and some not at all
				if err := d.work(ctx, i); err != nil {
					return err
				}
			}
		}
		d.now = d.now.Add(time.Hour)
		if err := d.sweep(ctx); err != nil {
			return err
		}
	}
	return nil
}

// reporter is who sent the i-th report.
func reporter(i int) complaint.Actor {
	return complaint.Actor{ID: fmt.Sprintf("reporter-%d", i), Role: complaint.RoleReporter}
}

// rules is the newest edition.
func (d *day) rules() *complaint.Lifecycle { return d.here.Lifecycles[len(d.here.Lifecycles)-1] }

// report submits a report about something that the office is there for, somewhere in its
// territory: by the reporter, or by those who take reports for them. Most are sent at
// once to whom the routing table says.
func (d *day) report(ctx context.Context, i int) error {
	l := d.rules()
	info := d.subjects[d.r.IntN(len(d.subjects))]
	title := cmp.Or(info.Label.In(d.words), string(info.Path))
	draft := complaint.Draft{
		Kind: l.Kinds()[0], Channel: complaint.ChannelWeb, Disclosure: complaint.Disclosure{Named: true, Public: true},
		Category: info.Path, Title: title, Body: title,
	}
	if n := len(d.here.Postcodes); n > 0 {
		draft.Place = d.here.Postcodes[d.r.IntN(n)]
	} else {
		draft.Region = d.places[d.r.IntN(len(d.places))]
	}
	opening, _ := l.Machine().Rule(lifecycle.New, d.action(complaint.MeaningOpens))
	by := reporter(i)
	if roles := opening.Roles(); roles[i%len(roles)] != by.Role {
		draft.Channel, draft.Reporter.Account = l.Channels()[0], complaint.NewPrivate(by.ID)
		by = complaint.Actor{ID: "officer", Role: roles[i%len(roles)]}
		for e := range opening.Effects() {
			if e.Clock == complaint.ClockPromised {
				draft.Promise = &complaint.Promise{Due: d.now.Add(18 * time.Hour), Origin: l.RoleIn(d.words, by.Role)}
			}
		}
	}
	receipt, err := d.svc.Submit(ctx, by, draft)
	if err != nil {
		return err
	}
	d.cases = append(d.cases, receipt.ID)
	if i%9 == 8 {
		return nil // nobody has looked at it yet
	}
	cmd := complaint.Command{Action: d.action(complaint.MeaningRoutes)}
	routing, _ := l.Machine().Rule(l.Machine().Initial(), cmd.Action)
	for _, field := range slices.Concat(l.Machine().Action(cmd.Action).Requires, l.Machine().Action(cmd.Action).Takes) {
		switch {
		case strings.HasPrefix(field, "class"):
			cmd.Class = l.Classes()[0]
		case strings.HasPrefix(field, "category"):
			cmd.Category = draft.Category
		}
	}
	_, err = d.svc.Do(ctx, complaint.Actor{ID: "officer", Role: routing.Roles()[0]}, receipt.ID, cmd)
	return err
}

// action is the city's action that does something to the record; empty if none does.
func (d *day) action(m complaint.Meaning) lifecycle.Action {
	for a := range d.rules().Machine().Actions() {
		if d.rules().Does(a, m) {
			return a
		}
	}
	return ""
}

// work takes the next step on a case: one, drawn by lot, of those that somebody may take
// with a note alone and that bring it into another state. Reporters do so where the case
// waits for them.
func (d *day) work(ctx context.Context, i int) error {
	c, err := d.store.Set().Complaints.Get(ctx, d.cases[i])
	if err != nil || c.Agency == "" {
		return err
	}
	m := d.rules().Machine()
	state, _ := m.State(c.State)
	type step struct {
		by complaint.Actor
		a  lifecycle.Action
	}
	var steps []step
	for a := range m.Actions() {
		rule, ok := m.Rule(c.State, a)
		if next, _ := m.Move(lifecycle.Position{State: c.State, Origins: c.Origins}, a); !ok || next.State == c.State {
			continue
		}
		for _, role := range rule.Roles() {
			by := complaint.Actor{ID: "officer", Role: role, Agency: c.Agency}
			if role == complaint.RoleReporter {
				by = reporter(i)
			}
			if role != lifecycle.Timer && (role != complaint.RoleReporter || state.Waiting) {
				steps = append(steps, step{by, a})
			}
		}
	}
	refusals := []error{storage.ErrInvalid, storage.ErrNotFound, complaint.ErrNotAllowed, complaint.ErrForbidden}
	d.r.Shuffle(len(steps), func(i, j int) { steps[i], steps[j] = steps[j], steps[i] })
	for _, s := range steps {
		_, err := d.svc.Do(ctx, s.by, c.ID, complaint.Command{Action: s.a, Note: "..."})
		if err == nil {
			return nil
		}
		if !slices.ContainsFunc(refusals, func(r error) bool { return errors.Is(err, r) }) {
			return err
		}
	}
	return nil
}

// sweep lets the timer work.
func (d *day) sweep(ctx context.Context) error {
	for at, done := (complaint.Position{}), false; !done; {
		swept, err := d.svc.Sweep(ctx, at, 0)
		if err != nil {
			return err
		}
		for _, f := range swept.Failed {
			return f.Err
		}
		at, done = swept.Next, swept.Done
	}
	return nil
}
