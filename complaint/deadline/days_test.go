package deadline_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/calendar"
)

// Each day of an explanation says why it counts or not, and which list names it.
func TestDaysSayWhy(t *testing.T) {
	t.Parallel()
	day := func(n int) aduan.Date { return aduan.Date{Year: 2025, Month: time.March, Day: n} }
	office, err := calendar.New(calendar.Definition{
		Name: "made-up", Zone: "UTC", Week: calendar.MondayToFriday(calendar.Shift{Open: 480, Close: 960}), WorksOnJointLeave: true,
		Lists: []calendar.Edition{{Year: 2025, Name: "decree", Adds: []calendar.Entry{
			{Date: day(4), Kind: calendar.HalfDay, Name: "Half", Shifts: []calendar.Shift{{Open: 480, Close: 720}}},
			{Date: day(5), Kind: calendar.JointLeave, Name: "Leave"},
			{Date: day(6), Kind: calendar.Holiday, Name: "Day off"},
		}}},
		Layers: []calendar.Layer{{Name: "Bali", Lists: []calendar.Edition{{Year: 2025, Adds: []calendar.Entry{{Date: day(7), Kind: calendar.Holiday, Name: "Nyepi"}}}}}},
	})
	require.NoError(t, err)
	cals := calendars(t, office)
	cals.Default, cals.Bodies = "made-up", nil
	l, p := national(t), deadline.SP4N()
	p.Valid = aduan.Period{}
	c := tell(t, l, p, "2025-03-03 17:00 submit")
	readings, err := p.Evaluate(l, c, cals, zoned(t, "2025-03-03 18:00"))
	require.NoError(t, err)
	require.Equal(t, complaint.ClockVerification, readings[0].Clock)
	x := readings[0].Why()
	var said []string
	for _, d := range x.Days {
		said = append(said, fmt.Sprint(d.Date.Day, " ", d.Count, " ", d.Cause, " ", d.Names, " ", d.Edition))
	}
	require.Equal(t, []string{
		"3 0 start [] ", "4 1 counted_half_day [Half] decree", "5 2 counted_joint_leave [Leave] decree", "6 0 holiday [Day off] decree",
		"7 0 holiday [Bali: Nyepi] ", "8 0 weekend [] ", "9 0 weekend [] ", "10 3 counted [] ",
	}, said)
	text := x.String()
	for _, line := range []string{"half day (Half, decree)", "joint leave, worked on (Leave, decree)", "(Bali: Nyepi)"} {
		require.Contains(t, text, line)
	}
}
