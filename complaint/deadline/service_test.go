package deadline_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// desk is a service over memory with the national deadlines and a clock that
// the test sets.
type desk struct {
	t         testing.TB
	svc       *complaint.Service
	store     complaint.Store
	l         *complaint.Lifecycle
	deadlines *deadline.Deadlines
	mu        sync.Mutex
	now       time.Time
}

func openDesk(t testing.TB, l *complaint.Lifecycle, deadlines *deadline.Deadlines) *desk {
	t.Helper()
	store := memory.New()
	d := &desk{t: t, l: l, deadlines: deadlines, store: backend.Complaints(store)}
	var err error
	d.svc, err = complaint.NewService(complaint.Config{
		Store: d.store, Identities: store.Set().Identities, Lifecycles: []*complaint.Lifecycle{l}, Deadlines: deadlines,
		Now: func() time.Time {
			d.mu.Lock()
			defer d.mu.Unlock()
			return d.now
		},
	})
	require.NoError(t, err)
	return d
}

func (d *desk) set(at time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = at
}

func (d *desk) do(id complaint.ID, by complaint.Actor, cmd complaint.Command) {
	d.t.Helper()
	_, err := d.svc.Do(context.Background(), by, id, cmd)
	require.NoError(d.t, err)
}

// answered brings a case to the state in which it waits for the reporter.
func (d *desk) answered(begin time.Time) complaint.ID {
	d.t.Helper()
	id := d.submitted(begin)
	d.do(id, complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung})
	d.do(id, complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: badung}, complaint.Command{Action: complaint.ActionAssign, Main: works})
	d.do(id, complaint.Actor{ID: "liaison", Role: complaint.RoleLiaisonOfficer, Agency: works}, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
	return id
}

func (d *desk) submitted(begin time.Time) complaint.ID {
	d.t.Helper()
	d.set(begin)
	r, err := d.svc.Submit(context.Background(), complaint.Actor{ID: "putu", Role: complaint.RoleReporter}, complaint.Draft{
		Kind: complaint.KindComplaint, Title: "Jalan rusak", Body: "Berlubang.", Category: "public_works",
		Channel: complaint.ChannelWeb, Region: region.MustParse("51.03"),
	})
	require.NoError(d.t, err)
	return r.ID
}

func (d *desk) get(id complaint.ID) *complaint.Complaint {
	d.t.Helper()
	c, err := d.store.Get(context.Background(), id)
	require.NoError(d.t, err)
	return c
}

func (d *desk) sweep() complaint.Swept {
	d.t.Helper()
	s, err := d.svc.Sweep(context.Background(), complaint.Position{}, 0)
	require.NoError(d.t, err)
	return s
}

func sp4n(t testing.TB) *deadline.Deadlines {
	t.Helper()
	d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{deadline.SP4N()}, Calendars: calendars(t)})
	require.NoError(t, err)
	return d
}

// The reporter replies in the very instant in which the case closes by itself:
// one of both happens, never both and never neither.
func TestReplyAgainstAutoClose(t *testing.T) {
	t.Parallel()
	l, deadlines := national(t), sp4n(t)
	const races = 10_000
	d := openDesk(t, l, deadlines)
	begin, due := zoned(t, "2020-10-26 09:00"), zoned(t, "2020-11-12 16:00")
	replies := 0
	for i := range races {
		if i%500 == 0 {
			d = openDesk(t, l, deadlines) // a full store would only make sweeps long
		}
		id := d.answered(begin)
		require.Equal(t, due, d.get(id).NextDue)
		d.set(due)
		var wg sync.WaitGroup
		var replied error
		wg.Add(2)
		go func() {
			defer wg.Done()
			_, replied = d.svc.Do(context.Background(), complaint.Actor{ID: "putu", Role: complaint.RoleReporter}, id, complaint.Command{Action: complaint.ActionReply, Note: "Belum."})
		}()
		var swept complaint.Swept
		var failed error
		go func() {
			defer wg.Done()
			swept, failed = d.svc.Sweep(context.Background(), complaint.Position{}, 0)
		}()
		wg.Wait()
		require.NoError(t, failed)
		require.Empty(t, swept.Failed)
		c := d.get(id)
		last := c.Timeline[len(c.Timeline)-1]
		if replied == nil {
			replies++
			require.Equal(t, complaint.StateInProgress, c.State)
			require.Equal(t, complaint.ActionReply, last.Action)
			require.Zero(t, swept.Acted)
		} else {
			require.ErrorIs(t, replied, complaint.ErrNotAllowed)
			require.Equal(t, complaint.StateResolved, c.State)
			require.Equal(t, complaint.ActionClose, last.Action)
			require.Equal(t, 1, swept.Acted)
		}
		require.Len(t, c.Timeline, 5)
	}
	t.Logf("%d of %d races were won by the reporter", replies, races)
}

