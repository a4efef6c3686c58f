package backend

import (
	"fmt"
	"iter"
	"log/slog"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// Record is one record of a batch in the form that any store can write.
type Record struct {
	Kind storage.Kind
	// Key is the record's ID in canonical text, unique within its kind.
	Key string
	// Version is the version to store, one more than the version read.
	Version storage.Version
	// Seq is the number of facts that the record holds, for the change feed: the
	// timeline entries of a complaint, the editions, steps and reports of a plan,
	// the editions and assessments of a road map, 0 for other kinds.
	Seq int
	// Value is a copy of the record with Version set: a *complaint.Complaint,
	// *complaint.Identity, *agency.Agency, *workplan.Plan, *board.Meeting,
	// *roadmap.Roadmap or *Edition; or a *Hint, which has no version. [Encode] writes their JSON form, [Decode]
	// reads it.
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

// Unique is a value that only one record of a kind may have. It may be somebody's
// telephone ([complaint.External]); a store opens it to look it up.
type Unique struct {
	Field string
	Value complaint.Private
}

// UniqueIn returns the unique value by which a filter finds the one complaint
// that it can match, if it names any, in the form of [Record.Unique].
func UniqueIn(f complaint.Filter) (Unique, bool) {
	switch {
	case f.Tracking != "":
		return tracking(f.Tracking), true
	case !f.External.IsZero():
		return external(f.External), true
	default:
		return Unique{}, false
	}
}

func tracking(t complaint.Tracking) Unique {
	return Unique{"tracking", complaint.NewPrivate(string(t))}
}

func external(e complaint.External) Unique {
	return Unique{"external", complaint.NewPrivate(fmt.Sprintf("%q/%q", e.System, e.ID.Open()))}
}

// Change is what the feed tells of the record, but for the cursor.
func (r Record) Change() storage.Change {
	return storage.Change{Kind: r.Kind, Key: r.Key, Version: r.Version, Seq: r.Seq}
}

// Records yields the records of the batch in the order of its fields, each with
// the version to store. A nil record yields a nil Value, which [Check] refuses.
func (b Batch) Records() iter.Seq[Record] {
	return func(yield func(Record) bool) {
		_ = each(b.Complaints, complaintRecord, yield) &&
			each(b.Identities, identityRecord, yield) &&
			each(b.Agencies, agencyRecord, yield) &&
			each(b.Plans, planRecord, yield) &&
			each(b.Meetings, meetingRecord, yield) &&
			each(b.Roadmaps, roadmapRecord, yield) &&
			each(b.Editions, editionRecord, yield)
	}
}

// each yields the records of one kind, and reports whether more are wanted.
func each[T any](list []*T, record func(*T) Record, yield func(Record) bool) bool {
	for _, v := range list {
		if !yield(record(v)) {
			return false
		}
	}
	return true
}

func complaintRecord(c *complaint.Complaint) Record {
	if c == nil {
		return Record{Kind: complaint.KindOfComplaint}
	}
	c = c.Clone()
	c.Version++
	r := Record{Kind: complaint.KindOfComplaint, Key: c.ID.String(), Version: c.Version, Seq: len(c.Timeline), Value: c}
	r.Unique = append(r.Unique, tracking(c.Tracking))
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

func planRecord(p *workplan.Plan) Record {
	if p == nil {
		return Record{Kind: workplan.KindOfPlan}
	}
	p = p.Clone()
	p.Version++
	return Record{Kind: workplan.KindOfPlan, Key: string(p.ID), Version: p.Version, Seq: p.Seq(), Value: p}
}

func meetingRecord(m *board.Meeting) Record {
	if m == nil {
		return Record{Kind: board.KindOfMeeting}
	}
	m = m.Clone()
	m.Version++
	return Record{Kind: board.KindOfMeeting, Key: string(m.ID), Version: m.Version, Value: m}
}

func roadmapRecord(r *roadmap.Roadmap) Record {
	if r == nil {
		return Record{Kind: roadmap.KindOfRoadmap}
	}
	r = r.Clone()
	r.Version++
	return Record{Kind: roadmap.KindOfRoadmap, Key: string(r.ID), Version: r.Version, Seq: r.Seq(), Value: r}
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
