package lifecycle

import (
	"fmt"
	"slices"
	"strings"
)

// Compile proves the definition against the vocabulary and derives its
// [Machine]. It returns a *[ProofError] with every finding at once if the
// definition is not sound. The definition is copied.
func Compile(d Definition, v Vocabulary) (*Machine, error) {
	return DefaultLimits().Compile(d, v)
}

// Compile is [Compile] under other limits.
func (l Limits) Compile(d Definition, v Vocabulary) (*Machine, error) {
	l = l.orDefault()
	b := &builder{def: d.Clone(), voc: cloneVocabulary(v)}
	if b.withinLimits(l) {
		b.checkVocabulary()
		b.declareStates()
		b.declareRows()
		b.checkClocks()
		b.prove(l.Positions)
	}
	if len(b.findings) == 0 {
		if m := b.machine(); len(b.findings) == 0 {
			return m, nil
		}
	}
	slices.SortStableFunc(b.findings, func(x, y Finding) int { return int(x.Kind) - int(y.Kind) })
	if b.dropped > 0 {
		b.findings = append(b.findings, Finding{Kind: TooLarge, Name: "findings", Message: fmt.Sprintf("%d further findings", b.dropped)})
	}
	return nil, &ProofError{Name: d.Name, Edition: d.Edition, Findings: b.findings}
}

// builder turns a definition into cells and collects what is wrong with it.
// After an unsound row it goes on with what is left, so that one call finds
// everything.
type builder struct {
	def      Definition
	voc      Vocabulary
	findings []Finding
	dropped  int // findings beyond maxFindings

	states    []State // as declared; the pseudo-state New has number len(states)
	infos     []StateInfo
	stateNum  map[State]int
	actions   []Action // in order of first appearance
	actionNum map[Action]int
	initial   int // -1 if it is not declared

	cells     []*cell // [state][action], including the row of New; nil where refused
	given     []int   // by cell: the row that gives it, counted from 1, sound or not
	remembers []bool  // by state: it has a Back exit, so entering it remembers the origin
	way       *walk   // nil if there is nowhere to begin
	found     *reach  // nil if there is nowhere to begin, or no end to the positions
}

// cell is what one (state, action) pair does.
type cell struct {
	rule    Rule
	to      int   // the state it leads to, or -1 for a Back target
	origins []int // the states a Back target may return to, ascending
}

// maxFindings and maxMessage bound what a hostile definition can claim by being
// wrong everywhere, and by long names.
const (
	maxFindings = 1000
	maxMessage  = 1000
)

func (b *builder) find(f Finding) {
	if len(b.findings) == maxFindings {
		b.dropped++
		return
	}
	if len(f.Message) > maxMessage {
		f.Message = strings.ToValidUTF8(f.Message[:maxMessage], "") + "..."
	}
	b.findings = append(b.findings, f)
}

// newState is the number of the pseudo-state New.
func (b *builder) newState() int { return len(b.states) }

// at returns the cell of a state and an action, nil if it is refused.
func (b *builder) at(state, action int) *cell { return b.cells[state*len(b.actions)+action] }

// checkVocabulary checks the names that a definition may use, because a clock
// named twice would be started twice by "all".
func (b *builder) checkVocabulary() {
	bad := func(what, name, why string) {
		b.find(Finding{Kind: BadName, Name: name, Message: fmt.Sprintf("the vocabulary's %s %q %s", what, name, why)})
	}
	const form = "is ill-formed: want lower case letters, digits and _"
	for _, r := range b.voc.Roles {
		if !validName(string(r)) {
			bad("role", string(r), form)
		}
	}
	for i, g := range b.voc.Guards {
		switch {
		case !validName(string(g.Name)):
			bad("guard", string(g.Name), form)
		case slices.ContainsFunc(b.voc.Guards[:i], func(h Guard) bool { return h.Name == g.Name }):
			bad("guard", string(g.Name), "is listed twice")
		}
	}
	for i, c := range b.voc.Clocks {
		switch {
		case !validName(string(c)):
			bad("clock", string(c), form)
		case c == AllClocks:
			bad("clock", string(c), "has the name that stands for all clocks")
		case slices.Contains(b.voc.Clocks[:i], c):
			bad("clock", string(c), "is listed twice")
		}
	}
}

func (b *builder) declareStates() {
	if b.def.Name == "" || b.def.Edition == "" {
		b.find(Finding{Kind: BadName, Message: fmt.Sprintf("a definition needs a name and an edition, got name %q and edition %q", b.def.Name, b.def.Edition)})
	}
	if p := b.def.Valid; !p.Until.IsZero() && !p.From.Before(p.Until) {
		b.find(Finding{Kind: BadName, Message: fmt.Sprintf("the validity ends at %s, before it begins", p.Until)})
	}
	b.stateNum = map[State]int{}
	for _, s := range b.def.States {
		reserved := s.State == "" || s.State == New || s.State == AnyOpen || s.State == same
		if reserved || !validName(string(s.State)) {
			b.find(Finding{
				Kind: BadName, Line: s.Line, State: s.State, Name: string(s.State),
				Message: fmt.Sprintf("%q cannot name a state: want lower case letters, digits and _, and none of %s, %s, %s", s.State, New, AnyOpen, same),
			})
		}
		if reserved {
			continue
		}
		if _, ok := b.stateNum[s.State]; ok {
			b.find(Finding{Kind: RepeatedState, Line: s.Line, State: s.State, Message: fmt.Sprintf("state %s is declared twice", s.State)})
			continue
		}
		b.stateNum[s.State] = len(b.states)
		b.states = append(b.states, s.State)
		b.infos = append(b.infos, s)
	}
	initial, ok := b.stateNum[b.def.Initial]
	if !ok {
		initial = -1
		b.find(Finding{
			Kind: UnknownState, State: b.def.Initial, Name: string(b.def.Initial),
			Message: fmt.Sprintf("the initial state %q is not declared", b.def.Initial), Legal: texts(b.states),
		})
	}
	b.initial = initial
}
