package sqlite_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// moves lists what may happen to the files of a store while it is open.
func moves() map[string]func(t *testing.T, path string) {
	remove := func(name string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) { t.Helper(); require.NoError(t, os.Remove(path+name)) }
	}
	replace := func(name string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			t.Helper()
			data, err := os.ReadFile(path + name)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(path+".new", data, 0o600))
			require.NoError(t, os.Rename(path+".new", path+name))
		}
	}
	return map[string]func(t *testing.T, path string){
		"removed": remove(""),
		"renamed": func(t *testing.T, path string) { t.Helper(); require.NoError(t, os.Rename(path, path+".old")) },
		"the directory renamed": func(t *testing.T, path string) {
			t.Helper()
			require.NoError(t, os.Rename(filepath.Dir(path), filepath.Dir(path)+".old"))
		},
		"replaced by a copy": replace(""),
		"replaced by a directory": func(t *testing.T, path string) {
			t.Helper()
			require.NoError(t, os.Remove(path))
			require.NoError(t, os.Mkdir(path, 0o700))
		},
		"replaced by a new store": func(t *testing.T, path string) {
			t.Helper()
			for _, name := range []string{"", "-wal", "-shm"} {
				require.NoError(t, os.Remove(path+name))
			}
			openedAt(t, path)
		},
		"all removed": func(t *testing.T, path string) { t.Helper(); require.NoError(t, os.RemoveAll(filepath.Dir(path))) },
		"replaced by a text": func(t *testing.T, path string) {
			t.Helper()
			require.NoError(t, os.Remove(path))
			require.NoError(t, os.WriteFile(path, []byte(strings.Repeat("no database ", 1000)), 0o600))
		},
		"log removed": remove("-wal"), "log replaced": replace("-wal"),
		"index of the log removed": remove("-shm"), "index of the log replaced": replace("-shm"),
	}
}

// isMoved expects the error of a store whose file is not at its place.
func isMoved(t testing.TB, err error, name string) {
	t.Helper()
	var failure *sqlite.Error
	require.ErrorAs(t, err, &failure, name)
	require.Equal(t, sqlite.Moved, failure.Reason, "%s: %v", name, err)
	require.Regexp(t, `\(aduan\.db(-wal|-shm)? is (gone|another file now)\)`, err.Error(), name)
	require.True(t, storage.SaysNotWritten(err), name)
}

// storeIn is a store in a directory of its own, with one case.
func storeIn(t *testing.T) (path string, s *sqlite.Store, o *office, first *complaint.Complaint) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	require.NoError(t, os.Mkdir(dir, 0o700))
	path = filepath.Join(dir, "aduan.db")
	s, err := sqlite.Open(context.Background(), path, sqlite.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	o = newOffice(t, 1)
	first = o.open()
	require.NoError(t, s.Commit(t.Context(), complaints(first)))
	return path, s, o, first
}

// TestAFileThatMoves: a store whose file was removed, renamed or replaced
// acknowledges nothing any more and says why, to readers too; what it had
// acknowledged can be saved; opened again, it works.
func TestAFileThatMoves(t *testing.T) {
	t.Parallel()
	for name, move := range moves() {
		for _, read := range []bool{true, false} { // with a connection that reads, and without
			path, s, o, first := storeIn(t)
			if read {
				_, err := s.Set().Complaints.Get(t.Context(), first.ID)
				require.NoError(t, err)
			}
			move(t, path)
			isMoved(t, s.Commit(t.Context(), complaints(o.open())), name)
			isMoved(t, s.Commit(t.Context(), complaints(first)), name) // nor what would be refused
			got, err := s.Set().Complaints.Get(t.Context(), first.ID)
			if read && strings.Contains(name, "log") { // a connection that is open knows the log
				require.NoError(t, err, name)
				require.Equal(t, stored(first), got)
			} else {
				isMoved(t, err, name)
				for _, err := range s.Set().Complaints.List(t.Context(), complaint.Query{}) {
					isMoved(t, err, name)
				}
				for _, err := range s.Changes(t.Context(), "", 0) {
					isMoved(t, err, name)
				}
			}

			saved := filepath.Join(t.TempDir(), "saved.db")
			require.NoError(t, s.Backup(t.Context(), saved), name)
			_ = s.Close()
			copied := openedAt(t, saved)
			got, err = copied.Set().Complaints.Get(t.Context(), first.ID)
			require.NoError(t, err, name)
			require.Equal(t, stored(first), got)
			require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
			if strings.Contains(name, "directory") || strings.Contains(name, "text") {
				require.NoError(t, os.RemoveAll(path))
			}
			again := openedAt(t, path)
			require.NoError(t, again.Commit(t.Context(), complaints(o.open())), name)
		}
	}
}

