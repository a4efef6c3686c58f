package roadmap

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// ICalendar writes the milestones as an iCalendar file (RFC 5545): an event of a
// whole day for each, on the day on which it is expected or was reached, with
// its explanation. Its UID is made of the IDs of milestone and road map and stays
// the same, so that a later file moves the event; stamp is the instant at which
// the file is made. Milestones that are not going to be reached are cancelled
// events on their target or baseline, left out if they have neither. The error is
// a *storage.InvalidError for a stamp outside the years 1 to 9999.
func (f *Forecast) ICalendar(stamp time.Time, w aduan.Words) ([]byte, error) {
	stamp = stamp.UTC()
	if stamp.IsZero() || stamp.Year() < 1 || stamp.Year() > 9999 {
		var p storage.Problems
		p.Add("stamp", "want the instant at which the file is made, in the years 1 to 9999")
		return nil, p.Err("iCalendar file")
	}
	c := &icalendar{}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//aduan//road map//"+strings.ToUpper(w.Language()))
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", "PUBLISH")
	c.text("X-WR-CALNAME", f.Name.In(w))
	phases := f.speaker(w).phases()
	for i := range f.Outlooks {
		o := &f.Outlooks[i]
		day, status := o.Finish, "TENTATIVE"
		switch {
		case !o.Reached.IsZero():
			status = "CONFIRMED"
		case day.IsZero():
			if day, status = o.Due.Date(), "CANCELLED"; day.IsZero() {
				day = o.Baseline
			}
		}
		if day.IsZero() {
			continue
		}
		c.line("BEGIN", "VEVENT")
		c.text("UID", "milestone/"+string(o.Milestone)+"@roadmap/"+string(f.Roadmap))
		c.line("DTSTAMP", stamp.Format("20060102T150405Z"))
		c.line("DTSTART;VALUE=DATE", basicDate(day))
		c.line("DTEND;VALUE=DATE", basicDate(day.AddDays(1)))
		c.text("SUMMARY;LANGUAGE="+w.Language(), o.Name.In(w))
		c.text("DESCRIPTION;LANGUAGE="+w.Language(), strings.TrimSpace(f.Explain(o.Milestone, w)))
		if phase := phases[o.Phase]; phase != "" {
			c.text("CATEGORIES", phase)
		}
		c.line("STATUS", status)
		c.line("TRANSP", "TRANSPARENT")
		c.line("END", "VEVENT")
	}
	c.line("END", "VCALENDAR")
	return []byte(c.String()), nil
}

func basicDate(d aduan.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// icalendar writes content lines.
type icalendar struct{ strings.Builder }

// maxOctets is how long a line may be, without its break.
const maxOctets = 75

// text writes a line with a value of type TEXT.
func (c *icalendar) text(name, value string) {
	var b strings.Builder
	for _, r := range value {
		switch {
		case r == '\\' || r == ';' || r == ',':
			b.WriteString("\\" + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case unicode.IsControl(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	c.line(name, b.String())
}

// line writes a content line, folded so that no letter is cut.
func (c *icalendar) line(name, value string) {
	text, room := name+":"+value, maxOctets
	for len(text) > room {
		cut := room
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		c.WriteString(text[:cut] + "\r\n ")
		text, room = text[cut:], maxOctets-1
	}
	c.WriteString(text + "\r\n")
}
