package workplan

import (
	"errors"
	"fmt"
	"strings"

	"github.com/aduan-go/aduan/internal/record"
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
// fit the last edition. Whether regions and agencies exist is for [Parse] to
// check. The error is a *storage.InvalidError with every problem.
func (p *Plan) Validate() error {
	c := newChecker(p)
	if c.Count("", record.Entries(p), MaxEntries); c.Len() > 0 {
		return c.Err(p.what())
	}
	c.ID("id", string(p.ID))
	c.Version(p.Version)
	if p.Year < 1 || p.Year > 9999 {
		c.Add("year", fmt.Sprintf("%d is no year from 1 to 9999", p.Year))
	}
	c.Label("name", p.Name, true)
	c.Text("calendar", p.Calendar)
	for i, party := range p.Parties {
		field := storage.At("parties", i)
		record.Unique(&c.Checker, field+".id", c.parties, party.ID)
		c.Label(field+".name", party.Name, true)
		if party.Agency != "" {
			c.Check(field+".agency", party.Agency.Validate())
		}
	}
	if len(p.Editions) == 0 {
		c.Add("editions", "a plan has at least one edition")
	}
	for i := range p.Editions {
		c.edition(i)
	}
	c.steps()
	if len(p.Editions) > 0 {
		c.reports()
	}
	return c.Err(p.what())
}

// planChecker collects the problems of a plan.
type planChecker struct {
	record.Checker
	plan    *Plan
	parties map[PartyID]bool
}

func newChecker(p *Plan) *planChecker {
	return &planChecker{Checker: record.Checker{MaxText: MaxText}, plan: p, parties: map[PartyID]bool{}}
}

// edition checks an edition, and that its changes make it.
func (c *planChecker) edition(i int) {
	field, e := storage.At("editions", i), &c.plan.Editions[i]
	if e.Number != i+1 {
		c.Add(field+".number", fmt.Sprintf("is %d, editions count 1, 2, 3", e.Number))
	}
	c.Date(field+".date", e.Date)
	c.Label(field+".reason", e.Reason, true)
	if i == 0 {
		if len(e.Changes) > 0 {
			c.Add(field+".changes", "the first edition changes nothing")
		}
		c.content(&e.Content, func(s Subject, i int, _ string) (string, bool) { return storage.At(field+listOf(s), i), true })
		return
	}
	before := &c.plan.Editions[i-1]
	if e.Date.Compare(before.Date) < 0 {
		c.Add(field+".date", "lies before that of the edition before")
	}
	if len(e.Changes) == 0 {
		c.Add(field+".changes", "an edition changes something")
		return
	}
	next, err := Apply(*before, e.Changes)
	if c.Under(field, err) {
		return
	}
	for j := range e.Changes { // no change makes two
		if j >= len(next.Changes) || !record.Same(&e.Changes[j], &next.Changes[j]) {
			c.Add(storage.At(field+".changes", j), "is not the change in its canonical form"+canonical(e.Changes, next.Changes, j))
			break
		}
	}
	if !record.Same(&next.Content, &e.Content) {
		c.Add(field, "its content is not what its changes make of the edition before")
	}
	changed := map[Change]int{}
	for j, change := range e.Changes {
		changed[Change{Subject: change.Subject, ID: change.ID}] = j
	}
	content := newChecker(c.plan)
	content.parties = c.parties
	content.content(&e.Content, func(s Subject, i int, id string) (string, bool) {
		j, ok := changed[Change{Subject: s, ID: id}]
		switch {
		case !ok:
			return storage.At(field+listOf(s), i), false
		case s == SubjectRegion:
			return storage.At(field+".changes", j) + ".id", true
		}
		return storage.At(field+".changes", j) + "." + s.String(), true
	})
	if invalid, ok := errors.AsType[*storage.InvalidError](content.Err("")); ok {
		sound := c.Len() == 0
		for _, p := range invalid.Problems { // what an earlier edition got wrong is not said again
			if sound || strings.HasPrefix(p.Field, field+".changes[") {
				c.Note(p)
			}
		}
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
	record.Known(&c.Checker, field, "party", c.parties, id)
}
