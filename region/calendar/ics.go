package calendar

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// ICS says how to read an iCalendar file, which knows neither kinds of days nor
// editions.
type ICS struct {
	// KindOf tells the kind of an event; nil takes the kind from the event's
	// CATEGORIES where one is holiday or joint_leave, else Holiday. An event for
	// which it returns 0 is left out.
	KindOf func(summary string, categories []string) Kind
	// Edition and Known are those of the list that the file states.
	Edition string
	Known   aduan.Date
}

// Read reads the all-day events of an iCalendar file (RFC 5545) as lists of
// special days, one edition a year. It is strict: times of day, recurrence,
// lines that are not properties, unbalanced components, events without date or
// summary, events of more than a year or 100 categories, properties of more than 16 KiB, and
// files of more than 8 MiB or 100,000 days, those of long events counted, are refused.
// Cancelled events are left out; properties that do not change the meaning are
// ignored. The error is a *storage.InvalidError that names file and line of
// every problem.
func (o ICS) Read(file string, in io.Reader) ([]Edition, error) {
	r := &icsReader{reader: reader{file: file}, options: o}
	data := r.all(in)
	if r.Len() > 0 {
		return r.lists()
	}
	r.unfold(data)
	switch {
	case r.Len() > 0:
	case len(r.open) > 0:
		r.bad(r.line, "", "the file ends inside "+r.open[len(r.open)-1])
	case !r.seen:
		r.bad(0, "", "there is no VCALENDAR in the file")
	}
	return r.lists()
}

type icsReader struct {
	reader
	options ICS
	open    []string // components, innermost last
	seen    bool     // a whole VCALENDAR
	line    int
	event   icsEvent
}

// icsEvent is the event that is being read.
type icsEvent struct {
	line       int
	start, end aduan.Date
	summary    string
	categories []string
	cancelled  bool
	seen       []string // properties that stand once
}

// maxProperty is the longest property in bytes once its lines are joined.
const maxProperty = 16 << 10

// maxCategories is how many categories an event may have.
const maxCategories = 100

// unfold takes in the properties, whose lines are joined: those that begin with a
// space or a tab continue the one before.
func (r *icsReader) unfold(data []byte) {
	var property []byte
	take := func() {
		if len(property) > 0 {
			r.property(string(property))
		}
	}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		switch {
		case len(line) == 0:
			continue
		case line[0] != ' ' && line[0] != '\t':
			take()
			r.line, property = number, append(property[:0], line...)
		case len(property) == 0:
			r.bad(number, "", "the first line continues nothing")
		default:
			property = append(property, line[1:]...)
		}
		if len(property) > maxProperty {
			r.bad(number, "", fmt.Sprintf("the property goes on beyond %d bytes", maxProperty))
			return
		}
	}
	take()
}

// property takes in one unfolded line.
func (r *icsReader) property(text string) {
	name, params, value, ok := splitProperty(text)
	if !ok {
		r.bad(r.line, "", "want NAME:value, not "+storage.Quote(text))
		return
	}
	switch {
	case name == "BEGIN":
		r.begin(strings.ToUpper(value))
	case name == "END":
		r.end(strings.ToUpper(value))
	case len(r.open) == 0:
		r.bad(r.line, name, "stands outside VCALENDAR")
	case r.inside("VEVENT"):
		r.eventProperty(name, params, value)
	case r.inside("VCALENDAR") && name == "VERSION" && value != "2.0":
		r.bad(r.line, name, "want version 2.0, not "+storage.Quote(value))
	}
}

func (r *icsReader) inside(component string) bool {
	return len(r.open) > 0 && r.open[len(r.open)-1] == component
}

func (r *icsReader) begin(component string) {
	const deepest = 8
	legal := component == "VCALENDAR" && len(r.open) == 0 ||
		component == "VEVENT" && r.inside("VCALENDAR") ||
		component == "VTIMEZONE" && r.inside("VCALENDAR") ||
		component == "VALARM" && r.inside("VEVENT") ||
		(component == "STANDARD" || component == "DAYLIGHT") && r.inside("VTIMEZONE")
	if !legal || len(r.open) == deepest {
		r.bad(r.line, "BEGIN", storage.Quote(component)+" cannot stand here")
		return
	}
	r.open = append(r.open, component)
	if component == "VEVENT" {
		r.event = icsEvent{line: r.line}
	}
}

