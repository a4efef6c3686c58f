package roadmap

import (
	"github.com/aduan-go/aduan/storage"
)

// KindOfRoadmap is the kind of the record in a store's change feed.
const KindOfRoadmap storage.Kind = "roadmap"

// Reader reads road maps from a store.
type Reader = storage.Reader[ID, Roadmap, Query]

// Query says which road maps [Reader].List yields; the zero Query is all.
type Query struct {
	// After leaves out the road maps up to and including this ID.
	After ID
	// Limit is the largest number of road maps; 0 for no limit.
	Limit int
}

// Match reports whether the query asks for a road map, its limit aside.
func (q Query) Match(r *Roadmap) bool { return r.ID > q.After }
