package lifecycle

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
)

// Vocabulary is what a definition may speak of: the roles that exist, the
// guards that somebody implements and the clocks that policies know. [Compile]
// refuses any other name. Order is the order in which messages list them.
type Vocabulary struct {
	// Roles that may be permitted; [Timer] always exists.
	Roles []Role
	// Guards that may be needed.
	Guards []Guard
	// Clocks that may be started and asked about.
	Clocks []ClockName
	// Meanings that actions may have, and Fields that they may take.
	Meanings []Meaning
	Fields   []string
	// Actions are what actions of these names mean in a definition that does not
	// declare them itself.
	Actions []ActionInfo
	// Words are the vocabularies of definitions that do not declare their own.
	Words Words
	// Texts are those of the package that declares the vocabulary. They say its words,
	// and those of definitions that give no label: by the families state, bucket,
	// action, role, clock, guard and meaning and those of [Words], so that package complaint says a state by the key
	// complaint.state.<state>. Nil is the texts of this package.
	Texts *aduan.Texts
	// Labels name roles and clocks that Texts does not have, by family and name:
	// "role.mayor", "clock.inspection".
	Labels map[string]aduan.Label
}

// guard finds a guard by its name.
func (v Vocabulary) guard(name GuardName) (Guard, bool) {
	i := slices.IndexFunc(v.Guards, func(g Guard) bool { return g.Name == name })
	if i < 0 {
		return Guard{}, false
	}
	return v.Guards[i], true
}

// hasRole reports whether a role may be permitted.
func (v Vocabulary) hasRole(r Role) bool { return r == Timer || slices.Contains(v.Roles, r) }

// roles lists the roles that exist, the timer among them once.
func (v Vocabulary) roles() []string {
	roles := names(v.Roles)
	if !slices.Contains(v.Roles, Timer) {
		roles = append(roles, string(Timer))
	}
	return roles
}

// guards lists the guards as needs are written.
func (v Vocabulary) guards() []string {
	out := make([]string, len(v.Guards))
	for i, g := range v.Guards {
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

// Guard declares a condition that the user of the machine implements.
type Guard struct {
	Name GuardName
	// Takes says which argument the guard needs.
	Takes ArgKind
	// Label says what must hold, for people: "the answer was drafted by
	// somebody else". {number} or {clock} in it is replaced by the argument; see
	// [aduan.Text].
	Label aduan.Label
}

// ArgKind says which argument a guard takes.
type ArgKind int8

// The kinds of argument.
const (
	// TakesNothing is a guard without argument: not_drafter.
	TakesNothing ArgKind = iota
	// TakesNumber is a guard with a whole number from 0 to 1,000,000:
	// returned_fewer_than(2).
	TakesNumber
	// TakesClock is a guard with a clock of the vocabulary: elapsed(reply).
	TakesClock
)

// In says what the guard wants between its parentheses.
func (k ArgKind) In(w aduan.Words) string {
	return texts().Word(w, "takes", enum.Words("nothing", "number", "clock").Text("ArgKind", int(k)), aduan.Label{})
}

// String is [ArgKind.In] English.
func (k ArgKind) String() string { return k.In(aduan.English()) }

// maxNumber bounds a guard's number.
const maxNumber = 1_000_000
