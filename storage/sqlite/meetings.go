package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"

	"github.com/aduan-go/aduan/workplan/board"
)

func meetingReader(s *Store) board.Reader {
	return recorded[board.MeetingID, board.Meeting, board.Query]{s, board.KindOfMeeting, scanRecord[board.Meeting], func(q board.Query) asked {
		a := asked{after: string(q.After), limit: q.Limit}
		if q.Board != "" {
			a.where, a.value = "board = ?", q.Board
		}
		return a
	}}
}

// putMeeting writes a meeting and its action items and reviews.
func putMeeting(ctx context.Context, in session, m *board.Meeting) error {
	record, err := json.Marshal(m)
	if err != nil {
		return err
	}
	id := string(m.ID)
	err = in.exec(ctx, into("meeting", m.Version)+" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, int64(m.Version), m.Board, int64(m.Number), m.Date.String(),
		m.Form.String(), orNull(m.Title.Text("id")), orNull(m.Title.Text("en")), int64(len(m.Decisions)), orNull(m.Signed.String()), string(record))
	if err != nil {
		return err
	}
	if err := refill(ctx, in, m.Version, "meeting_action", "meeting", id, m.Actions, func(a board.Action) []driver.Value {
		return []driver.Value{string(a.ID), orNull(a.Text.Text("id")), orNull(a.Text.Text("en")), string(a.Owner), a.Due.String()}
	}); err != nil {
		return err
	}
	return refill(ctx, in, m.Version, "meeting_review", "meeting", id, m.Reviews, func(r board.Review) []driver.Value {
		return []driver.Value{string(r.Action), r.Status.String(), orNull(r.Due.String())}
	})
}
