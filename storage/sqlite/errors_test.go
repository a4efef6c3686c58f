package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	modernc "modernc.org/sqlite"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// withoutDriver expects an error to say nothing in the words of the driver.
func withoutDriver(t testing.TB, err error) {
	t.Helper()
	require.Error(t, err)
	for _, word := range []string{"SQLITE_", "sqlite3", "SQL logic error", "constraint", "malformed", "no such", "unable to"} {
		require.NotContains(t, err.Error(), word)
	}
	var driver *modernc.Error
	if errors.As(err, &driver) {
		require.NotContains(t, err.Error(), driver.Error())
	}
}

// raw is the file as SQLite alone sees it.
func raw(t testing.TB, path string, statements ...string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	for _, s := range statements {
		_, err := db.Exec(s)
		require.NoError(t, err, s)
	}
	return db
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		prepare func(t *testing.T, path string)
		reason  sqlite.Reason
	}{
		"no database": {func(t *testing.T, path string) {
			require.NoError(t, os.WriteFile(path, []byte(strings.Repeat("this is no database ", 1000)), 0o600))
		}, sqlite.NotDatabase},
		"another program's":      {func(t *testing.T, path string) { raw(t, path, "CREATE TABLE song (title TEXT)") }, sqlite.Foreign},
		"another program's mark": {func(t *testing.T, path string) { raw(t, path, "PRAGMA application_id = 7") }, sqlite.Foreign},
		"a directory":            {func(t *testing.T, path string) { require.NoError(t, os.Mkdir(path, 0o700)) }, sqlite.CannotOpen},
	} {
		path := filepath.Join(t.TempDir(), "aduan.db")
		tt.prepare(t, path)
		_, err := sqlite.Open(t.Context(), path, sqlite.Config{})
		withoutDriver(t, err)
		var failure *sqlite.Error
		require.ErrorAs(t, err, &failure, name)
		require.Equal(t, tt.reason, failure.Reason, "%s: %v", name, err)
	}
	_, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "no", "such", "directory"), sqlite.Config{})
	var failure *sqlite.Error
	require.ErrorAs(t, err, &failure)
	require.Equal(t, sqlite.CannotOpen, failure.Reason)
	require.ErrorIs(t, err, os.ErrNotExist)

	_, err = sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), sqlite.Config{Wait: -1, Readers: -1, Cache: -1})
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Len(t, invalid.Problems, 3)

	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = sqlite.Open(gone, filepath.Join(t.TempDir(), "a.db"), sqlite.Config{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestANewerSchemaIsRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	require.NoError(t, openedAt(t, path).Close())
	raw(t, path, "PRAGMA user_version = 99")
	_, err := sqlite.Open(t.Context(), path, sqlite.Config{})
	var schema *sqlite.SchemaError
	require.ErrorAs(t, err, &schema)
	require.Equal(t, 99, schema.Stored)
	require.ErrorContains(t, err, "open it with a newer release")
}

// TestADamagedFile overwrites the pages of a file, and calls everything.
func TestADamagedFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	s := openedAt(t, path)
	o := newOffice(t, 1)
	first := o.open()
	for range 200 {
		require.NoError(t, s.Commit(t.Context(), complaints(o.open())))
	}
	require.NoError(t, s.Commit(t.Context(), complaints(first)))
	require.NoError(t, s.Close())
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	const page = 4096
	for i := 2 * page; i < len(data); i++ {
		data[i] = 0xa5
	}
	require.NoError(t, os.WriteFile(path, data, 0o600))
	s, err = sqlite.Open(t.Context(), path, sqlite.Config{})
	if err == nil {
		t.Cleanup(func() { _ = s.Close() })
		_, err = s.Set().Complaints.Get(t.Context(), first.ID)
		for _, more := range s.Set().Complaints.List(t.Context(), complaint.Query{}) {
			withoutDriver(t, more)
		}
		withoutDriver(t, s.Commit(t.Context(), complaints(o.open())))
	}
	withoutDriver(t, err)
	var failure *sqlite.Error
	require.ErrorAs(t, err, &failure)
	require.Equal(t, sqlite.Corrupt, failure.Reason)
	require.NotErrorIs(t, err, storage.ErrNotFound)
}

// TestALockedDatabase lets another connection write for longer than the store
// waits, and then for less.
func TestALockedDatabase(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	const wait = 300_000_000 // nanoseconds
	s, err := sqlite.Open(t.Context(), path, sqlite.Config{Wait: wait})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	other, err := raw(t, path).Conn(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, other.Close()) })
	_, err = other.ExecContext(t.Context(), "BEGIN IMMEDIATE")
	require.NoError(t, err)
	o := newOffice(t, 1)
	c := o.open()
	err = s.Commit(t.Context(), complaints(c))
	withoutDriver(t, err)
	var failure *sqlite.Error
	require.ErrorAs(t, err, &failure)
	require.Equal(t, sqlite.Locked, failure.Reason)
	require.False(t, failure.Unknown)

	patient, err := sqlite.Open(t.Context(), path, sqlite.Config{Wait: time.Hour})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, patient.Close()) })
	ctx, cancel := context.WithTimeout(t.Context(), wait/2)
	defer cancel()
	require.ErrorIs(t, patient.Commit(ctx, complaints(c)), context.DeadlineExceeded, "the context ends before the patience does")
	_, err = s.Set().Complaints.Get(t.Context(), c.ID)
	require.ErrorIs(t, err, storage.ErrNotFound, "who reads is not kept waiting")
	_, err = other.ExecContext(t.Context(), "COMMIT")
	require.NoError(t, err)
	require.NoError(t, s.Commit(t.Context(), complaints(c)))
}
