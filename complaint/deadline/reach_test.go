package deadline_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
)

// Case 05: today is served, without a hole, by limits that say that they are not
// read in the edition that they belong to.
func TestSP4NServesToday(t *testing.T) {
	t.Parallel()
	editions := deadline.SP4NEditions()
	require.Equal(t, deadline.SP4N(), editions[0], "stored cases go on under its bytes")
	for i, p := range editions {
		require.NoError(t, p.Validate())
		if i > 0 {
			require.Equal(t, editions[i-1].Valid.Until, p.Valid.From, "no hole")
		}
		text, err := p.JSON()
		require.NoError(t, err)
		read, err := deadline.Parse("p.json", text)
		require.NoError(t, err)
		again, err := read.JSON()
		require.NoError(t, err)
		require.Equal(t, text, again)
	}
	last := editions[len(editions)-1]
	require.True(t, last.Valid.Until.IsZero())
	require.Equal(t, "PermenPANRB 5/2025", last.Edition)

	d, err := deadline.New(deadline.Config{Policies: editions, Calendars: calendars(t), Lifecycles: []*complaint.Lifecycle{national(t)}})
	require.NoError(t, err)
	for at, want := range map[string]string{
		"2020-10-26 09:00": "PermenPANRB 62/2018", "2024-12-31 23:59 WIB": "PermenPANRB 62/2018", "2025-01-01 00:00 WIB": "PermenPANRB 62/2018 (2025)",
		"2025-04-30 23:59 WIB": "PermenPANRB 62/2018 (2025)", "2025-05-01 00:00 WIB": "PermenPANRB 5/2025", "2099-01-01 00:00": "PermenPANRB 5/2025",
	} {
		require.Equal(t, want, d.Policy(zoned(t, at)).Edition, at)
	}
	c := tell(t, national(t), last, "2026-03-02 08:00 submit", "2026-03-02 09:00 forward:non_supervisory")
	r := read(t, national(t), last, c, "2026-03-03 09:00", complaint.ClockResolution, 1)
	require.Equal(t, deadline.WorkingDays(14), r.Limit)
	require.Contains(t, r.Why().In(aduan.English()), "5/2025 are not read")
	require.Contains(t, r.Why().In(aduan.Indonesian()), "belum diperiksa")
}

// until2026 is a calendar with a list for 2026 only, and provisional years after
// it until another one; 0 for none.
func until2026(t testing.TB, name string, provisional int) *calendar.Calendar {
	t.Helper()
	def := calendar.Definition{
		Name: name, Location: time.FixedZone("WITA", 8*3600), Week: calendar.MondayToFriday(calendar.Shift{Open: 8 * 60, Close: 17 * 60}),
		Lists: []calendar.Edition{{Name: "2026", Year: 2026}},
	}
	if provisional > 0 {
		def.Provisional = &calendar.Provisional{Until: provisional, Fixed: []calendar.FixedDay{{Month: time.January, Day: 1, Name: "Tahun baru"}}}
	}
	c, err := calendar.New(def)
	require.NoError(t, err)
	return c
}

func TestCheckTellsHowFarTheRulesReach(t *testing.T) {
	t.Parallel()
	set, err := calendar.NewSet(until2026(t, "office", 2028), until2026(t, "strict", 0), until2026(t, "unused", 0))
	require.NoError(t, err)
	def := complaint.National()
	def.Valid.Until = zoned(t, "2030-01-01 00:00")
	l, err := complaint.Compile(def, complaint.Extensions{})
	require.NoError(t, err)
	d, err := deadline.New(deadline.Config{
		Policies: []*deadline.Policy{deadline.SP4N()}, Lifecycles: []*complaint.Lifecycle{l},
		Calendars: deadline.Calendars{Set: set, Default: "office", Bodies: offices(t, "strict")},
	})
	require.NoError(t, err)
	gaps := d.Check(zoned(t, "2024-12-01 00:00"), zoned(t, "2030-06-01 00:00"))
	require.Equal(t, `no policy is valid from 1 January 2025 01:00 WITA until before 1 June 2030
no lifecycle is valid from 1 January 2030 until before 1 June 2030
the calendar office has no list for the year 2024
the calendar office has no list for the year 2025
the calendar office is provisional from the year 2027: there is no list yet
the calendar office has no list for the year 2029
the calendar office has no list for the year 2030
the calendar strict has no list for the year 2024
the calendar strict has no list for the year 2025
the calendar strict has no list for the year 2027
the calendar strict has no list for the year 2028
the calendar strict has no list for the year 2029
the calendar strict has no list for the year 2030
`, gaps.String())
	require.Contains(t, gaps.In(aduan.Indonesian()), "kalender office bersifat sementara mulai tahun 2027")
	require.Equal(t, zoned(t, "2027-01-01 00:00"), gaps[4].Period.From.UTC())
	require.Equal(t, zoned(t, "2029-01-01 00:00"), gaps[4].Period.Until.UTC())
	text, err := json.Marshal(gaps[4])
	require.NoError(t, err)
	require.JSONEq(t, `{"kind":"provisional","period":{"from":"2027-01-01T00:00:00+08:00","until":"2029-01-01T00:00:00+08:00"},"calendar":"office","year":2027}`, string(text))
	var back deadline.Gap
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, deadline.ProvisionalYear, back.Kind)
}

