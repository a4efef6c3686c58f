package memory

import (
	"context"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// shelf keeps the records of one kind that are found by their keys alone.
type shelf struct {
	records map[string]any
	keys    []string // ascending
}

// record is a stored record, nil for none; a shelf that is not there is empty.
func (s *shelf) record(key string) any {
	if s == nil {
		return nil
	}
	return s.records[key]
}

func (s *shelf) put(key string, record any) {
	if i, known := slices.BinarySearch(s.keys, key); !known {
		s.keys = slices.Insert(s.keys, i, key)
	}
	s.records[key] = record
}

// after lists the keys that come after a key.
func (s *shelf) after(key string) []string {
	if s == nil {
		return nil
	}
	i, found := slices.BinarySearch(s.keys, key)
	if found {
		i++
	}
	return s.keys[i:]
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
	return copied(r.s.shelves[kind].record(key)), nil
}

func (r source) Scan(ctx context.Context, kind storage.Kind, after string, visit func(record any) bool) error {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	if err := r.s.ready(ctx); err != nil {
		return err
	}
	shelf := r.s.shelves[kind]
	for _, key := range shelf.after(after) {
		if err := ctx.Err(); err != nil || !visit(copied(shelf.records[key])) {
			return err
		}
	}
	return nil
}
