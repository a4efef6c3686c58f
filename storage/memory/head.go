package memory

import (
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

// add marks what a complaint has beyond its first entries: entries are only ever added.
func (m *marks) add(known int, c *complaint.Complaint) {
	for i := known; i < len(c.Timeline); i++ {
		if c.Timeline[i].Gives() {
			m.given = i + 1
		}
		if key := c.Timeline[i].Key; key != "" && m.keys[key] == 0 {
			if m.keys == nil {
				m.keys = map[string]int{}
			}
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
	var head *complaint.Complaint
	all := r.s.lists[listed{}]
	at, _ := all.Max()
	all.Ascend(&row{at: complaint.Position{ID: id}}, func(next *row) bool {
		at = next
		return false
	})
	if at != nil {
		head = at.head(key)
	}
	if r.s.rows[id] == nil {
		return head, &storage.NotFoundError{Kind: complaint.KindOfComplaint, Key: id.String()}
	}
	return head, nil
}

// head copies the head of a complaint.
func (r *row) head(key string) *complaint.Complaint {
	h, m := *r.complaint, r.marks
	places := []int{m.given, m.keys[key], len(h.Timeline)}
	slices.Sort(places)
	all := h.Timeline
	h.Timeline, h.Texts = make([]complaint.Entry, 0, len(places)), nil
	for _, at := range slices.Compact(places) {
		if at > 0 {
			h.Timeline = append(h.Timeline, all[at-1])
		}
	}
	return h.Clone()
}
