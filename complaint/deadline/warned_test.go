package deadline_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
)

// warning are the national limits, of which the timer writes warnings.
func warning(t testing.TB) *deadline.Deadlines {
	t.Helper()
	p := deadline.SP4N().With("PermenPANRB 62/2018, warnings")
	p.WriteWarnings = true
	d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: calendars(t)})
	require.NoError(t, err)
	return d
}

// warnings are those in a timeline: when, of which clock, by which threshold and due when,
// in the zone of Bali.
func warnings(c *complaint.Complaint) (list []string) {
	local := func(t time.Time) string { return t.Add(8 * time.Hour).Format("2006-01-02 15:04") }
	for _, e := range c.Timeline {
		if w := e.Details.Warning; w != nil {
			list = append(list, fmt.Sprintf("%s %s %s %s", local(e.At), w.Clock, w.Threshold, local(w.Due)))
		}
	}
	return list
}

// hourly sweeps each hour, from one instant up to another.
func (d *desk) hourly(from, until string) {
	d.t.Helper()
	for at := zoned(d.t, from); !at.After(zoned(d.t, until)); at = at.Add(time.Hour) {
		d.set(at)
		require.Empty(d.t, d.sweep().Failed)
	}
}

func (d *desk) forwarded(at string) complaint.ID {
	d.t.Helper()
	id := d.submitted(zoned(d.t, at))
	d.do(id, caseNational, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung})
	return id
}

// Each clock is warned of once, at the instant that its threshold names. From 28 to 30
// October 2020 were holidays.
func TestWarnings(t *testing.T) {
	t.Parallel()
	d := openDesk(t, national(t), warning(t))
	id := d.submitted(zoned(t, "2020-10-26 09:00"))
	warnAt := zoned(t, "2020-11-02 16:00 WIB")
	require.Equal(t, warnAt, d.get(id).NextDue)
	d.set(warnAt.Add(-time.Microsecond))
	require.Zero(t, d.sweep().Examined)
	d.set(warnAt)
	require.Equal(t, 1, d.sweep().Acted)
	require.Equal(t, []string{"2020-11-02 17:00 verification 1 working day 2020-11-03 17:00"}, warnings(d.get(id)))
	c := d.get(id)
	require.Equal(t, zoned(t, "2020-11-03 16:00 WIB"), c.NextDue, "then the due instant")
	require.Equal(t, complaint.StateSubmitted, c.State)
	require.Equal(t, complaint.Entry{
		Seq: 2, At: warnAt, By: complaint.Actor{ID: "timer", Role: complaint.RoleTimer}, Action: complaint.ActionWarn,
		From: c.State, To: c.State, Version: 2, Key: "timer:warned:1", Details: c.Timeline[1].Details,
	}, c.Timeline[1])
	require.Zero(t, d.sweep().Examined)

	all := d.forwarded("2020-10-26 09:00")
	d.hourly("2020-10-26 10:00", "2021-01-10 00:00")
	want := []string{
		"2020-11-04 16:00 first_response 1 working day 2020-11-05 16:00",
		"2020-11-07 01:00 statutory_answer 3 calendar days 2020-11-10 01:00",
		"2020-11-13 16:00 resolution 3 working days 2020-11-18 16:00",
		"2020-12-19 00:00 statutory_decision 7 calendar days 2020-12-26 00:00",
		"2020-12-19 00:00 ombudsman 7 calendar days 2020-12-26 00:00",
	}
	require.Equal(t, want, warnings(d.get(all)))
	require.Len(t, d.get(all).Escalations, 4, "the ladder is climbed as without warnings")
}

