package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// These tests look at connections and statements, which nothing exported shows.

func openedInside(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "aduan.db"), Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// rules is a batch with one edition, the least that can be committed.
func rules(name string) backend.Batch {
	key := backend.EditionKey{Kind: "routing", Name: name, Edition: "1"}
	return backend.Batch{Editions: []*backend.Edition{backend.NewEdition(key, aduan.Period{}, []byte("rules"))}}
}

// TestSettingsAreReadBack: a database in memory has no log beside it, and says
// so only when it is asked.
func TestSettingsAreReadBack(t *testing.T) {
	t.Parallel()
	c, err := dial(":memory:", "rwc")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, c.close()) })
	cfg, err := Config{}.orDefault()
	require.NoError(t, err)
	var wrong *PragmaError
	require.ErrorAs(t, c.configure(t.Context(), cfg, false), &wrong)
	require.Equal(t, PragmaError{Pragma: "journal_mode", Want: "wal", Got: "memory"}, *wrong)
	require.EqualError(t, wrong, "sqlite: the connection has journal_mode=memory, but the store needs wal")
}

// TestEveryConnectionIsSetUp reads all settings of the writer, of the readers,
// and of the writer that follows a broken one.
func TestEveryConnectionIsSetUp(t *testing.T) {
	t.Parallel()
	s := openedInside(t)
	check := func(c *conn, readOnly bool) {
		for _, one := range settings(s.cfg.Cache, readOnly) {
			require.NoError(t, one.check(t.Context(), c))
		}
	}
	check(s.writer.conn, false)
	var held []*conn
	for range s.cfg.Readers {
		c, err := s.readers.take(t.Context())
		require.NoError(t, err)
		check(c, true)
		require.Error(t, c.once(t.Context(), "DELETE FROM change"), "a reader must not write")
		held = append(held, c)
	}
	for _, c := range held {
		s.readers.give(c, true)
	}
	s.writer.disconnect()
	require.NoError(t, s.Commit(t.Context(), rules("a")))
	check(s.writer.conn, false)
}

// TestFullDisk lets the file grow no further; a disk that is full answers with
// the same code.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	s := openedInside(t)
	require.NoError(t, s.Commit(t.Context(), rules("before")))
	require.NoError(t, s.writer.conn.once(t.Context(), "PRAGMA max_page_count = 1")) // the present size, as SQLite has it
	large := rules("large")
	large.Editions[0] = backend.NewEdition(large.Editions[0].EditionKey, aduan.Period{}, make([]byte, 1<<20))
	var full *Error
	require.ErrorAs(t, s.Commit(t.Context(), large), &full)
	require.Equal(t, DiskFull, full.Reason)
	require.False(t, full.Unknown)
	require.EqualError(t, full, "sqlite: the disk is full; free some space and repeat the call (code 13)")
	if s.writer.conn != nil {
		require.NoError(t, s.writer.conn.once(t.Context(), "PRAGMA max_page_count = 1000000"))
	}
	require.NoError(t, s.Commit(t.Context(), large), "work goes on once there is space")
	n := 0
	for _, err := range s.Changes(t.Context(), "", 0) {
		require.NoError(t, err)
		n++
	}
	require.Equal(t, 2, n)
	require.NoError(t, sound(t.Context(), s))
}

// sound asks SQLite whether the file and the index of words are whole.
func sound(ctx context.Context, s *Store) error {
	c, err := connect(ctx, s.anchor, s.cfg, false)
	if err != nil {
		return err
	}
	said := ""
	err = c.query(ctx, "PRAGMA integrity_check", func(r row) error { said = r.text(0); return nil })
	if err == nil && said != "ok" {
		err = errors.New(said)
	}
	if err == nil {
		err = c.query(ctx, "PRAGMA foreign_key_check", func(r row) error { return errors.New("a row refers to nothing in " + r.text(0)) })
	}
	return errors.Join(err, c.exec(ctx, "INSERT INTO complaint_search (complaint_search, rank) VALUES ('integrity-check', 1)"), c.close())
}

