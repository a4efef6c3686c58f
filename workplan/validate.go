package workplan

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// Limits of a record. A record within them can be stored and read again.
const (
	// MaxText is the longest text in one language, in bytes.
	MaxText = 500
	// MaxEntries is how many entries all lists of a plan have together, the
	// contents of all editions included.
	MaxEntries = 30_000
	// MaxList is how many entries the regions of a plan and each list of an
	// activity may have.
	MaxList = 1000
)

// Validate checks the record on its own: IDs, texts, limits, references inside
// the plan, sums, currencies, that every edition is what its changes make of
// the one before, that the steps follow [PlanLifecycle], and that the reports
// fit the last edition. Whether regions and agencies exist is for [Read] to
// check. The error is a *storage.InvalidError with every problem.
func (p *Plan) Validate() error {
	c := &planChecker{plan: p, parties: map[PartyID]bool{}}
	if n := p.entries(); n > MaxEntries {
		c.add("", fmt.Sprintf("%d entries in all lists, at most %d are legal", n, MaxEntries))
		return c.err("plan " + clip(string(p.ID)))
	}
	c.id("id", string(p.ID))
	if p.Version < 0 {
		c.add("version", "is never negative")
	}
	if p.Year < 1 || p.Year > 9999 {
		c.add("year", fmt.Sprintf("%d is no year from 1 to 9999", p.Year))
	}
	c.label("name", p.Name, true)
	c.text("calendar", p.Calendar)
	for i, party := range p.Parties {
		field := at("parties", i)
		c.id(field+".id", string(party.ID))
		c.label(field+".name", party.Name, true)
		if party.Agency != "" {
			if err := party.Agency.Validate(); err != nil {
				c.add(field+".agency", err.Error())
			}
		}
		if c.parties[party.ID] {
			c.add(field+".id", "stands twice")
		}
		c.parties[party.ID] = true
	}
	if len(p.Editions) == 0 {
		c.add("editions", "a plan has at least one edition")
	}
	for i := range p.Editions {
		c.edition(i)
	}
	c.steps()
	if len(p.Editions) > 0 {
		c.reports()
	}
	return c.err("plan " + clip(string(p.ID)))
}

// entries counts the entries of all lists, as [MaxEntries] says.
func (p *Plan) entries() int {
	n := len(p.Parties) + len(p.Steps) + len(p.Reports) + len(p.Editions)
	for i := range p.Editions {
		e := &p.Editions[i]
		n += e.Content.entries()
		for _, c := range e.Changes {
			n++
			if c.Output != nil {
				n += c.Output.entries()
			}
			if c.Activity != nil {
				n += c.Activity.entries()
			}
			if c.Line != nil {
				n += c.Line.entries()
			}
		}
	}
	return n
}

func (c *Content) entries() int {
	n := len(c.Regions) + len(c.Outputs) + len(c.Activities) + len(c.Lines)
	for i := range c.Outputs {
		n += c.Outputs[i].entries()
	}
	for i := range c.Activities {
		n += c.Activities[i].entries()
	}
	for i := range c.Lines {
		n += c.Lines[i].entries()
	}
	return n
}

func (o *Output) entries() int {
	n := len(o.Indicators)
	for _, i := range o.Indicators {
		n += len(i.Targets)
	}
	return n
}

func (a *Activity) entries() int {
	return len(a.Regions) + len(a.Phases) + len(a.Deliverables) + len(a.Complaints) + len(a.Into)
}

func (l *Line) entries() int { return len(l.Phases) + len(l.Into) }

// planChecker collects the problems of a plan.
type planChecker struct {
	checker
	plan    *Plan
	parties map[PartyID]bool
}

