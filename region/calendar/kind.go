package calendar

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
)

// Kind says what sort of day a day is. The zero value means that it was not said.
type Kind int8

// The kinds. A list may name the last four; the first two follow from the week.
const (
	// Workday is an ordinary working day.
	Workday Kind = iota + 1
	// Weekend is a day of rest by the pattern of the week, whatever else it is
	// unless it is Worked.
	Weekend
	// Holiday is a public holiday (hari libur nasional, hari libur daerah).
	Holiday
	// JointLeave is leave that everybody takes on the same day by decree (cuti
	// bersama). A service may work on it.
	JointLeave
	// HalfDay is a working day with hours of its own.
	HalfDay
	// Worked is a day of rest that is worked all the same, with hours of its own,
	// in exchange for another day: a Saturday, a holiday.
	Worked
)

func kindWords() enum.Set {
	return enum.Words("", "workday", "weekend", "holiday", "joint_leave", "half_day", "worked")
}

// String returns the text form, for example "joint_leave"; empty for the zero
// value.
func (k Kind) String() string { return kindWords().Text("Kind", int(k)) }

// In returns the name for people, for example "joint leave"; empty for the zero
// value.
func (k Kind) In(w aduan.Words) string { return texts().Word(w, "kind", k.String(), aduan.Label{}) }

// MarshalText writes the text form; a value outside the set is an error.
func (k Kind) MarshalText() ([]byte, error) { return kindWords().Marshal("Kind", int(k)) }

// UnmarshalText reads the text form exactly; empty text is the zero value.
func (k *Kind) UnmarshalText(text []byte) error { return enum.Unmarshal(kindWords(), text, k) }

// listedKinds are the text forms of the kinds that a list may name.
func listedKinds() []string {
	return []string{Holiday.String(), JointLeave.String(), HalfDay.String(), Worked.String()}
}