// TestWaitingCommitsShareATransaction holds the turn until ten commits wait, one
// of which is refused and one of which is cancelled, and counts the transactions
// in the log.
func TestWaitingCommitsShareATransaction(t *testing.T) {
	t.Parallel()
	s := openedInside(t)
	require.NoError(t, s.Commit(t.Context(), rules("taken")))
	before := commitsInLog(t, s.path)
	s.writer.turn <- struct{}{}
	const n = 10
	errs := make([]error, n)
	gone, cancel := context.WithCancel(t.Context())
	var wg, left sync.WaitGroup
	left.Add(1)
	for i := range n {
		wg.Go(func() {
			switch i {
			case 3:
				errs[i] = s.Commit(t.Context(), rules("taken"))
			case 7:
				errs[i] = s.Commit(gone, rules("cancelled"))
				left.Done()
			default:
				errs[i] = s.Commit(t.Context(), rules(fmt.Sprint(i)))
			}
		})
	}
	waitForQueue(s, n)
	cancel()
	left.Wait()
	<-s.writer.turn
	wg.Wait()
	for i, err := range errs {
		switch i {
		case 3:
			require.ErrorContains(t, err, "conflict")
		case 7:
			require.ErrorIs(t, err, context.Canceled)
		default:
			require.NoError(t, err)
		}
	}
	require.Equal(t, 1, commitsInLog(t, s.path)-before, "one transaction, one write to the disk")
	names := map[string]bool{}
	for e, err := range s.Set().Editions.List(t.Context(), "routing") {
		require.NoError(t, err)
		names[e.Name] = true
	}
	require.Len(t, names, n-1)
	require.False(t, names["cancelled"])
}

// waitForQueue waits until so many batches wait for their turn.
func waitForQueue(s *Store, n int) {
	for waiting := 0; waiting != n; time.Sleep(time.Millisecond) {
		s.writer.mu.Lock()
		waiting = len(s.writer.queue)
		s.writer.mu.Unlock()
	}
}

// commitsInLog counts the frames of the log that end a transaction.
func commitsInLog(t *testing.T, path string) int {
	t.Helper()
	const header, frame, page = 32, 24, 4096
	log, err := os.ReadFile(path + "-wal")
	require.NoError(t, err)
	n := 0
	for at := header; at+frame+page <= len(log); at += frame + page {
		if binary.BigEndian.Uint32(log[at+4:]) != 0 {
			n++
		}
	}
	return n
}

// TestClosedWhileTheyWait: those who wait when the store is closed are told so,
// and those who come later.
func TestClosedWhileTheyWait(t *testing.T) {
	t.Parallel()
	s := openedInside(t)
	s.writer.turn <- struct{}{}
	done := make(chan error, 1)
	go func() { done <- s.Commit(t.Context(), rules("a")) }()
	waitForQueue(s, 1)
	closed := make(chan error, 1)
	go func() { closed <- s.Close() }()
	require.ErrorContains(t, <-done, "store is closed")
	<-s.writer.turn
	require.NoError(t, <-closed)
}

// TestListsUseIndexes asks SQLite how it would read each kind of list: along an
// index, and in its order, without sorting, but for the few rows that an index has shown.
func TestListsUseIndexes(t *testing.T) {
	t.Parallel()
	s := openedInside(t)
	c := s.writer.conn
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	id := complaint.ID{UUID: [16]byte{1}}
	for name, f := range map[string]complaint.Filter{
		"all":            {},
		"agency":         {Agency: "roads"},
		"due":            {DueBy: from},
		"agency and due": {Agency: "roads", DueBy: from},
		"region":         {Region: region.MustParse("51.03")},
		"category":       {Category: "public_works"},
		"state":          {States: []lifecycle.State{complaint.StateSubmitted}},
		"updated":        {UpdatedFrom: from},
		"tracking":       {Tracking: "1"},
		"external":       {External: complaint.External{System: "s", ID: complaint.NewPrivate("1")}},
		"parent":         {Parent: id},
		"states":         {States: []lifecycle.State{complaint.StateSubmitted, complaint.StateAssigned}},
		"mixed":          {Agency: "roads", Region: region.MustParse("51"), States: []lifecycle.State{complaint.StateAssigned}, PublicOnly: true},
	} {
		for _, order := range []complaint.Order{complaint.ByID, complaint.ByDue, complaint.ByNewest, complaint.ByUpdated, complaint.ByLatest} {
			for _, after := range []complaint.Position{{}, {ID: id}, {ID: id, Due: from, Updated: from}} {
				q := complaint.Query{Filter: f, Order: order, After: after, Limit: 50}
				for _, in := range []session{c, crowded{c}} {
					ways, err := choose(t.Context(), in, q)
					require.NoError(t, err)
					for _, w := range ways {
						for _, plan := range plans(t, c, w, q) {
							if !w.few {
								require.NotContains(t, plan, "USE TEMP B-TREE", "%s in order %d: %s", name, order, plan)
							}
							for line := range strings.Lines(plan) {
								require.False(t, strings.HasPrefix(line, "SCAN") && !strings.Contains(line, "INDEX"), "%s in order %d: %s", name, order, plan)
							}
						}
					}
				}
			}
		}
	}
}

