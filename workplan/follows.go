package workplan

import (
	"github.com/aduan-go/aduan/internal/record"
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
	var c storage.Problems
	record.Stays(&c, "id", stored.ID, p.ID)
	record.Stays(&c, "year", stored.Year, p.Year)
	record.Stays(&c, "calendar", stored.Calendar, p.Calendar)
	record.Grows(&c, "parties", stored.Parties, p.Parties)
	record.Grows(&c, "editions", stored.Editions, p.Editions)
	record.Grows(&c, "steps", stored.Steps, p.Steps)
	record.Grows(&c, "reports", stored.Reports, p.Reports)
	return c.Err(p.what())
}

// what names the plan in an error.
func (p *Plan) what() string { return "plan " + storage.Quote(string(p.ID)) }
