package stats

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

// TestTimes holds mean, median and 90th percentile of 0 to 21 durations against what they are
// by definition.
func TestTimes(t *testing.T) {
	t.Parallel()
	var durations []time.Duration
	for n := range 22 {
		var settled Times
		settled.add(-1)
		sorted := slices.Sorted(slices.Values(durations))
		var sum, median, p90 time.Duration
		for i, d := range sorted {
			settled.add(d)
			sum += d
			if atMost := i + 1; p90 == 0 && 10*atMost >= 9*n {
				p90 = d
			}
		}
		if n > 0 {
			median = (sorted[(n-1)/2] + sorted[n/2]) / 2
		}
		settled.rankAll(slices.Clone(durations))
		require.Equal(t, n, settled.N())
		require.Equal(t, sum/time.Duration(max(n, 1)), settled.Mean(), n)
		require.Equal(t, median, settled.Median(), n)
		require.Equal(t, p90, settled.P90(), n)
		durations = append(durations, time.Duration((n*n*7)%101+3)*1_000_001)
	}
	var long Times
	for _, d := range []time.Duration{1<<63 - 1, 1<<63 - 3, 0} {
		long.add(d)
	}
	require.Equal(t, 3, long.N(), "nothing at all is a duration")
	require.EqualValues(t, (1<<64-4)/3, long.Mean(), "no sum overflows")
}

func TestRates(t *testing.T) {
	t.Parallel()
	require.Zero(t, Rate{Part: 1}.Value())
	require.InDelta(t, 0.25, Rate{1, 4}.Value(), 0)
	require.True(t, Rate{0, 1}.Defined())
	require.False(t, Rate{1, 0}.Defined())
	require.Equal(t, "1/0", Rate{1, 0}.String())
	require.Equal(t, "1/3 (33.33 %)", Rate{1, 3}.String())
	for decimals, want := range map[int]string{-1: "67", 0: "67", 1: "66.7", 9: "66.666666667", 10: "66.666666667"} {
		require.Equal(t, want, Rate{2, 3}.Percent(decimals))
	}
	f := Figures{Received: 8, FollowedUp: 4, Completed: 2, Rated: 5, Satisfied: 3}
	require.Equal(t, []Rate{{4, 8}, {2, 8}, {3, 5}}, []Rate{f.FollowUp(), f.Completion(), f.Satisfaction()})
}

// TestQuarters walks through two years month by month.
func TestQuarters(t *testing.T) {
	t.Parallel()
	wib := time.FixedZone("WIB", 7*3600)
	for q := (Quarter{2020, 1}); q != (Quarter{2022, 1}); q = q.Next() {
		begin := q.Begin(wib)
		require.Equal(t, time.Date(q.Year, time.Month(3*(q.Number-1)+1), 1, 0, 0, 0, 0, wib), begin)
		require.Equal(t, q, QuarterOf(begin))
		require.Equal(t, q, QuarterOf(begin.AddDate(0, 3, 0).Add(-1)))
		require.Equal(t, q.index()+1, q.Next().index())
	}
	require.Equal(t, "2020 Q4", Quarter{2020, 4}.String())
	for q, valid := range map[Quarter]bool{
		{1, 1}: true, {9999, 4}: true, {0, 1}: false, {10000, 1}: false, {2020, 0}: false, {2020, 5}: false,
	} {
		require.Equal(t, valid, q.valid(), q)
		require.Equal(t, valid, q.In(aduan.English()) != "", q)
	}
}

// TestHowManyQuarters: 1 to 400, in order, or none.
func TestHowManyQuarters(t *testing.T) {
	t.Parallel()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	first := Quarter{1900, 2}
	for _, tt := range []struct {
		from, until Quarter
		bounds      int // with the end of the last; 0 if it is refused
	}{
		{first, first, 2},
		{first, Quarter{1900, 1}, 0},
		{first, Quarter{1999, 4}, 400},
		{first, Quarter{2000, 1}, 401},
		{first, Quarter{2000, 2}, 0},
		{first, Quarter{}, 0},
		{Quarter{}, first, 0},
		{Quarter{1900, 5}, Quarter{1901, 1}, 0},
	} {
		r, err := Collect(func(func(*complaint.Complaint, error) bool) {}, Config{Lifecycles: []*complaint.Lifecycle{l}, From: tt.from, Until: tt.until})
		if tt.bounds == 0 {
			require.ErrorContains(t, err, "want 1 to 400 quarters, in order")
			continue
		}
		require.NoError(t, err)
		require.Len(t, r.Backlog.bounds, tt.bounds, tt)
		require.Equal(t, tt.until.Next().Begin(time.UTC), r.Backlog.bounds[tt.bounds-1])
	}
}

