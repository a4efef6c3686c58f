package deadline_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
)

// road is what the case of a story is about.
func road(class complaint.Class, to agency.ID) complaint.Facts {
	return complaint.Facts{
		Kind: complaint.KindComplaint, Channel: complaint.ChannelWeb, Category: "public_works/roads",
		Region: region.MustParse("51.03").Path(), Class: class, Target: to,
	}
}

// Before there is a case its clocks are foretold as they are read when there is one,
// whatever the rules and calendars: the same due instants for the same reasons.
func TestForecastIsWhatComes(t *testing.T) {
	t.Parallel()
	l, kinds := national(t), map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		p, cals := drawnPolicy(r), drawnCalendars(r)
		at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 150*24*60).Draw(r, "minute")) * time.Minute)
		class := rapid.SampledFrom(l.Classes()).Draw(r, "class")
		text := at.Add(8 * time.Hour).Format("2006-01-02 15:04")
		foretold, err := p.Forecast(l, road("", ""), cals, at)
		require.NoError(r, err)
		came := begun(r, l, p, cals, tell(t, l, p, text+" submit"), at)
		require.Equal(r, said(came), said(foretold))
		var fresh []deadline.Reading
		forwarded := tell(t, l, p, text+" submit", text+" forward:"+class.String())
		for _, x := range begun(r, l, p, cals, forwarded, at) {
			if x.Clock != complaint.ClockVerification && x.Clock != complaint.ClockStatutoryAnswer {
				fresh = append(fresh, x)
			}
		}
		both, err := p.Forecast(l, road(class, badung), cals, at)
		require.NoError(r, err)
		require.Equal(r, said(append(came, fresh...)), said(both))
		for _, x := range both {
			kinds[x.Status.String()]++
		}
	})
	require.Positive(t, kinds["running"])
	require.Positive(t, kinds["unknown"])
}

// Actions of one's own are foretold as those of this library are.
func TestForecastKnowsOwnActions(t *testing.T) {
	t.Parallel()
	rules := complaint.National()
	rules.Name = "own"
	usual := complaint.Vocabulary().Actions
	for i := range rules.Transitions {
		tr := &rules.Transitions[i]
		if tr.Action != complaint.ActionForward {
			continue
		}
		info := usual[slices.IndexFunc(usual, func(x lifecycle.ActionInfo) bool { return x.Action == tr.Action })]
		info.Action, tr.Action = "hand_over", "hand_over"
		rules.Actions = append(rules.Actions, info)
	}
	own, err := complaint.Compile(rules, complaint.Extensions{})
	require.NoError(t, err)
	at := zoned(t, "2020-10-26 09:00")
	for _, class := range own.Classes() {
		want, err := deadline.SP4N().Forecast(national(t), road(class, badung), calendars(t), at)
		require.NoError(t, err)
		got, err := deadline.SP4N().Forecast(own, road(class, badung), calendars(t), at)
		require.NoError(t, err)
		require.Equal(t, said(want), said(got), class)
	}
}

// begun are the clocks of a case that have begun.
func begun(r *rapid.T, l *complaint.Lifecycle, p *deadline.Policy, cals deadline.Calendars, c *complaint.Complaint, at time.Time) (list []deadline.Reading) {
	all, err := p.Evaluate(l, c, cals, at)
	require.NoError(r, err)
	for _, x := range all {
		if x.Status != deadline.NotStarted {
			list = append(list, x)
		}
	}
	return list
}

// said is what readings say to people.
func said(list []deadline.Reading) (text string) {
	for _, x := range list {
		text += x.Why().In(aduan.English())
	}
	return text
}

