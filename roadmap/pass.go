package roadmap

import (
	"cmp"
	"math"

	"github.com/aduan-go/aduan/region/calendar"
)

// bound is what binds one milestone, apart from its dependencies.
type bound struct {
	work int
	// start and finish are the earliest places for either.
	start, finish int
	// fixed milestones have happened: start and finish are what they were.
	fixed bool
	// begun milestones have a start that was, and work that is left.
	begun bool
	began int
}

// never is the place of what is not going to happen, and beyond it.
const never = 1 << 40

// The reasons for which a milestone is not earlier, where it is no dependency.
const (
	byBeginning = -1 - iota // nothing can be earlier
	byStart                 // its own start is bound
	byFinish                // its own finish is bound
	byFact                  // it has happened
)

// pass is the result of going through a network forwards.
type pass struct {
	start, finish []int
	// reason is the place of the dependency that binds a milestone, or one of
	// the reasons above.
	reason []int32
	last   int // the latest finish
}

// forward goes through the network and gives each milestone the earliest places.
// Of several dependencies that bind alike, the reason is the first by name.
func (n *network) forward(bounds []bound) pass {
	p := pass{start: make([]int, len(n.items)), finish: make([]int, len(n.items)), reason: make([]int32, len(n.items)), last: math.MinInt}
	for _, i := range n.order {
		b := &bounds[i]
		start, reason := b.start, int32(byStart)
		if start <= 0 {
			start, reason = 0, byBeginning
		}
		for e := n.first[i]; e < n.first[i+1]; e++ {
			from := n.edges[e].from
			at := p.start[from]
			if n.edges[e].link == FinishStart {
				at = p.finish[from]
			}
			at += int(n.edges[e].lag)
			if at > start || at == start && (reason < 0 || n.ahead(e, reason)) {
				start, reason = at, e
			}
		}
		finish := start + b.work
		if b.finish > finish {
			finish, reason = b.finish, byFinish
		}
		if b.fixed {
			start, finish, reason = b.start, b.finish, byFact
		}
		if b.begun && !b.fixed {
			start = min(b.began, finish)
		}
		p.start[i], p.finish[i], p.reason[i] = start, finish, reason
		p.last = max(p.last, finish)
	}
	return p
}

// ahead orders dependencies, whatever their order in the input: by name, then
// by type and lag.
func (n *network) ahead(e, f int32) bool {
	return cmp.Or(
		cmp.Compare(n.items[n.edges[e].from].ID, n.items[n.edges[f].from].ID),
		cmp.Compare(n.edges[e].link, n.edges[f].link), cmp.Compare(n.edges[e].lag, n.edges[f].lag),
	) < 0
}

// noFinish is the bound of a finish that is not bound.
const noFinish = math.MinInt

// bounds returns what the milestones themselves say.
func (n *network) bounds(a *axis) ([]bound, error) {
	out := make([]bound, len(n.items))
	for i := range n.items {
		m := &n.items[i]
		out[i] = bound{work: int(m.Work), finish: noFinish}
		if m.NotBefore.IsZero() {
			continue
		}
		at, err := a.place(m.NotBefore.AddDays(-1))
		if err != nil {
			return nil, err
		}
		if m.Work == 0 {
			at++
		}
		out[i].start = at
	}
	return out, nil
}

// path follows the reasons back from a milestone and returns the steps from the
// beginning. The axis must have room for the dates.
func (n *network) path(a *axis, p *pass, i int32) []PathStep {
	var back []PathStep
	for {
		m := &n.items[i]
		work := p.finish[i] - p.start[i]
		step := PathStep{Milestone: m.ID, Start: a.begins(p.start[i], work), Finish: a.ends(p.finish[i], work)}
		e := p.reason[i]
		if e >= 0 {
			step.Via = Dependency{Milestone: n.items[n.edges[e].from].ID, Type: n.edges[e].link, Lag: calendar.WorkingDays(n.edges[e].lag)}
		}
		back = append(back, step)
		if e < 0 {
			break
		}
		i = n.edges[e].from
	}
	for l, r := 0, len(back)-1; l < r; l, r = l+1, r-1 {
		back[l], back[r] = back[r], back[l]
	}
	return back
}
