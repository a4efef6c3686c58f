package storagetest

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// sitting makes a small meeting.
func sitting(id board.MeetingID) *board.Meeting {
	return &board.Meeting{
		ID: id, Board: "sp4n", Number: 5, Date: on(time.November, 12), Form: board.Virtual, Title: said("Rapat 5", "Meeting 5"),
		Parties:      []workplan.Party{{ID: "panrb", Name: said("PANRB", "")}, {ID: "undp", Name: said("UNDP", "")}},
		Participants: []board.Participant{{Name: "Ketua", Party: "panrb", Role: board.Executive}},
		Agenda:       []board.AgendaItem{{Title: said("Rencana", "Plan"), Notes: []aduan.Label{said("Dibahas", "Discussed")}}},
		Decisions:    []board.Decision{{ID: "pb5/d1", Text: said("Disetujui", "Approved"), Approves: []board.Approval{{Plan: "p2020", Edition: 2}}}},
	}
}

// signed ends a meeting.
func signed(m *board.Meeting) { m.Signed = on(time.December, 1) }

// fullMeeting fills what a meeting may hold.
func fullMeeting(m *board.Meeting) {
	m.Form = board.Circulation
	m.Parties = append(m.Parties, workplan.Party{ID: "koica", Name: said("", "KOICA"), Agency: "id.koica"})
	m.Participants = append(
		m.Participants,
		board.Participant{Name: `Ibu "Ni" Made`, Party: "undp", Role: board.SeniorSupplier}, board.Participant{Name: "Ayu", Party: "koica", Role: board.Observer},
		board.Participant{Name: "Ayu", Party: "panrb", Role: board.Beneficiary},
	)
	m.Agenda = append(m.Agenda, board.AgendaItem{Title: said("Kendala", "")}, board.AgendaItem{Title: said("", "Any other business"), Notes: []aduan.Label{said("b", ""), said("a", "")}})
	m.Decisions = append(m.Decisions, board.Decision{ID: "pb5/d0", Text: said("Diluncurkan", "Carried over"), Approves: []board.Approval{{Plan: "p2020", Edition: 3, Into: "p2021"}, {Plan: "p2019", Edition: 1}}})
	m.Actions = []board.Action{
		{ID: "pb5/a2", Text: said("Surat", "Letter"), Owner: "undp", Due: on(time.December, 31)},
		{ID: "pb5/a1", Text: said("Data", ""), Owner: "panrb", Due: aduan.Date{Year: 2024, Month: time.February, Day: 29}},
	}
	m.Reviews = []board.Review{
		{Action: "pb4/a2", Status: board.Dropped, Note: said("Tidak perlu", "")},
		{Action: "pb4/a1", Status: board.Open, Due: on(time.December, 24)},
		{Action: "pb4/a3", Status: board.Done},
	}
}

// meetingChecks test meetings of boards.
func meetingChecks() []Check {
	type meeting = board.Meeting
	k := keyed[board.MeetingID, meeting, board.Query]{
		kind: "meeting", one: "a meeting", all: "meetings",
		reader:  func(s backend.Set) storage.Reader[board.MeetingID, meeting, board.Query] { return s.Meetings },
		batch:   func(list ...*meeting) backend.Batch { return backend.Batch{Meetings: list} },
		query:   func(after board.MeetingID, limit int) board.Query { return board.Query{After: after, Limit: limit} },
		id:      func(m *meeting) board.MeetingID { return m.ID },
		version: func(m *meeting) *storage.Version { return &m.Version },
		facts:   func(*meeting) int { return 0 },
		make:    sitting,
		next:    func(m *meeting) { m.Title, m.Agenda, m.Decisions = said("Rapat ke-5", ""), nil, nil },
		spoil:   func(m *meeting) { m.Form = 0 },
		scribble: func(m *meeting) {
			m.Parties[0].ID, m.Participants[0].Name, m.Agenda[0].Notes[0], m.Decisions[0].Approves[0].Plan = "x", "x", said("x", "x"), "x"
		},
	}
	return slices.Concat([]Check{
		k.back("full", "everything that a meeting holds comes back, lists in their order", fullMeeting),
		k.back("observer", "somebody without a role comes back as an observer", func(m *meeting) { m.Participants[0].Role = board.Observer }),
		k.back("signed", "signed minutes come back with the day on which they were signed", func(m *meeting) {
			m.Signed = aduan.Date{Year: 2021, Month: time.January, Day: 4}
		}),
		k.back("labels", "texts come back in both languages, quotation marks and letters of every script included", func(m *meeting) {
			m.Decisions[0].Text = said(`"Setuju", kata O'Neill `+"\u0303 \U0001F4C8 \\", "Plan & <b> 年")
		}),
		k.back("languages", "texts come back in every language, whichever it is", func(m *meeting) {
			m.Title, m.Decisions[0].Text = m.Title.With("nl", "Vergadering 5"), aduan.NewLabel(map[string]string{"nl": "Goedgekeurd"})
		}),
		k.past("board", "a meeting never passes to another board", func(*meeting) {}, func(m *meeting) { m.Board = "sp4n-2" }),
		k.past("number", "the number of a meeting never changes", func(*meeting) {}, func(m *meeting) { m.Number = 6 }),
		k.past("decision", "signed minutes never change", signed, func(m *meeting) { m.Decisions[0].Text = m.Decisions[0].Text.With("en", "Refused") }),
		k.past("unsigned", "minutes that were signed stay signed", signed, func(m *meeting) { m.Signed = aduan.Date{} }),
	}, k.checks(), k.narrowed(
		"board", "a list of one board leaves out the meetings of others, whose names are compared bytewise",
		func(q board.Query) board.Query { q.Board = "sp4n"; return q },
		func(m *meeting) { m.Board = "sp4n-2" }, func(m *meeting) { m.Board = "SP4N" }, func(m *meeting) { m.Board = "sp4" },
	))
}
