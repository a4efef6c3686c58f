package sqlite_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// A store remembers what was read and committed. These tests try to make it
// remember what is not stored.

func TestWhatAReaderChangesIsNotRemembered(t *testing.T) {
	t.Parallel()
	ctx, o, path := t.Context(), newOffice(t, 1), filepath.Join(t.TempDir(), "aduan.db")
	s, c := openedAt(t, path), o.open()
	require.NoError(t, openedAt(t, path).Commit(ctx, complaints(c)))
	for range 2 { // once from the file, once from memory
		read, err := s.Set().Complaints.Get(ctx, c.ID)
		require.NoError(t, err)
		read.Timeline[0].By.Agency = "badung"
		read.Texts[0].Body = "Lain"
		require.ErrorIs(t, s.Commit(ctx, complaints(o.note(read, "Catatan"))), storage.ErrInvalid, "it would change the past")
	}
	next := o.note(stored(c), "Catatan")
	require.NoError(t, s.Commit(ctx, complaints(next)))
	next.Timeline[1].Action, next.Texts[0].Body = "lain", "Lain" // what was handed in is nobody's any more
	read, err := s.Set().Complaints.Get(ctx, c.ID)
	require.NoError(t, err)
	require.NoError(t, s.Commit(ctx, complaints(o.note(read, "Catatan lagi"))))
}

func TestWhatWasRefusedIsNotRemembered(t *testing.T) {
	t.Parallel()
	ctx, s, o := t.Context(), opened(t), newOffice(t, 1)
	c := o.open()
	require.NoError(t, s.Commit(ctx, complaints(c)))
	lost, late := o.note(stored(c), "Tidak jadi"), o.open()
	late.Version = 7
	require.ErrorIs(t, s.Commit(ctx, complaints(lost, late)), storage.ErrConflict)
	kept := o.note(stored(c), "Jadi")
	require.NoError(t, s.Commit(ctx, complaints(kept)))
	require.NoError(t, s.Commit(ctx, complaints(o.note(stored(kept), "Lagi"))))
	require.ErrorIs(t, s.Commit(ctx, complaints(o.note(stored(lost), "Lagi"))), storage.ErrConflict)
}

// Another store, as another process would, and a transaction of the embedder
// write what this one remembers in an older version.
func TestWhatOthersWroteIsFound(t *testing.T) {
	t.Parallel()
	ctx, o, path := t.Context(), newOffice(t, 1), filepath.Join(t.TempDir(), "aduan.db")
	here, there := openedAt(t, path), openedAt(t, path)
	c := o.open()
	require.NoError(t, here.Commit(ctx, complaints(c)))
	second := o.note(stored(c), "Dari sana")
	require.NoError(t, there.Commit(ctx, complaints(second)))
	require.ErrorIs(t, here.Commit(ctx, complaints(o.note(stored(c), "Terlambat"))), storage.ErrConflict)
	third := o.note(stored(second), "Dari sini")
	require.NoError(t, here.Commit(ctx, complaints(third)))
	require.NoError(t, there.Commit(ctx, complaints(o.note(stored(third), "Dari sana lagi"))))
	read, err := here.Set().Complaints.Get(ctx, c.ID)
	require.NoError(t, err)
	require.Len(t, read.Timeline, 4)
}

// More cases than are remembered, and larger ones, in any order.
func TestForgettingChangesNothing(t *testing.T) {
	t.Parallel()
	ctx, s, o := t.Context(), opened(t), newOffice(t, 1)
	var all []*complaint.Complaint
	var batch backend.Batch
	for range 300 {
		all = append(all, o.open())
		batch.Complaints = append(batch.Complaints, all[len(all)-1])
	}
	require.NoError(t, s.Commit(ctx, batch))
	for round := range 3 {
		for i := range all {
			before := stored(all[i])
			text := "Catatan"
			if i%50 == 0 {
				text = strings.Repeat("Catatan panjang. ", 500)
			}
			if i%7 == round {
				read, err := s.Set().Complaints.Get(ctx, before.ID)
				require.NoError(t, err)
				require.Equal(t, before, read)
			}
			all[i] = o.note(before, text)
		}
		for i := 0; i < len(all); i += 2 {
			require.NoError(t, s.Commit(ctx, complaints(all[i], all[i+1])))
		}
	}
	require.LessOrEqual(t, sqlite.Remembered(s), 256)
	require.NotZero(t, sqlite.Remembered(s))
}
