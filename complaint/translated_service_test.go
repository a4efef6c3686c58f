package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/stats"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/indonesia"
)

// story is what became of some cases, in the words of the national lifecycle.
type story struct {
	records []*complaint.Complaint
	views   []string
	report  *stats.Report
	swept   complaint.Swept
}

// tellStory lets a service with routing, deadlines and sweeps work under a lifecycle whose
// actions have the names that call gives them.
func tellStory(t *testing.T, l *complaint.Lifecycle, call func(lc.Action) lc.Action) (s story) {
	const office, day = "badung/dishub", 24 * time.Hour
	directory := badungDirectory()
	calendars, err := indonesia.Calendars()
	require.NoError(t, err)
	limits, err := deadline.New(deadline.Config{
		Policies:  deadline.SP4NEditions(),
		Calendars: deadline.Calendars{Set: calendars, Default: indonesia.CalendarWIB, Bodies: directory}, Superiors: directory,
	})
	require.NoError(t, err)
	categories, err := complaint.NewCategories([]complaint.CategoryInfo{{Path: "public_works"}, {Path: "public_works/lighting"}, {Path: "public_works/roads"}})
	require.NoError(t, err)
	router, err := routing.Compile(routing.Table{
		Name: "badung", Edition: "1", Zone: indonesia.WITA, Valid: routing.Days{From: aduan.Date{Year: 2020, Month: 1, Day: 1}},
		Rules:    []routing.Rule{{ID: "lights", When: routing.When{Category: []complaint.Category{"public_works/lighting"}}, To: routing.ToFunction("lighting", region.Regency)}},
		Fallback: routing.ToAgency("badung"),
	}, routing.Sources{Regions: directory.Regions(), Agencies: directory, Categories: categories})
	require.NoError(t, err)
	d := newDesk(t, func(cfg *complaint.Config) {
		cfg.Lifecycles, cfg.Deadlines, cfg.Router, cfg.Entropy = []*complaint.Lifecycle{l}, limits, router, &exampleEntropy{}
		cfg.Directory, cfg.Regions, cfg.Categories = directory, indonesia.MustRegions(), categories
	})
	key := 0
	do := func(by complaint.Actor, id complaint.ID, cmd complaint.Command) complaint.Receipt {
		t.Helper()
		key++
		cmd.Action, cmd.Key = call(cmd.Action), "k"+string(rune('a'+key))
		d.clock.advance(time.Hour)
		first := d.do(by, id, cmd)
		again := d.do(by, id, cmd)
		require.True(t, again.Repeated, "%s is recognised", cmd.Action)
		require.Equal(t, first.Entry, again.Entry)
		return first
	}
	sweep := func() {
		t.Helper()
		for range 3 {
			swept, err := d.Sweep(t.Context(), complaint.Position{}, 0)
			require.NoError(t, err)
			s.swept.Acted += swept.Acted
			require.Empty(t, swept.Failed)
		}
	}
	lights := func(d *complaint.Draft) { d.Category, d.Region = "public_works/lighting", region.MustParse("51.03.05") }
	forward := complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory}
	view := func(id complaint.ID) {
		t.Helper()
		track, err := d.Track(t.Context(), d.stored(id).Tracking.String())
		require.NoError(t, err)
		mine, err := d.Mine(t.Context(), byReporter(), id)
		require.NoError(t, err)
		got, err := d.Get(t.Context(), byNational(), id)
		require.NoError(t, err)
		s.views = append(s.views, inNationalJSON(t, track), inNationalJSON(t, mine), inNationalJSON(t, got))
	}

	answered, merged, asked, withdrawn := d.submit(lights).ID, d.submit(lights, secretly).ID, d.submit(lights).ID, d.submit(lights).ID
	suggested, err := d.Suggest(t.Context(), byNational(), answered, complaint.Command{Action: call(complaint.ActionForward), Class: complaint.ClassNonSupervisory})
	require.NoError(t, err)
	require.EqualValues(t, office, suggested.Agency)
	do(byNational(), answered, forward)
	require.EqualValues(t, office, d.stored(answered).Agency, "the table chose")
	do(byNational(), merged, complaint.Command{Action: complaint.ActionMerge, Parent: answered})
	do(byReporter(), merged, complaint.Command{Action: complaint.ActionReply, Note: "Di depan pasar juga."})
	do(byReporter(), merged, complaint.Command{Action: complaint.ActionAttach, Attachments: []complaint.Attachment{{Name: "a.jpg", MediaType: "image/jpeg", Size: 1, Digest: complaint.Digest{1}}}})
	require.Len(t, d.stored(answered).Timeline, 4, "it is passed on")
	do(byNational(), asked, forward)
	do(byAgency(office), asked, complaint.Command{Action: complaint.ActionSuspend, Note: "Mohon nama jalan."})
	mine, err := d.Mine(t.Context(), byReporter(), asked)
	require.NoError(t, err)
	require.False(t, mine.Missing.IsZero())
	require.Equal(t, "Mohon nama jalan.", mine.Events[len(mine.Events)-1].Text)
	do(byReporter(), withdrawn, complaint.Command{Action: complaint.ActionWithdraw})
	require.True(t, d.stored(withdrawn).TakenDown())
	do(byAgency(office), answered, complaint.Command{Action: complaint.ActionAssign, Main: office})
	d.clock.advance(20 * day)
	sweep() // steps of the ladder, and what ran out
	do(byUnit(office), answered, complaint.Command{Action: complaint.ActionDraft, Note: "Sudah diganti."})
	do(byLiaison(office), answered, complaint.Command{Action: complaint.ActionApprove, Draft: d.stored(answered).Draft.Text})
	sweep() // the answer reaches the merged case
	require.True(t, d.stored(merged).Timeline[len(d.stored(merged).Timeline)-1].Does(complaint.MeaningRelays))
	do(byReporter(), answered, complaint.Command{Action: complaint.ActionAccept, Rating: 5})
	require.Equal(t, complaint.ArchivedExpired, d.stored(asked).Archived)
	for _, id := range []complaint.ID{answered, merged, asked, withdrawn} {
		view(id)
		c := d.stored(id)
		requireReplays(t, l, c)
		s.records = append(s.records, inNational(c))
	}
	s.report, err = stats.Collect(d.store.Set().Complaints.List(t.Context(), complaint.Query{}), stats.Config{
		Lifecycles: []*complaint.Lifecycle{l}, Deadlines: limits, At: d.clock.now(),
		From: stats.QuarterOf(deskBegan()), Until: stats.QuarterOf(d.clock.now()),
	})
	require.NoError(t, err)
	return s
}

