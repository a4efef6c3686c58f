package schedule

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
)

// Item is a piece of work, or an event.
type Item struct {
	// Name tells it from others; where two could go first, the lesser name does.
	Name string
	// Work is how many working days it takes without a break, 0 for an event.
	Work int
	// After lists what it waits for.
	After []Dependency
	// NotBefore is the first day on which its work may begin, or an event
	// happen; NotAfter the last on which it can be finished at all. Due is the
	// target: a schedule that misses it has negative floats.
	NotBefore, NotAfter, Due aduan.Date
}

// Dependency says for what an item waits.
type Dependency struct {
	// On is the position of the other item.
	On int32
	// FromStart lets the item begin once the other has begun, not once it is
	// finished.
	FromStart bool
	// Lag is how many working days must lie between; negative if the two may
	// overlap.
	Lag int
	// begins is 1 where an event waits for work to begin: it happens on the day on
	// which the work begins, not on the one before, whose end is its start.
	begins int
}

// Network is items with what they wait for.
type Network struct {
	// Items are the items, by position.
	Items []Item
	// Order is such that every item comes after what it waits for.
	Order []int32
	// next lists who waits for an item.
	next [][]int32
}

// CycleError says that items wait for each other, or one for itself.
type CycleError struct {
	// Path leads by position from an item to those that wait for it and back to
	// itself; the first and the last are the same.
	Path []int32
	// Names are those of the path.
	Names []string
}

// Error prints the cycle.
func (e *CycleError) Error() string { return "a cycle: " + strings.Join(e.Names, " -> ") }

// New makes a network, which keeps the items. The error is a [*CycleError], or says that an item waits
// for one that there is not.
func New(items []Item) (*Network, error) {
	n := &Network{Items: items, Order: make([]int32, 0, len(items)), next: make([][]int32, len(items))}
	waits := make([]int, len(items))
	for i := range items {
		for k := range items[i].After {
			d := &items[i].After[k]
			if d.On < 0 || int(d.On) >= len(items) {
				return nil, fmt.Errorf("schedule: %s waits for item %d of %d", items[i].Name, d.On, len(items))
			}
			if d.begins = 0; d.FromStart && items[i].Work == 0 && items[d.On].Work > 0 {
				d.begins = 1
			}
			n.next[d.On] = append(n.next[d.On], int32(i))
		}
		if waits[i] = len(items[i].After); waits[i] == 0 {
			n.Order = append(n.Order, int32(i))
		}
	}
	for done := 0; done < len(n.Order); done++ {
		for _, next := range n.next[n.Order[done]] {
			if waits[next]--; waits[next] == 0 {
				n.Order = append(n.Order, next)
			}
		}
	}
	if len(n.Order) < len(items) {
		return nil, n.cycle(waits)
	}
	return n, nil
}

// cycle finds a cycle among the items that still wait. Which one does not depend
// on the order of the input: an item that waits for itself comes first, and
// otherwise it starts from the least name and goes by the least names.
func (n *Network) cycle(waits []int) error {
	least, self := int32(-1), int32(-1)
	lesser := func(a, b int32) int32 {
		if a < 0 || n.Items[b].Name < n.Items[a].Name {
			return b
		}
		return a
	}
	for i := range n.Items {
		if waits[i] > 0 {
			least = lesser(least, int32(i))
		}
		for _, d := range n.Items[i].After {
			if int(d.On) == i {
				self = lesser(self, d.On)
			}
		}
	}
	if self >= 0 {
		return n.circle([]int32{self, self})
	}
	// Whoever waits has somebody before them who waits.
	place := map[int32]int{}
	var back []int32
	for at := least; ; {
		if begin, seen := place[at]; seen {
			return n.circle(append(back[begin:], at))
		}
		place[at] = len(back)
		back = append(back, at)
		before := int32(-1)
		for _, d := range n.Items[at].After {
			if waits[d.On] > 0 {
				before = lesser(before, d.On)
			}
		}
		at = before
	}
}

// circle makes the error of a path that was found backwards.
func (n *Network) circle(back []int32) *CycleError {
	e := &CycleError{}
	for i := len(back) - 1; i >= 0; i-- {
		e.Path, e.Names = append(e.Path, back[i]), append(e.Names, n.Items[back[i]].Name)
	}
	return e
}

// Ahead orders dependencies, whatever their order in the input: by name, then
// by type and lag.
func (n *Network) Ahead(d, e Dependency) bool {
	kind := func(d Dependency) int {
		if d.FromStart {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(n.Items[d.On].Name, n.Items[e.On].Name), cmp.Compare(kind(d), kind(e)), cmp.Compare(d.Lag, e.Lag),
	) < 0
}

// weight is how much later than the start of the other item a dependency lets
// one start.
func (n *Network) weight(d Dependency) int {
	if d.FromStart {
		return d.Lag + d.begins
	}
	return d.Lag + n.Items[d.On].Work
}
