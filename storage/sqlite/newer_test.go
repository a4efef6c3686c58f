package sqlite_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// TestANewerSchemaStopsWriting: a newer release migrates the file of a store that
// is open. From then on that one writes nothing, and reads on.
func TestANewerSchemaStopsWriting(t *testing.T) {
	t.Parallel()
	path, s, o, first := storeIn(t)
	db := raw(t, path)
	var known int
	require.NoError(t, db.QueryRow("PRAGMA user_version").Scan(&known))
	_, err := db.Exec("PRAGMA user_version = 99; ALTER TABLE complaint ADD COLUMN novelty TEXT")
	require.NoError(t, err)
	before := feed(t, s)
	for range 2 {
		err = s.Commit(t.Context(), complaints(o.open()))
		var newer *sqlite.SchemaError
		require.ErrorAs(t, err, &newer)
		require.Equal(t, sqlite.SchemaError{Stored: 99, Known: known}, *newer)
		require.True(t, storage.SaysNotWritten(err))
	}
	svc, err := serviceOn(s)
	require.NoError(t, err)
	_, err = svc.Submit(t.Context(), complaint.Actor{ID: "wayan"}, report(1))
	require.True(t, storage.SaysNotWritten(err))
	require.ErrorContains(t, err, "newer release")
	require.Equal(t, before, feed(t, s))
	_, err = s.Set().Complaints.Get(t.Context(), first.ID)
	require.NoError(t, err, "reading goes on")

	_, err = db.Exec("ALTER TABLE complaint DROP COLUMN novelty")
	require.NoError(t, err)
	_, err = db.Exec(fmt.Sprint("PRAGMA user_version = ", known))
	require.NoError(t, err)
	require.NoError(t, s.Commit(t.Context(), complaints(o.open())))
}

// TestAnEmptyFileIsNoNewStore: a file that was cut to nothing is refused, with
// what stands beside it left as it is.
func TestAnEmptyFileIsNoNewStore(t *testing.T) {
	t.Parallel()
	for _, data := range []string{"", "x"} {
		path := filepath.Join(t.TempDir(), "aduan.db")
		require.NoError(t, os.WriteFile(path, []byte(data), 0o600))
		require.NoError(t, os.WriteFile(path+"-wal", []byte("commits"), 0o600))
		for _, cfg := range []sqlite.Config{{}, {ReadOnly: true}} {
			_, err := sqlite.Open(t.Context(), path, cfg)
			isBecause(t, err, sqlite.Empty)
			left, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, data, string(left))
			left, err = os.ReadFile(path + "-wal")
			require.NoError(t, err)
			require.Equal(t, "commits", string(left))
		}
		require.NoError(t, errors.Join(os.Remove(path), os.Remove(path+"-wal")))
		require.NoError(t, openedAt(t, path).Close())
	}
}

// TestManyCreateOneStore: of several that open a file at the same time that is not
// there one makes it, and all have it open.
func TestManyCreateOneStore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	link := filepath.Join(dir, "link.db")
	require.NoError(t, os.Symlink("aduan.db", link))
	stores, errs := make([]*sqlite.Store, 8), make([]error, 8)
	var wg sync.WaitGroup
	for n := range stores {
		wg.Go(func() {
			path := filepath.Join(dir, "aduan.db")
			if n%2 == 0 {
				path = link
			}
			stores[n], errs[n] = sqlite.Open(t.Context(), path, sqlite.Config{})
		})
	}
	wg.Wait()
	o := newOffice(t, 1)
	for n, s := range stores {
		require.NoError(t, errs[n])
		require.NoError(t, s.Commit(t.Context(), complaints(o.open())))
	}
	require.Len(t, feed(t, stores[0]), len(stores))
	for _, s := range stores {
		require.NoError(t, s.Close())
	}
	names, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, names, 2, "nothing is left beside them")
	require.NoError(t, os.Remove(filepath.Join(dir, "aduan.db")))
	require.NoError(t, os.Symlink("link.db", filepath.Join(dir, "aduan.db")))
	_, err = sqlite.Open(t.Context(), link, sqlite.Config{})
	isBecause(t, err, sqlite.IO)
}
