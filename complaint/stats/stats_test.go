package stats_test

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/stats"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
)

func national(t testing.TB) *complaint.Lifecycle {
	t.Helper()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	return l
}

func deadlines(t testing.TB) *deadline.Deadlines {
	t.Helper()
	set, err := indonesia.Calendars()
	require.NoError(t, err)
	p := deadline.SP4N()
	p.Valid.Until = time.Time{}
	d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: deadline.Calendars{Set: set, Default: indonesia.CalendarWIB}})
	require.NoError(t, err)
	return d
}

// histories makes cases that took random ways through the lifecycle.
func histories(t testing.TB, l *complaint.Lifecycle, n int, seed uint64) []*complaint.Complaint {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	regions := []string{"51.03", "51.71", "34.04", "91.71"}
	agencies := []agency.ID{"id:51.03", "id:34.04", "id:51"}
	var list []*complaint.Complaint
	for i := range n {
		at := time.Date(2019, 11, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(500*24)) * time.Hour)
		seedBytes := fmt.Appendf(nil, "%064d", i)
		id, err := complaint.NewID(at, bytes.NewReader(seedBytes))
		require.NoError(t, err)
		ref, err := complaint.NewReporterRef(bytes.NewReader(seedBytes[32:]))
		require.NoError(t, err)
		tracking, err := complaint.NewTracking(bytes.NewReader(bytes.Repeat([]byte{byte(i % 200)}, 64)))
		require.NoError(t, err)
		code := region.MustParse(regions[r.IntN(len(regions))])
		c, err := l.Open(
			complaint.Header{ID: id, Reporter: ref, Tracking: tracking, Policy: deadline.SP4N().ID(), Region: code.Path()},
			complaint.Actor{Role: complaint.RoleReporter},
			complaint.Draft{Kind: complaint.KindComplaint, Title: "A", Body: "B", Category: "public_works/roads", Channel: l.Channels()[r.IntN(3)], Region: code},
			complaint.Moment{Now: at})
		require.NoError(t, err)
		for range r.IntN(14) {
			at = at.Add(time.Duration(r.IntN(20*24*60)) * time.Minute)
			for range 8 {
				before := len(c.Timeline)
				if c = step(l, c, r, agencies, at); len(c.Timeline) > before {
					break
				}
			}
		}
		c.Version = 1
		list = append(list, c)
	}
	return list
}

// step takes one of the steps that are possible, or none.
func step(l *complaint.Lifecycle, c *complaint.Complaint, r *rand.Rand, agencies []agency.ID, at time.Time) *complaint.Complaint {
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	head := complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: c.Agency}
	liaison := complaint.Actor{ID: "liaison", Role: complaint.RoleLiaisonOfficer, Agency: c.Main}
	reporter := complaint.Actor{ID: c.Reporter.String(), Role: complaint.RoleReporter}
	tries := []struct {
		by  complaint.Actor
		cmd complaint.Command
	}{
		{admin, complaint.Command{Action: complaint.ActionForward, Class: l.Classes()[r.IntN(2)], Agency: agencies[r.IntN(len(agencies))]}},
		{head, complaint.Command{Action: complaint.ActionAssign, Main: "unit"}},
		{head, complaint.Command{Action: complaint.ActionReturn, Note: "x"}},
		{liaison, complaint.Command{Action: complaint.ActionFollowUp, Note: "x"}},
		{liaison, complaint.Command{Action: complaint.ActionRespond, Note: "x"}},
		{reporter, complaint.Command{Action: complaint.ActionAccept, Rating: 1 + r.IntN(5)}},
		{admin, complaint.Command{Action: complaint.ActionReopen, Note: "x"}},
		{admin, complaint.Command{Action: complaint.ActionReclassify, Class: l.Classes()[r.IntN(2)], Note: "x"}},
		{admin, complaint.Command{Action: complaint.ActionTransfer, Agency: agencies[r.IntN(len(agencies))], Note: "x"}},
		{admin, complaint.Command{Action: complaint.ActionSuspend, Note: "x"}},
		{reporter, complaint.Command{Action: complaint.ActionComplete}},
		{reporter, complaint.Command{Action: complaint.ActionWithdraw}},
	}
	try := tries[r.IntN(len(tries))]
	if try.cmd.Action == complaint.ActionWithdraw && r.IntN(4) > 0 {
		return c
	}
	next, err := l.Apply(c, try.by, try.cmd, complaint.Moment{Now: at})
	if err != nil {
		return c
	}
	next.Version = c.Version + 1
	return next
}

