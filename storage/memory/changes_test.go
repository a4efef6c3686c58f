package memory_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

func TestChangesComeInOrderAndResume(t *testing.T) {
	t.Parallel()
	ctx, s, k := t.Context(), opened(t), newCaser(t)
	require.Empty(t, collected(t, s.Changes(ctx, "", 0)))
	a, b := k.open(), k.open()
	batch := complaints(a, b)
	batch.Identities, batch.Editions = append(batch.Identities, identityOf(b, "made")), append(batch.Editions, edition("a", "1"))
	commit(t, s, batch)
	commit(t, s, complaints(k.note(get(t, s, a.ID), "Catatan")))

	all := collected(t, s.Changes(ctx, "", 0))
	cursors := map[storage.Cursor]bool{}
	bare := make([]storage.Change, len(all))
	for i, c := range all {
		cursors[c.Cursor] = true
		bare[i] = c
		bare[i].Cursor = ""
	}
	require.Len(t, cursors, 5, "each its own cursor")
	require.Equal(t, []storage.Change{
		{Kind: "complaint", Key: a.ID.String(), Version: 1, Seq: 1},
		{Kind: "complaint", Key: b.ID.String(), Version: 1, Seq: 1},
		{Kind: "identity", Key: b.Reporter.String(), Version: 1},
		{Kind: "edition", Key: `"routing"/"a"/"1"`, Version: 1},
		{Kind: "complaint", Key: a.ID.String(), Version: 2, Seq: 2},
	}, bare)

	for i, c := range all {
		require.Equal(t, all[i+1:], append([]storage.Change{}, collected(t, s.Changes(ctx, c.Cursor, 0))...))
		require.Equal(t, all[:i+1], collected(t, s.Changes(ctx, "", i+1)))
	}
	require.Equal(t, all[1:3], collected(t, s.Changes(ctx, all[0].Cursor, 2)))
	for _, err := range s.Changes(ctx, "", 0) {
		require.NoError(t, err)
		break // a caller may stop at any time
	}
}

func TestACursorOfAnotherStoreIsRefused(t *testing.T) {
	t.Parallel()
	s, k := opened(t), newCaser(t)
	commit(t, s, complaints(k.open()))
	for _, bad := range []storage.Cursor{"0", "2", "-1", "+1", "01", " 1", "1 ", "x", "9999999999999999999999"} {
		n := 0
		for c, err := range s.Changes(t.Context(), bad, 0) {
			n++
			require.Zero(t, c)
			require.ErrorIs(t, err, storage.ErrInvalid, bad)
		}
		require.Equal(t, 1, n)
	}
}

// TestChangesUnderConcurrentWriters lets a reader follow the feed while others
// write: he sees every commit once, in an order in which the versions of each
// record rise by one.
func TestChangesUnderConcurrentWriters(t *testing.T) {
	t.Parallel()
	const writers, commits = 6, 40
	ctx, s, k := t.Context(), opened(t), newCaser(t)
	cases := make([]*complaint.Complaint, writers)
	for i := range cases {
		cases[i] = k.open()
	}
	fault := make(chan error, writers)
	var wg sync.WaitGroup
	for _, c := range cases {
		wg.Go(func() {
			for range commits {
				if err := s.Commit(ctx, complaints(c)); err != nil {
					fault <- err
					return
				}
				c.Version++ // only the hint changes: no entry is needed
				c.NextDue = began()
			}
		})
	}
	versions := map[string]storage.Version{}
	var after storage.Cursor
	for seen := 0; seen < writers*commits; {
		for c, err := range s.Changes(ctx, after, 7) {
			require.NoError(t, err)
			versions[c.Key]++
			require.Equal(t, versions[c.Key], c.Version)
			stored, err := s.Set().Complaints.Get(ctx, cases[0].ID)
			if c.Key == cases[0].ID.String() {
				require.NoError(t, err)
				require.GreaterOrEqual(t, stored.Version, c.Version, "what the feed tells can be read")
			}
			after = c.Cursor
			seen++
		}
		select {
		case err := <-fault:
			require.NoError(t, err)
		default:
		}
	}
	wg.Wait()
	require.Empty(t, collected(t, s.Changes(ctx, after, 0)))
}

// TestConcurrentWritersOfOneCase lets all write the same version: one wins each
// time.
func TestConcurrentWritersOfOneCase(t *testing.T) {
	t.Parallel()
	ctx, s, k := t.Context(), opened(t), newCaser(t)
	c := k.open()
	commit(t, s, complaints(c))
	for round := storage.Version(1); round <= 20; round++ {
		next := k.note(get(t, s, c.ID), "Catatan")
		results := make(chan error, 8)
		var wg sync.WaitGroup
		for range cap(results) {
			wg.Go(func() { results <- s.Commit(ctx, complaints(next)) })
		}
		wg.Wait()
		close(results)
		won := 0
		for err := range results {
			if err == nil {
				won++
				continue
			}
			require.ErrorIs(t, err, storage.ErrConflict)
		}
		require.Equal(t, 1, won)
		require.Equal(t, round+1, get(t, s, c.ID).Version)
	}
}
