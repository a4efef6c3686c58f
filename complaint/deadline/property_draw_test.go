package deadline_test

import (
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
)

// drawnCalendars are three in one zone: lists
// for 2026, for 2027 perhaps and perhaps known late, and provisional years or none.
func drawnCalendars(t *rapid.T) deadline.Calendars {
	var all []*calendar.Calendar
	for _, name := range []string{indonesia.CalendarWIB, indonesia.CalendarWITA, indonesia.CalendarWIT} {
		def := calendar.Definition{
			Name: name, Location: time.FixedZone("WITA", 8*3600), Week: calendar.MondayToFriday(calendar.Shift{Open: 8 * 60, Close: 17 * 60}),
			Lists: []calendar.Edition{{Name: "2026", Year: 2026}},
		}
		switch rapid.IntRange(0, 2).Draw(t, "2027") {
		case 0:
			def.Lists = append(def.Lists, calendar.Edition{Name: "2027", Year: 2027})
		case 1:
			def.Lists = append(def.Lists, calendar.Edition{Name: "2027", Year: 2027, Known: aduan.Date{Year: 2027, Month: time.January, Day: 15}})
		}
		if rapid.Bool().Draw(t, "provisional") {
			def.Provisional = &calendar.Provisional{Until: rapid.IntRange(2027, 2028).Draw(t, "until")}
		}
		c, err := calendar.New(def)
		require.NoError(t, err)
		all = append(all, c)
	}
	set, err := calendar.NewSet(all...)
	require.NoError(t, err)
	return deadline.Calendars{Set: set, Default: indonesia.CalendarWIB, Bodies: drawnDirectory(t)}
}

// drawnDirectory has three agencies that name their calendars. The second may end while
// it has cases, with a successor or without; the third may name another calendar from
// then on.
func drawnDirectory(t *rapid.T) directory {
	turn := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(1, 60).Draw(t, "turn"))
	term := func(id agency.ID, calendar string, valid aduan.Period) agency.Term {
		return agency.Term{Valid: valid, Name: string(id), Kind: agency.Office, Calendar: calendar}
	}
	first := agency.Agency{ID: badung, Terms: []agency.Term{term(badung, indonesia.CalendarWITA, aduan.Period{})}}
	second := agency.Agency{ID: tangerang, Terms: []agency.Term{term(tangerang, indonesia.CalendarWIB, aduan.Period{})}}
	if rapid.Bool().Draw(t, "it ends") {
		second.Terms[0].Valid.Until = turn
		if rapid.Bool().Draw(t, "successor") {
			second.Successions = []agency.Succession{{Kind: agency.Merged, To: badung, On: turn, Source: "drawn"}}
		}
	}
	third := agency.Agency{ID: jayapura, Terms: []agency.Term{
		term(jayapura, indonesia.CalendarWIT, aduan.Period{Until: turn}),
		term(jayapura, rapid.SampledFrom([]string{"", indonesia.CalendarWITA, indonesia.CalendarWIT}).Draw(t, "calendar"), aduan.Period{From: turn}),
	}}
	d, err := agency.NewDirectory(agency.Config{Agencies: []agency.Agency{first, second, third}})
	require.NoError(t, err)
	agencies := directory{Directory: d}
	if rapid.IntRange(0, 3).Draw(t, "no such calendar") == 0 {
		agencies.lost = jayapura
	}
	return agencies
}

// directory is one in which an agency may name a calendar that is not there, as after a
// mistake that was made while the program ran.
type directory struct {
	*agency.Directory
	lost agency.ID
}

func (d directory) Calendar(id agency.ID, on time.Time) (string, error) {
	if id == d.lost {
		return "no-such-calendar", nil
	}
	return d.Directory.Calendar(id, on)
}

// drawnPolicy has rules for some clocks, in all units, some of them for one class
// only, and a ladder.
func drawnPolicy(t *rapid.T) *deadline.Policy {
	p := &deadline.Policy{Name: "drawn", Edition: "1"}
	limits := []deadline.Term{
		deadline.None(), deadline.WorkingDays(1), deadline.WorkingDays(10), deadline.WorkingDays(60), deadline.WorkingMinutes(600),
		deadline.CalendarDays(14), deadline.WallDays(3), deadline.Hours(30), deadline.Minutes(90), deadline.WallWorkingDays(3),
	}
	p.Amendment = rapid.SampledFrom([]deadline.Knowledge{deadline.AsKnownThen, deadline.AsKnownAtStart}).Draw(t, "amendment")
	p.AtDue = rapid.SampledFrom([]deadline.AtDue{deadline.BreachedAtDue, deadline.MetAtDue}).Draw(t, "at due")
	for i := range rapid.IntRange(0, 2).Draw(t, "standstills") {
		from := aduan.Date{Year: 2026, Month: time.November, Day: 20}.AddDays(rapid.IntRange(0, 60).Draw(t, "from"))
		s := deadline.Standstill{
			From: from, Until: from.AddDays(rapid.IntRange(0, 9).Draw(t, "days")), Reason: aduan.NewLabel(map[string]string{"en": "earthquake"}),
			Known: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 40*24).Draw(t, "known")) * time.Hour),
		}
		if i > 0 {
			s.Categories, s.Clocks = []complaint.Category{"public_works"}, []lifecycle.ClockName{complaint.ClockReply, complaint.ClockCompletion}
		}
		p.Standstills = append(p.Standstills, s)
	}
	p.Transfer = rapid.SampledFrom([]deadline.Holding{deadline.OfStart, deadline.OfHolder}).Draw(t, "transfer")
	for _, clock := range complaint.Vocabulary().Clocks {
		needed := clock == complaint.ClockReply || clock == complaint.ClockCompletion // the lifecycle has time-outs for them
		if !needed && rapid.IntRange(0, 3).Draw(t, "rule") == 0 {
			continue
		}
		r := deadline.Rule{Clock: clock, Limit: rapid.SampledFrom(limits).Draw(t, "limit")}
		if rapid.IntRange(0, 3).Draw(t, "of a class") == 0 {
			of := r
			of.Class = complaint.Class(rapid.SampledFrom(complaint.NationalWords().Classes).Draw(t, "class").Word)
			if p.Rules = append(p.Rules, of); needed { // New refuses a time-out of some classes
				r.Limit = rapid.SampledFrom(limits).Draw(t, "limit of others")
				p.Rules = append(p.Rules, r)
			}
		} else {
			p.Rules = append(p.Rules, r)
		}
		if rapid.Bool().Draw(t, "step") {
			p.Ladder = append(p.Ladder, deadline.Step{Clock: clock, Rung: complaint.RungSuperior, After: rapid.SampledFrom([]deadline.Term{{}, deadline.WorkingDays(5), deadline.Hours(1)}).Draw(t, "after")})
		}
	}
	return p
}
