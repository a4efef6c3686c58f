package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

const tangerang agency.ID = "id:36.03"

// Case 16: a breach is charged to whoever had the case when it was due, or to the one
// before who left them too little: 14 working days from 26 October end on
// 18 November 2020, and five of them begin on the 11th.
func TestCase16BreachesAreCharged(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	const begin = "2020-10-26 09:00 forward:non_supervisory"
	ignoring := *p
	ignoring.IgnoreExtensions = true
	for name, tt := range map[string]struct {
		p      *deadline.Policy
		steps  []string
		clock  lifecycle.ClockName
		run    int
		holder agency.ID
		atDue  agency.ID
		nobody bool
	}{
		"breached, then transferred and answered": {
			steps:  []string{begin, "2020-11-19 10:00 transfer:id:36.03", "2020-11-19 11:00 assign", "2020-11-19 12:00 respond"},
			holder: badung, atDue: badung,
		},
		"transferred in the due instant": {
			steps: []string{begin, "2020-11-18 16:00 transfer:id:36.03"}, holder: badung, atDue: badung,
		},
		"transferred with enough left": {
			steps: []string{begin, "2020-11-11 09:00 transfer:id:36.03"}, holder: tangerang, atDue: tangerang,
		},
		"transferred with too little left": {
			steps: []string{begin, "2020-11-12 09:00 transfer:id:36.03"}, holder: badung, atDue: tangerang,
		},
		"passed on twice with too little left": {
			steps:  []string{begin, "2020-11-12 09:00 transfer:id:36.03", "2020-11-16 09:00 transfer:id:91.71"},
			holder: badung, atDue: jayapura,
		},
		"passed on in time, then too late": {
			steps:  []string{begin, "2020-11-10 09:00 transfer:id:36.03", "2020-11-16 09:00 transfer:id:91.71"},
			holder: tangerang, atDue: jayapura,
		},
		"returned early, then left lying by the national admin": {
			steps: []string{begin, "2020-10-27 09:00 return"}, holder: "", atDue: "",
		},
		"returned too late": {
			steps: []string{begin, "2020-11-17 09:00 return"}, holder: badung, atDue: "",
		},
		"left lying by the national admin and forwarded too late": {
			steps:  []string{begin, "2020-10-27 09:00 return", "2020-11-17 09:00 forward:non_supervisory@id:36.03"},
			holder: "", atDue: tangerang,
		},
		"got with little left, and paused since": {
			steps:  []string{begin, "2020-11-12 09:00 transfer:id:36.03", "2020-11-12 10:00 suspend", "2020-11-25 10:00 complete"},
			holder: badung, atDue: tangerang,
		},
		"got with little left, and extended since": {
			steps: []string{begin, "2020-11-12 09:00 transfer:id:36.03", "2020-11-12 10:00 extend"}, holder: tangerang, atDue: tangerang,
		},
		"an extension that grants nothing": {
			p: &ignoring, steps: []string{begin, "2020-11-12 09:00 transfer:id:36.03", "2020-11-12 10:00 extend"}, holder: badung, atDue: tangerang,
		},
		"reopened at another": {
			steps: []string{
				begin, "2020-10-27 09:00 transfer:id:36.03", "2020-10-27 10:00 assign", "2020-10-27 11:00 respond", "2020-11-02 09:00 accept", "2020-11-03 09:00 reopen",
			},
			run: 2, holder: tangerang, atDue: tangerang,
		},
		"a reply is the reporter's": {
			steps: []string{begin, "2020-10-27 10:00 assign", "2020-10-27 11:00 respond"}, clock: complaint.ClockReply, nobody: true,
		},
		"verification is the national admin's": {steps: nil, clock: complaint.ClockVerification, holder: "", atDue: ""},
	} {
		if tt.p == nil {
			tt.p = p
		}
		if tt.clock == "" {
			tt.clock = complaint.ClockResolution
		}
		c := tell(t, l, tt.p, append([]string{"2020-10-26 08:00 submit"}, tt.steps...)...)
		r := read(t, l, tt.p, c, "2021-03-01 09:00", tt.clock, max(tt.run, 1))
		require.Equal(t, deadline.Breached, r.Status, name)
		charge, ok := r.Charged()
		require.Equal(t, !tt.nobody, ok, name)
		if tt.nobody {
			require.Nil(t, r.Why().Charge, name)
			continue
		}
		require.Equal(t, tt.holder, charge.Holder, name)
		require.Equal(t, tt.atDue, charge.AtDue, name)
		why := r.Why()
		why.Names = map[agency.ID]string{badung: "Badung", tangerang: "Tangerang"}
		people := map[agency.ID]string{badung: "Badung", tangerang: "Tangerang", jayapura: string(jayapura)}
		for w, said := range map[*aduan.Words][3]string{
			ptr(aduan.English()):    {"Charged to: ", "with less than 5 working days left", "the national administrator"},
			ptr(aduan.Indonesian()): {"Dibebankan kepada: ", "sisa waktu kurang dari 5 hari kerja", "admin nasional"},
		} {
			people[""] = said[2]
			text := why.In(*w)
			require.Contains(t, text, said[0]+people[tt.holder]+"\n", name)
			if tt.holder != tt.atDue {
				require.Contains(t, text, said[1], name)
			} else {
				require.NotContains(t, text, said[1], name)
			}
		}
	}
}

