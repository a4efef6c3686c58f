package complaint_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

func TestServiceFindsItsKeyAfterAConflict(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	cmd := noteOf("Catatan")
	cmd.Key = "k"
	otherContent := noteOf("Lain")
	otherContent.Key = "k"
	for name, tt := range map[string]struct {
		meanwhile complaint.Command
		by        complaint.Actor
		want      error
	}{
		"the same command": {cmd, byNational(), nil},
		"another content":  {otherContent, byNational(), complaint.ErrKeyReuse},
		"another actor":    {cmd, complaint.Actor{ID: "nat2", Role: complaint.RoleNationalAdmin}, complaint.ErrKeyReuse},
	} {
		d, s := struck(t)
		other := d.serve()
		r := d.submit()
		var first complaint.Receipt
		meanwhile := func() {
			var err error
			first, err = other.Do(ctx, tt.by, r.ID, tt.meanwhile)
			require.NoError(t, err)
		}
		s.meanwhile.Store(&meanwhile)
		got, err := d.Do(ctx, byNational(), r.ID, cmd)
		require.Equal(t, storage.Version(2), d.stored(r.ID).Version, name)
		if tt.want != nil {
			require.ErrorIs(t, err, tt.want, name)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, repeated(first), got, name)
	}
}

// loss is a way in which a commit can fail without a clear answer. The outcome
// is sure where the answer is a clear one all the same.
type loss struct {
	strike        func(s *strikeStore, cancel context.CancelFunc)
	written, sure bool
}

// lossy lists them.
func lossy() map[string]loss {
	lost, gone := errLost, context.Canceled
	return map[string]loss{
		"fails before": {strike: func(s *strikeStore, _ context.CancelFunc) { s.before.Store(&lost) }},
		"fails after":  {strike: func(s *strikeStore, _ context.CancelFunc) { s.after.Store(&lost) }, written: true},
		"cancelled before": {strike: func(s *strikeStore, cancel context.CancelFunc) {
			f := func() { cancel() }
			s.meanwhile.Store(&f)
		}, sure: true},
		"cancelled by nobody knows whom": {strike: func(s *strikeStore, _ context.CancelFunc) { s.before.Store(&gone) }},
		"cancelled after":                {strike: func(s *strikeStore, _ context.CancelFunc) { s.after.Store(&gone) }, written: true},
		"cannot be read on":              {strike: func(s *strikeStore, _ context.CancelFunc) { s.after.Store(&lost); fails(s, &lost) }},
	}
}

// isSure expects an error that says that nothing was written, and why.
func isSure(t testing.TB, err, cause error, name string) {
	t.Helper()
	require.ErrorIs(t, err, cause, name)
	require.True(t, storage.SaysNotWritten(err), name)
	require.NotErrorIs(t, err, storage.ErrUnknownOutcome, name)
	var unknown *complaint.UnknownOutcomeError
	require.False(t, errors.As(err, &unknown), name)
}

// fails makes reading fail from the next commit on.
func fails(s *strikeStore, err *error) {
	f := func() { s.getFails.Store(err) }
	s.meanwhile.Store(&f)
}

func TestServiceDoSettlesWhatBecameOfACommit(t *testing.T) {
	t.Parallel()
	for name, tt := range lossy() {
		d, s := struck(t)
		r := d.submit()
		cmd := noteOf("Catatan")
		cmd.Key = "k"
		ctx, cancel := context.WithCancel(t.Context())
		tt.strike(s, cancel)
		got, err := d.Do(ctx, byNational(), r.ID, cmd)
		cancel()
		want := complaint.Receipt{ID: r.ID, Version: 2, Entry: 2}
		switch {
		case tt.written:
			require.NoError(t, err, name)
			require.Equal(t, want, got, name)
		case tt.sure:
			isSure(t, err, context.Canceled, name)
		default:
			require.ErrorIs(t, err, storage.ErrUnknownOutcome, name)
			var unknown *complaint.UnknownOutcomeError
			require.ErrorAs(t, err, &unknown, name)
			require.Equal(t, "k", unknown.Key, name)
			require.ErrorIs(t, err, unknown.Cause, name)
			require.NotContains(t, err.Error(), unknown.Cause.Error(), name)
		}
		s.getFails.Store(nil)
		require.LessOrEqual(t, len(d.stored(r.ID).Timeline), 2, name)
		want.Repeated = len(d.stored(r.ID).Timeline) == 2
		require.Equal(t, want, d.do(byNational(), r.ID, cmd), "%s: repeating is harmless", name)
		require.Len(t, d.stored(r.ID).Timeline, 2, name)
	}
}

