package lifecycle

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
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
	v.Roles, v.Guards, v.Clocks = slices.Clone(v.Roles), slices.Clone(v.Guards), slices.Clone(v.Clocks)
	v.Meanings, v.Fields, v.Actions = slices.Clone(v.Meanings), slices.Clone(v.Fields), slices.Clone(v.Actions)
	v.Words = v.Words.Clone()
	b := &builder{def: d.Clone(), voc: v}
	if b.withinLimits(l) {
		b.checkVocabulary()
		b.checkWords()
		b.declareStates()
		b.declareRows()
		b.checkActions()
		b.checkDuties()
		b.checkClocks()
		b.prove(l.Positions)
	}
	if len(b.findings) == 0 {
		b.compare(b.engine())
	}
	if len(b.findings) == 0 {
		return &Machine{table: b.table, def: b.def, voc: b.voc, spots: b.found.spots}, nil
	}
	return nil, b.refusal()
}

// builder turns a definition into cells and collects what is wrong with it.
// After an unsound row it goes on with what is left, so that one call finds
// everything.
type builder struct {
	table
	def      Definition
	voc      Vocabulary
	findings []Finding
	dropped  int // findings beyond storage.MaxProblems

	declared []int   // by state: its place in the definition
	initial  int     // -1 if it is not declared
	given    []int   // by cell: the row that gives it, counted from 1, sound or not
	useful   []bool  // by cell: a search goes on by it
	way      *search // the ways to the states; nil if there is nowhere to begin
	found    *search // all places; nil if there is nowhere to begin, or no end to them
}

// shown is a name as a message says it: what cannot be one stands in quotation
// marks, and is cut, so that a hostile definition cannot claim much by long names.
func shown[T ~string](name T) string {
	if validName(string(name)) {
		return string(name)
	}
	return storage.Quote(string(name))
}

// find notes a finding with its message.
func (b *builder) find(f Finding, m aduan.Message) {
	if len(b.findings) == storage.MaxProblems {
		b.dropped++
		return
	}
	f.Message = m
	b.findings = append(b.findings, f)
}

// nearest lists the legal words with those like the wrong one first, as long as a
// finding more is kept.
func (b *builder) nearest(word string, legal []string) []string {
	if len(b.findings) == storage.MaxProblems {
		return nil
	}
	return storage.Nearest(word, legal)
}

// ofState notes a finding about a state.
func (b *builder) ofState(s int, f Finding, m aduan.Message) {
	f.Field, f.State = storage.At("states", b.declared[s]), b.states[s]
	b.find(f, m)
}

// ofRow notes a finding about a row.
func (b *builder) ofRow(row int, f Finding, m aduan.Message) {
	f.Field, f.Action = storage.At("transitions", row), b.def.Transitions[row].Action
	b.find(f, m)
}

// refusal is the error with what was found.
func (b *builder) refusal() *ProofError { return refusal(b.def, b.findings, b.dropped) }

// refusal sorts what was found in a definition, and looks up where it was read.
func refusal(d Definition, findings []Finding, dropped int) *ProofError {
	slices.SortStableFunc(findings, func(x, y Finding) int { return int(x.Kind) - int(y.Kind) })
	if dropped > 0 {
		findings = append(findings, Finding{Kind: TooLarge, Name: "findings", Message: texts().Message("fault.further", "count", dropped)})
	}
	fields := make([]string, len(findings))
	for i, f := range findings {
		fields[i] = f.Field
	}
	for i, line := range d.source.Lines(fields...) {
		if fields[i] != "" {
			findings[i].Line = line
		}
	}
	return &ProofError{Name: d.Name, Edition: d.Edition, Findings: findings}
}

// Refuse is the error for what somebody found wrong with the definition who
// knows more than the proof, such as whom a role reaches: sorted, with the lines
// in which it was read, and at most storage.MaxProblems of them.
func (m *Machine) Refuse(findings []Finding) *ProofError {
	most := min(len(findings), storage.MaxProblems)
	return refusal(m.def, slices.Clone(findings[:most]), len(findings)-most)
}

// checkVocabulary checks the names that a definition may use, because a clock
// named twice would be started twice by "all".
func (b *builder) checkVocabulary() {
	check := func(name string, reserved, twice bool) {
		bad := Finding{Kind: BadName, Name: name}
		switch {
		case !validName(name):
			b.find(bad, texts().Message("fault.word_form", "name", shown(name)))
		case reserved:
			b.find(bad, texts().Message("fault.word_all", "name", shown(name)))
		case twice:
			b.find(bad, texts().Message("fault.word_twice", "name", shown(name)))
		}
	}
	for _, r := range b.voc.Roles {
		check(string(r), false, false)
	}
	for i, g := range b.voc.Guards {
		check(string(g.Name), false, slices.ContainsFunc(b.voc.Guards[:i], func(h Guard) bool { return h.Name == g.Name }))
	}
	for i, c := range b.voc.Clocks {
		check(string(c), c == AllClocks, slices.Contains(b.voc.Clocks[:i], c))
	}
}

func (b *builder) declareStates() {
	if b.def.Name == "" || b.def.Edition == "" {
		b.find(Finding{Kind: BadName}, texts().Message("fault.unnamed", "name", storage.Quote(b.def.Name), "edition", storage.Quote(b.def.Edition)))
	}
	if p := b.def.Valid; !p.Until.IsZero() && !p.From.Before(p.Until) {
		b.find(Finding{Kind: BadName}, texts().Message("fault.validity", "until", p.Until))
	}
	b.stateNum = map[State]int{}
	for i, s := range b.def.States {
		at := Finding{Field: storage.At("states", i), State: s.State}
		reserved := s.State == "" || s.State == New || s.State == AnyOpen || s.State == same
		if reserved || !validName(string(s.State)) {
			at.Kind, at.Name = BadName, string(s.State)
			b.find(at, texts().Message("fault.state_name", "name", storage.Quote(string(s.State)), "reserved", aduan.List([]State{New, AnyOpen, same})))
		}
		if reserved {
			continue
		}
		if _, ok := b.stateNum[s.State]; ok {
			at.Kind, at.Name = RepeatedState, ""
			b.find(at, texts().Message("fault.state_twice", "state", shown(s.State)))
			continue
		}
		b.stateNum[s.State] = len(b.states)
		b.states, b.infos, b.declared = append(b.states, s.State), append(b.infos, s), append(b.declared, i)
	}
	initial, ok := b.stateNum[b.def.Initial]
	if !ok {
		initial = -1
		b.find(Finding{Kind: UnknownState, State: b.def.Initial, Name: string(b.def.Initial), Legal: names(b.states)}, texts().Message("fault.initial", "state", storage.Quote(string(b.def.Initial))))
	}
	if initial >= 0 && b.infos[initial].Retired {
		b.ofState(initial, Finding{Kind: RetiredState}, texts().Message("fault.initial_retired", "state", shown(b.def.Initial)))
	}
	b.initial = initial
}
