package lifecycle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
)

// ChangeKind says how something differs between two editions.
type ChangeKind int8

// The kinds of change.
const (
	Added ChangeKind = iota + 1
	Removed
	Altered
)

// changeWords are the text forms by ChangeKind.
func changeWords() enum.Set { return enum.Words(enum.None, "added", "removed", "altered") }

// String returns "added", "removed" or "altered".
func (k ChangeKind) String() string { return changeWords().Text("ChangeKind", int(k)) }

// MarshalText writes the text form. What is none of the kinds is an error.
func (k ChangeKind) MarshalText() ([]byte, error) {
	return changeWords().Marshal("ChangeKind", int(k))
}

// UnmarshalText reads the text form.
func (k *ChangeKind) UnmarshalText(text []byte) error { return enum.Unmarshal(changeWords(), text, k) }

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
	states := unite(old.names(), updated.names())
	for _, s := range states {
		o, inOld := old.State(s)
		n, inNew := updated.State(s)
		c.add(s, "", old.describeState(o), updated.describeState(n), inOld, inNew)
	}
	for _, s := range states {
		for _, a := range unite(old.actions, updated.actions) {
			o, inOld := old.describeCell(s, a)
			n, inNew := updated.describeCell(s, a)
			if inOld && inNew && o == n {
				// "all" clocks are those of the vocabulary, which may have changed.
				o, n = o+old.describeEffects(s, a), n+updated.describeEffects(s, a)
			}
			c.add(s, a, o, n, inOld, inNew)
		}
	}
	for p, path := range old.Positions() {
		if old.Final(p.State) {
			continue
		}
		if why := updated.strands(p); why != "" {
			c.Stranded = append(c.Stranded, Stranded{Position: p, Path: path, Why: why})
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
func unite[T comparable](a, b []T) []T {
	all := slices.Clone(a)
	for _, n := range b {
		if !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}

// describeState writes all that is declared of a state.
func (m *Machine) describeState(s StateInfo) string {
	text := "label " + describeLabel(s.Label) + ", bucket " + describeLabel(s.Bucket)
	if s.State == m.def.Initial {
		text += ", initial"
	}
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

func describeLabel(l aduan.Label) string { return fmt.Sprintf("%q/%q", l.Text("id"), l.Text("en")) }

// describeCell writes what the definition says of an action from a state.
func (m *Machine) describeCell(s State, a Action) (string, bool) {
	c := m.cell(s, a)
	if c == nil {
		return "", false
	}
	var to string
	if c.to != backward {
		to = string(m.states[c.to])
	} else {
		to = Back(m.position(place{origins: c.origins}).Origins...).String()
	}
	text := "to " + to + ", " + m.describe(c)
	if label := m.def.Transitions[c.rule.row].Label; label != (aduan.Label{}) {
		text += ", label " + describeLabel(label)
	}
	return text, true
}

// describeEffects writes what an action from a state does to each clock.
func (m *Machine) describeEffects(s State, a Action) string {
	text := ", clocks"
	for _, op := range m.cell(s, a).rule.effects {
		text += fmt.Sprintf(" %v %s", op.Op, op.Clock)
	}
	return text
}

// strands says why a running case at p could not reach an end under m; empty
// if it can.
func (m *Machine) strands(p Position) string {
	for _, s := range append([]State{p.State}, p.Origins...) {
		if _, ok := m.State(s); !ok {
			return fmt.Sprintf("there is no state %s", s)
		}
	}
	start, _ := m.place(p)
	most := len(m.states) + 1 + len(p.Origins)
	_, end := m.explore(spot{place: start}, func(at spot, action int) (spot, bool) {
		next, ok := m.advance(at.place, action)
		return spot{place: next}, ok && len(next.origins) <= most
	}, func(f *search, n int) bool { return m.infos[f.spots[n].state].Final })
	if end < 0 {
		return fmt.Sprintf("no end can be reached from %s", p.State)
	}
	return ""
}
