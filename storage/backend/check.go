package backend

import (
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
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
	// *complaint.Identity, *agency.Agency or *Edition. [Encode] writes their
	// JSON form, [Decode] reads it.
	Value any
	// Unique lists values that no other record of the kind may have, each with
	// its field.
	Unique []Unique
}

// Format prints the kind, the key and the version, whatever the verb.
func (r Record) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "%s %s (version %d)", r.Kind, r.Key, r.Version)
}

// LogValue is what Format prints.
func (r Record) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(r)) }

// Unique is a value that only one record of a kind may have.
type Unique struct{ Field, Value string }

// UniqueIn returns the unique value by which a filter finds the one complaint
// that it can match, if it names any, in the form of [Record.Unique].
func UniqueIn(f complaint.Filter) (Unique, bool) {
	switch {
	case f.Tracking != "":
		return Unique{"tracking", string(f.Tracking)}, true
	case !f.External.IsZero():
		return external(f.External), true
	default:
		return Unique{}, false
	}
}

func external(e complaint.External) Unique {
	return Unique{"external", fmt.Sprintf("%q/%q", e.System, e.ID)}
}

// Change is what the feed tells of the record, but for the cursor.
func (r Record) Change() storage.Change {
	return storage.Change{Kind: r.Kind, Key: r.Key, Version: r.Version, Seq: r.Seq}
}

// Records yields the records of the batch, complaints first, then identities,
// agencies and editions, each with the version to store. A nil record yields a nil
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
		for _, a := range b.Agencies {
			if !yield(agencyRecord(a)) {
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
		r.Unique = append(r.Unique, external(c.External))
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

// agencyRecord gives the instants of an agency in UTC, cut to microseconds, so
// that every store gives back the same.
func agencyRecord(a *agency.Agency) Record {
	if a == nil {
		return Record{Kind: agency.KindOfAgency}
	}
	copied := a.Clone()
	copied.Version++
	for i := range copied.Terms {
		v := &copied.Terms[i].Valid
		v.From, v.Until = canonical(v.From), canonical(v.Until)
	}
	for i := range copied.Successions {
		copied.Successions[i].On = canonical(copied.Successions[i].On)
	}
	return Record{Kind: agency.KindOfAgency, Key: string(a.ID), Version: copied.Version, Value: &copied}
}

func canonical(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Microsecond)
}

// editionRecord gives the validity of an edition in UTC, cut to microseconds.
func editionRecord(e *Edition) Record {
	if e == nil {
		return Record{Kind: KindOfEdition}
	}
	e = e.Clone()
	e.Version++
	e.Valid.From, e.Valid.Until = canonical(e.Valid.From), canonical(e.Valid.Until)
	return Record{Kind: KindOfEdition, Key: e.EditionKey.String(), Version: e.Version, Value: e}
}

// Check yields the records of a batch, each tested against what is stored, and
// ends with an error at the first one that must not be written; then nothing of
// the batch may be. current returns the stored record of the same kind and key,
// of the same Go type as [Decode] gives; a nil, or an error that unwraps to
// storage.ErrNotFound, means that there is none, and any other error ends the
// sequence. It must see the same state as the writing that follows, and is
// called once for each record.
//
// The errors: *storage.InvalidError for an empty batch, a nil, repeated or
// invalid record, a changed header, a timeline or texts whose past would
// change, a new entry with another version than the commit gives;
// *storage.ConflictError for another version.
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
				err = checkOne(r, current)
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

// valid tests a record in itself. A version below 0 shows here only: the record
// holds the next one, which may look right.
func valid(r Record) error {
	if r.Value != nil && r.Version < 1 {
		return invalid(string(r.Kind)+" "+r.Key, "version", "is never negative")
	}
	switch v := r.Value.(type) {
	case *complaint.Complaint:
		return v.Validate(complaint.Limits{})
	case *complaint.Identity:
		return v.Validate(complaint.Limits{})
	case *agency.Agency:
		return v.Validate()
	case *Edition:
		return v.Validate()
	default:
		return invalid(string(r.Kind), "", "the batch holds a nil record")
	}
}

// checkOne tests a valid record against the stored one.
func checkOne(r Record, current func(kind storage.Kind, key string) (any, error)) error {
	found, err := current(r.Kind, r.Key)
	if errors.Is(err, storage.ErrNotFound) {
		found, err = nil, nil
	}
	if err != nil {
		return err
	}
	switch next := r.Value.(type) {
	case *complaint.Complaint:
		stored, err := storedAs[complaint.Complaint](r, found)
		if err != nil {
			return err
		}
		if stored == nil {
			stored = &complaint.Complaint{}
		}
		return first(conflict(r, stored.Version), headerStays(stored, next), appends(stored, next))
	case *complaint.Identity:
		stored, err := storedAs[complaint.Identity](r, found)
		if err != nil || stored == nil {
			return first(err, conflict(r, 0))
		}
		if err := conflict(r, stored.Version); err != nil || next.Complaint == stored.Complaint {
			return err
		}
		return invalid("identity "+r.Key, "complaint", "belongs to another complaint")
	case *agency.Agency:
		stored, err := storedAs[agency.Agency](r, found)
		if err != nil || stored == nil {
			return first(err, conflict(r, 0))
		}
		return conflict(r, stored.Version)
	case *Edition:
		stored, err := storedAs[Edition](r, found)
		if err != nil || stored == nil {
			return first(err, conflict(r, 0))
		}
		if err := conflict(r, stored.Version); err != nil || next.Digest == stored.Digest {
			return err
		}
		return invalid("edition "+r.Key, "body", "an edition never changes; give the new rules a new edition")
	default:
		return nil // valid has refused it
	}
}

// storedAs is the stored record in the type of the new one, nil for none. A
// nil pointer inside the interface is none too: it is what a function returns
// that looks up a map of pointers.
func storedAs[T any](r Record, found any) (*T, error) {
	if found == nil {
		return nil, nil
	}
	stored, ok := found.(*T)
	if !ok {
		return nil, fmt.Errorf("backend: the stored %s %s was handed over as %T, want %T", r.Kind, r.Key, found, r.Value)
	}
	return stored, nil
}

// conflict compares the version that the writer had read with the stored one.
func conflict(r Record, stored storage.Version) error {
	if expected := r.Version - 1; stored != expected {
		return &storage.ConflictError{Kind: r.Kind, Key: r.Key, Expected: expected, Stored: stored}
	}
	return nil
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// headerStays tests that a stored complaint keeps what it was opened with.
func headerStays(stored, next *complaint.Complaint) error {
	if stored.Version == 0 {
		return nil
	}
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
			return invalid("complaint "+next.ID.String(), f.field, "never changes after the submission")
		}
	}
	return nil
}

