package lifecycle

import (
	"strconv"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/storage"
)

// FindingKind says what a proof found wrong with a definition.
type FindingKind int8

// The kinds of finding, in the order in which [Compile] looks for them.
const (
	// BadName is a missing or ill-formed name, in the definition or in the
	// vocabulary, a missing edition, or a validity that ends before it begins.
	BadName FindingKind = iota + 1
	// RepeatedState is a state declared twice.
	RepeatedState
	// UnknownState is an initial state, or one to start from, that nobody
	// declares.
	UnknownState
	// DanglingTarget is a transition that leads to a state nobody declares, or
	// nowhere.
	DanglingTarget
	// RepeatedCell is an action given twice from the same state, or permitted to
	// the same role twice.
	RepeatedCell
	// UnknownRole is a role outside the vocabulary.
	UnknownRole
	// UnknownGuard is a guard outside the vocabulary.
	UnknownGuard
	// BadArgument is a guard whose argument is missing, superfluous or wrong.
	BadArgument
	// UnknownClock is a clock outside the vocabulary, or an effect that is not on
	// a clock.
	UnknownClock
	// NobodyMayAct is an action that no role may take.
	NobodyMayAct
	// BackMismatch is a Back target that misses a state from which the present
	// one is entered, or lists one from which it never is, or mixes final and
	// other states.
	BackMismatch
	// EndlessOrigins is a cycle on which a case would remember ever more
	// origins.
	EndlessOrigins
	// UndeclaredExit is an action that leads out of a final state without
	// standing among its exits.
	UndeclaredExit
	// UnusedExit is a declared exit that no transition provides.
	UnusedExit
	// UnreachableState is a state that no sequence of actions reaches.
	UnreachableState
	// NoEnd is a state from which no final state can be reached.
	NoEnd
	// NobodyMayLeave is a state with exits, none of which any role may take.
	NobodyMayLeave
	// WaitingForever is a waiting state with neither time-out nor owner, or with
	// a time-out whose clock is not running on some way into the state.
	WaitingForever
	// OwnerCannotAct is a state whose owner has no exit of their own.
	OwnerCannotAct
	// ClockNeverStarted is a clock that is asked about, stopped, paused or
	// extended by name although no action starts it.
	ClockNeverStarted
	// TooLarge is a definition beyond the [Limits].
	TooLarge
	// EngineDisagrees is a cell in which the state machine engine and the
	// definition differ; it would be a defect of this package.
	EngineDisagrees
	// OutOfReach is an action that roles may take of which none ever reaches a
	// case there. Whom a role reaches is known to package complaint, which looks
	// for it.
	OutOfReach
	// PointlessGuard is a guard that nothing before it can satisfy, that looks at
	// what its action does not state, or a limit on what never happens. What guards
	// ask for is known to package complaint, which looks for it.
	PointlessGuard
	// UnknownMeaning is a meaning outside the vocabulary, or one that stands twice.
	UnknownMeaning
	// UnknownField is a field outside the vocabulary, or one that stands twice.
	UnknownField
	// UnusedAction is an action that is declared although no transition has it, or twice.
	UnusedAction
	// RetiredState is a retired state into which an action leads, or in which cases begin.
	RetiredState
	// BadMeaning is an action that cannot do what it says it does, or takes what means
	// nothing by it; or a meaning that words of the family cannot have, or one given to a
	// word that has its meaning from package complaint, which looks for all of these.
	BadMeaning
	// RepeatedWord is a word that a vocabulary lists twice.
	RepeatedWord
	// UnlabelledWord is a word that nobody has a name for.
	UnlabelledWord
	// MissingWord is an action that takes a word of a vocabulary that has none to
	// take, or gives one that it does not have. Package complaint looks for it.
	MissingWord
	// BadDuty is a duty without a name, or of words that do not exist, or one that says
	// nothing because what it forbids never comes after what it speaks of.
	BadDuty
	// DutyAvoided is a duty that one person walks around: by an action that does the same
	// and is not among its words. Package complaint looks for it.
	DutyAvoided
	// EndlessMoves is a case that goes from one to another for ever although some action
	// bounds how often it may. Package complaint looks for it.
	EndlessMoves
	// EndlessTimer is a row by which the timer acts on a case again and again. Package
	// complaint looks for it.
	EndlessTimer
)