// edition checks an edition, and that its changes make it.
func (c *planChecker) edition(i int) {
	field, e := at("editions", i), &c.plan.Editions[i]
	if e.Number != i+1 {
		c.add(field+".number", fmt.Sprintf("is %d, editions count 1, 2, 3", e.Number))
	}
	c.date(field+".date", e.Date)
	c.label(field+".reason", e.Reason, true)
	if i == 0 {
		if len(e.Changes) > 0 {
			c.add(field+".changes", "the first edition changes nothing")
		}
		c.content(&e.Content, func(s Subject, i int, _ string) (string, bool) { return at(field+listOf(s), i), true })
		return
	}
	before := &c.plan.Editions[i-1]
	if e.Date.Compare(before.Date) < 0 {
		c.add(field+".date", "lies before that of the edition before")
	}
	if len(e.Changes) == 0 {
		c.add(field+".changes", "an edition changes something")
		return
	}
	next, err := Apply(*before, e.Changes)
	var invalid *storage.InvalidError
	if errors.As(err, &invalid) {
		for _, p := range invalid.Problems {
			c.add(field+"."+p.Field, p.Message, p.Legal...)
		}
		return
	}
	for j := range max(len(e.Changes), len(next.Changes)) {
		switch {
		case j < len(e.Changes) && j < len(next.Changes) && same(&e.Changes[j], &next.Changes[j]):
			continue
		case j < len(e.Changes):
			c.add(at(field+".changes", j), "is not the change in its canonical form"+canonical(e.Changes, next.Changes, j))
		default:
			c.add(field+".changes", fmt.Sprintf("lacks %s of %s", next.Changes[j].Event, clip(next.Changes[j].ID)))
		}
		break
	}
	if !same(&next.Content, &e.Content) {
		c.add(field, "its content is not what its changes make of the edition before")
	}
	sound := len(c.problems) == 0
	changed := map[Change]int{}
	for j, change := range e.Changes {
		changed[Change{Subject: change.Subject, ID: change.ID}] = j
	}
	c.content(&e.Content, func(s Subject, i int, id string) (string, bool) {
		j, ok := changed[Change{Subject: s, ID: id}]
		switch {
		case !ok:
			return at(field+listOf(s), i), false
		case s == SubjectRegion:
			return at(field+".changes", j) + ".id", true
		}
		return at(field+".changes", j) + "." + s.String(), true
	})
	if !sound { // what an earlier edition got wrong is not said again
		c.problems = slices.DeleteFunc(c.problems, func(p storage.Problem) bool {
			return slices.ContainsFunc([]Subject{SubjectRegion, SubjectOutput, SubjectActivity, SubjectLine}, func(s Subject) bool {
				return strings.HasPrefix(p.Field, field+listOf(s)+"[")
			})
		})
	}
}

// listOf is the list of a content in which a subject stands.
func listOf(s Subject) string {
	return [...]string{"", ".regions", ".outputs", ".activities", ".lines"}[s]
}

// canonical says what stands in the place of a change in canonical form.
func canonical(given, want []Change, j int) string {
	for _, w := range want {
		if w.Subject == given[j].Subject && w.ID == given[j].ID {
			if w.Event != given[j].Event {
				return fmt.Sprintf("; it is %s", w.Event)
			}
			return "; changes are ordered by subject and ID"
		}
	}
	return "; it changes nothing"
}

func (c *planChecker) party(field string, id PartyID) {
	if !c.parties[id] {
		c.add(field, fmt.Sprintf("unknown party %q", clip(string(id))))
	}
}

func (c *planChecker) id(field, id string) {
	if why := checkID(id); why != "" {
		c.add(field, why)
	}
}

// date checks that a day is given and exists.
func (c *planChecker) date(field string, d aduan.Date) {
	if !d.Valid() {
		c.add(field, "want a date such as 2020-11-12")
	}
}

// label checks a text in both languages; a required one needs one of them.
func (c *planChecker) label(field string, l aduan.Label, required bool) {
	if required && strings.TrimSpace(l.Indonesian+l.English) == "" {
		c.add(field, "is empty")
	}
	c.text(field+".id", l.Indonesian)
	c.text(field+".en", l.English)
}

func (c *planChecker) text(field, s string) {
	switch {
	case len(s) > MaxText:
		c.add(field, fmt.Sprintf("%d bytes, at most %d are legal", len(s), MaxText))
	case !utf8.ValidString(s) || strings.IndexFunc(s, hidden) >= 0:
		c.add(field, "is not printable UTF-8")
	}
}

// hidden reports whether a character shows nothing and makes the others show
// otherwise than they stand: controls, line separators, and the marks that turn
// the direction of writing.
func hidden(c rune) bool {
	return unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) || c == '\u2028' || c == '\u2029'
}
