package aduan

import "time"

// Period is a stretch of time from From up to and without Until. A zero From
// reaches back before every instant, a zero Until has not ended; the zero
// Period is always. Instants count, not calendar dates: 2022-11-09 00:00 in
// Jakarta is one instant everywhere.
type Period struct {
	From  time.Time `json:"from,omitzero"`
	Until time.Time `json:"until,omitzero"`
}

// Contains reports whether the instant lies in the period.
func (p Period) Contains(at time.Time) bool {
	return !at.Before(p.From) && (p.Until.IsZero() || at.Before(p.Until))
}

// Overlaps reports whether the periods share an instant.
func (p Period) Overlaps(q Period) bool {
	return (p.Until.IsZero() || q.From.Before(p.Until)) && (q.Until.IsZero() || p.From.Before(q.Until))
}

// String prints the period as "2022-11-09 .." or "2017-12-27 .. 2022-11-09",
// each date in the zone of its instant and, unless it is a midnight, with the
// time of day. Until is the first day outside the period.
func (p Period) String() string {
	switch {
	case p.From.IsZero() && p.Until.IsZero():
		return "always"
	case p.From.IsZero():
		return ".. " + FormatDay(p.Until)
	case p.Until.IsZero():
		return FormatDay(p.From) + " .."
	}
	return FormatDay(p.From) + " .. " + FormatDay(p.Until)
}

// In writes the period for people: "from 9 November 2022", "from 27 December 2017
// until before 9 November 2022".
func (p Period) In(w Words) string {
	say := texts().In(w)
	day := func(t time.Time) string {
		if h, m, s := t.Clock(); h == 0 && m == 0 && s == 0 {
			return DateOf(t).In(w)
		}
		return w.Time(t)
	}
	switch {
	case p.From.IsZero() && p.Until.IsZero():
		return say("period.always")
	case p.From.IsZero():
		return say("period.until", "until", day(p.Until))
	case p.Until.IsZero():
		return say("period.from", "from", day(p.From))
	}
	return say("period.between", "from", day(p.From), "until", day(p.Until))
}

// FormatDay prints an instant as a date if it is a midnight in its own zone, else
// with the time of day and the offset.
func FormatDay(t time.Time) string {
	if h, m, s := t.Clock(); h == 0 && m == 0 && s == 0 && t.Nanosecond() == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339Nano)
}
