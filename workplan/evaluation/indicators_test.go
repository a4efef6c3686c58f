package evaluation_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// answeredInTime makes a feed of complaints: of those that reached an agency of
// a region in the quarter and whose first response is settled, the percentage
// that was answered within the limit of the policy, 5 working days.
func answeredInTime(l *complaint.Lifecycle, d *deadline.Deadlines, cases []*complaint.Complaint, within region.Code, at time.Time) evaluation.Feed {
	return func(q workplan.Quarter) (workplan.Number, bool, error) {
		met, settled := 0, 0
		for _, c := range cases {
			if !c.Region.Contains(within) {
				continue
			}
			readings, err := d.Readings(l, c, at)
			if err != nil {
				return workplan.Number{}, false, err
			}
			for _, r := range readings {
				if r.Clock != complaint.ClockFirstResponse || workplan.QuarterOf(aduan.DateOf(r.Started)) != q {
					continue
				}
				switch r.Status {
				case deadline.Met:
					met, settled = met+1, settled+1
				case deadline.Breached:
					settled++
				}
			}
		}
		if settled == 0 {
			return workplan.Number{}, false, nil
		}
		share := decimal.NewFromInt(int64(met)*100).DivRound(decimal.NewFromInt(int64(settled)), 2)
		return workplan.NewNumber(share), true, nil
	}
}

// cases opens complaints in a region on a day, forwards them at once, and has
// each answered after so many days; 0 is never.
func cases(t *testing.T, l *complaint.Lifecycle, place string, on time.Time, answered ...int) []*complaint.Complaint {
	t.Helper()
	var list []*complaint.Complaint
	for i, after := range answered {
		entropy := fmt.Appendf(nil, "%s%064d", on.Format(time.RFC3339), i)
		id, err := complaint.NewID(on, bytes.NewReader(entropy[40:]))
		require.NoError(t, err)
		ref, err := complaint.NewReporterRef(bytes.NewReader(entropy[20:]))
		require.NoError(t, err)
		tracking, err := complaint.NewTracking(bytes.NewReader(bytes.Repeat([]byte{byte(i)}, 64)))
		require.NoError(t, err)
		code := region.MustParse(place)
		c, err := l.Open(
			complaint.Header{ID: id, Reporter: ref, Tracking: tracking, Policy: deadline.SP4N().ID(), Region: code.Path()},
			complaint.Actor{Role: complaint.RoleReporter},
			complaint.Draft{Kind: complaint.KindComplaint, Title: "A", Body: "B", Channel: complaint.ChannelWeb, Region: code},
			complaint.Moment{Now: on})
		require.NoError(t, err)
		c, err = l.Apply(c, complaint.Actor{ID: "n", Role: complaint.RoleNationalAdmin}, complaint.Command{
			Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Category: "public_works/roads", Agency: "id:51.03",
		}, complaint.Moment{Now: on})
		require.NoError(t, err)
		if after > 0 {
			admin := complaint.Actor{ID: "a", Role: complaint.RoleAgencyAdmin, Agency: "id:51.03"}
			when := complaint.Moment{Now: on.AddDate(0, 0, after)}
			c, err = l.Apply(c, admin, complaint.Command{Action: complaint.ActionHandle}, when)
			require.NoError(t, err)
			c, err = l.Apply(c, admin, complaint.Command{Action: complaint.ActionRespond, Note: "Done."}, when)
			require.NoError(t, err)
		}
		list = append(list, c)
	}
	return list
}

// The complaint stream feeds an indicator: in the second quarter three of four
// complaints of Bali are answered within 5 working days.
func TestIndicatorFromComplaints(t *testing.T) {
	t.Parallel()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	set, err := indonesia.Calendars()
	require.NoError(t, err)
	policy := deadline.SP4N()
	policy.Valid.Until = time.Time{}
	d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{policy}, Calendars: deadline.Calendars{Set: set, Default: indonesia.CalendarWIB}})
	require.NoError(t, err)

	may := time.Date(2020, 6, 8, 3, 0, 0, 0, time.UTC) // a Monday: due on Monday 15 June
	stream := cases(t, l, "51.03", may, 1, 7, 4, 8)
	stream = append(stream, cases(t, l, "34.04", may.Add(time.Hour), 0)...)
	stream = append(stream, cases(t, l, "51.03", may.AddDate(0, 1, 1), 0)...)
	at := time.Date(2020, 7, 10, 0, 0, 0, 0, time.UTC)

	p := samplePlan()
	p.Editions[0].Outputs[0].Indicators[0].Feed = "answered_in_time"
	require.NoError(t, p.Validate())
	feed := answeredInTime(l, d, stream, region.MustParse("51"), at)
	got, err := evaluation.Measure(p, day("2020-12-31"), map[string]evaluation.Feed{"answered_in_time": feed})
	require.NoError(t, err)
	require.Len(t, got, 2)
	require.Equal(t, evaluation.Measurement{
		Output: "O1", Indicator: "I1", Name: text("Answered in time"), Unit: "%", Quarter: quarter(2),
		Baseline: number("40"), Target: number("60"), Actual: number("75"), Known: true, Reached: true,
	}, got[0])
	require.False(t, got[1].Known, "nothing is settled in the fourth quarter")

	_, err = evaluation.Measure(p, day("2020-12-31"), nil)
	require.ErrorIs(t, err, storage.ErrInvalid)
	broken := errors.New("the store is away")
	_, err = evaluation.Measure(p, day("2020-12-31"), map[string]evaluation.Feed{"answered_in_time": func(workplan.Quarter) (workplan.Number, bool, error) {
		return workplan.Number{}, false, broken
	}})
	require.ErrorIs(t, err, broken)
}

func TestMeasureReports(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	falls := &p.Editions[0].Outputs[0].Indicators[0]
	falls.Baseline = number("90") // now it is to fall to 60 and then to 80
	for _, r := range []struct {
		on, value string
		corrects  int
	}{{"2020-06-30", "61", 0}, {"2020-07-15", "60", 3}} {
		p.Reports = append(p.Reports, workplan.Report{
			On: day(r.on), By: "undp", Corrects: r.corrects,
			Actual: &workplan.Actual{Indicator: "I1", Quarter: quarter(2), Value: number(r.value)},
		})
	}
	require.NoError(t, p.Validate())
	for on, want := range map[string]bool{"2020-07-14": false, "2020-07-15": true} {
		got, err := evaluation.Measure(p, day(on), nil)
		require.NoError(t, err)
		require.Len(t, got, 1, "the fourth quarter has not begun")
		require.True(t, got[0].Known)
		require.Equal(t, want, got[0].Reached, on)
	}
}