// findingWords are the text forms by FindingKind.
func findingWords() enum.Set {
	return enum.Words(
		enum.None, "bad_name", "repeated_state", "unknown_state", "dangling_target", "repeated_cell",
		"unknown_role", "unknown_guard", "bad_argument", "unknown_clock", "nobody_may_act",
		"back_mismatch", "endless_origins", "undeclared_exit", "unused_exit", "unreachable_state",
		"no_end", "nobody_may_leave", "waiting_forever", "owner_cannot_act", "clock_never_started",
		"too_large", "engine_disagrees", "out_of_reach", "pointless_guard",
		"unknown_meaning", "unknown_field", "unused_action", "retired_state", "bad_meaning",
		"repeated_word", "unlabelled_word", "missing_word",
		"bad_duty", "duty_avoided", "endless_moves", "endless_timer",
	)
}

// String returns the text form, for example "unreachable_state".
func (k FindingKind) String() string { return findingWords().Text("FindingKind", int(k)) }

// In returns the name of the kind for people, for example "unreachable state".
func (k FindingKind) In(w aduan.Words) string {
	return texts().Word(w, "finding", k.String(), aduan.Label{})
}

// MarshalText writes the text form. What is none of the kinds is an error.
func (k FindingKind) MarshalText() ([]byte, error) {
	return findingWords().Marshal("FindingKind", int(k))
}

// UnmarshalText reads the text form.
func (k *FindingKind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(findingWords(), text, k)
}

// Step is one action on a path and the state it leads to.
type Step struct {
	Action Action `json:"action"`
	To     State  `json:"to"`
}

// Finding is one fault of a definition, with its witness.
type Finding struct {
	Kind FindingKind `json:"kind"`
	// Field is the path of the faulty state or row, such as "transitions[3]";
	// empty where the fault is not in one.
	Field string `json:"field,omitempty"`
	// Line is where it was read, 0 if it was written in Go.
	Line int `json:"line,omitempty"`
	// State, Action and Name say what is concerned; Name is the role, guard,
	// clock or unknown name. Empty where they do not apply.
	State  State  `json:"state,omitempty"`
	Action Action `json:"action,omitempty"`
	Name   string `json:"name,omitempty"`
	// Message says what is wrong. It speaks of states, actions, roles, guards and
	// clocks by the names that the definition gives them.
	Message aduan.Message `json:"message"`
	// Path is the witness: a shortest sequence of actions by which a case
	// arrives at the fault. Empty where no case can.
	Path []Step `json:"path,omitempty"`
	// Legal lists what could stand in the place of Name, if that can be listed.
	Legal []string `json:"legal,omitempty"`
}

// In prints the finding on one line.
func (f Finding) In(w aduan.Words) string {
	say := texts().In(w)
	text := f.Kind.In(w) + ": " + f.Message.In(w)
	if f.Line > 0 {
		text = say("line", "line", strconv.Itoa(f.Line)) + ": " + text
	}
	if len(f.Path) > 0 {
		text += "; " + say("path", "path", pathString(f.Path))
	}
	if len(f.Legal) > 0 {
		text += "; " + say("legal", "legal", aduan.List(f.Legal))
	}
	return text
}

// String is [Finding.In] English.
func (f Finding) String() string { return f.In(aduan.English()) }

// pathString writes "submit -> submitted, forward -> forwarded".
func pathString(path []Step) string {
	parts := make([]string, len(path))
	for i, s := range path {
		parts[i] = string(s.Action) + " -> " + string(s.To)
	}
	return strings.Join(parts, ", ")
}

// ProofError lists everything that is wrong with a definition. It unwraps to
// storage.ErrInvalid.
type ProofError struct {
	// Name and Edition are the definition's.
	Name, Edition string
	// Findings is never empty; it is ordered by kind, then as declared.
	Findings []Finding
}

// In prints every finding, one a line.
func (e *ProofError) In(w aduan.Words) string {
	say := texts().In(w)
	lines := []string{say("refused", "name", strconv.Quote(e.Name), "edition", strconv.Quote(e.Edition), "count", len(e.Findings))}
	for _, f := range e.Findings {
		lines = append(lines, f.In(w))
	}
	return strings.Join(lines, "\n  ")
}

// Error is [ProofError.In] English.
func (e *ProofError) Error() string { return e.In(aduan.English()) }

// Unwrap returns storage.ErrInvalid.
func (e *ProofError) Unwrap() error { return storage.ErrInvalid }
