package lifecycle

import "strings"

// State names where a case stands, for example "in_progress". Names are lower
// case letters, digits and underscores, begin with a letter and have at most
// 64 bytes; the same holds for actions, roles, guards, clocks and words.
type State string

// The reserved states that a definition uses but never declares.
const (
	// New is where a case stands before it exists: a transition from New opens
	// it and must lead to the definition's initial state.
	New State = "new"
	// AnyOpen stands, in From and in [Back], for every declared state that is
	// not final, in declared order.
	AnyOpen State = "any_open"
)

// Action names what somebody does to a case, for example "forward".
type Action string

// Role names in which capacity somebody acts, for example "agency_admin".
type Role string

// Timer is the role of the clockwork: it takes the actions that time brings
// about. It is a named actor like any other, not a nobody.
const Timer Role = "timer"

// GuardName names a condition on case, actor or clock that the vocabulary
// offers, for example "elapsed".
type GuardName string

// ClockName names a clock that actions start, pause and stop, for example
// "first_response". How long it runs is the business of a deadline policy.
type ClockName string

// AllClocks stands, in an [Effect], for every clock of the vocabulary.
const AllClocks ClockName = "all"

const (
	// maxName is the longest name in bytes.
	maxName = 64
	// nameLetters begin a name, nameBytes are all that stands in one.
	nameLetters = "abcdefghijklmnopqrstuvwxyz"
	nameBytes   = nameLetters + "0123456789_"
)

// validName reports whether s may name a state, action, role, guard, clock or word.
func validName(s string) bool {
	return s != "" && len(s) <= maxName && strings.ContainsRune(nameLetters, rune(s[0])) && strings.Trim(s, nameBytes) == ""
}

// ValidName reports whether s has the form of a name, as states, actions and words have
// it; see [State].
func ValidName(s string) bool { return validName(s) }