// A service under a definition that has none of the library's names routes, keeps
// deadlines, sweeps, shows and counts as under the national one.
func TestTranslatedLifecycleInService(t *testing.T) {
	t.Parallel()
	own, err := complaint.Compile(translated(complaint.National()), complaint.Extensions{})
	require.NoError(t, err)
	want := tellStory(t, deskNational(t), func(a lc.Action) lc.Action { return a })
	got := tellStory(t, own, func(a lc.Action) lc.Action { return lc.Action(ownNames) + a })
	for i, c := range want.records {
		requireSame(t, c, got.records[i])
	}
	require.Equal(t, want.views, got.views)
	require.Equal(t, want.swept, got.swept)
	require.NotZero(t, want.swept.Acted)
	require.Equal(t, want.report.Total, got.report.Total)
	require.Equal(t, 1, want.report.Total.Rated)
	require.Positive(t, want.report.Total.FollowedUp)
	for _, by := range []stats.Dimension{stats.ByAgency, stats.ByClass, stats.ByRegion} {
		require.Equal(t, want.report.Backlog.Keys(by), got.report.Backlog.Keys(by))
		for _, name := range want.report.Backlog.Keys(by) {
			q := stats.QuarterOf(deskBegan())
			require.Equal(t, want.report.Backlog.Flow(by, name, q), got.report.Backlog.Flow(by, name, q))
		}
	}
}
