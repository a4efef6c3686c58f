package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/calendar"
)

func (d *desk) clocks(id complaint.ID, by complaint.Actor) []complaint.ClockReading {
	d.t.Helper()
	readings, err := d.svc.Clocks(d.t.Context(), by, id)
	require.NoError(d.t, err)
	return readings
}

// A service reads the clocks as the policy does.
func TestServiceReadsClocks(t *testing.T) {
	t.Parallel()
	d := deskFor(t, tenDays(), until2026(t, "office", 2029))
	id := d.submitted(zoned(t, "2026-12-28 09:00"))
	d.forward(id, zoned(t, "2026-12-28 10:00"))
	due := zoned(t, "2027-01-12 17:00")
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	for _, at := range []time.Time{zoned(t, "2026-12-29 10:00"), due} {
		d.set(at)
		want, err := d.deadlines.Readings(d.l, d.get(id), at)
		require.NoError(t, err)
		got := d.clocks(id, admin)
		require.Len(t, got, 1, "those that have begun")
		require.Equal(t, want[0].Clock, got[0].Clock)
		require.Equal(t, due, got[0].Due)
		require.True(t, got[0].Provisional)
		require.False(t, got[0].Breached)
		require.Equal(t, want[0].Limit.In(aduan.Indonesian()), got[0].Limit.In(aduan.Indonesian()))
		require.Equal(t, want[0].DueIn(aduan.Indonesian()), got[0].DueDate.In(aduan.Indonesian()))
		require.Equal(t, want[0].Status.In(aduan.Indonesian()), got[0].Status.In(aduan.Indonesian()))
		judged, err := d.deadlines.Judge(d.l, d.get(id), at)
		require.NoError(t, err)
		if at.Equal(due) {
			require.Equal(t, judged.Unjudged[0].Err, got[0].Err)
			require.NotContains(t, d.clocks(id, complaint.Actor{ID: "putu"})[0].Problem, "2027")
			continue
		}
		require.NoError(t, got[0].Err)
		require.Equal(t, got, d.clocks(id, complaint.Actor{ID: "putu"}))
	}
}

// A case without a policy, and one whose policy is gone, say so in place of clocks.
func TestServiceReadsClocksOfNoPolicy(t *testing.T) {
	t.Parallel()
	p := tenDays()
	p.Valid = aduan.Period{Until: zoned(t, "2026-06-01 00:00")}
	d := deskFor(t, p, until2026(t, "office", 2029))
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	without := d.submitted(zoned(t, "2026-07-01 09:00"))
	got := d.clocks(without, admin)
	require.Len(t, got, 1)
	var none *deadline.NoPolicyError
	require.ErrorAs(t, got[0].Err, &none)

	kept := d.submitted(zoned(t, "2026-05-01 09:00"))
	set, err := calendar.NewSet(until2026(t, "office", 2029))
	require.NoError(t, err)
	other := tenDays()
	other.Edition = "2"
	deadlines, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{other}, Calendars: deadline.Calendars{Set: set, Default: "office"}})
	require.NoError(t, err)
	svc, err := complaint.NewService(complaint.Config{Store: d.store, Lifecycles: []*complaint.Lifecycle{d.l}, Deadlines: deadlines})
	require.NoError(t, err)
	got, err = svc.Clocks(t.Context(), admin, kept)
	require.NoError(t, err)
	require.ErrorContains(t, got[0].Err, "ten 1")
	require.Greater(t, len(got), 1, "the runs stand there all the same")
}
