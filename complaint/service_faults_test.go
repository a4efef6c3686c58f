package complaint_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/storagetest"
)

// faultID is the n-th case of these tests, the same in every run.
func faultID(n byte) complaint.ID {
	return complaint.ID{UUID: uuid.UUID{0: 1, 6: 0x70, 8: 0x80, 15: n}}
}

func withID(n byte) func(*complaint.Draft) {
	return func(d *complaint.Draft) { d.ID = faultID(n) }
}

// write is one use of a write method of the service, under faults.
type write struct {
	// prepare makes what the call needs, past the faults.
	prepare func(d *desk)
	// call is what is struck; the errors of its items are joined.
	call func(ctx context.Context, s *complaint.Service) error
	// items says that the call does several things, each all or nothing for
	// itself; its errors are itemErrors, and others say nothing about a case.
	items bool
	// again says what a repetition adds though the first call was carried out:
	// a look at an identity is a second look.
	again string
}

// itemError is what became of one case of several.
type itemError struct {
	id  complaint.ID
	err error
}

func (e *itemError) Error() string { return fmt.Sprintf("case %s: %v", e.id, e.err) }
func (e *itemError) Unwrap() error { return e.err }

// manyErrors are the errors of a call that does several things.
type manyErrors []error

func (m manyErrors) Error() string   { return errors.Join(m...).Error() }
func (m manyErrors) Unwrap() []error { return m }

