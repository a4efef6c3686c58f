package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

func sound(t testing.TB, s *sqlite.Store) backend.Verified {
	t.Helper()
	found, err := s.Verify(t.Context(), backend.Verification{})
	require.NoError(t, err)
	require.NoError(t, found.Err())
	return found
}

func TestVerifyFindsNothingInASoundStore(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	s := openedAt(t, path)
	require.Zero(t, sound(t, s).Records)
	filled(t, s)
	n := 0
	found, err := s.Verify(t.Context(), backend.Verification{Progress: func(done, all int) {
		n++
		require.Equal(t, n, done)
		require.Equal(t, 11, all)
	}})
	require.NoError(t, err)
	require.NoError(t, found.Err())
	require.Equal(t, 11, n)
	require.Equal(t, []int{11, 13, 3}, []int{found.Records, found.Changes, found.Underived})
}

// TestVerifyNamesWhatIsDamaged changes a sound file by statements that SQLite takes
// for right, and expects each change to be reported for its record.
func TestVerifyNamesWhatIsDamaged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "aduan.db")
	s, err := sqlite.Open(t.Context(), path, sqlite.Config{})
	require.NoError(t, err)
	filled(t, s)
	c := newOffice(t, 2).open()
	b := complaints(c)
	b.Identities = []*complaint.Identity{identityOf(c, "wayan")}
	require.NoError(t, s.Commit(t.Context(), b))
	require.NoError(t, s.Close())
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	one := " WHERE id = '" + c.ID.String() + "'"
	no := "(SELECT no FROM complaint" + one + ")"
	about := "complaint " + c.ID.String()
	for statement, want := range map[string]string{
		"UPDATE complaint SET state = 'closed'" + one:                                                   about,
		"UPDATE complaint SET next_due = 7" + one:                                                       about,
		"UPDATE complaint SET record = replace(record, 'web', 'sms')" + one:                             about,
		"UPDATE complaint SET record = replace(record, '\"version\":1', '\"version\":2')" + one:         about,
		"UPDATE complaint SET record = record || ' '" + one:                                             about,
		"UPDATE complaint SET record = 'none'" + one:                                                    about,
		"UPDATE complaint_entry SET actor = 'other' WHERE complaint = " + no:                            about,
		"UPDATE complaint_entry SET entry = replace(entry, 'submit', 'accept') WHERE complaint = " + no: about,
		"DELETE FROM complaint_entry WHERE complaint = " + no:                                           about,
		"UPDATE complaint_text SET body = 'lain' WHERE number = 2 AND complaint = " + no:                about,
		"UPDATE complaint_text SET erased = 1 WHERE number = 2 AND complaint = " + no:                   about,
		"DELETE FROM complaint_text WHERE number = 2 AND complaint = " + no:                             about,
		"DELETE FROM complaint_region WHERE complaint = " + no:                                          about,
		"INSERT INTO complaint_region VALUES ('99', '" + c.ID.String() + "', " + no + ")":               "table complaint_region",
		"INSERT INTO complaint_agency VALUES ('roads', 'nobody', 999, NULL)":                            "rows belong to a record that is not there",
		"DELETE FROM complaint_search WHERE rowid = " + no:                                              about,
		"INSERT INTO complaint_search (rowid, title, body) VALUES (999, 'a', 'b')":                      "index has words of 1 complaints",
		"INSERT INTO complaint_search (rowid, title, body) VALUES (" + no + ", 'a', 'b')":               about,
		"UPDATE identity SET name = 'X' WHERE complaint = '" + c.ID.String() + "'":                      "identity (hidden)",
		"DELETE FROM identity WHERE complaint = '" + c.ID.String() + "'":                                "identity (hidden)",
		"UPDATE change SET entries = 0 WHERE cursor = 1":                                                "change 1",
		"UPDATE change SET record_sum = 0 WHERE cursor = 1":                                             "change 1",
		"UPDATE change SET sum = 0 WHERE cursor = 1":                                                    "change 1",
		"DELETE FROM change WHERE cursor = 3":                                                           "change 4",
		"DELETE FROM change WHERE cursor = (SELECT max(cursor) FROM change)":                            "the feed does not tell of it",
		"UPDATE plan SET year = 1":                                                                      "plan ",
		"DELETE FROM plan_activity":                                                                     "plan ",
		"UPDATE plan_line SET amount = '1'":                                                             "plan ",
		"UPDATE meeting_action SET owner = 'x'":                                                         "meeting ",
		"UPDATE meeting SET number = 99":                                                                "meeting ",
		"UPDATE roadmap SET record = '{}'":                                                              "roadmap ",
		"UPDATE agency SET name = 'X'":                                                                  "agency ",
		"UPDATE edition SET body = x'00'":                                                               "edition ",
		"UPDATE edition SET valid_from = 5":                                                             "edition ",
		"DROP INDEX complaint_state":                                                                    "complaint_state is not defined",
	} {
		bad := filepath.Join(t.TempDir(), "bad.db")
		require.NoError(t, os.WriteFile(bad, data, 0o600))
		db, err := sql.Open("sqlite", bad)
		require.NoError(t, err)
		_, err = db.Exec(statement)
		require.NoError(t, err, statement)
		require.NoError(t, db.Close())
		found, err := verified(t.Context(), bad)
		require.NoError(t, err, statement)
		require.ErrorContains(t, found.Err(), want, statement)
		if strings.HasPrefix(want, "identity") { // programs find which one
			odd, ok := errors.AsType[*storage.RecordError](found.Err())
			require.True(t, ok, statement)
			require.Equal(t, c.Reporter.String(), odd.Key, statement)
		}
	}
}

