package complaint_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// noted are notes on n new cases.
func (d *desk) noted(n int) []complaint.Item {
	d.t.Helper()
	items := make([]complaint.Item, n)
	for i, r := range d.SubmitAll(d.t.Context(), byReporter(), d.drafted(n)) {
		require.NoError(d.t, r.Err)
		items[i] = complaint.Item{ID: r.Receipt.ID, Command: noteOf(fmt.Sprintf("Catatan %d", i))}
		items[i].Command.Key = fmt.Sprintf("k%d", i)
	}
	return items
}

func TestDoAllCommitsManyTogether(t *testing.T) {
	t.Parallel()
	d, s := struck(t)
	items := d.noted(1100)
	s.commits.Store(0)
	results := d.DoAll(t.Context(), byNational(), items)
	require.EqualValues(t, 3, s.commits.Load(), "512, 512 and 76")
	for i, r := range results {
		require.NoError(t, r.Err)
		c := d.stored(items[i].ID)
		require.Equal(t, complaint.Receipt{ID: c.ID, Version: 2, Entry: 2}, r.Receipt)
		require.Equal(t, fmt.Sprintf("Catatan %d", i), textOf(c, c.Timeline[1].Note))
	}
	for i, again := range d.DoAll(t.Context(), byNational(), items) {
		require.NoError(t, again.Err)
		require.Equal(t, repeated(results[i].Receipt), again.Receipt)
	}
	require.EqualValues(t, 3, s.commits.Load(), "repeating all of it writes nothing")
}

func textOf(c *complaint.Complaint, digest complaint.Digest) string {
	text, _ := c.Text(digest)
	return text
}

func TestDoAllTakesARefusedBatchApart(t *testing.T) {
	t.Parallel()
	d, s := struck(t)
	twin, items := d.serve(), d.noted(20)
	items[7].Command.Expect = 1
	meanwhile := func() {
		for _, i := range []int{7, 13} {
			_, err := twin.Do(t.Context(), byNational(), items[i].ID, noteOf("Yang lain"))
			require.NoError(t, err)
		}
	}
	s.meanwhile.Store(&meanwhile)
	for i, r := range d.DoAll(t.Context(), byNational(), items) {
		switch i {
		case 7:
			require.ErrorIs(t, r.Err, storage.ErrConflict, "it names the version")
		case 13:
			require.NoError(t, r.Err)
			require.Equal(t, 3, r.Receipt.Entry, "it is decided anew")
		default:
			require.NoError(t, r.Err)
			require.Equal(t, 2, r.Receipt.Entry)
		}
	}
}

func TestDoAllSettlesWhatBecameOfABatch(t *testing.T) {
	t.Parallel()
	for name, tt := range lossy() {
		d, s := struck(t)
		items := d.noted(5)
		ctx, cancel := context.WithCancel(t.Context())
		tt.strike(s, cancel)
		for _, r := range d.DoAll(ctx, byNational(), items) {
			switch {
			case tt.written:
				require.NoError(t, r.Err, name)
			case tt.sure:
				isSure(t, r.Err, context.Canceled, name)
			default:
				require.ErrorIs(t, r.Err, storage.ErrUnknownOutcome, name)
			}
		}
		s.getFails.Store(nil)
		for i, r := range d.DoAll(t.Context(), byNational(), items) {
			require.NoError(t, r.Err, "%s: again", name)
			require.Len(t, d.stored(items[i].ID).Timeline, 2, name)
		}
		cancel()
	}
}

// TestDoAllIsOneAfterAnother: commands on a few cases, some on the same case, some merging
// them, come to what they come to one after another.
func TestDoAllIsOneAfterAnother(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		together, single := newDesk(t), newDesk(t)
		names := map[complaint.ID]complaint.ID{{}: {}} // of the cases of one desk, on the other
		var ids []complaint.ID
		for range 4 {
			a, b := together.submit().ID, single.submit().ID
			ids, names[a] = append(ids, a), b
		}
		var items []complaint.Item
		for n := range rapid.IntRange(1, 12).Draw(r, "items") {
			cmd := rapid.SampledFrom([]complaint.Command{
				noteOf("Catatan"), forwardTo("works"),
				{Action: complaint.ActionUnmerge, Note: "Keliru."},
				{Action: complaint.ActionMerge, Parent: rapid.SampledFrom(ids).Draw(r, "parent")},
				{Action: complaint.ActionArchive, Reason: complaint.ArchivedSpam, Note: "Bukan aduan."},
			}).Draw(r, "command")
			cmd.Key = fmt.Sprintf("k%d", n)
			items = append(items, complaint.Item{ID: rapid.SampledFrom(ids).Draw(r, "case"), Command: cmd})
		}
		for i, got := range together.DoAll(t.Context(), byNational(), items) {
			cmd := items[i].Command
			cmd.Parent = names[cmd.Parent]
			want, err := single.Do(t.Context(), byNational(), names[items[i].ID], cmd)
			require.Equal(r, err == nil, got.Err == nil, "%d: %v, %v", i, err, got.Err)
			for _, kind := range []error{storage.ErrInvalid, complaint.ErrNotAllowed, storage.ErrConflict} {
				require.Equal(r, errors.Is(err, kind), errors.Is(got.Err, kind), "%d: %v, %v", i, err, got.Err)
			}
			if err == nil {
				want.ID = items[i].ID
				require.Equal(r, want, got.Receipt)
			}
		}
		for _, id := range ids {
			want, got := single.stored(names[id]), together.stored(id)
			require.Equal(r, want.State, got.State)
			require.Equal(r, want.Parent, names[got.Parent])
			require.Equal(r, len(want.Timeline), len(got.Timeline))
			require.Equal(r, want.NextDue, got.NextDue)
		}
	})
}
