package backend

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// Source is a store that finds records by kind and key and needs no more to
// answer every reader: see [Readers]. Records are those of [Record.Value], and
// belong to the caller: they are copies, or were decoded for them.
type Source interface {
	// Load returns the record of a key. A nil, or an error that unwraps to
	// storage.ErrNotFound, means that there is none.
	Load(ctx context.Context, kind storage.Kind, key string) (any, error)
	// Scan visits the records of a kind whose keys come after a key, in the
	// bytewise order of keys, until visit returns false. One that cannot be decoded
	// is visited as the *storage.RecordError that names it. visit is quick and calls
	// nothing of the store, so a transaction may be open meanwhile.
	Scan(ctx context.Context, kind storage.Kind, after string, visit func(record any) bool) error
}

// Readers makes a whole [Set] of a source. Readers of agencies, plans, meetings
// and road maps read no more records than they yield or have to look at; those
// of complaints, identities and editions read all of their kind for a list, see
// [Page]. A store with indexes of its own replaces these.
func Readers(s Source) Set {
	return Set{
		Complaints: sourceComplaints{from{s}}, Identities: sourceIdentities{from{s}}, Editions: sourceEditions{from{s}},
		Agencies: keyed[agency.ID, agency.Agency, agency.Query]{from{s}, agency.KindOfAgency, func(q agency.Query) (string, int, func(*agency.Agency) bool) {
			return string(q.After), q.Limit, func(*agency.Agency) bool { return true }
		}},
		Plans: keyed[workplan.PlanID, workplan.Plan, workplan.Query]{from{s}, workplan.KindOfPlan, func(q workplan.Query) (string, int, func(*workplan.Plan) bool) {
			return string(q.After), q.Limit, q.Match
		}},
		Meetings: keyed[board.MeetingID, board.Meeting, board.Query]{from{s}, board.KindOfMeeting, func(q board.Query) (string, int, func(*board.Meeting) bool) {
			return string(q.After), q.Limit, q.Match
		}},
		Roadmaps: keyed[roadmap.ID, roadmap.Roadmap, roadmap.Query]{from{s}, roadmap.KindOfRoadmap, func(q roadmap.Query) (string, int, func(*roadmap.Roadmap) bool) {
			return string(q.After), q.Limit, func(*roadmap.Roadmap) bool { return true }
		}},
	}
}

// from is the source of a reader.
type from struct{ Source }

// Format prints nothing of what the source holds, whatever the verb.
func (from) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "reader of a store") }

// keyed reads records of the type T by their ID, which is their key. asks takes
// a query apart: after which key, how many at most (0 for all), and which.
type keyed[ID ~string, T, Q any] struct {
	from
	kind storage.Kind
	asks func(q Q) (after string, limit int, match func(*T) bool)
}

func (r keyed[ID, T, Q]) Get(ctx context.Context, id ID) (*T, error) {
	return loaded[T](ctx, r, r.kind, string(id))
}

func (r keyed[ID, T, Q]) List(ctx context.Context, q Q) iter.Seq2[*T, error] {
	after, limit, match := r.asks(q)
	return scanned(ctx, r, r.kind, after, limit, match, nil)
}

// loaded reads one record.
func loaded[T any](ctx context.Context, s Source, kind storage.Kind, key string) (*T, error) {
	found, err := s.Load(ctx, kind, key)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return nil, err
	}
	stored, err := storedAs[T](Record{Kind: kind, Key: key, Value: new(T)}, found)
	if err == nil && stored == nil {
		err = &storage.NotFoundError{Kind: kind, Key: key}
	}
	return stored, err
}

// scanned reads the records that match, in the order of their keys, or in
// another order where one is given, and yields them when all are read.
func scanned[T any](ctx context.Context, s Source, kind storage.Kind, after string, limit int, match func(*T) bool, order func(a, b *T) int) iter.Seq2[*T, error] {
	return EachFound(ctx, func() (list []Found[*T], err error) {
		var wrong error
		err = s.Scan(ctx, kind, after, func(record any) bool {
			odd, isOdd := record.(*storage.RecordError)
			var v *T
			if isOdd {
				list = append(list, Found[*T]{Err: odd})
			} else if v, wrong = storedAs[T](Record{Kind: kind, Value: new(T)}, record); v != nil && match(v) {
				list = append(list, Found[*T]{Record: v})
			}
			return wrong == nil && (limit <= 0 || len(list) < limit)
		})
		if err = first(err, wrong, ctx.Err()); err != nil {
			return nil, err
		}
		if order != nil {
			slices.SortStableFunc(list, func(a, b Found[*T]) int {
				switch { // what cannot be read comes last: nobody knows where it stands
				case a.Err != nil && b.Err != nil:
					return 0
				case a.Err != nil:
					return 1
				case b.Err != nil:
					return -1
				}
				return order(a.Record, b.Record)
			})
		}
		return list, nil
	})
}

type sourceComplaints struct{ from }

func (r sourceComplaints) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	return loaded[complaint.Complaint](ctx, r, complaint.KindOfComplaint, id.String())
}

// Head reads the whole complaint: a source finds no less.
func (r sourceComplaints) Head(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error) {
	c, err := r.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	return c.Head(key), nil
}

func (r sourceComplaints) List(ctx context.Context, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return EachFound(ctx, func() (list []Found[*complaint.Complaint], err error) {
		for c, err := range Page(scanned(ctx, r, complaint.KindOfComplaint, "", 0, q.Filter.Match, nil), q) {
			if err != nil && !storage.IsRecord(err) {
				return nil, err
			}
			list = append(list, Found[*complaint.Complaint]{Record: c, Err: err})
		}
		return list, nil
	})
}

type sourceIdentities struct{ from }

func (r sourceIdentities) Identity(ctx context.Context, ref complaint.ReporterRef) (*complaint.Identity, error) {
	return loaded[complaint.Identity](ctx, r, complaint.KindOfIdentity, ref.String())
}

func (r sourceIdentities) ByAccount(ctx context.Context, account string) iter.Seq2[*complaint.Identity, error] {
	theirs := func(i *complaint.Identity) bool { return account != "" && i.Person.Account.Open() == account }
	return scanned(ctx, r, complaint.KindOfIdentity, "", 0, theirs, func(a, b *complaint.Identity) int {
		return cmp.Or(bytes.Compare(a.Complaint.UUID[:], b.Complaint.UUID[:]), bytes.Compare(a.Ref.UUID[:], b.Ref.UUID[:]))
	})
}

type sourceEditions struct{ from }

func (r sourceEditions) Edition(ctx context.Context, key EditionKey) (*Edition, error) {
	return loaded[Edition](ctx, r, KindOfEdition, key.String())
}

func (r sourceEditions) List(ctx context.Context, kind string) iter.Seq2[*Edition, error] {
	like := func(e *Edition) bool { return e.Kind == kind }
	return scanned(ctx, r, KindOfEdition, "", 0, like, func(a, b *Edition) int { return a.EditionKey.Compare(b.EditionKey) })
}
