package routing

import (
	"cmp"
	"iter"
	"slices"

	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// judge says of every cell what is wrong in it, and keeps what it found.
type judge struct {
	*explorer
	// badAreas stand behind the branches of the rules, as branches from rules on.
	badAreas []badArea
	rules    int32
	// By rule: whether it decides in some cell, whether some cell goes elsewhere
	// without it, whether it was in question beyond the budget, and the first
	// cell in which it decides.
	decides, matters, open []bool
	first                  []cell
	overlaps               faults[[2]int32]
	badTargets             faults[badTarget]
	unexplored             *cell
	// inQuestion has, by rule, the number of the last call of prune for which it
	// was in question.
	inQuestion []int32
	pruned     int32
}

// fault is something wrong that was found in some cells.
type fault struct {
	cell
	// shown tells that the report of the cell was tried and shows the fault.
	shown bool
	days  box.Span // from the first to the last
}

// faults are faults of one kind, in the order in which they were found.
type faults[K comparable] struct {
	order []K
	of    map[K]*fault
}

// found notes that a fault is in the cell at which the judge stands.
func (f *faults[K]) found(k K, j *judge, shown bool) {
	days := box.Span{Lo: j.from, Hi: j.to}
	one := f.of[k]
	switch {
	case one == nil:
		f.add(k, &fault{j.here(), shown, days})
	case shown && !one.shown:
		*one = fault{j.here(), shown, days}
	case shown == one.shown:
		one.days = hull(one.days, days)
	}
}

func (f *faults[K]) add(k K, one *fault) {
	if f.of == nil {
		f.of = map[K]*fault{}
	}
	f.order, f.of[k] = append(f.order, k), one
}

// shownFirst yields the faults that are shown and then those that are only
// possible.
func (f *faults[K]) shownFirst() iter.Seq2[K, *fault] {
	return func(yield func(K, *fault) bool) {
		for _, shown := range []bool{true, false} {
			for _, k := range f.order {
				if one := f.of[k]; one.shown == shown && !yield(k, one) {
					return
				}
			}
		}
	}
}

// hull reaches from the first to the last number of both spans.
func hull(a, b box.Span) box.Span { return box.Span{Lo: min(a.Lo, b.Lo), Hi: max(a.Hi, b.Hi)} }

func newJudge(r *Router, budget int) *judge {
	j := &judge{explorer: newExplorer(r, budget), rules: int32(len(r.branches)), badAreas: r.badAreas()}
	j.visitor = j
	for _, b := range r.branches {
		j.add(b.rule, b.way, b.valid)
	}
	for _, a := range j.badAreas {
		j.add(a.rule, way{box: a.box}, box.Span{Lo: firstDay, Hi: lastDay})
	}
	rules := len(r.table.Rules)
	j.decides, j.matters, j.open = make([]bool, rules), make([]bool, rules), make([]bool, rules+1)
	j.first, j.inQuestion = make([]cell, rules), make([]int32, rules+1)
	return j
}

// prune drops what cannot matter any more: of an ordered table the rules behind
// the first two that fit for certain, and the bad areas of rules that are gone.
func (j *judge) prune(active []int32, d int) ([]int32, bool) {
	n, _ := slices.BinarySearch(active, j.rules)
	rules, areas := active[:n], active[n:]
	if j.r.hit.ordered {
		certain := int32(-1)
		for i, b := range rules {
			switch c := &j.branches[b]; {
			case int(c.last) > d:
			case certain < 0:
				certain = c.rule
			case c.rule != certain:
				rules = rules[:i+1]
			}
			if i >= len(rules)-1 {
				break
			}
		}
	}
	if len(areas) == 0 {
		return rules, true
	}
	j.pruned++
	for _, b := range rules {
		j.inQuestion[j.branches[b].rule] = j.pruned
	}
	j.inQuestion[len(j.inQuestion)-1] = j.pruned // the fallback
	left := slices.Clone(rules)
	for _, a := range areas {
		if j.inQuestion[j.branches[a].rule] == j.pruned {
			left = append(left, a)
		}
	}
	return left, true
}

// skip notes the rules in question in a part that is not explored.
func (j *judge) skip(active []int32) {
	for _, b := range active {
		j.open[j.branches[b].rule] = true
	}
	if j.unexplored == nil {
		c := j.here()
		j.unexplored = &c
	}
}

// judge judges a cell and reports whether only the fallback takes it.
func (j *judge) judge(met []int32) bool {
	r := j.r
	n, _ := slices.BinarySearch(met, j.rules)
	hits, areas := met[:n], met[n:]
	winners := r.winners(hits, nil)
	shown := len(j.literals) == 0 || j.shows(hits)
	if undefeated := r.undefeated(hits, nil); !r.hit.alone || len(undefeated) == 1 {
		for _, rule := range undefeated {
			j.decided(rule, shown)
		}
	}
	for i, a := range winners {
		for _, b := range winners[:i] {
			if !r.agree(a, b) {
				j.overlaps.found([2]int32{b, a}, j, shown)
			}
		}
	}
	was := r.outcome(winners)
	for _, h := range hits {
		if rule := r.branches[h].rule; !j.matters[rule] {
			others := slices.DeleteFunc(slices.Clone(hits), func(h int32) bool { return r.branches[h].rule == rule })
			j.matters[rule] = !was.equal(r.outcome(r.winners(others, nil)))
		}
	}
	gap := was.n == 0
	for _, a := range areas {
		area := &j.badAreas[a-j.rules]
		fallback := area.rule == int32(len(r.table.Rules))
		if fallback && gap || !fallback && slices.Contains(winners, area.rule) {
			j.badTargets.found(area.badTarget, j, shown)
		}
	}
	return gap
}

// decided notes that a rule decides here.
func (j *judge) decided(rule int32, shown bool) {
	j.decides[rule] = true
	if shown && j.first[rule].at == nil {
		j.first[rule] = j.here()
	}
}

// shows tries the report of the cell and reports whether it meets just these
// branches, which for those that are no sets is not certain.
func (j *judge) shows(hits []int32) bool {
	f := j.r.factsOf(j.here())
	var p point
	if j.r.locate(&f, &p) != nil {
		return false
	}
	if j.r.hit.ordered {
		hits = hits[:min(1, len(hits))]
	}
	got := j.r.search(&p, nil)
	slices.Sort(got)
	return slices.Equal(got, hits)
}

// outcome is where rules send a report, as the table writes it.
type outcome struct {
	// n is 0 for the fallback, 1 if it is settled and 2 if it is not.
	n                     int
	main, ask, supporting []Target
}

// outcome is what becomes of a report for which these rules decide.
func (r *Router) outcome(winners []int32) outcome {
	var o outcome
	for _, w := range winners {
		to := &r.table.Rules[w].To
		if to.Target != (Target{}) {
			o.main = append(o.main, to.Target)
		}
		o.ask = append(o.ask, to.Ask...)
		o.supporting = append(o.supporting, to.Supporting...)
	}
	for _, list := range []*[]Target{&o.main, &o.ask, &o.supporting} {
		slices.SortFunc(*list, compareTargets)
		*list = slices.Compact(*list)
	}
	switch {
	case len(winners) == 0 || r.hit.together && o.main == nil && o.ask == nil:
	case len(winners) == 1 || r.hit.together:
		o.n = 1
	default:
		o.n = 2
	}
	return o
}

func (o outcome) equal(p outcome) bool {
	return o.n == p.n && slices.Equal(o.main, p.main) && slices.Equal(o.ask, p.ask) && slices.Equal(o.supporting, p.supporting)
}

func compareTargets(a, b Target) int {
	return cmp.Or(cmp.Compare(a.Agency, b.Agency), cmp.Compare(a.Function, b.Function), cmp.Compare(a.Level, b.Level))
}
