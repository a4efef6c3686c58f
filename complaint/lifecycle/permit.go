package lifecycle

import (
	"errors"
	"strconv"
	"strings"
)

// Need is a condition that must hold before an action is allowed: a guard of
// the vocabulary, with its argument where it takes one, for example
// "not_drafter", "returned_fewer_than(2)" or "elapsed(reply)".
type Need string

// Condition is a [Need] that has been read: the guard with its number or its
// clock, whichever it takes; or, of [GuardDuty], what a [Duty] asks of a row.
type Condition struct {
	Guard  GuardName
	Number int
	Clock  ClockName
	Duty   string // the name of a duty; empty for a need
	takes  ArgKind
}

// String returns the text form, that of a [Need].
func (c Condition) String() string {
	if c.Duty != "" {
		return string(c.Guard) + "(" + c.Duty + ")"
	}
	switch c.takes {
	case TakesNumber:
		return string(c.Guard) + "(" + strconv.Itoa(c.Number) + ")"
	case TakesClock:
		return string(c.Guard) + "(" + string(c.Clock) + ")"
	default:
		return string(c.Guard)
	}
}

// split cuts a need into guard and argument.
func (n Need) split() (guard GuardName, arg string, hasArg, ok bool) {
	name, rest, hasArg := strings.Cut(string(n), "(")
	if hasArg {
		arg, ok = strings.CutSuffix(rest, ")")
		if !ok || arg == "" {
			return "", "", false, false
		}
	}
	return GuardName(name), arg, hasArg, validName(name)
}

// Permit lets one role take an action, if that role's own needs hold as well.
// In text it is "agency_admin" or "agency_admin if coordinator_is_main,
// running(resolution)".
type Permit struct {
	Role  Role
	Needs []Need
}

// By permits the roles without further needs.
func By(roles ...Role) []Permit {
	permits := make([]Permit, len(roles))
	for i, r := range roles {
		permits[i].Role = r
	}
	return permits
}

// String returns the text form.
func (p Permit) String() string {
	if len(p.Needs) == 0 {
		return string(p.Role)
	}
	return string(p.Role) + " if " + join(p.Needs, ", ")
}

// MarshalText writes the text form.
func (p Permit) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the text form; whether role and guards exist is for
// [Compile] to say.
func (p *Permit) UnmarshalText(text []byte) error {
	role, needs, conditional := strings.Cut(strings.TrimSpace(string(text)), " if ")
	if !validName(role) {
		return errors.New(`want a role, or "role if guard, guard"`)
	}
	read := Permit{Role: Role(role)}
	if conditional {
		for part := range strings.SplitSeq(needs, ",") {
			n := Need(strings.TrimSpace(part))
			if _, _, _, ok := n.split(); !ok {
				return errors.New(`want guards after "if", separated by commas, such as not_drafter or elapsed(reply)`)
			}
			read.Needs = append(read.Needs, n)
		}
	}
	*p = read
	return nil
}