// results names the case of each result, the n-th of these tests for the n-th.
func results(list []complaint.Result) error {
	var all manyErrors
	for i, r := range list {
		if r.Err != nil {
			all = append(all, &itemError{faultID(byte(i + 1)), r.Err})
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

// writes lists every write method with the calls that take different ways
// through the store.
func writes() map[string]write {
	keyed := func(cmd complaint.Command) complaint.Command {
		cmd.Key = "key-" + string(cmd.Action)
		return cmd
	}
	do := func(by complaint.Actor, n byte, cmd complaint.Command) func(context.Context, *complaint.Service) error {
		return func(ctx context.Context, s *complaint.Service) error {
			_, err := s.Do(ctx, by, faultID(n), keyed(cmd))
			return err
		}
	}
	submit := func(change ...func(*complaint.Draft)) func(context.Context, *complaint.Service) error {
		return func(ctx context.Context, s *complaint.Service) error {
			_, err := s.Submit(ctx, byReporter(), deskDraft(change...))
			return err
		}
	}
	opened := func(d *desk) { d.submit(withID(1)) }
	two := func(d *desk) { d.submit(withID(1)); d.submit(withID(2)) }
	handled := func(d *desk) { d.handled("roads", false, withID(1)) }
	answered := func(d *desk) { d.handled("roads", true, withID(1)) }
	return map[string]write{
		"Submit":          {prepare: func(*desk) {}, call: submit(withID(1))},
		"Submit nameless": {prepare: func(*desk) {}, call: submit(withID(1), func(d *complaint.Draft) { d.Reporter = complaint.Person{} })},
		"Submit import": {prepare: func(*desk) {}, call: func(ctx context.Context, s *complaint.Service) error {
			_, err := s.Submit(ctx, byImport(), deskDraft(withID(1), func(d *complaint.Draft) {
				d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{System: "s", ID: complaint.NewPrivate("1")}
			}))
			return err
		}},
		"SubmitAll": {prepare: func(*desk) {}, items: true, call: func(ctx context.Context, s *complaint.Service) error {
			return results(s.SubmitAll(ctx, byReporter(), []complaint.Draft{deskDraft(withID(1)), deskDraft(withID(2))}))
		}},
		"Do note":     {prepare: opened, call: do(byNational(), 1, noteOf("Catatan"))},
		"Do forward":  {prepare: opened, call: do(byNational(), 1, forwardTo("roads"))},
		"Do merge":    {prepare: two, call: do(byNational(), 1, complaint.Command{Action: complaint.ActionMerge, Parent: faultID(2)})},
		"Do withdraw": {prepare: opened, call: do(byReporter(), 1, complaint.Command{Action: complaint.ActionWithdraw})},
		"Do respond":  {prepare: handled, call: do(byAgency("roads"), 1, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})},
		"Do assign": {
			prepare: func(d *desk) { d.submit(withID(1)); d.do(byNational(), faultID(1), forwardTo("roads")) },
			call:    do(byAgency("roads"), 1, complaint.Command{Action: complaint.ActionAssign, Main: "lamps", Supporting: []agency.ID{"poles"}}),
		},
		"Do accept": {prepare: answered, call: do(byReporter(), 1, complaint.Command{Action: complaint.ActionAccept, Rating: 5})},
		"DoAll": {prepare: two, items: true, call: func(ctx context.Context, s *complaint.Service) error {
			return results(s.DoAll(ctx, byNational(), []complaint.Item{
				{ID: faultID(1), Command: keyed(noteOf("Satu"))}, {ID: faultID(2), Command: keyed(noteOf("Dua"))},
			}))
		}},
		"OpenIdentity": {prepare: opened, again: "open_identity", call: func(ctx context.Context, s *complaint.Service) error {
			_, err := s.OpenIdentity(ctx, byNational(), faultID(1), "memanggil saksi")
			return err
		}},
		"Sweep": {items: true, prepare: func(d *desk) {
			d.handled("roads", true, withID(1)) // to be closed
			d.clock.advance(8 * deskDay)
			d.submit(withID(2)) // to be escalated
			d.clock.advance(2 * deskDay)
			d.submit(withID(3)) // to be postponed: its hint is too early
			early := d.stored(faultID(3))
			early.NextDue = d.clock.now()
			require.NoError(d.t, backend.Complaints(d.store).Commit(d.t.Context(), complaint.Batch{Complaints: []*complaint.Complaint{early}}))
			d.clock.advance(2 * deskDay)
		}, call: func(ctx context.Context, s *complaint.Service) error {
			swept, err := s.Sweep(ctx, complaint.Position{}, 0)
			var all manyErrors
			for _, f := range swept.Failed {
				all = append(all, &itemError{f.ID, f.Err})
			}
			if err != nil {
				all = append(all, err)
			}
			if len(all) == 0 {
				return nil
			}
			return all
		}},
	}
}

// picture says what the store holds, case by case, without what is drawn at
// random.
func (d *desk) picture() map[complaint.ID]string {
	d.t.Helper()
	cases := map[complaint.ID]string{}
	for _, c := range whole(d.t, d.store.Set().Complaints.List(d.t.Context(), complaint.Query{})) {
		var b strings.Builder
		fmt.Fprintf(&b, "%s v%d %s due %s parent %s;", c.State, c.Version, c.Agency, c.NextDue, c.Parent)
		for _, e := range c.Timeline {
			note, _ := c.Text(e.Note)
			fmt.Fprintf(&b, " %d %s %s>%s v%d %q by %s;", e.Seq, e.Action, e.From, e.To, e.Version, note, e.By.Role)
		}
		if i, err := d.store.Set().Identities.Identity(d.t.Context(), c.Reporter); err == nil {
			fmt.Fprintf(&b, " of %s v%d", i.Person.Account, i.Version)
		}
		cases[c.ID] = b.String()
	}
	return cases
}

// claimed is the picture of a case that a sweep claimed and could not give back: it is
// as it was, and due again when the lease ends.
func (d *desk) claimed(picture string) string {
	before, rest, ok := strings.Cut(picture, " due ")
	require.True(d.t, ok)
	_, rest, ok = strings.Cut(rest, " parent ")
	require.True(d.t, ok)
	return fmt.Sprintf("%s due %s parent %s", before, d.clock.now().Add(complaint.ClaimLease), rest)
}

// struckDesk is a desk whose service stands on a store that strikes.
func struckDesk(t testing.TB, w write) (*desk, *storagetest.FaultStore, *complaint.Service) {
	t.Helper()
	d := newDesk(t)
	w.prepare(d)
	faults := storagetest.NewFaultStore(d.store)
	return d, faults, d.serve(func(cfg *complaint.Config) {
		cfg.Store, cfg.Identities = backend.Complaints(faults), faults.Set().Identities
	})
}

// TestEveryWriteUnderFaults strikes at every call that a write method makes of
// the store, in every mode: all or nothing is written; an error that leaves it
// open says so; the same call again comes to the same end.
func TestEveryWriteUnderFaults(t *testing.T) {
	t.Parallel()
	for name, w := range writes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, faults, s := struckDesk(t, w)
			before := d.picture()
			require.NoError(t, w.call(t.Context(), s))
			after, calls := d.picture(), faults.Calls()
			require.NotEqual(t, before, after)
			require.Contains(t, calls, "Commit")
			for n, call := range calls {
				for _, mode := range []storagetest.Mode{storagetest.FailBefore, storagetest.FailAfter, storagetest.Delay, storagetest.Cancel} {
					strikes := [][]storagetest.Strike{{{Call: n + 1, Mode: mode, Wait: time.Millisecond}}}
					if call == "Commit" { // and the look that should settle it fails too
						strikes = append(strikes, append(strikes[0][:1:1], storagetest.Strike{Call: n + 2, Mode: storagetest.FailBefore}))
					}
					for _, list := range strikes {
						where := fmt.Sprintf("%s at call %d of %d, %s, %d strikes", mode, n+1, len(calls), call, len(list))
						w.under(t, where, before, after, list)
					}
				}
			}
		})
	}
}

