package sqlite

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// TestApartWaitsForItsTurn: who waits to be alone is told when the call is cancelled and when
// the store is closed.
func TestApartWaitsForItsTurn(t *testing.T) {
	t.Parallel()
	s := openedInside(t)
	s.writer.turn <- struct{}{}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	called := false
	do := func() error { called = true; return nil }
	require.ErrorIs(t, s.writer.apart(gone, do), context.Canceled)
	waits := make(chan error, 1)
	go func() { waits <- s.writer.apart(t.Context(), do) }()
	closed := make(chan error, 1)
	go func() { closed <- s.Close() }()
	require.ErrorIs(t, <-waits, storage.ErrClosed)
	require.False(t, called)
	<-s.writer.turn
	require.NoError(t, <-closed)
}

// TestPiecesShowNothingTwice: what moved behind the place that was read comes once, in orders
// in which things move.
func TestPiecesShowNothingTwice(t *testing.T) {
	t.Parallel()
	lost := errors.New("lost")
	for order, want := range map[complaint.Order]int{complaint.ByID: firstPiece + 1, complaint.ByDue: firstPiece, complaint.ByUpdated: firstPiece} {
		reads := 0
		list := pieces(t.Context(), complaint.Query{Order: order}, func(q complaint.Query) ([]item, error) {
			switch reads++; reads {
			case 1:
				piece := make([]item, q.Limit)
				for i := range piece {
					piece[i].at.ID.UUID[0] = byte(i)
				}
				return piece, nil
			default:
				return make([]item, 1), lost // the first of all again
			}
		})
		n, failures := 0, 0
		for _, err := range list {
			if err != nil {
				require.ErrorIs(t, err, lost)
				failures++
				continue
			}
			n++
		}
		require.Equal(t, []int{want, 1, 2}, []int{n, failures, reads}, order)
	}
}

// TestKindsWithoutATable are errors, not nothing.
func TestKindsWithoutATable(t *testing.T) {
	t.Parallel()
	w := &batch{in: openedInside(t).writer.conn}
	found, err := w.current(t.Context(), "song", "a")
	require.EqualError(t, err, `sqlite: there is no table for records of the kind "song"`)
	require.Nil(t, found)
	require.EqualError(t, w.put(t.Context(), backend.Record{Kind: "song", Key: "a", Value: "a"}), `sqlite: there is no table for records of the kind "song"`)
}

// TestReasonsOfCodes: SQLite's primary codes.
func TestReasonsOfCodes(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]Reason{
		3: CannotOpen, 5: Locked, 6: Locked, 7: OutOfMemory, 8: ReadOnly, 10: IO, 11: Corrupt, 13: DiskFull, 14: CannotOpen, 15: Locked, 19: Other, 26: NotDatabase, 1: Other,
	} {
		require.Equal(t, want, reasonOf(code), code)
	}
}