// TestVerifyLooksAtOneMoment: others write meanwhile.
func TestVerifyLooksAtOneMoment(t *testing.T) {
	t.Parallel()
	s := opened(t)
	o := newOffice(t, 1)
	for range 10 {
		require.NoError(t, s.Commit(t.Context(), complaints(o.open())))
	}
	found, err := s.Verify(t.Context(), backend.Verification{Progress: func(done, all int) {
		assert.Equal(t, 10, all)
		assert.NoError(t, s.Commit(t.Context(), complaints(o.open())))
	}, Lifecycles: []*complaint.Lifecycle{o.lifecycle}})
	require.NoError(t, err)
	require.NoError(t, found.Err())
	require.Equal(t, []int{10, 10, 0}, []int{found.Records, found.Changes, found.Underived})
	require.Equal(t, 20, sound(t, s).Records)

	ctx, cancel := context.WithCancel(t.Context())
	_, err = s.Verify(ctx, backend.Verification{Progress: func(int, int) { cancel() }})
	require.ErrorIs(t, err, context.Canceled)
	require.NoError(t, s.Close())
	_, err = s.Verify(t.Context(), backend.Verification{})
	require.ErrorIs(t, err, storage.ErrClosed)
}

// TestVerifyAfterAMigrationOfADamagedFile: a record that cannot be read does not keep
// a file from being migrated, and is named afterwards.
func TestVerifyAfterAMigrationOfADamagedFile(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/schema-2.db")
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "old.db")
	require.NoError(t, os.WriteFile(path, data, 0o600))
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	_, err = db.Exec("UPDATE complaint SET record = 'none' WHERE no = 1; UPDATE change SET version = 7 WHERE cursor = 5")
	require.NoError(t, err)
	id := ""
	require.NoError(t, db.QueryRow("SELECT id FROM complaint WHERE no = 1").Scan(&id))
	require.NoError(t, db.Close())
	found, err := verified(t.Context(), path)
	require.NoError(t, err)
	require.ErrorContains(t, found.Err(), "complaint "+id)
	require.ErrorContains(t, found.Err(), "tells of version 7")
}

// TestVerifyReadsOnly: a file for reading only is looked through, one of an older
// schema is refused.
func TestVerifyReadsOnly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	s, err := sqlite.Open(t.Context(), path, sqlite.Config{})
	require.NoError(t, err)
	filled(t, s)
	require.NoError(t, s.Commit(t.Context(), backend.Batch{Editions: []*backend.Edition{
		backend.NewEdition(backend.EditionKey{Kind: "routing", Name: "empty", Edition: "1"}, aduan.Period{}, []byte{}),
	}}))
	require.NoError(t, s.Close())
	before, err := os.ReadFile(path)
	require.NoError(t, err)
	sound(t, forReading(t, path))
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, before, after)

	old := filepath.Join(t.TempDir(), "old.db")
	data, err := os.ReadFile("testdata/schema-2.db")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(old, data, 0o600))
	_, err = forReading(t, old).Verify(t.Context(), backend.Verification{})
	var schema *sqlite.SchemaError
	require.ErrorAs(t, err, &schema)
}

