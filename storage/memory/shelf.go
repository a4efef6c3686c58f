package memory

import (
	"context"

	"github.com/tidwall/btree"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// shelf keeps the records of one kind that are found by their keys alone, ascending.
type shelf struct{ btree.Map[string, any] }

// shelf is that of a kind, which may be empty.
func (s *Store) shelf(kind storage.Kind) *shelf {
	if known := s.shelves[kind]; known != nil {
		return known
	}
	return &shelf{}
}

// record is a stored record, nil for none.
func (s *shelf) record(key string) any {
	record, _ := s.Get(key)
	return record
}

// copied returns a record that shares nothing with the stored one.
func copied(record any) any {
	switch v := record.(type) {
	case *complaint.Identity:
		c := *v
		return &c
	case *backend.Edition:
		return v.Clone()
	case *agency.Agency:
		c := v.Clone()
		return &c
	case *workplan.Plan:
		return v.Clone()
	case *board.Meeting:
		return v.Clone()
	case *roadmap.Roadmap:
		return v.Clone()
	default:
		return nil
	}
}

// source reads the shelves.
type source struct{ s *Store }

var _ backend.Source = source{}

func (r source) Load(ctx context.Context, kind storage.Kind, key string) (any, error) {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	if err := r.s.ready(ctx); err != nil {
		return nil, err
	}
	return copied(r.s.shelf(kind).record(key)), nil
}

func (r source) Scan(ctx context.Context, kind storage.Kind, after string, visit func(record any) bool) error {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	if err := r.s.ready(ctx); err != nil {
		return err
	}
	var err error
	r.s.shelf(kind).Ascend(after, func(key string, record any) bool {
		if key == after {
			return true
		}
		err = ctx.Err()
		return err == nil && visit(copied(record))
	})
	return err
}
