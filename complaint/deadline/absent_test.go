package deadline_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// ended is a desk whose agency Tangerang is not in force from one instant to another
// and has no heir then; Jayapura is two hours to the east.
func endedDesk(t *testing.T, p *deadline.Policy, from, until string) *desk {
	t.Helper()
	term := func(calendar string, valid aduan.Period) agency.Term {
		return agency.Term{Name: calendar, Kind: agency.Office, Calendar: calendar, Valid: valid}
	}
	terms := []agency.Term{term(indonesia.CalendarWIB, aduan.Period{Until: zoned(t, from)})}
	if until != "" {
		terms = append(terms, term(indonesia.CalendarWITA, aduan.Period{From: zoned(t, until)}))
	}
	dir, err := agency.NewDirectory(agency.Config{Agencies: []agency.Agency{
		{ID: tangerang, Terms: terms},
		{ID: jayapura, Terms: []agency.Term{term(indonesia.CalendarWIT, aduan.Period{})}},
	}})
	require.NoError(t, err)
	cals := calendars(t)
	cals.Bodies = dir
	l := national(t)
	deadlines, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: cals, Lifecycles: []*complaint.Lifecycle{l}})
	require.NoError(t, err)
	store := memory.New()
	d := &desk{t: t, l: l, deadlines: deadlines, store: backend.Complaints(store)}
	d.svc, err = complaint.NewService(complaint.Config{
		Store: d.store, Identities: store.Set().Identities, Lifecycles: []*complaint.Lifecycle{l}, Deadlines: deadlines,
		Directory: dir, Now: func() time.Time { return d.now },
	})
	require.NoError(t, err)
	return d
}

// latest is how the latest run of a clock stands, as the national admin reads it.
func (d *desk) latest(id complaint.ID, clock lifecycle.ClockName) (found complaint.ClockReading) {
	d.t.Helper()
	list, err := d.svc.Clocks(context.Background(), admin(), id)
	require.NoError(d.t, err)
	for _, r := range list {
		if r.Clock == clock {
			found = r
		}
	}
	return found
}

// A clock that starts while nobody knows the holder is judged by the first one that
// is known: whoever the national admin gives the case to, or the agency itself once
// it is in force again. It counts from its start.
func TestAbsentHolderIsFoundLater(t *testing.T) {
	t.Parallel()
	head := complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: tangerang}
	reporter := complaint.Actor{ID: "putu", Role: complaint.RoleReporter}
	forward := complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: tangerang}
	begun := func(d *desk, cmds ...complaint.Command) complaint.ID {
		id := d.submitted(zoned(t, "2020-10-26 09:00"))
		d.do(id, admin(), forward)
		for _, cmd := range cmds {
			d.do(id, head, cmd)
		}
		d.set(zoned(t, "2020-11-05 09:00"))
		return id
	}
	for name, c := range map[string]struct {
		clock  lifecycle.ClockName
		before []complaint.Command
		start  complaint.Command
		due    string
	}{
		"further answer": {
			complaint.ClockFurtherAnswer,
			[]complaint.Command{{Action: complaint.ActionHandle}, {Action: complaint.ActionRespond, Note: "Sudah."}},
			complaint.Command{Action: complaint.ActionReply, Note: "Belum."},
			"2020-11-12 16:00 WIT",
		},
		"statutory decision": {
			complaint.ClockStatutoryDecision,
			[]complaint.Command{{Action: complaint.ActionSuspend, Note: "Di mana?"}},
			complaint.Command{Action: complaint.ActionComplete},
			"2021-01-05 00:00 WIT",
		},
	} {
		d := endedDesk(t, deadline.SP4N(), "2020-11-03 00:00", "")
		id := begun(d, c.before...)
		d.do(id, reporter, c.start)
		r := d.latest(id, c.clock)
		require.Error(t, r.Err, name)
		require.NotEmpty(t, d.sweep().Unjudged, name)

		d.set(zoned(t, "2020-11-06 09:00"))
		d.do(id, admin(), complaint.Command{Action: complaint.ActionTransfer, Agency: jayapura, Note: "x"})
		r = d.latest(id, c.clock)
		require.NoError(t, r.Err, name)
		require.Equal(t, zoned(t, c.due), r.Due, name)
		swept := d.sweep()
		require.Empty(t, swept.Unjudged, name)
		require.False(t, d.get(id).NextDue.After(r.Due), name)
	}

	// The agency is in force again, now with the calendar of Bali.
	d := endedDesk(t, deadline.SP4N(), "2020-11-03 00:00", "2020-11-10 00:00")
	id := begun(d, complaint.Command{Action: complaint.ActionHandle}, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
	d.do(id, reporter, complaint.Command{Action: complaint.ActionReply, Note: "Belum."})
	d.set(zoned(t, "2020-11-09 23:59"))
	require.NotEmpty(t, d.sweep().Unjudged)
	d.set(zoned(t, "2020-11-10 00:00"))
	require.Empty(t, d.sweep().Unjudged)
	require.Equal(t, zoned(t, "2020-11-12 16:00"), d.latest(id, complaint.ClockFurtherAnswer).Due)
	require.Equal(t, zoned(t, "2020-11-12 16:00"), d.get(id).NextDue)
}

