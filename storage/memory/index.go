package memory

import (
	"iter"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
)

// index keeps the ordered lists in step with a complaint that was written.
func (s *Store) index(old, c *complaint.Complaint) {
	byID := func(a, b complaint.ID) int {
		return complaint.ByID.Compare(complaint.Position{ID: a}, complaint.Position{ID: b})
	}
	if old == nil {
		i, _ := slices.BinarySearchFunc(s.ids, c.ID, byID)
		s.ids = slices.Insert(s.ids, i, c.ID)
	} else {
		for _, a := range holders(old) {
			delete(s.held[a], old.ID)
		}
	}
	s.setDue(old, c)
	for _, a := range holders(c) {
		if s.held[a] == nil {
			s.held[a] = map[complaint.ID]bool{}
		}
		s.held[a][c.ID] = true
	}
}

// setDue keeps the index of due instants in step with a complaint that was written.
func (s *Store) setDue(old, c *complaint.Complaint) {
	if old != nil && !old.NextDue.IsZero() {
		if i, ok := slices.BinarySearchFunc(s.due, complaint.PositionOf(old), complaint.ByDue.Compare); ok {
			s.due = slices.Delete(s.due, i, i+1)
		}
	}
	if !c.NextDue.IsZero() {
		i, _ := slices.BinarySearchFunc(s.due, complaint.PositionOf(c), complaint.ByDue.Compare)
		s.due = slices.Insert(s.due, i, complaint.PositionOf(c))
	}
}

// holders lists the agencies under which a filter finds a complaint.
func holders(c *complaint.Complaint) []agency.ID {
	list := slices.Concat(c.AgencyPath, []agency.ID{c.Agency, c.Main}, c.Supporting)
	return slices.DeleteFunc(list, func(a agency.ID) bool { return a == "" })
}

// matching returns what the query asks for, in its order. The lock is held;
// the records are shared and must not be changed.
func (s *Store) matching(q complaint.Query) []*complaint.Complaint {
	var list []*complaint.Complaint
	for c := range s.candidates(q) {
		if !q.Filter.Match(c) {
			continue
		}
		if list = append(list, c); len(list) == q.Limit {
			break
		}
	}
	return list
}

// candidates yields, in the order of the query and after its place, the
// complaints among which those that match are found, by the narrowest index.
func (s *Store) candidates(q complaint.Query) iter.Seq[*complaint.Complaint] {
	if one, ok := s.single(q.Filter); ok {
		return s.ordered(one, q)
	}
	if q.Filter.Agency != "" {
		list := make([]*complaint.Complaint, 0, len(s.held[q.Filter.Agency]))
		for id := range s.held[q.Filter.Agency] {
			list = append(list, s.complaints[id])
		}
		return s.ordered(list, q)
	}
	if q.Order == complaint.ByID {
		return s.idAfter(q)
	}
	if !q.Filter.DueBy.IsZero() {
		return s.dueAfter(q)
	}
	list := make([]*complaint.Complaint, 0, len(s.complaints))
	for _, c := range s.complaints {
		list = append(list, c)
	}
	return s.ordered(list, q)
}

// idAfter walks all complaints by ID.
func (s *Store) idAfter(q complaint.Query) iter.Seq[*complaint.Complaint] {
	return func(yield func(*complaint.Complaint) bool) {
		from := 0
		if !q.After.IsZero() {
			i, found := slices.BinarySearchFunc(s.ids, q.After, func(id complaint.ID, after complaint.Position) int {
				return complaint.ByID.Compare(complaint.Position{ID: id}, after)
			})
			if from = i; found {
				from++
			}
		}
		for _, id := range s.ids[from:] {
			if !yield(s.complaints[id]) {
				return
			}
		}
	}
}

// dueAfter walks the index of due instants.
func (s *Store) dueAfter(q complaint.Query) iter.Seq[*complaint.Complaint] {
	return func(yield func(*complaint.Complaint) bool) {
		from := 0
		if !q.After.IsZero() {
			i, found := slices.BinarySearchFunc(s.due, q.After, complaint.ByDue.Compare)
			if from = i; found {
				from++
			}
		}
		for _, p := range s.due[from:] {
			if p.Due.After(q.Filter.DueBy) || !yield(s.complaints[p.ID]) {
				return
			}
		}
	}
}

// ordered sorts complaints in the order of the query and leaves out those up to
// its place.
func (s *Store) ordered(list []*complaint.Complaint, q complaint.Query) iter.Seq[*complaint.Complaint] {
	if !q.After.IsZero() {
		list = slices.DeleteFunc(list, func(c *complaint.Complaint) bool {
			return q.Order.Compare(complaint.PositionOf(c), q.After) <= 0
		})
	}
	slices.SortFunc(list, func(a, b *complaint.Complaint) int {
		return q.Order.Compare(complaint.PositionOf(a), complaint.PositionOf(b))
	})
	return slices.Values(list)
}
