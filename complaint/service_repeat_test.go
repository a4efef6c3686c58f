package complaint_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// TestManyNotesAtTheSameTime: whoever names no version asked for none, so 200
// notes that are written at once on one case are 200 notes.
func TestManyNotesAtTheSameTime(t *testing.T) {
	t.Parallel()
	const notes = 200
	d, s := struck(t)
	r := d.submit()
	receipts, errs := make([]complaint.Receipt, notes), make([]error, notes)
	begin := time.Now()
	var wg sync.WaitGroup
	for n := range notes {
		wg.Go(func() {
			receipts[n], errs[n] = d.Do(t.Context(), byNational(), r.ID, noteOf(fmt.Sprint("Catatan ", n)))
		})
	}
	wg.Wait()
	t.Logf("%d notes in %v with %d commits", notes, time.Since(begin), s.commits.Load())
	c, err := s.Get(t.Context(), r.ID)
	require.NoError(t, err)
	require.Len(t, c.Timeline, 1+notes)
	require.NoError(t, c.Validate(complaint.Limits{}))
	seen := map[int]bool{}
	for n, err := range errs {
		require.NoError(t, err)
		entry := c.Timeline[receipts[n].Entry-1]
		text, _ := c.Text(entry.Note)
		require.Equal(t, fmt.Sprint("Catatan ", n), text, "the receipt names the entry of its own command")
		require.Equal(t, receipts[n].Version, entry.Version)
		require.False(t, seen[entry.Seq])
		seen[entry.Seq] = true
	}
}

// TestManyMergesIntoOneCase meet on the parent, which each of them writes.
func TestManyMergesIntoOneCase(t *testing.T) {
	t.Parallel()
	const children = 100
	d, s := struck(t)
	parent := d.submit()
	cases := make([]complaint.Receipt, children)
	for n := range cases {
		cases[n] = d.submit()
	}
	errs := make([]error, children)
	var wg sync.WaitGroup
	for n, r := range cases {
		wg.Go(func() {
			_, errs[n] = d.Do(t.Context(), byNational(), r.ID, complaint.Command{Action: complaint.ActionMerge, Parent: parent.ID})
		})
	}
	wg.Wait()
	for n, r := range cases {
		require.NoError(t, errs[n])
		c, err := s.Get(t.Context(), r.ID)
		require.NoError(t, err)
		require.Equal(t, parent.ID, c.Parent)
	}
}

// meets lets somebody else add a note before each of the next commits of a
// service.
func meets(d *desk, s *strikeStore, id complaint.ID, times int, also func()) {
	other := d.serve()
	var meanwhile func()
	meanwhile = func() {
		if times--; times > 0 {
			s.meanwhile.Store(&meanwhile)
		}
		_, err := other.Do(d.t.Context(), byNational(), id, noteOf("Dari orang lain"))
		require.NoError(d.t, err)
		if also != nil {
			also()
		}
	}
	s.meanwhile.Store(&meanwhile)
}

// TestRepeatingEnds: with the bound, with the context, and at once for a command
// that names a version.
func TestRepeatingEnds(t *testing.T) {
	t.Parallel()
	const bound = 100
	for name, tt := range map[string]struct {
		meets   int
		expect  storage.Version
		commits int64
		want    error
	}{
		"once":            {meets: 1, commits: 2},
		"until the last":  {meets: bound - 1, commits: bound},
		"once too often":  {meets: bound, commits: bound, want: storage.ErrConflict},
		"a named version": {meets: 1, expect: 1, commits: 1, want: storage.ErrConflict},
	} {
		d, s := struck(t)
		r := d.submit()
		meets(d, s, r.ID, tt.meets, nil)
		cmd, commits := noteOf("Catatan"), s.commits.Load()
		cmd.Expect = tt.expect
		got, err := d.Do(t.Context(), byNational(), r.ID, cmd)
		require.ErrorIs(t, err, tt.want, name)
		require.Equal(t, commits+tt.commits, s.commits.Load(), name)
		c := d.stored(r.ID)
		if tt.want == nil {
			require.NoError(t, err, name)
			require.Equal(t, complaint.Receipt{ID: r.ID, Version: c.Version, Entry: len(c.Timeline)}, got, name)
		}
		replayed, err := deskNational(t).Replay(c)
		require.NoError(t, err, name)
		require.Equal(t, c, replayed, name)
	}

	d, s := struck(t)
	r := d.submit()
	ctx, cancel := context.WithCancel(t.Context())
	meets(d, s, r.ID, 3, cancel)
	_, err := d.Do(ctx, byNational(), r.ID, noteOf("Catatan"))
	require.ErrorIs(t, err, context.Canceled)
	require.True(t, storage.SaysNotWritten(err))
	require.Len(t, d.stored(r.ID).Timeline, 2)

	d, s = struck(t)
	r = d.submit()
	meets(d, s, r.ID, 2, nil)
	_, err = d.OpenIdentity(t.Context(), byNational(), r.ID, "memanggil saksi")
	require.NoError(t, err, "a look names no version either")
	require.Len(t, d.stored(r.ID).Timeline, 4)
}

// TestRepeatingJudgesAnew: whoever tries again is judged by the case as it is
// then, permission and guards included, and finds its own key first.
func TestRepeatingJudgesAnew(t *testing.T) {
	t.Parallel()
	cmd := noteOf("Catatan")
	cmd.Key = "k"
	for name, tt := range map[string]struct {
		by        complaint.Actor
		cmd       complaint.Command
		meanwhile complaint.Command
		want      error
	}{
		"the reach is gone":    {byAgency("works"), cmd, complaint.Command{Action: complaint.ActionReturn, Note: "Bukan kami"}, storage.ErrNotFound},
		"the state is another": {byAgency("works"), complaint.Command{Action: complaint.ActionHandle}, complaint.Command{Action: complaint.ActionHandle}, complaint.ErrNotAllowed},
		"the key is taken":     {byAgency("works"), cmd, complaint.Command{Action: complaint.ActionNote, Note: "Lain", Key: "k"}, complaint.ErrKeyReuse},
		"it was its own twin":  {byAgency("works"), cmd, cmd, nil},
		"it goes all the same": {byAgency("works"), cmd, complaint.Command{Action: complaint.ActionHandle}, nil},
	} {
		d, s := struck(t)
		r := d.submit()
		d.do(byNational(), r.ID, forwardTo("works"))
		other := d.serve()
		var first complaint.Receipt
		f := func() {
			var err error
			first, err = other.Do(t.Context(), byAgency("works"), r.ID, tt.meanwhile)
			require.NoError(t, err, name)
		}
		s.meanwhile.Store(&f)
		got, err := d.Do(t.Context(), tt.by, r.ID, tt.cmd)
		require.ErrorIs(t, err, tt.want, name)
		switch {
		case tt.want != nil:
			require.Len(t, d.stored(r.ID).Timeline, 3, name)
		case tt.meanwhile.Key == "k":
			require.NoError(t, err)
			require.Equal(t, repeated(first), got, name)
		default:
			require.NoError(t, err)
			require.Equal(t, complaint.Receipt{ID: r.ID, Version: 4, Entry: 4}, got, name)
		}
	}
}