// A sweep that comes twice, late or by eight workers at once changes nothing
// twice, and a case that cannot be judged does not stop it.
func TestSweeps(t *testing.T) {
	t.Parallel()
	l, deadlines := national(t), sp4n(t)
	d := openDesk(t, l, deadlines)
	begin := zoned(t, "2020-10-26 09:00")
	var ids []complaint.ID
	for range 40 {
		ids = append(ids, d.answered(begin))
	}
	lost := deadline.SP4N()
	lost.Edition = "lost"
	poison := tell(t, l, lost, "2020-10-26 08:00 submit")
	poison.Version, poison.NextDue = 0, zoned(t, "2020-11-12 15:59").Add(time.Second)
	require.NoError(t, d.store.Commit(context.Background(), complaint.Batch{Complaints: []*complaint.Complaint{poison}}))

	d.set(zoned(t, "2020-11-12 15:59"))
	early := d.sweep()
	require.Zero(t, early.Examined, "nothing is due yet")

	d.set(zoned(t, "2020-11-20 03:00")) // late
	var wg sync.WaitGroup
	var mu sync.Mutex
	acted := 0
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s, err := d.svc.Sweep(context.Background(), complaint.Position{}, 0)
			mu.Lock()
			defer mu.Unlock()
			require.NoError(t, err)
			acted += s.Acted
			for _, f := range s.Failed {
				require.Equal(t, poison.ID, f.ID)
				require.ErrorIs(t, f.Err, storage.ErrInvalid)
			}
		}()
	}
	wg.Wait()
	require.Equal(t, 40, acted)
	for _, id := range ids {
		c := d.get(id)
		require.Equal(t, complaint.StateResolved, c.State)
		require.Len(t, c.Timeline, 5)
	}
	again := d.sweep()
	require.Zero(t, again.Acted)
	require.Len(t, again.Failed, 1, "the poison case stays due and is reported each time")
}

// The ladder is climbed rung by rung, each once.
func TestLadder(t *testing.T) {
	t.Parallel()
	l, deadlines := national(t), sp4n(t)
	d := openDesk(t, l, deadlines)
	id := d.submitted(zoned(t, "2020-10-26 09:00"))
	d.do(id, complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung})
	var got []string
	for at := zoned(t, "2020-10-26 10:00"); at.Before(zoned(t, "2021-01-10 00:00")); at = at.Add(time.Hour) {
		d.set(at)
		for range d.sweep().Acted {
			c := d.get(id)
			e := c.Timeline[len(c.Timeline)-1]
			got = append(got, e.At.Add(8*time.Hour).Format("2006-01-02 15:04 ")+string(e.Details.Clock)+" "+e.Details.Rung.String())
		}
	}
	require.Equal(t, []string{
		"2020-11-05 16:00 first_response superior",
		"2020-11-18 16:00 resolution superior",
		"2020-11-25 16:00 resolution inspectorate",
		"2020-12-26 00:00 ombudsman ombudsman",
	}, got)
	require.True(t, d.get(id).NextDue.After(zoned(t, "2021-01-01 00:00")) || d.get(id).NextDue.IsZero())
}