// crowded answers that nothing is few, as in a large store.
type crowded struct{ *conn }

func (c crowded) query(ctx context.Context, query string, each func(row) error, args ...driver.Value) error {
	if strings.HasPrefix(query, "SELECT count(*) FROM (SELECT 1") {
		return c.conn.query(ctx, "SELECT 1000000", each)
	}
	return c.conn.query(ctx, query, each, args...)
}

// plans explains the statements with which a way answers a query.
func plans(t *testing.T, c *conn, w way, q complaint.Query) []string {
	t.Helper()
	var list []string
	explain := &explaining{conn: c, plan: func(text string) { list = append(list, text) }}
	_, err := w.find(t.Context(), explain, q)
	require.NoError(t, err)
	return list
}

// explaining asks for the plan of each statement instead of its rows.
type explaining struct {
	*conn
	plan func(string)
}

func (e *explaining) query(ctx context.Context, query string, _ func(row) error, args ...driver.Value) error {
	text := ""
	err := e.conn.query(ctx, "EXPLAIN QUERY PLAN "+query, func(r row) error { text += r.text(3) + "\n"; return nil }, args...)
	e.plan(text)
	return err
}

// TestAGapInTheFeedIsAnError: a change that is missing is never skipped, wherever it
// stands: at the beginning, after a cursor, at the border of what is read at once.
func TestAGapInTheFeedIsAnError(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := openedInside(t)
	for i := range 5 {
		require.NoError(t, s.Commit(ctx, rules(fmt.Sprint("rules-", i))))
	}
	var cursors []storage.Cursor
	for c, err := range s.Changes(ctx, "", 0) {
		require.NoError(t, err)
		cursors = append(cursors, c.Cursor)
	}
	require.Len(t, cursors, 5)
	read := func(after storage.Cursor, limit int) (told int, err error) {
		for _, err := range s.Changes(ctx, after, limit) {
			if err != nil {
				return told, err
			}
			told++
		}
		return told, nil
	}
	lose := func(n int) {
		require.NoError(t, s.writer.conn.once(ctx, "DELETE FROM change WHERE cursor = "+string(cursors[n])))
	}
	requireCorrupt := func(err error, why string) {
		var e *Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, Corrupt, e.Reason)
		require.EqualError(t, e.cause, why)
	}
	lose(2)
	told, err := read("", 2)
	require.NoError(t, err, "the gap lies behind")
	require.Equal(t, 2, told)
	for after, limit := range map[storage.Cursor]int{"": 0, cursors[0]: 3, cursors[1]: 1} {
		_, err = read(after, limit)
		requireCorrupt(err, "change 3 is missing")
	}
	told, err = read(cursors[3], 0)
	require.NoError(t, err)
	require.Equal(t, 1, told)
	_, err = read(cursors[2], 0)
	require.ErrorIs(t, err, storage.ErrInvalid, "the cursor itself is gone")
	lose(0)
	_, err = read("", 1)
	requireCorrupt(err, "change 1 is missing")
}
