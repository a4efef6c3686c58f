package lifecycle

import (
	"fmt"
	"slices"
	"strings"
)

// ChangeKind says how something differs between two editions.
type ChangeKind int8

// The kinds of change.
const (
	Added ChangeKind = iota + 1
	Removed
	Altered
)

// String returns "added", "removed" or "altered".
func (k ChangeKind) String() string {
	switch k {
	case Added:
		return "added"
	case Removed:
		return "removed"
	case Altered:
		return "altered"
	default:
		return fmt.Sprintf("ChangeKind(%d)", int(k))
	}
}

// MarshalText writes the text form.
func (k ChangeKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Change is one difference between two editions: of a state (Action is
// empty) or of an action from a state.
type Change struct {
	Kind   ChangeKind `json:"kind"`
	State  State      `json:"state"`
	Action Action     `json:"action,omitempty"`
	// Old and New describe both sides in words; one is empty when something
	// was added or removed.
	Old string `json:"old,omitempty"`
	New string `json:"new,omitempty"`
}

// String prints the change on one line.
func (c Change) String() string {
	what := "state " + string(c.State)
	if c.Action != "" {
		what = string(c.Action) + " from " + string(c.State)
	}
	switch c.Kind {
	case Added:
		return "added " + what + ": " + c.New
	case Removed:
		return "removed " + what + ": " + c.Old
	default:
		return "altered " + what + ": " + c.Old + " => " + c.New
	}
}

// Stranded is a position in which a running case of the old edition may stand
// and from which the new edition offers it no way to an end.
type Stranded struct {
	Position Position `json:"position"`
	// Path is a shortest way into the position under the old edition.
	Path []Step `json:"path"`
	// Why says what is missing in the new edition.
	Why string `json:"why"`
}

// String prints the position, the reason and the path.
func (s Stranded) String() string {
	at := string(s.Position.State)
	if len(s.Position.Origins) > 0 {
		at += " (from " + join(s.Position.Origins, ", ") + ")"
	}
	return at + ": " + s.Why + "; path: " + pathString(s.Path)
}

// Changes is the difference between two editions.
type Changes struct {
	// List holds the changes: states in declared order, then actions by state.
	List []Change `json:"list"`
	// Stranded lists, one for each state and origins, the running cases that
	// cannot be carried over. Cases in a final state are not running.
	Stranded []Stranded `json:"stranded"`
}

// Empty reports whether the editions have the same rules.
func (c Changes) Empty() bool { return len(c.List) == 0 && len(c.Stranded) == 0 }

// String prints everything, one item a line.
func (c Changes) String() string {
	var b strings.Builder
	for _, x := range c.List {
		b.WriteString(x.String() + "\n")
	}
	for _, s := range c.Stranded {
		b.WriteString("stranded " + s.String() + "\n")
	}
	return b.String()
}

// Diff compares two editions: what was added, removed and altered, and which
// running cases of the old one would be stranded under the new one. Cases keep
// the edition under which they began, so Diff informs; it moves nothing.
func Diff(old, updated *Machine) Changes {
	var c Changes
	for _, s := range unite(old.states.names, updated.states.names) {
		o, inOld := old.State(State(s))
		n, inNew := updated.State(State(s))
		c.add(State(s), "", describeState(o), describeState(n), inOld, inNew)
	}
	for _, s := range unite(old.states.names, updated.states.names) {
		for _, a := range unite(old.actions.names, updated.actions.names) {
			o, inOld := old.describeCell(State(s), Action(a))
			n, inNew := updated.describeCell(State(s), Action(a))
			c.add(State(s), Action(a), o, n, inOld, inNew)
		}
	}
	for i, p := range old.positions {
		if old.Final(p.State) {
			continue
		}
		if why := updated.strands(p); why != "" {
			c.Stranded = append(c.Stranded, Stranded{
				Position: Position{State: p.State, Origins: slices.Clone(p.Origins)}, Path: slices.Clone(old.paths[i]), Why: why,
			})
		}
	}
	return c
}

func (c *Changes) add(s State, a Action, old, updated string, inOld, inNew bool) {
	change := Change{State: s, Action: a, Old: old, New: updated}
	switch {
	case inOld && !inNew:
		change.Kind = Removed
	case !inOld && inNew:
		change.Kind = Added
	case inOld && old != updated:
		change.Kind = Altered
	default:
		return
	}
	c.List = append(c.List, change)
}

// unite lists the names of both, those of the first one first.
func unite(a, b []string) []string {
	all := slices.Clone(a)
	for _, n := range b {
		if !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}

func describeState(s StateInfo) string {
	text := fmt.Sprintf("label %q/%q, bucket %q/%q", s.Label.Indonesian, s.Label.English, s.Bucket.Indonesian, s.Bucket.English)
	if s.Final {
		text += ", final"
	}
	if len(s.Exits) > 0 {
		text += ", exits " + join(s.Exits, ", ")
	}
	if s.Waiting {
		text += ", waiting"
	}
	if s.Owner != "" {
		text += ", owner " + string(s.Owner)
	}
	return text
}

// describeCell writes all that Rule promises, so that equal texts mean equal
// rules.
func (m *Machine) describeCell(s State, a Action) (string, bool) {
	from, action := m.states.find(string(s)), m.actions.find(string(a))
	if from < 0 || action < 0 || m.cells[from*len(m.actions.names)+action] == nil {
		return "", false
	}
	c := m.cells[from*len(m.actions.names)+action]
	to := "back(" + join(m.statesOf(c.origins), ", ") + ")"
	if c.to >= 0 {
		to = m.states.names[c.to]
	}
	return "to " + to + ", " + m.describe(c), true
}

func (m *Machine) statesOf(numbers []int) []State {
	states := make([]State, len(numbers))
	for i, n := range numbers {
		states[i] = State(m.states.names[n])
	}
	return states
}

// strands says why a running case at p could not reach an end under m; empty
// if it can.
func (m *Machine) strands(p Position) string {
	for _, s := range append([]State{p.State}, p.Origins...) {
		if _, ok := m.State(s); !ok {
			return fmt.Sprintf("there is no state %s", s)
		}
	}
	seen := map[string]bool{}
	queue := []Position{p}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if m.Final(at.State) {
			return ""
		}
		for _, a := range m.actions.names {
			next, ok := m.Move(at, Action(a))
			key := string(next.State) + "<" + join(next.Origins, "<")
			if ok && !seen[key] && len(next.Origins) <= len(m.states.names)+len(p.Origins) {
				seen[key] = true
				queue = append(queue, next)
			}
		}
	}
	return fmt.Sprintf("no end can be reached from %s", p.State)
}
