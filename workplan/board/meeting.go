package board

import (
	"cmp"
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// MeetingID identifies a meeting in a store: "pb5". It is written like the IDs
// of package workplan.
type MeetingID string

// ActionID identifies an action item over all meetings of a board.
type ActionID string

// Meeting is the record of one meeting of a board.
type Meeting struct {
	ID MeetingID `json:"id"`
	// Board names the board whose meetings are counted together.
	Board string `json:"board"`
	// Number counts the meetings of the board from 1.
	Number int         `json:"number"`
	Date   aduan.Date  `json:"date"`
	Form   Form        `json:"form"`
	Title  aduan.Label `json:"title"`
	// Parties lists everybody whom the meeting names.
	Parties      []workplan.Party `json:"parties"`
	Participants []Participant    `json:"participants"`
	Agenda       []AgendaItem     `json:"agenda,omitempty"`
	Decisions    []Decision       `json:"decisions,omitempty"`
	// Actions are the action items (tindak lanjut) that the meeting set.
	Actions []Action `json:"actions,omitempty"`
	// Reviews say what the meeting found about items of earlier meetings.
	Reviews []Review `json:"reviews,omitempty"`
	// Signed is the day on which the minutes were signed; from then on the
	// record never changes. Zero before.
	Signed aduan.Date `json:"signed,omitzero"`
	// Version counts the commits of the record, 0 for one never saved.
	Version storage.Version `json:"version,omitempty"`
}

// Participant is somebody who took part for a party.
type Participant struct {
	// Name is the person or the office held; the minutes show it.
	Name  string           `json:"name"`
	Party workplan.PartyID `json:"party"`
	Role  Role             `json:"role"`
}

// AgendaItem is a point of the agenda, in its order.
type AgendaItem struct {
	Title aduan.Label `json:"title"`
	// Notes is what was said, a paragraph each.
	Notes []aduan.Label `json:"notes,omitempty"`
}

// Decision is what the board decided.
type Decision struct {
	ID   workplan.DecisionID `json:"id"`
	Text aduan.Label         `json:"text"`
	// Approves lists what of plans the decision lets stand; empty for other
	// decisions.
	Approves []Approval `json:"approves,omitempty"`
}

// Approval names an edition of a plan that a decision approves.
type Approval struct {
	Plan workplan.PlanID `json:"plan"`
	// Edition is the number of the edition. Edition 1 is the plan itself.
	Edition int `json:"edition"`
	// Into is the plan that takes over what the edition carries over; empty if
	// it carries nothing over.
	Into workplan.PlanID `json:"into,omitempty"`
}

// Action is an action item: who is to do what until when.
type Action struct {
	ID    ActionID         `json:"id"`
	Text  aduan.Label      `json:"text"`
	Owner workplan.PartyID `json:"owner"`
	Due   aduan.Date       `json:"due"`
}

// Review says where an action item of an earlier meeting stands.
type Review struct {
	Action ActionID    `json:"action"`
	Status Status      `json:"status"`
	Note   aduan.Label `json:"note,omitzero"`
	// Due is the new date of an item that stays open; zero keeps the old one.
	Due aduan.Date `json:"due,omitzero"`
}

// Clone returns a copy that shares nothing with m.
func (m *Meeting) Clone() *Meeting { return record.Clone(m) }

// Compare orders meetings by board, date and number: -1, 0 or +1.
func (m *Meeting) Compare(n *Meeting) int {
	return cmp.Or(cmp.Compare(m.Board, n.Board), m.Date.Compare(n.Date), cmp.Compare(m.Number, n.Number))
}

// In names the meeting for people: "sp4n, meeting 5, 12 November 2020".
func (m *Meeting) In(w aduan.Words) string {
	say := texts().In(w)
	return say("meeting", "board", m.Board, "number", strconv.Itoa(m.Number), "date", m.Date)
}

// String is [Meeting.In] English.
func (m *Meeting) String() string { return m.In(aduan.English()) }
