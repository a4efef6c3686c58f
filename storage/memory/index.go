package memory

import (
	"bytes"
	"iter"
	"math"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/tidwall/btree"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/backend"
)

// row is the number of a stored complaint: they are counted as they come.
type row uint32

// rows are the stored complaints by their numbers. By what lists compare them stands close
// together.
type rows struct {
	numbers map[complaint.ID]row
	ids     []complaint.ID
	due     []int64 // in microseconds; what is never due comes last
	updated []int64
	cases   []*kept
}

// micros is an instant as lists compare it.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return math.MaxInt64
	}
	return t.UnixMicro()
}

// less orders rows as a plain order does.
func (r *rows) less(o complaint.Order) func(a, b row) bool {
	byID := func(a, b row) bool { return bytes.Compare(r.ids[a].UUID[:], r.ids[b].UUID[:]) < 0 }
	switch o {
	case complaint.ByDue:
		return func(a, b row) bool { return r.due[a] < r.due[b] || r.due[a] == r.due[b] && byID(a, b) }
	case complaint.ByUpdated:
		return func(a, b row) bool { return r.updated[a] < r.updated[b] || r.updated[a] == r.updated[b] && byID(a, b) }
	default:
		return byID
	}
}

// of is the stored complaint with an ID, nil for none.
func (r *rows) of(id complaint.ID) *kept {
	if n, ok := r.numbers[id]; ok {
		return r.cases[n]
	}
	return nil
}

// list holds rows in an order; those of one list are compared by nothing that changes
// while they stand in it.
type list = btree.BTreeG[row]

func (r *rows) newList(o complaint.Order) *list {
	return btree.NewBTreeGOptions(r.less(o), btree.Options{NoLocks: true}) // the store has one
}

// from visits the rows of a list in its order, which is a plain one, from a position on;
// backwards perhaps one before it too.
func (r *rows) from(l *list, o complaint.Order, at complaint.Position, backwards bool, visit func(row) bool) {
	i := sort.Search(l.Len(), func(i int) bool {
		n, _ := l.GetAt(i)
		return o.Compare(r.cases[n].position(), at) >= 0
	})
	if n, ok := l.GetAt(i); ok && backwards {
		l.Descend(n, visit)
	} else if ok {
		l.Ascend(n, visit)
	} else if backwards {
		l.Reverse(visit)
	}
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
	saying // a word
)

// listed names a list. Its order is [complaint.ByID], but for words [complaint.ByDue] or,
// for everything and for agencies, [complaint.ByUpdated]; the others are these backwards.
type listed struct {
	topic topic
	order complaint.Order
}

// orders are those of the lists of a topic.
func (t topic) orders() iter.Seq[complaint.Order] {
	return func(yield func(complaint.Order) bool) {
		_ = yield(complaint.ByID) && t.of != saying && yield(complaint.ByDue) &&
			(t.of == everything || t.of == ofAgency || t.of == escalatedTo) && yield(complaint.ByUpdated)
	}
}

// topics are those of a complaint, whatever it says.
func topics(c *complaint.Complaint) []topic {
	list := append(make([]topic, 0, 16), topic{everything, ""}, topic{inState, string(c.State)})
	for _, agencies := range [][]agency.ID{c.AgencyPath, {c.Agency, c.Main}, c.Supporting} {
		for _, a := range agencies {
			if t := (topic{ofAgency, string(a)}); a != "" && !slices.Contains(list, t) {
				list = append(list, t)
			}
		}
	}
	for _, a := range c.EscalatedTo {
		list = append(list, topic{escalatedTo, string(a)})
	}
	for _, code := range c.Region {
		list = append(list, topic{inRegion, code.String()})
	}
	for top := c.Category; top != ""; top = top.Parent() {
		list = append(list, topic{inCategory, string(top)})
	}
	if !c.Parent.IsZero() {
		list = append(list, topic{mergedInto, c.Parent.String()})
	}
	return list
}

// words are the topics of the words of a complaint.
func words(c *complaint.Complaint) (list []topic) {
	for _, w := range backend.Words(c.Title() + "\n" + c.Body()) {
		list = append(list, topic{saying, w})
	}
	return list
}

// putComplaint writes a complaint and its place in the lists.
func (s *Store) putComplaint(c *complaint.Complaint, of *named) {
	if old := s.rows.of(c.ID); old != nil {
		s.place(s.rows.numbers[c.ID], old, keep(c, old))
		return
	}
	k, n, all := keep(c, &kept{of: of}), row(len(s.rows.cases)), s.rows
	all.numbers[c.ID] = n
	all.ids, all.cases, all.due, all.updated = append(all.ids, c.ID), append(all.cases, k), append(all.due, 0), append(all.updated, 0)
	s.place(n, nil, k)
}

// place writes a complaint into its row instead of another one, nil for none, and the row
// into those lists that change thereby.
func (s *Store) place(n row, old, k *kept) {
	at := k.position()
	due, updated := micros(at.Due), micros(at.Updated)
	var was []topic
	is := topics(&k.Complaint)
	if old != nil {
		was = topics(&old.Complaint)
	}
	if old == nil || old.Title() != k.Title() || old.Body() != k.Body() {
		is = append(is, words(&k.Complaint)...)
		if old != nil {
			was = append(was, words(&old.Complaint)...)
		}
	}
	var moved []*list
	for _, t := range was {
		stays := slices.Contains(is, t)
		for o := range t.orders() {
			switch name := (listed{t, o}); {
			case !stays:
				s.leave(name, n)
			case o == complaint.ByDue && due != s.rows.due[n], o == complaint.ByUpdated && updated != s.rows.updated[n]:
				l := s.lists[name]
				l.Delete(n)
				moved = append(moved, l)
			}
		}
	}
	s.rows.due[n], s.rows.updated[n], s.rows.cases[n] = due, updated, k
	for _, l := range moved {
		l.Set(n)
	}
	for _, t := range is {
		if !slices.Contains(was, t) {
			for o := range t.orders() {
				s.join(listed{t, o}, n)
			}
		}
	}
}

// join puts a row in a list.
func (s *Store) join(name listed, n row) {
	l := s.lists[name]
	if l == nil {
		name.topic.value = strings.Clone(name.topic.value) // a word is a part of its text
		l = s.rows.newList(name.order)
		s.lists[name] = l
	}
	l.Set(n)
}

// leave takes a row out of a list, which goes with its last.
func (s *Store) leave(name listed, n row) {
	if l := s.lists[name]; l != nil {
		if l.Delete(n); l.Len() == 0 {
			delete(s.lists, name)
		}
	}
}
