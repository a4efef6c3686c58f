package complaint_test

import (
	"context"
	"errors"
	"iter"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// desk is a service over memory with a clock and deadlines of its own, as the
// tests of the service use it.
type desk struct {
	*complaint.Service
	t     testing.TB
	store *memory.Store
	clock *deskClock
	// working is what the service works on: that store, or another.
	working complaint.Store
}

// newDesk opens a service with the national lifecycle; the changes may replace
// whatever they like in its configuration.
func newDesk(t testing.TB, change ...func(*complaint.Config)) *desk {
	t.Helper()
	d := &desk{t: t, store: memory.New(), clock: &deskClock{}}
	t.Cleanup(func() { require.NoError(t, d.store.Close()) })
	d.clock.set(deskBegan())
	d.Service = d.serve(change...)
	return d
}

// serve returns another service over the same store and clock.
func (d *desk) serve(change ...func(*complaint.Config)) *complaint.Service {
	d.t.Helper()
	cfg := complaint.Config{
		Store: backend.Complaints(d.store), Identities: d.store.Set().Identities,
		Lifecycles: []*complaint.Lifecycle{deskNational(d.t)}, Deadlines: deskDeadlines{}, Now: d.clock.now,
	}
	for _, f := range change {
		f(&cfg)
	}
	d.working = cfg.Store
	s, err := complaint.NewService(cfg)
	require.NoError(d.t, err)
	return s
}

// deskLifecycle is proved once for all tests: it is immutable.
var deskLifecycle = sync.OnceValues(func() (*complaint.Lifecycle, error) {
	return complaint.Compile(complaint.National(), complaint.Extensions{})
})

func deskNational(t testing.TB) *complaint.Lifecycle {
	t.Helper()
	l, err := deskLifecycle()
	require.NoError(t, err)
	return l
}

func deskBegan() time.Time { return time.Date(2026, 3, 2, 1, 30, 0, 0, time.UTC) }

// deskClock moves only when told to.
type deskClock struct{ micros atomic.Int64 }

func (c *deskClock) set(t time.Time)         { c.micros.Store(t.UnixMicro()) }
func (c *deskClock) now() time.Time          { return time.UnixMicro(c.micros.Load()) }
func (c *deskClock) advance(d time.Duration) { c.micros.Add(d.Microseconds()) }

const deskDay = 24 * time.Hour

// deskLimits are how long the clocks of these tests run, in days as they pass.
func deskLimits() map[lifecycle.ClockName]time.Duration {
	return map[lifecycle.ClockName]time.Duration{
		complaint.ClockVerification: 3 * deskDay, complaint.ClockCompletion: 5 * deskDay, complaint.ClockReply: 10 * deskDay,
	}
}

// deskDeadlines judges clocks by [deskLimits], ignores pauses, and escalates
// a late verification to the superior.
type deskDeadlines struct{}

func (deskDeadlines) Policy(time.Time) complaint.Edition {
	return complaint.Edition{Name: "desk", Edition: "1"}
}

func (deskDeadlines) Judge(l *complaint.Lifecycle, c *complaint.Complaint, at time.Time) (complaint.Judgement, error) {
	var out complaint.Judgement
	for _, run := range l.Clocks(c) {
		limit, ok := deskLimits()[run.Clock]
		if !ok {
			continue
		}
		due := run.Started.Add(limit)
		switch {
		case !run.Ended.IsZero():
		case at.Before(due):
			if out.Next.IsZero() || due.Before(out.Next) {
				out.Next = due
			}
		default:
			out.Elapsed = append(out.Elapsed, run.Clock)
			e := complaint.Escalation{Clock: run.Clock, Rung: complaint.RungSuperior}
			done := false
			for _, earlier := range c.Escalations {
				done = done || earlier == e
			}
			if run.Clock == complaint.ClockVerification && !done {
				out.Escalate = append(out.Escalate, e)
			}
		}
	}
	return out, nil
}

// The people of these tests.
func byReporter() complaint.Actor { return complaint.Actor{ID: "wayan"} }

// byImport is the connection to another system.
func byImport() complaint.Actor {
	return complaint.Actor{ID: "gerbang", Role: complaint.RoleFieldOfficer}
}

func byNational() complaint.Actor {
	return complaint.Actor{ID: "nat", Role: complaint.RoleNationalAdmin}
}

func byAgency(a agency.ID) complaint.Actor {
	return complaint.Actor{ID: "adm-" + string(a), Role: complaint.RoleAgencyAdmin, Agency: a}
}

func byLiaison(a agency.ID) complaint.Actor {
	return complaint.Actor{ID: "lia-" + string(a), Role: complaint.RoleLiaisonOfficer, Agency: a}
}

func byUnit(a agency.ID) complaint.Actor {
	return complaint.Actor{ID: "uni-" + string(a), Role: complaint.RoleUnitAdmin, Agency: a}
}

func deskDraft(change ...func(*complaint.Draft)) complaint.Draft {
	d := complaint.Draft{
		Kind: complaint.KindComplaint, Title: "Jalan berlubang di Ubung", Body: "Sudah dua bulan tidak diperbaiki.",
		Category: "public_works/roads", Region: region.MustParse("51.71"), Channel: complaint.ChannelWeb,
		Disclosure: complaint.Disclosure{Named: true, Public: true}, Reporter: complaint.Person{Name: complaint.NewPrivate("I Wayan Sudarma")},
	}
	for _, f := range change {
		f(&d)
	}
	return d
}

func secretly(d *complaint.Draft) { d.Disclosure = complaint.Disclosure{} }

// id makes an ID as a caller would choose it.
func (d *desk) id() complaint.ID {
	d.t.Helper()
	id, err := complaint.NewID(d.clock.now(), deskEntropy())
	require.NoError(d.t, err)
	return id
}

// submit opens a case of the reporter.
func (d *desk) submit(change ...func(*complaint.Draft)) complaint.Receipt {
	d.t.Helper()
	by, draft := byReporter(), deskDraft(change...)
	if !draft.External.IsZero() {
		draft.Reporter.Account, by = complaint.NewPrivate(by.ID), byImport()
	}
	r, err := d.Submit(d.t.Context(), by, draft)
	require.NoError(d.t, err)
	return r
}

// repeated is the receipt of a call that repeats the one of r.
func repeated(r complaint.Receipt) complaint.Receipt {
	r.Repeated = true
	return r
}

// do carries out a command that must succeed.
func (d *desk) do(by complaint.Actor, id complaint.ID, cmd complaint.Command) complaint.Receipt {
	d.t.Helper()
	r, err := d.Do(d.t.Context(), by, id, cmd)
	require.NoError(d.t, err)
	return r
}

func forwardTo(a agency.ID) complaint.Command {
	return complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: a}
}