// TestFlowsAddUp: each of the four counts of a flow is checked, and that a quarter opens with
// what the one before closed with.
func TestFlowsAddUp(t *testing.T) {
	t.Parallel()
	key := groupKey{ByClass, "x"}
	backlog := func(flows ...Flow) *Backlog {
		return &Backlog{from: Quarter{2020, 4}, flows: map[groupKey][]Flow{key: flows, {ByRegion, "b"}: nil, {ByRegion, "a"}: nil}}
	}
	a, b := Flow{1, 5, 2, 4}, Flow{4, 1, 3, 2}
	sound := backlog(a, b)
	require.NoError(t, sound.Check())
	require.Equal(t, []string{"a", "b"}, sound.Keys(ByRegion))
	require.Equal(t, []Flow{{}, a, b, {}}, []Flow{
		sound.Flow(ByClass, "x", Quarter{2020, 3}), sound.Flow(ByClass, "x", Quarter{2020, 4}), sound.Flow(ByClass, "x", Quarter{2021, 1}), sound.Flow(ByClass, "x", Quarter{2021, 2}),
	})
	for i, wrong := range []*Backlog{
		backlog(Flow{2, 5, 2, 4}, b), backlog(Flow{1, 6, 2, 4}, b), backlog(Flow{1, 5, 3, 4}, b), backlog(Flow{1, 5, 2, 5}, b),
	} {
		require.EqualError(t, wrong.Check(), (&FlowError{ByClass, "x", Quarter{2020, 4}, wrong.flows[key][0]}).Error(), i)
	}
	err := backlog(a, Flow{5, 1, 3, 3}).Check()
	require.EqualError(t, err, `backlog by class "x" in 2021 Q1: 5 + 1 - 3 is not 3`)
	require.ErrorIs(t, err, ErrUnbalanced)
	err = Reconcile("cases", 2, Part{"a", 3})
	require.EqualError(t, err, "cases: the parts sum to 3, 1 more than the total of 2")
}

// TestNoSuchGroup: a group that there is not has figures, all 0, and its key for a name.
func TestNoSuchGroup(t *testing.T) {
	t.Parallel()
	r := &Report{}
	for d := ByBucket - 1; d <= dimensions; d++ {
		require.Equal(t, &Figures{}, r.Group(d, "x"))
		require.Empty(t, r.Keys(d))
		require.Equal(t, "x", r.GroupIn(aduan.English(), d, "x"))
	}
	require.Equal(t, "supervisory", r.GroupIn(aduan.English(), ByCategory, "supervisory"), "no class")
	for d := range dimensions {
		require.NotEmpty(t, d.In(aduan.English()), d)
	}
}

// TestPositions: what each action makes of where a case is counted.
func TestPositions(t *testing.T) {
	t.Parallel()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	details := complaint.Details{Class: complaint.ClassSupervisory, Agency: "b", AgencyPath: []agency.ID{"a", "b"}}
	old := position{open: true, class: complaint.ClassNonSupervisory, holder: "x", path: []agency.ID{"x"}}
	for action, want := range map[lifecycle.Action]position{
		complaint.ActionForward:    {true, details.Class, "b", details.AgencyPath},
		complaint.ActionTransfer:   {true, old.class, "b", details.AgencyPath},
		complaint.ActionReturn:     {true, old.class, "", nil},
		complaint.ActionReclassify: {true, details.Class, "x", old.path},
		complaint.ActionNote:       old,
	} {
		require.Equal(t, want, old.after(&complaint.Entry{Action: action, To: complaint.StateForwarded, Details: details}, l), action)
	}
	for state, open := range map[lifecycle.State]bool{
		lifecycle.New: false, complaint.StateSubmitted: true, complaint.StateResponded: true, complaint.StateArchived: false,
	} {
		require.Equal(t, open, old.after(&complaint.Entry{To: state}, l).open, state)
	}
}