// A command between the breach and the sweep does not hide the breach.
func TestBreachBeforeASweepIsNotForgotten(t *testing.T) {
	t.Parallel()
	d := openDesk(t, national(t), sp4n(t))
	id := d.answered(zoned(t, "2020-10-26 09:00"))
	d.set(zoned(t, "2020-11-13 09:00"))
	d.do(id, complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}, complaint.Command{Action: complaint.ActionNote, Note: "x"})
	require.Equal(t, zoned(t, "2020-11-12 16:00"), d.get(id).NextDue)
	require.Equal(t, 1, d.sweep().Acted)
	require.Equal(t, complaint.StateResolved, d.get(id).State)
}

// An earlier run of a clock that ran out says nothing about the present one.
func TestAnEarlierRunDoesNotCloseTheCase(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-10-26 10:00 assign",
		"2020-10-26 11:00 respond", "2020-11-13 10:00 reply", "2020-11-16 10:00 respond")
	out, err := sp4n(t).Judge(l, c, zoned(t, "2020-11-16 11:00"))
	require.NoError(t, err)
	require.NotContains(t, out.Elapsed, complaint.ClockReply)
	first := read(t, l, p, c, "2020-11-16 11:00", complaint.ClockReply, 1)
	require.Equal(t, deadline.Breached, first.Status, "the reply came after the case might have closed")
	require.False(t, first.Latest)
}

// sp4nFor is the deadlines of the national policy, without an end, over the
// national lists and further years without special days.
func sp4nFor(t testing.TB, years ...int) *deadline.Deadlines {
	t.Helper()
	policy := deadline.SP4N()
	policy.Valid.Until = time.Time{}
	def, err := indonesia.National("office", time.FixedZone("WITA", 8*3600))
	require.NoError(t, err)
	for _, y := range years {
		def.Lists = append(def.Lists, calendar.Edition{Year: y, Known: aduan.Date{Year: y - 1, Month: time.November, Day: 1}})
	}
	office, err := calendar.New(def)
	require.NoError(t, err)
	set, err := calendar.NewSet(office)
	require.NoError(t, err)
	d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{policy}, Calendars: deadline.Calendars{Set: set, Default: "office"}})
	require.NoError(t, err)
	return d
}

// Reindex moves hints after an amendment.
func TestReindexAfterAnAmendment(t *testing.T) {
	t.Parallel()
	l, deadlines := national(t), sp4nFor(t)
	d := openDesk(t, l, deadlines)
	lifecycles := []*complaint.Lifecycle{l}
	id := d.answered(zoned(t, "2025-08-04 09:00"))
	require.Equal(t, zoned(t, "2025-08-07 00:00"), d.get(id).NextDue, "the 18th is an ordinary Monday on the 4th, and there is news on the 7th")
	reindex := func(at string) deadline.Reindexed {
		done, err := deadlines.Reindex(context.Background(), d.store, lifecycles, zoned(t, at), complaint.Position{}, 0)
		require.NoError(t, err)
		require.Empty(t, done.Failed)
		require.True(t, done.Done)
		return done
	}
	require.Zero(t, reindex("2025-08-06 12:00").Changed)
	require.Equal(t, 1, reindex("2025-08-07 12:00").Changed)
	require.Equal(t, zoned(t, "2025-08-19 16:00"), d.get(id).NextDue, "and joint leave since the 7th")
	require.Zero(t, reindex("2025-08-07 13:00").Changed)
}

