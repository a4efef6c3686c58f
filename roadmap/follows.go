package roadmap

import (
	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/storage"
)

// Seq is the number of facts that the record holds: editions and assessments.
// It only grows.
func (r *Roadmap) Seq() int { return len(r.Editions) + len(r.Assessments) }

// Follows checks that the road map only adds to the past of a stored one: its
// ID and calendar stay, and the stored parties, editions and assessments are
// the beginning of its own. The error is a *storage.InvalidError that names what
// differs. Versions are not compared. A store checks this before it writes.
func (r *Roadmap) Follows(stored *Roadmap) error {
	var c storage.Problems
	record.Stays(&c, "id", stored.ID, r.ID)
	record.Stays(&c, "calendar", stored.Calendar, r.Calendar)
	record.Grows(&c, "parties", stored.Parties, r.Parties)
	record.Grows(&c, "editions", stored.Editions, r.Editions)
	record.Grows(&c, "assessments", stored.Assessments, r.Assessments)
	return c.Err(r.what())
}

// what names the road map in an error.
func (r *Roadmap) what() string { return "road map " + storage.Quote(string(r.ID)) }

// Clone returns a copy that shares nothing with r.
func (r *Roadmap) Clone() *Roadmap { return record.Clone(r) }
