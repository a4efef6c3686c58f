package deadline

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// Standstill is some days that clocks do not count (penghentian sementara), by decision
// of the office and for a reason that everybody may read: after an earthquake, in the
// regions that it hit. The clocks neither pause nor stop: their limits pass later, as by
// holidays, and [Reading.Why] names the reason on each of the days. It is asked for where
// a rule is: of the case as it was when the run started, or right after the entry by which
// it was recomputed.
//
// It may be declared while clocks run. Up to Known nothing is otherwise than before, and
// what was breached by then stays so, which is why a standstill whose Known is not past
// is the one thing that may be added to a policy in use. It is added to each edition
// that open cases keep, and one that lasts longer is followed by another one.
type Standstill struct {
	// From is the first of the days and Until the last one, in the zone of the calendar
	// of each clock. Required.
	From  aduan.Date `json:"from"`
	Until aduan.Date `json:"until"`
	// Known is the instant from which it counts: when it was declared. Required.
	Known time.Time `json:"known"`
	// Regions are where it holds, with what lies in them, and Categories about what, with
	// what lies below them; none is everywhere, and about everything.
	Regions    []region.Code        `json:"regions,omitempty"`
	Categories []complaint.Category `json:"categories,omitempty"`
	// Clocks are those that it stops. None is all that the policy lets pause: those that
	// some action of the lifecycle pauses, but for the statutory ones and the
	// ombudsman's, which no office stops by itself; they have to be named.
	Clocks []lifecycle.ClockName `json:"clocks,omitempty"`
	// Reason is what people read, in each language. Required.
	Reason aduan.Label `json:"reason"`
	// Source says who decided it and where, for people.
	Source string `json:"source,omitempty"`
}

// maxStandstills is how many standstills a policy may have.
const maxStandstills = 1000

// byLaw are the clocks that a standstill stops only if it names them.
func byLaw() []lifecycle.ClockName {
	return []lifecycle.ClockName{complaint.ClockStatutoryAnswer, complaint.ClockStatutoryDecision, complaint.ClockOmbudsman}
}

// pauses reports whether some action of a lifecycle pauses a clock.
func pauses(m *lifecycle.Machine, clock lifecycle.ClockName) bool {
	for a := range m.Actions() {
		for _, s := range m.From(a) {
			rule, _ := m.Rule(s, a)
			for op := range rule.Effects() {
				if op.Op == lifecycle.Pause && op.Clock == clock {
					return true
				}
			}
		}
	}
	return false
}

// stops reports whether the standstill concerns a clock of a case.
func (s *Standstill) stops(p *Policy, m *lifecycle.Machine, clock lifecycle.ClockName, f facts) bool {
	if len(s.Regions) > 0 && !slices.ContainsFunc(s.Regions, f.region.Contains) {
		return false
	}
	if len(s.Categories) > 0 && !slices.ContainsFunc(s.Categories, f.category.Within) {
		return false
	}
	if len(s.Clocks) > 0 {
		return slices.Contains(s.Clocks, clock)
	}
	return !p.IgnorePauses && !slices.Contains(byLaw(), clock) && pauses(m, clock)
}

// standstills are those that concern a clock of a case as known at t, by their first day,
// and when the next one becomes known, zero if none does.
func (p *Policy) standstills(m *lifecycle.Machine, clock lifecycle.ClockName, f facts, t time.Time) (list []*Standstill, news time.Time) {
	for i := range p.Standstills {
		s := &p.Standstills[i]
		switch {
		case !s.stops(p, m, clock, f):
		case !s.Known.After(t):
			list = append(list, s)
		case news.IsZero() || s.Known.Before(news):
			news = s.Known
		}
	}
	slices.SortStableFunc(list, func(a, b *Standstill) int { return a.From.Compare(b.From) })
	return list, news
}

// spans are the days of standstills as stretches of time, for a limit. Where days are
// counted, the midnight at either end belongs to the day before it.
func spans(cal *calendar.Calendar, limit Term, list []*Standstill) []complaint.Span {
	var all []complaint.Span
	for _, s := range list {
		from, err := cal.Midnight(s.From)
		if err != nil {
			continue
		}
		until, err := cal.Midnight(s.Until.AddDays(1))
		if err != nil {
			continue
		}
		if limit.inDays() {
			from, until = from.Add(-time.Nanosecond), until.Add(-time.Nanosecond)
		}
		all = append(all, complaint.Span{From: from, Until: until})
	}
	return all
}

// standing is the standstill in which a day of the reading lies, nil if none.
func (r *Reading) standing(d aduan.Date) *Standstill {
	for _, s := range r.still {
		if d.Compare(s.From) >= 0 && d.Compare(s.Until) <= 0 {
			return s
		}
	}
	return nil
}

// validateStandstills checks the standstills against the clocks that have rules.
func (p *Policy) validateStandstills(problems *storage.Problems, clocks []string) {
	if len(p.Standstills) > maxStandstills {
		problems.Add("standstills", "are more than a policy may have")
		return
	}
	for i := range p.Standstills {
		s, field := &p.Standstills[i], storage.At("standstills", i)
		for _, f := range []struct {
			name string
			day  aduan.Date
		}{{".from", s.From}, {".until", s.Until}} {
			if !f.day.Valid() || f.day.Year > lastYear {
				problems.Add(field+f.name, "is required: a day up to the year 9998")
			}
		}
		if s.Until.Compare(s.From) < 0 {
			problems.Add(field+".until", "lies before from")
		}
		if s.Known.IsZero() || s.Known.Year() > lastYear {
			problems.Add(field+".known", "is required: the instant from which the standstill counts")
		}
		if s.Reason.IsZero() {
			problems.Add(field+".reason", "is required: what people read")
		}
		for tag, text := range s.Reason.All() {
			problems.Check(field+".reason["+storage.Quote(tag)+"]", aduan.CheckTag(tag))
			if aduan.Blank(text) || len(text) > maxText {
				problems.Add(field+".reason["+storage.Quote(tag)+"]", "says nothing, or too much")
			}
		}
		for j, c := range s.Categories {
			problems.Check(storage.At(field+".categories", j), c.Validate())
		}
		for j, clock := range s.Clocks {
			if !slices.Contains(clocks, string(clock)) {
				problems.Unknown(storage.At(field+".clocks", j), "no rule sets a limit for "+storage.Quote(string(clock)), string(clock), clocks)
			}
		}
		if len(s.Clocks) == 0 && p.IgnorePauses {
			problems.Add(field+".clocks", "is required, because the policy lets no clock pause", clocks...)
		}
	}
}

// lastYear is the last one of which a standstill may be: its end can be computed.
const lastYear = 9998

// checkStandstills checks that each standstill stops some clock.
func (p *Policy) checkStandstills(problems *storage.Problems, words *vocabulary) {
	for i := range p.Standstills {
		stopped := func(r Rule) bool { return words.pauses[r.Clock] && !slices.Contains(byLaw(), r.Clock) }
		if len(p.Standstills[i].Clocks) == 0 && !slices.ContainsFunc(p.Rules, stopped) {
			problems.Add(storage.At("standstills", i)+".clocks", "is required, because no action pauses a clock of the policy", words.clocks...)
		}
	}
}
