package deadline_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/calendar"
)

// tenDays are limits of 10 working days for everything that the timer needs and
// for the first response, which is escalated.
func tenDays() *deadline.Policy {
	p := &deadline.Policy{
		Name: "ten", Edition: "1",
		Ladder: []deadline.Step{{Clock: complaint.ClockFirstResponse, Rung: complaint.RungSuperior}},
	}
	for _, r := range deadline.SP4N().Rules {
		if r.Clock == complaint.ClockFirstResponse || r.Clock == complaint.ClockReply || r.Clock == complaint.ClockCompletion {
			r.Limit = deadline.WorkingDays(10)
			p.Rules = append(p.Rules, r)
		}
	}
	return p
}

func deskFor(t testing.TB, p *deadline.Policy, offices ...*calendar.Calendar) *desk {
	t.Helper()
	set, err := calendar.NewSet(offices...)
	require.NoError(t, err)
	d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: deadline.Calendars{Set: set, Default: offices[0].Name()}})
	require.NoError(t, err)
	return openDesk(t, national(t), d)
}

func (d *desk) forward(id complaint.ID, at time.Time) {
	d.t.Helper()
	d.set(at)
	d.do(id, complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung})
}

// Case 32: a list for 2026 only, forwarded on 28 December 2026 with 10 working days.
func TestProvisionalDatesBreachNothing(t *testing.T) {
	t.Parallel()
	d := deskFor(t, tenDays(), until2026(t, "office", 2029))
	id := d.submitted(zoned(t, "2026-12-28 09:00"))
	d.forward(id, zoned(t, "2026-12-28 10:00"))
	due := zoned(t, "2027-01-12 17:00")
	require.Equal(t, due, d.get(id).NextDue, "it can be scheduled")
	reading := func(at time.Time) deadline.Reading {
		readings, err := d.deadlines.Readings(d.l, d.get(id), at)
		require.NoError(t, err)
		require.Equal(t, complaint.ClockFirstResponse, readings[0].Clock)
		return readings[0]
	}
	r := reading(zoned(t, "2027-01-12 16:00"))
	require.True(t, r.Provisional)
	require.Equal(t, due, r.Due)
	require.True(t, r.Near, "it may warn")
	why := r.Why()
	require.True(t, why.Provisional)
	require.Contains(t, why.In(aduan.English()), "Provisional: the holidays of 2027 are not decreed yet")
	require.Contains(t, why.In(aduan.Indonesian()), "hari libur tahun 2027 belum ditetapkan")
	d.set(due.Add(-time.Microsecond))
	require.Zero(t, d.sweep().Examined)

	for _, at := range []time.Time{due, due.AddDate(0, 0, 1), due.AddDate(0, 1, 0)} {
		d.set(at)
		swept := d.sweep()
		require.Equal(t, complaint.Swept{Examined: 1, Unjudged: swept.Unjudged, Next: swept.Next, Done: true}, swept)
		require.Len(t, swept.Unjudged, 1)
		u := swept.Unjudged[0]
		require.Equal(t, id, u.ID)
		require.Equal(t, complaint.ClockFirstResponse, u.Clock)
		var provisional *deadline.ProvisionalError
		require.ErrorAs(t, u.Err, &provisional)
		require.Equal(t, deadline.ProvisionalError{Calendar: "office", Year: 2027}, *provisional)
		require.Contains(t, u.In(aduan.Indonesian()), `tenggat "Tanggapan pertama"`)
		require.Contains(t, u.In(aduan.Indonesian()), "belum ditetapkan")
		require.Equal(t, due, d.get(id).NextDue)
		r := reading(at)
		require.Equal(t, deadline.Running, r.Status)
		require.True(t, r.BreachedAt.IsZero())
		out, err := d.deadlines.Judge(d.l, d.get(id), at)
		require.NoError(t, err)
		require.Empty(t, out.Elapsed)
		require.Empty(t, out.Escalate)
	}
	require.Len(t, d.get(id).Timeline, 2, "nothing was escalated")
}