// A case that was submitted while no policy was valid is judged, from its submission
// on, once one is configured that was.
func TestAbsentPolicyIsFoundLater(t *testing.T) {
	t.Parallel()
	gone, covers := tenDays(), deadline.SP4NEditions()[2]
	gone.Valid = aduan.Period{Until: covers.Valid.From}
	set, err := calendar.NewSet(until2026(t, "office", 2029))
	require.NoError(t, err)
	serve := func(store *memory.Store, now *time.Time, policies ...*deadline.Policy) *complaint.Service {
		deadlines, err := deadline.New(deadline.Config{Policies: policies, Calendars: deadline.Calendars{Set: set, Default: "office"}})
		require.NoError(t, err)
		svc, err := complaint.NewService(complaint.Config{
			Store: backend.Complaints(store), Lifecycles: []*complaint.Lifecycle{national(t)}, Deadlines: deadlines, Now: func() time.Time { return *now },
		})
		require.NoError(t, err)
		return svc
	}
	store, now := memory.New(), zoned(t, "2026-07-01 09:00")
	before := serve(store, &now, gone)
	r, err := before.Submit(t.Context(), complaint.Actor{ID: "putu", Role: complaint.RoleReporter}, complaint.Draft{
		Kind: complaint.KindComplaint, Title: "Jalan rusak", Body: "Berlubang.", Channel: complaint.ChannelWeb,
	})
	require.NoError(t, err)
	require.Len(t, r.Warnings, 1)
	after := serve(store, &now, gone, covers)
	swept, err := after.Sweep(t.Context(), complaint.Position{}, 0)
	require.NoError(t, err)
	require.Empty(t, swept.Unjudged)
	c, err := backend.Complaints(store).Get(t.Context(), r.ID)
	require.NoError(t, err)
	require.Equal(t, zoned(t, "2026-07-06 17:00"), c.NextDue, "three working days for the verification")
	require.True(t, c.Policy.IsZero(), "the record keeps its bytes")
	clocks, err := after.Clocks(t.Context(), admin(), r.ID)
	require.NoError(t, err)
	require.Equal(t, c.NextDue, clocks[0].Due)
}

// Every clock of an open case that has passed and of which nothing follows is named,
// alone or beside one that is still to come.
func TestAbsentStepsAreNamed(t *testing.T) {
	t.Parallel()
	d := openDesk(t, national(t), sp4n(t))
	id := d.answered(zoned(t, "2020-10-26 09:00"))
	d.do(id, complaint.Actor{ID: "putu", Role: complaint.RoleReporter}, complaint.Command{Action: complaint.ActionReply, Note: "Belum."})
	d.set(zoned(t, "2020-11-05 16:00"))
	d.sweep()
	judge := func() complaint.Judgement {
		out, err := d.deadlines.Judge(d.l, d.get(id), d.now)
		require.NoError(t, err)
		return out
	}
	passed := complaint.Waiting{Clock: complaint.ClockFurtherAnswer, Reason: complaint.WaitNoStep}
	out := judge()
	require.Zero(t, out.Next)
	require.Equal(t, []complaint.Waiting{passed}, out.Waits)
	require.Equal(t, `the clock "Further answer": it has run out, and nothing is set to follow`, out.Waits[0].String())
	d.do(id, admin(), complaint.Command{Action: complaint.ActionTransfer, Agency: jayapura, Note: "x"})
	out = judge()
	require.Equal(t, []complaint.Waiting{passed}, out.Waits, "beside the first response, which is due next")
	require.Equal(t, d.get(id).NextDue, out.Next)
	require.False(t, out.Next.IsZero())
}