func ptr[T any](v T) *T { return &v }

// Days per holder stand beside the charge, pauses left out.
func TestDaysPerHolder(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory",
		"2020-11-02 09:00 suspend", "2020-11-05 09:00 complete", "2020-11-10 09:00 return", "2020-11-11 09:00 forward:non_supervisory@id:36.03",
		"2020-11-12 09:00 assign", "2020-11-13 09:00 respond")
	r := read(t, l, p, c, "2020-12-01 09:00", complaint.ClockResolution, 1)
	var took []string
	for _, s := range r.Shares() {
		took = append(took, string(s.Holder)+" "+s.Took.String())
	}
	require.Equal(t, []string{"id:51.03 5 working days", " 1 working day", "id:36.03 2 working days"}, took)
	require.Contains(t, r.Why().In(aduan.English()), "Time with the national administrator: 1 working day\n")
	require.Contains(t, r.Why().In(aduan.Indonesian()), "Waktu di id:36.03: 2 hari kerja\n")
}

// Whatever happens, a breach that anybody answers for has one who is charged, who had
// the case in the run, never after whoever had it when it was due; and the days of the
// holders sum to those of the run.
func TestChargesAndSharesAddUp(t *testing.T) {
	t.Parallel()
	l, cals := national(t), calendars(t)
	charged := 0
	rapid.Check(t, func(r *rapid.T) {
		p := deadline.SP4N()
		begun := tell(t, l, p, "2021-10-01 09:00 submit", "2021-10-01 09:00 forward:non_supervisory")
		c := wander(r, l, begun)
		at := c.UpdatedAt().Add(time.Duration(rapid.IntRange(0, 40*24*60).Draw(r, "look")) * time.Minute)
		readings, err := p.Evaluate(l, c, cals, at)
		require.NoError(r, err)
		for _, read := range readings {
			shares := read.Shares()
			var holders []agency.ID
			total, end := int64(0), read.Started
			for _, s := range shares {
				require.Equal(r, end, s.From, "without a hole")
				holders, end, total = append(holders, s.Holder), s.Until, total+s.Took.Count()
			}
			charge, ok := read.Charged()
			require.Equal(r, charge, orZero(read.Why().Charge))
			if !ok {
				require.True(r, read.Status != deadline.Breached || read.Clock == complaint.ClockReply || read.Clock == complaint.ClockCompletion)
				continue
			}
			charged++
			require.Contains(r, holders, charge.Holder)
			require.Contains(r, holders, charge.AtDue)
			require.Equal(r, charge.Holder != charge.AtDue, !charge.FirstResponse.IsZero())
			if read.Limit.Unit() == deadline.InWorkingDays && read.Paused == 0 && read.Extended == 0 {
				require.Equal(r, read.Limit.Count()-read.Remaining.Count(), total, "%s", read.Clock)
			}
		}
	})
	require.Positive(t, charged)
}

func orZero(c *deadline.Charge) deadline.Charge {
	if c == nil {
		return deadline.Charge{}
	}
	return *c
}

// Data from elsewhere may run backwards: the run is not judged, and says why.
func TestBackwardsReadsUnknown(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-10-26 10:00 assign", "2020-10-27 10:00 respond")
	c.Timeline[3].At = c.Timeline[0].At.AddDate(0, 0, -56)
	r := read(t, l, p, c, "2020-12-01 09:00", complaint.ClockResolution, 1)
	require.Equal(t, deadline.Unknown, r.Status)
	var backwards *deadline.BackwardsError
	require.ErrorAs(t, r.Err, &backwards)
	require.Equal(t, 4, backwards.Entry)
	require.Contains(t, r.Why().In(aduan.Indonesian()), "catatan ke-4 bertanggal sebelum catatan sebelumnya")
	require.Contains(t, r.Why().In(aduan.English()), "entry 4 is dated before the entry before it")
	require.Empty(t, r.Shares())
	require.Equal(t, deadline.Met, read(t, l, p, c, "2020-12-01 09:00", complaint.ClockVerification, 1).Status, "it ended before")
	d := sp4n(t)
	out, err := d.Judge(l, c, zoned(t, "2020-12-01 09:00"))
	require.NoError(t, err)
	require.Empty(t, out.Elapsed)
	require.Len(t, out.Unjudged, 1)
	require.Equal(t, complaint.ClockReply, out.Unjudged[0].Clock, "it began at the doubtful instant")
}
