package schedule

import "math"

// Bound is what binds one item, apart from its dependencies. Places are those of
// an [Axis].
type Bound struct {
	Work int
	// Start and Finish are the earliest places for either; see [NoFinish].
	Start, Finish int
	// Fixed items have happened: Start and Finish are what they were.
	Fixed bool
	// Begun items began at Began, and Work is what is left of them.
	Begun bool
	Began int
}

const (
	// NoFinish is the bound of a finish that is not bound.
	NoFinish = math.MinInt
	// Never is the place of what is not going to happen. What waits for it lies
	// near it; see [Happens].
	Never = 1 << 40
)

// Happens reports whether a place is one that is going to come.
func Happens(place int) bool { return place < Never/2 }

// The reasons for which an item is not earlier, where it is no dependency.
const (
	ByBeginning = -1 - iota // nothing can be earlier
	ByStart                 // its own start is bound
	ByFinish                // its own finish is bound
	ByFact                  // it has happened
)

// Pass is the result of going through a network forwards, by item.
type Pass struct {
	Start, Finish []int
	// Reason is which of its dependencies binds an item, or one of the reasons
	// above.
	Reason []int
	// Last is the latest finish.
	Last int
}

// Bounds returns what the items themselves say. The error is a
// *calendar.CoverageError.
func (n *Network) Bounds(a *Axis) ([]Bound, error) {
	out := make([]Bound, len(n.Items))
	for i := range n.Items {
		item := &n.Items[i]
		out[i] = Bound{Work: item.Work, Finish: NoFinish}
		if item.NotBefore.IsZero() || a.precedes(item.NotBefore) {
			continue // nothing begins before the first day anyhow
		}
		at, err := a.Before(item.NotBefore)
		if err != nil {
			return nil, err
		}
		if item.Work == 0 {
			at++
		}
		out[i].Start = at
	}
	return out, nil
}

// Forward goes through the network and gives each item the earliest places. Of
// several dependencies that bind alike, the reason is the first by
// [Network.Ahead].
func (n *Network) Forward(bounds []Bound) Pass {
	p := Pass{Start: make([]int, len(n.Items)), Finish: make([]int, len(n.Items)), Reason: make([]int, len(n.Items)), Last: math.MinInt}
	for _, i := range n.Order {
		b, after := &bounds[i], n.Items[i].After
		start, reason := b.Start, ByStart
		if start <= 0 {
			start, reason = 0, ByBeginning
		}
		for k, d := range after {
			at := p.Release(d)
			if at > start || at == start && (reason < 0 || n.Ahead(d, after[reason])) {
				start, reason = at, k
			}
		}
		finish := start + b.Work
		if b.Finish > finish {
			finish, reason = b.Finish, ByFinish
		}
		if b.Fixed {
			start, finish, reason = b.Start, b.Finish, ByFact
		}
		if b.Begun && !b.Fixed {
			start = min(b.Began, finish)
		}
		p.Start[i], p.Finish[i], p.Reason[i] = start, finish, reason
		p.Last = max(p.Last, finish)
	}
	return p
}

// Release is the place at which a dependency lets its item begin.
func (p *Pass) Release(d Dependency) int {
	if d.FromStart {
		return p.Start[d.On] + d.Lag + d.begins
	}
	return p.Finish[d.On] + d.Lag
}
