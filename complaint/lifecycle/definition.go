package lifecycle

import (
	"encoding/json"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/strict"
)

// Definition is a lifecycle as data: which states there are, and which action
// leads from which state to which, taken by whom, needing what, with which
// effect on which clock. It is written in Go or read by [Parse]; it promises
// nothing until [Compile] has proved it.
type Definition struct {
	// Name and Edition identify the rules; a case keeps the edition under which
	// it began. Both are required.
	Name    string `json:"name"`
	Edition string `json:"edition"`
	// Valid is when cases may begin under this edition; zero is always.
	Valid aduan.Period `json:"valid,omitzero"`
	// Initial is the state in which every case begins. Required.
	Initial State `json:"initial"`
	// States and Transitions are in the order in which diagrams and findings
	// list them. The order has no other meaning.
	States      []StateInfo  `json:"states"`
	Transitions []Transition `json:"transitions"`
	// Actions declare what actions mean. One that is not declared means what the
	// vocabulary says of its name.
	Actions []ActionInfo `json:"actions,omitempty"`
	// Duties say what one person must not do alone.
	Duties []Duty `json:"duties,omitempty"`
	// Words are the vocabularies of the edition.
	Words Words `json:"words,omitzero"`

	source *strict.Source // nil if it was written in Go
}

// StateInfo declares a state.
type StateInfo struct {
	State State `json:"state"`
	// Label is the state's name for people.
	Label aduan.Label `json:"label,omitzero"`
	// Bucket is the public heading under which cases in this state are
	// counted; several states may share one.
	Bucket aduan.Label `json:"bucket,omitzero"`
	// Final marks an end: the case is over, nobody owes anything any more.
	Final bool `json:"final,omitempty"`
	// Exits are the actions that may lead out of a final state all the same,
	// for example "reopen". A final state has no other exits.
	Exits []Action `json:"exits,omitempty"`
	// Waiting marks a state in which the case waits for somebody outside the
	// office. It must have a time-out (an exit by [Timer]) or an Owner.
	Waiting bool `json:"waiting,omitempty"`
	// Owner is the role whose move it is; it must have an exit of its own.
	Owner Role `json:"owner,omitempty"`
	// Retired marks a state into which no action leads any more: cases stand there
	// because they were imported so. What holds of every state holds of it too.
	Retired bool `json:"retired,omitempty"`
}

// Transition is a row of the lifecycle: one action from one or more states.
// The same action may have several rows as long as no state occurs twice.
type Transition struct {
	Action Action `json:"action"`
	// Label is the action's name for people.
	Label aduan.Label `json:"label,omitzero"`
	// From lists the states in which the action is possible, or [New], or
	// [AnyOpen].
	From []State `json:"from"`
	// To is where it leads.
	To Target `json:"to"`
	// By lists who may take it, each with what they need beyond Needs. A role
	// that is not listed is refused.
	By []Permit `json:"by"`
	// Needs must all hold, whoever acts.
	Needs []Need `json:"needs,omitempty"`
	// Clocks are applied in order. An action that enters a final state
	// supersedes every clock that it neither pauses nor keeps, after these.
	Clocks []Effect `json:"clocks,omitempty"`
}

// Parse reads a definition from YAML or JSON; the ending of the file's name
// (.yaml, .yml or .json) says which. The format is strict: fields are those of
// [Definition] with the exact names of its tags, every name is a string, and
// unknown or repeated fields, aliases, several documents, excess depth and
// excess size are refused. The error is a *storage.InvalidError with the line
// and column of every problem. Parse does not prove: see [Compile], whose
// findings name the lines of the text, which must not be changed until then.
func Parse(file string, data []byte) (Definition, error) {
	return DefaultLimits().Parse(file, data)
}

// Parse is [Parse] under other limits.
func (l Limits) Parse(file string, data []byte) (Definition, error) {
	l = l.orDefault()
	limits := strict.Limits{Bytes: l.Bytes, Depth: l.Depth}
	var d Definition
	if err := strict.Parse("definition", file, data, limits, &d); err != nil {
		return Definition{}, err
	}
	d.source = strict.NewSource(file, data, limits)
	return d, nil
}

// JSON writes the definition in the form that [Parse] reads, indented. What
// has no text form, such as a target that was never set, is an error.
func (d Definition) JSON() ([]byte, error) {
	return json.MarshalIndent(d, "", "  ")
}

// Clone returns a copy that shares nothing with d.
func (d Definition) Clone() Definition {
	d.Words = d.Words.Clone()
	d.States = slices.Clone(d.States)
	for i := range d.States {
		d.States[i].Exits = slices.Clone(d.States[i].Exits)
	}
	d.Transitions = slices.Clone(d.Transitions)
	for i := range d.Transitions {
		t := &d.Transitions[i]
		t.From = slices.Clone(t.From)
		t.To.back = slices.Clone(t.To.back)
		t.Needs = slices.Clone(t.Needs)
		t.By = slices.Clone(t.By)
		for j := range t.By {
			t.By[j].Needs = slices.Clone(t.By[j].Needs)
		}
		t.Clocks = slices.Clone(t.Clocks)
		for j := range t.Clocks {
			t.Clocks[j].Clocks = slices.Clone(t.Clocks[j].Clocks)
			t.Clocks[j].Except = slices.Clone(t.Clocks[j].Except)
		}
	}
	d.Actions = slices.Clone(d.Actions)
	for i, info := range d.Actions {
		d.Actions[i] = info.clone()
	}
	d.Duties = slices.Clone(d.Duties)
	for i, duty := range d.Duties {
		d.Duties[i] = duty.clone()
	}
	return d
}
