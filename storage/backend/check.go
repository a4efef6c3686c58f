package backend

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// Check yields the records of a batch, each tested against what is stored, and
// ends with an error at the first one that must not be written; then nothing of
// the batch may be. current returns the stored record of the same kind and key,
// of the same Go type as [Decode] gives; a nil, or an error that unwraps to
// storage.ErrNotFound, means that there is none, and any other error ends the
// sequence. It must see the same state as the writing that follows, and is
// called once for each record and each complaint.Due. A stored complaint comes with its
// hint, see [Hinted].
//
// After each complaint comes its [Hint], and at the end the hints that move alone.
//
// The errors: *storage.InvalidError for an empty batch, a nil, repeated or
// invalid record, a changed header, a timeline or texts whose past would
// change, a new entry with another version than the commit gives, a complaint that
// changed without an entry that says so, a plan, a
// meeting or a road map that does not follow the stored one
// ([workplan.Plan.Follows] and its like), a hint that stands twice in the batch;
// *storage.ConflictError for another version, or another hint than a complaint.Due names.
func Check(b Batch, current func(kind storage.Kind, key string) (any, error)) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		seen := map[string]bool{}
		next := func(r Record, check func() error) bool {
			id := string(r.Kind) + " " + r.Key
			err := valid(r)
			if err == nil && seen[id] {
				err = invalid(r.Kind.Name(r.Key), "", "stands twice in the batch")
			}
			seen[id] = true
			if err == nil && check != nil {
				err = check()
			}
			return yield(r, err) && err == nil
		}
		for r := range b.Records() {
			if !next(r, func() error { return checkOne(r, current) }) {
				return
			}
			if c, ok := r.Value.(*complaint.Complaint); ok && !next(hintRecord(r.Key, c.NextDue), nil) {
				return
			}
		}
		for _, d := range b.Due {
			r := hintRecord(d.ID.String(), d.Next)
			if !next(r, func() error { return checkDue(r, d, current) }) {
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
	if r.Value != nil && r.Version < 1 && r.Kind != KindOfHint {
		return invalid(r.Kind.Name(r.Key), "version", "is never negative")
	}
	switch v := r.Value.(type) {
	case interface {
		Validate(l complaint.Limits) error
	}:
		return v.Validate(complaint.Limits{})
	case interface{ Validate() error }:
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
		return first(conflict(r, stored.Version), headerStays(stored, next), appends(stored, next), follows(stored, next))
	case *complaint.Identity:
		return succeeds(r, found, func(i *complaint.Identity) storage.Version { return i.Version }, func(stored *complaint.Identity) error {
			if next.Complaint == stored.Complaint {
				return nil
			}
			return invalid(r.Kind.Name(r.Key), "complaint", "belongs to another complaint")
		})
	case *agency.Agency:
		return succeeds(r, found, func(a *agency.Agency) storage.Version { return a.Version }, nil)
	case *workplan.Plan:
		return succeeds(r, found, func(p *workplan.Plan) storage.Version { return p.Version }, next.Follows)
	case *board.Meeting:
		return succeeds(r, found, func(m *board.Meeting) storage.Version { return m.Version }, next.Follows)
	case *roadmap.Roadmap:
		return succeeds(r, found, func(m *roadmap.Roadmap) storage.Version { return m.Version }, next.Follows)
	case *Edition:
		return succeeds(r, found, func(e *Edition) storage.Version { return e.Version }, func(stored *Edition) error {
			if next.Digest == stored.Digest {
				return nil
			}
			return invalid("edition "+r.Key, "body", "an edition never changes; give the new rules a new edition")
		})
	default:
		return nil // valid has refused it
	}
}

// succeeds tests a record against the stored one, if there is one: its version,
// and then whether it may follow; nil lets everything follow.
func succeeds[T any](r Record, found any, version func(*T) storage.Version, follows func(stored *T) error) error {
	stored, err := storedAs[T](r, found)
	if err != nil || stored == nil {
		return first(err, conflict(r, 0))
	}
	if err := conflict(r, version(stored)); err != nil || follows == nil {
		return err
	}
	return follows(stored)
}

// checkDue tests a hint that moves alone against the stored complaint.
func checkDue(r Record, d complaint.Due, current func(kind storage.Kind, key string) (any, error)) error {
	if err := d.Validate(); err != nil {
		return err
	}
	of := Record{Kind: complaint.KindOfComplaint, Key: r.Key, Version: d.Version + 1, Value: &complaint.Complaint{}}
	found, err := current(of.Kind, of.Key)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return err
	}
	stored, err := storedAs[complaint.Complaint](of, found)
	if err != nil || stored == nil {
		return first(err, conflict(of, 0))
	}
	if err := conflict(of, stored.Version); err != nil {
		return err
	}
	if !d.Was.Equal(stored.NextDue) {
		return &storage.ConflictError{Kind: of.Kind, Key: of.Key, Expected: d.Version, Stored: stored.Version, Field: "next_due"}
	}
	return nil
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
		return nil, fmt.Errorf("backend: the stored %s was handed over as %T, want %T", r.Kind.Name(r.Key), found, r.Value)
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
		{"report", stored.External.Equal(next.External)},
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

// follows tests that a complaint without a new entry is the stored one: what happens
// to a case stands in its timeline, from which the rest follows. Only a text may be
// erased without an entry.
func follows(stored, next *complaint.Complaint) error {
	if stored.Version == 0 || len(next.Timeline) > len(stored.Timeline) {
		return nil
	}
	if len(next.Texts) > len(stored.Texts) {
		return invalid("complaint "+next.ID.String(), "texts", "has a text more, and no entry of the timeline is new")
	}
	return differs(stored, next, "changed, and no entry of the timeline is new")
}

// differs names the fields that follow from the timeline and in which two complaints
// differ.
func differs(a, b *complaint.Complaint, message string) error {
	was, err := derived(a)
	if err != nil {
		return err
	}
	is, err := derived(b)
	if err != nil {
		return err
	}
	var p storage.Problems
	all := maps.Clone(was)
	maps.Copy(all, is)
	for _, field := range slices.Sorted(maps.Keys(all)) {
		if !bytes.Equal(was[field], is[field]) {
			p.Add(field, message)
		}
	}
	return p.Err("complaint " + a.ID.String())
}

// derived are the fields of a complaint that follow from its timeline, in their
// JSON form.
func derived(c *complaint.Complaint) (fields map[string]json.RawMessage, err error) {
	rest := *c
	rest.Version, rest.Timeline, rest.Texts = 0, nil, nil
	data, err := Encode(Record{Value: &rest})
	if err == nil {
		err = json.Unmarshal(data, &fields)
	}
	return fields, err
}

func invalid(what, field, message string) error {
	return &storage.InvalidError{What: what, Problems: []storage.Problem{{Field: field, Message: message}}}
}
