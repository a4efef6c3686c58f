package roadmap

import (
	"fmt"

	"github.com/aduan-go/aduan/storage"
)

// MaxDays is the largest work and the largest lag, in working days.
const MaxDays = 10_000

// network is the milestones with their dependencies in flat arrays. The
// dependencies of milestone i are those at first[i] up to first[i+1].
type network struct {
	items []Milestone
	work  []int32
	index map[MilestoneID]int32
	first []int32
	edges []edge
	// next lists in the same way who depends on a milestone.
	nextFirst []int32
	next      []int32
	// order is such that everything comes after what it depends on.
	order []int32
}

// edge is a dependency on the milestone at from.
type edge struct {
	from, lag int32
	link      Link
}

// newNetwork resolves names and sorts. The error is a *storage.InvalidError for
// unknown or repeated milestones and days beyond the limits, and a *CycleError
// for milestones that wait for themselves.
func newNetwork(items []Milestone) (*network, error) {
	n := &network{
		items: items, work: make([]int32, len(items)),
		index: make(map[MilestoneID]int32, len(items)), first: make([]int32, len(items)+1),
	}
	var problems []storage.Problem
	add := func(i int, field, message string) {
		if len(problems) < maxProblems {
			problems = append(problems, storage.Problem{Field: fmt.Sprintf("milestones[%d]%s", i, field), Message: message})
		}
	}
	for i := range items {
		m := &items[i]
		before := len(n.index)
		if n.index[m.ID] = int32(i); len(n.index) == before {
			add(i, ".id", clip(string(m.ID))+" stands twice")
		}
		n.work[i] = int32(m.Work)
		n.first[i+1] = n.first[i] + int32(len(m.After))
		if m.Work < 0 || m.Work > MaxDays {
			add(i, ".work", fmt.Sprintf("%d working days, 0 to %d are legal", m.Work, MaxDays))
		}
	}
	edges := int(n.first[len(items)])
	n.edges = make([]edge, 0, edges)
	self := int32(-1) // the least name that depends on itself
	for i := range items {
		for k, d := range items[i].After {
			from, known := n.index[d.Milestone]
			switch {
			case !known:
				add(i, fmt.Sprintf(".after[%d].milestone", k), "there is no milestone "+clip(string(d.Milestone)))
			case int(from) == i && (self < 0 || d.Milestone < items[self].ID):
				self = from
			}
			if d.Lag < -MaxDays || d.Lag > MaxDays {
				add(i, fmt.Sprintf(".after[%d].lag", k), fmt.Sprintf("%d working days, at most %d are legal", d.Lag, MaxDays))
			}
			if d.Type != FinishStart && d.Type != StartStart {
				add(i, fmt.Sprintf(".after[%d].type", k), "unknown kind of dependency")
			}
			n.edges = append(n.edges, edge{from: from, lag: int32(d.Lag), link: d.Type})
		}
	}
	switch {
	case len(problems) > 0:
		return nil, &storage.InvalidError{What: "road map", Problems: problems}
	case self >= 0:
		return nil, &CycleError{Path: []MilestoneID{items[self].ID, items[self].ID}}
	}
	return n, n.sort()
}

// sort fills next and order. The error is a *CycleError.
func (n *network) sort() error {
	n.nextFirst = make([]int32, len(n.items)+1)
	for _, e := range n.edges {
		n.nextFirst[e.from+1]++
	}
	for i := range n.items {
		n.nextFirst[i+1] += n.nextFirst[i]
	}
	n.next = make([]int32, len(n.edges))
	fill := append([]int32(nil), n.nextFirst...)
	waits := make([]int32, len(n.items))
	n.order = make([]int32, 0, len(n.items))
	for i := range n.items {
		waits[i] = n.first[i+1] - n.first[i]
		if waits[i] == 0 {
			n.order = append(n.order, int32(i))
		}
		for _, e := range n.edges[n.first[i]:n.first[i+1]] {
			n.next[fill[e.from]] = int32(i)
			fill[e.from]++
		}
	}
	for done := 0; done < len(n.order); done++ {
		i := n.order[done]
		for _, next := range n.next[n.nextFirst[i]:n.nextFirst[i+1]] {
			if waits[next]--; waits[next] == 0 {
				n.order = append(n.order, next)
			}
		}
	}
	if len(n.order) < len(n.items) {
		return n.cycle(waits)
	}
	return nil
}

// cycle finds a cycle among the milestones that still wait. Which one does not
// depend on the order of the input: it starts from the least name and goes by
// the least names.
func (n *network) cycle(waits []int32) error {
	least := func(a, b int32) int32 {
		if a < 0 || n.items[b].ID < n.items[a].ID {
			return b
		}
		return a
	}
	at := int32(-1)
	for i := range n.items {
		if waits[i] > 0 {
			at = least(at, int32(i))
		}
	}
	// Whoever waits has somebody before him who waits.
	place := map[int32]int{}
	var back []int32
	for {
		if begin, seen := place[at]; seen {
			back = append(back[begin:], at)
			break
		}
		place[at] = len(back)
		back = append(back, at)
		before := int32(-1)
		for _, e := range n.edges[n.first[at]:n.first[at+1]] {
			if waits[e.from] > 0 {
				before = least(before, e.from)
			}
		}
		at = before
	}
	e := &CycleError{}
	for i := len(back) - 1; i >= 0; i-- {
		e.Path = append(e.Path, n.items[back[i]].ID)
	}
	return e
}
