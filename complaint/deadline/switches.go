package deadline

import (
	"time"

	"github.com/aduan-go/aduan/internal/enum"
)

// AtDue says what an end at the very due instant is. Instants are kept in whole
// microseconds, so the next one is a microsecond later.
type AtDue int8

// The values of [AtDue].
const (
	// BreachedAtDue: a limit has passed at its due instant. The default.
	BreachedAtDue AtDue = iota
	// MetAtDue: a limit has passed after its due instant, as cities count that take a
	// case closed exactly then as closed in time.
	MetAtDue
)

func atDueWords() enum.Set { return enum.Words("breached", "met") }

// String returns the text form, for example "met".
func (a AtDue) String() string { return atDueWords().Text("AtDue", int(a)) }

// MarshalText writes the text form; a value outside the set is an error.
func (a AtDue) MarshalText() ([]byte, error) { return atDueWords().Marshal("AtDue", int(a)) }

// UnmarshalText reads the text form exactly.
func (a *AtDue) UnmarshalText(text []byte) error { return enum.Unmarshal(atDueWords(), text, a) }

// passed is the first instant at which a limit that is due has passed.
func (a AtDue) passed(due time.Time) time.Time {
	if a == MetAtDue && !due.IsZero() {
		return due.Add(time.Microsecond)
	}
	return due
}

// Reclassification says what a new class does to a clock that the lifecycle
// recomputes.
type Reclassification int8

// The values of [Reclassification].
const (
	// FromStart: the limit of the new class, from the original start. The default.
	FromStart Reclassification = iota
	// FromChange: the limit of the new class, from the change.
	FromChange
	// KeepLimit: the limit that the clock began with.
	KeepLimit
)

func reclassificationWords() enum.Set { return enum.Words("from_start", "from_change", "keep_limit") }

// String returns the text form, for example "from_start".
func (r Reclassification) String() string {
	return reclassificationWords().Text("Reclassification", int(r))
}

// MarshalText writes the text form; a value outside the set is an error.
func (r Reclassification) MarshalText() ([]byte, error) {
	return reclassificationWords().Marshal("Reclassification", int(r))
}

// UnmarshalText reads the text form exactly.
func (r *Reclassification) UnmarshalText(text []byte) error {
	return enum.Unmarshal(reclassificationWords(), text, r)
}

// Holding says by whose calendar a clock runs after a transfer.
type Holding int8

// The values of [Holding].
const (
	// OfStart: that of the body that held the case when the clock started. The
	// default.
	OfStart Holding = iota
	// OfHolder: that of the body that holds the case now.
	OfHolder
)

func holdingWords() enum.Set { return enum.Words("of_start", "of_holder") }

// String returns the text form, for example "of_start".
func (h Holding) String() string { return holdingWords().Text("Holding", int(h)) }

// MarshalText writes the text form; a value outside the set is an error.
func (h Holding) MarshalText() ([]byte, error) { return holdingWords().Marshal("Holding", int(h)) }

// UnmarshalText reads the text form exactly.
func (h *Holding) UnmarshalText(text []byte) error { return enum.Unmarshal(holdingWords(), text, h) }

// Knowledge says which editions of a calendar count for a clock that runs.
type Knowledge int8

// The values of [Knowledge].
const (
	// AsKnownThen: at each instant, what was known at that instant; an amendment
	// moves what is still open. The default.
	AsKnownThen Knowledge = iota
	// AsKnownAtStart: what was known when the clock started, whatever came after. Where
	// that does not reach far enough, because a year was not decreed then, what was
	// known first that does.
	AsKnownAtStart
)

func knowledgeWords() enum.Set { return enum.Words("as_known_then", "as_known_at_start") }

// String returns the text form, for example "as_known_then".
func (k Knowledge) String() string { return knowledgeWords().Text("Knowledge", int(k)) }

// MarshalText writes the text form; a value outside the set is an error.
func (k Knowledge) MarshalText() ([]byte, error) {
	return knowledgeWords().Marshal("Knowledge", int(k))
}

// UnmarshalText reads the text form exactly.
func (k *Knowledge) UnmarshalText(text []byte) error {
	return enum.Unmarshal(knowledgeWords(), text, k)
}
