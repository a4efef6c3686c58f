package sqlite_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
	"github.com/aduan-go/aduan/workplan"
)

func forReading(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), path, sqlite.Config{ReadOnly: true})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func isBecause(t testing.TB, err error, reason sqlite.Reason) {
	t.Helper()
	var failure *sqlite.Error
	require.ErrorAs(t, err, &failure)
	require.Equal(t, reason, failure.Reason, "%v", err)
}

// TestForReading reads beside a store that writes, sees what that commits, and
// refuses every commit of its own with the reason.
func TestForReading(t *testing.T) {
	t.Parallel()
	path, writes, o, first := storeIn(t)
	reads := forReading(t, path)
	got, err := reads.Set().Complaints.Get(t.Context(), first.ID)
	require.NoError(t, err)
	require.Equal(t, stored(first), got)
	second := o.open()
	require.NoError(t, writes.Commit(t.Context(), complaints(second)))
	_, err = reads.Set().Complaints.Get(t.Context(), second.ID)
	require.NoError(t, err)

	for _, b := range []backend.Batch{complaints(o.open()), complaints(first), {}} {
		err = reads.Commit(t.Context(), b)
		isBecause(t, err, sqlite.ForReading)
		require.True(t, storage.SaysNotWritten(err))
	}
	svc, err := serviceOn(reads)
	require.NoError(t, err)
	_, err = svc.Submit(t.Context(), complaint.Actor{ID: "wayan"}, report(1))
	isBecause(t, err, sqlite.ForReading)
	require.NotErrorIs(t, err, storage.ErrUnknownOutcome)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, reads.Commit(gone, complaints(o.open())), context.Canceled)

	saved := filepath.Join(t.TempDir(), "saved.db")
	require.NoError(t, reads.Backup(t.Context(), saved))
	require.Len(t, feed(t, forReading(t, saved)), 2, "a backup, which has no log")
	require.NoError(t, writes.Close())
	require.Len(t, feed(t, reads), 2, "although the last one that writes has gone")
	require.NoError(t, os.Rename(path, path+".old"))
	_, err = reads.Set().Complaints.Get(t.Context(), first.ID)
	isMoved(t, err, "for reading")
	require.NoError(t, reads.Close())
	require.ErrorIs(t, reads.Commit(t.Context(), complaints(o.open())), storage.ErrClosed)
}

// TestForReadingChangesNothing: not what is there, and nothing is created.
func TestForReadingChangesNothing(t *testing.T) {
	t.Parallel()
	absent := filepath.Join(t.TempDir(), "aduan.db")
	_, err := sqlite.Open(t.Context(), absent, sqlite.Config{ReadOnly: true})
	isBecause(t, err, sqlite.CannotOpen)
	require.ErrorIs(t, err, os.ErrNotExist)
	require.NoFileExists(t, absent)

	scripts, err := filepath.Glob("migrations/*.sql")
	require.NoError(t, err)
	for n := range len(scripts) { // every schema that was released is read as it is
		name := filepath.Join("testdata", fmt.Sprintf("schema-%d", n+1))
		data, err := os.ReadFile(name + ".db")
		require.NoError(t, err)
		text, err := os.ReadFile(name + ".json")
		require.NoError(t, err)
		var want golden
		require.NoError(t, json.Unmarshal(text, &want))
		path := filepath.Join(t.TempDir(), "old.db")
		require.NoError(t, os.WriteFile(path, data, 0o600))
		s, err := sqlite.Open(t.Context(), path, sqlite.Config{ReadOnly: true})
		require.NoError(t, err)
		compare(t, want, contents(t, s))
		require.Len(t, found(t, s, "berlubang", complaint.Query{}), 2)
		_, err = s.Set().Plans.Get(t.Context(), "another")
		require.ErrorIs(t, err, storage.ErrNotFound)
		after, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, data, after)

		// Somebody else migrates it and adds what it had no table for.
		plan := yearPlan(t)
		plan.ID = "another"
		require.NoError(t, openedAt(t, path).Commit(t.Context(), backend.Batch{Plans: []*workplan.Plan{plan}}))
		require.Len(t, contents(t, s).Plans, len(want.Plans)+1)
		require.NoError(t, s.Close())
	}

	for name, version := range map[string]int{"newer": 99, "without a schema": 0} {
		path := filepath.Join(t.TempDir(), "aduan.db")
		require.NoError(t, openedAt(t, path).Close())
		raw(t, path, fmt.Sprintf("PRAGMA user_version = %d", version))
		_, err := sqlite.Open(t.Context(), path, sqlite.Config{ReadOnly: true})
		var schema *sqlite.SchemaError
		require.ErrorAs(t, err, &schema, name)
		require.Equal(t, version, schema.Stored)
	}
	song := filepath.Join(t.TempDir(), "song.db")
	raw(t, song, "CREATE TABLE song (title TEXT)")
	_, err = sqlite.Open(t.Context(), song, sqlite.Config{ReadOnly: true})
	isBecause(t, err, sqlite.Foreign)
}

