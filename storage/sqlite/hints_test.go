package sqlite_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
	"github.com/aduan-go/aduan/storage/storagetest"
)

// moved is a batch that moves the hint of a stored complaint.
func moved(c *complaint.Complaint, next time.Time) backend.Batch {
	return backend.Batch{Batch: complaint.Batch{Due: []complaint.Due{{ID: c.ID, Version: c.Version, Was: c.NextDue, Next: next}}}}
}

// all reads the complaints of a store.
func all(t testing.TB, s *sqlite.Store) (list []*complaint.Complaint) {
	t.Helper()
	for c, err := range s.Set().Complaints.List(t.Context(), complaint.Query{}) {
		require.NoError(t, err)
		list = append(list, c)
	}
	return list
}

// TestHintsOfOldFilesMove moves each hint of a file of each schema: the record stays as
// it was written, the hint in its JSON too, and what counts is the column.
func TestHintsOfOldFilesMove(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"schema-1", "schema-2", "schema-3", "schema-4", "schema-5", "schema-6"} {
		data, err := os.ReadFile(filepath.Join("testdata", name+".db"))
		require.NoError(t, err)
		path := filepath.Join(t.TempDir(), "old.db")
		require.NoError(t, os.WriteFile(path, data, 0o600))
		s, err := sqlite.Open(t.Context(), path, sqlite.Config{})
		require.NoError(t, err)
		before := all(t, s)
		records := rowsOf(t, raw(t, path), "SELECT record FROM complaint ORDER BY id")
		changes := feed(t, s)
		due := 0
		for i, c := range before {
			if !c.NextDue.IsZero() {
				due++
			}
			next := began().Add(time.Duration(i) * time.Hour)
			if i == 0 {
				next = time.Time{}
			}
			require.NoError(t, s.Commit(t.Context(), moved(c, next)), name)
			c.NextDue = next
		}
		require.NotZero(t, due, "%s: the hints of the file were taken over", name)
		require.NoError(t, s.Close())

		s, err = sqlite.Open(t.Context(), path, sqlite.Config{})
		require.NoError(t, err)
		require.Empty(t, storagetest.Difference(all(t, s), before), "%s: opened again", name)
		require.Equal(t, records, rowsOf(t, raw(t, path), "SELECT record FROM complaint ORDER BY id"), name)
		require.Equal(t, changes, feed(t, s), name)
		sound(t, s)
		c := before[len(before)-1]
		require.NoError(t, s.Commit(t.Context(), complaints(newOffice(t, 9).note(c, "Catatan"))))
		sound(t, s)
		require.Empty(t, rowsOf(t, raw(t, path), "SELECT 1 FROM complaint WHERE id = ? AND json_extract(record, '$.next_due') IS NOT NULL", c.ID.String()), "a new record is without it")
		require.NoError(t, s.Close())
	}
}

// TestVerifyFindsADamagedHint, wherever it is kept: in files of this schema, and in old
// ones, before and after the migration.
func TestVerifyFindsADamagedHint(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"schema-3", "schema-4", "schema-5", "schema-6"} {
		data, err := os.ReadFile(filepath.Join("testdata", name+".db"))
		require.NoError(t, err)
		for _, opened := range []bool{false, true} {
			for _, statement := range []string{
				"UPDATE complaint SET next_due = next_due + 1 WHERE next_due IS NOT NULL",
				"UPDATE complaint SET next_due = NULL WHERE next_due IS NOT NULL",
				"UPDATE complaint SET next_due = 7 WHERE next_due IS NULL",
				"UPDATE complaint_agency SET next_due = 7",
				"UPDATE complaint SET due_sum = due_sum + 1",
				"UPDATE complaint SET due_sum = NULL",
				"UPDATE complaint SET record = replace(record, '\"next_due\":\"2026', '\"next_due\":\"2027') WHERE record LIKE '%next_due%'",
			} {
				path := filepath.Join(t.TempDir(), "bad.db")
				require.NoError(t, os.WriteFile(path, data, 0o600))
				if opened {
					s, err := sqlite.Open(t.Context(), path, sqlite.Config{})
					require.NoError(t, err)
					sound(t, s)
					require.NoError(t, s.Close())
				}
				db := raw(t, path)
				result, err := db.Exec(statement)
				if err != nil {
					require.ErrorContains(t, err, "no such column: due_sum", "before the migration")
					continue
				}
				n, err := result.RowsAffected()
				require.NoError(t, err)
				if n == 0 {
					continue // no such row
				}
				s, err := sqlite.Open(t.Context(), path, sqlite.Config{})
				require.NoError(t, err)
				found, err := s.Verify(t.Context(), backend.Verification{})
				require.NoError(t, err)
				require.ErrorContains(t, found.Err(), "complaint ", "%s, opened before: %v: %s", name, opened, statement)
				require.NoError(t, s.Close())
			}
		}
	}
}

// A hint moves in a transaction of the embedder, and not if that is rolled back.
func TestHintsMoveInATransaction(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	s := openedAt(t, path)
	c := newOffice(t, 1).open()
	require.NoError(t, s.Commit(t.Context(), complaints(c)))
	c = all(t, s)[0]
	db := raw(t, sqlite.DSN(path))
	for _, commit := range []bool{false, true} {
		tx, err := db.Begin()
		require.NoError(t, err)
		require.NoError(t, sqlite.InTx(tx).Commit(t.Context(), moved(c, began().Add(time.Hour))))
		require.ErrorContains(t, sqlite.InTx(tx).Commit(t.Context(), moved(c, began())), "its next_due has moved")
		if commit {
			require.NoError(t, tx.Commit())
			c.NextDue = began().Add(time.Hour)
		} else {
			require.NoError(t, tx.Rollback())
		}
		require.Equal(t, c, all(t, s)[0])
	}
	require.NoError(t, s.Commit(t.Context(), moved(c, time.Time{})), "the store knows of it")
	sound(t, s)
}
