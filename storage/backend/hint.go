package backend

import (
	"fmt"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// KindOfHint is the kind of a [Hint]. It is none of [Kinds]: a hint has no version and
// no change in the feed, and is read with its complaint.
const KindOfHint storage.Kind = "hint"

// Hint is the NextDue of the complaint that has its key: what a store keeps beside the
// versioned record. [Check] yields one after each complaint, to be written with it, and
// one for each complaint.Due, to be written alone. A store that keeps it in a column of
// the complaint may leave out the former.
type Hint struct {
	NextDue time.Time `json:"next_due,omitzero"`
}

// Validate finds nothing: a hint is tested with what it came with.
func (h *Hint) Validate() error { return nil }

func hintRecord(key string, next time.Time) Record {
	return Record{Kind: KindOfHint, Key: key, Value: &Hint{NextDue: canonical(next)}}
}

// Hinted fills the hint into a record that was read: into a complaint what [Encode] wrote
// of its [Hint]. No bytes leave a complaint as it is, because one that an older release
// wrote holds its hint itself, and so every other record.
func Hinted(record any, hint []byte) (any, error) {
	c, ok := record.(*complaint.Complaint)
	if !ok || hint == nil {
		return record, nil
	}
	read, err := Decode(KindOfHint, hint)
	if err != nil {
		return nil, fmt.Errorf("backend: complaint %s: %w", c.ID, err)
	}
	c.NextDue = read.(*Hint).NextDue
	return c, nil
}
