package deadline_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
)

// supervised is a desk whose directory has badung, its supervisors one above the other
// as listed; a deputy among them acts for the first.
func supervised(t *testing.T, above ...agency.ID) *desk {
	t.Helper()
	list := []agency.Agency{{ID: "elsewhere", Terms: []agency.Term{{Name: "X", Kind: agency.Office}}}}
	chain := append([]agency.ID{badung}, above...)
	for i, id := range chain {
		term := agency.Term{Name: "X", Kind: agency.Office}
		if i+1 < len(chain) {
			term.Supervisor = chain[i+1]
		}
		if i == 1 && slices.Contains(above, "deputy") {
			term.Delegates = []agency.ID{"deputy"}
		}
		list = append(list, agency.Agency{ID: id, Terms: []agency.Term{term}})
	}
	directory, err := agency.NewDirectory(agency.Config{Regions: indonesia.MustRegions(), Agencies: list})
	require.NoError(t, err)
	office := until2026(t, "office", 2029)
	set, err := calendar.NewSet(office)
	require.NoError(t, err)
	d, err := deadline.New(deadline.Config{
		Policies: []*deadline.Policy{tenDays()}, Calendars: deadline.Calendars{Set: set, Default: "office"}, Superiors: directory,
	})
	require.NoError(t, err)
	return openDesk(t, national(t), d)
}

// A superior whom the report accuses is passed over: the one above is told. If there is
// none, the case is not escalated into nothing: every sweep reports it.
func TestAccusedSuperiorsAreNotTold(t *testing.T) {
	t.Parallel()
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	superior := complaint.Escalation{Clock: complaint.ClockFirstResponse, Rung: complaint.RungSuperior}
	for name, c := range map[string]struct {
		above   []agency.ID
		accused agency.ID
		told    []agency.ID
	}{
		"the next one above": {[]agency.ID{"auditor", "ministry"}, "auditor", []agency.ID{"ministry"}},
		"who acts for them":  {[]agency.ID{"auditor", "deputy", "ministry"}, "auditor", []agency.ID{"ministry"}},
		"somebody else":      {[]agency.ID{"auditor", "ministry"}, "elsewhere", []agency.ID{"auditor"}},
		"nobody is left":     {[]agency.ID{"auditor"}, "auditor", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := supervised(t, c.above...)
			id := d.submitted(zoned(t, "2026-03-02 09:00"))
			d.forward(id, zoned(t, "2026-03-02 10:00"))
			d.do(id, admin, complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{c.accused}})
			now := zoned(t, "2026-06-02 10:00")
			d.set(now)
			got, err := d.deadlines.Recipients(national(t), d.get(id), superior, now)
			require.NoError(t, err)
			require.Equal(t, c.told, got)
			for range 2 {
				swept, err := d.svc.Sweep(context.Background(), complaint.Position{}, 0)
				require.NoError(t, err)
				if c.told != nil {
					require.Equal(t, []complaint.Escalation{superior}, d.get(id).Escalations)
					continue
				}
				require.Empty(t, d.get(id).Escalations)
				require.Len(t, swept.Unjudged, 1)
				var accused *deadline.SuperiorError
				require.ErrorAs(t, swept.Unjudged[0].Err, &accused)
				require.Equal(t, badung, accused.Agency)
			}
			if c.told == nil {
				d.do(id, admin, complaint.Command{Action: complaint.ActionClearAccusation, Accused: []agency.ID{c.accused}, Note: "Keliru."})
				swept, err := d.svc.Sweep(context.Background(), complaint.Position{}, 0)
				require.NoError(t, err)
				require.Equal(t, 1, swept.Acted)
				require.Empty(t, swept.Unjudged)
			}
		})
	}
}

// Without a directory whoever stands in the recorded path below an accused body is
// passed over with it.
func TestAccusedSuperiorsOfTheRecordedPath(t *testing.T) {
	t.Parallel()
	l, deadlines := national(t), sp4n(t)
	c := tell(t, l, deadline.SP4N(), "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory")
	c.AgencyPath = []agency.ID{"id", "id:51", "id:51.00/office", badung}
	c.Accused = []complaint.Accusation{{Agency: "id:51"}}
	got, err := deadlines.Recipients(l, c, complaint.Escalation{Clock: complaint.ClockResolution, Rung: complaint.RungSuperior}, zoned(t, "2020-11-26 08:00"))
	require.NoError(t, err)
	require.Equal(t, []agency.ID{"id"}, got)
}
