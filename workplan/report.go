package workplan

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Report is one fact about a plan. Exactly one of its pointers is set. Reports
// are never changed; one that was wrong is put right by a later one of the same
// kind.
type Report struct {
	// On is the day for which the fact holds; of a correction, the day from
	// which it is known.
	On aduan.Date `json:"on"`
	// By is the party that reports.
	By PartyID `json:"by"`
	// Corrects is the position of an earlier report, counted from 1, in whose
	// place this one stands as soon as it is known, that is from its own date
	// on; it then holds for the day of the report that was wrong. 0 for none.
	Corrects int `json:"corrects,omitempty"`
	// Note says more, for people.
	Note aduan.Label `json:"note,omitzero"`

	Progress    *Progress    `json:"progress,omitempty"`
	Expense     *Expense     `json:"expense,omitempty"`
	Cohort      *Cohort      `json:"cohort,omitempty"`
	Obstacle    *Obstacle    `json:"obstacle,omitempty"`
	Actual      *Actual      `json:"actual,omitempty"`
	Appointment *Appointment `json:"appointment,omitempty"`
}

// Progress says how much of an activity is done.
type Progress struct {
	Activity ActivityID `json:"activity"`
	// Done is in percent of the activity, 0 to 100; required. Of several reports the
	// latest by date counts, and of one day the last.
	Done Number `json:"done" strict:"required"`
}

// Expense adds an amount to one column of the FACE form of a line and quarter.
type Expense struct {
	Line    LineID  `json:"line"`
	Quarter Quarter `json:"quarter"`
	Column  Column  `json:"column"`
	// Amount is not negative and in the currency of the line.
	Amount Money `json:"amount"`
}

// Column is a column of the FACE form in which money is reported.
type Column int8

// The columns.
const (
	// Requested is what is asked for, to be spent in the quarter: column E.
	Requested Column = iota + 1
	// Authorised is what was granted for the quarter: column F of the form
	// before it, and part of its column A.
	Authorised
	// Spent is what was spent in the quarter: column B.
	Spent
	// Accepted is what was accepted of it: column C. Of a line it never exceeds
	// what was spent; an advance is authorised, not accepted.
	Accepted
)

func columnWords() enum.Set {
	return enum.Words("", "requested", "authorised", "spent", "accepted")
}

// String returns the text form: "spent".
func (c Column) String() string { return columnWords().Text("Column", int(c)) }

// In is the column for people.
func (c Column) In(w aduan.Words) string {
	return texts().Word(w, "column", c.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (c Column) MarshalText() ([]byte, error) { return columnWords().Marshal("Column", int(c)) }

// UnmarshalText reads the text form.
func (c *Column) UnmarshalText(text []byte) error { return enum.Unmarshal(columnWords(), text, c) }

// Cohort is a group that was trained (angkatan), from one region.
type Cohort struct {
	Activity ActivityID  `json:"activity"`
	Region   region.Code `json:"region"`
	// Invited, Attended and Passed count people; none exceeds the one before.
	Invited  int `json:"invited"`
	Attended int `json:"attended"`
	Passed   int `json:"passed"`
}

// Obstacle (kendala) says what happened to an obstacle: it was raised,
// escalated to a higher level, or resolved.
type Obstacle struct {
	ID   ObstacleID `json:"id"`
	Move Move       `json:"move"`
	// Activity is what it stands in the way of; given when it is raised, like
	// Text.
	Activity ActivityID `json:"activity,omitempty"`
	// Level is who deals with it from now on; 0 when it is resolved.
	Level Level `json:"level,omitempty"`
	// Owner answers for it from now on; empty when it is resolved.
	Owner PartyID `json:"owner,omitempty"`
	// Text says what the obstacle is, Proposal what is proposed about it.
	Text     aduan.Label `json:"text,omitzero"`
	Proposal aduan.Label `json:"proposal,omitzero"`
}

// Move is what happens to an obstacle.
type Move int8

// The moves.
const (
	Raised Move = iota + 1
	Escalated
	Resolved
)

func moveWords() enum.Set {
	return enum.Words("", "raised", "escalated", "resolved")
}

// String returns the text form: "raised".
func (m Move) String() string { return moveWords().Text("Move", int(m)) }

// In is the move for people.
func (m Move) In(w aduan.Words) string {
	return texts().Word(w, "move", m.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (m Move) MarshalText() ([]byte, error) { return moveWords().Marshal("Move", int(m)) }

// UnmarshalText reads the text form.
func (m *Move) UnmarshalText(text []byte) error { return enum.Unmarshal(moveWords(), text, m) }

// Level is who deals with an obstacle, from below.
type Level int8

// The levels.
const (
	// WorkingLevel is the daily work (tingkat kerja).
	WorkingLevel Level = iota + 1
	// ExecutiveLevel is those who lead the parties (tingkat pimpinan).
	ExecutiveLevel
	// BoardLevel is the project board (dewan proyek).
	BoardLevel
)

func levelWords() enum.Set {
	return enum.Words("", "working", "executive", "board")
}

// String returns the text form: "board".
func (l Level) String() string { return levelWords().Text("Level", int(l)) }

// In is the level for people.
func (l Level) In(w aduan.Words) string {
	return texts().Word(w, "level", l.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (l Level) MarshalText() ([]byte, error) { return levelWords().Marshal("Level", int(l)) }

// UnmarshalText reads the text form.
func (l *Level) UnmarshalText(text []byte) error { return enum.Unmarshal(levelWords(), text, l) }

// Actual is the value of an indicator at the end of a quarter. Of several
// reports the latest by date counts, and of one day the last.
type Actual struct {
	Indicator IndicatorID `json:"indicator"`
	Quarter   Quarter     `json:"quarter"`
	Value     Number      `json:"value" strict:"required"`
}

// Appointment makes somebody the local coordinator of a region.
type Appointment struct {
	Region region.Code   `json:"region"`
	Person agency.Person `json:"person"`
	// From and Until are the first and the last day; without Until it has no
	// end until another appointment for the region begins. Of several that hold
	// the one that began last counts, of one day the one reported last.
	From  aduan.Date `json:"from"`
	Until aduan.Date `json:"until,omitzero"`
}
