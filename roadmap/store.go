package roadmap

import (
	"context"
	"iter"

	"github.com/aduan-go/aduan/storage"
)

// KindOfRoadmap is the kind of the record in a store's change feed.
const KindOfRoadmap storage.Kind = "roadmap"

// Reader reads road maps from a store.
type Reader interface {
	// Get returns a road map with its version. The record is a copy. One that is
	// not stored is an error that unwraps to storage.ErrNotFound.
	Get(ctx context.Context, id ID) (*Roadmap, error)
	// List yields the road maps that q asks for, as copies, in the bytewise
	// order of their IDs. An error comes last and ends the list. Nothing in the
	// store stays open between two of them.
	List(ctx context.Context, q Query) iter.Seq2[*Roadmap, error]
}

// Query says which road maps [Reader].List yields; the zero Query is all.
type Query struct {
	// After leaves out the road maps up to and including this ID.
	After ID
	// Limit is the largest number of road maps; 0 for no limit.
	Limit int
}

// Match reports whether the query asks for a road map, its limit aside.
func (q Query) Match(r *Roadmap) bool { return r.ID > q.After }
