package lifecycle

import (
	"fmt"
	"slices"
)

// ClockOp is one operation on one clock, as an action carries it out.
type ClockOp struct {
	Op    Op        `json:"op"`
	Clock ClockName `json:"clock"`
}

// clockExists reports whether the vocabulary has the clock, and finds it
// unknown otherwise.
func (b *builder) clockExists(t *Transition, c ClockName) bool {
	if slices.Contains(b.voc.Clocks, c) {
		return true
	}
	b.find(Finding{
		Kind: UnknownClock, Line: t.Line, Action: t.Action, Name: string(c),
		Message: fmt.Sprintf("%s speaks of %q, a clock that does not exist", t.Action, c), Legal: texts(b.voc.Clocks),
	})
	return false
}

// effects lists what a row does to each clock, in order. Entering a final
// state supersedes what the row itself does not pause.
func (b *builder) effects(t *Transition, entersFinal bool) []ClockOp {
	var ops []ClockOp
	paused := map[ClockName]bool{}
	for _, e := range t.Clocks {
		for _, c := range b.clocksOf(e) {
			ops = append(ops, ClockOp{Op: e.Op, Clock: c})
			if e.Op == Pause {
				paused[c] = true
			}
		}
	}
	if entersFinal {
		for _, c := range b.voc.Clocks {
			if !paused[c] {
				ops = append(ops, ClockOp{Op: Supersede, Clock: c})
			}
		}
	}
	return ops
}

// clocksOf lists the clocks of the vocabulary that an effect is on.
func (b *builder) clocksOf(e Effect) []ClockName {
	named := e.Clocks
	if e.all() {
		named = b.voc.Clocks
	}
	var clocks []ClockName
	for _, c := range named {
		if slices.Contains(b.voc.Clocks, c) && !slices.Contains(e.Except, c) {
			clocks = append(clocks, c)
		}
	}
	return clocks
}

// checkClocks checks the form and the names of all effects, and finds clocks
// that are spoken of by name although nothing ever starts them.
func (b *builder) checkClocks() {
	settled := map[ClockName]bool{} // started by some row, or found already
	for i := range b.def.Transitions {
		t := &b.def.Transitions[i]
		for _, e := range t.Clocks {
			b.checkEffect(t, e)
			if e.Op == Start || e.Op == StartOnce {
				for _, c := range b.clocksOf(e) {
					settled[c] = true
				}
			}
		}
	}
	for i := range b.def.Transitions {
		t := &b.def.Transitions[i]
		for _, c := range spoken(t) {
			if slices.Contains(b.voc.Clocks, c) && !settled[c] {
				settled[c] = true // once is enough
				b.find(Finding{
					Kind: ClockNeverStarted, Line: t.Line, Action: t.Action, Name: string(c),
					Message: fmt.Sprintf("%s speaks of the clock %s, which no action starts", t.Action, c),
				})
			}
		}
	}
}

// checkEffect checks the form of one effect and the names in it.
func (b *builder) checkEffect(t *Transition, e Effect) {
	if e.Op < Start || e.Op > Extend || len(e.Clocks) == 0 {
		b.find(Finding{Kind: UnknownClock, Line: t.Line, Action: t.Action, Message: fmt.Sprintf("%s has an effect without operation or clock", t.Action)})
	}
	if !e.all() {
		for _, c := range e.Clocks {
			b.clockExists(t, c)
		}
		if len(e.Except) > 0 {
			b.find(Finding{
				Kind: UnknownClock, Line: t.Line, Action: t.Action, Name: join(e.Except, ", "),
				Message: fmt.Sprintf("%s spares clocks from an effect that is not on %s", t.Action, AllClocks),
			})
		}
		return
	}
	for _, c := range e.Except {
		b.clockExists(t, c)
	}
}

// spoken lists the clocks that a row names in its effects and needs. A clock
// that is spared need not run.
func spoken(t *Transition) []ClockName {
	var clocks []ClockName
	for _, e := range t.Clocks {
		clocks = append(clocks, e.Clocks...)
	}
	add := func(needs []Need) {
		for _, n := range needs {
			if _, arg, hasArg, ok := n.split(); ok && hasArg {
				clocks = append(clocks, ClockName(arg))
			}
		}
	}
	add(t.Needs)
	for _, p := range t.By {
		add(p.Needs)
	}
	return clocks
}
