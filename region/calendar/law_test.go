package calendar_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/region/calendar"
)

// compare asks calendar and walker for the same sum.
func compare(t require.TestingT, p place, at time.Time, n int) {
	want, ok := p.walk.add(at, n)
	got, err := p.cal.Add(at, calendar.WorkingDays(n))
	if ok != (err == nil) || ok && !got.Equal(want) {
		require.FailNow(t, "difference", "%s: %s plus %d: walker %v %v, calendar %v %v", p.name, at, n, want, ok, got, err)
	}
	if err != nil {
		require.ErrorIs(t, err, calendar.ErrNotCovered)
	}
}

// Ten million random sums in the long form, against a naive walk day by day.
func TestSoakAgainstWalker(t *testing.T) {
	t.Parallel()
	all := places(t, "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "America/New_York", "Europe/Amsterdam", "Australia/Lord_Howe")
	pairs := 40_000
	if soaking() {
		pairs = 10_000_000
	}
	r := rand.New(rand.NewPCG(4, 2020))
	begin, end := time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC).Unix(), time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for n := range pairs {
		if n%1_000_000 == 999_999 {
			t.Logf("%d of %d sums", n+1, pairs)
		}
		p := all[r.IntN(len(all))]
		at := time.Unix(begin+r.Int64N(end-begin), r.Int64N(1e9))
		n := r.IntN(31) - 15
		if r.IntN(16) == 0 {
			n = r.IntN(801) - 400
		}
		compare(t, p, at, n)
	}
	t.Logf("%d sums", pairs)
}

// Every day of ten years in the three zones of Indonesia, at its edges.
func TestSoakEveryDay(t *testing.T) {
	t.Parallel()
	steps := []int{-14, -1, 0, 1, 5, 14}
	if soaking() {
		steps = nil
		for n := -70; n <= 70; n++ {
			steps = append(steps, n)
		}
	}
	for _, p := range places(t, "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura") {
		day := time.Date(2018, 1, 1, 0, 0, 0, 0, p.walk.loc)
		for i := 0; day.Year() <= 2027; i++ {
			n := steps[i%len(steps)]
			for _, n := range steps {
				if !soaking() && n != steps[i%len(steps)] {
					continue
				}
				compare(t, p, day, n)
			}
			compare(t, p, day.Add(24*time.Hour-time.Nanosecond), n)
			day = day.AddDate(0, 0, 1)
		}
		t.Logf("%s: each day of ten years, %d sums a day", p.name, len(steps)+1)
	}
}

// The law: Between after Add is n, Add of the sum from the sum is the sum, and
// both are monotone, forwards and backwards.
func TestLawOfWorkingDays(t *testing.T) {
	t.Parallel()
	all := places(t, "Asia/Makassar", "America/New_York", "Europe/Amsterdam")
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(all).Draw(t, "place")
		a, b := drawInstant(t, "a"), drawInstant(t, "b")
		n := calendar.WorkingDays(rapid.IntRange(-200, 200).Draw(t, "n"))
		m := calendar.WorkingDays(rapid.IntRange(-200, 200).Draw(t, "m"))
		between, err := p.cal.Between(a, b)
		require.NoError(t, err)
		back, err := p.cal.Between(b, a)
		require.NoError(t, err)
		require.Equal(t, -between, back)
		sum, err := p.cal.Add(a, n)
		require.NoError(t, err)
		last := sum.Add(-time.Nanosecond) // an office that ends at 24:00 ends on the next date
		got, err := p.cal.Between(a, last)
		require.NoError(t, err)
		require.Equal(t, n, got)
		again, err := p.cal.Add(last, m)
		require.NoError(t, err)
		once, err := p.cal.Add(a, n+m)
		require.NoError(t, err)
		require.Equal(t, once, again)
		if a.Before(b) {
			later, err := p.cal.Add(b, n)
			require.NoError(t, err)
			require.False(t, later.Before(sum), "monotone in t")
			require.GreaterOrEqual(t, between, calendar.WorkingDays(0))
		}
		if m > 0 {
			require.True(t, once.After(sum), "monotone in n")
		}
	})
}