func (r *icsReader) end(component string) {
	if !r.inside(component) {
		r.bad(r.line, "END", storage.Quote(component)+" was not begun")
		return
	}
	r.open = r.open[:len(r.open)-1]
	switch component {
	case "VCALENDAR":
		r.seen = true
	case "VEVENT":
		r.finish()
	}
}

// eventProperty takes in a property of an event.
func (r *icsReader) eventProperty(name string, params []string, value string) {
	e := &r.event
	switch name {
	case "DTSTART", "DTEND", "SUMMARY", "STATUS":
		if slices.Contains(e.seen, name) {
			r.bad(r.line, name, "stands twice in one event")
			return
		}
		e.seen = append(e.seen, name)
	}
	switch name {
	case "DTSTART":
		e.start = r.date(name, params, value)
	case "DTEND":
		e.end = r.date(name, params, value)
	case "SUMMARY":
		e.summary = unescape(value)
	case "CATEGORIES":
		for c := range strings.SplitSeq(value, ",") {
			if len(e.categories) == maxCategories {
				r.bad(r.line, name, fmt.Sprintf("more than %d categories", maxCategories))
				return
			}
			e.categories = append(e.categories, strings.TrimSpace(unescape(c)))
		}
	case "STATUS":
		e.cancelled = strings.EqualFold(value, "CANCELLED")
	case "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DURATION":
		r.bad(r.line, name, "is not supported: a holiday is decreed year by year; list each day")
	}
}

// date reads the date of an all-day event.
func (r *icsReader) date(name string, params []string, value string) aduan.Date {
	for _, p := range params {
		key, v, _ := strings.Cut(p, "=")
		if strings.EqualFold(key, "TZID") || strings.EqualFold(key, "VALUE") && !strings.EqualFold(v, "DATE") {
			r.bad(r.line, name, "want an all-day event, with VALUE=DATE and no time of day")
			return aduan.Date{}
		}
	}
	t, err := time.Parse("20060102", value)
	if err != nil || t.Year() < 1 {
		r.bad(r.line, name, "want a date such as 20201028, not "+storage.Quote(value))
		return aduan.Date{}
	}
	return aduan.DateOf(t)
}

// finish turns an event into entries, one for each of its days.
func (r *icsReader) finish() {
	e := r.event
	switch {
	case r.Len() > 0 || e.cancelled:
		return
	case e.start.IsZero():
		r.bad(e.line, "DTSTART", "is required")
		return
	case aduan.Blank(e.summary):
		r.bad(e.line, "SUMMARY", "is required")
		return
	}
	if e.end.IsZero() {
		e.end = e.start.AddDays(1)
	}
	if n := e.start.DaysUntil(e.end); n < 1 || n > 366 {
		r.bad(e.line, "DTEND", fmt.Sprintf("the event has %d days; want 1 to 366, the end excluded", n))
		return
	}
	kind := r.kind(e)
	if kind == 0 {
		return
	}
	for d := e.start; d != e.end; d = d.AddDays(1) {
		list := r.edition(d.Year, r.options.Edition, r.options.Known, e.line)
		if list == nil {
			return
		}
		list.add(Entry{Date: d, Kind: kind, Name: e.summary}, e.line)
	}
}

func (r *icsReader) kind(e icsEvent) Kind {
	if r.options.KindOf != nil {
		return r.options.KindOf(e.summary, slices.Clone(e.categories))
	}
	for _, k := range []Kind{Holiday, JointLeave} {
		if slices.ContainsFunc(e.categories, func(c string) bool { return strings.EqualFold(c, k.String()) }) {
			return k
		}
	}
	return Holiday
}

// splitProperty takes NAME;PARAM=value:value apart; a quoted parameter may hold
// colons and semicolons.
func splitProperty(text string) (name string, params []string, value string, ok bool) {
	quoted := false
	begin := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ';', c == ':':
			part := text[begin:i]
			if begin == 0 {
				name = strings.ToUpper(part)
			} else {
				params = append(params, part)
			}
			begin = i + 1
			if c == ':' {
				return name, params, text[begin:], name != "" && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
			}
		}
	}
	return "", nil, "", false
}

// unescape resolves the escapes of a text value.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	return strings.NewReplacer(`\n`, " ", `\N`, " ", `\,`, ",", `\;`, ";", `\\`, `\`).Replace(s)
}