func TestForecastFindsRulesByPlace(t *testing.T) {
	t.Parallel()
	l := national(t)
	resolution := func(readings []deadline.Reading, err error) deadline.Term {
		require.NoError(t, err)
		for _, x := range readings {
			if x.Clock == complaint.ClockResolution {
				return x.Limit
			}
		}
		return deadline.Term{}
	}
	p := deadline.SP4N().With("bali",
		deadline.Rule{Clock: complaint.ClockResolution, Agency: works, Limit: deadline.WorkingDays(2)},
		deadline.Rule{Clock: complaint.ClockResolution, Region: region51(t), Category: "public_works", Limit: deadline.WorkingDays(4)})
	at := zoned(t, "2020-10-26 09:00")
	for _, regions := range []complaint.Regions{nil, indonesia.MustRegions()} {
		d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: calendars(t), Regions: regions})
		require.NoError(t, err)
		want := deadline.WorkingDays(4)
		if regions == nil {
			want = deadline.WorkingDays(14) // nobody knows that 51.03 lies in 51
		}
		f := road(complaint.ClassNonSupervisory, badung)
		f.Region = region.Path{region.MustParse("51.03")}
		require.Equal(t, want, resolution(d.Forecast(l, f, at)))
		require.Equal(t, deadline.WorkingDays(2), resolution(d.Forecast(l, road(complaint.ClassNonSupervisory, works), at)))
		require.Zero(t, resolution(d.Forecast(l, road("", works), at)), "it is not forwarded yet")
	}
}

// What cannot be foretold is told with a type, and spoils nothing else.
func TestForecastRefuses(t *testing.T) {
	t.Parallel()
	l, at := national(t), zoned(t, "2020-10-26 09:00")
	categories, err := complaint.NewCategories(complaint.NationalCategories())
	require.NoError(t, err)
	d, err := deadline.New(deadline.Config{
		Policies: []*deadline.Policy{deadline.SP4N()}, Calendars: calendars(t), Regions: indonesia.MustRegions(), Categories: categories,
	})
	require.NoError(t, err)
	refused := func(want string, change func(*complaint.Facts), at time.Time) storage.Problem {
		f := road(complaint.ClassNonSupervisory, badung)
		change(&f)
		_, err := d.Forecast(l, f, at)
		return refusal(t, err, want)
	}
	require.Equal(t, "public_works/roads", refused("category", func(f *complaint.Facts) { f.Category = "public_works/raods" }, at).Legal[0])
	refused("region", func(f *complaint.Facts) { f.Region = region.MustParse("51.99").Path() }, at)
	refused("class", func(f *complaint.Facts) { f.Class = "non_supervisry" }, at)
	refused("target", func(f *complaint.Facts) { f.Target = "" }, at)
	later := complaint.National()
	later.Valid.From = at.Add(time.Microsecond)
	notYet, err := complaint.Compile(later, complaint.Extensions{})
	require.NoError(t, err)
	_, err = d.Forecast(notYet, road("", ""), at)
	refusal(t, err, "lifecycle")
	_, err = deadline.SP4N().Forecast(twoStages(t), road(complaint.ClassSupervisory, badung), calendars(t), at)
	require.Contains(t, refusal(t, err, "lifecycle").Message, "routes")

	readings, err := d.Forecast(l, road(complaint.ClassNonSupervisory, "id:nowhere"), at)
	require.NoError(t, err)
	var calendar *deadline.CalendarError
	statuses := map[lifecycle.ClockName]deadline.Status{}
	for _, x := range readings {
		statuses[x.Clock] = x.Status
		if x.Status == deadline.Unknown {
			require.ErrorAs(t, x.Err, &calendar)
		}
	}
	require.Equal(t, deadline.Unknown, statuses[complaint.ClockResolution])
	require.Equal(t, deadline.Running, statuses[complaint.ClockVerification])

	_, err = d.Forecast(l, road("", ""), zoned(t, "2025-06-01 09:00"))
	var none *deadline.NoPolicyError
	require.ErrorAs(t, err, &none)
	_, err = deadline.SP4N().Forecast(nil, road("", ""), calendars(t), at)
	require.ErrorIs(t, err, storage.ErrInvalid)
	_, err = deadline.SP4N().Forecast(l, road("", ""), calendars(t), time.Time{})
	refusal(t, err, "at")
}
