package routing

import (
	"cmp"
	"slices"
)

// judge says of every cell what is wrong in it, and keeps what it saw.
type judge struct {
	*explorer
	// By rule: whether it decides in some cell, whether some cell goes elsewhere
	// without it, whether it was in question beyond the budget, and the first
	// cell in which it decides.
	decides, matters, open []bool
	first                  []cell
	pairs                  map[[2]int32]*seen
	pairOrder              [][2]int32
	nowhere                map[nowhere]*seen
	nowhereOrder           []nowhere
	unexplored             *cell
}

// nowhere is a target of a rule that leads nowhere.
type nowhere struct {
	rule   int32
	target Target
}

// cell is the least report of a cell: its values and what the conditions that
// are no sets are taken to say.
type cell struct {
	at       []int64
	literals []literal
}

// seen is a fault that was seen in some cells.
type seen struct {
	cell
	// shown tells that the report of the cell was tried and shows the fault.
	shown    bool
	from, to int64
}

func newJudge(r *Router, budget int) *judge {
	stretches := r.stretches()
	j := &judge{explorer: newExplorer(r, stretches, r.watches(stretches))}
	rules := len(r.table.Rules)
	j.decides, j.matters, j.open = make([]bool, rules), make([]bool, rules), make([]bool, rules+1)
	j.first = make([]cell, rules)
	j.pairs, j.nowhere = map[[2]int32]*seen{}, map[nowhere]*seen{}
	j.budget, j.leaf, j.giveUp = budget, j.judge, j.skip
	return j
}

// here is the cell at which the explorer stands.
func (j *judge) here() cell { return cell{slices.Clone(j.at), slices.Clone(j.literals)} }

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
func (j *judge) judge(hits, watches []int32) bool {
	r := j.r
	relevant := hits
	if r.table.Hit == First {
		relevant = hits[:min(1, len(hits))]
	}
	winners := r.winners(relevant, nil)
	shown := len(j.literals) == 0 || j.shows(relevant)
	for _, h := range relevant {
		if r.table.Hit == MostSpecific && r.beaten(r.branches[h].rule, hits) >= 0 || r.table.Hit == Unique && len(winners) > 1 {
			continue
		}
		j.decided(r.branches[h].rule, shown)
	}
	j.overlaps(winners, shown)
	for _, h := range relevant {
		if rule := r.branches[h].rule; !j.matters[rule] {
			j.matters[rule] = !r.outcome(winners).equal(r.outcome(j.without(hits, rule)))
		}
	}
	gap := r.outcome(winners).n == 0
	for _, w := range watches {
		w := &j.explorer.watches[w-j.rules]
		fallback := w.rule == int32(len(r.table.Rules))
		if fallback && gap || !fallback && slices.Contains(winners, w.rule) {
			j.lost(nowhere{w.rule, w.target}, shown)
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

// without returns who decides if a rule is left out.
func (j *judge) without(hits []int32, rule int32) []int32 {
	others := slices.DeleteFunc(slices.Clone(hits), func(h int32) bool { return j.r.branches[h].rule == rule })
	if j.r.table.Hit == First {
		others = others[:min(1, len(others))]
	}
	return j.r.winners(others, nil)
}

// shows tries the report of the cell and reports whether it meets just these
// branches, which for those that are no sets is not certain.
func (j *judge) shows(hits []int32) bool {
	f := j.r.factsOf(j.here())
	var p point
	if j.r.locate(&f, &p) != nil {
		return false
	}
	got := j.r.search(&p, nil)
	slices.Sort(got)
	return slices.Equal(got, hits)
}

func (j *judge) overlaps(winners []int32, shown bool) {
	for i, a := range winners {
		for _, b := range winners[:i] {
			if j.r.disagree(a, b) {
				k := [2]int32{b, a}
				s := j.pairs[k]
				if s == nil {
					s = &seen{cell: j.here(), from: j.from, to: j.to, shown: shown}
					j.pairs[k] = s
					j.pairOrder = append(j.pairOrder, k)
				}
				j.saw(s, shown)
			}
		}
	}
}

// lost notes that a target leads nowhere.
func (j *judge) lost(n nowhere, shown bool) {
	s := j.nowhere[n]
	if s == nil {
		s = &seen{cell: j.here(), from: j.from, to: j.to, shown: shown}
		j.nowhere[n] = s
		j.nowhereOrder = append(j.nowhereOrder, n)
	}
	j.saw(s, shown)
}

// saw notes that a fault was seen here too.
func (j *judge) saw(s *seen, shown bool) {
	if shown && !s.shown {
		s.cell, s.shown, s.from, s.to = j.here(), true, j.from, j.to
	}
	if shown == s.shown {
		s.from, s.to = min(s.from, j.from), max(s.to, j.to)
	}
}

// disagree reports whether the table leaves open what becomes of reports for
// which both rules are among those that decide.
func (r *Router) disagree(a, b int32) bool {
	x, y := &r.table.Rules[a].To, &r.table.Rules[b].To
	switch r.table.Hit {
	case First:
		return false
	case Unique:
		return true
	case MostSpecific:
		return r.destination[a] != r.destination[b]
	}
	main := func(d *Destination) bool { return d.Target != (Target{}) }
	return main(x) && main(y) && x.Target != y.Target || main(x) && y.Ask != nil || main(y) && x.Ask != nil
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
	case r.table.Hit == Collect && o.main == nil && o.ask == nil || len(winners) == 0:
	case r.table.Hit == Collect || len(winners) == 1:
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
