package workplan

import (
	"github.com/aduan-go/aduan/storage"
)

// KindOfPlan is the kind of the record in a store's change feed.
const KindOfPlan storage.Kind = "plan"

// Reader reads plans from a store.
type Reader = storage.Reader[PlanID, Plan, Query]

// Query says which plans [Reader].List yields; the zero Query is all.
type Query struct {
	// After leaves out the plans up to and including this ID.
	After PlanID
	// Year is the year of the plans; 0 for every year.
	Year int
	// Limit is the largest number of plans; 0 for no limit.
	Limit int
}

// Match reports whether the query asks for a plan, its limit aside.
func (q Query) Match(p *Plan) bool {
	return p.ID > q.After && (q.Year == 0 || q.Year == p.Year)
}