// TestAFileThatMovesUnderACrowd: of many commits, those that were acknowledged
// before the file went are in it, and none comes after it.
func TestAFileThatMovesUnderACrowd(t *testing.T) {
	t.Parallel()
	path, s, o, _ := storeIn(t)
	var made []*complaint.Complaint
	for range 400 {
		made = append(made, o.open())
	}
	errs := make([]error, len(made))
	moved := make(chan struct{})
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			for i := w; i < len(made); i += 8 {
				if i/8 == 25 {
					<-moved
				}
				errs[i] = s.Commit(t.Context(), complaints(made[i]))
			}
		})
	}
	require.NoError(t, os.Rename(path, path+".old"))
	close(moved)
	wg.Wait()
	saved := filepath.Join(t.TempDir(), "saved.db")
	require.NoError(t, s.Backup(t.Context(), saved))
	copied := openedAt(t, saved)
	for i, err := range errs {
		_, found := copied.Set().Complaints.Get(t.Context(), made[i].ID)
		if i/8 >= 25 || err != nil {
			isMoved(t, err, "in a group")
			require.ErrorIs(t, found, storage.ErrNotFound)
			continue
		}
		require.NoError(t, found, "it was acknowledged")
	}
}

// TestAFileThatComesBack: put back, the same store goes on with it.
func TestAFileThatComesBack(t *testing.T) {
	t.Parallel()
	path, s, o, _ := storeIn(t)
	require.NoError(t, os.Rename(path, path+".old"))
	isMoved(t, s.Commit(t.Context(), complaints(o.open())), "away")
	require.NoError(t, os.Rename(path+".old", path))
	require.NoError(t, s.Commit(t.Context(), complaints(o.open())))
}

// TestAStoreBehindALink is opened by a symbolic link, which is then set to
// another file; also one to where nothing is yet.
func TestAStoreBehindALink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	link, real := filepath.Join(dir, "aduan.db"), filepath.Join(t.TempDir(), "real.db")
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no symbolic links here")
	}
	s, o := openedAt(t, link), newOffice(t, 1)
	require.NoError(t, s.Commit(t.Context(), complaints(o.open())))
	require.FileExists(t, real)
	other := filepath.Join(t.TempDir(), "other.db")
	openedAt(t, other)
	require.NoError(t, os.Remove(link))
	require.NoError(t, os.Symlink(other, link))
	isMoved(t, s.Commit(t.Context(), complaints(o.open())), "the link")
	require.NoError(t, os.Remove(link))
	require.NoError(t, os.Symlink(real, link))
	require.NoError(t, s.Commit(t.Context(), complaints(o.open())))
}

// TestInTxOfAFileThatMoves: the transaction of an embedder is refused too.
func TestInTxOfAFileThatMoves(t *testing.T) {
	t.Parallel()
	for name, move := range moves() {
		if name == "log replaced" || name == "index of the log replaced" {
			continue // SQLite alone knows them, and a new one is not told from an old one
		}
		path, s, o, _ := storeIn(t)
		require.NoError(t, s.Close())
		db := raw(t, sqlite.DSN(path))
		commit := func() error {
			tx, err := db.BeginTx(t.Context(), nil)
			if err != nil {
				return err
			}
			err = sqlite.InTx(tx).Commit(t.Context(), complaints(o.open()))
			return errors.Join(err, map[bool]func() error{true: tx.Commit, false: tx.Rollback}[err == nil]())
		}
		db.SetMaxOpenConns(1)
		require.NoError(t, commit(), name)
		move(t, path)
		isMoved(t, commit(), name)
	}
}