// mediumJob reads stores on a file system that cannot be written.
func mediumJob(args []string) error {
	ctx, dir := context.Background(), args[1]
	if _, err := confine(args[0], dir); err != nil {
		return err
	}
	file := func(name string) string { return filepath.Join(dir, name) }
	s, err := sqlite.Open(ctx, file("closed.db"), sqlite.Config{})
	if err != nil {
		return err
	}
	batch, err := pairBatch(1, nil)
	if err != nil {
		return err
	}
	// A log without its index, one with it, and half of a commit.
	err = errors.Join(s.Commit(ctx, batch), copies(file("closed.db"), file("logged.db"), "", "-wal"),
		copies(file("closed.db"), file("whole.db"), "", "-wal", "-shm"), s.Backup(ctx, file("backup.db")), s.Close(),
		copies(file("closed.db"), file("half.db"), ""), os.WriteFile(file("half.db-journal"), []byte("half"), 0o600),
		copies("testdata/schema-1.db", file("old.db"), ""), freeze(dir))
	if err != nil {
		return err
	}
	for name, want := range map[string]error{
		"closed": nil, "backup": nil, "old": nil, "whole": nil,
		"logged": &sqlite.Error{Reason: sqlite.Logged}, "half": &sqlite.Error{Reason: sqlite.Logged},
	} {
		if err := readAll(ctx, file(name+".db"), want); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	_, err = sqlite.Open(ctx, file("closed.db"), sqlite.Config{})
	var failure *sqlite.Error
	if !errors.As(err, &failure) || failure.Reason != sqlite.CannotOpen && failure.Reason != sqlite.ReadOnly {
		return fmt.Errorf("opened for writing: %w", err)
	}
	return nil
}

// copies copies a database with the files beside it.
func copies(from, to string, names ...string) error {
	for _, name := range names {
		data, err := os.ReadFile(from + name)
		if err == nil {
			err = os.WriteFile(to+name, data, 0o600)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readAll reads a store for reading only, or expects it to be refused.
func readAll(ctx context.Context, path string, want error) error {
	s, err := sqlite.Open(ctx, path, sqlite.Config{ReadOnly: true})
	var failure, wanted *sqlite.Error
	if errors.As(want, &wanted) {
		if !errors.As(err, &failure) || failure.Reason != wanted.Reason {
			return fmt.Errorf("%v, but %w", want, err)
		}
		return nil
	}
	if err != nil {
		return err
	}
	n := 0
	for _, err := range s.Set().Complaints.List(ctx, complaint.Query{}) {
		if err != nil {
			return err
		}
		n++
	}
	if n < 2 {
		return fmt.Errorf("%d complaints", n)
	}
	return s.Close()
}

// TestForReadingOnAMedium: SQLite cannot put its files beside the database there.
func TestForReadingOnAMedium(t *testing.T) {
	t.Parallel()
	cmd, said := process(t, "medium", "disk", t.TempDir())
	if !apart(t, "disk", cmd) {
		t.Skip("this machine lets no test have a file system of its own")
	}
	require.NoError(t, cmd.Run(), "%s", said)
}

// TestForReadingInADirectory that cannot be written by this process, but by
// somebody else, who begins to do so.
func TestForReadingInADirectory(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("root writes everywhere")
	}
	path, s, o, first := storeIn(t)
	require.NoError(t, s.Close())
	dir := filepath.Dir(path)
	lock := func(mode os.FileMode) { require.NoError(t, os.Chmod(dir, mode)) }
	lock(0o500)
	defer lock(0o700)
	reads := forReading(t, path)
	_, err := reads.Set().Complaints.Get(t.Context(), first.ID)
	require.NoError(t, err)

	lock(0o700)
	writes, err := sqlite.Open(t.Context(), path, sqlite.Config{})
	require.NoError(t, err)
	_, err = reads.Set().Complaints.Get(t.Context(), first.ID)
	isBecause(t, err, sqlite.Logged)
	time.Sleep(10 * time.Millisecond) // another time of change
	require.NoError(t, writes.Commit(t.Context(), complaints(o.open())))
	require.NoError(t, writes.Close())
	_, err = reads.Set().Complaints.Get(t.Context(), first.ID)
	isBecause(t, err, sqlite.Moved)
	lock(0o500)
	require.Len(t, feed(t, forReading(t, path)), 2, "opened again, it is read anew")
}
