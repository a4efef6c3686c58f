package complaint

import (
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// A limit on how often a case changes hands counts every way: whoever bounds one action by
// [GuardMovedFewerThan] has bounded none if the case goes round by another. And whatever
// stands at the limit must have a way to an end without moving.

// limited reports whether some action asks how often the case changed hands.
func (t *trial) limited() bool {
	return slices.ContainsFunc(t.rows, func(r triedRow) bool {
		return r.first >= 0 && slices.ContainsFunc(r.rule.Roles(), func(role lifecycle.Role) bool {
			return needsOne(r.rule, role, []lifecycle.GuardName{GuardMovedFewerThan})
		})
	})
}

// free reports whether somebody may take an action from a case who needs none of some guards.
func (t *trial) free(n int, a lifecycle.Action, guards []lifecycle.GuardName) bool {
	rule, _ := t.l.machine.Rule(t.cases[n].State, a)
	return slices.ContainsFunc(t.cases[n].who, func(r lifecycle.Role) bool {
		return rule.Permits(r) && !t.barred(rule, r, n) && !needsOne(rule, r, guards)
	})
}

// endless reports whether an action can be taken from a case without end. Nobody decides how
// often it becomes unknown who holds a case.
func (t *trial) endless(n int, m move) bool {
	guards := []lifecycle.GuardName{GuardMovedFewerThan, GuardHolderUnknown}
	if t.l.Does(m.action, MeaningReturns) {
		guards = append(guards, GuardReturnedFewerThan)
	}
	if t.l.Does(m.action, MeaningReopens) {
		guards = append(guards, GuardReopenedFewerThan)
	}
	return t.free(n, m.action, guards)
}

// endlessMoves finds how a case changes hands for ever where some action bounds that, and
// where a case that may move no more has no end.
func (t *trial) endlessMoves() (found []lifecycle.Finding) {
	if !t.limited() {
		return nil
	}
	rounds := t.only(t.endless)
	circle := circles(rounds)
	seen := map[lifecycle.Action]bool{}
	for n := range rounds {
		for _, m := range rounds[n] {
			if seen[m.action] || circle[n] != circle[m.to] || !t.l.Does(m.action, gives) {
				continue
			}
			seen[m.action] = true
			state := t.cases[n].State
			rule, _ := t.l.machine.Rule(state, m.action)
			found = append(found, lifecycle.Finding{
				Kind: lifecycle.EndlessMoves, Field: storage.At("transitions", rule.Row()), State: state, Action: m.action, Name: string(GuardMovedFewerThan),
				Path:    slices.Concat(t.path(n), []lifecycle.Step{t.step(m)}, t.way(rounds, m.to, n)),
				Message: texts().Message("fault.moves_endless", "action", m.action, "guard", GuardMovedFewerThan),
			})
		}
	}
	return append(found, t.stuckMoves()...)
}

// stuckMoves finds the states in which a case that was moved has no end without moving.
func (t *trial) stuckMoves() (found []lifecycle.Finding) {
	staying := t.only(func(n int, m move) bool { return t.free(n, m.action, []lifecycle.GuardName{GuardMovedFewerThan}) })
	before := make([][]int, len(t.cases))
	ends, moved := make([]bool, len(t.cases)), make([]bool, len(t.cases))
	after := make([][]int, len(t.cases))
	for n := range t.cases {
		ends[n] = t.l.machine.Final(t.cases[n].State)
		for _, m := range t.cases[n].after {
			moved[m.to] = moved[m.to] || t.l.Does(m.action, gives)
		}
		for _, m := range staying[n] {
			before[m.to], after[n] = append(before[m.to], n), append(after[n], m.to)
		}
	}
	spread(ends, before)
	spread(moved, after)
	for i, s := range t.l.machine.Definition().States {
		for n := range t.cases {
			if t.cases[n].State == s.State && moved[n] && !ends[n] {
				found = append(found, lifecycle.Finding{
					Kind: lifecycle.NoEnd, Field: storage.At("states", i), State: s.State, Path: t.path(n), Message: texts().Message("fault.moves_stuck", "state", s.State),
				})
				break
			}
		}
	}
	return found
}

func (t *trial) step(m move) lifecycle.Step {
	return lifecycle.Step{Action: m.action, To: t.cases[m.to].State}
}

// only lists, by case, the actions of which something holds.
func (t *trial) only(holds func(int, move) bool) [][]move {
	list := make([][]move, len(t.cases))
	for n := range t.cases {
		for _, m := range t.cases[n].after {
			if holds(n, m) {
				list[n] = append(list[n], m)
			}
		}
	}
	return list
}

// way is a shortest way from a case to another, which there is.
func (t *trial) way(by [][]move, from, to int) (path []lifecycle.Step) {
	via, last := map[int]int{from: -1}, map[int]move{}
	for queue := []int{from}; len(queue) > 0 && queue[0] != to; queue = queue[1:] {
		for _, m := range by[queue[0]] {
			if _, known := via[m.to]; !known {
				via[m.to], last[m.to] = queue[0], m
				queue = append(queue, m.to)
			}
		}
	}
	for n := to; n != from; n = via[n] {
		path = append(path, t.step(last[n]))
	}
	slices.Reverse(path)
	return path
}

// spread marks all to which something marked leads.
func spread(marked []bool, to [][]int) {
	var queue []int
	for n, yes := range marked {
		if yes {
			queue = append(queue, n)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, m := range to[queue[0]] {
			if !marked[m] {
				marked[m] = true
				queue = append(queue, m)
			}
		}
	}
}

// circles numbers the cases so that two have the same number if each leads to the other
// (the strongly connected components, after Kosaraju).
func circles(after [][]move) []int {
	before := make([][]int, len(after))
	for n := range after {
		for _, m := range after[n] {
			before[m.to] = append(before[m.to], n)
		}
	}
	type visit struct{ n, next int }
	var done []int // each after all to which it leads, but for circles
	seen := make([]bool, len(after))
	for n := range after {
		if seen[n] {
			continue
		}
		seen[n] = true
		for stack := []visit{{n, 0}}; len(stack) > 0; {
			top := &stack[len(stack)-1]
			if top.next == len(after[top.n]) {
				done, stack = append(done, top.n), stack[:len(stack)-1]
				continue
			}
			m := after[top.n][top.next].to
			top.next++
			if !seen[m] {
				seen[m] = true
				stack = append(stack, visit{m, 0})
			}
		}
	}
	number := make([]int, len(after))
	for i, n := range slices.Backward(done) {
		if number[n] != 0 {
			continue
		}
		number[n] = i + 1
		for queue := []int{n}; len(queue) > 0; queue = queue[1:] {
			for _, m := range before[queue[0]] {
				if number[m] == 0 {
					number[m] = i + 1
					queue = append(queue, m)
				}
			}
		}
	}
	return number
}