func noteOf(text string) complaint.Command {
	return complaint.Command{Action: complaint.ActionNote, Note: text}
}

// handled is a case that the agency works on by itself, answered if it is said.
func (d *desk) handled(a agency.ID, answered bool, change ...func(*complaint.Draft)) complaint.Receipt {
	d.t.Helper()
	r := d.submit(change...)
	d.do(byNational(), r.ID, forwardTo(a))
	d.do(byAgency(a), r.ID, complaint.Command{Action: complaint.ActionHandle})
	if answered {
		d.do(byAgency(a), r.ID, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah diperbaiki."})
	}
	return r
}

// stored reads a case past the service.
func (d *desk) stored(id complaint.ID) *complaint.Complaint {
	d.t.Helper()
	c, err := d.store.Set().Complaints.Get(d.t.Context(), id)
	require.NoError(d.t, err)
	return c
}

// whole is all of a sequence, which must end without an error.
func whole[T any](t testing.TB, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var list []T
	for v, err := range seq {
		require.NoError(t, err)
		list = append(list, v)
	}
	return list
}

// strikeStore is a store that fails as it is told to at the next commits of a record;
// hints that move alone, by which a sweep claims cases, are let through, unless it strikes
// them too.
type strikeStore struct {
	complaint.Store
	before, after atomic.Pointer[error] // what the next commit answers, instead of writing or after it
	meanwhile     atomic.Pointer[func()]
	getFails      atomic.Pointer[error]
	commits       atomic.Int64
	hints         atomic.Bool
}

var errLost = errors.New("connection lost")

func (s *strikeStore) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	if err := s.getFails.Load(); err != nil {
		return nil, *err
	}
	return s.Store.Get(ctx, id)
}

func (s *strikeStore) Commit(ctx context.Context, b complaint.Batch) error {
	if len(b.Complaints) == 0 && len(b.Due) > 0 && !s.hints.Load() {
		return s.Store.Commit(ctx, b)
	}
	s.commits.Add(1)
	if f := s.meanwhile.Swap(nil); f != nil {
		(*f)()
	}
	if err := s.before.Swap(nil); err != nil {
		return *err
	}
	err := s.Store.Commit(ctx, b)
	if lost := s.after.Swap(nil); lost != nil {
		return *lost
	}
	return err
}

// struck puts a strikeStore under a service.
func struck(t testing.TB, change ...func(*complaint.Config)) (*desk, *strikeStore) {
	t.Helper()
	s := &strikeStore{}
	d := newDesk(t, append(change, func(cfg *complaint.Config) { s.Store = cfg.Store; cfg.Store = s })...)
	return d, s
}
