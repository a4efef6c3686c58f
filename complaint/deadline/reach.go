package deadline

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/region/calendar"
)

// GapKind says what does not reach.
type GapKind int8

// The kinds of gap. The zero value is none.
const (
	// NoPolicy: no policy is valid, so a case that is submitted then has no
	// deadlines.
	NoPolicy GapKind = iota + 1
	// NoLifecycle: no lifecycle is valid, so no case can be submitted then.
	NoLifecycle
	// NoYear: a calendar has no list for a year, so what counts working time in it
	// cannot be computed.
	NoYear
	// ProvisionalYear: from a year on a calendar knows weekends and fixed holidays
	// only, so nothing is breached by what is due then.
	ProvisionalYear
)

func gapWords() enum.Set {
	return enum.Words("", "no_policy", "no_lifecycle", "no_year", "provisional")
}

// String returns the text form, for example "no_policy".
func (k GapKind) String() string { return gapWords().Text("GapKind", int(k)) }

// MarshalText writes the text form; a value outside the set is an error.
func (k GapKind) MarshalText() ([]byte, error) { return gapWords().Marshal("GapKind", int(k)) }

// UnmarshalText reads the text form exactly.
func (k *GapKind) UnmarshalText(text []byte) error { return enum.Unmarshal(gapWords(), text, k) }

// Gap is a stretch of time that something does not cover.
type Gap struct {
	Kind GapKind `json:"kind"`
	// Period is the stretch, within what was asked for, in the zone of the calendar
	// (for policies and lifecycles of the default one).
	Period aduan.Period `json:"period"`
	// Calendar and Year name the calendar that lacks a list, and the year; empty and
	// 0 for policies and lifecycles.
	Calendar string `json:"calendar,omitempty"`
	Year     int    `json:"year,omitempty"`
}

// In says what does not reach, in a line.
func (g Gap) In(w aduan.Words) string {
	say, year := texts().In(w), strconv.Itoa(g.Year)
	switch g.Kind {
	case NoPolicy:
		return say("gap.no_policy", "period", g.Period)
	case NoLifecycle:
		return say("gap.no_lifecycle", "period", g.Period)
	case NoYear:
		return say("gap.no_year", "calendar", g.Calendar, "year", year)
	case ProvisionalYear:
		return say("gap.provisional", "calendar", g.Calendar, "year", year)
	}
	return ""
}

// String is [Gap.In] English.
func (g Gap) String() string { return g.In(aduan.English()) }

// Gaps is what [Deadlines.Check] finds; empty if everything is covered.
type Gaps []Gap

// In writes the gaps, each on a line of its own.
func (g Gaps) In(w aduan.Words) string {
	var b strings.Builder
	for _, gap := range g {
		b.WriteString(gap.In(w) + "\n")
	}
	return b.String()
}

// String is [Gaps.In] English.
func (g Gaps) String() string { return g.In(aduan.English()) }

// Check tells how far policies, lifecycles and calendars reach between two
// instants, the second excluded: first the stretches without a valid policy, then
// those without a valid lifecycle if lifecycles were given, each in the order of
// time, then the years that calendars do not cover or cover without a list, by the
// name of the calendar and by year. The calendars are the default one and those
// that agencies name in terms that begin before the second instant, also in terms that
// have ended: a clock goes on by the calendar with which it started, however long it is
// paused, so an open case may still count by it. They are all of the set if
// Calendars.Bodies does not list its agencies. Ask for as much more as the longest limit takes:
// what begins on the last day is due after it. A program that starts prints what
// it finds, and decides whether to go on.
func (d *Deadlines) Check(from, until time.Time) Gaps {
	if !until.After(from) {
		until = from.Add(time.Microsecond)
	}
	asked := aduan.Period{From: from, Until: until}
	var gaps Gaps
	home, err := d.cfg.Calendars.Set.Calendar(d.cfg.Calendars.Default)
	if err != nil {
		return nil // New has looked it up
	}
	valid := make([]aduan.Period, len(d.cfg.Policies))
	for i, p := range d.cfg.Policies {
		valid[i] = p.Valid
	}
	gaps = append(gaps, uncovered(NoPolicy, valid, asked, home.Location())...)
	if len(d.cfg.Lifecycles) > 0 {
		gaps = append(gaps, uncovered(NoLifecycle, validities(d.cfg.Lifecycles), asked, home.Location())...)
	}
	for _, name := range d.cfg.Calendars.used(asked) {
		if cal, err := d.cfg.Calendars.Set.Calendar(name); err == nil {
			gaps = append(gaps, years(cal, asked)...)
		}
	}
	return gaps
}

func validities(lifecycles []*complaint.Lifecycle) []aduan.Period {
	valid := make([]aduan.Period, len(lifecycles))
	for i, l := range lifecycles {
		valid[i] = l.Machine().Valid()
	}
	return valid
}

// uncovered are the stretches of a period that lie in none of the valid ones.
func uncovered(kind GapKind, valid []aduan.Period, asked aduan.Period, zone *time.Location) Gaps {
	valid = slices.Clone(valid)
	slices.SortFunc(valid, func(a, b aduan.Period) int { return a.From.Compare(b.From) })
	var gaps Gaps
	at := asked.From
	gap := func(until time.Time) {
		if until.After(asked.Until) {
			until = asked.Until
		}
		if at.Before(until) {
			gaps = append(gaps, Gap{Kind: kind, Period: aduan.Period{From: at.In(zone), Until: until.In(zone)}})
		}
	}
	for _, p := range valid {
		gap(p.From)
		if p.Until.IsZero() {
			return gaps
		}
		if p.Until.After(at) {
			at = p.Until
		}
	}
	gap(asked.Until)
	return gaps
}

// used are the names of the calendars by which cases of a period may be read, those
// of earlier terms too, sorted; those that the set does not have are left to [New].
func (c Calendars) used(asked aduan.Period) []string {
	names := []string{c.Default}
	switch bodies, ok := c.Bodies.(directory); {
	case c.Bodies == nil:
	case !ok:
		return c.Set.Names()
	default:
		for a := range bodies.Agencies() {
			for _, t := range a.Terms {
				if t.Calendar != "" && t.Valid.From.Before(asked.Until) {
					names = append(names, t.Calendar)
				}
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// years are the gaps of a calendar.
func years(cal *calendar.Calendar, asked aduan.Period) Gaps {
	var gaps Gaps
	first, last := cal.DateOf(asked.From).Year, cal.DateOf(asked.Until.Add(-time.Nanosecond)).Year
	from, to := cal.Years()
	provisional := cal.ProvisionalFrom()
	last = min(last, 9999)
	for year := max(first, 1); year <= last; year++ {
		g := Gap{Kind: NoYear, Period: yearOf(cal, year, year, asked), Calendar: cal.Name(), Year: year}
		switch {
		case year < from || year > to:
		case provisional == 0 || year < provisional:
			continue
		default:
			g.Kind, g.Period = ProvisionalYear, yearOf(cal, year, min(to, last), asked)
			year = min(to, last)
		}
		gaps = append(gaps, g)
	}
	return gaps
}

// yearOf is the part of some years that was asked for.
func yearOf(cal *calendar.Calendar, first, last int, asked aduan.Period) aduan.Period {
	p := aduan.Period{From: time.Date(first, 1, 1, 0, 0, 0, 0, cal.Location()), Until: time.Date(last+1, 1, 1, 0, 0, 0, 0, cal.Location())}
	if p.From.Before(asked.From) {
		p.From = asked.From.In(cal.Location())
	}
	if p.Until.After(asked.Until) {
		p.Until = asked.Until.In(cal.Location())
	}
	return p
}
