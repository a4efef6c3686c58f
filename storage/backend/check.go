package backend

import (
	"fmt"
	"iter"
	"reflect"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// Record is one record of a batch in the form that any store can write.
type Record struct {
	Kind storage.Kind
	// Key is the record's ID in canonical text, unique within its kind.
	Key string
	// Version is the version to store, one more than the version read.
	Version storage.Version
	// Seq is the number of timeline entries, for the change feed.
	Seq int
	// Value is a copy of the record with Version set: a *complaint.Complaint,
	// *complaint.Identity or *Edition. All have a JSON form.
	Value any
	// Unique lists values that no other record of the kind may have, each with
	// its field.
	Unique []Unique
}

// Unique is a value that only one record of a kind may have.
type Unique struct{ Field, Value string }

// Change is what the feed tells of the record, but for the cursor.
func (r Record) Change() storage.Change {
	return storage.Change{Kind: r.Kind, Key: r.Key, Version: r.Version, Seq: r.Seq}
}

// Records yields the records of the batch, complaints first, then identities,
// then editions, each with the version to store. A nil record yields a nil
// Value, which [Check] refuses.
func (b Batch) Records() iter.Seq[Record] {
	return func(yield func(Record) bool) {
		for _, c := range b.Complaints {
			if !yield(complaintRecord(c)) {
				return
			}
		}
		for _, i := range b.Identities {
			if !yield(identityRecord(i)) {
				return
			}
		}
		for _, e := range b.Editions {
			if !yield(editionRecord(e)) {
				return
			}
		}
	}
}

func complaintRecord(c *complaint.Complaint) Record {
	if c == nil {
		return Record{Kind: complaint.KindOfComplaint}
	}
	c = c.Clone()
	c.Version++
	r := Record{Kind: complaint.KindOfComplaint, Key: c.ID.String(), Version: c.Version, Seq: len(c.Timeline), Value: c}
	r.Unique = append(r.Unique, Unique{"tracking", string(c.Tracking)})
	if !c.External.IsZero() {
		r.Unique = append(r.Unique, Unique{"external", fmt.Sprintf("%q/%q", c.External.System, c.External.ID)})
	}
	return r
}

func identityRecord(i *complaint.Identity) Record {
	if i == nil {
		return Record{Kind: complaint.KindOfIdentity}
	}
	copied := *i
	copied.Version++
	return Record{Kind: complaint.KindOfIdentity, Key: i.Ref.String(), Version: copied.Version, Value: &copied}
}

func editionRecord(e *Edition) Record {
	if e == nil {
		return Record{Kind: KindOfEdition}
	}
	e = e.Clone()
	e.Version++
	return Record{Kind: KindOfEdition, Key: e.EditionKey.String(), Version: e.Version, Value: e}
}

// Check yields the records of a batch, each tested against what is stored, and
// ends with an error at the first one that must not be written; then nothing of
// the batch may be. current returns the stored record of the same kind and key,
// of the same Go type, or nil if there is none; it must see the same state as
// the writing that follows. It is called once for each record.
//
// The errors: *storage.InvalidError for an empty batch, a nil, repeated or
// invalid record, a changed header, a timeline or texts whose past would
// change; *storage.ConflictError for another version.
func Check(b Batch, current func(kind storage.Kind, key string) (any, error)) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		seen := map[string]bool{}
		for r := range b.Records() {
			id := string(r.Kind) + " " + r.Key
			err := valid(r)
			if err == nil && seen[id] {
				err = invalid(id, "", "stands twice in the batch")
			}
			seen[id] = true
			if err == nil {
				var stored any
				if stored, err = current(r.Kind, r.Key); err == nil {
					err = follows(stored, r)
				}
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
		if len(seen) == 0 {
			yield(Record{}, invalid("batch", "", "holds no record"))
		}
	}
}

// valid tests a record in itself.
func valid(r Record) error {
	switch v := r.Value.(type) {
	case *complaint.Complaint:
		return v.Validate(complaint.Limits{})
	case *complaint.Identity:
		return v.Validate(complaint.Limits{})
	case *Edition:
		return v.Validate()
	default:
		return invalid(string(r.Kind), "", "the batch holds a nil record")
	}
}

// follows tests whether a record may follow the stored one.
func follows(stored any, r Record) error {
	expected := r.Version - 1
	var version storage.Version
	switch s := stored.(type) {
	case nil:
	case *complaint.Complaint:
		version = s.Version
	case *complaint.Identity:
		version = s.Version
	case *Edition:
		version = s.Version
	}
	if version != expected {
		return &storage.ConflictError{Kind: r.Kind, Key: r.Key, Expected: expected, Stored: version}
	}
	switch s := stored.(type) {
	case *complaint.Complaint:
		return appends(s, r.Value.(*complaint.Complaint))
	case *complaint.Identity:
		if next := r.Value.(*complaint.Identity); next.Complaint != s.Complaint {
			return invalid("identity "+r.Key, "complaint", "belongs to another complaint")
		}
	case *Edition:
		if next := r.Value.(*Edition); next.Digest != s.Digest {
			return invalid("edition "+r.Key, "body", "an edition never changes; give the new rules a new edition")
		}
	}
	return nil
}

// appends tests that a complaint only adds to the past of the stored one.
func appends(stored, next *complaint.Complaint) error {
	what := "complaint " + next.ID.String()
	for _, f := range []struct {
		field string
		same  bool
	}{
		{"tracking", stored.Tracking == next.Tracking},
		{"reporter", stored.Reporter == next.Reporter},
		{"lifecycle", stored.Lifecycle == next.Lifecycle},
		{"policy", stored.Policy == next.Policy},
		{"external", stored.External == next.External},
	} {
		if !f.same {
			return invalid(what, f.field, "never changes after the submission")
		}
	}
	if len(next.Timeline) < len(stored.Timeline) {
		return invalid(what, "timeline", fmt.Sprintf("has %d entries, %d are stored; a timeline only grows", len(next.Timeline), len(stored.Timeline)))
	}
	for i, e := range stored.Timeline {
		if !e.Equal(next.Timeline[i]) {
			return invalid(what, fmt.Sprintf("timeline[%d]", i), "differs from what is stored; a timeline only grows")
		}
	}
	if len(next.Texts) < len(stored.Texts) {
		return invalid(what, "texts", "lacks a text that is stored; erasing leaves a tombstone")
	}
	for i, t := range stored.Texts {
		n := next.Texts[i]
		erased := n.Erased && n.Digest == t.Digest
		if !erased && !reflect.DeepEqual(t, n) {
			return invalid(what, fmt.Sprintf("texts[%d]", i), "differs from what is stored; a text may only be erased")
		}
	}
	return nil
}

func invalid(what, field, message string) error {
	return &storage.InvalidError{What: what, Problems: []storage.Problem{{Field: field, Message: message}}}
}
