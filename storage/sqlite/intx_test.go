package sqlite_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// embedded is a store, and its file as the embedder's own database, with a table
// of his.
func embedded(t testing.TB) (*sqlite.Store, *sql.DB) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "aduan.db")
	s := openedAt(t, path)
	db := raw(t, sqlite.DSN(path), "CREATE TABLE letter (complaint TEXT)")
	return s, db
}

func TestInTx(t *testing.T) {
	t.Parallel()
	s, db := embedded(t)
	o := newOffice(t, 1)
	c := o.open()

	tx, err := db.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	_, err = tx.Exec("INSERT INTO letter VALUES (?)", c.ID.String())
	require.NoError(t, err)
	require.NoError(t, sqlite.InTx(tx).Commit(t.Context(), complaints(c)))
	_, err = s.Set().Complaints.Get(t.Context(), c.ID)
	require.ErrorIs(t, err, storage.ErrNotFound, "nothing counts before the embedder commits")
	require.NoError(t, tx.Commit())
	got, err := s.Set().Complaints.Get(t.Context(), c.ID)
	require.NoError(t, err)
	require.Equal(t, stored(c), got)

	tx, err = db.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	next := o.note(stored(c), "Catatan")
	require.NoError(t, sqlite.InTx(tx).Commit(t.Context(), complaints(next)))
	require.ErrorIs(t, sqlite.InTx(tx).Commit(t.Context(), complaints(o.open(), stored(c))), storage.ErrConflict)
	require.ErrorIs(t, sqlite.InTx(tx).Commit(t.Context(), complaints(o.open(), twin(o, c.Tracking))), storage.ErrDuplicate)
	require.NoError(t, tx.Commit(), "a refused batch leaves the transaction as it was")
	n := 0
	for _, err := range s.Changes(t.Context(), "", 0) {
		require.NoError(t, err)
		n++
	}
	require.Equal(t, 2, n)

	tx, err = db.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	lost := o.open()
	require.NoError(t, sqlite.InTx(tx).Commit(t.Context(), complaints(lost)))
	require.NoError(t, tx.Rollback())
	_, err = s.Set().Complaints.Get(t.Context(), lost.ID)
	require.ErrorIs(t, err, storage.ErrNotFound)
	require.ErrorIs(t, sqlite.InTx(tx).Commit(t.Context(), complaints(lost)), sql.ErrTxDone)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, sqlite.InTx(tx).Commit(gone, complaints(lost)), context.Canceled)
}

// TestInTxRefusesAConnectionThatLosesData names the setting that is wrong.
func TestInTxRefusesAConnectionThatLosesData(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	openedAt(t, path)
	for setting, values := range map[string][2]string{"synchronous": {"2", "1"}, "foreign_keys": {"1", "0"}, "secure_delete": {"1", "0"}} {
		right, value := values[0], values[1]
		db := raw(t, strings.Replace(sqlite.DSN(path), setting+"("+right+")", setting+"("+value+")", 1))
		tx, err := db.BeginTx(t.Context(), nil)
		require.NoError(t, err)
		err = sqlite.InTx(tx).Commit(t.Context(), complaints(newOffice(t, 1).open()))
		var wrong *sqlite.PragmaError
		require.ErrorAs(t, err, &wrong, setting)
		require.Equal(t, setting, wrong.Pragma)
		require.Equal(t, value, wrong.Got)
		require.NoError(t, tx.Rollback())
	}
}

// TestInTxRefusesAnotherSchema: a file without tables, and one of a newer
// release.
func TestInTxRefusesAnotherSchema(t *testing.T) {
	t.Parallel()
	for _, version := range []int{0, 99} {
		db := raw(t, sqlite.DSN(filepath.Join(t.TempDir(), "aduan.db")), fmt.Sprintf("PRAGMA user_version = %d", version))
		tx, err := db.BeginTx(t.Context(), nil)
		require.NoError(t, err)
		var schema *sqlite.SchemaError
		require.ErrorAs(t, sqlite.InTx(tx).Commit(t.Context(), complaints(newOffice(t, 1).open())), &schema)
		require.Equal(t, version, schema.Stored)
		require.NoError(t, tx.Rollback())
	}
}

func ExampleInTx() {
	dir, err := os.MkdirTemp("", "aduan")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path, ctx := filepath.Join(dir, "aduan.db"), context.Background()
	store, err := sqlite.Open(ctx, path, sqlite.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = store.Close() }()

	db, err := sql.Open("sqlite", sqlite.DSN(path)) // the embedder's own handle on the same file
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = db.Close() }()
	fmt.Println(letter(ctx, db))
	for c, err := range store.Changes(ctx, "", 0) {
		fmt.Println(c.Kind, c.Key, err)
	}
	// Output:
	// <nil>
	// edition "routing"/"denpasar"/"2026" <nil>
}
