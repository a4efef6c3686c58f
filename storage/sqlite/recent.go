package sqlite

import (
	"sync"
	"time"

	"github.com/aduan-go/aduan/storage"
)

// recent remembers complaints that were read or committed lately, so that the
// commit that usually follows a read need not read everything again. Whoever
// finds the version in the file that is remembered knows the rest but for the hint: a
// version of a complaint is committed once, by whatever process, and never changes. What
// is remembered is shared and never changed.
type recent struct {
	mu    sync.Mutex
	cases map[string]*held
	ring  []string // their IDs as they came, from next on
	next  int
}

// The bounds of what is remembered: so many complaints, none with more entries
// or longer texts, which makes about 16 MiB at most.
const (
	recentCases   = 256
	recentEntries = 64
	recentText    = 32 << 10
)

func newRecent() *recent { return &recent{cases: map[string]*held{}} }

// get returns a complaint if it is remembered in a version.
func (r *recent) get(id string, v storage.Version) *held {
	r.mu.Lock()
	defer r.mu.Unlock()
	if h := r.cases[id]; h != nil && h.complaint.Version == v {
		return h
	}
	return nil
}

// read remembers a copy of what was read for somebody who may change it.
func (r *recent) read(h *held) {
	if r.get(h.complaint.ID.String(), h.complaint.Version) == nil && fits(h) {
		r.keep(&held{no: h.no, complaint: h.complaint.Clone()})
	}
}

// dueAt is the same with the hint that is stored now.
func (h *held) dueAt(due time.Time) *held {
	if h.complaint.NextDue.Equal(due) {
		return h
	}
	c := *h.complaint
	c.NextDue = due
	return &held{no: h.no, complaint: &c}
}

// fits reports whether a complaint is small enough to be remembered.
func fits(h *held) bool {
	length := 0
	for _, t := range h.complaint.Texts {
		length += len(t.Body)
	}
	return length <= recentText && len(h.complaint.Timeline) <= recentEntries
}

// keep remembers complaints, in the place of those that came first.
func (r *recent) keep(list ...*held) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, h := range list {
		id := h.complaint.ID.String()
		switch old := r.cases[id]; {
		case !fits(h), old != nil && old.complaint.Version >= h.complaint.Version:
			continue
		case old != nil:
		case len(r.ring) < recentCases:
			r.ring = append(r.ring, id)
		default:
			delete(r.cases, r.ring[r.next])
			r.ring[r.next] = id
			r.next = (r.next + 1) % recentCases
		}
		r.cases[id] = h
	}
}
