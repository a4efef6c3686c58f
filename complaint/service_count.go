package complaint

import (
	"context"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Counts is how many cases a query finds.
type Counts struct {
	// Total counts those that can be shown, Odd those that cannot.
	Total, Odd int
	// States are the counts by state, none of them 0, in the order of the lifecycles of the
	// service and of the states in each. Editions that name and head a state alike share one count.
	States []StateCount
}

// StateCount is how many cases stand in a state.
type StateCount struct {
	State lifecycle.State
	// Label and Bucket are the state's name and public heading.
	Label, Bucket aduan.Label
	Final         bool
	Cases         int
}

// BucketCount is how many cases stand under a public heading.
type BucketCount struct {
	Bucket aduan.Label
	Cases  int
}

// Buckets are the counts by public heading, in the order in which the states come to them.
func (c Counts) Buckets() []BucketCount {
	var list []BucketCount
	place := map[aduan.Label]int{}
	for _, s := range c.States {
		i, known := place[s.Bucket]
		if !known {
			i = len(list)
			place[s.Bucket], list = i, append(list, BucketCount{Bucket: s.Bucket})
		}
		list[i].Cases += s.Cases
	}
	return list
}

// Count counts what [Service.List] would yield of a filter, by state, in one pass and
// without making views: the headings of a list with how many stand under each. What List
// would tell as an error in the place of a case is in Odd. Errors are those that end such a
// list.
func (s *Service) Count(ctx context.Context, by Actor, f Filter) (Counts, error) {
	var out Counts
	found := map[StateCount]int{}
	for seen, err := range s.seen(ctx, by, Query{Filter: f}, s.cfg.Store.List, f.wants) {
		parent := f.Parent
		if err == nil && !f.Parent.IsZero() {
			var v AgencyView
			v, err = s.listed(ctx, seen, by)
			parent = v.Parent // zero if they may not know it
		}
		switch {
		case storage.IsRecord(err):
			out.Odd++
		case err != nil:
			return out, err
		case parent == f.Parent:
			out.Total++
			found[seen.l.stateCount(seen.c.State)]++
		}
	}
	for _, l := range s.cfg.Lifecycles {
		for info := range l.machine.States() {
			key := l.stateCount(info.State)
			if n := found[key]; n > 0 {
				delete(found, key)
				key.Cases = n
				out.States = append(out.States, key)
			}
		}
	}
	return out, nil
}

// stateCount is the count of a state, of no case.
func (l *Lifecycle) stateCount(state lifecycle.State) StateCount {
	info, _ := l.machine.State(state)
	return StateCount{State: state, Label: info.Label, Bucket: info.Bucket, Final: info.Final}
}
