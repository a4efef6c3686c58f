package workplan

import (
	"fmt"

	"github.com/aduan-go/aduan/storage"
)

// Seq is the number of facts that the record holds: editions, steps and
// reports. It only grows.
func (p *Plan) Seq() int { return len(p.Editions) + len(p.Steps) + len(p.Reports) }

// Follows checks that the plan only adds to the past of a stored one: its ID,
// year and calendar stay, its parties stay, and the stored editions, steps and
// reports are the beginning of its own. The error is a *storage.InvalidError
// that names what differs. Versions are not compared. A store checks this
// before it writes.
func (p *Plan) Follows(stored *Plan) error {
	var c checker
	for _, f := range []struct {
		field string
		same  bool
	}{{"id", p.ID == stored.ID}, {"year", p.Year == stored.Year}, {"calendar", p.Calendar == stored.Calendar}} {
		if !f.same {
			c.add(f.field, "never changes")
		}
	}
	prefix(&c, "parties", stored.Parties, p.Parties)
	prefix(&c, "editions", stored.Editions, p.Editions)
	prefix(&c, "steps", stored.Steps, p.Steps)
	prefix(&c, "reports", stored.Reports, p.Reports)
	return c.err("plan " + clip(string(p.ID)))
}

// prefix checks that a list begins with what is stored.
func prefix[T any](c *checker, field string, stored, next []T) {
	if len(next) < len(stored) {
		c.add(field, fmt.Sprintf("has %d entries, %d are stored; it only grows", len(next), len(stored)))
		return
	}
	for i := range stored {
		if !same(&stored[i], &next[i]) {
			c.add(at(field, i), "differs from what is stored; it is never changed")
			return
		}
	}
}

// checker collects problems. It stops at maxProblems, so that a record that is
// wrong everywhere does not fill the memory.
type checker struct{ problems []storage.Problem }

const maxProblems = 1000

func (c *checker) add(field, message string, legal ...string) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, storage.Problem{Field: field, Message: message, Legal: legal})
	}
}

func (c *checker) err(what string) error {
	if len(c.problems) == 0 {
		return nil
	}
	return &storage.InvalidError{What: what, Problems: c.problems}
}

// at names an element of a list.
func at(field string, i int) string { return fmt.Sprintf("%s[%d]", field, i) }