// A year without a list does not hinder a submission; once there is a list,
// Reindex fills the hint.
func TestReindexAfterANewYear(t *testing.T) {
	t.Parallel()
	l, before, after := national(t), sp4nFor(t), sp4nFor(t, 2028)
	d := openDesk(t, l, before)
	lifecycles := []*complaint.Lifecycle{l}
	id := d.submitted(zoned(t, "2027-12-30 09:00"))
	require.Equal(t, zoned(t, "2027-12-30 09:00"), d.get(id).NextDue, "the verification cannot be judged since then")
	for _, at := range []string{"2027-12-30 09:00", "2028-01-03 09:00", "2028-01-03 10:00"} {
		d.set(zoned(t, at))
		swept := d.sweep()
		require.Len(t, swept.Unjudged, 1, "every sweep tells it")
		require.Equal(t, id, swept.Unjudged[0].ID)
		require.Equal(t, complaint.ClockVerification, swept.Unjudged[0].Clock)
		require.ErrorIs(t, swept.Unjudged[0].Err, calendar.ErrNotCovered)
		require.Zero(t, swept.Acted+swept.Postponed+len(swept.Failed))
	}
	readings, err := before.Readings(l, d.get(id), zoned(t, "2027-12-31 09:00"))
	require.NoError(t, err)
	require.Equal(t, deadline.Unknown, readings[0].Status)
	done, err := after.Reindex(context.Background(), d.store, lifecycles, zoned(t, "2027-12-31 09:00"), complaint.Position{}, 1)
	require.NoError(t, err)
	require.Equal(t, 1, done.Changed)
	require.Empty(t, done.Unjudged)
	require.False(t, done.Done, "there may be more after the first")
	require.Equal(t, zoned(t, "2028-01-04 16:00"), d.get(id).NextDue)
	done, err = after.Reindex(context.Background(), d.store, lifecycles, zoned(t, "2027-12-31 09:00"), done.Next, 1)
	require.NoError(t, err)
	require.True(t, done.Done)
	done, err = after.Reindex(context.Background(), d.store, nil, zoned(t, "2027-12-31 09:00"), complaint.Position{}, 0)
	require.NoError(t, err)
	require.Len(t, done.Failed, 1, "a lifecycle that was not given")
}

func TestRecipients(t *testing.T) {
	t.Parallel()
	l, deadlines := national(t), sp4n(t)
	c := tell(t, l, deadline.SP4N(), "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory")
	c.AgencyPath = []agency.ID{"id", "id:51", "id:51.00/office", badung}
	on := zoned(t, "2020-11-26 08:00")
	got, err := deadlines.Recipients(l, c, complaint.Escalation{Clock: complaint.ClockResolution, Rung: complaint.RungSuperior}, on)
	require.NoError(t, err)
	require.Equal(t, []agency.ID{"id:51.00/office", "id:51"}, got, "as deep as the policy says")
	got, err = deadlines.Recipients(l, c, complaint.Escalation{Clock: complaint.ClockResolution, Rung: complaint.RungOmbudsman}, on)
	require.NoError(t, err)
	require.Empty(t, got)
}

func TestConfigurationIsChecked(t *testing.T) {
	t.Parallel()
	cals := calendars(t)
	bad := deadline.SP4N()
	bad.Edition, bad.Rules = "2", slices.Concat(bad.Rules, bad.Rules)
	for _, cfg := range []deadline.Config{
		{},
		{Calendars: cals},
		{Policies: []*deadline.Policy{nil}, Calendars: cals},
		{Policies: []*deadline.Policy{deadline.SP4N(), deadline.SP4N()}, Calendars: cals},
		{Policies: []*deadline.Policy{deadline.SP4N(), bad}, Calendars: cals},
		{Policies: []*deadline.Policy{deadline.SP4N()}, Calendars: deadline.Calendars{Set: cals.Set, Default: "none"}},
	} {
		_, err := deadline.New(cfg)
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
	d := sp4n(t)
	require.True(t, d.Policy(zoned(t, "2030-01-01 00:00")).IsZero())
	require.Equal(t, "PermenPANRB 62/2018", d.Policy(zoned(t, "2020-11-12 00:00")).Edition)
}
