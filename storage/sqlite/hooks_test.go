package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

// OpenWith opens a store as [Open] does and then sets the connection that writes
// otherwise, such as "synchronous = OFF", for tests that must find out.
func OpenWith(ctx context.Context, path, pragma string) (*Store, error) {
	s, err := Open(ctx, path, Config{})
	if err != nil {
		return nil, err
	}
	if err := s.writer.conn.once(ctx, "PRAGMA "+pragma); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Remembered is how many complaints a store remembers.
func Remembered(s *Store) int { return len(s.writer.recent.cases) }

// ErrLost is how a statement fails in a faulty session.
var ErrLost = &Error{Reason: IO, detail: "lost"}

// faulty lets one statement fail: the n-th, counted down in left.
type faulty struct {
	session
	left int
}

func (f *faulty) turn() error {
	if f.left--; f.left == 0 {
		return ErrLost
	}
	return nil
}

func (f *faulty) exec(ctx context.Context, query string, args ...driver.Value) error {
	if err := f.turn(); err != nil {
		return err
	}
	return f.session.exec(ctx, query, args...)
}

func (f *faulty) insert(ctx context.Context, query string, args ...driver.Value) (int64, error) {
	if err := f.turn(); err != nil {
		return 0, err
	}
	return f.session.insert(ctx, query, args...)
}

func (f *faulty) query(ctx context.Context, query string, each func(row) error, args ...driver.Value) error {
	if err := f.turn(); err != nil {
		return err
	}
	return f.session.query(ctx, query, each, args...)
}

// WithLost does something with a store in a transaction that is rolled back, of which
// the n-th statement fails, and reports whether there was one.
func WithLost(ctx context.Context, s *Store, n int, do func(*Faulty) error) (struck bool, err error) {
	c := s.writer.conn
	if err := c.exec(ctx, "BEGIN"); err != nil {
		return false, err
	}
	f := &faulty{session: c, left: n}
	err = do(&Faulty{in: f})
	if !c.rollback() {
		err = errors.Join(err, errors.New("the transaction has ended"))
	}
	return f.left <= 0, err
}

// Faulty does what a store does, in a faulty session.
type Faulty struct{ in session }

// Commit writes a batch.
func (f *Faulty) Commit(ctx context.Context, b backend.Batch) error {
	w := &batch{in: f.in}
	refused, failure := w.apart(ctx, b)
	if refused == nil && failure == nil {
		failure = index(ctx, f.in, w.words)
	}
	return errors.Join(refused, failure)
}

// List reads a list.
func (f *Faulty) List(ctx context.Context, q complaint.Query) error {
	places, err := find(ctx, f.in, q)
	if err == nil {
		_, err = load(ctx, f.in, places)
	}
	return err
}

// Search looks for a word, along the order of a query.
func (f *Faulty) Search(ctx context.Context, word string, q complaint.Query) error {
	budget := backend.SearchBudget
	_, _, err := saying(ctx, f.in, q, word, false, &budget)
	return err
}

// FillSums fills the checksums as a migration does.
func (f *Faulty) FillSums(ctx context.Context) error {
	if err := fillSums(ctx, f.in); err != nil {
		return err
	}
	return fillHintSums(ctx, f.in)
}

// Crowded lets nothing be few, as in a large store.
func (f *Faulty) Crowded() *Faulty { return &Faulty{in: manyOf{f.in}} }

type manyOf struct{ session }

func (m manyOf) query(ctx context.Context, query string, each func(row) error, args ...driver.Value) error {
	if !strings.HasPrefix(query, "SELECT count(*) FROM (SELECT 1") {
		return m.session.query(ctx, query, each, args...)
	}
	if err := m.session.query(ctx, query, func(row) error { return nil }, args...); err != nil {
		return err
	}
	return each(row{int64(1_000_000)})
}
