package complaint_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// drafted are n drafts with IDs of their own.
func (d *desk) drafted(n int) []complaint.Draft {
	list := make([]complaint.Draft, n)
	for i := range list {
		list[i] = deskDraft(func(c *complaint.Draft) { c.ID, c.Title = d.id(), fmt.Sprintf("Jalan berlubang %d", i) })
	}
	return list
}

func (d *desk) count() int {
	d.t.Helper()
	return len(whole(d.t, d.store.Set().Complaints.List(d.t.Context(), complaint.Query{})))
}

func TestSubmitAllCommitsManyTogether(t *testing.T) {
	t.Parallel()
	d, s := struck(t)
	drafts := d.drafted(1100)
	results := d.SubmitAll(t.Context(), byReporter(), drafts)
	require.EqualValues(t, 3, s.commits.Load(), "512, 512 and 76")
	for i, r := range results {
		require.NoError(t, r.Err)
		require.Equal(t, drafts[i].ID, r.Receipt.ID, "results stand in the order of the drafts")
		c := d.stored(r.Receipt.ID)
		require.Equal(t, drafts[i].Title, c.Title())
		require.Equal(t, r.Receipt, complaint.Receipt{ID: c.ID, Version: c.Version, Entry: len(c.Timeline), Tracking: c.Tracking})
		_, err := d.store.Set().Identities.Identity(t.Context(), c.Reporter)
		require.NoError(t, err)
	}
	for i, again := range d.SubmitAll(t.Context(), byReporter(), drafts) {
		require.NoError(t, again.Err)
		require.Equal(t, repeated(results[i].Receipt), again.Receipt, "repeating all of it changes nothing")
	}
	require.Equal(t, 1100, d.count())
}

func TestSubmitAllFindsRepetitionsAmongItsDrafts(t *testing.T) {
	t.Parallel()
	d, s := struck(t)
	imported := deskDraft(func(c *complaint.Draft) {
		c.Channel, c.External = complaint.ChannelIntegrated, complaint.External{System: "lama", ID: complaint.NewPrivate("7")}
	})
	other := imported
	other.Title = "Bukan laporan itu"
	drafts := d.drafted(2)
	reused := drafts[0]
	reused.Title = "Nomor yang sama"
	results := d.SubmitAll(t.Context(), byImport(), []complaint.Draft{drafts[0], imported, drafts[0], imported, reused, other, drafts[1]})
	for _, i := range []int{0, 1, 2, 3, 6} {
		require.NoError(t, results[i].Err, i)
	}
	require.Equal(t, repeated(results[0].Receipt), results[2].Receipt)
	require.Equal(t, repeated(results[1].Receipt), results[3].Receipt)
	require.ErrorIs(t, results[4].Err, complaint.ErrKeyReuse)
	require.ErrorIs(t, results[5].Err, storage.ErrDuplicate)
	require.Equal(t, 3, d.count())
	require.EqualValues(t, 2, s.commits.Load())
}

// What somebody else submits between the look and the commit keeps only itself
// out.
func TestSubmitAllTakesARefusedBatchApart(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(*complaint.Draft)
		want   error
	}{
		"the same report":               {func(*complaint.Draft) {}, nil},
		"another report under that ID":  {func(c *complaint.Draft) { c.Title = "Lain" }, complaint.ErrKeyReuse},
		"a report under its reference":  {func(c *complaint.Draft) { c.ID, c.Title = complaint.ID{}, "Lain" }, storage.ErrDuplicate},
		"the same, without a chosen ID": {func(c *complaint.Draft) { c.ID = complaint.ID{} }, nil},
	} {
		d, s := struck(t)
		twin := d.serve()
		drafts := d.drafted(20)
		drafts[13].Channel, drafts[13].External = complaint.ChannelIntegrated, complaint.External{System: "lama", ID: complaint.NewPrivate("7")}
		var first complaint.Receipt
		meanwhile := func() {
			draft, err := drafts[13], error(nil)
			tt.change(&draft)
			first, err = twin.Submit(t.Context(), byImport(), draft)
			require.NoError(t, err)
		}
		s.meanwhile.Store(&meanwhile)
		for i, r := range d.SubmitAll(t.Context(), byImport(), drafts) {
			switch {
			case i != 13:
				require.NoError(t, r.Err, "%s: %d", name, i)
				require.Equal(t, drafts[i].ID, r.Receipt.ID)
			case tt.want != nil:
				require.ErrorIs(t, r.Err, tt.want, name)
			default:
				require.NoError(t, r.Err, name)
				require.Equal(t, repeated(first), r.Receipt, name)
			}
		}
		require.Equal(t, 20, d.count(), name)
		require.LessOrEqual(t, s.commits.Load(), int64(1+2*5), name)
	}
}

func TestSubmitAllDrawsATakenTrackingNumberAgain(t *testing.T) {
	t.Parallel()
	const head = 16 + 10 + 16 // salt, ID and reference
	number := bytes.Repeat([]byte{7}, 16)
	script := slices.Concat(make([]byte, head), number, bytes.Repeat([]byte{1}, head), number)
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Entropy = &scripted{script: bytes.NewReader(script)} })
	results := d.SubmitAll(t.Context(), byReporter(), []complaint.Draft{deskDraft(), deskDraft()})
	require.NoError(t, results[0].Err)
	require.NoError(t, results[1].Err)
	require.Equal(t, complaint.Tracking("777777777777"), results[0].Receipt.Tracking[:12])
	require.NotEqual(t, results[0].Receipt.Tracking, results[1].Receipt.Tracking)
	require.Equal(t, 2, d.count())
}

func TestSubmitAllSettlesWhatBecameOfABatch(t *testing.T) {
	t.Parallel()
	for name, tt := range lossy() {
		d, s := struck(t)
		drafts := d.drafted(5)
		ctx, cancel := context.WithCancel(t.Context())
		tt.strike(s, cancel)
		for _, r := range d.SubmitAll(ctx, byReporter(), drafts) {
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
		for i, r := range d.SubmitAll(t.Context(), byReporter(), drafts) {
			require.NoError(t, r.Err, "%s: again", name)
			require.Equal(t, drafts[i].ID, r.Receipt.ID)
		}
		require.Equal(t, 5, d.count(), name)
		cancel()
	}
}

func TestSubmitAllWritesNothingAfterItsContextEnded(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	looks := 0
	d, s := struck(t, func(cfg *complaint.Config) {
		now := cfg.Now
		cfg.Now = func() time.Time {
			if looks++; looks == 1100 { // one look for each draft
				cancel()
			}
			return now()
		}
	})
	results := d.SubmitAll(ctx, byReporter(), d.drafted(1300))
	failed := 0
	for _, r := range results {
		if r.Err != nil {
			require.ErrorIs(t, r.Err, context.Canceled)
			failed++
		}
	}
	require.EqualValues(t, 2, s.commits.Load())
	require.Equal(t, 1300-1024, failed)
	require.Equal(t, 1024, d.count())
}
