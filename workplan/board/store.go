package board

import (
	"context"
	"fmt"
	"slices"

	"github.com/aduan-go/aduan/storage"
)

// KindOfMeeting is the kind of the record in a store's change feed.
const KindOfMeeting storage.Kind = "meeting"

// Reader reads meetings from a store.
type Reader = storage.Reader[MeetingID, Meeting, Query]

// Query says which meetings [Reader].List yields; the zero Query is all.
type Query struct {
	// After leaves out the meetings up to and including this ID.
	After MeetingID
	// Board is the board whose meetings are asked for; empty for every board.
	Board string
	// Limit is the largest number of meetings; 0 for no limit.
	Limit int
}

// Match reports whether the query asks for a meeting, its limit aside.
func (q Query) Match(m *Meeting) bool {
	return m.ID > q.After && (q.Board == "" || q.Board == m.Board)
}

// FromStore reads the meetings of a board from a store, in the order of
// [Meeting.Compare]. An empty board is every board.
func FromStore(ctx context.Context, r Reader, board string) ([]*Meeting, error) {
	var meetings []*Meeting
	for m, err := range r.List(ctx, Query{Board: board}) {
		if err != nil {
			return nil, fmt.Errorf("reading the meetings: %w", err)
		}
		meetings = append(meetings, m)
	}
	slices.SortFunc(meetings, (*Meeting).Compare)
	return meetings, nil
}
