package memory

import (
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

// fewRows is how many rows may be sorted instead of being read in order.
const fewRows = 1000

// matching returns what the query asks for and says every word, in its order. The lock
// is held; the records are shared and must not be changed.
func (s *Store) matching(q complaint.Query, words ...string) []*complaint.Complaint {
	var said []*list
	for _, w := range words {
		l := s.lists[listed{topic: topic{saying, w}}]
		if l == nil {
			return nil
		}
		said = append(said, l)
	}
	means := func(r *row) bool {
		return (q.After.IsZero() || q.Order.Compare(r.at, q.After) > 0) && q.Filter.Match(r.complaint) &&
			!slices.ContainsFunc(said, func(l *list) bool { _, has := l.Get(r); return !has })
	}
	ways := s.ways(q, said)
	found, few := s.few(q, said, ways)
	if few {
		found = slices.DeleteFunc(found, func(r *row) bool { return !means(r) })
	} else {
		for _, l := range ways {
			found = append(found, page(l, q, means)...)
		}
	}
	if few || len(ways) > 1 {
		slices.SortFunc(found, func(a, b *row) int { return q.Order.Compare(a.at, b.at) })
	}
	if q.Limit > 0 && len(found) > q.Limit {
		found = found[:q.Limit]
	}
	shared := make([]*complaint.Complaint, len(found))
	for i, r := range found {
		shared[i] = r.complaint
	}
	return shared
}

// page reads along a list, which is in the order of the query, what it asks for.
func page(l *list, q complaint.Query, means func(*row) bool) (found []*row) {
	visit := func(r *row) bool {
		if q.Order == complaint.ByDue && late(r, q.Filter) {
			return false
		}
		if means(r) {
			found = append(found, r)
		}
		return q.Limit == 0 || len(found) < q.Limit
	}
	if q.After.IsZero() {
		l.Scan(visit)
	} else {
		l.Ascend(&row{at: q.After}, visit)
	}
	return found
}

// late reports whether a filter asks for what is due sooner.
func late(r *row, f complaint.Filter) bool {
	return !f.DueBy.IsZero() && (r.at.Due.IsZero() || r.at.Due.After(f.DueBy))
}

// ways are the shortest lists in the order of the query that together hold all it asks for.
func (s *Store) ways(q complaint.Query, said []*list) []*list {
	f, ways := q.Filter, []*list{s.lists[listed{order: q.Order}]}
	topics := [][]topic{{{ofAgency, string(f.Agency)}}, {{inRegion, f.Region.String()}}, {{inCategory, string(f.Category)}}}
	if !f.Parent.IsZero() {
		topics = append(topics, []topic{{mergedInto, f.Parent.String()}})
	}
	states := slices.Clone(f.States)
	slices.Sort(states)
	of := make([]topic, 0, len(states))
	for _, state := range slices.Compact(states) {
		of = append(of, topic{inState, string(state)})
	}
	for _, together := range append(topics, of) {
		if len(together) == 0 || together[0].value == "" {
			continue
		}
		var these []*list
		for _, t := range together {
			if l := s.lists[listed{t, q.Order}]; l != nil {
				these = append(these, l)
			}
		}
		if length(these) < length(ways) {
			ways = these
		}
	}
	if q.Order == complaint.ByID {
		for _, l := range said {
			if l.Len() < length(ways) {
				ways = []*list{l}
			}
		}
	}
	return ways
}

func length(ways []*list) (n int) {
	for _, l := range ways {
		n += l.Len()
	}
	return n
}

// few returns, in any order, the rows among which all are that a query asks for, if some
// index shows that they are few and the ways are long.
func (s *Store) few(q complaint.Query, said, ways []*list) ([]*row, bool) {
	if u, ok := backend.UniqueIn(q.Filter); ok {
		id, err := complaint.ParseID(s.unique[uniqueKey(complaint.KindOfComplaint, u)])
		if err != nil {
			return nil, true
		}
		return []*row{s.rows[id]}, true
	}
	if length(ways) <= fewRows {
		return nil, false
	}
	for _, l := range said {
		if l.Len() <= fewRows {
			return l.Items(), true
		}
	}
	var found []*row
	visit := func(r *row) bool {
		found = append(found, r)
		return len(found) <= fewRows
	}
	if from := q.Filter.UpdatedFrom; !from.IsZero() {
		if s.updated.Ascend(&row{updated: from}, visit); len(found) <= fewRows {
			return found, true
		}
	}
	if found = nil; !q.Filter.DueBy.IsZero() && q.Order == complaint.ByID {
		due := s.lists[listed{order: complaint.ByDue}]
		if due.Scan(func(r *row) bool { return !late(r, q.Filter) && visit(r) }); len(found) <= fewRows {
			return found, true
		}
	}
	return nil, false
}
