package memory

import (
	"slices"
	"strings"
	"time"

	"github.com/tidwall/btree"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/backend"
)

// row is a stored complaint with its place in the lists. The complaint is never changed,
// only replaced, so that a snapshot of pointers is a snapshot of values.
type row struct {
	complaint *complaint.Complaint
	at        complaint.Position
	updated   time.Time
	marks     marks
}

// list holds rows in an order; those of one list are compared by nothing that changes
// while they stand in it.
type list = btree.BTreeG[*row]

func newList(less func(a, b *row) bool) *list {
	return btree.NewBTreeGOptions(less, btree.Options{NoLocks: true}) // the store has one
}

func inOrder(o complaint.Order) func(a, b *row) bool {
	return func(a, b *row) bool { return o.Compare(a.at, b.at) < 0 }
}

func byUpdated(a, b *row) bool {
	if c := a.updated.Compare(b.updated); c != 0 {
		return c < 0
	}
	return complaint.ByID.Compare(a.at, b.at) < 0
}

// topic is what the rows of a list have in common.
type topic struct {
	of    aspect
	value string
}

// aspect is what a topic is about.
type aspect int8

const (
	everything aspect = iota
	ofAgency          // as a filter finds it
	inRegion          // the unit or below it
	inCategory        // likewise
	inState
	mergedInto
	saying // a word, in the order of IDs only
)

// listed names a list.
type listed struct {
	topic topic
	order complaint.Order
}

// lists names the lists in which a complaint stands whatever it says.
func lists(c *complaint.Complaint) []listed {
	topics := []topic{{everything, ""}, {inState, string(c.State)}}
	for _, a := range slices.Concat(c.AgencyPath, []agency.ID{c.Agency, c.Main}, c.Supporting) {
		if t := (topic{ofAgency, string(a)}); a != "" && !slices.Contains(topics, t) {
			topics = append(topics, t)
		}
	}
	for _, code := range c.Region {
		topics = append(topics, topic{inRegion, code.String()})
	}
	for top := c.Category; top != ""; top = top.Parent() {
		topics = append(topics, topic{inCategory, string(top)})
	}
	if !c.Parent.IsZero() {
		topics = append(topics, topic{mergedInto, c.Parent.String()})
	}
	names := make([]listed, 0, 2*len(topics))
	for _, t := range topics {
		names = append(names, listed{t, complaint.ByID}, listed{t, complaint.ByDue})
	}
	return names
}

// words names the lists of the words of a complaint.
func words(c *complaint.Complaint) (names []listed) {
	for _, w := range backend.Words(c.Title() + "\n" + c.Body()) {
		names = append(names, listed{topic: topic{saying, w}})
	}
	return names
}

// putComplaint writes a complaint and its place in the lists.
func (s *Store) putComplaint(c *complaint.Complaint) {
	r := s.rows[c.ID]
	if r == nil {
		r = &row{complaint: &complaint.Complaint{}}
		s.rows[c.ID] = r
	}
	old, at := r.complaint, complaint.PositionOf(c)
	var was, is []listed
	if len(old.Timeline) > 0 {
		was = lists(old)
	}
	is = lists(c)
	if old.Title() != c.Title() || old.Body() != c.Body() {
		was, is = append(was, words(old)...), append(is, words(c)...)
	}
	moved := at != r.at
	if !moved && slices.Equal(was, is) {
		was, is = nil, nil
	}
	for _, l := range was {
		if moved && l.order == complaint.ByDue || !slices.Contains(is, l) {
			s.leave(l, r)
		}
	}
	s.updated.Delete(r)
	r.complaint, r.at, r.updated = c, at, c.UpdatedAt()
	r.marks.add(len(old.Timeline), c)
	s.updated.Set(r)
	for _, l := range is {
		if moved && l.order == complaint.ByDue || !slices.Contains(was, l) {
			s.join(l, r)
		}
	}
}

// join puts a row in a list.
func (s *Store) join(name listed, r *row) {
	l := s.lists[name]
	if l == nil {
		name.topic.value = strings.Clone(name.topic.value) // a word is a part of its text
		l = newList(inOrder(name.order))
		s.lists[name] = l
	}
	l.Set(r)
}

// leave takes a row out of a list, which goes with its last.
func (s *Store) leave(name listed, r *row) {
	if l := s.lists[name]; l != nil {
		if l.Delete(r); l.Len() == 0 {
			delete(s.lists, name)
		}
	}
}
