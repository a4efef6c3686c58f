package board

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// Limits of a record. A record within them can be stored and read again.
const (
	MaxText    = 2000   // bytes of a text in one language
	MaxEntries = 10_000 // entries of all lists together
)

// Validate checks the record on its own: IDs, texts, limits, and references
// inside the meeting. The error is a *storage.InvalidError with every problem.
func (m *Meeting) Validate() error {
	c := checker{parties: map[workplan.PartyID]bool{}}
	what := "meeting " + clip(string(m.ID))
	if n := m.entries(); n > MaxEntries {
		c.add("", fmt.Sprintf("%d entries in all lists, at most %d are legal", n, MaxEntries))
		return c.err(what)
	}
	c.id("id", string(m.ID))
	c.id("board", m.Board)
	if m.Version < 0 {
		c.add("version", "is never negative")
	}
	if m.Number < 1 {
		c.add("number", "meetings count from 1")
	}
	c.date("date", m.Date)
	if m.Form < InPerson || m.Form > Circulation {
		c.add("form", "is required", formWords().Legal()...)
	}
	c.label("title", m.Title, true)
	for i, p := range m.Parties {
		field := fmt.Sprintf("parties[%d]", i)
		c.id(field+".id", string(p.ID))
		c.label(field+".name", p.Name, true)
		if p.Agency != "" && p.Agency.Validate() != nil {
			c.add(field+".agency", "is no agency ID")
		}
		if c.parties[p.ID] {
			c.add(field+".id", "stands twice")
		}
		c.parties[p.ID] = true
	}
	for i, p := range m.Participants {
		field := fmt.Sprintf("participants[%d]", i)
		c.text(field+".name", p.Name)
		if strings.TrimSpace(p.Name) == "" {
			c.add(field+".name", "is empty")
		}
		c.party(field+".party", p.Party)
		if p.Role < Observer || p.Role > Beneficiary {
			c.add(field+".role", "is unknown", roleWords().Legal()...)
		}
	}
	for i, a := range m.Agenda {
		c.label(fmt.Sprintf("agenda[%d].title", i), a.Title, true)
		for j, n := range a.Notes {
			c.label(fmt.Sprintf("agenda[%d].notes[%d]", i, j), n, true)
		}
	}
	c.decisions(m.Decisions)
	c.actions(m)
	if !m.Signed.IsZero() && (!m.Signed.Valid() || m.Signed.Compare(m.Date) < 0) {
		c.add("signed", "want a date that is not before the meeting")
	}
	return c.err(what)
}

func (m *Meeting) entries() int {
	n := len(m.Parties) + len(m.Participants) + len(m.Agenda) + len(m.Decisions) + len(m.Actions) + len(m.Reviews)
	for _, a := range m.Agenda {
		n += len(a.Notes)
	}
	for _, d := range m.Decisions {
		n += len(d.Approves)
	}
	return n
}

// checker collects problems.
type checker struct {
	problems []storage.Problem
	parties  map[workplan.PartyID]bool
}

func (c *checker) add(field, message string, legal ...string) {
	c.problems = append(c.problems, storage.Problem{Field: field, Message: message, Legal: legal})
}

func (c *checker) err(what string) error {
	if len(c.problems) == 0 {
		return nil
	}
	return &storage.InvalidError{What: what, Problems: c.problems}
}

// id checks an ID, which is written like that of an agency.
func (c *checker) id(field, id string) {
	if agency.ID(id).Validate() != nil {
		c.add(field, fmt.Sprintf("want an ID of 1 to %d ASCII letters, digits and . _ - : /", workplan.MaxID))
	}
}

func (c *checker) party(field string, id workplan.PartyID) {
	if !c.parties[id] {
		c.add(field, fmt.Sprintf("unknown party %q", clip(string(id))))
	}
}

func (c *checker) date(field string, d aduan.Date) {
	if !d.Valid() {
		c.add(field, "want a date such as 2020-11-12")
	}
}

func (c *checker) label(field string, l aduan.Label, required bool) {
	if required && strings.TrimSpace(l.Indonesian+l.English) == "" {
		c.add(field, "is empty")
	}
	c.text(field+".id", l.Indonesian)
	c.text(field+".en", l.English)
}