// Once the list becomes known, the run is judged by it: never before the instant
// at which it became known.
func TestAListEndsTheProvisionalDate(t *testing.T) {
	t.Parallel()
	def := calendar.Definition{
		Name: "office", Location: time.FixedZone("WITA", 8*3600), Week: calendar.MondayToFriday(calendar.Shift{Open: 8 * 60, Close: 17 * 60}),
		Lists: []calendar.Edition{
			{Name: "2026", Year: 2026},
			{Name: "2027", Year: 2027, Known: aduan.Date{Year: 2027, Month: time.January, Day: 20}, Adds: []calendar.Entry{
				{Date: aduan.Date{Year: 2027, Month: time.January, Day: 1}, Kind: calendar.Holiday, Name: "Tahun baru"},
				{Date: aduan.Date{Year: 2027, Month: time.January, Day: 5}, Kind: calendar.Holiday, Name: "Isra Mikraj"},
			}},
		},
		Provisional: &calendar.Provisional{Until: 2029, Fixed: []calendar.FixedDay{{Month: time.January, Day: 1, Name: "Tahun baru"}}},
	}
	office, err := calendar.New(def)
	require.NoError(t, err)
	d := deskFor(t, tenDays(), office)
	id, early, late := d.submitted(zoned(t, "2026-12-28 09:00")), d.submitted(zoned(t, "2026-12-28 09:00")), d.submitted(zoned(t, "2026-12-28 09:00"))
	for _, c := range []complaint.ID{id, early, late} {
		d.forward(c, zoned(t, "2026-12-28 10:00"))
	}
	withdraw := func(c complaint.ID, at string) {
		d.set(zoned(t, at))
		d.do(c, complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: badung}, complaint.Command{Action: complaint.ActionHandle})
		d.do(c, complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: badung}, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
	}
	status := func(c complaint.ID, at string) deadline.Reading {
		readings, err := d.deadlines.Readings(d.l, d.get(c), zoned(t, at))
		require.NoError(t, err)
		return readings[0]
	}
	withdraw(early, "2027-01-12 16:00")
	require.Equal(t, deadline.Met, status(early, "2027-01-12 17:00").Status, "further holidays would only have made it later")
	withdraw(late, "2027-01-13 10:00")
	r := status(late, "2027-01-13 17:00")
	require.Equal(t, deadline.Unknown, r.Status)
	require.True(t, r.Provisional)
	require.Equal(t, zoned(t, "2027-01-12 17:00"), r.Due)
	require.Contains(t, r.Why().String(), "Cannot be computed: calendar office: the holidays of 2027")

	require.Equal(t, deadline.Running, status(id, "2027-01-19 23:59").Status)
	r = status(id, "2027-01-20 00:00")
	require.Equal(t, deadline.Breached, r.Status)
	require.False(t, r.Provisional)
	require.Equal(t, zoned(t, "2027-01-13 17:00"), r.Due)
	require.Equal(t, zoned(t, "2027-01-20 00:00"), r.BreachedAt)
	d.set(zoned(t, "2027-01-20 00:00"))
	swept := d.sweep()
	require.Equal(t, 1, swept.Acted)
	require.Empty(t, swept.Unjudged)
	last := d.get(id).Timeline[2]
	require.Equal(t, complaint.ActionEscalate, last.Action)
}

// What counts days of the calendar does not rest on lists.
func TestCalendarDaysAreNeverProvisional(t *testing.T) {
	t.Parallel()
	p := tenDays()
	for i := range p.Rules {
		p.Rules[i].Limit = deadline.CalendarDays(10)
	}
	d := deskFor(t, p, until2026(t, "office", 2029))
	id := d.submitted(zoned(t, "2026-12-28 09:00"))
	d.forward(id, zoned(t, "2026-12-28 10:00"))
	d.set(zoned(t, "2027-01-08 00:00"))
	require.Equal(t, 1, d.sweep().Acted)
}

// A step of the ladder that lies in a year without a decree is not taken.
func TestProvisionalStepsAreNotTaken(t *testing.T) {
	t.Parallel()
	p := tenDays()
	p.Ladder[0].After = deadline.WorkingDays(3)
	for i := range p.Rules {
		p.Rules[i].Limit = deadline.WorkingDays(2)
	}
	for name, until := range map[string]int{"provisional": 2029, "none": 0} {
		d := deskFor(t, p, until2026(t, "office", until))
		id := d.submitted(zoned(t, "2026-12-28 09:00"))
		d.forward(id, zoned(t, "2026-12-28 10:00"))
		d.set(zoned(t, "2027-01-20 00:00"))
		swept := d.sweep()
		require.Zero(t, swept.Acted, name)
		require.Len(t, swept.Unjudged, 1, name)
		require.Equal(t, complaint.ClockFirstResponse, swept.Unjudged[0].Clock, name)
		require.Len(t, d.sweep().Unjudged, 1, name)
	}
}