func TestServiceSubmitSettlesWhatBecameOfACommit(t *testing.T) {
	t.Parallel()
	for name, tt := range lossy() {
		for _, chosen := range []bool{true, false} {
			d, s := struck(t)
			draft := deskDraft()
			if chosen {
				draft.ID = d.id()
			}
			ctx, cancel := context.WithCancel(t.Context())
			if name == "cannot be read on" {
				draft.ID = complaint.ID{} // with an ID it would be read before the commit too
			}
			tt.strike(s, cancel)
			got, err := d.Submit(ctx, byReporter(), draft)
			cancel()
			s.getFails.Store(nil)
			draft.ID = got.ID
			switch {
			case tt.written:
				require.NoError(t, err, name)
			case tt.sure:
				isSure(t, err, context.Canceled, name)
			default:
				var unknown *complaint.UnknownOutcomeError
				require.ErrorAs(t, err, &unknown, name)
				require.ErrorIs(t, err, storage.ErrUnknownOutcome, name)
				require.False(t, unknown.Complaint.IsZero(), "%s: it names the ID with which to repeat", name)
				draft.ID = unknown.Complaint
			}
			again, err := d.Submit(t.Context(), byReporter(), draft)
			require.NoError(t, err, name)
			if tt.written {
				require.False(t, got.Repeated, "%s: its own commit is not a repetition", name)
				require.Equal(t, repeated(got), again, name)
			}
			require.Len(t, whole(t, d.store.Set().Complaints.List(t.Context(), complaint.Query{})), 1, name)
			require.Len(t, whole(t, d.store.Set().Identities.ByAccount(t.Context(), "wayan")), 1, name)
		}
	}
}

// TestServiceKnowsWhenNothingWasWritten: what a store says for certain reaches
// whoever gave the command as it is.
func TestServiceKnowsWhenNothingWasWritten(t *testing.T) {
	t.Parallel()
	full := storage.NotWritten(errLost) // a store of one's own
	for _, cause := range []error{
		storage.ErrInvalid, storage.ErrClosed, full, storage.NotWritten(context.DeadlineExceeded),
	} {
		name := cause.Error()
		d, s := struck(t)
		r := d.handled("roads", true)
		before := d.picture()
		s.before.Store(&cause)
		_, err := d.Do(t.Context(), byNational(), r.ID, noteOf("x"))
		isSure(t, err, cause, name)
		s.before.Store(&cause)
		_, err = d.Submit(t.Context(), byReporter(), deskDraft())
		isSure(t, err, cause, name)
		s.before.Store(&cause)
		_, err = d.OpenIdentity(t.Context(), byNational(), r.ID, "memanggil saksi")
		isSure(t, err, cause, name)
		require.Equal(t, before, d.picture())

		// Many drafts are not tried one by one: the reason is not in any of them.
		if !errors.Is(cause, storage.ErrInvalid) {
			commits := s.commits.Load()
			s.before.Store(&cause)
			for _, got := range d.SubmitAll(t.Context(), byReporter(), d.drafted(5)) {
				isSure(t, got.Err, cause, name)
			}
			require.Equal(t, commits+1, s.commits.Load(), name)
			require.Equal(t, before, d.picture())
		}

		d.clock.advance(11 * deskDay) // the timer closes
		s.before.Store(&cause)
		swept, err := d.Sweep(t.Context(), complaint.Position{}, 0)
		require.NoError(t, err)
		require.Len(t, swept.Failed, 1, name)
		isSure(t, swept.Failed[0].Err, cause, name)
		swept, err = d.Sweep(t.Context(), complaint.Position{}, 0)
		require.NoError(t, err)
		require.Equal(t, 1, swept.Acted, "the next one does what could not be done")
	}
	for _, unsure := range []error{
		errLost, errors.Join(storage.ErrNotWritten, storage.ErrUnknownOutcome), storage.ErrNotFound,
	} {
		d, s := struck(t)
		r := d.submit()
		s.before.Store(&unsure)
		_, err := d.Do(t.Context(), byNational(), r.ID, noteOf("x"))
		require.ErrorIs(t, err, storage.ErrUnknownOutcome)
		require.ErrorIs(t, err, unsure)
	}
}

// TestServiceReadsFailAsTheyAre loses the store before anything is written.
func TestServiceReadsFailAsTheyAre(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	d, s := struck(t)
	r, other := d.submit(), d.submit()
	lost := errLost
	s.getFails.Store(&lost)
	_, err := d.Do(ctx, byNational(), r.ID, noteOf("x"))
	require.ErrorIs(t, err, errLost)
	_, err = d.Get(ctx, byNational(), r.ID)
	require.ErrorIs(t, err, errLost)
	_, err = d.Submit(ctx, byReporter(), deskDraft(func(draft *complaint.Draft) { draft.ID = d.id() }))
	require.ErrorIs(t, err, errLost)
	s.getFails.Store(nil)

	// The parent of a merge is read on its own; that it cannot be read is not
	// the command's fault.
	merging := d.serve(func(cfg *complaint.Config) { cfg.Store = &blindStore{Store: cfg.Store, to: other.ID} })
	_, err = merging.Do(ctx, byNational(), r.ID, complaint.Command{Action: complaint.ActionMerge, Parent: other.ID})
	require.ErrorIs(t, err, errLost)
	require.NotErrorIs(t, err, storage.ErrInvalid)
}

// blindStore cannot read one case.
type blindStore struct {
	complaint.Store
	to complaint.ID
}

func (s *blindStore) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	if id == s.to {
		return nil, errLost
	}
	return s.Store.Get(ctx, id)
}