// A pause moves the threshold; what was warned of is not warned of again, neither after a
// pause nor after an extension; the threshold of another class is another one.
func TestWarningsAndWhatMovesThem(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		do   func(d *desk, id complaint.ID)
		want []string
	}{
		"a pause before": {func(d *desk, id complaint.ID) {
			d.set(zoned(t, "2020-11-03 10:00"))
			d.do(id, caseNational, complaint.Command{Action: complaint.ActionSuspend, Note: "x"})
			d.hourly("2020-11-03 11:00", "2020-11-05 09:00")
			d.do(id, casePutu, complaint.Command{Action: complaint.ActionComplete})
			d.hourly("2020-11-05 10:00", "2020-11-06 23:00")
		}, []string{"2020-11-06 16:00 first_response 1 working day 2020-11-09 16:00"}},
		"a pause after": {func(d *desk, id complaint.ID) {
			d.hourly("2020-11-02 10:00", "2020-11-05 10:00")
			d.do(id, caseNational, complaint.Command{Action: complaint.ActionSuspend, Note: "x"})
			d.hourly("2020-11-05 11:00", "2020-11-06 10:00")
			d.do(id, casePutu, complaint.Command{Action: complaint.ActionComplete})
			d.hourly("2020-11-06 11:00", "2020-11-06 23:00")
		}, []string{"2020-11-04 16:00 first_response 1 working day 2020-11-05 16:00"}},
		"an answer before": {func(d *desk, id complaint.ID) {
			d.set(zoned(t, "2020-11-04 15:59"))
			d.do(id, caseHead, complaint.Command{Action: complaint.ActionHandle})
			d.do(id, caseHead, complaint.Command{Action: complaint.ActionFollowUp, Note: "x"})
			d.hourly("2020-11-04 16:00", "2020-11-12 23:00")
		}, nil},
		"a breach before the next sweep": {func(d *desk, id complaint.ID) {
			d.hourly("2020-11-05 16:00", "2020-11-06 23:00")
		}, nil},
		"more time, and another class": {func(d *desk, id complaint.ID) {
			d.set(zoned(t, "2020-11-04 15:00"))
			d.do(id, caseHead, complaint.Command{Action: complaint.ActionHandle})
			d.do(id, caseHead, complaint.Command{Action: complaint.ActionFollowUp, Note: "x"})
			d.hourly("2020-11-13 16:00", "2020-11-16 10:00")
			d.do(id, caseHead, complaint.Command{Action: complaint.ActionExtend, Days: 2, Note: "x"})
			d.hourly("2020-11-16 11:00", "2020-11-18 10:00")
			d.do(id, caseNational, complaint.Command{Action: complaint.ActionReclassify, Class: complaint.ClassSupervisory, Note: "x"})
			d.hourly("2020-11-18 11:00", "2021-01-30 23:00")
		}, []string{
			"2020-11-13 16:00 resolution 3 working days 2020-11-18 16:00",
			"2020-12-19 00:00 statutory_decision 7 calendar days 2020-12-26 00:00",
			"2021-01-18 16:00 resolution 10 working days 2021-02-01 16:00",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := openDesk(t, national(t), warning(t))
			id := d.forwarded("2020-10-26 09:00")
			tt.do(d, id)
			require.Equal(t, tt.want, warnings(d.get(id)))
			again, err := d.l.Replay(d.get(id))
			require.NoError(t, err)
			require.Equal(t, d.get(id), again)
		})
	}
}

// A limit that rests on a year without a decree is shown as near, and nothing is written
// of it.
func TestNoWarningOfWhatIsProvisional(t *testing.T) {
	t.Parallel()
	p := tenDays()
	p.WriteWarnings = true
	d := deskFor(t, p, until2026(t, "office", 2029))
	id := d.submitted(zoned(t, "2026-12-28 09:00"))
	d.forward(id, zoned(t, "2026-12-28 10:00"))
	due := zoned(t, "2027-01-12 17:00")
	require.Equal(t, due, d.get(id).NextDue)
	out, err := d.deadlines.Judge(d.l, d.get(id), due.Add(-time.Hour))
	require.NoError(t, err)
	require.Len(t, out.Near, 1)
	require.Empty(t, out.Warn)
	d.set(due)
	require.Zero(t, d.sweep().Acted)
}

// Of a merged case the clocks are warned of that run on, by law, and no other; of one that
// has ended none.
func TestWarningsOfMergedAndEndedCases(t *testing.T) {
	t.Parallel()
	d := openDesk(t, national(t), warning(t))
	parent := d.submitted(zoned(t, "2020-10-26 09:00"))
	child, ended := d.forwarded("2020-10-26 09:00"), d.forwarded("2020-10-26 09:00")
	d.do(child, caseNational, complaint.Command{Action: complaint.ActionMerge, Parent: parent})
	d.do(ended, casePutu, complaint.Command{Action: complaint.ActionWithdraw})
	d.hourly("2020-10-26 10:00", "2021-01-10 00:00")
	require.Equal(t, []string{
		"2020-11-07 01:00 statutory_answer 3 calendar days 2020-11-10 01:00",
		"2020-12-19 00:00 statutory_decision 7 calendar days 2020-12-26 00:00",
		"2020-12-19 00:00 ombudsman 7 calendar days 2020-12-26 00:00",
	}, warnings(d.get(child)))
	require.Empty(t, warnings(d.get(ended)))
}

