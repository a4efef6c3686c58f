package lifecycle

import (
	"fmt"
	"slices"
	"strconv"
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
	b := &builder{def: d.Clone(), voc: v}
	if b.withinLimits(l) {
		b.declareStates()
		b.declareRows()
		b.checkClocksStarted()
		b.checkBacks()
		b.prove(l.Positions)
	}
	if len(b.findings) == 0 {
		if m := b.machine(); len(b.findings) == 0 {
			return m, nil
		}
	}
	slices.SortStableFunc(b.findings, func(x, y Finding) int { return int(x.Kind) - int(y.Kind) })
	return nil, &ProofError{Name: d.Name, Edition: d.Edition, Findings: b.findings}
}

// builder turns a definition into cells and collects what is wrong with it.
// After an unsound row it goes on with what is left, so that one call finds
// everything.
type builder struct {
	def      Definition
	voc      Vocabulary
	findings []Finding

	states    []State // as declared; the pseudo-state New has number len(states)
	infos     []StateInfo
	stateNum  map[State]int
	actions   []Action // in order of first appearance
	actionNum map[Action]int
	initial   int // -1 if it is not declared

	cells   []*cell // [state][action], including the row of New; nil where refused
	started map[ClockName]bool
	found   *reach
}

// cell is what one (state, action) pair does.
type cell struct {
	rule    Rule
	to      int   // the state it leads to, or -1 for a Back target
	origins []int // the states a Back target may return to, ascending
}

func (b *builder) find(f Finding) { b.findings = append(b.findings, f) }

// newState is the number of the pseudo-state New.
func (b *builder) newState() int { return len(b.states) }

// at returns the cell of a state and an action, nil if it is refused.
func (b *builder) at(state, action int) *cell { return b.cells[state*len(b.actions)+action] }