// A clock without limit asks for no calendar, so it is not unjudged for want of one.
func TestAbsentLimitAsksForNoCalendar(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:aspiration@id:nowhere")
	require.Equal(t, deadline.Running, read(t, l, p, c, "2020-10-27 09:00", complaint.ClockResolution, 1).Status)
	require.Equal(t, deadline.Unknown, read(t, l, p, c, "2020-10-27 09:00", complaint.ClockFirstResponse, 1).Status)
}

// A clock for which no rule fits is judged from the first change of the case on that
// lets one fit: another class, another category, another holder.
func TestAbsentRuleIsFoundLater(t *testing.T) {
	t.Parallel()
	l := national(t)
	for name, rule := range map[string]deadline.Rule{
		"reclassify:supervisory": {Class: complaint.ClassSupervisory},
		"transfer:id:91.71":      {Agency: jayapura},
	} {
		rule.Clock, rule.Limit = complaint.ClockOmbudsman, deadline.CalendarDays(10)
		p := &deadline.Policy{Name: "few", Edition: "1", Rules: []deadline.Rule{rule}}
		c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-10-28 09:00 "+name)
		r := read(t, l, p, c, "2020-10-28 08:59", complaint.ClockOmbudsman, 1)
		require.Equal(t, deadline.Unknown, r.Status)
		r = read(t, l, p, c, "2020-10-28 09:00", complaint.ClockOmbudsman, 1)
		require.Equal(t, deadline.Running, r.Status, name)
		require.Equal(t, zoned(t, "2020-11-06 00:00"), r.Due, "it counts from its start")
	}
}

// The year into which a limit reaches is decreed after the clock began: it is judged
// from then on, also where amendments count no more once a clock runs.
func TestAbsentYearIsFoundLater(t *testing.T) {
	t.Parallel()
	decreed := aduan.Date{Year: 2027, Month: time.January, Day: 5}
	l := national(t)
	for _, provisional := range []*calendar.Provisional{nil, {Until: 2028}} {
		office, err := calendar.New(calendar.Definition{
			Name: "office", Location: time.FixedZone("WITA", 8*3600), Week: calendar.MondayToFriday(calendar.Shift{Open: 8 * 60, Close: 17 * 60}),
			Lists:       []calendar.Edition{{Name: "2026", Year: 2026}, {Name: "2027", Year: 2027, Known: decreed}},
			Provisional: provisional,
		})
		require.NoError(t, err)
		set, err := calendar.NewSet(office)
		require.NoError(t, err)
		for _, amendment := range []deadline.Knowledge{deadline.AsKnownThen, deadline.AsKnownAtStart} {
			p := tenDays()
			p.Amendment = amendment
			deadlines, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: deadline.Calendars{Set: set, Default: "office"}})
			require.NoError(t, err)
			d := openDesk(t, l, deadlines)
			id := d.submitted(zoned(t, "2026-12-18 09:00"))
			d.forward(id, zoned(t, "2026-12-18 10:00"))
			d.set(zoned(t, "2027-01-04 23:59"))
			require.Len(t, d.sweep().Unjudged, 1, "due on 1 January, or not known at all")
			d.set(zoned(t, "2027-01-05 00:00"))
			swept := d.sweep()
			require.Empty(t, swept.Unjudged, "%v", amendment)
			require.Equal(t, 1, swept.Acted, "it is escalated")
			require.Equal(t, zoned(t, "2027-01-01 17:00"), d.latest(id, complaint.ClockFirstResponse).Due)
		}
	}
}
