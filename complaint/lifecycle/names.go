package lifecycle

import "time"

// State names where a case stands, for example "in_progress". Names are lower
// case letters, digits and underscores, begin with a letter and have at most
// 64 bytes; the same holds for actions, roles, guards and clocks.
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

// Language chooses among the languages in which labels and explanations exist.
type Language int8

// The languages. Indonesian is the zero value, the language of the cooperation
// from which the library comes.
const (
	Indonesian Language = iota
	English
)

// String returns "id" or "en", the ISO 639-1 code.
func (l Language) String() string {
	if l == English {
		return "en"
	}
	return "id"
}

// Label is a text for people in both languages.
type Label struct {
	Indonesian string `json:"id,omitempty"`
	English    string `json:"en,omitempty"`
}

// In returns the label in one language, or the other language's text where
// that one is empty.
func (l Label) In(lang Language) string {
	if (lang == English && l.English != "") || l.Indonesian == "" {
		return l.English
	}
	return l.Indonesian
}

// Period is a span of time, from its first instant up to but excluding its
// last. A zero bound is open on that side, so the zero period is always.
type Period struct {
	From  time.Time `json:"from,omitzero"`
	Until time.Time `json:"until,omitzero"`
}

// Contains reports whether t lies in the period.
func (p Period) Contains(t time.Time) bool {
	return !t.Before(p.From) && (p.Until.IsZero() || t.Before(p.Until))
}

// Overlaps reports whether the periods share an instant.
func (p Period) Overlaps(q Period) bool {
	return (p.Until.IsZero() || q.From.Before(p.Until)) && (q.Until.IsZero() || p.From.Before(q.Until))
}

// maxName is the longest name in bytes.
const maxName = 64

// validName reports whether s may name a state, action, role, guard or clock.
func validName(s string) bool {
	if s == "" || len(s) > maxName || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '_':
		default:
			return false
		}
	}
	return true
}
