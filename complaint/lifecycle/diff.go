package lifecycle

import (
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
// empty), of an action from a state, of what an action means, or of a word (State is
// empty).
type Change struct {
	Kind   ChangeKind `json:"kind"`
	State  State      `json:"state,omitempty"`
	Action Action     `json:"action,omitempty"`
	// Family and Word name a word.
	Family Family `json:"family,omitempty"`
	Word   string `json:"word,omitempty"`
	// Old and New describe both sides in words; one is zero when something was
	// added or removed.
	Old aduan.Message `json:"old,omitzero"`
	New aduan.Message `json:"new,omitzero"`

	machine *Machine // that names state and action; nil says the codes
}

// In prints the change on one line.
func (c Change) In(w aduan.Words) string {
	if c.Family != "" {
		return c.wordIn(w)
	}
	say, ofState := texts().In(w), c.Action == ""
	m := c.machine.orZero()
	state, action := named(m.StateIn(w, c.State), c.State), named(m.ActionIn(w, c.Action), c.Action)
	switch {
	case c.State == "":
		return say("change.meaning_altered", "action", action, "old", c.Old, "new", c.New)
	case c.Kind == Added && ofState:
		return say("change.state_added", "state", state, "new", c.New)
	case c.Kind == Removed && ofState:
		return say("change.state_removed", "state", state, "old", c.Old)
	case ofState:
		return say("change.state_altered", "state", state, "old", c.Old, "new", c.New)
	case c.Kind == Added:
		return say("change.action_added", "action", action, "state", state, "new", c.New)
	case c.Kind == Removed:
		return say("change.action_removed", "action", action, "state", state, "old", c.Old)
	default:
		return say("change.action_altered", "action", action, "state", state, "old", c.Old, "new", c.New)
	}
}

// named is a name with the code behind it, by which it is found in the definition.
func named[T ~string](name string, code T) string {
	if name == string(code) {
		return name
	}
	return name + " (" + string(code) + ")"
}

// String is [Change.In] English.
func (c Change) String() string { return c.In(aduan.English()) }

// Stranded is a position in which a running case of the old edition may stand
// and from which the new edition offers it no way to an end.
type Stranded struct {
	Position Position `json:"position"`
	// Path is a shortest way into the position under the old edition.
	Path []Step `json:"path"`
	// Why says what is missing in the new edition.
	Why aduan.Message `json:"why"`

	old *Machine // that names them; nil says the codes
}

// In prints the position, the reason and the path.
func (s Stranded) In(w aduan.Words) string {
	say := texts().In(w)
	m := s.old.orZero()
	at := m.StateIn(w, s.Position.State)
	if len(s.Position.Origins) > 0 {
		at = say("stranded.from", "state", at, "origins", m.statesIn(w, s.Position.Origins))
	}
	steps := make([]string, len(s.Path))
	for i, step := range s.Path {
		steps[i] = m.ActionIn(w, step.Action) + " -> " + m.StateIn(w, step.To)
	}
	return say("stranded", "at", at, "why", s.Why, "path", strings.Join(steps, ", "))
}

// String is [Stranded.In] English.
func (s Stranded) String() string { return s.In(aduan.English()) }

// Changes is the difference between two editions.
type Changes struct {
	// List holds the changes: states in declared order, then what actions mean of both
	// editions, then actions by state, then words by family.
	List []Change `json:"list"`
	// Stranded lists, one for each state and origins, the running cases that
	// cannot be carried over. Cases in a final state are not running.
	Stranded []Stranded `json:"stranded"`
}

// Empty reports whether the editions have the same rules.
func (c Changes) Empty() bool { return len(c.List) == 0 && len(c.Stranded) == 0 }

// In prints everything, one item a line.
func (c Changes) In(w aduan.Words) string {
	var b strings.Builder
	for _, x := range c.List {
		b.WriteString(x.In(w) + "\n")
	}
	for _, s := range c.Stranded {
		b.WriteString(s.In(w) + "\n")
	}
	return b.String()
}

// String is [Changes.In] English.
func (c Changes) String() string { return c.In(aduan.English()) }

// Diff compares two editions: what was added, removed and altered, and which
// running cases of the old one would be stranded under the new one. Cases keep
// the edition under which they began, so Diff informs; it moves nothing.
func Diff(old, updated *Machine) Changes {
	var c Changes
	states := unite(old.names(), updated.names())
	for _, s := range states {
		c.add(s, "", old.stateSide(s), updated.stateSide(s))
	}
	for _, a := range old.actions {
		if len(updated.From(a)) > 0 {
			c.add("", a, old.actionSide(a), updated.actionSide(a))
		}
	}
	for _, s := range states {
		for _, a := range unite(old.actions, updated.actions) {
			o, n := old.cellSide(s, a), updated.cellSide(s, a)
			if o.rules == n.rules && o.effects != n.effects {
				// "all" clocks are those of the vocabulary, which may have changed.
				o.told, n.told = true, true
			}
			c.add(s, a, o, n)
		}
	}
	c.diffWords(old, updated)
	for p, path := range old.Positions() {
		if old.Final(p.State) {
			continue
		}
		if why := updated.strands(p, old); !why.IsZero() {
			c.Stranded = append(c.Stranded, Stranded{Position: p, Path: path, Why: why, old: old})
		}
	}
	return c
}

func (c *Changes) add(s State, a Action, old, updated side) {
	change := Change{State: s, Action: a, machine: updated.machine}
	switch {
	case old.rules != "" && updated.rules == "":
		change.Kind, change.Old, change.machine = Removed, aduan.MessageOf(old), old.machine
	case old.rules == "" && updated.rules != "":
		change.Kind, change.New = Added, aduan.MessageOf(updated)
	case old.rules != updated.rules || old.effects != updated.effects:
		change.Kind, change.Old, change.New = Altered, aduan.MessageOf(old), aduan.MessageOf(updated)
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

// strands says why a running case at p could not reach an end under m; zero
// if it can. The old edition names what the new one does not have.
func (m *Machine) strands(p Position, old *Machine) aduan.Message {
	for _, s := range append([]State{p.State}, p.Origins...) {
		if _, ok := m.State(s); !ok {
			return texts().Message("stranded.no_state", "state", stateName{old, s})
		}
	}
	start, _ := m.place(p)
	most := len(m.states) + 1 + len(p.Origins)
	_, end := m.explore([]spot{{place: start}}, func(at spot, action int) (spot, bool) {
		next, ok := m.advance(at.place, action)
		return spot{place: next}, ok && len(next.origins) <= most
	}, func(f *search, n int) bool { return m.infos[f.spots[n].state].Final })
	if end < 0 {
		return texts().Message("stranded.no_end", "state", stateName{m, p.State})
	}
	return aduan.Message{}
}