// logical is all that a file says: every row of every table, the words of the
// index, and the complaints as the store reads them.
func logical(ctx context.Context, path string) (_ string, err error) {
	var parts []string
	db, err := sql.Open("sqlite", sqlite.DSN(path))
	if err != nil {
		return "", err
	}
	db.SetMaxOpenConns(1) // temporary tables belong to a connection
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, "CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'complaint_search', 'instance')"); err != nil {
		return "", err
	}
	for table, order := range map[string]string{
		"complaint": "id", "complaint_entry": "complaint, seq", "complaint_text": "complaint, number", "complaint_agency": "agency, id", "complaint_region": "region, id",
		"identity": "ref", "agency": "id", "edition": "key", "change": "cursor", "plan": "id", "plan_activity": "plan, id", "plan_line": "plan, id",
		"meeting": "id", "meeting_action": "meeting, id", "meeting_review": "meeting, action", "roadmap": "id", "complaint_words": "no", "temp.word": "term, doc, col, offset",
	} {
		rows, err := db.QueryContext(ctx, "SELECT * FROM "+table+" ORDER BY "+order)
		if err != nil {
			return "", err
		}
		columns, err := rows.Columns()
		if err != nil {
			return "", err
		}
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		var lines []string
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				return "", err
			}
			lines = append(lines, fmt.Sprintf("%s %q", table, values))
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return "", err
		}
		parts = append(parts, strings.Join(lines, "\n"))
	}
	s, err := sqlite.Open(ctx, path, sqlite.Config{})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var read []string
	for c, err := range s.Set().Complaints.List(ctx, complaint.Query{}) {
		if err != nil {
			return "", err
		}
		data, err := backend.Encode(backend.Record{Value: c})
		if err != nil {
			return "", err
		}
		read = append(read, string(data))
	}
	slices.Sort(parts)
	return strings.Join(append(parts, read...), "\n"), nil
}

// TestSoakEveryFlipIsReported changes bytes of a file at random: each change is
// reported, or the file says what it said before.
func TestSoakEveryFlipIsReported(t *testing.T) {
	t.Parallel()
	flips := 30
	if soaking() {
		flips = 10_000
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "aduan.db")
	s, err := sqlite.Open(t.Context(), path, sqlite.Config{})
	require.NoError(t, err)
	filled(t, s)
	o := newOffice(t, 2)
	for n := range 30 {
		c := o.open()
		b := complaints(c)
		b.Identities = []*complaint.Identity{identityOf(c, fmt.Sprint("account ", n))}
		require.NoError(t, s.Commit(t.Context(), b))
		require.NoError(t, s.Commit(t.Context(), complaints(o.note(stored(c), "Catatan"))))
	}
	require.NoError(t, s.Close())
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	want, err := logical(t.Context(), path)
	require.NoError(t, err)

	const seed = 20261201
	random := rand.New(rand.NewPCG(seed, 1))
	reported, refused, harmless := 0, 0, 0
	for n := range flips {
		if n%500 == 499 {
			t.Logf("%d of %d flipped files", n+1, flips)
		}
		data := bytes.Clone(whole)
		var at []int
		for range 1 + random.IntN(3) {
			i := random.IntN(len(data))
			data[i] ^= byte(1 + random.IntN(255))
			at = append(at, i)
		}
		bad := filepath.Join(dir, fmt.Sprint(n, ".db"))
		require.NoError(t, os.WriteFile(bad, data, 0o600))
		found, err := verified(t.Context(), bad)
		switch {
		case err != nil:
			refused++
		case found.Err() != nil:
			reported++
		default:
			harmless++
			got, err := logical(t.Context(), bad)
			require.NoError(t, err, "flips at %v", at)
			require.Equal(t, want, got, "flips at %v", at)
		}
		for _, ending := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(bad + ending)
		}
	}
	t.Logf("%d flipped files of %d bytes: %d with faults, %d refused, %d say what they said before", flips, len(whole), reported, refused, harmless)
}

func verified(ctx context.Context, path string) (found backend.Verified, err error) {
	s, err := sqlite.Open(ctx, path, sqlite.Config{})
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.Verify(ctx, backend.Verification{})
}