func (b *builder) withinLimits(l Limits) bool {
	columns := map[Action]int{}
	for _, t := range b.def.Transitions {
		n := len(t.To.back)
		if slices.Contains(t.To.back, AnyOpen) {
			n = len(b.def.States)
		}
		columns[t.Action] = max(columns[t.Action], 1+n)
	}
	total := 0
	for _, n := range columns {
		total += n
	}
	for _, c := range []struct {
		what     string
		got, max int
	}{
		{"states", len(b.def.States), l.States},
		{"transitions", len(b.def.Transitions), l.Transitions},
		{"actions and returns", total, l.Columns},
	} {
		if c.got > c.max {
			b.find(Finding{Kind: TooLarge, Name: c.what, Message: fmt.Sprintf("%d %s, at most %d are allowed", c.got, c.what, c.max)})
		}
	}
	return len(b.findings) == 0
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
		if !validName(string(s.State)) || s.State == New || s.State == AnyOpen || s.State == same {
			b.find(Finding{
				Kind: BadName, Line: s.Line, State: s.State, Name: string(s.State),
				Message: fmt.Sprintf("%q cannot name a state: want lower case letters, digits and _, and none of %s, %s, %s", s.State, New, AnyOpen, same),
			})
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

func (b *builder) declareRows() {
	b.actionNum = map[Action]int{}
	for _, t := range b.def.Transitions {
		if _, ok := b.actionNum[t.Action]; !ok && validName(string(t.Action)) {
			b.actionNum[t.Action] = len(b.actions)
			b.actions = append(b.actions, t.Action)
		}
	}
	b.cells = make([]*cell, (len(b.states)+1)*len(b.actions))
	for i := range b.def.Transitions {
		b.declareRow(i)
	}
}

func (b *builder) declareRow(row int) {
	t := &b.def.Transitions[row]
	action, ok := b.actionNum[t.Action]
	if !ok {
		b.find(Finding{Kind: BadName, Line: t.Line, Action: t.Action, Name: string(t.Action), Message: fmt.Sprintf("%q cannot name an action: want lower case letters, digits and _", t.Action)})
		return
	}
	rule := b.rule(row, t)
	if len(t.By) == 0 {
		b.find(Finding{Kind: NobodyMayAct, Line: t.Line, Action: t.Action, Message: fmt.Sprintf("nobody may %s: no role is permitted", t.Action)})
	}
	origins, isBack := b.resolveTarget(t)
	for _, from := range b.resolveFrom(t) {
		if b.at(from, action) != nil {
			name := New
			if from < len(b.states) {
				name = b.states[from]
			}
			first := b.at(from, action).rule.row
			b.find(Finding{
				Kind: RepeatedCell, Line: t.Line, State: name, Action: t.Action,
				Message: fmt.Sprintf("%s from %s is given twice, in transitions %d and %d", t.Action, name, first+1, row+1),
			})
			continue
		}
		c := &cell{rule: rule, to: -1, origins: origins}
		if !isBack {
			if c.to = b.resolveTo(t, from); c.to < 0 {
				continue
			}
		}
		c.rule.effects = b.effects(t, c.to)
		b.cells[from*len(b.actions)+action] = c
	}
}

// resolveFrom returns the numbers of the states a row starts from, reporting
// those that do not exist.
func (b *builder) resolveFrom(t *Transition) []int {
	var from []int
	if len(t.From) == 0 {
		b.find(Finding{Kind: UnknownState, Line: t.Line, Action: t.Action, Message: fmt.Sprintf("%s starts from no state", t.Action), Legal: append(texts(b.states), string(New), string(AnyOpen))})
	}
	for _, s := range t.From {
		switch n, ok := b.stateNum[s]; {
		case s == New:
			from = append(from, b.newState())
		case s == AnyOpen:
			from = append(from, b.open()...)
		case ok:
			from = append(from, n)
		default:
			b.find(Finding{
				Kind: UnknownState, Line: t.Line, Action: t.Action, State: s, Name: string(s),
				Message: fmt.Sprintf("%s starts from %q, which is not declared", t.Action, s), Legal: texts(b.states),
			})
		}
	}
	return from
}

// resolveTarget returns the origins of a Back target and checks that the
// target exists.
func (b *builder) resolveTarget(t *Transition) (origins []int, isBack bool) {
	dangling := func(s State, message string) {
		b.find(Finding{
			Kind: DanglingTarget, Line: t.Line, Action: t.Action, State: s, Name: string(s),
			Message: string(t.Action) + " " + message, Legal: append(texts(b.states), same),
		})
	}
	switch t.To.kind {
	case targetNone:
		dangling("", "has no target")
	case targetState:
		if _, ok := b.stateNum[t.To.state]; !ok {
			dangling(t.To.state, fmt.Sprintf("leads to %q, which is not declared", t.To.state))
		}
	case targetBack:
		for _, s := range t.To.back {
			n, ok := b.stateNum[s]
			switch {
			case s == AnyOpen:
				origins = append(origins, b.open()...)
			case ok:
				origins = append(origins, n)
			default:
				dangling(s, fmt.Sprintf("leads back to %q, which is not declared", s))
			}
		}
		slices.Sort(origins)
		return slices.Compact(origins), true
	}
	return nil, false
}

// resolveTo returns the number of the state to which a row leads from the
// given one, -1 if that cannot be.
func (b *builder) resolveTo(t *Transition, from int) int {
	to, ok := b.stateNum[t.To.state]
	switch {
	case t.To.kind == targetSame && from != b.newState():
		return from
	case t.To.kind == targetSame:
		b.find(Finding{Kind: DanglingTarget, Line: t.Line, Action: t.Action, State: New, Message: fmt.Sprintf("%s opens a case and cannot lead to %s", t.Action, same), Legal: texts(b.states)})
		return -1
	case t.To.kind != targetState || !ok:
		return -1
	case from == b.newState() && b.initial >= 0 && to != b.initial:
		b.find(Finding{
			Kind: DanglingTarget, Line: t.Line, Action: t.Action, State: t.To.state, Name: string(t.To.state),
			Message: fmt.Sprintf("%s opens a case in %s, which is not the initial state", t.Action, t.To.state), Legal: []string{string(b.def.Initial)},
		})
		return -1
	default:
		return to
	}
}

// open returns the numbers of the states that are not final.
func (b *builder) open() []int {
	var open []int
	for i, s := range b.infos {
		if !s.Final {
			open = append(open, i)
		}
	}
	return open
}

// rule reads who may take a row and what it needs.
func (b *builder) rule(row int, t *Transition) Rule {
	r := Rule{row: row, action: t.Action, target: t.To, needs: b.conditions(t, t.Needs)}
	for _, p := range t.By {
		if p.Role != Timer && !slices.Contains(b.voc.Roles, p.Role) {
			b.find(Finding{
				Kind: UnknownRole, Line: t.Line, Action: t.Action, Name: string(p.Role),
				Message: fmt.Sprintf("%s is permitted to %q, a role that does not exist", t.Action, p.Role), Legal: append(texts(b.voc.Roles), string(Timer)),
			})
		}
		if slices.ContainsFunc(r.permits, func(q permit) bool { return q.role == p.Role }) {
			b.find(Finding{Kind: RepeatedCell, Line: t.Line, Action: t.Action, Name: string(p.Role), Message: fmt.Sprintf("%s is permitted to %s twice", t.Action, p.Role)})
		}
		r.permits = append(r.permits, permit{role: p.Role, needs: b.conditions(t, p.Needs)})
	}
	return r
}

// conditions reads needs, reporting guards that do not exist and arguments
// that do not fit.
func (b *builder) conditions(t *Transition, needs []Need) []Condition {
	var read []Condition
	for _, n := range needs {
		name, arg, hasArg, ok := n.split()
		i := slices.IndexFunc(b.voc.Guards, func(g Guard) bool { return g.Name == name })
		if !ok || i < 0 {
			b.find(Finding{
				Kind: UnknownGuard, Line: t.Line, Action: t.Action, Name: string(n),
				Message: fmt.Sprintf("%s needs %q, a guard that does not exist", t.Action, n), Legal: guardTexts(b.voc.Guards),
			})
			continue
		}
		c := Condition{Guard: name, takes: b.voc.Guards[i].Takes}
		bad := func(message string) {
			b.find(Finding{Kind: BadArgument, Line: t.Line, Action: t.Action, Name: string(n), Message: fmt.Sprintf("%s needs %q, but the guard %s", t.Action, n, message)})
		}
		switch {
		case hasArg != (c.takes != TakesNothing):
			bad("takes " + c.takes.String())
			continue
		case c.takes == TakesNumber:
			number, err := strconv.Atoi(arg)
			if err != nil || number < 0 || number > maxNumber || strconv.Itoa(number) != arg {
				bad(fmt.Sprintf("takes a whole number from 0 to %d", maxNumber))
				continue
			}
			c.Number = number
		case c.takes == TakesClock:
			if !b.clockExists(t, ClockName(arg)) {
				continue
			}
			c.Clock = ClockName(arg)
		}
		read = append(read, c)
	}
	return read
}

// texts turns names into strings.
func texts[T ~string](names []T) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = string(n)
	}
	return out
}

func guardTexts(guards []Guard) []string {
	out := make([]string, len(guards))
	for i, g := range guards {
		out[i] = string(g.Name)
		switch g.Takes {
		case TakesNumber:
			out[i] += "(number)"
		case TakesClock:
			out[i] += "(clock)"
		}
	}
	return out
}
