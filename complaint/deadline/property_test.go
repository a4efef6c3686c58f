package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/indonesia"
)

// drawnCalendars are those of two zones, of which the third may be missing: lists
// for 2026, for 2027 perhaps and perhaps known late, and provisional years or none.
func drawnCalendars(t *rapid.T) deadline.Calendars {
	var all []*calendar.Calendar
	for _, name := range []string{indonesia.CalendarWIB, indonesia.CalendarWITA, indonesia.CalendarWIT} {
		if name == indonesia.CalendarWIT && rapid.Bool().Draw(t, "no such calendar") {
			continue
		}
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
	return deadline.Calendars{Set: set, Default: indonesia.CalendarWIB, Bodies: bodies{}}
}

// drawnPolicy has rules for some clocks, in all units, some of them for one class
// only, and a ladder.
func drawnPolicy(t *rapid.T) *deadline.Policy {
	p := &deadline.Policy{Name: "drawn", Edition: "1"}
	limits := []deadline.Term{
		deadline.None(), deadline.WorkingDays(1), deadline.WorkingDays(10), deadline.WorkingDays(60), deadline.WorkingMinutes(600),
		deadline.CalendarDays(14), deadline.WallDays(3), deadline.Hours(30),
	}
	p.Amendment = rapid.SampledFrom([]deadline.Knowledge{deadline.AsKnownThen, deadline.AsKnownAtStart}).Draw(t, "amendment")
	p.Transfer = rapid.SampledFrom([]deadline.Holding{deadline.OfStart, deadline.OfHolder}).Draw(t, "transfer")
	for _, clock := range complaint.Vocabulary().Clocks {
		if clock != complaint.ClockVerification && rapid.IntRange(0, 3).Draw(t, "rule") == 0 {
			continue
		}
		r := deadline.Rule{Clock: clock, Limit: rapid.SampledFrom(limits).Draw(t, "limit")}
		if rapid.IntRange(0, 3).Draw(t, "of a class") == 0 {
			r.Class = complaint.Class(rapid.IntRange(1, 4).Draw(t, "class"))
		}
		p.Rules = append(p.Rules, r)
		if rapid.Bool().Draw(t, "step") {
			p.Ladder = append(p.Ladder, deadline.Step{Clock: clock, Rung: complaint.RungSuperior, After: rapid.SampledFrom([]deadline.Term{{}, deadline.WorkingDays(5), deadline.Hours(1)}).Draw(t, "after")})
		}
	}
	return p
}

// Whatever a clock of an open case does at an instant, it is in exactly one of:
// something will be looked at in time, it waits for nothing by rule (no limit, it
// stands still, all steps are taken), or it is told as unjudged, since when the
// index has it. There is no fourth kind. In full: -rapid.checks=100000.
func TestEveryClockIsDueOrWaitsOrIsUnjudged(t *testing.T) {
	t.Parallel()
	l := national(t)
	kinds := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		p := drawnPolicy(r)
		d, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{p}, Calendars: drawnCalendars(r)})
		require.NoError(r, err)
		begun := tell(t, l, p, "2026-12-01 09:00 submit")
		if rapid.IntRange(0, 9).Draw(r, "no policy") == 0 {
			begun.Policy = complaint.Edition{}
		}
		c := wander(r, l, begun)
		at := c.UpdatedAt().Add(time.Duration(rapid.IntRange(0, 200*24).Draw(r, "look")) * time.Hour)
		out, err := d.Judge(l, c, at)
		require.NoError(r, err)
		if l.Machine().Final(c.State) {
			require.Empty(r, out.Unjudged)
			return
		}
		unjudged := map[any]bool{}
		for _, u := range out.Unjudged {
			require.Error(r, u.Err)
			require.NotEmpty(r, u.In(aduan.Indonesian()))
			unjudged[u.Clock] = true
		}
		if len(unjudged) > 0 {
			require.False(r, out.Next.IsZero() || out.Next.After(at), "every sweep comes upon it")
		}
		if c.Policy.IsZero() {
			require.Len(r, out.Unjudged, 1)
			return
		}
		readings, err := d.Readings(l, c, at)
		require.NoError(r, err)
		waits := true // for nothing, as far as the clocks say
		for i := range readings {
			read := readings[i]
			if !read.Latest || read.Run == 0 || !read.Stopped.IsZero() {
				continue
			}
			kind := "waits by rule"
			switch {
			case read.Status == deadline.Unknown, read.Status == deadline.Running && read.Provisional && !read.Due.After(at):
				kind = "unjudged"
				require.NotContains(r, out.Elapsed, read.Clock)
			case read.Status == deadline.Running && !read.Due.IsZero():
				kind = "due"
				require.True(r, read.Due.After(at))
				require.False(r, out.Next.IsZero() || out.Next.After(read.Due), "it is looked at in time")
			case read.Status == deadline.Running:
				require.Equal(r, deadline.None(), read.Limit)
			case read.Status == deadline.Breached:
				kind = climbing(r, p, c, out, read, at)
			default:
				require.Equal(r, deadline.Paused, read.Status)
			}
			require.Equal(r, kind == "unjudged", unjudged[read.Clock], "%s is %s", read.Clock, kind)
			waits = waits && kind == "waits by rule"
			kinds[kind]++
		}
		if waits && len(out.Elapsed) == 0 {
			require.True(r, out.Next.IsZero())
		}
	})
	require.Len(t, kinds, 3, "all kinds were seen: %v", kinds)
}

// climbing says in which kind a breached clock is that still runs: by its steps.
func climbing(t *rapid.T, p *deadline.Policy, c *complaint.Complaint, out complaint.Judgement, r deadline.Reading, at time.Time) string {
	require.Contains(t, out.Elapsed, r.Clock)
	require.False(t, r.Provisional)
	kind := "waits by rule"
	for _, s := range p.Ladder {
		if s.Clock != r.Clock {
			continue
		}
		step := complaint.Escalation{Clock: s.Clock, Rung: s.Rung}
		for _, e := range out.Escalate {
			if e == step {
				kind = "due"
				require.False(t, out.Next.IsZero() || out.Next.After(at))
			}
		}
		for _, u := range out.Unjudged {
			if u.Clock == r.Clock {
				kind = "unjudged"
			}
		}
		if kind == "waits by rule" {
			kind = "due"
			require.False(t, out.Next.IsZero(), "a step that is still to come")
		}
	}
	require.Empty(t, c.Escalations, "nobody escalates in this walk")
	return kind
}