func (c *checker) text(field, s string) {
	switch {
	case len(s) > MaxText:
		c.add(field, fmt.Sprintf("%d bytes, at most %d are legal", len(s), MaxText))
	case !utf8.ValidString(s) || strings.IndexFunc(s, hidden) >= 0:
		c.add(field, "is not printable UTF-8")
	}
}

func (c *checker) decisions(decisions []Decision) {
	seen := map[workplan.DecisionID]bool{}
	for i, d := range decisions {
		field := fmt.Sprintf("decisions[%d]", i)
		c.id(field+".id", string(d.ID))
		c.label(field+".text", d.Text, true)
		if seen[d.ID] {
			c.add(field+".id", "stands twice")
		}
		seen[d.ID] = true
		for j, a := range d.Approves {
			f := fmt.Sprintf("%s.approves[%d]", field, j)
			c.id(f+".plan", string(a.Plan))
			if a.Edition < 1 {
				c.add(f+".edition", "editions count from 1")
			}
			if a.Into != "" {
				c.id(f+".into", string(a.Into))
			}
			if a.Into == a.Plan {
				c.add(f+".into", "nothing is carried over into the same plan")
			}
		}
	}
}

func (c *checker) actions(m *Meeting) {
	set := map[ActionID]bool{}
	for i, a := range m.Actions {
		field := fmt.Sprintf("actions[%d]", i)
		c.id(field+".id", string(a.ID))
		c.label(field+".text", a.Text, true)
		c.party(field+".owner", a.Owner)
		c.date(field+".due", a.Due)
		if a.Due.Compare(m.Date) < 0 {
			c.add(field+".due", "lies before the meeting")
		}
		if set[a.ID] {
			c.add(field+".id", "stands twice")
		}
		set[a.ID] = true
	}
	reviewed := map[ActionID]bool{}
	for i, r := range m.Reviews {
		field := fmt.Sprintf("reviews[%d]", i)
		c.id(field+".action", string(r.Action))
		c.label(field+".note", r.Note, false)
		if set[r.Action] || reviewed[r.Action] {
			c.add(field+".action", "is an item of this meeting, or reviewed twice")
		}
		reviewed[r.Action] = true
		if r.Status < Open || r.Status > Dropped {
			c.add(field+".status", "is unknown", statusWords().Legal()...)
		}
		if !r.Due.IsZero() {
			c.date(field+".due", r.Due)
			if r.Status != Open {
				c.add(field+".due", "only what stays open has a new date")
			}
		}
	}
}

// hidden reports whether a character shows nothing and makes the others show
// otherwise than they stand, as in package workplan.
func hidden(c rune) bool {
	return unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) || c == '\u2028' || c == '\u2029'
}

// Follows checks that the meeting may take the place of a stored one: board and
// number stay, and signed minutes do not change. The error is a
// *storage.InvalidError. Versions are not compared. A store checks this before
// it writes.
func (m *Meeting) Follows(stored *Meeting) error {
	var c checker
	if m.ID != stored.ID || m.Board != stored.Board || m.Number != stored.Number {
		c.add("number", "the ID, the board and the number of a meeting never change")
	}
	if !stored.Signed.IsZero() {
		a, b := m.Clone(), stored.Clone()
		a.Version, b.Version = 0, 0
		x, errX := json.Marshal(a)
		y, errY := json.Marshal(b)
		if errX != nil || errY != nil || string(x) != string(y) {
			c.add("signed", fmt.Sprintf("the minutes were signed on %v and never change", stored.Signed))
		}
	}
	return c.err("meeting " + clip(string(m.ID)))
}

// UnmarshalJSON reads a record strictly (exact field names, nothing unknown,
// nothing twice) and validates it.
func (m *Meeting) UnmarshalJSON(data []byte) error {
	var read Meeting
	limits := strict.Limits{Bytes: math.MaxInt32, Nodes: 64 * MaxEntries}
	if err := strict.Decode("meeting", "", strict.JSON, data, limits, &read); err != nil {
		return err
	}
	if err := read.Validate(); err != nil {
		return err
	}
	*m = read
	return nil
}

// clip makes a text fit for an error.
func clip(s string) string {
	const most = 40
	if len(s) > most {
		s = s[:most] + "..."
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
