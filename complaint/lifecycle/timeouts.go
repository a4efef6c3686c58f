package lifecycle

import (
	"fmt"
	"slices"
)

// hand is how one clock stands while a proof follows it: not started, running,
// paused once or more, or ended.
type hand byte

const (
	handOff hand = iota
	handRuns
	handPaused
	handPausedTwice
	handEnded
)

// turn carries out an operation on a clock. More than two pauses count as two;
// resuming then finds the clock paused, which counts as live all the same.
func (h hand) turn(op Op) hand {
	live := h == handRuns || h == handPaused || h == handPausedTwice
	switch {
	case op == Start, op == StartOnce && h == handOff, op == Restart && live:
		return handRuns
	case (op == Stop || op == Supersede) && live:
		return handEnded
	case op == Pause && h == handRuns:
		return handPaused
	case op == Pause && h == handPaused:
		return handPausedTwice
	case op == Resume && h == handPausedTwice:
		return handPaused
	case op == Resume && h == handPaused:
		return handRuns
	default:
		return h
	}
}

// timed is a place together with the hands of the clocks that matter.
type timed struct {
	place
	hands []hand
	via   int
	by    int
}

// timeouts returns, for each exit that the timer may take from a state, the
// clocks that must have run out for it; and false if one of them needs none.
func (b *builder) timeouts(s int) (exits [][]ClockName, all bool) {
	for a := range b.actions {
		c := b.at(s, a)
		if c == nil || c.to == s || !c.rule.Permits(Timer) {
			continue
		}
		var clocks []ClockName
		for cond := range c.rule.Needs(Timer) {
			if cond.takes == TakesClock {
				clocks = append(clocks, cond.Clock)
			}
		}
		if len(clocks) == 0 {
			return nil, false
		}
		exits = append(exits, clocks)
	}
	return exits, len(exits) > 0
}

// judgeTimeout follows the clocks of a state's time-outs along every way a case
// can take, and finds a way on which the case comes to wait there although no
// time-out's clock is running: it would wait for ever. Within the limit of
// places it is exact; beyond it, it finds nothing.
func (b *builder) judgeTimeout(s int, info StateInfo, limit int) {
	exits, timedOut := b.timeouts(s)
	if !timedOut || b.found == nil {
		return
	}
	var clocks []ClockName
	for _, exit := range exits {
		clocks = append(clocks, exit...)
	}
	slices.Sort(clocks)
	clocks = slices.Compact(clocks)
	var seen []timed
	known := map[string]bool{}
	add := func(t timed) {
		k := t.key() + string(handBytes(t.hands))
		if !known[k] {
			known[k] = true
			seen = append(seen, t)
		}
	}
	if birth := b.birth(); birth < 0 {
		add(timed{place: place{state: b.initial}, hands: make([]hand, len(clocks)), via: -1, by: -1})
	} else {
		for a := range b.actions {
			if c := b.at(b.newState(), a); c != nil {
				add(timed{place: place{state: b.initial}, hands: turned(make([]hand, len(clocks)), clocks, c), via: -1, by: a})
			}
		}
	}
	for n := 0; n < len(seen) && len(seen) <= limit; n++ {
		t := seen[n]
		if t.state == s && !slices.ContainsFunc(exits, func(exit []ClockName) bool { return live(t.hands, clocks, exit) }) {
			b.find(Finding{
				Kind: WaitingForever, Line: info.Line, State: info.State, Name: join(clocks, ", "), Path: b.timedPath(seen, n),
				Message: fmt.Sprintf("%s waits for a time-out whose clock is not running then (%s)", info.State, join(clocks, ", ")),
			})
			return
		}
		for a := range b.actions {
			if next, ok := b.advance(t.place, a); ok {
				add(timed{place: next, hands: turned(t.hands, clocks, b.at(t.state, a)), via: n, by: a})
			}
		}
	}
}

// live reports whether all clocks of an exit run or are paused.
func live(hands []hand, clocks, exit []ClockName) bool {
	for _, c := range exit {
		if h := hands[slices.Index(clocks, c)]; h == handOff || h == handEnded {
			return false
		}
	}
	return true
}

// turned carries out what a cell does to the clocks.
func turned(hands []hand, clocks []ClockName, c *cell) []hand {
	out := slices.Clone(hands)
	for _, e := range c.rule.effects {
		if i := slices.Index(clocks, e.Clock); i >= 0 {
			out[i] = out[i].turn(e.Op)
		}
	}
	return out
}

func handBytes(hands []hand) []byte {
	out := make([]byte, len(hands))
	for i, h := range hands {
		out[i] = byte(h)
	}
	return out
}

// timedPath returns the actions that led to a place.
func (b *builder) timedPath(seen []timed, n int) []Step {
	var path []Step
	for ; n >= 0; n = seen[n].via {
		if seen[n].by >= 0 {
			path = append(path, Step{Action: b.actions[seen[n].by], To: b.states[seen[n].state]})
		}
	}
	slices.Reverse(path)
	return path
}
