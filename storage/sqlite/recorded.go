package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"iter"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// recorded reads a kind of record that is found by its ID and stands whole in
// the column record of the table that has the name of the kind.
type recorded[ID ~string, T, Q any] struct {
	s    *Store
	kind storage.Kind
	scan func(r row) (*T, error)
	asks func(q Q) asked
}

// asked is a query of such a kind: after which ID, how many at most (0 for all),
// and which.
type asked struct {
	after string
	limit int
	where string // a condition on the columns, empty for none
	value driver.Value
}

func (k recorded[ID, T, Q]) Format(f fmt.State, _ rune) { k.s.Format(f, 'v') }

// Get reads one record.
func (k recorded[ID, T, Q]) Get(ctx context.Context, id ID) (*T, error) {
	return one(ctx, k.s, k.kind, string(id), func(ctx context.Context, in session, id string) (*T, error) {
		if lacks, err := k.s.lacks(ctx, in, k.kind); lacks || err != nil {
			return nil, err
		}
		return recordOf(ctx, in, k.kind, id, k.scan)
	})
}

// List reads the records after an ID.
func (k recorded[ID, T, Q]) List(ctx context.Context, q Q) iter.Seq2[*T, error] {
	return backend.EachFound(ctx, func() ([]backend.Found[*T], error) {
		query, args := k.asks(q).statement(k.kind)
		return list(ctx, k.s, k.kind, query, k.scan, func(r row) string { return r.text(1) }, args...)
	})
}

// statement is what a query asks of the table of a kind.
func (a asked) statement(kind storage.Kind) (query string, args []driver.Value) {
	query, args = "SELECT record, id FROM "+string(kind)+" WHERE id > ?", []driver.Value{a.after}
	if a.where != "" {
		query, args = query+" AND "+a.where, append(args, a.value)
	}
	limit := int64(-1)
	if a.limit > 0 {
		limit = int64(a.limit)
	}
	return query + " ORDER BY id LIMIT ?", append(args, limit)
}

// recordOf reads a record, nil if there is none.
func recordOf[T any](ctx context.Context, in session, kind storage.Kind, id string, scan func(r row) (*T, error)) (found *T, err error) {
	err = in.query(ctx, "SELECT record FROM "+string(kind)+" WHERE id = ?", func(r row) error {
		found, err = scan(r)
		return err
	}, id)
	return found, err
}

// scanRecord reads a record that its own package checks as it is read.
func scanRecord[T any](r row) (*T, error) {
	v := new(T)
	return v, decode([]byte(r.text(0)), v)
}

// list reads the records that a statement yields. key names the record of a row that
// cannot be read.
func list[T any](ctx context.Context, s *Store, kind storage.Kind, query string, scan func(row) (*T, error), key func(row) string, args ...driver.Value) (found []backend.Found[*T], err error) {
	err = s.read(ctx, false, func(c *conn) error {
		found = nil
		if lacks, err := s.lacks(ctx, c, kind); lacks || err != nil {
			return err
		}
		return c.query(ctx, query, func(r row) error {
			one, err := scan(r)
			switch {
			case err == nil:
				found = append(found, backend.Found[*T]{Record: one})
			case unreadable(err):
				found = append(found, backend.Found[*T]{Err: about(err, kind, key(r))})
			default:
				return err
			}
			return nil
		}, args...)
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}
