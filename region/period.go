package region

import (
	"time"

	"github.com/aduan-go/aduan/internal/tree"
)

// Period is a stretch of time from From up to and without Until. A zero From
// reaches back before every instant, a zero Until has not ended; the zero
// Period is always. Instants count, not calendar dates: 2022-11-09 00:00 in
// Jakarta is one instant everywhere. Both are kept to the microsecond.
type Period struct {
	From  time.Time `json:"from,omitzero"`
	Until time.Time `json:"until,omitzero"`
}

// Contains reports whether the instant lies in the period.
func (p Period) Contains(at time.Time) bool { return p.span().Contains(at.UnixMicro()) }

// String prints the period as "2022-11-09 .." or "2017-12-27 .. 2022-11-09",
// each date in the zone of its instant and, unless it is a midnight, with the
// time of day. Until is the first day outside the period.
func (p Period) String() string {
	switch {
	case p.From.IsZero() && p.Until.IsZero():
		return "always"
	case p.From.IsZero():
		return ".. " + day(p.Until)
	case p.Until.IsZero():
		return day(p.From) + " .."
	}
	return day(p.From) + " .. " + day(p.Until)
}

// day prints an instant as a date if it is a midnight in its own zone.
func day(t time.Time) string {
	if h, m, s := t.Clock(); h == 0 && m == 0 && s == 0 && t.Nanosecond() == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339Nano)
}

// span converts to the whole microseconds of a tree.
func (p Period) span() tree.Span {
	s := tree.Span{From: tree.Always, Until: tree.Forever}
	if !p.From.IsZero() {
		s.From = p.From.UnixMicro()
	}
	if !p.Until.IsZero() {
		s.Until = p.Until.UnixMicro()
	}
	return s
}

// period converts back, in the given zone.
func period(s tree.Span, zone *time.Location) Period {
	return Period{From: instant(s.From, zone), Until: instant(s.Until, zone)}
}

// instant converts whole microseconds; the ends of time become the zero Time.
func instant(at int64, zone *time.Location) time.Time {
	if at == tree.Always || at == tree.Forever {
		return time.Time{}
	}
	return time.UnixMicro(at).In(zone)
}
