package lifecycle

import (
	"slices"

	"github.com/aduan-go/aduan"
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

// timeouts returns, for each exit that the timer may take from a state, the
// clocks that must have run out for it; and false if one of them needs none.
func (b *builder) timeouts(s int) (exits [][]ClockName, all bool) {
	for _, c := range b.exits(s) {
		if !c.rule.Permits(Timer) {
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
func (b *builder) judgeTimeout(s, limit int) {
	exits, timedOut := b.timeouts(s)
	if !timedOut || b.found == nil {
		return
	}
	clocks := slices.Concat(exits...)
	slices.Sort(clocks)
	clocks = slices.Compact(clocks)
	waits := func(at spot) bool {
		return at.state == s && !slices.ContainsFunc(exits, func(exit []ClockName) bool { return live(at.hands, clocks, exit) })
	}
	f, n := b.explore(b.starts(clocks), func(at spot, action int) (spot, bool) {
		next, ok := b.advance(at.place, action)
		if !ok {
			return spot{}, false
		}
		return spot{place: next, hands: turned(at.hands, clocks, b.at(at.state, action))}, true
	}, func(f *search, n int) bool { return len(f.spots) > limit || waits(f.spots[n]) })
	if n >= 0 && waits(f.spots[n]) {
		b.ofState(s, Finding{Kind: WaitingForever, Name: join(clocks, ", "), Path: b.path(f.spots, n)},
			texts().Message("fault.timeout", "state", shown(b.states[s]), "clocks", aduan.List(clocks)))
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
