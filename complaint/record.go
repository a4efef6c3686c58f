package complaint

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// Record is a case as a store of this library kept it: one line of an export
// ([Service.Export]), with which another store goes on ([Service.Import]).
//
// Who may not know who reported gets it without the identity, and of a case that hides who
// reported or what, without the external reference, as in an [AgencyView]. Everything else
// is complete: IDs, the tracking number, texts with their salts, and the whole timeline.
type Record struct {
	// Complaint is the record, without the hint for the timer. Required.
	Complaint *Complaint `json:"complaint"`
	// Identity is who reported; nil if nobody told, or if it was not asked for.
	Identity *Identity `json:"identity,omitzero"`
}

// Format prints the ID of the case, whatever the verb.
func (r Record) Format(f fmt.State, _ rune) {
	if r.Complaint == nil {
		_, _ = io.WriteString(f, "no record")
		return
	}
	_, _ = fmt.Fprintf(f, "record of %v", *r.Complaint)
}

// LogValue is what Format prints.
func (r Record) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(r)) }

// Format prints the ID of the case, as far as it has one yet, whatever the verb.
func (p Past) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "past case %s", p.begun().ID) }

// LogValue is what Format prints.
func (p Past) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(p)) }

// validate reports what is wrong with the parts in themselves and with each other.
func (r *Record) validate(limits Limits) error {
	c, i := r.Complaint, r.Identity
	if c == nil {
		var p storage.Problems
		p.Add("record.complaint", "is required")
		return p.Err("record")
	}
	if err := c.Validate(limits); err != nil || i == nil {
		return err
	}
	if err := i.Validate(limits); err != nil {
		return err
	}
	if i.Ref != c.Reporter || i.Complaint != c.ID {
		var p storage.Problems
		p.Add("record.identity", "is that of another case")
		return p.Err("record of " + c.ID.String())
	}
	return nil
}

// Encode returns the JSON form of a past case, as [ReadPast] reads it, with all that it
// holds. json.Marshal refuses one with a record or with what is private.
func (p Past) Encode() ([]byte, error) {
	if p.Record == nil {
		p.Draft.Reporter, p.Draft.External, p.Draft.Location = p.Draft.Reporter.inWriting(), p.Draft.External.inWriting(), p.Draft.Location.inWriting()
		return json.Marshal(p)
	}
	var out struct {
		Record struct {
			Complaint json.RawMessage `json:"complaint"`
			Identity  json.RawMessage `json:"identity,omitempty"`
		} `json:"record"`
	}
	var err error
	if p.Record.Complaint == nil {
		return nil, p.Record.validate(Limits{})
	}
	if out.Record.Complaint, err = p.Record.Complaint.Encode(); err != nil {
		return nil, err
	}
	if p.Record.Identity != nil {
		if out.Record.Identity, err = p.Record.Identity.Encode(); err != nil {
			return nil, err
		}
	}
	return json.Marshal(out)
}

// recordBegins is how a line begins that may be as long as a record.
const recordBegins = `{"record":`

// isRecord reports whether a line holds a record.
func isRecord(line []byte) bool { return bytes.HasPrefix(line, []byte(recordBegins)) }

// exported bounds a line with a record: that of a store, a person, and what stands around
// them.
func exported() strict.Limits {
	limits := kept()
	limits.Bytes, limits.Nodes = limits.Bytes+1<<20, limits.Nodes+100
	return limits
}

// parsePast reads the JSON form of a past case strictly. A record in it is valid in itself.
func parsePast(line []byte) (past Past, err error) {
	limits := given()
	if isRecord(line) {
		limits = exported()
	}
	err = decode("past case", line, limits, &past, func(p *Past, limits Limits) error {
		if p.Record == nil {
			return nil
		}
		return p.Record.validate(limits)
	})
	return past, err
}

// begun is the draft that tells whether the case was imported before: of a record only what
// it is found by.
func (p Past) begun() Draft {
	if p.Record == nil || p.Record.Complaint == nil {
		return p.Draft
	}
	return Draft{ID: p.Record.Complaint.ID, Report: p.Record.Complaint.Report}
}

// texts is how much text a record holds.
func (p Past) texts() int {
	if p.Record == nil || p.Record.Complaint == nil {
		return 0
	}
	return p.Record.Complaint.textBytes()
}

// alone reports whether nothing stands beside a record.
func (p Past) alone() bool {
	d := p.Draft
	return p.At.IsZero() && len(p.Events) == 0 && d.ID.IsZero() && d.Kind == "" && d.Channel == "" && d.Title == "" && d.Body == "" &&
		d.External.IsZero() && d.Reporter.IsZero()
}

// openRecord is [Lifecycle.OpenPast] for a record. Versions count the commits of a store, and
// the import is the first one here.
func (l *Lifecycle) openRecord(by Actor, past Past, at Moment) (*Complaint, error) {
	if err := past.Record.validate(Limits{}); err != nil {
		return nil, err
	}
	c := past.Record.Complaint.Clone()
	c.NextDue = time.Time{}
	var p storage.Problems
	if !past.alone() {
		p.Add("record", "goes without a draft, an instant and events: it says all of them")
	}
	if c.Lifecycle != l.Edition() {
		p.Add("record.complaint.lifecycle", fmt.Sprintf("the case keeps the lifecycle %s", c.Lifecycle), l.Edition().String())
	}
	now := canonical(at.Now)
	if c.UpdatedAt().After(now) {
		p.Add("record.complaint.timeline", "the last entry stands after now")
	}
	if err := p.Err("record of " + c.ID.String()); err != nil {
		return nil, err
	}
	if err := l.CheckWords(c); err != nil {
		return nil, err
	}
	again, err := l.Replay(c)
	if err != nil {
		return nil, err
	}
	if same, err := encodedAlike(c, again); err != nil || !same {
		p.Add("record.complaint", "says something else than follows from its timeline")
		return nil, p.Err("record of " + c.ID.String())
	}
	for i := range c.Timeline {
		c.Timeline[i].Version = 1
	}
	c.Version = 0
	l.absorb(c, Entry{At: now, By: by, Action: ActionImport, From: c.State, To: c.State, Version: 1})
	return c, nil
}

// encodedAlike reports whether two records have one JSON form.
func encodedAlike(c, d *Complaint) (bool, error) {
	a, err := c.Encode()
	if err != nil {
		return false, err
	}
	b, err := d.Encode()
	return bytes.Equal(a, b), err
}

// began reports whether a stored case is the record, imported or the one that was exported,
// whatever happened to it since. What an export without a purpose left out is not compared.
func (r *Record) began(c *Complaint) bool {
	d := r.Complaint
	if r.Identity == nil && d.External.IsZero() {
		c = c.Clone()
		c.hideExternal()
	}
	if c.ID != d.ID || c.Tracking != d.Tracking || c.Reporter != d.Reporter || c.Lifecycle != d.Lifecycle || c.Policy != d.Policy || len(c.Timeline) < len(d.Timeline) {
		return false
	}
	for i, e := range d.Timeline {
		if e.Version = c.Timeline[i].Version; !e.Equal(c.Timeline[i]) {
			return false
		}
	}
	return true
}
