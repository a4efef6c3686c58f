package lifecycle

import (
	"slices"

	"github.com/aduan-go/aduan/storage"
)

// ClockOp is one operation on one clock, as an action carries it out.
type ClockOp struct {
	Op    Op        `json:"op"`
	Clock ClockName `json:"clock"`
}

// clockExists reports whether the vocabulary has the clock, and finds it
// unknown otherwise.
func (b *builder) clockExists(row int, c ClockName) bool {
	if slices.Contains(b.voc.Clocks, c) {
		return true
	}
	legal := b.nearest(string(c), names(b.voc.Clocks))
	b.ofRow(row, Finding{Kind: UnknownClock, Name: string(c), Legal: legal}, texts().Message("fault.clock", "action", shown(b.def.Transitions[row].Action), "clock", storage.Quote(string(c))))
	return false
}

// effects lists what a row does to each clock, in order. Entering a final
// state supersedes what the row itself neither pauses nor keeps.
func (b *builder) effects(t *Transition, entersFinal bool) []ClockOp {
	var ops []ClockOp
	spared := map[ClockName]bool{}
	for _, e := range t.Clocks {
		for _, c := range b.clocksOf(e) {
			ops = append(ops, ClockOp{Op: e.Op, Clock: c})
			if e.Op == Pause || e.Op == Keep {
				spared[c] = true
			}
		}
	}
	if entersFinal {
		for _, c := range b.voc.Clocks {
			if !spared[c] {
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
	for row, t := range b.def.Transitions {
		for _, e := range t.Clocks {
			b.checkEffect(row, e)
			if e.Op == Start || e.Op == StartOnce {
				for _, c := range b.clocksOf(e) {
					settled[c] = true
				}
			}
		}
	}
	for row := range b.def.Transitions {
		t := &b.def.Transitions[row]
		for _, c := range spoken(t) {
			if slices.Contains(b.voc.Clocks, c) && !settled[c] {
				settled[c] = true // once is enough
				b.ofRow(row, Finding{Kind: ClockNeverStarted, Name: string(c)}, texts().Message("fault.clock_never_started", "action", shown(t.Action), "clock", shown(c)))
			}
		}
	}
}

// checkEffect checks the form of one effect and the names in it.
func (b *builder) checkEffect(row int, e Effect) {
	action := b.def.Transitions[row].Action
	if e.Op < Start || e.Op > Keep || len(e.Clocks) == 0 {
		b.ofRow(row, Finding{Kind: UnknownClock}, texts().Message("fault.effect", "action", shown(action)))
	}
	named := e.Clocks
	if e.all() {
		named = e.Except
	} else if len(e.Except) > 0 {
		b.ofRow(row, Finding{Kind: UnknownClock, Name: join(e.Except, ", ")}, texts().Message("fault.except", "action", shown(action), "all", string(AllClocks)))
	}
	for _, c := range named {
		b.clockExists(row, c)
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
