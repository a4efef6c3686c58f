package lifecycle

import (
	"errors"
	"slices"
	"strings"
)

// Target says where a transition leads: to one state ([To]), nowhere ([Same]),
// or back to where the case came from ([Back]). The zero value is no target,
// which [Compile] refuses. In text it is "forwarded", "same" or
// "back(submitted, forwarded)".
type Target struct {
	kind  targetKind
	state State
	back  []State
}

type targetKind int8

const (
	targetNone targetKind = iota
	targetState
	targetSame
	targetBack
)

// same is the text form of [Same]; no state may have this name.
const same = "same"

// To is the target that is one state.
func To(s State) Target { return Target{kind: targetState, state: s} }

// Same is the target that leaves the state as it is.
func Same() Target { return Target{kind: targetSame} }

// Back is the target that returns a case to the state from which it entered
// the present one, which must be one of origins. Cases remember their origins
// on a stack: entering a state that has a Back exit puts the state left behind
// on it, and the Back exit takes it off again. Moving to a state without a Back
// exit forgets the stack.
func Back(origins ...State) Target {
	return Target{kind: targetBack, back: slices.Clone(origins)}
}

// State returns the state of a target made by [To].
func (t Target) State() (State, bool) { return t.state, t.kind == targetState }

// IsSame reports whether the target is [Same].
func (t Target) IsSame() bool { return t.kind == targetSame }

// Origins returns a copy of the states of a target made by [Back], in the
// order given, and whether it is one.
func (t Target) Origins() ([]State, bool) { return slices.Clone(t.back), t.kind == targetBack }

// Equal reports whether both targets lead to the same place, origins in the
// same order.
func (t Target) Equal(u Target) bool {
	return t.kind == u.kind && t.state == u.state && slices.Equal(t.back, u.back)
}

// String returns the text form; "none" for the zero value.
func (t Target) String() string {
	switch t.kind {
	case targetState:
		return string(t.state)
	case targetSame:
		return same
	case targetBack:
		return "back(" + join(t.back, ", ") + ")"
	default:
		return "none"
	}
}

// MarshalText writes the text form. The zero value and a return to no state
// have none.
func (t Target) MarshalText() ([]byte, error) {
	if t.kind == targetNone || (t.kind == targetBack && len(t.back) == 0) {
		return nil, errors.New("lifecycle: a target that leads nowhere has no text")
	}
	return []byte(t.String()), nil
}

// UnmarshalText reads the text form; whether the states exist is for
// [Compile] to say.
func (t *Target) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	if inner, ok := strings.CutPrefix(s, "back("); ok {
		inner, ok = strings.CutSuffix(inner, ")")
		if !ok {
			return errors.New(`"back(" without its ")"`)
		}
		names, err := splitNames[State](inner)
		if err != nil {
			return err
		}
		*t = Back(names...)
		return nil
	}
	if s == same {
		*t = Same()
		return nil
	}
	if !validName(s) {
		return errors.New(`want a state, "same" or "back(state, state)"`)
	}
	*t = To(State(s))
	return nil
}

// names turns names into strings.
func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = string(n)
	}
	return out
}

// join writes names with a separator.
func join[T ~string](list []T, sep string) string { return strings.Join(names(list), sep) }

// splitNames reads names separated by commas.
func splitNames[T ~string](s string) ([]T, error) {
	var names []T
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		if !validName(part) {
			return nil, errors.New("want names of lower case letters, digits and _, separated by commas")
		}
		names = append(names, T(part))
	}
	return names, nil
}
