package memory

import (
	"math"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

// fewRows is how many rows may be sorted instead of being read in order.
const fewRows = 1000

// matching returns what the query asks for and says every word, in its order, and where it
// stopped if it looked at no more. The lock is held; the records are shared and must not
// be changed.
func (s *Store) matching(q complaint.Query, words ...string) ([]*kept, error) {
	var said []*list
	for _, w := range words {
		l := s.lists[listed{topic: topic{saying, w}}]
		if l == nil {
			return nil, nil
		}
		said = append(said, l)
	}
	means := func(n row) bool {
		c := s.rows.cases[n]
		return (q.After.IsZero() || q.Order.Compare(c.position(), q.After) > 0) && c.matches(q.Filter) &&
			!slices.ContainsFunc(said, func(l *list) bool { _, has := l.Get(n); return !has })
	}
	ways := s.ways(q, said)
	found, few := s.few(q, said, ways)
	var stopped *complaint.IncompleteError
	if few {
		found = slices.DeleteFunc(found, func(n row) bool { return !means(n) })
	} else {
		budget := math.MaxInt
		if len(said) > 0 && q.Limit > 0 && length(ways) > backend.SearchBudget {
			budget = backend.SearchBudget / len(ways)
		}
		for _, l := range ways {
			these, last := s.page(l, q, budget, means)
			found = append(found, these...)
			if last != nil && (stopped == nil || q.Order.Compare(last.position(), stopped.After) < 0) {
				stopped = &complaint.IncompleteError{After: last.position()}
			}
		}
	}
	shared := make([]*kept, len(found))
	for i, n := range found {
		shared[i] = s.rows.cases[n]
	}
	if few || len(ways) > 1 {
		slices.SortFunc(shared, func(a, b *kept) int { return q.Order.Compare(a.position(), b.position()) })
	}
	if stopped != nil { // others looked further
		shared = slices.DeleteFunc(shared, func(c *kept) bool { return q.Order.Compare(c.position(), stopped.After) > 0 })
	}
	full := q.Limit > 0 && len(shared) >= q.Limit
	if full {
		shared = shared[:q.Limit]
	}
	if stopped != nil && !full {
		return shared, stopped
	}
	return shared, nil
}

// page reads along a list what a query asks for, whose order is that of the list or
// that backwards, and returns the complaint at which the budget ended, if it did.
func (s *Store) page(l *list, q complaint.Query, budget int, means func(row) bool) (found []row, last *kept) {
	visit := func(n row) bool {
		c := s.rows.cases[n]
		if beyond(c, q) {
			return false
		}
		if means(n) {
			found = append(found, n)
		}
		if budget--; budget == 0 {
			last = c
		}
		return last == nil && (q.Limit == 0 || len(found) < q.Limit)
	}
	from := q.After
	order, backwards := q.Order.Reverse()
	if order == complaint.ByUpdated && !backwards && from.Updated.Before(q.Filter.UpdatedFrom) {
		from = complaint.Position{Updated: q.Filter.UpdatedFrom}
	}
	switch {
	case !from.IsZero():
		s.rows.from(l, order, from, backwards, visit)
	case backwards:
		l.Reverse(visit)
	default:
		l.Scan(visit)
	}
	return found, last
}

// beyond reports whether neither a complaint nor any after it, in the order of the query, is
// asked for.
func beyond(c *kept, q complaint.Query) bool {
	switch q.Order {
	case complaint.ByDue:
		return late(c, q.Filter)
	case complaint.ByLatest:
		return c.position().Updated.Before(q.Filter.UpdatedFrom)
	default:
		return false
	}
}

// late reports whether a filter asks for what is due sooner.
func late(c *kept, f complaint.Filter) bool {
	return !f.DueBy.IsZero() && (c.NextDue.IsZero() || c.NextDue.After(f.DueBy))
}

// ways are the shortest lists in the order of the query, or backwards, that together hold
// all it asks for.
func (s *Store) ways(q complaint.Query, said []*list) []*list {
	order, _ := q.Order.Reverse()
	f, ways := q.Filter, []*list{s.lists[listed{order: order}]}
	topics := [][]topic{{{ofAgency, string(f.Agency)}}, {{escalatedTo, string(f.EscalatedTo)}}}
	if order != complaint.ByUpdated {
		topics = append(topics, []topic{{inRegion, f.Region.String()}}, []topic{{inCategory, string(f.Category)}}, states(f))
		if !f.Parent.IsZero() {
			topics = append(topics, []topic{{mergedInto, f.Parent.String()}})
		}
	}
	for _, together := range topics {
		if len(together) == 0 || together[0].value == "" {
			continue
		}
		var these []*list
		for _, t := range together {
			if l := s.lists[listed{t, order}]; l != nil {
				these = append(these, l)
			}
		}
		if length(these) < length(ways) {
			ways = these
		}
	}
	if order == complaint.ByID {
		for _, l := range said {
			if l.Len() < length(ways) {
				ways = []*list{l}
			}
		}
	}
	return ways
}

// states are those of a filter as topics, each once.
func states(f complaint.Filter) (topics []topic) {
	for _, state := range f.States {
		if t := (topic{inState, string(state)}); !slices.Contains(topics, t) {
			topics = append(topics, t)
		}
	}
	return topics
}

func length(ways []*list) (n int) {
	for _, l := range ways {
		n += l.Len()
	}
	return n
}

// few returns, in any order, the rows among which all are that a query asks for, if some
// index shows that they are few and the ways are long.
func (s *Store) few(q complaint.Query, said, ways []*list) ([]row, bool) {
	if u, ok := backend.UniqueIn(q.Filter); ok {
		id, err := complaint.ParseID(s.unique[uniqueKey(complaint.KindOfComplaint, u)].id())
		if err != nil {
			return nil, true
		}
		return []row{s.rows.numbers[id]}, true
	}
	if length(ways) <= fewRows {
		return nil, false
	}
	for _, l := range said {
		if l.Len() <= fewRows {
			return l.Items(), true
		}
	}
	var found []row
	order, _ := q.Order.Reverse()
	if order == complaint.ByUpdated { // of some topics there are no lists in this order
		q.Order = complaint.ByID
		if ways := s.ways(q, nil); length(ways) <= fewRows {
			for _, l := range ways {
				found = append(found, l.Items()...)
			}
			return found, true
		}
	}
	visit := func(n row) bool {
		found = append(found, n)
		return len(found) <= fewRows
	}
	if from := q.Filter.UpdatedFrom; !from.IsZero() && order != complaint.ByUpdated {
		updated := s.lists[listed{order: complaint.ByUpdated}]
		if s.rows.from(updated, complaint.ByUpdated, complaint.Position{Updated: from}, false, visit); len(found) <= fewRows {
			return found, true
		}
	}
	if found = nil; !q.Filter.DueBy.IsZero() && order != complaint.ByDue {
		due := s.lists[listed{order: complaint.ByDue}]
		if due.Scan(func(n row) bool { return !late(s.rows.cases[n], q.Filter) && visit(n) }); len(found) <= fewRows {
			return found, true
		}
	}
	return nil, false
}
