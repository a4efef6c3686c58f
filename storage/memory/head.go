package memory

import (
	"bytes"
	"context"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// marks are the places in a timeline of the entries that a head has.
type marks struct {
	given int            // the last that gave the case, counted from 1; 0 for none
	keys  map[string]int // the first with a key, counted from 1
}

// mark keeps the places in step with a complaint that was written: entries are only
// ever added.
func (s *Store) mark(old, c *complaint.Complaint) {
	m := s.marks[c.ID]
	if m == nil {
		m = &marks{keys: map[string]int{}}
		s.marks[c.ID] = m
	}
	known := 0
	if old != nil {
		known = len(old.Timeline)
	}
	for i := known; i < len(c.Timeline); i++ {
		if c.Timeline[i].Gives() {
			m.given = i + 1
		}
		if key := c.Timeline[i].Key; key != "" && m.keys[key] == 0 {
			m.keys[key] = i + 1
		}
	}
}

// Head copies what decides who may see a complaint, or that of the one that stands
// where it would be.
func (r complaintReader) Head(ctx context.Context, id complaint.ID, key string) (*complaint.Complaint, error) {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	if err := r.s.ready(ctx); err != nil {
		return nil, err
	}
	i, here := r.s.place(id)
	var head *complaint.Complaint
	if len(r.s.ids) > 0 {
		head = r.s.head(r.s.ids[min(i, len(r.s.ids)-1)], key)
	}
	if !here {
		return head, &storage.NotFoundError{Kind: complaint.KindOfComplaint, Key: id.String()}
	}
	return head, nil
}

// place is where a complaint stands in the order of IDs, or would. The lock is held.
func (s *Store) place(id complaint.ID) (int, bool) {
	return slices.BinarySearchFunc(s.ids, id, func(a, b complaint.ID) int { return bytes.Compare(a.UUID[:], b.UUID[:]) })
}

// head is the head of a complaint. The lock is held.
func (s *Store) head(id complaint.ID, key string) *complaint.Complaint {
	h, m := *s.complaints[id], s.marks[id]
	places := []int{m.given, m.keys[key], len(h.Timeline)}
	slices.Sort(places)
	all := h.Timeline
	h.Timeline, h.Texts = nil, nil
	for _, at := range slices.Compact(places) {
		if at > 0 {
			h.Timeline = append(h.Timeline, all[at-1])
		}
	}
	return h.Clone()
}