// Without the switch nothing is written and no sweep comes earlier; the list of what is
// near is the same.
func TestWarningsAreSwitchedOn(t *testing.T) {
	t.Parallel()
	for name, deadlines := range map[string]*deadline.Deadlines{"off": sp4n(t), "on": warning(t)} {
		d := openDesk(t, national(t), deadlines)
		var ids []complaint.ID
		for _, at := range []string{"2020-10-26 09:00", "2020-10-26 10:00", "2020-10-27 09:00"} {
			ids = append(ids, d.submitted(zoned(t, at)))
		}
		other := d.forwarded("2020-11-02 09:00")
		if name == "off" {
			require.Equal(t, zoned(t, "2020-11-03 16:00 WIB"), d.get(ids[0]).NextDue)
			d.set(zoned(t, "2020-11-03 15:59 WIB"))
			require.Zero(t, d.sweep().Examined)
			require.Len(t, d.get(ids[0]).Timeline, 1)
		}
		list := func(at string, by complaint.Actor, q complaint.Query) (found []complaint.ID) {
			d.set(zoned(t, at))
			for v, err := range d.svc.Nearing(context.Background(), by, q) {
				require.NoError(t, err)
				require.Len(t, v.Near, 1, name)
				found = append(found, v.ID)
			}
			return found
		}
		require.Empty(t, list("2020-11-02 15:59 WIB", caseNational, complaint.Query{}), name)
		require.Equal(t, ids[:2], list("2020-11-02 16:00 WIB", caseNational, complaint.Query{}), name)
		d.sweep()
		require.Equal(t, ids[:2], list("2020-11-03 15:59 WIB", caseNational, complaint.Query{Order: complaint.ByNewest}), name)
		require.Equal(t, ids[:1], list("2020-11-03 15:59 WIB", caseNational, complaint.Query{Limit: 1}), name)
		require.Equal(t, ids[1:2], list("2020-11-03 15:59 WIB", caseNational, complaint.Query{After: d.get(ids[0]).After()}), name)
		require.Equal(t, ids[2:], list("2020-11-03 16:00 WIB", caseNational, complaint.Query{}), "breached: near no more")
		require.Empty(t, list("2020-11-06 15:59", caseHead, complaint.Query{}), "its own agency's")
		require.Equal(t, []complaint.ID{other}, list("2020-11-06 16:00", caseHead, complaint.Query{}))
		d.sweep()
		due := complaint.Query{Filter: complaint.Filter{DueBy: zoned(t, "2020-11-09 15:59")}}
		require.Empty(t, list("2020-11-06 17:00", caseHead, due))
		due.Filter.DueBy = zoned(t, "2020-11-09 16:00")
		require.Equal(t, []complaint.ID{other}, list("2020-11-06 17:00", caseHead, due))
	}
}

// A hint from before warnings were written is later than they are; the first sweep of a
// service rights it.
func TestWarningsAndHintsOfBefore(t *testing.T) {
	t.Parallel()
	d := openDesk(t, national(t), warning(t))
	id := d.submitted(zoned(t, "2020-10-26 09:00"))
	d.sweep()
	c := d.get(id)
	late := complaint.Due{ID: id, Version: c.Version, Was: c.NextDue, Next: zoned(t, "2020-11-03 16:00 WIB")}
	require.NoError(t, d.store.Commit(context.Background(), complaint.Batch{Due: []complaint.Due{late}}))
	d.set(zoned(t, "2020-11-02 16:00 WIB"))
	require.Zero(t, d.sweep().Examined)
	swept, err := d.server(0).Sweep(context.Background(), complaint.Position{}, 0)
	require.NoError(t, err)
	require.Equal(t, 1, swept.Acted)
	require.Len(t, warnings(d.get(id)), 1)
}

// Sixteen sweepers whose clocks are minutes apart write each warning once.
func TestWarningsBySixteenSweepers(t *testing.T) {
	t.Parallel()
	d := openDesk(t, national(t), warning(t))
	var ids []complaint.ID
	for range 100 {
		ids = append(ids, d.submitted(zoned(t, "2020-10-26 09:00")))
	}
	d.set(zoned(t, "2020-11-02 16:30 WIB"))
	var wg sync.WaitGroup
	for n := range 16 {
		apart := time.Duration(n%5-2) * 2 * time.Minute
		svc := d.server(apart)
		wg.Go(func() {
			_, _ = svc.Sweep(context.Background(), complaint.Position{}, 0)
		})
	}
	wg.Wait()
	d.set(zoned(t, "2020-11-02 16:40 WIB"))
	d.sweep()
	for _, id := range ids {
		require.Len(t, d.get(id).Timeline, 2)
		require.Len(t, warnings(d.get(id)), 1)
	}
}

// server is another service over the same store, with a clock that is so far ahead.
func (d *desk) server(ahead time.Duration) *complaint.Service {
	d.t.Helper()
	svc, err := complaint.NewService(complaint.Config{
		Store: d.store, Lifecycles: []*complaint.Lifecycle{d.l}, Deadlines: d.deadlines,
		Now: func() time.Time {
			d.mu.Lock()
			defer d.mu.Unlock()
			return d.now.Add(ahead)
		},
	})
	require.NoError(d.t, err)
	return svc
}
