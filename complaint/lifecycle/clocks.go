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
func (b *builder) effects(t *Transition, to int) []ClockOp {
	var ops []ClockOp
	paused := map[ClockName]bool{}
	for _, e := range t.Clocks {
		clocks := e.Clocks
		if slices.Equal(clocks, []ClockName{AllClocks}) {
			clocks = b.voc.Clocks
		}
		for _, c := range clocks {
			if slices.Contains(e.Except, c) || !slices.Contains(b.voc.Clocks, c) {
				continue
			}
			ops = append(ops, ClockOp{Op: e.Op, Clock: c})
			if e.Op == Pause {
				paused[c] = true
			}
		}
	}
	if to >= 0 && to < len(b.infos) && b.infos[to].Final && !t.To.IsSame() {
		for _, c := range b.voc.Clocks {
			if !paused[c] {
				ops = append(ops, ClockOp{Op: Supersede, Clock: c})
			}
		}
	}
	return ops
}

// checkClocksStarted checks the names of all effects, and finds clocks that are
// spoken of by name although nothing ever starts them.
func (b *builder) checkClocksStarted() {
	b.started = map[ClockName]bool{}
	for i := range b.def.Transitions {
		t := &b.def.Transitions[i]
		for _, e := range t.Clocks {
			if e.Op < Start || e.Op > Extend || len(e.Clocks) == 0 {
				b.find(Finding{Kind: UnknownClock, Line: t.Line, Action: t.Action, Message: fmt.Sprintf("%s has an effect without operation or clock", t.Action)})
			}
			for _, c := range slices.Concat(e.Clocks, e.Except) {
				if c == AllClocks && len(e.Clocks) == 1 {
					continue
				}
				if b.clockExists(t, c) && (e.Op == Start || e.Op == StartOnce) {
					b.started[c] = true
				}
			}
		}
	}
	for i := range b.def.Transitions {
		t := &b.def.Transitions[i]
		var spoken []ClockName
		for _, e := range t.Clocks {
			spoken = append(spoken, e.Clocks...)
		}
		for _, p := range append(t.By, Permit{Needs: t.Needs}) {
			for _, n := range p.Needs {
				if _, arg, ok, _ := n.split(); ok {
					spoken = append(spoken, ClockName(arg))
				}
			}
		}
		for _, c := range spoken {
			if slices.Contains(b.voc.Clocks, c) && !b.started[c] {
				b.started[c] = true // once is enough
				b.find(Finding{
					Kind: ClockNeverStarted, Line: t.Line, Action: t.Action, Name: string(c),
					Message: fmt.Sprintf("%s speaks of the clock %s, which no action starts", t.Action, c),
				})
			}
		}
	}
}
