package backend_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// walked looks through records and changes that are given as they are; an error
// stands in the place of one.
func walked(t testing.TB, how backend.Verification, records, changes []any) (backend.Verified, error) {
	t.Helper()
	return backend.Verify(t.Context(), backend.Walk{
		Scan: func(kind storage.Kind, visit func(any) bool) error {
			for _, r := range records {
				_, isOdd := r.(*storage.RecordError)
				switch r.(type) {
				case *complaint.Complaint:
					if kind != complaint.KindOfComplaint {
						continue
					}
				case *agency.Agency, *storage.RecordError:
					if kind != agency.KindOfAgency {
						continue
					}
				}
				if err, ok := r.(error); ok && !isOdd {
					return err
				}
				if !visit(r) {
					return nil
				}
			}
			return nil
		},
		Feed: func(yield func(storage.Change, error) bool) {
			for _, c := range changes {
				change, _ := c.(storage.Change)
				err, _ := c.(error)
				if !yield(change, err) {
					return
				}
			}
		},
	}, how)
}

func TestVerifyNamesEachFault(t *testing.T) {
	t.Parallel()
	how := backend.Verification{Lifecycles: []*complaint.Lifecycle{national(t)}}
	first := stored(opened(t, 1))
	second := stored(noted(t, first, "Catatan"))
	id := first.ID.String()
	told := func(v storage.Version, seq int) storage.Change {
		return storage.Change{Kind: complaint.KindOfComplaint, Key: id, Version: v, Seq: seq}
	}
	changed := func(change func(*complaint.Complaint)) *complaint.Complaint {
		c := second.Clone()
		change(c)
		return c
	}
	once, twice := []any{told(1, 1)}, []any{told(1, 1), told(2, 2)}
	for name, tt := range map[string]struct {
		records, changes []any
		want             string // empty for none
	}{
		"nothing":            {nil, nil, ""},
		"a sound record":     {[]any{second}, twice, ""},
		"a moved hint":       {[]any{changed(func(c *complaint.Complaint) { c.NextDue = began() })}, twice, ""},
		"no change":          {[]any{second}, nil, "does not tell of it"},
		"a lost record":      {nil, once, "is not stored"},
		"a lost version":     {[]any{second}, once, "the feed ends with version 1 and 1"},
		"a lost change":      {[]any{second}, []any{told(2, 2)}, "version 2 with 2 facts after version 0"},
		"a repeated change":  {[]any{second}, []any{told(1, 1), told(1, 1), told(2, 2)}, "version 1 with 1 facts after version 1"},
		"fewer facts":        {[]any{second}, []any{told(1, 3), told(2, 2)}, "version 2 with 2 facts after version 1 with 3"},
		"an unknown kind":    {nil, []any{storage.Change{Kind: "x", Key: "y", Version: 1}}, "x y: the feed tells of it"},
		"an unreadable one":  {[]any{&storage.RecordError{Kind: agency.KindOfAgency, Key: "a", Cause: errors.New("odd")}}, []any{storage.Change{Kind: agency.KindOfAgency, Key: "a", Version: 1}}, "agency a: odd"},
		"an odd change":      {[]any{first}, []any{told(1, 1), &storage.RecordError{Kind: "change", Key: "2", Cause: errors.New("odd")}}, "change 2: odd"},
		"an invalid record":  {[]any{changed(func(c *complaint.Complaint) { c.Tracking = "1" })}, twice, "tracking"},
		"an invalid version": {[]any{changed(func(c *complaint.Complaint) { c.Version = 0 })}, twice, "version"},
		"another state":      {[]any{changed(func(c *complaint.Complaint) { c.Verified = true })}, twice, "verified: does not follow from the timeline"},
		"no such step": {[]any{changed(func(c *complaint.Complaint) {
			c.Timeline[1].Action, c.Timeline[1].To, c.State = "accept", "closed", "closed"
		})}, twice, "accept"},
	} {
		found, err := walked(t, how, tt.records, tt.changes)
		require.NoError(t, err, name)
		if tt.want == "" {
			require.NoError(t, found.Err(), name)
			continue
		}
		require.Len(t, found.Faults, 1, "%s: %v", name, found.Err())
		require.ErrorContains(t, found.Err(), tt.want, name)
		require.True(t, storage.IsRecord(found.Faults[0]), name)
	}
	found, err := walked(t, backend.Verification{}, []any{second}, twice)
	require.NoError(t, err)
	require.Equal(t, backend.Verified{Records: 1, Changes: 2, Underived: 1}, found)
}

func TestVerifyIsBoundedAndEnds(t *testing.T) {
	t.Parallel()
	var changes []any
	for n := range 3 * backend.MaxFaults {
		changes = append(changes, storage.Change{Kind: agency.KindOfAgency, Key: fmt.Sprintf("a%03d", n), Version: 1})
	}
	found, err := walked(t, backend.Verification{}, nil, changes)
	require.NoError(t, err)
	require.Len(t, found.Faults, backend.MaxFaults)
	require.Equal(t, 2*backend.MaxFaults, found.More)
	require.ErrorContains(t, found.Err(), "agency a000")
	require.ErrorContains(t, found.Err(), "and 200 more")

	lost := errors.New("lost")
	_, err = walked(t, backend.Verification{}, []any{lost}, nil)
	require.ErrorIs(t, err, lost)
	_, err = walked(t, backend.Verification{}, nil, []any{lost})
	require.ErrorIs(t, err, lost)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	none := func(storage.Kind, func(any) bool) error { return nil }
	_, err = backend.Verify(ctx, backend.Walk{Scan: none, Feed: iter.Seq2[storage.Change, error](func(func(storage.Change, error) bool) {})}, backend.Verification{})
	require.ErrorIs(t, err, context.Canceled)
}
