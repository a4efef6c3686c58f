package backend

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// Kinds lists the kinds of records in the order in which a batch has them.
func Kinds() []storage.Kind {
	return []storage.Kind{
		complaint.KindOfComplaint, complaint.KindOfIdentity, agency.KindOfAgency,
		workplan.KindOfPlan, board.KindOfMeeting, roadmap.KindOfRoadmap, KindOfEdition,
	}
}

// Encode returns the JSON form of a [Record.Value]. json.Marshal would refuse a
// complaint and an identity, so that nothing writes one by accident.
func Encode(r Record) ([]byte, error) {
	switch v := r.Value.(type) {
	case *complaint.Complaint:
		record := *v
		record.NextDue = time.Time{} // it is a [Hint]
		return record.Encode()
	case interface{ Encode() ([]byte, error) }:
		return v.Encode()
	default:
		return json.Marshal(v)
	}
}

// Decode reads what [Encode] wrote: what [Record.Value] lists, according to the
// kind. The bytes of a complaint or an identity are at most 128 MiB, those of an
// agency 8 MiB, those of an edition what 16 MiB of body make; plans, meetings and road
// maps are bounded by their entries. With it, a store that keeps bytes needs no switch over the kinds to
// answer [Check].
func Decode(kind storage.Kind, data []byte) (any, error) {
	var value any
	switch kind {
	case complaint.KindOfComplaint:
		value = new(complaint.Complaint)
	case complaint.KindOfIdentity:
		value = new(complaint.Identity)
	case agency.KindOfAgency:
		value = new(agency.Agency)
	case workplan.KindOfPlan:
		value = new(workplan.Plan)
	case board.KindOfMeeting:
		value = new(board.Meeting)
	case roadmap.KindOfRoadmap:
		value = new(roadmap.Roadmap)
	case KindOfHint:
		value = new(Hint)
	case KindOfEdition:
		if len(data) > maxEncoded {
			return nil, &storage.InvalidError{What: "edition", Problems: []storage.Problem{{Message: fmt.Sprintf("%d bytes are more than the limit of %d", len(data), maxEncoded)}}}
		}
		value = new(Edition)
	default:
		return nil, fmt.Errorf("backend: there is no kind %q", kind)
	}
	if err := json.Unmarshal(data, value); err != nil {
		return nil, fmt.Errorf("backend: a stored %s cannot be read: %w", kind, err)
	}
	return value, nil
}

// Page yields of some complaints, in whatever order they come, those that a
// query asks for, in its order: what a store needs that has no index and reads
// all its complaints for a list. It holds what matches in memory. What
// cannot be read stands in its place, if its key is an ID; the first other error
// among the complaints is the only thing that it yields.
func Page(all iter.Seq2[*complaint.Complaint, error], q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) {
		type placed struct {
			Found[*complaint.Complaint]
			at complaint.Position
		}
		var list []placed
		for c, err := range all {
			p := placed{Found: Found[*complaint.Complaint]{Record: c, Err: err}}
			odd := false
			if err == nil {
				p.at = complaint.PositionOf(c)
			} else if p.at, odd = complaint.PositionOfError(err); !odd {
				yield(nil, err)
				return
			}
			if (odd || q.Filter.Match(c)) && (q.After.IsZero() || q.Order.Compare(p.at, q.After) > 0) {
				list = append(list, p)
			}
		}
		slices.SortFunc(list, func(a, b placed) int { return q.Order.Compare(a.at, b.at) })
		if q.Limit > 0 && len(list) > q.Limit {
			list = list[:q.Limit]
		}
		for _, p := range list {
			if !yield(p.Record, p.Err) {
				return
			}
		}
	}
}

// Found is what stands at a place of a list: a record, or the *storage.RecordError
// of one that cannot be read.
type Found[T any] struct {
	Record T
	Err    error
}

// Each yields what a function loads, once somebody begins to iterate: what a
// store needs that must not keep a transaction open while it yields. It ends
// with the error of loading, after what came with it, or with that of the
// context once it is cancelled.
func Each[T any](ctx context.Context, load func() ([]T, error)) iter.Seq2[T, error] {
	return EachFound(ctx, func() ([]Found[T], error) {
		list, err := load()
		found := make([]Found[T], len(list))
		for i, v := range list {
			found[i].Record = v
		}
		return found, err
	})
}

// EachFound is [Each] for records of which some may not be readable.
func EachFound[T any](ctx context.Context, load func() ([]Found[T], error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		list, err := load()
		for _, f := range list {
			if gone := ctx.Err(); gone != nil {
				err = gone
				break
			}
			if !yield(f.Record, f.Err) {
				return
			}
		}
		if err != nil {
			yield(*new(T), err)
		}
	}
}
