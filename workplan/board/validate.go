package board

import (
	"fmt"
	"math"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/internal/strict"
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
	c := checker{Checker: record.Checker{MaxText: MaxText}, parties: map[workplan.PartyID]bool{}}
	if c.Count("", record.Entries(m), MaxEntries); c.Len() > 0 {
		return c.Err(m.what())
	}
	c.ID("id", string(m.ID))
	c.ID("board", m.Board)
	c.Version(m.Version)
	if m.Number < 1 {
		c.Add("number", "meetings count from 1")
	}
	c.Date("date", m.Date)
	if m.Form < InPerson || m.Form > Circulation {
		c.Add("form", "is required", formWords().Legal()...)
	}
	c.Label("title", m.Title, true)
	for i, p := range m.Parties {
		field := storage.At("parties", i)
		record.Unique(&c.Checker, field+".id", c.parties, p.ID)
		c.Label(field+".name", p.Name, true)
		if p.Agency != "" {
			c.Check(field+".agency", p.Agency.Validate())
		}
	}
	for i, p := range m.Participants {
		field := storage.At("participants", i)
		c.Text(field+".name", p.Name)
		if aduan.Blank(p.Name) {
			c.Add(field+".name", "is empty")
		}
		c.party(field+".party", p.Party)
		if p.Role < Observer || p.Role > Beneficiary {
			c.Add(field+".role", "is unknown", roleWords().Legal()...)
		}
	}
	for i, a := range m.Agenda {
		c.Label(storage.At("agenda", i)+".title", a.Title, true)
		for j, n := range a.Notes {
			c.Label(storage.At(storage.At("agenda", i)+".notes", j), n, true)
		}
	}
	c.decisions(m.Decisions)
	c.actions(m)
	if !m.Signed.IsZero() && (!m.Signed.Valid() || m.Signed.Compare(m.Date) < 0) {
		c.Add("signed", "want a date that is not before the meeting")
	}
	return c.Err(m.what())
}

// checker collects the problems of a meeting.
type checker struct {
	record.Checker
	parties map[workplan.PartyID]bool
}

func (c *checker) party(field string, id workplan.PartyID) {
	record.Known(&c.Checker, field, "party", c.parties, id)
}

func (c *checker) decisions(decisions []Decision) {
	seen := map[workplan.DecisionID]bool{}
	for i, d := range decisions {
		field := storage.At("decisions", i)
		record.Unique(&c.Checker, field+".id", seen, d.ID)
		c.Label(field+".text", d.Text, true)
		for j, a := range d.Approves {
			f := storage.At(field+".approves", j)
			c.ID(f+".plan", string(a.Plan))
			if a.Edition < 1 {
				c.Add(f+".edition", "editions count from 1")
			}
			if a.Into != "" {
				c.ID(f+".into", string(a.Into))
			}
			if a.Into == a.Plan {
				c.Add(f+".into", "nothing is carried over into the same plan")
			}
		}
	}
}

func (c *checker) actions(m *Meeting) {
	set := map[ActionID]bool{}
	for i, a := range m.Actions {
		field := storage.At("actions", i)
		record.Unique(&c.Checker, field+".id", set, a.ID)
		c.Label(field+".text", a.Text, true)
		c.party(field+".owner", a.Owner)
		c.Date(field+".due", a.Due)
		if a.Due.Compare(m.Date) < 0 {
			c.Add(field+".due", "lies before the meeting")
		}
	}
	reviewed := map[ActionID]bool{}
	for i, r := range m.Reviews {
		field := storage.At("reviews", i)
		c.ID(field+".action", string(r.Action))
		c.Label(field+".note", r.Note, false)
		if set[r.Action] || reviewed[r.Action] {
			c.Add(field+".action", "is an item of this meeting, or reviewed twice")
		}
		reviewed[r.Action] = true
		if r.Status < Open || r.Status > Dropped {
			c.Add(field+".status", "is unknown", statusWords().Legal()...)
		}
		if !r.Due.IsZero() {
			c.Date(field+".due", r.Due)
			if r.Status != Open {
				c.Add(field+".due", "only what stays open has a new date")
			}
		}
	}
}

// Follows checks that the meeting may take the place of a stored one: board and
// number stay, and signed minutes do not change. The error is a
// *storage.InvalidError. Versions are not compared. A store checks this before
// it writes.
func (m *Meeting) Follows(stored *Meeting) error {
	var c storage.Problems
	record.Stays(&c, "id", stored.ID, m.ID)
	record.Stays(&c, "board", stored.Board, m.Board)
	record.Stays(&c, "number", stored.Number, m.Number)
	if !stored.Signed.IsZero() {
		a, b := *m, *stored
		a.Version, b.Version = 0, 0
		if !record.Same(&a, &b) {
			c.Add("signed", fmt.Sprintf("the minutes were signed on %v and never change", stored.Signed))
		}
	}
	return c.Err(m.what())
}

// what names the meeting in an error.
func (m *Meeting) what() string { return "meeting " + storage.Quote(string(m.ID)) }

// UnmarshalJSON reads a record strictly (exact field names, nothing unknown,
// nothing twice) and validates it.
func (m *Meeting) UnmarshalJSON(data []byte) error {
	limits := strict.Limits{Bytes: math.MaxInt32, Nodes: 128 * MaxEntries}
	return record.Decode("meeting", data, limits, m, (*Meeting).Validate)
}
