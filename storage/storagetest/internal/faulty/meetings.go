package faulty

import (
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan/board"
)

func meetingFaults() []Fault {
	type meeting = board.Meeting
	k := keyed[board.MeetingID, meeting, board.Query]{
		kind:    board.KindOfMeeting,
		door:    func(s *plant) *calls[board.MeetingID, meeting, board.Query] { return &s.meetings },
		reader:  func(s backend.Set) storage.Reader[board.MeetingID, meeting, board.Query] { return s.Meetings },
		of:      func(b backend.Batch) []*meeting { return b.Meetings },
		batch:   func(list ...*meeting) backend.Batch { return backend.Batch{Meetings: list} },
		id:      func(m *meeting) board.MeetingID { return m.ID },
		version: func(m *meeting) storage.Version { return m.Version },
		after:   func(q board.Query) board.MeetingID { return q.After },
		limit:   func(q *board.Query) *int { return &q.Limit },
		valid:   func(m *meeting) bool { return m.Form != 0 },
		replace: func(now, before *meeting) { now.Agenda = before.Agenda },
		mix:     func(into, from *meeting) { into.Parties[0].ID = from.Parties[0].ID },
	}
	return slices.Concat([]Fault{
		k.read("full", "participants are sorted by name", func(m *meeting) {
			slices.SortStableFunc(m.Participants, func(a, b board.Participant) int { return strings.Compare(a.Name, b.Name) })
		}),
		k.read("observer", "whoever is alone chairs", func(m *meeting) {
			if len(m.Participants) == 1 {
				m.Participants[0].Role = board.Executive
			}
		}),
		k.read("signed", "minutes signed in another year are not signed", func(m *meeting) {
			if m.Signed.Year != m.Date.Year {
				m.Signed = aduan.Date{}
			}
		}),
		k.read("labels", "letters outside of the basic plane are lost", func(m *meeting) {
			for i := range m.Decisions {
				m.Decisions[i].Text = m.Decisions[i].Text.With("id", flat(m.Decisions[i].Text.Text("id")))
			}
		}),
		k.read("languages", "a third language is lost", func(m *meeting) { m.Title = inTwo(m.Title) }),
		k.past("board", "another board is dropped in silence", func(old, next *meeting) bool { return old.Board != next.Board }),
		k.past("number", "another number is dropped in silence", func(old, next *meeting) bool { return old.Number != next.Number }),
		k.past("decision", "another decision is dropped in silence", func(old, next *meeting) bool {
			return old.Signed == next.Signed && old.Number == next.Number && old.Board == next.Board
		}),
		k.past("unsigned", "a lost signature is not missed", func(old, next *meeting) bool { return old.Signed != next.Signed }),
	}, k.faults(), k.narrowed(
		"board", "boards are compared without case",
		func(q *board.Query) bool {
			asked := q.Board != ""
			q.Board = ""
			return asked
		},
		func(q board.Query, m *meeting) bool { return strings.EqualFold(q.Board, m.Board) },
	))
}
