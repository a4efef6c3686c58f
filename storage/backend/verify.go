package backend

import (
	"cmp"
	"context"
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

// Verification says how a whole store is looked through.
type Verification struct {
	// Lifecycles are the editions by which complaints are derived again from their
	// timelines. A complaint under another one is only counted: [Verified].Underived.
	Lifecycles []*complaint.Lifecycle
	// Progress is told after each record how many were looked through, of how many;
	// nil tells nobody. It is quick and calls nothing of the store.
	Progress func(done, all int)
}

// Verified is what was found in a store.
type Verified struct {
	// Records and Changes are how many were looked through; Underived how many
	// complaints were not derived again, for want of their lifecycle.
	Records, Changes, Underived int
	// Faults lists what is wrong, one record after another, each with a
	// *storage.RecordError, and what is wrong with the store as a whole. Empty is a
	// sound store. It holds at most [MaxFaults]; More are the others.
	Faults []error
	More   int
}

// MaxFaults bounds how many faults are listed.
const MaxFaults = 100

// note adds a fault, nil for none.
func (v *Verified) note(fault error) {
	switch {
	case fault == nil:
	case len(v.Faults) < MaxFaults:
		v.Faults = append(v.Faults, fault)
	default:
		v.More++
	}
}

// Err is all that was found as one error, nil for a sound store.
func (v Verified) Err() error {
	if v.More > 0 {
		return errors.Join(append(slices.Clone(v.Faults), fmt.Errorf("and %d more", v.More))...)
	}
	return errors.Join(v.Faults...)
}

// named is a record by its kind and key, told what the feed says of it.
type named struct {
	kind storage.Kind
	key  string
}

type told struct {
	version storage.Version
	seq     int
}

// Verifier is a store that can look through all that it holds.
type Verifier interface {
	// Verify looks through the whole store, as of one moment. What is wrong is in the
	// answer; the error is that of ctx, or of a store that cannot be read at all.
	Verify(ctx context.Context, how Verification) (Verified, error)
}

// Walk leads through a store, as of one moment. A *storage.RecordError in the place of
// a record or of a change is a fault, and the walk goes on; any other error ends it.
type Walk struct {
	// Scan visits the records of a kind, all of them, as a [Source] does.
	Scan func(kind storage.Kind, visit func(record any) bool) error
	// Feed yields all changes.
	Feed iter.Seq2[storage.Change, error]
	// Look says what else is wrong with a record that is valid: what only the store
	// knows. Nil says nothing.
	Look func(r Record) error
}

// Verify is what every [Verifier] does: it looks whether each record is valid, which
// ordinary reads need not test, whether a complaint follows from its timeline and has
// the words of its edition, and whether the feed tells of each record every version
// once and in order, and of nothing else. The keys of all records are kept in memory.
func Verify(ctx context.Context, w Walk, how Verification) (v Verified, err error) {
	records := map[named]told{}
	for c, err := range w.Feed {
		switch {
		case storage.IsRecord(err):
			v.note(err)
			continue
		case err != nil:
			return v, err
		}
		v.Changes++
		at := named{c.Kind, c.Key}
		before := records[at]
		records[at] = told{c.Version, c.Seq}
		if c.Version != before.version+1 || c.Seq < before.seq {
			v.note(fault(at, "change %s tells of version %d with %d facts after version %d with %d", c.Cursor, c.Version, c.Seq, before.version, before.seq))
		}
	}
	all := len(records)
	for _, kind := range Kinds() {
		if err := w.Scan(kind, func(record any) bool {
			v.Records++
			if odd, isOdd := record.(*storage.RecordError); isOdd {
				delete(records, named{odd.Kind, odd.Key})
				v.note(odd)
			} else {
				v.look(stored(record), records, w.Look, how)
			}
			if how.Progress != nil {
				how.Progress(v.Records, max(all, v.Records))
			}
			return ctx.Err() == nil
		}); err != nil {
			return v, err
		}
	}
	lost := slices.SortedFunc(maps.Keys(records), func(a, b named) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.key, b.key)) })
	for _, lost := range lost {
		v.note(fault(lost, "the feed tells of it, and it is not stored"))
	}
	return v, ctx.Err()
}

// look looks at one record, and takes it from those of which the feed tells.
func (v *Verified) look(r Record, records map[named]told, look func(Record) error, how Verification) {
	at := named{r.Kind, r.Key}
	known, ok := records[at]
	delete(records, at)
	var faults []error
	switch {
	case !ok:
		faults = append(faults, errors.New("the feed does not tell of it"))
	case known != told{r.Version, r.Seq}:
		faults = append(faults, fmt.Errorf("it has version %d with %d facts, the feed ends with version %d and %d", r.Version, r.Seq, known.version, known.seq))
	}
	invalid := valid(r)
	if invalid == nil && look != nil {
		invalid = look(r)
	}
	faults = append(faults, invalid)
	if c, ok := r.Value.(*complaint.Complaint); ok {
		faults = append(faults, v.derive(c, how.Lifecycles))
	}
	if err := errors.Join(faults...); err != nil {
		v.note(&storage.RecordError{Kind: r.Kind, Key: r.Key, Cause: err})
	}
}

// derive derives a complaint again from its timeline, and holds its words against its edition.
func (v *Verified) derive(c *complaint.Complaint, lifecycles []*complaint.Lifecycle) error {
	i := slices.IndexFunc(lifecycles, func(l *complaint.Lifecycle) bool { return l != nil && l.Edition() == c.Lifecycle })
	if i < 0 {
		v.Underived++
		return nil
	}
	words := lifecycles[i].CheckWords(c)
	again, err := lifecycles[i].Replay(c)
	if err == nil {
		err = differs(c, again, "does not follow from the timeline")
	}
	return errors.Join(words, err)
}

// stored is a record as it is stored.
func stored(value any) (r Record) {
	switch v := value.(type) {
	case *complaint.Complaint:
		r = complaintRecord(v)
	case *complaint.Identity:
		r = identityRecord(v)
	case *agency.Agency:
		r = agencyRecord(v)
	case *workplan.Plan:
		r = planRecord(v)
	case *board.Meeting:
		r = meetingRecord(v)
	case *roadmap.Roadmap:
		r = roadmapRecord(v)
	case *Edition:
		r = editionRecord(v)
	}
	r.Version, r.Value = r.Version-1, value
	return r
}

func fault(r named, format string, args ...any) error {
	return &storage.RecordError{Kind: r.kind, Key: r.key, Cause: fmt.Errorf(format, args...)}
}
