package workplan

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
)

// Event says what a [Change] means. It follows from what stood before and what
// stands after; see [Diff].
type Event int8

// The events.
const (
	// Added is something new.
	Added Event = iota + 1
	// Edited is a change that is none of those below.
	Edited
	// Removed is something that is no longer planned at all. Approved plans
	// cancel instead.
	Removed
	// Rephased moves work or money between the quarters of the year
	// (penjadwalan ulang).
	Rephased
	// Postponed is a delay within the year, with a cause (penundaan).
	Postponed
	// CarriedOver moves what is open into the plan of another year, see
	// [CarryOver] (luncuran).
	CarriedOver
	// Cancelled ends an activity without successor (pembatalan).
	Cancelled
	// Replaced ends an activity in favour of others of the same plan
	// (penggantian).
	Replaced
)

func eventWords() enum.Set {
	return enum.Words("", "added", "edited", "removed", "rephased", "postponed", "carried_over", "cancelled", "replaced")
}

// String returns the text form: "postponed".
func (e Event) String() string { return eventWords().Text("Event", int(e)) }

// In is the event for people.
func (e Event) In(w aduan.Words) string {
	return texts().Word(w, "event", e.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (e Event) MarshalText() ([]byte, error) { return eventWords().Marshal("Event", int(e)) }

// UnmarshalText reads the text form.
func (e *Event) UnmarshalText(text []byte) error { return enum.Unmarshal(eventWords(), text, e) }

// Subject says what a [Change] is about.
type Subject int8

// The subjects, in the order in which a canonical list of changes has them.
const (
	SubjectRegion Subject = iota + 1
	SubjectOutput
	SubjectActivity
	SubjectLine
)

func subjectWords() enum.Set {
	return enum.Words("", "region", "output", "activity", "line")
}

// String returns the text form: "activity".
func (s Subject) String() string { return subjectWords().Text("Subject", int(s)) }

// In is the subject for people.
func (s Subject) In(w aduan.Words) string {
	return texts().Word(w, "subject", s.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (s Subject) MarshalText() ([]byte, error) { return subjectWords().Marshal("Subject", int(s)) }

// UnmarshalText reads the text form.
func (s *Subject) UnmarshalText(text []byte) error { return enum.Unmarshal(subjectWords(), text, s) }