// under makes the call under strikes, and again without.
func (w write) under(t *testing.T, where string, before, after map[complaint.ID]string, strikes []storagetest.Strike) {
	t.Helper()
	d, faults, s := struckDesk(t, w)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for i := range strikes {
		strikes[i].Do = cancel
	}
	faults.Rearm(strikes...)
	err := w.call(ctx, s)
	faults.Rearm()
	got := d.picture()
	changed, done := 0, 0
	waits := false
	for id, want := range after {
		if before[id] != "" && got[id] == d.claimed(before[id]) {
			require.Error(t, err, "%s: case %s waits for the lease", where, id)
			waits, got[id] = true, before[id]
		}
		require.Contains(t, []string{before[id], want}, got[id], "%s: case %s is half written", where, id)
		if want != before[id] {
			changed++
			if got[id] == want {
				done++
			}
		}
	}
	unknown := errors.Is(err, storage.ErrUnknownOutcome)
	switch {
	case err == nil:
		require.Equal(t, after, got, "%s: success was reported", where)
	case w.items:
		var many manyErrors
		require.ErrorAs(t, err, &many, where)
		for _, e := range many {
			var of *itemError
			if errors.As(e, &of) && !errors.Is(e, storage.ErrUnknownOutcome) {
				require.Equal(t, before[of.id], got[of.id], "%s: it was written, and the error says %v", where, e)
			}
		}
	default:
		require.True(t, done == 0 || done == changed, "%s: %d of %d cases are written", where, done, changed)
		require.True(t, done == 0 || unknown, "%s: it was written, and the error says %v", where, err)
	}
	if err == nil && w.again != "" {
		return
	}
	if waits {
		d.clock.advance(complaint.ClaimLease)
	}
	require.NoError(t, w.call(t.Context(), s), "%s: again", where)
	final := d.picture()
	if w.again != "" && done > 0 {
		for id := range final {
			require.Equal(t, 2, strings.Count(final[id], w.again), "%s: both looks are in the timeline", where)
		}
		return
	}
	require.Equal(t, after, final, "%s: the state after the repetition", where)
}
