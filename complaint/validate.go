package complaint

import (
	"fmt"
	"time"

	"github.com/aduan-go/aduan/internal/enum"

	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// Validate reports what is wrong with the record in itself, as a
// *storage.InvalidError: missing identifiers, a timeline out of order, texts
// that do not match their digests, references to texts that are not there. It
// does not ask the lifecycle; see [Lifecycle.Replay].
func (c *Complaint) Validate(limits Limits) error {
	l := limits.orDefault()
	var p problems
	if c.ID.IsZero() {
		p.add("id", "is required")
	}
	if c.Version < 0 {
		p.add("version", "is never negative")
	}
	if _, err := ParseTracking(string(c.Tracking)); err != nil || len(c.Tracking) != trackingDigits {
		p.add("tracking", "want a tracking number of 13 digits with its check digit")
	}
	if c.Reporter.IsZero() {
		p.add("reporter", "is required")
	}
	if c.Lifecycle.Name == "" || c.State == "" {
		p.add("lifecycle", "the edition of the rules and the state are required")
	}
	if !c.NextDue.Equal(canonical(c.NextDue)) || c.NextDue.Year() > 9999 {
		p.add("next_due", "want an instant cut to microseconds, up to the year 9999")
	}
	p.check("external.system", checkName(c.External.System, l.Name))
	p.check("external.id", checkName(c.External.ID, l.Name))
	p.check("category", c.Category.Validate())
	if len(c.Region) > 0 {
		p.check("region", c.Region.Validate())
	}
	p.record(c, l)
	p.timeline(c, l)
	p.texts(c, l)
	return p.err("complaint " + c.ID.String())
}

// record checks the closed sets and names of the record.
func (p *problems) record(c *Complaint, l Limits) {
	for _, s := range []struct {
		name  string
		n     int
		words enum.Set
	}{
		{"kind", int(c.Kind), kindWords()},
		{"class", int(c.Class), classWords()},
		{"channel", int(c.Channel), channelWords()},
		{"archived", int(c.Archived), archiveReasonWords()},
	} {
		p.check(s.name, inSet(s.name, s.n, s.words))
	}
	p.agency("agency", c.Agency)
	p.agency("main", c.Main)
	p.agency("target", c.Target)
	p.attachments(c.Attachments, l)
	if len(c.Supporting) > l.Supporting {
		p.add("supporting", fmt.Sprintf("%d supporting units, at most %d are allowed", len(c.Supporting), l.Supporting))
	}
	for i, u := range c.Supporting {
		p.agency(fmt.Sprintf("supporting[%d]", i), u)
		if u == c.Main {
			p.add(fmt.Sprintf("supporting[%d]", i), "is the main unit too; there is exactly one")
		}
	}
	if c.Rating < 0 || c.Rating > 5 {
		p.add("rating", "want 1 to 5")
	}
}

func (p *problems) timeline(c *Complaint, l Limits) {
	if len(c.Timeline) == 0 {
		p.add("timeline", "is empty; a complaint begins with its submission")
	}
	if len(c.Timeline) > l.Entries+1 { // the last one may have ended the case
		p.add("timeline", fmt.Sprintf("%d entries, at most %d are allowed", len(c.Timeline), l.Entries))
		return
	}
	known := make(map[Digest]bool, len(c.Texts))
	for _, t := range c.Texts {
		known[t.Digest] = true
	}
	var last time.Time
	var version storage.Version
	keys := map[string]bool{}
	for i, e := range c.Timeline {
		field := fmt.Sprintf("timeline[%d]", i)
		if e.Seq != i+1 {
			p.add(field+".seq", fmt.Sprintf("want %d, not %d", i+1, e.Seq))
		}
		if !e.At.Equal(canonical(e.At)) || e.At.Year() > 9999 || e.At.Before(last) || e.At.IsZero() {
			p.add(field+".at", "want an instant cut to microseconds, not before the entry before")
		}
		last = e.At
		if e.Version < version || e.Version < 1 || e.Version > c.Version+1 {
			p.add(field+".version", fmt.Sprintf("want a version from %d to %d, not %d", max(version, 1), c.Version+1, e.Version))
		}
		version = e.Version
		if e.Key != "" && keys[e.Key] {
			p.add(field+".key", "is used twice")
		}
		keys[e.Key] = true
		p.check(field+".key", checkName(e.Key, l.Name))
		p.check(field+".by.id", checkName(e.By.ID, max(l.Name, refLength)))
		p.agency(field+".by.agency", e.By.Agency)
		for _, d := range []Digest{e.Note, e.Title, e.Body, e.Place} {
			if !d.IsZero() && !known[d] {
				p.add(field, "refers to a text that is not there")
			}
		}
	}
}

func (p *problems) texts(c *Complaint, l Limits) {
	if n := c.textBytes(); n > l.Texts {
		p.add("texts", fmt.Sprintf("%d bytes of text in all, at most %d are allowed", n, l.Texts))
	}
	for i, t := range c.Texts {
		field := fmt.Sprintf("texts[%d]", i)
		switch {
		case t.Erased && (t.Body != "" || !t.Salt.IsZero()):
			p.add(field, "is erased and still holds its body or salt")
		case !t.Erased && digestOf(t.Salt, t.Body) != t.Digest:
			p.add(field, "does not match its digest")
		}
		p.check(field, checkText(t.Body, l.Text))
	}
}

// Validate reports what is wrong with the identity in itself, as a
// *storage.InvalidError. It never repeats what the identity says.
func (i *Identity) Validate(limits Limits) error {
	l := limits.orDefault()
	var p problems
	if i.Ref.IsZero() || i.Complaint.IsZero() {
		p.add("ref", "the reference and the complaint are required")
	}
	if i.Version < 0 {
		p.add("version", "is never negative")
	}
	p.check("person.account", checkName(i.Person.Account, l.Name))
	for _, s := range []string{i.Person.Name, i.Person.NationalID, i.Person.Phone, i.Person.Email, i.Person.Address} {
		p.check("person", checkText(s, l.Title))
	}
	return p.err("identity " + i.Ref.String())
}

// The JSON forms of records, drafts and commands are read strictly: exact
// field names (encoding/json folds their case, so that a second spelling could
// override the first), nothing unknown, nothing twice. Errors are
// *storage.InvalidError with lines.

// UnmarshalJSON reads a record strictly and validates it under the default
// limits.
func (c *Complaint) UnmarshalJSON(data []byte) error {
	var read Complaint
	if err := decodeStrict("complaint", data, &read); err != nil {
		return err
	}
	if err := read.Validate(Limits{}); err != nil {
		return err
	}
	*c = read
	return nil
}

// UnmarshalJSON reads an identity strictly and validates it.
func (i *Identity) UnmarshalJSON(data []byte) error {
	var read Identity
	if err := decodeStrict("identity", data, &read); err != nil {
		return err
	}
	if err := read.Validate(Limits{}); err != nil {
		return err
	}
	*i = read
	return nil
}

// UnmarshalJSON reads a draft strictly; [Draft.Validate] is the service's
// business.
func (d *Draft) UnmarshalJSON(data []byte) error {
	var read Draft
	if err := decodeInput("draft", data, &read); err != nil {
		return err
	}
	*d = read
	return nil
}

// UnmarshalJSON reads a command strictly; [Command.Validate] is the service's
// business.
func (c *Command) UnmarshalJSON(data []byte) error {
	var read Command
	if err := decodeInput("command", data, &read); err != nil {
		return err
	}
	*c = read
	return nil
}

// UnmarshalJSON reads a disclosure strictly, so that no second spelling of a
// field opens what the first one closed.
func (d *Disclosure) UnmarshalJSON(data []byte) error {
	var read Disclosure
	if err := decodeInput("disclosure", data, &read); err != nil {
		return err
	}
	*d = read
	return nil
}

// maxNodes is how many values and keys a record may hold: a hundred for each
// entry of the longest timeline are more than enough.
const maxNodes = 1_000_000

// Drafts, commands and disclosures come from outside, so their bounds are
// narrow: one text of the longest kind even if every byte of it is escaped, and
// few values besides.
const (
	maxInput      = 16 << 20
	maxInputNodes = 5_000
)

// decodeStrict reads what a store keeps.
func decodeStrict(what string, data []byte, into any) error {
	return decodeWithin(what, data, strict.Limits{Bytes: DefaultLimits().Record, Nodes: maxNodes}, into)
}

// decodeInput reads what comes from outside.
func decodeInput(what string, data []byte, into any) error {
	return decodeWithin(what, data, strict.Limits{Bytes: maxInput, Nodes: maxInputNodes}, into)
}

func decodeWithin(what string, data []byte, limits strict.Limits, into any) error {
	limits.ScalarBytes = DefaultLimits().Text
	return strict.Decode(what, "", strict.JSON, data, limits, into)
}
