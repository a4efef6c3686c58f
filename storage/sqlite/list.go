package sqlite

import (
	"context"
	"iter"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// A list is read in pieces, each a transaction of its own that has ended before
// its complaints are yielded. The first piece is small, because many callers
// stop early.
const (
	firstPiece = 32
	largePiece = 256
)

// List yields what the query asks for.
func (r complaintReader) List(ctx context.Context, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return pieces(ctx, q, func(q complaint.Query) ([]item, error) {
		var found []item
		err := r.s.read(ctx, true, func(c *conn) error {
			places, err := find(ctx, c, q)
			if err == nil {
				found, err = load(ctx, c, places)
			}
			return err
		})
		return found, err
	})
}

// item is what stands at a place of a list.
type item struct {
	at complaint.Position
	backend.Found[*complaint.Complaint]
}

// pieces yields a list that is read piece by piece, and the error of a piece after what
// came with it.
func pieces(ctx context.Context, q complaint.Query, read func(complaint.Query) ([]item, error)) iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) {
		left := q.Limit
		// A complaint that is due at another instant, or is changed, while somebody
		// iterates could stand in a later piece again.
		order, _ := q.Order.Reverse()
		seen, moves := map[complaint.ID]bool{}, order != complaint.ByID
		for size := firstPiece; ; size = min(2*size, largePiece) {
			if q.Limit = size; left > 0 {
				q.Limit = min(size, left)
			}
			piece, err := read(q)
			if err == nil {
				err = ctx.Err()
			}
			for _, i := range piece {
				if err := ctx.Err(); err != nil {
					yield(nil, err)
					return
				}
				q.After = i.at
				if moves {
					if seen[i.at.ID] {
						continue
					}
					seen[i.at.ID] = true
				}
				if left--; !yield(i.Record, i.Err) || left == 0 {
					return
				}
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if len(piece) < q.Limit {
				return
			}
		}
	}
}

// load reads the complaints of some rows. One that cannot be read, because its rows
// are damaged or of a newer release, is an item with that error.
func load(ctx context.Context, in session, places []place) ([]item, error) {
	list := make([]item, len(places))
	for i, p := range places {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		found, err := whole(context.WithoutCancel(ctx), in, wholeByNo, p.no)
		if err == nil && found == nil {
			err = damaged("an index names a complaint that is not there")
		}
		list[i].at = p.Position
		switch {
		case err == nil:
			list[i].Record = found.complaint
		case unreadable(err):
			list[i].Err = &storage.RecordError{Kind: complaint.KindOfComplaint, Key: p.ID.String(), Due: p.Due, Updated: p.Updated, Cause: err}
		default:
			return nil, err
		}
	}
	return list, nil
}

// place is where a row stands in an order, and whether the query means it.
type place struct {
	no    int64
	means bool
	complaint.Position
}

// find looks for the rows that a query means, in its order.
func find(ctx context.Context, in session, q complaint.Query) ([]place, error) {
	ways, err := choose(ctx, in, q)
	if err != nil {
		return nil, err
	}
	var found []place
	for _, w := range ways {
		list, err := w.find(ctx, in, q)
		if err != nil {
			return nil, err
		}
		found = append(found, list...)
	}
	if len(ways) > 1 {
		slices.SortFunc(found, func(a, b place) int { return q.Order.Compare(a.Position, b.Position) })
	}
	if q.Limit > 0 && len(found) > q.Limit {
		found = found[:q.Limit]
	}
	return found, nil
}
