package routing

import (
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// factsOf makes the report of a cell. Of the lists of words that are taken to
// occur it has the first phrase each.
func (r *Router) factsOf(c cell) complaint.Facts {
	s := r.space
	f := complaint.Facts{
		Category:   s.categories.paths[c.at[dimCategory]],
		Region:     s.regions.At(int(c.at[dimRegion] - 1)).Path(),
		Kind:       complaint.Kind(s.words.word(dimKind, c.at[dimKind])),
		Class:      complaint.Class(s.words.word(dimClass, c.at[dimClass])),
		Channel:    complaint.Channel(s.words.word(dimChannel, c.at[dimChannel])),
		Disclosure: complaint.Disclosure{Named: c.at[dimDisclosure]&1 != 0, Public: c.at[dimDisclosure]&2 != 0},
		Submitted:  r.noon(c.at[dimDay]).UTC(),
	}
	if c.at[dimEvent] != absent {
		f.EventDate = aduan.DateOfNumber(int(c.at[dimEvent]))
	}
	for i := range r.table.Attributes {
		a := &r.table.Attributes[i]
		switch text := a.text(c.at[int(dimAttribute)+i]); {
		case text == "":
		case a.Area != "":
			f.Areas = append(f.Areas, complaint.Area{Set: a.Area, Code: text})
		default:
			if f.Attributes == nil {
				f.Attributes = map[string]string{}
			}
			f.Attributes[a.Name] = text
		}
	}
	var words []string
	for _, l := range c.literals {
		if at := r.atoms[l.atom]; at.fn == nil && !l.not {
			words = append(words, r.lexicon.lists[at.list].Any[0])
		}
	}
	f.Body = strings.Join(words, ". ")
	return f
}

// factList lists what a report of the table looks like, in the declared order,
// without what it has not. The body is that which the analysis made.
func (r *Router) factList(f complaint.Facts) []Fact {
	var p point
	if r.locate(&f, &p) != nil {
		return nil
	}
	var out []Fact
	for d := range r.space.domains {
		d, n := box.Dim(d), p.at[d]
		none := n == 0 && d != dimDisclosure || n == absent
		if !none || d == dimCategory || d == dimRegion {
			out = append(out, Fact{r.space.name(d), r.space.label(d), r.space.value(d, n)})
		}
	}
	if f.Body != "" {
		out = append(out, Fact{"body", texts().Message("fact.body"), aduan.MessageOf(f.Body)})
	}
	return out
}

// leastOf returns the least report that a branch admits and the first and last
// day of those that it admits; false if there is none.
func (e *explorer) leastOf(b *cellBranch) (c cell, days box.Span, ok bool) {
	c = cell{make([]int64, e.atoms()), b.literals}
	for d := range c.at {
		admitted, restricted := b.box.Of(box.Dim(d))
		if !restricted {
			admitted = e.r.domain(box.Dim(d))
		}
		switch box.Dim(d) {
		case dimDay, dimWeekday:
			continue
		case dimRegion:
			if c.at[dimRegion], c.at[dimDay], days, ok = e.leastPlace(b, admitted); !ok {
				return cell{}, box.Span{}, false
			}
			continue
		}
		both := admitted.And(e.r.domain(box.Dim(d)))
		if both == nil {
			return cell{}, box.Span{}, false
		}
		c.at[d] = both[0].Lo
	}
	return c, days, true
}

// leastPlace returns the least region that exists on a day on which the branch
// admits it, the first such day, and the first and last day of any region.
func (e *explorer) leastPlace(b *cellBranch, admitted box.Set) (least, day int64, days box.Span, ok bool) {
	admitted = admitted.And(e.r.domain(dimRegion))
	for i := range e.lifespans {
		s := &e.lifespans[i]
		n, exists := s.units.Least(admitted)
		if !exists {
			continue
		}
		left := box.Set{s.days}
		if b.stages&(1<<dimDay) != 0 {
			left = left.And(b.days)
		}
		on, some := daysOn(left, b.weekdays)
		switch {
		case !some:
		case !ok:
			least, day, days, ok = n, on.Lo, on, true
		default:
			days = hull(days, on)
			if n < least {
				least, day = n, on.Lo
			}
		}
	}
	return least, day, days, ok
}

// leastOfRule returns the least report that a rule fits and the first and last
// day of those that it fits; false if there is none.
func (e *explorer) leastOfRule(rule int32) (least cell, days box.Span, ok bool) {
	for i := e.r.first[rule]; i < e.r.first[rule+1]; i++ {
		c, on, some := e.leastOf(&e.branches[i])
		switch {
		case !some:
		case !ok:
			least, days, ok = c, on, true
		default:
			days = hull(days, on)
			if before(c, least) {
				least = c
			}
		}
	}
	return least, days, ok
}

// before reports whether a report comes before another in the declared order.
// A condition that is no set counts as not holding if it need not hold.
func before(a, b cell) bool {
	if c := slices.Compare(a.at, b.at); c != 0 {
		return c < 0
	}
	holding := func(c cell) []literal {
		return slices.DeleteFunc(slices.Clone(c.literals), func(l literal) bool { return l.not })
	}
	x, y := holding(a), holding(b)
	for i := range min(len(x), len(y)) {
		if x[i].atom != y[i].atom {
			return x[i].atom > y[i].atom
		}
	}
	return len(x) < len(y)
}
