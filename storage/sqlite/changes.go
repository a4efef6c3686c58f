package sqlite

import (
	"context"
	"iter"
	"strconv"

	"github.com/aduan-go/aduan/storage"
)

// pieceOfFeed is how many changes are read at once.
const pieceOfFeed = 1000

// Changes yields what was committed after a cursor. A cursor is the number of a
// change: one connection writes at a time, and numbers its changes inside of its
// transaction, so their order is that of the commits and there are no gaps. What
// is committed while somebody iterates is yielded too.
func (s *Store) Changes(ctx context.Context, after storage.Cursor, limit int) iter.Seq2[storage.Change, error] {
	return func(yield func(storage.Change, error) bool) {
		at, told := int64(0), 0
		err := ctx.Err()
		if err == nil && after != "" {
			at, err = s.position(ctx, after)
		}
		for err == nil {
			n := pieceOfFeed
			if limit > 0 {
				n = min(n, limit-told)
			}
			var piece []storage.Change
			if piece, err = s.piece(ctx, at, n); err != nil {
				break
			}
			for _, c := range piece {
				if err = ctx.Err(); err != nil {
					yield(storage.Change{}, err)
					return
				}
				if !yield(c, nil) {
					return
				}
			}
			at, told = at+int64(len(piece)), told+len(piece)
			if len(piece) < n || told == limit {
				return
			}
		}
		yield(storage.Change{}, err)
	}
}

const selectChanges = "SELECT cursor, kind, key, version, entries FROM change WHERE cursor > ? ORDER BY cursor LIMIT ?"

// changeOf is a row of the feed.
func changeOf(r row) storage.Change {
	return storage.Change{
		Cursor: storage.Cursor(strconv.FormatInt(r.int(0), 10)), Kind: storage.Kind(r.text(1)), Key: r.text(2),
		Version: storage.Version(r.int(3)), Seq: int(r.int(4)),
	}
}

// piece reads the changes after a number.
func (s *Store) piece(ctx context.Context, at int64, n int) (piece []storage.Change, err error) {
	err = s.read(ctx, false, func(c *conn) error {
		piece = nil
		return c.query(ctx, selectChanges, func(r row) error {
			piece = append(piece, changeOf(r))
			if want := at + int64(len(piece)); r.int(0) != want {
				return damaged("change %d is missing", want)
			}
			return nil
		}, at, int64(n))
	})
	return piece, err
}

// position reads a cursor that this store gave.
func (s *Store) position(ctx context.Context, after storage.Cursor) (int64, error) {
	n, err := strconv.ParseInt(string(after), 10, 64)
	given := false
	if err == nil && strconv.FormatInt(n, 10) == string(after) {
		if err := s.read(ctx, false, func(c *conn) error {
			return c.query(ctx, "SELECT 1 FROM change WHERE cursor = ?", func(row) error { given = true; return nil }, n)
		}); err != nil {
			return 0, err
		}
	}
	if !given {
		return 0, &storage.InvalidError{What: "cursor", Problems: []storage.Problem{{Message: "this store never gave it"}}}
	}
	return n, nil
}
