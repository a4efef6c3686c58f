package backend_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// fixed is a source that gives the same answers to everybody.
type fixed struct {
	records []any
	failed  error
	visited *int
}

func (s fixed) Load(context.Context, storage.Kind, string) (any, error) {
	if len(s.records) == 0 {
		return nil, s.failed
	}
	return s.records[0], s.failed
}

func (s fixed) Scan(_ context.Context, _ storage.Kind, _ string, visit func(record any) bool) error {
	for _, r := range s.records {
		if *s.visited++; !visit(r) {
			break
		}
	}
	return s.failed
}

func source(failed error, records ...any) fixed { return fixed{records, failed, new(int)} }

func TestReadersOfASource(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	store := &keyValue{data: map[string][]byte{}}
	b := oneOfEach(t)
	other := planOf("p2021")
	other.Year = 2021
	other.Editions[0].Activities = nil
	b.Plans = append(b.Plans, other, planOf("p2022"))
	b.Meetings = append(b.Meetings, meetingOf("pb2"))
	b.Roadmaps = append(b.Roadmaps, roadmapOf("x"))
	require.NoError(t, store.Commit(ctx, b))
	set := store.Set()

	plan, err := set.Plans.Get(ctx, "p2021")
	require.NoError(t, err)
	require.Equal(t, 2021, plan.Year)
	var ids []string
	for p, err := range set.Plans.List(ctx, workplan.Query{Year: 2020}) {
		require.NoError(t, err)
		ids = append(ids, string(p.ID))
	}
	for m, err := range set.Meetings.List(ctx, board.Query{After: "pb1"}) {
		require.NoError(t, err)
		ids = append(ids, string(m.ID))
	}
	for r, err := range set.Roadmaps.List(ctx, roadmap.Query{Limit: 1}) {
		require.NoError(t, err)
		ids = append(ids, string(r.ID))
	}
	require.Equal(t, []string{"p2020", "p2022", "pb2", "sp4n"}, ids)
	_, err = set.Meetings.Get(ctx, "none")
	require.Equal(t, &storage.NotFoundError{Kind: "meeting", Key: "none"}, err)
	require.Equal(t, "reader of a store", fmt.Sprintf("%+v", set.Plans))
}

func TestReadersSayWhatTheSourceSays(t *testing.T) {
	t.Parallel()
	ctx, lost := t.Context(), errors.New("lost")
	for name, tt := range map[string]struct {
		s    fixed
		want string
	}{
		"an error":                {source(lost), "lost"},
		"an error after a record": {source(lost, planOf("a")), "lost"},
		"another kind":            {source(nil, meetingOf("a")), "handed over as *board.Meeting"},
		"nothing":                 {source(nil), "not found"},
		"nothing, in words":       {source(storage.ErrNotFound), "not found"},
	} {
		_, err := backend.Readers(tt.s).Plans.Get(ctx, "a")
		require.ErrorContains(t, err, tt.want, name)
	}
	for name, s := range map[string]fixed{"an error": source(lost, planOf("a")), "another kind": source(nil, planOf("a"), meetingOf("a"))} {
		for p, err := range backend.Readers(s).Plans.List(ctx, workplan.Query{}) {
			require.Nil(t, p, name)
			require.Error(t, err, name)
		}
	}
	for c, err := range backend.Readers(source(lost)).Complaints.List(ctx, complaint.Query{}) {
		require.Nil(t, c)
		require.ErrorIs(t, err, lost)
	}
}

// A record that cannot be decoded is an error in its place and hides no other.
func TestReadersGoOnAfterAnOddRecord(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	first, last := opened(t, 1), opened(t, 3)
	oddID := opened(t, 2).ID
	last.NextDue, first.NextDue = first.SubmittedAt().Add(time.Hour), first.SubmittedAt().Add(2*time.Hour)
	odd := func(kind storage.Kind, key string) *storage.RecordError {
		return &storage.RecordError{Kind: kind, Key: key, Due: first.SubmittedAt(), Cause: errors.New("of a newer release")}
	}
	plans := backend.Readers(source(nil, planOf("a"), odd(workplan.KindOfPlan, "b"), planOf("c"))).Plans
	var got []string
	for p, err := range plans.List(ctx, workplan.Query{}) {
		if err != nil {
			require.True(t, storage.IsRecord(err))
			got = append(got, err.Error())
			continue
		}
		got = append(got, string(p.ID))
	}
	require.Equal(t, []string{"a", "plan b: of a newer release", "c"}, got)

	cases := backend.Readers(source(nil, first, odd(complaint.KindOfComplaint, oddID.String()), last)).Complaints
	ids := func(q complaint.Query) (list []complaint.ID) {
		for c, err := range cases.List(ctx, q) {
			at, isOdd := complaint.PositionOfError(err)
			if !isOdd {
				require.NoError(t, err)
				at.ID = c.ID
			}
			list = append(list, at.ID)
		}
		return list
	}
	require.Equal(t, []complaint.ID{first.ID, oddID, last.ID}, ids(complaint.Query{}))
	require.Equal(t, []complaint.ID{oddID, last.ID, first.ID}, ids(complaint.Query{Order: complaint.ByDue}))
	require.Equal(t, []complaint.ID{oddID}, ids(complaint.Query{Limit: 1, After: complaint.PositionOf(first)}))
	require.Equal(t, []complaint.ID{last.ID}, ids(complaint.Query{After: complaint.Position{ID: oddID}}))

	people := backend.Readers(source(nil, odd(complaint.KindOfIdentity, "x"), identityOf(first))).Identities
	n := 0
	for i, err := range people.ByAccount(ctx, "wayan") {
		if n++; n == 1 {
			require.NoError(t, err)
			require.Equal(t, first.Reporter, i.Ref)
			continue
		}
		require.True(t, storage.IsRecord(err))
	}
	require.Equal(t, 2, n)
}

func TestAListReadsNoMoreThanItsLimit(t *testing.T) {
	t.Parallel()
	s := source(nil, planOf("a"), planOf("b"), planOf("c"), planOf("d"))
	seq := backend.Readers(s).Plans.List(t.Context(), workplan.Query{Limit: 2})
	require.Zero(t, *s.visited, "nothing is read before somebody iterates")
	n := 0
	for _, err := range seq {
		require.NoError(t, err)
		n++
	}
	require.Equal(t, []int{2, 2}, []int{n, *s.visited})
}
