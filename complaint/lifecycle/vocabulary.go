package lifecycle

import "github.com/aduan-go/aduan"

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
}

// Guard declares a condition that the user of the machine implements.
type Guard struct {
	Name GuardName
	// Takes says which argument the guard needs.
	Takes ArgKind
	// Label says what must hold, for people: "the answer was drafted by
	// somebody else". It may hold one %s, which is replaced by the argument.
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

// String says what the guard wants between its parentheses.
func (k ArgKind) String() string {
	switch k {
	case TakesNumber:
		return "a number"
	case TakesClock:
		return "a clock"
	default:
		return "nothing"
	}
}

// maxNumber bounds a guard's number.
const maxNumber = 1_000_000
