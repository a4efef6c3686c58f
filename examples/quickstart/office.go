package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/backend"
)

// office is everything that one run of the example works with.
type office struct {
	svc    *complaint.Service
	rules  *complaint.Lifecycle
	clock  *clock
	lang   aduan.Language
	out    io.Writer
	report io.Writer // progress
	cases  []filed
	before map[complaint.ID]bool // the cases that the store held
}

// filed is a report that was accepted, with what the desk has to know of it.
type filed struct {
	row     complaint.Row
	receipt complaint.Receipt
	by      complaint.Actor
}

func openOffice(ctx context.Context, store backend.Store, rules *complaint.Lifecycle, lang aduan.Language, out, report io.Writer) (*office, error) {
	tree, err := complaint.NewCategories(complaint.NationalCategories())
	if err != nil {
		return nil, err
	}
	o := &office{rules: rules, lang: lang, out: out, report: report, before: map[complaint.ID]bool{}}
	o.clock = &clock{now: time.Date(2020, 10, 26, 1, 0, 0, 0, time.UTC)} // 08:00 in Jakarta
	if err := o.goOn(ctx, store); err != nil {
		return nil, err
	}
	seed := [32]byte{'a', 'd', 'u', 'a', 'n'}
	binary.BigEndian.PutUint64(seed[8:], uint64(len(o.before))) // no identifier twice
	o.svc, err = complaint.NewService(complaint.Config{
		Store:      backend.Complaints(store),
		Identities: store.Set().Identities,
		Lifecycles: []*complaint.Lifecycle{rules},
		Deadlines:  calendarDays(),
		Categories: tree,
		Now:        o.clock.tell,
		Entropy:    &seeded{source: rand.NewChaCha8(seed)},
	})
	return o, err
}

// goOn looks at the cases that the store holds: the story goes on a day after
// whatever happened last.
func (o *office) goOn(ctx context.Context, store backend.Store) error {
	for c, err := range store.Set().Complaints.List(ctx, complaint.Query{}) {
		if err != nil {
			return err
		}
		if c.Lifecycle != o.rules.Edition() {
			return fmt.Errorf("the store holds cases under the lifecycle %s; give the same with -lifecycle, or another store", c.Lifecycle)
		}
		o.before[c.ID] = true
		if next := c.UpdatedAt().AddDate(0, 0, 1); next.After(o.clock.now) {
			o.clock.now = time.Date(next.Year(), next.Month(), next.Day(), 1, 0, 0, 0, time.UTC)
		}
	}
	return nil
}

// clock is a clock that goes on only when the story does.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) tell() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// seeded is entropy that is the same in every run, for examples only.
type seeded struct {
	mu     sync.Mutex
	source *rand.ChaCha8
}

func (s *seeded) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.source.Read(p)
}

// days are deadlines in calendar days: enough for an example. Working days,
// calendars and policies are the business of a package of their own.
type days map[lifecycle.ClockName]int

func calendarDays() days {
	return days{
		complaint.ClockVerification: 5, complaint.ClockFirstResponse: 7,
		complaint.ClockReply: 14, complaint.ClockCompletion: 14,
	}
}

// Policy names these deadlines.
func (d days) Policy(time.Time) complaint.Edition {
	return complaint.Edition{Name: "quickstart", Edition: "calendar days"}
}

// Judge reads the runs of all clocks off the timeline. A clock that runs out
// while it waits for an office is escalated to the superior, once.
func (d days) Judge(l *complaint.Lifecycle, c *complaint.Complaint, at time.Time) (complaint.Judgement, error) {
	var out complaint.Judgement
	for _, run := range l.Clocks(c) {
		limit, ok := d[run.Clock]
		if !ok || run.State != complaint.ClockRuns {
			continue
		}
		due := run.Started.AddDate(0, 0, limit)
		for _, p := range run.Pauses {
			due = due.Add(p.Until.Sub(p.From))
		}
		if at.Before(due) {
			if out.Next.IsZero() || due.Before(out.Next) {
				out.Next = due
			}
			continue
		}
		out.Elapsed = append(out.Elapsed, run.Clock)
		step := complaint.Escalation{Clock: run.Clock, Rung: complaint.RungSuperior}
		if run.Clock != complaint.ClockReply && run.Clock != complaint.ClockCompletion && !slices.Contains(c.Escalations, step) {
			out.Escalate = append(out.Escalate, step)
		}
	}
	return out, nil
}

// agencyFor is the government of a region, by the pilot regions; routing
// tables are the business of a package of their own.
func agencyFor(path region.Path) agency.ID {
	for _, p := range []struct {
		region string
		agency agency.ID
	}{
		{"36.03", "id.tangerang"},
		{"34.04", "id.sleman"},
		{"51.03", "id.badung"},
		{"13", "id.sumbar"},
		{"34", "id.diy"},
		{"51", "id.bali"},
	} {
		if path.Contains(region.MustParse(p.region)) {
			return p.agency
		}
	}
	return "id.kemenpanrb"
}

// officeFor is the office of a government that deals with a category.
func officeFor(government agency.ID, c complaint.Category) agency.ID {
	top, _, _ := strings.Cut(string(c), "/")
	if top == "" {
		top = "secretariat"
	}
	return government + "." + agency.ID(top)
}

// national, coordinator, unit and liaison are the people who work on a case;
// one of each is enough for an example.
func national() complaint.Actor {
	return complaint.Actor{ID: "admin-nasional-1", Role: complaint.RoleNationalAdmin}
}

func coordinator(a agency.ID) complaint.Actor {
	return complaint.Actor{ID: "admin." + string(a), Role: complaint.RoleAgencyAdmin, Agency: a}
}

func unit(a agency.ID) complaint.Actor {
	return complaint.Actor{ID: "unit." + string(a), Role: complaint.RoleUnitAdmin, Agency: a}
}

func liaison(a agency.ID) complaint.Actor {
	return complaint.Actor{ID: "penghubung." + string(a), Role: complaint.RoleLiaisonOfficer, Agency: a}
}

// reporter is who submits a row: the reporter himself, or a field officer on
// behalf of somebody who came in person.
func submitter(d *complaint.Draft) complaint.Actor {
	if d.Channel == complaint.ChannelFaceToFace {
		return complaint.Actor{ID: "petugas-1", Role: complaint.RoleFieldOfficer}
	}
	return complaint.Actor{ID: d.Reporter.Account, Role: complaint.RoleReporter}
}

// do carries out a step. It reports false for a step that the lifecycle does
// not have or does not allow now, which another definition than the national
// one may well do.
func (o *office) do(ctx context.Context, by complaint.Actor, id complaint.ID, cmd complaint.Command) (bool, error) {
	o.clock.advance(7 * time.Minute)
	_, err := o.svc.Do(ctx, by, id, cmd)
	if err == nil || errors.Is(err, context.Canceled) {
		return err == nil, err
	}
	return false, fmt.Errorf("%s by %s: %w", cmd.Action, by.Role, err)
}