// appends tests that a complaint only adds to the past of the stored one.
func appends(stored, next *complaint.Complaint) error {
	what := "complaint " + next.ID.String()
	if len(next.Timeline) < len(stored.Timeline) {
		return invalid(what, "timeline", fmt.Sprintf("has %d entries, %d are stored; a timeline only grows", len(next.Timeline), len(stored.Timeline)))
	}
	for i, e := range stored.Timeline {
		if !e.Equal(next.Timeline[i]) {
			return invalid(what, fmt.Sprintf("timeline[%d]", i), "differs from what is stored; a timeline only grows")
		}
	}
	for i, e := range next.Timeline[len(stored.Timeline):] {
		if e.Version != next.Version {
			return invalid(what, fmt.Sprintf("timeline[%d].version", len(stored.Timeline)+i),
				fmt.Sprintf("is %d, but this commit gives version %d", e.Version, next.Version))
		}
	}
	if len(next.Texts) < len(stored.Texts) {
		return invalid(what, "texts", "lacks a text that is stored; erasing leaves a tombstone")
	}
	for i, t := range stored.Texts {
		n := next.Texts[i]
		erased := n.Erased && n.Digest == t.Digest
		if !erased && t != n {
			return invalid(what, fmt.Sprintf("texts[%d]", i), "differs from what is stored; a text may only be erased")
		}
	}
	return nil
}

func invalid(what, field, message string) error {
	return &storage.InvalidError{What: what, Problems: []storage.Problem{{Field: field, Message: message}}}
}
