package routing

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
)

// Drift says what another edition of a table would have done with past reports.
// It holds numbers of reports, not what is in them.
type Drift struct {
	Old string `json:"old"`
	New string `json:"new"`
	// Total counts the reports, Same those that go to the same place: agency,
	// candidates and supporting agencies.
	Total int `json:"total"`
	Same  int `json:"same"`
	// Moves are the others, by where they went and would go, the most frequent
	// first.
	Moves []Move `json:"moves,omitempty"`
	// Refused counts those that one of the editions, or both, cannot decide: the
	// facts cannot be right, or belong to another edition's days.
	Refused Refused `json:"refused"`
	// Loads gives the number of reports of every agency that has some as the
	// agency that decides, in the order of their IDs. The empty ID is for those
	// of which a person chooses the agency.
	Loads []Load `json:"loads,omitempty"`
	// Names are those of the agencies, as of the last day of the reports that
	// both editions decide.
	Names Names `json:"names,omitempty"`
}

// Move is reports that go elsewhere.
type Move struct {
	From Receivers `json:"from"`
	To   Receivers `json:"to"`
	// Count is how many they are, Examples the first of them as their numbers in
	// the sequence, counted from 0, at most [MaxExamples].
	Count    int   `json:"count"`
	Examples []int `json:"examples"`
}

// MaxExamples is how many examples a [Move] keeps.
const MaxExamples = 5

// Refused counts reports that cannot be decided, with the first of them.
type Refused struct {
	OnlyOld  int   `json:"only_old"`
	OnlyNew  int   `json:"only_new"`
	Both     int   `json:"both"`
	Examples []int `json:"examples,omitempty"`
}

// Load is the number of reports of an agency under the two editions.
type Load struct {
	Agency agency.ID `json:"agency"`
	Old    int       `json:"old"`
	New    int       `json:"new"`
}

// Replay decides past reports by two editions of a table and says which of them
// would go elsewhere, and how the load of each agency shifts. It keeps nothing
// of the reports but their numbers. The days of the tables count: to ask what
// the new edition would have done with the reports of last year, compile it with
// a validity that reaches back. Loads and moves are of reports that both
// editions decide.
func Replay(old, new *Router, facts iter.Seq[complaint.Facts]) Drift {
	d := Drift{Old: old.table.Edition, New: new.table.Edition}
	moves := map[string]*Move{}
	loads := map[agency.ID]*Load{}
	var last time.Time
	for f := range facts {
		n := d.Total
		d.Total++
		before, errBefore := old.Route(f)
		after, errAfter := new.Route(f)
		if errBefore != nil || errAfter != nil {
			d.Refused.add(n, errBefore != nil, errAfter != nil)
			continue
		}
		if f.Submitted.After(last) {
			last = f.Submitted
		}
		for _, id := range []agency.ID{before.Agency, after.Agency} {
			if loads[id] == nil {
				loads[id] = &Load{Agency: id}
			}
		}
		loads[before.Agency].Old++
		loads[after.Agency].New++
		from, to := receiversOf(before), receiversOf(after)
		if from.key() == to.key() {
			d.Same++
			continue
		}
		k := from.key() + "\n" + to.key()
		if moves[k] == nil {
			moves[k] = &Move{From: from, To: to}
		}
		moves[k].Count++
		if len(moves[k].Examples) < MaxExamples {
			moves[k].Examples = append(moves[k].Examples, n)
		}
	}
	for _, m := range moves {
		d.Moves = append(d.Moves, *m)
	}
	slices.SortFunc(d.Moves, func(a, b Move) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.From.key(), b.From.key()), cmp.Compare(a.To.key(), b.To.key()))
	})
	for _, l := range loads {
		d.Loads = append(d.Loads, *l)
	}
	slices.SortFunc(d.Loads, func(a, b Load) int { return cmp.Compare(a.Agency, b.Agency) })
	d.Names = old.Names(last, d.agencies()...)
	maps.Copy(d.Names, new.Names(last, d.agencies()...))
	return d
}

// agencies lists those that the drift speaks of, some perhaps several times.
func (d Drift) agencies() []agency.ID {
	var out []agency.ID
	for _, l := range d.Loads {
		out = append(out, l.Agency)
	}
	for _, m := range d.Moves {
		out = slices.Concat(out, m.From.all(), m.To.all())
	}
	return out
}

func (r *Refused) add(n int, old, new bool) {
	switch {
	case old && new:
		r.Both++
	case old:
		r.OnlyOld++
	default:
		r.OnlyNew++
	}
	if len(r.Examples) < MaxExamples {
		r.Examples = append(r.Examples, n)
	}
}

// receiversOf returns those of a decision; the lists are copies.
func receiversOf(d complaint.Decision) Receivers {
	return Receivers{d.Agency, sorted(d.Candidates), sorted(d.Supporting)}
}

// key tells receivers apart, and puts them in order.
func (p Receivers) key() string {
	var b strings.Builder
	b.WriteString(string(p.Agency))
	for _, list := range [][]agency.ID{p.Candidates, p.Supporting} {
		b.WriteByte(0)
		for _, id := range list {
			b.WriteString(string(id) + ", ")
		}
	}
	return b.String()
}
