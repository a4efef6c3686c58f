package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// office is everything that one run of the example works with.
type office struct {
	*rooms
	svc    *complaint.Service
	stored complaint.Reader     // what the program itself looks at, past all rules of access
	rules  *complaint.Lifecycle // of new cases
	all    []*complaint.Lifecycle
	now    time.Time // goes on only when the story does
	words  aduan.Words
	say    aduan.Say
	out    io.Writer
	report io.Writer // progress
	cases  []filed
	before int // how many cases the store held
}

// filed is a report that was accepted, with what the desk has to know of it.
type filed struct {
	row     complaint.Row
	receipt complaint.Receipt
}

func openOffice(ctx context.Context, store backend.Store, lifecycles []*complaint.Lifecycle, with options, out, report io.Writer) (*office, error) {
	joined, err := openRooms(with.examples, lifecycles)
	if err != nil {
		return nil, err
	}
	o := &office{rooms: joined, stored: store.Set().Complaints, rules: newest(lifecycles), all: lifecycles, words: with.words, say: texts().In(with.words), out: out, report: report}
	o.now = storyBegins()
	if err := o.goOn(ctx); err != nil {
		return nil, err
	}
	seed := [32]byte{'a', 'd', 'u', 'a', 'n'}
	binary.BigEndian.PutUint64(seed[8:], uint64(o.before)) // no identifier twice
	o.svc, err = complaint.NewService(complaint.Config{
		Store:      backend.Complaints(store),
		Identities: store.Set().Identities,
		Lifecycles: lifecycles,
		Categories: o.categories,
		Regions:    o.regions,
		Directory:  o.agencies,
		Router:     o.tables,
		Deadlines:  o.deadlines,
		Now:        func() time.Time { return o.now },
		Entropy:    rand.NewChaCha8(seed), // for examples only
	})
	return o, err
}

// storyBegins is 08:00 in Jakarta.
func storyBegins() time.Time { return time.Date(2020, 10, 26, 1, 0, 0, 0, time.UTC) }

// rulesOf returns the lifecycle that a case keeps, nil if it is none of these.
func (o *office) rulesOf(c *complaint.Complaint) *complaint.Lifecycle {
	for _, l := range o.all {
		if l.Edition() == c.Lifecycle {
			return l
		}
	}
	return nil
}

// goOn looks at the cases that the store holds: the story goes on a day after
// whatever happened last.
func (o *office) goOn(ctx context.Context) error {
	for c, err := range o.stored.List(ctx, complaint.Query{}) {
		if err != nil {
			return err
		}
		if o.rulesOf(c) == nil {
			return fmt.Errorf("the store holds cases under the lifecycle %s; give the same with -lifecycle, or another store", c.Lifecycle)
		}
		o.before++
		if next := c.UpdatedAt().AddDate(0, 0, 1); next.After(o.now) {
			o.now = time.Date(next.Year(), next.Month(), next.Day(), 1, 0, 0, 0, time.UTC)
		}
	}
	return nil
}

// national is the national administrator, who verifies and forwards.
func national() complaint.Actor {
	return complaint.Actor{ID: "admin-nasional-1", Role: complaint.RoleNationalAdmin}
}

// officer is the person of an agency in a role; one of each is enough for an
// example.
func officer(role lifecycle.Role, of agency.ID) complaint.Actor {
	return complaint.Actor{ID: string(role) + "." + string(of), Role: role, Agency: of}
}

// person is who acts in a role on a case as it stands now: for its agency, or
// for the unit to which it is assigned.
func (f filed) person(role lifecycle.Role, c *complaint.Complaint) complaint.Actor {
	switch role {
	case complaint.RoleReporter:
		return complaint.Actor{ID: f.row.Draft.Reporter.Account.Open(), Role: role}
	case complaint.RoleAgencyAdmin:
		return officer(role, c.Agency)
	case complaint.RoleUnitAdmin, complaint.RoleLiaisonOfficer:
		return officer(role, c.Main)
	default:
		return national()
	}
}

// submitter is who submits a row: the reporter, or a field officer on behalf of
// somebody who came in person, or wrote to another system.
func submitter(d *complaint.Draft) complaint.Actor {
	if d.Channel == complaint.ChannelFaceToFace || d.Channel == complaint.ChannelIntegrated {
		return complaint.Actor{ID: "petugas-1", Role: complaint.RoleFieldOfficer}
	}
	return complaint.Actor{ID: d.Reporter.Account.Open(), Role: complaint.RoleReporter}
}

// do carries out a step. It reports false for a step that the lifecycle does
// not have or does not allow now, which another definition than the national
// one may well do.
func (o *office) do(ctx context.Context, f filed, s step) (bool, error) {
	o.now = o.now.Add(7 * time.Minute)
	c, err := o.stored.Get(ctx, f.receipt.ID)
	if err != nil {
		return false, err
	}
	if s.cmd.Action == complaint.ActionAssign { // within the agency that holds the case
		s.cmd.Main, s.cmd.Supporting = c.Agency, slices.Collect(o.agencies.Children(c.Agency, o.now))
	}
	if s.cmd.Action == complaint.ActionApprove { // the draft as it was read
		s.cmd.Draft = c.Draft.Text
	}
	by := f.person(s.by, c)
	_, err = o.svc.Do(ctx, by, c.ID, s.cmd)
	if s.cmd.Action == complaint.ActionForward {
		if invalid, ok := errors.AsType[*storage.InvalidError](err); ok && len(invalid.Problems[0].Legal) > 0 {
			s.cmd.Agency = agency.ID(invalid.Problems[0].Legal[0]) // the table leaves the choice to a person
			_, err = o.svc.Do(ctx, by, c.ID, s.cmd)
		}
	}
	if err == nil || errors.Is(err, context.Canceled) {
		return err == nil, err
	}
	return false, fmt.Errorf("%s by %s: %w", s.cmd.Action, s.by, err)
}
