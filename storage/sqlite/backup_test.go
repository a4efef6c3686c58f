package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// TestBackup copies a store while others write, opens the copy, and expects a
// whole store of one moment: every record that the feed tells of, at the version
// it tells, and nothing else.
func TestBackup(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := openedAt(t, filepath.Join(dir, "aduan.db"))
	o := newOffice(t, 1)
	for range 20 {
		c := o.open()
		b := complaints(c)
		b.Identities = []*complaint.Identity{identityOf(c, "wayan")}
		require.NoError(t, s.Commit(t.Context(), b))
	}
	acknowledged := feed(t, s)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { _ = count(s, 30) })
	}
	path := filepath.Join(dir, "copy's \"name\" ?#%41.db")
	require.NoError(t, s.Backup(t.Context(), path))
	wg.Wait()

	before, err := os.ReadFile(path)
	require.NoError(t, err)
	err = s.Backup(t.Context(), path)
	require.ErrorIs(t, err, os.ErrExist)
	withoutDriver(t, err)
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, before, after, "a file is never overwritten")
	require.NoFileExists(t, path+".part")
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Zero(t, info.Mode().Perm()&0o077, "nobody else may read it")

	restored := openedAt(t, path)
	told := feed(t, restored)
	require.GreaterOrEqual(t, len(told), len(acknowledged))
	require.Equal(t, acknowledged, told[:len(acknowledged)], "the feed goes on as it was")
	require.Equal(t, feed(t, s)[:len(told)], told, "the copy is a moment of the store")
	newest := map[string]storage.Version{}
	for _, c := range told {
		newest[string(c.Kind)+c.Key] = c.Version
	}
	n := 0
	for c, err := range restored.Set().Complaints.List(t.Context(), complaint.Query{}) {
		require.NoError(t, err)
		require.NoError(t, c.Validate(complaint.Limits{}))
		require.Equal(t, newest["complaint"+c.ID.String()], c.Version)
		i, err := restored.Set().Identities.Identity(t.Context(), c.Reporter)
		require.NoError(t, err)
		require.Equal(t, "wayan", i.Person.Account.Open())
		n++
	}
	require.Equal(t, 20, n)
	require.NoError(t, restored.Commit(t.Context(), complaints(o.open())), "and work goes on")
	require.Len(t, found(t, restored, "lubang berlubang", complaint.Query{}), 0)
	require.Len(t, found(t, restored, "berlubang", complaint.Query{}), 21)
}

func TestBackupEnds(t *testing.T) {
	t.Parallel()
	s := opened(t)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	path := filepath.Join(t.TempDir(), "copy.db")
	require.ErrorIs(t, s.Backup(gone, path), context.Canceled)
	err := s.Backup(t.Context(), filepath.Join(t.TempDir(), "no", "directory.db"))
	var failure *sqlite.Error
	require.ErrorAs(t, err, &failure)
	require.Equal(t, sqlite.CannotOpen, failure.Reason)
	require.NoError(t, os.WriteFile(path+".part", nil, 0o600))
	require.ErrorIs(t, s.Backup(t.Context(), path), os.ErrExist, "another backup may be under way")
	require.NoFileExists(t, path)
	require.NoError(t, s.Close())
	require.ErrorIs(t, s.Backup(t.Context(), path), storage.ErrClosed)
}

// feed is the whole feed of a store.
func feed(t testing.TB, s *sqlite.Store) (list []storage.Change) {
	t.Helper()
	for c, err := range s.Changes(t.Context(), "", 0) {
		require.NoError(t, err)
		list = append(list, c)
	}
	return list
}

// found is what a search yields.
func found(t testing.TB, s *sqlite.Store, text string, q complaint.Query) (list []*complaint.Complaint) {
	t.Helper()
	for c, err := range s.Search(t.Context(), text, q) {
		require.NoError(t, err)
		list = append(list, c)
	}
	return list
}

// TestErasedTextsAreGone erases a text and looks for it in every file, the log
// and the index of words included, once the log was written back.
func TestErasedTextsAreGone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "aduan.db")
	s := openedAt(t, path)
	o := newOffice(t, 1)
	for range 100 { // so that there is an index to forget something from
		require.NoError(t, s.Commit(t.Context(), complaints(o.open())))
	}
	const secret, word = "Pelapornya adalah Ketutsukarela dari Banjar", "ketutsukarela"
	c := o.open(func(d *complaint.Draft) { d.Body = secret })
	b := complaints(c)
	b.Identities = []*complaint.Identity{identityOf(c, "wayan")}
	b.Identities[0].Person.Address = complaint.NewPrivate("Banjar Ketutsukarela 7")
	require.NoError(t, s.Commit(t.Context(), b))
	require.Len(t, found(t, s, word, complaint.Query{}), 1)
	require.True(t, holds(t, dir, word))

	c = stored(c)
	i := slices.IndexFunc(c.Texts, func(t complaint.Text) bool { return t.Body == secret })
	c.Texts[i] = complaint.Text{Digest: c.Texts[i].Digest, Erased: true}
	b = complaints(c)
	b.Identities = []*complaint.Identity{{Ref: c.Reporter, Complaint: c.ID, Version: 1}}
	require.NoError(t, s.Commit(t.Context(), b))
	require.Empty(t, found(t, s, word, complaint.Query{}))
	require.Len(t, found(t, s, "berlubang", complaint.Query{}), 101, "its title is still found")
	got, err := s.Set().Complaints.Get(t.Context(), c.ID)
	require.NoError(t, err)
	require.Equal(t, stored(c), got)
	require.NoError(t, s.Close(), "which writes the log back")
	require.False(t, holds(t, dir, word))
}

// holds reports whether a file of a directory holds a word.
func holds(t testing.TB, dir, word string) bool {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
		if strings.Contains(strings.ToLower(string(data)), word) {
			return true
		}
	}
	return false
}
