package sqlite_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// TestManyCommandsAtTheSameTime: a service over SQLite does what each of many
// commands wants that meet on one case: 200 notes, and 100 merges into it.
func TestManyCommandsAtTheSameTime(t *testing.T) {
	t.Parallel()
	const notes, children = 200, 100
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "aduan.db"), sqlite.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, store.Close()) })
	svc, err := serviceOn(store)
	require.NoError(t, err)
	reporter, admin := complaint.Actor{ID: "wayan"}, complaint.Actor{ID: "nat", Role: complaint.RoleNationalAdmin}
	var cases []complaint.Receipt
	for n := range 1 + children {
		d := report(n)
		d.Body = "Sudah dua bulan."
		r, err := svc.Submit(t.Context(), reporter, d)
		require.NoError(t, err)
		cases = append(cases, r)
	}
	one := cases[0].ID
	errs := make([]error, notes+children)
	var wg sync.WaitGroup
	for n := range errs {
		wg.Go(func() {
			id, cmd := one, complaint.Command{Action: complaint.ActionNote, Note: fmt.Sprint("Catatan ", n)}
			if n >= notes {
				id, cmd = cases[1+n-notes].ID, complaint.Command{Action: complaint.ActionMerge, Parent: one}
			}
			_, errs[n] = svc.Do(t.Context(), admin, id, cmd)
		})
	}
	wg.Wait()
	for _, err := range errs {
		require.NoError(t, err)
	}
	c, err := store.Set().Complaints.Get(t.Context(), one)
	require.NoError(t, err)
	require.NoError(t, c.Validate(complaint.Limits{}))
	written := 0
	for _, e := range c.Timeline {
		if e.Action == complaint.ActionNote {
			written++
		}
	}
	require.Equal(t, notes, written)
	for _, r := range cases[1:] {
		child, err := store.Set().Complaints.Get(t.Context(), r.ID)
		require.NoError(t, err)
		require.Equal(t, one, child.Parent)
	}
}

// TestErrorsSayWhetherSomethingWasWritten: what is certain is told as certain.
func TestErrorsSayWhetherSomethingWasWritten(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		&sqlite.Error{Reason: sqlite.DiskFull}, &sqlite.Error{Reason: sqlite.Locked}, &sqlite.Error{Reason: sqlite.ReadOnly},
		&sqlite.SchemaError{Stored: 2, Known: 1}, &sqlite.PragmaError{Pragma: "synchronous", Want: "2", Got: "1"},
	} {
		require.True(t, storage.SaysNotWritten(err), err)
	}
	require.False(t, storage.SaysNotWritten(&sqlite.Error{Reason: sqlite.IO, Unknown: true}))
}
