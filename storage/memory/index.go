package memory

import (
	"slices"
	"strings"

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

// topic is what the rows of a list have in common.
type topic struct {
	of    aspect
	value string
}

// aspect is what a topic is about.
type aspect int8

const (
	everything  aspect = iota
	ofAgency           // as a filter finds it
	escalatedTo        // open, and told to an agency
	inRegion           // the unit or below it
	inCategory         // likewise
	inState
	mergedInto
	saying // a word, in the order of IDs only
)

// listed names a list. Its order is [complaint.ByID], [complaint.ByDue] or, for everything
// and for agencies, [complaint.ByUpdated]; the others are these backwards.
type listed struct {
	topic topic
	order complaint.Order
}

// lists names the lists in which a complaint stands whatever it says.
func lists(c *complaint.Complaint) []listed {
	topics := []topic{{everything, ""}, {inState, string(c.State)}}
	for _, a := range slices.Concat(c.AgencyPath, []agency.ID{c.Agency, c.Main}, c.Supporting) {
		topics = append(topics, topic{ofAgency, string(a)})
	}
	for _, a := range c.EscalatedTo {
		topics = append(topics, topic{escalatedTo, string(a)})
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
	names := make([]listed, 0, 3*len(topics))
	for _, t := range topics {
		names = append(names, listed{t, complaint.ByID}, listed{t, complaint.ByDue})
		if t.of == everything || t.of == ofAgency || t.of == escalatedTo {
			names = append(names, listed{t, complaint.ByUpdated})
		}
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
	stays := func(l listed, beside []listed) bool {
		switch {
		case l.order == complaint.ByDue && !at.Due.Equal(r.at.Due), l.order == complaint.ByUpdated && !at.Updated.Equal(r.at.Updated):
			return false
		default:
			return slices.Contains(beside, l)
		}
	}
	join := slices.DeleteFunc(slices.Clone(is), func(l listed) bool { return stays(l, was) })
	for _, l := range was {
		if !stays(l, is) {
			s.leave(l, r)
		}
	}
	r.complaint, r.at = c, at
	r.marks.add(len(old.Timeline), c)
	for _, l := range join {
		s.join(l, r)
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