func each(list []*complaint.Complaint) iter.Seq2[*complaint.Complaint, error] {
	return func(yield func(*complaint.Complaint, error) bool) {
		for _, c := range list {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// The published figures: 1,607 reconciles, 57,171 is a thousand short, and
// 51,538 of 63,208 are 81.54 %.
func TestPublishedFigures(t *testing.T) {
	t.Parallel()
	parts := func(counts ...int) (list []stats.Part) {
		for i, n := range counts {
			list = append(list, stats.Part{Name: fmt.Sprint(i), Count: n})
		}
		return list
	}
	require.NoError(t, stats.Reconcile("11-20 June 2018", 1607, parts(1295, 9, 24, 278, 1)...))
	err := stats.Reconcile("January to mid-June 2018", 57171, parts(15061, 3189, 7542, 1158, 4876, 24345)...)
	var short *stats.UnbalancedError
	require.ErrorAs(t, err, &short)
	require.ErrorIs(t, err, stats.ErrUnbalanced)
	require.Equal(t, 1000, short.Missing())
	require.EqualError(t, err, "January to mid-June 2018: the parts sum to 56171, 1000 short of the total of 57171")
	require.Equal(t, "81.54", stats.Rate{Part: 51538, Whole: 63208}.Percent(2))
	require.Equal(t, "-", stats.Rate{}.Percent(2))
	require.Equal(t, "100.00", stats.Rate{Part: 1 << 62, Whole: 1 << 62}.Percent(2))
	require.Equal(t, "50.00", stats.Rate{Part: 1 << 61, Whole: 1 << 62}.Percent(2))
	require.Equal(t, "33", stats.Rate{Part: 1, Whole: 3}.Percent(0))
}

// Every count against a second way to count it.
func TestFiguresAgainstACount(t *testing.T) {
	t.Parallel()
	l, d := national(t), deadlines(t)
	list := histories(t, l, 400, 7)
	at := time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)
	r, err := stats.Collect(each(list), stats.Config{
		Lifecycles: []*complaint.Lifecycle{l}, Deadlines: d, At: at,
		From: stats.Quarter{Year: 2019, Number: 4}, Until: stats.Quarter{Year: 2021, Number: 2},
	})
	require.NoError(t, err)
	count := func(f func(c *complaint.Complaint) bool) (n int) {
		for _, c := range list {
			if f(c) {
				n++
			}
		}
		return n
	}
	require.Equal(t, 400, r.Total.Received)
	resolved := count(func(c *complaint.Complaint) bool { return c.State == complaint.StateResolved })
	require.Equal(t, resolved, r.Total.Completed)
	require.Positive(t, resolved)
	require.Equal(t, resolved, r.Group(stats.ByBucket, "Terdisposisi Selesai").Received)
	require.Equal(t, count(func(c *complaint.Complaint) bool { return c.Returns > 0 }), r.Total.Returned)
	rated := func(c *complaint.Complaint) (last complaint.Entry) {
		for _, e := range c.Timeline {
			if e.From != e.To {
				last = e
			}
		}
		return last
	}
	require.Equal(t, count(func(c *complaint.Complaint) bool { return rated(c).Action == complaint.ActionAccept }), r.Total.Rated)
	require.Equal(t, count(func(c *complaint.Complaint) bool { return rated(c).Details.Rating > 3 }), r.Total.Satisfied)
	require.Positive(t, count(func(c *complaint.Complaint) bool { return c.Rating > 3 && rated(c).Details.Rating == 0 }), "reopened since")
	require.Equal(t, count(func(c *complaint.Complaint) bool { return c.Region.Contains(region.MustParse("51")) }), r.Group(stats.ByRegion, "51").Received)
	require.Equal(t, r.Group(stats.ByRegion, "51").Received, r.Group(stats.ByRegion, "51.03").Received+r.Group(stats.ByRegion, "51.71").Received)
	require.Equal(t, r.Total.Received, r.Group(stats.ByCategory, "public_works").Received)
	overdue := count(func(c *complaint.Complaint) bool {
		readings, err := d.Readings(l, c, at)
		require.NoError(t, err)
		for _, x := range readings {
			if x.Status == deadline.Breached && (x.Clock == complaint.ClockResolution || x.Clock == complaint.ClockFirstResponse) {
				return true
			}
		}
		return false
	})
	require.Equal(t, overdue, r.Total.Overdue)
	require.Positive(t, overdue)
	require.Equal(t, r.Total.FollowedUp, r.Total.FirstResponse.N())
	require.LessOrEqual(t, r.Total.FirstResponse.Median(), r.Total.FirstResponse.P90())
	require.Equal(t, []string{"", "id:34.04", "id:51", "id:51.03"}, r.Keys(stats.ByAgency))
	require.NoError(t, r.Reconcile())
}

// The backlog at the end of each quarter is what replaying the histories up to
// that instant leaves open.
func TestBacklogAgainstReplay(t *testing.T) {
	t.Parallel()
	l := national(t)
	list := histories(t, l, 300, 11)
	first, last := stats.Quarter{Year: 2019, Number: 4}, stats.Quarter{Year: 2021, Number: 2}
	zone := time.FixedZone("WITA", 8*3600)
	r, err := stats.Collect(each(list), stats.Config{Lifecycles: []*complaint.Lifecycle{l}, From: first, Until: last, Zone: zone})
	require.NoError(t, err)
	for q := first; q != last.Next(); q = q.Next() {
		want := map[string]int{}
		for _, c := range list {
			then := c.Clone()
			n := 0
			for n < len(then.Timeline) && then.Timeline[n].At.Before(q.Next().Begin(zone)) {
				n++
			}
			then.Timeline = then.Timeline[:n]
			then, err := l.Replay(then)
			require.NoError(t, err)
			if n == 0 || l.Machine().Final(then.State) {
				continue
			}
			want["class "+then.Class.String()]++
			want["agency "+string(then.Agency)]++
			for _, code := range then.Region {
				want["region "+code.String()]++
			}
		}
		got := map[string]int{}
		for _, d := range []stats.Dimension{stats.ByClass, stats.ByAgency, stats.ByRegion} {
			for _, key := range r.Backlog.Keys(d) {
				if n := r.Backlog.Flow(d, key, q).Closing; n > 0 {
					got[d.String()+" "+key] = n
				}
			}
		}
		require.Equal(t, want, got, q.String())
	}
	require.NoError(t, r.Backlog.Check())
}

func TestPublishWithholdsSmallGroups(t *testing.T) {
	t.Parallel()
	l := national(t)
	r, err := stats.Collect(each(histories(t, l, 60, 3)), stats.Config{Lifecycles: []*complaint.Lifecycle{l}})
	require.NoError(t, err)
	least := 1000
	for _, key := range r.Keys(stats.ByChannel) {
		least = min(least, r.Group(stats.ByChannel, key).Received)
	}
	withheld := 0
	for _, row := range r.Publish(stats.ByChannel, least+1, nil) {
		if row.Figures == nil {
			withheld++
		}
	}
	require.GreaterOrEqual(t, withheld, 2, "one alone could be computed from the total")
	for _, row := range r.Publish(stats.ByChannel, 0, nil) {
		require.NotNil(t, row.Figures)
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	l := national(t)
	list := histories(t, l, 1, 3)
	_, err := stats.Collect(each(list), stats.Config{})
	require.ErrorIs(t, err, storage.ErrInvalid)
	_, err = stats.Collect(each(list), stats.Config{Lifecycles: []*complaint.Lifecycle{l}, From: stats.Quarter{Year: 2021, Number: 1}, Until: stats.Quarter{Year: 2020, Number: 1}})
	require.ErrorIs(t, err, storage.ErrInvalid)
	for _, asOf := range []complaint.Moment{{Regions: indonesia.MustRegions()}, {Directory: &agency.Directory{}}} {
		_, err = stats.Collect(each(list), stats.Config{AsOf: asOf})
		require.Equal(t, &storage.InvalidError{What: "configuration of statistics", Problems: []storage.Problem{{Field: "AsOf.Now", Message: "is required with AsOf.Directory and AsOf.Regions"}}}, err)
	}
	odd := &storage.RecordError{Kind: complaint.KindOfComplaint, Key: "a", Cause: errors.New("damaged")}
	strange := list[0].Clone()
	strange.Lifecycle.Edition = "another"
	r, err := stats.Collect(func(yield func(*complaint.Complaint, error) bool) {
		_ = yield(nil, odd) && yield(strange, nil) && yield(list[0], nil)
	}, stats.Config{Lifecycles: []*complaint.Lifecycle{l}})
	require.NoError(t, err)
	require.Equal(t, 1, r.Total.Received, "odd records are left out and told")
	require.Len(t, r.Failed, 2)
	require.Equal(t, odd, r.Failed[0])
	require.ErrorIs(t, r.Failed[1], storage.ErrInvalid)
	require.ErrorContains(t, r.Failed[1], strange.ID.String())
	broken := errors.New("broken")
	_, err = stats.Collect(func(yield func(*complaint.Complaint, error) bool) { yield(nil, broken) }, stats.Config{Lifecycles: []*complaint.Lifecycle{l}})
	require.ErrorIs(t, err, broken)
}

// TestFollowUpsAreThoseThatAreNamed, or what the lifecycle says that follows up or answers.
func TestFollowUpsAreThoseThatAreNamed(t *testing.T) {
	t.Parallel()
	l := national(t)
	list := histories(t, l, 60, 7)
	followed := func(actions ...lifecycle.Action) int {
		r, err := stats.Collect(each(list), stats.Config{Lifecycles: []*complaint.Lifecycle{l}, FollowUps: actions})
		require.NoError(t, err)
		return r.Total.FollowedUp
	}
	has := func(actions ...lifecycle.Action) (n int) {
		for _, c := range list {
			if slices.ContainsFunc(c.Timeline, func(e complaint.Entry) bool { return slices.Contains(actions, e.Action) }) {
				n++
			}
		}
		return n
	}
	both := []lifecycle.Action{complaint.ActionFollowUp, complaint.ActionRespond}
	require.Equal(t, has(both...), followed())
	require.Equal(t, has(both...), followed(both...))
	require.Equal(t, has(complaint.ActionRespond), followed(complaint.ActionRespond))
	require.Less(t, followed(complaint.ActionRespond), followed())
	require.Zero(t, followed("nothing"))
}

func ExampleReconcile() {
	err := stats.Reconcile("January to mid-June 2018", 57171,
		stats.Part{Name: "a", Count: 15061}, stats.Part{Name: "b", Count: 3189}, stats.Part{Name: "c", Count: 7542},
		stats.Part{Name: "d", Count: 1158}, stats.Part{Name: "e", Count: 4876}, stats.Part{Name: "f", Count: 24345})
	fmt.Println(err)
	fmt.Println(stats.Rate{Part: 51538, Whole: 63208})
	// Output:
	// January to mid-June 2018: the parts sum to 56171, 1000 short of the total of 57171
	// 51538/63208 (81.54 %)
}

func ExampleCollect() {
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	entropy := bytes.NewReader(make([]byte, 200))
	at := time.Date(2020, 10, 26, 1, 0, 0, 0, time.UTC)
	id, err := complaint.NewID(at, entropy)
	if err != nil {
		fmt.Println(err)
		return
	}
	ref := complaint.ReporterRef(id)
	c, err := l.Open(complaint.Header{ID: id, Reporter: ref, Tracking: "1", Region: region.MustParse("51.03").Path()},
		complaint.Actor{Role: complaint.RoleReporter},
		complaint.Draft{Kind: complaint.KindComplaint, Title: "Jalan rusak", Body: "Berlubang.", Channel: complaint.ChannelWeb},
		complaint.Moment{Now: at})
	if err != nil {
		fmt.Println(err)
		return
	}
	fourth := stats.Quarter{Year: 2020, Number: 4}
	report, err := stats.Collect(
		func(yield func(*complaint.Complaint, error) bool) { yield(c, nil) }, // usually the list of a store
		stats.Config{Lifecycles: []*complaint.Lifecycle{l}, From: fourth, Until: fourth})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Keys(stats.ByBucket), report.Total.FollowUp())
	fmt.Println(report.Group(stats.ByRegion, "51").Received, report.Backlog.Flow(stats.ByRegion, "51", fourth))
	// Output:
	// [Belum Terverifikasi] 0/1 (0.00 %)
	// 1 {0 1 0 1}
}
