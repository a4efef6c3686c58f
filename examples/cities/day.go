package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
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
		for i, id := range d.cases {
			if hour < i%7 { // some are worked on more than others, and some not at all
				if err := d.work(ctx, id); err != nil {
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

// dispatcher forwards what comes in.
func dispatcher() complaint.Actor {
	return complaint.Actor{ID: "dispatcher", Role: complaint.RoleNationalAdmin}
}

// report submits a report about something that the office is there for, somewhere in its
// territory. Most are forwarded at once, to whom the routing table says.
func (d *day) report(ctx context.Context, i int) error {
	draft := complaint.Draft{Kind: complaint.KindComplaint, Channel: complaint.ChannelWeb, Disclosure: complaint.Disclosure{Named: true, Public: true}}
	info := d.subjects[d.r.IntN(len(d.subjects))]
	draft.Category, draft.Title = info.Path, cmp.Or(info.Label.In(d.words), string(info.Path))
	draft.Body = draft.Title
	draft.Region = d.places[d.r.IntN(len(d.places))]
	receipt, err := d.svc.Submit(ctx, reporter(i), draft)
	if err != nil {
		return err
	}
	d.cases = append(d.cases, receipt.ID)
	if i%9 == 8 {
		return nil // nobody has looked at it yet
	}
	_, err = d.svc.Do(ctx, dispatcher(), receipt.ID, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Category: draft.Category})
	return err
}

// work lets the agency that holds a case take the next step: the first action of the
// city's own that moves it, or else an answer.
func (d *day) work(ctx context.Context, id complaint.ID) error {
	c, err := d.store.Set().Complaints.Get(ctx, id)
	if err != nil || c.Agency == "" {
		return err
	}
	by := complaint.Actor{ID: "officer", Role: complaint.RoleAgencyAdmin, Agency: c.Agency}
	view, err := d.svc.Get(ctx, by, id)
	if err != nil {
		return err
	}
	known := slices.Collect(d.standard())
	for _, a := range view.Allowed {
		if slices.Contains(known, a) && a != complaint.ActionRespond {
			continue
		}
		_, err := d.svc.Do(ctx, by, id, complaint.Command{Action: a, Note: "..."})
		if err == nil {
			return nil
		}
		if !errors.Is(err, storage.ErrInvalid) && !errors.Is(err, complaint.ErrNotAllowed) {
			return err
		}
	}
	return nil
}

// standard yields the actions that the library knows.
func (d *day) standard() func(func(lifecycle.Action) bool) {
	return func(yield func(lifecycle.Action) bool) {
		for _, t := range complaint.National().Transitions {
			if !yield(t.Action) {
				return
			}
		}
	}
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