func TestLawOfWorkingMinutes(t *testing.T) {
	t.Parallel()
	all := places(t, "Asia/Makassar", "America/New_York", "Europe/Amsterdam")
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(all).Draw(t, "place")
		a, b := drawInstant(t, "a"), drawInstant(t, "b")
		n := calendar.WorkingMinutes(rapid.IntRange(-50_000, 50_000).Draw(t, "n"))
		m := calendar.WorkingMinutes(rapid.IntRange(-50_000, 50_000).Draw(t, "m"))
		sum, err := p.cal.AddMinutes(a, n)
		require.NoError(t, err)
		got, err := p.cal.MinutesBetween(a, sum)
		require.NoError(t, err)
		require.Equal(t, n, got)
		again, err := p.cal.AddMinutes(sum, m)
		require.NoError(t, err)
		once, err := p.cal.AddMinutes(a, n+m)
		require.NoError(t, err)
		require.True(t, once.Equal(again))
		inOffice(t, p, sum)
		worked, err := p.cal.Worked(a, b)
		require.NoError(t, err)
		if a.Before(b) {
			later, err := p.cal.AddMinutes(b, n)
			require.NoError(t, err)
			require.False(t, later.Before(sum), "monotone in t")
			require.GreaterOrEqual(t, worked, time.Duration(0))
		}
		there, err := p.cal.AddWorked(a, 0, worked)
		require.NoError(t, err)
		nowhere, err := p.cal.AddMinutes(b, 0)
		require.NoError(t, err)
		require.True(t, there.Equal(nowhere), "%v and %v", there, nowhere)
	})
}

// inOffice requires that an instant lies in (open, close] of its day. A day
// that ends at 24:00 ends on the next date.
func inOffice(t require.TestingT, p place, at time.Time) {
	for _, day := range []time.Time{at.In(p.walk.loc), at.Add(-time.Nanosecond).In(p.walk.loc)} {
		y, m, d := day.Date()
		for _, s := range p.walk.shifts(y, m, d) {
			open, end := time.Date(y, m, d, 0, s[0], 0, 0, p.walk.loc), time.Date(y, m, d, 0, s[1], 0, 0, p.walk.loc)
			if at.After(open) && !at.After(end) {
				return
			}
		}
	}
	require.FailNow(t, "outside office hours", "%v", at)
}

// Working minutes against a walk second by second would take forever; against
// one minute by minute it takes a moment.
func TestMinutesAgainstWalker(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 7))
	for _, p := range places(t, "Asia/Jakarta", "America/New_York", "Europe/Amsterdam", "Australia/Lord_Howe") {
		for range 12 {
			a := time.Date(2020, time.Month(1+r.IntN(12)), 1+r.IntN(28), r.IntN(24), r.IntN(60), 0, 0, time.UTC)
			want := calendar.WorkingMinutes(0)
			for at := a; at.Before(a.Add(10 * 24 * time.Hour)); at = at.Add(time.Minute) {
				l := at.In(p.walk.loc)
				for _, s := range p.walk.shifts(l.Date()) {
					if n := l.Hour()*60 + l.Minute(); n >= s[0] && n < s[1] {
						want++
					}
				}
			}
			got, err := p.cal.MinutesBetween(a, a.Add(10*24*time.Hour))
			require.NoError(t, err)
			require.Equal(t, want, got, "%s from %s", p.name, a)
		}
	}
}

func drawInstant(t *rapid.T, name string) time.Time {
	seconds := rapid.Int64Range(time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC).Unix(), time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC).Unix()).Draw(t, name)
	return time.Unix(seconds, rapid.Int64Range(0, 999_999_999).Draw(t, name+" nanoseconds")).UTC()
}