// Whatever the library ships covers the years of its lists.
func TestCheckOfWhatIsShipped(t *testing.T) {
	t.Parallel()
	cals := calendars(t)
	cals.Bodies = offices(t, indonesia.CalendarWITA)
	d, err := deadline.New(deadline.Config{Policies: deadline.SP4NEditions(), Calendars: cals, Lifecycles: []*complaint.Lifecycle{national(t)}})
	require.NoError(t, err)
	require.Empty(t, d.Check(zoned(t, "2019-01-01 00:00 WIB"), zoned(t, "2027-12-31 00:00")))
	gaps := d.Check(zoned(t, "2027-12-31 00:00"), zoned(t, "2028-02-01 00:00"))
	require.Len(t, gaps, 2)
	require.Equal(t, 2028, gaps[0].Year)
	require.Equal(t, deadline.NoYear, gaps[0].Kind)
	require.Len(t, d.Check(zoned(t, "2018-06-01 00:00"), zoned(t, "2018-01-01 00:00")), 1, "an instant")
}

// What is not valid yet is told as far as was asked, and not beyond.
func TestCheckTellsOfNothingBeyondThePeriod(t *testing.T) {
	t.Parallel()
	def := complaint.National()
	def.Valid.From = zoned(t, "2030-01-01 00:00")
	l, err := complaint.Compile(def, complaint.Extensions{})
	require.NoError(t, err)
	d, err := deadline.New(deadline.Config{Policies: deadline.SP4NEditions(), Calendars: calendars(t), Lifecycles: []*complaint.Lifecycle{l}})
	require.NoError(t, err)
	require.Equal(t, "no lifecycle is valid from 1 December 2025 until before 1 June 2026\n",
		d.Check(zoned(t, "2025-12-01 00:00 WIB"), zoned(t, "2026-06-01 00:00 WIB")).String())
}

// A clock goes on by the calendar with which it started, also when the agency that worked
// by it is gone: its calendar is told, that of an agency to come is not.
func TestCheckTellsOfTheCalendarsOfEarlierTerms(t *testing.T) {
	t.Parallel()
	set, err := calendar.NewSet(until2026(t, "office", 2028), until2026(t, "earlier", 0), until2026(t, "later", 0))
	require.NoError(t, err)
	ended, founded := zoned(t, "2026-12-01 00:00"), zoned(t, "2028-01-01 00:00")
	bodies, err := agency.NewDirectory(agency.Config{Agencies: []agency.Agency{
		{
			ID: "a", Terms: []agency.Term{{Name: "A", Kind: agency.Office, Calendar: "earlier", Valid: aduan.Period{Until: ended}}},
			Successions: []agency.Succession{{Kind: agency.Renamed, To: "b", On: ended}},
		},
		{ID: "b", Terms: []agency.Term{{Name: "B", Kind: agency.Office, Calendar: "office"}}},
		{ID: "c", Terms: []agency.Term{{Name: "C", Kind: agency.Office, Calendar: "later", Valid: aduan.Period{From: founded}}}},
	}})
	require.NoError(t, err)
	d, err := deadline.New(deadline.Config{
		Policies: deadline.SP4NEditions(), Superiors: bodies,
		Calendars: deadline.Calendars{Set: set, Default: "office", Bodies: bodies},
	})
	require.NoError(t, err)
	require.Equal(t, `the calendar earlier has no list for the year 2027
the calendar office is provisional from the year 2027: there is no list yet
`, d.Check(zoned(t, "2026-12-10 00:00"), zoned(t, "2027-06-01 00:00")).String())
}
