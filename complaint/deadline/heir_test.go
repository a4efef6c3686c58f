package deadline_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
)

// The holder ends in the middle of a run, and another body, two hours to the east,
// follows: runs keep their calendar or go on with the heir's, as the policy says of
// transfers; what was breached before stays so; what starts after is the heir's.
func TestClocksGoOnAfterTheirHolder(t *testing.T) {
	t.Parallel()
	l := national(t)
	read := func(ends string, change func(*deadline.Policy), run int, at string, steps ...string) deadline.Reading {
		term := func(calendar string, from, until string) []agency.Term {
			valid := aduan.Period{}
			if from != "" {
				valid.From = zoned(t, from)
			}
			if until != "" {
				valid.Until = zoned(t, until)
			}
			return []agency.Term{{Name: calendar, Kind: agency.Office, Calendar: calendar, Valid: valid}}
		}
		dir, err := agency.NewDirectory(agency.Config{Agencies: []agency.Agency{
			{ID: badung, Terms: term(indonesia.CalendarWITA, "", ends), Successions: []agency.Succession{{Kind: agency.Renamed, To: jayapura, On: zoned(t, ends)}}},
			{ID: jayapura, Terms: term(indonesia.CalendarWIT, ends, "")},
		}})
		require.NoError(t, err)
		cals := calendars(t)
		cals.Bodies = dir
		p := deadline.SP4N()
		change(p)
		c := tell(t, l, p, append([]string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory"}, steps...)...)
		readings, err := p.Evaluate(l, c, cals, zoned(t, at))
		require.NoError(t, err)
		i := slices.IndexFunc(readings, func(r deadline.Reading) bool { return r.Clock == complaint.ClockResolution && r.Run == run })
		require.GreaterOrEqual(t, i, 0)
		require.NoError(t, readings[i].Err)
		return readings[i]
	}
	due := func(r deadline.Reading) string { return r.Why().Due.Format("2006-01-02 15:04 MST") }
	ofStart, ofHolder := func(*deadline.Policy) {}, func(p *deadline.Policy) { p.Transfer = deadline.OfHolder }

	require.Equal(t, "2020-11-18 16:00 WITA", due(read("2020-11-05 00:00", ofStart, 1, "2020-11-06 09:00")))
	require.Equal(t, "2020-11-18 16:00 WITA", due(read("2020-11-05 00:00", ofHolder, 1, "2020-11-04 09:00")))
	require.Equal(t, "2020-11-18 16:00 WIT", due(read("2020-11-05 00:00", ofHolder, 1, "2020-11-06 09:00")))
	late := read("2020-12-01 00:00", ofHolder, 1, "2020-12-10 09:00")
	require.Equal(t, deadline.Breached, late.Status)
	require.Equal(t, zoned(t, "2020-11-18 16:00").UTC(), late.BreachedAt)

	again := []string{"2020-10-27 09:00 assign", "2020-10-28 09:00 respond", "2020-10-29 09:00 accept", "2020-11-06 09:00 reopen"}
	require.Equal(t, deadline.Met, read("2020-11-05 00:00", ofHolder, 1, "2020-11-10 09:00", again...).Status)
	second := read("2020-11-05 00:00", ofStart, 2, "2020-11-10 09:00", again...)
	require.Equal(t, indonesia.CalendarWIT, second.Calendar)
	first := func(p *deadline.Policy) {
		p.Rules = slices.Insert(p.Rules, 0, deadline.Rule{Clock: complaint.ClockResolution, Agency: jayapura, Limit: deadline.WorkingDays(3)})
	}
	require.Equal(t, "2020-11-11 16:00 WIT", due(read("2020-11-05 00:00", first, 2, "2020-11-10 09:00", again...)), "the heir's rule")
	require.Equal(t, "2020-11-18 16:00 WITA", due(read("2020-11-05 00:00", first, 1, "2020-11-10 09:00")), "no rule of the heir before it held the case")
}