// Cases without a policy, without a calendar and without a rule stay in the index
// and are told by every sweep, page by page and without end to nobody's harm.
func TestSweepTellsWhatIsUnjudged(t *testing.T) {
	t.Parallel()
	p := tenDays()
	p.Valid = aduan.Period{Until: zoned(t, "2026-12-01 00:00")}
	p.Rules = append(p.Rules, deadline.Rule{Clock: complaint.ClockResolution, Class: complaint.ClassSupervisory, Limit: deadline.CalendarDays(60)})
	d := deskFor(t, p, until2026(t, "office", 0))
	want := map[complaint.ID]string{}
	for range 5 {
		want[d.submitted(zoned(t, "2026-12-02 09:00"))] = "no policy was valid when the case was submitted on 2 December 2026"
	}
	noRule := d.submitted(zoned(t, "2026-11-02 09:00"))
	d.forward(noRule, zoned(t, "2026-11-02 10:00"))
	want[noRule] = `has no rule for the clock "Resolution"`
	done := d.submitted(zoned(t, "2026-12-02 09:00"))
	d.do(done, complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}, complaint.Command{Action: complaint.ActionArchive, Reason: complaint.ArchivedSpam, Note: "x"})
	require.True(t, d.get(done).NextDue.IsZero(), "nothing is owed any more")

	d.set(zoned(t, "2026-12-03 09:00"))
	for range 2 {
		got := map[complaint.ID]string{}
		var after complaint.Position
		for pages := 0; ; pages++ {
			require.Less(t, pages, 10, "the sweep makes progress")
			swept, err := d.svc.Sweep(context.Background(), after, 2)
			require.NoError(t, err)
			require.Empty(t, swept.Failed)
			for _, u := range swept.Unjudged {
				require.NotContains(t, got, u.ID)
				got[u.ID] = u.String()
			}
			if after = swept.Next; swept.Done {
				break
			}
		}
		require.Len(t, got, len(want))
		for id, text := range want {
			require.Contains(t, got[id], text)
		}
	}
	text, err := json.Marshal(complaint.Unjudged{Err: &deadline.NoPolicyError{}})
	require.NoError(t, err)
	var back complaint.Unjudged
	require.NoError(t, json.Unmarshal(text, &back))
	require.Contains(t, back.String(), "no policy was valid")
}

// Submit succeeds beyond every policy and every calendar, and its receipt says so.
func TestReceiptsWarn(t *testing.T) {
	t.Parallel()
	reporter := complaint.Actor{ID: "putu", Role: complaint.RoleReporter}
	draft := complaint.Draft{
		Kind: complaint.KindComplaint, Title: "Jalan rusak", Body: "Berlubang.", Category: "public_works", Channel: complaint.ChannelWeb,
	}
	p := deadline.SP4N()
	d := deskFor(t, p, until2026(t, "office", 0))
	submit := func(at string) complaint.Receipt {
		d.set(zoned(t, at))
		again := draft
		id, err := complaint.NewID(zoned(t, at), rand.Reader)
		require.NoError(t, err)
		again.ID = id
		r, err := d.svc.Submit(context.Background(), reporter, again)
		require.NoError(t, err)
		repeated, err := d.svc.Submit(context.Background(), reporter, again)
		require.NoError(t, err)
		require.True(t, repeated.Repeated)
		repeated.Repeated = false
		require.Equal(t, r, repeated)
		c := d.get(r.ID)
		require.False(t, c.NextDue.IsZero())
		require.False(t, c.NextDue.After(zoned(t, at)), "it stays in the due index")
		require.Len(t, d.sweep().Unjudged, len(r.Warnings), "and the sweep tells the same")
		d.do(r.ID, complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}, complaint.Command{Action: complaint.ActionArchive, Reason: complaint.ArchivedSpam, Note: "x"})
		return r
	}
	r := submit("2026-11-12 09:00")
	require.Len(t, r.Warnings, 1)
	require.Empty(t, r.Warnings[0].Clock)
	var none *deadline.NoPolicyError
	require.ErrorAs(t, r.Warnings[0].Err, &none)
	require.Equal(t, "tidak ada kebijakan tenggat yang berlaku ketika laporan masuk pada 12 November 2026 pukul 01:00 UTC; laporan ini tidak memiliki tenggat",
		r.Warnings[0].In(aduan.Indonesian()))

	p = deadline.SP4NEditions()[2]
	d = deskFor(t, p, until2026(t, "office", 0))
	r = submit("2026-12-30 09:00")
	require.Len(t, r.Warnings, 1)
	require.Equal(t, complaint.ClockVerification, r.Warnings[0].Clock)
	require.ErrorIs(t, r.Warnings[0].Err, calendar.ErrNotCovered)
	text, err := json.Marshal(r)
	require.NoError(t, err)
	require.Contains(t, string(text), `"warnings":[{"clock":"verification","problem":"calendar office: no list for the year 2027; there is one for 2026"}]`)

	many := d.svc.SubmitAll(context.Background(), reporter, []complaint.Draft{draft, draft, draft})
	for _, result := range many {
		require.NoError(t, result.Err)
		require.Len(t, result.Receipt.Warnings, 1)
	}
	d.set(zoned(t, "2026-12-30 09:00"))
	forwarded, err := d.svc.Do(context.Background(), complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}, many[0].Receipt.ID,
		complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung})
	require.NoError(t, err)
	require.Len(t, forwarded.Warnings, 2, "first response and resolution")

	d = deskFor(t, p, until2026(t, "office", 0))
	d.set(zoned(t, "2026-11-12 09:00"))
	r, err = d.svc.Submit(context.Background(), reporter, draft)
	require.NoError(t, err)
	require.Empty(t, r.Warnings)
}
