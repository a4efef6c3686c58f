package complaint

import (
	"fmt"

	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// Validate reports what is wrong with the record in itself, as a
// *storage.InvalidError: missing identifiers, a timeline out of order, texts
// that do not match their digests, references to texts that are not there, words that
// are ill-formed. It does not ask the lifecycle; see [Lifecycle.Replay] and
// [Lifecycle.CheckWords].
func (c *Complaint) Validate(limits Limits) error {
	p := checks(limits)
	p.require("id", !c.ID.IsZero())
	if c.Version < 0 {
		p.Add("version", "is never negative")
	}
	if _, err := ParseTracking(string(c.Tracking)); err != nil || len(c.Tracking) != trackingDigits {
		p.Add("tracking", "want a tracking number of 13 digits with its check digit")
	}
	p.require("reporter", !c.Reporter.IsZero())
	if c.Lifecycle.Name == "" || c.State == "" {
		p.Add("lifecycle", "the edition of the rules and the state are required")
	}
	if !hintable(c.NextDue) {
		p.Add("next_due", "want an instant cut to microseconds, up to the year 9999")
	}
	c.Report.check(p)
	p.Check("category", c.Category.Validate())
	if len(c.Region) > 0 {
		p.Check("region", c.Region.Validate())
	}
	p.words("", &Details{Kind: c.Kind, Channel: c.Channel, Class: c.Class})
	p.word("archived", string(c.Archived))
	for i, e := range c.Escalations {
		p.word(storage.At("escalations", i)+".rung", string(e.Rung))
	}
	for i, id := range c.EscalatedTo {
		p.agency(storage.At("escalated_to", i), id)
	}
	p.agency("agency", c.Agency)
	p.agency("target", c.Target)
	p.units(c.Main, c.Supporting)
	p.accused(c.accused())
	p.attachments(c.Attachments)
	p.rating(c.Rating)
	c.checkTimeline(p)
	c.checkTexts(p)
	return p.Err("complaint " + c.ID.String())
}

func (c *Complaint) checkTimeline(p *checker) {
	if len(c.Timeline) == 0 {
		p.Add("timeline", "is empty; a complaint begins with its submission")
	}
	if !c.checkLength(p) {
		return
	}
	known := make(map[Digest]bool, len(c.Texts))
	for _, t := range c.Texts {
		known[t.Digest] = true
	}
	keys, q := map[string]bool{}, checks(p.limits)
	for i := range c.Timeline {
		if c.checkEntry(q, "", i, known, keys) > 0 { // seldom; only then the fields are named
			c.checkEntry(p, storage.At("timeline", i), i, known, keys)
			q = checks(p.limits)
		}
		keys[c.Timeline[i].Key] = true
	}
	if i := backwards(c.History()); i > 0 {
		p.Add(storage.At("timeline", i)+".at", "want an instant that is not before the entry before")
	}
}

// checkEntry checks the entry at a place against the texts and the keys that are known, and
// returns how many problems there are.
func (c *Complaint) checkEntry(p *checker, field string, i int, known map[Digest]bool, keys map[string]bool) int {
	e, version := &c.Timeline[i], storage.Version(1)
	if i > 0 {
		version = max(version, c.Timeline[i-1].Version)
	}
	if e.Seq != i+1 {
		p.Add(field+".seq", fmt.Sprintf("want %d, not %d", i+1, e.Seq))
	}
	if !e.At.Equal(canonical(e.At)) || e.At.Year() > 9999 || e.At.IsZero() {
		p.Add(field+".at", "want an instant cut to microseconds, in the years 1 to 9999")
	}
	if behind := e.At.Sub(e.Told); !e.Told.IsZero() && (behind <= 0 || behind > ClockTolerance || !e.Told.Equal(canonical(e.Told))) {
		p.Add(field+".told", fmt.Sprintf("want an instant cut to microseconds, at most %s before the entry's", ClockTolerance))
	}
	p.corrections(field+".details.corrections", e.Details.Corrections, i)
	p.where(field+".details.where", c, i, e.Details.Where)
	p.promise(field+".details.promise", e.Details.Promise)
	p.warning(field+".details.warning", e)
	if e.Version < version || e.Version > c.Version+1 {
		p.Add(field+".version", fmt.Sprintf("want a version from %d to %d, not %d", version, c.Version+1, e.Version))
	}
	if e.Key != "" && keys[e.Key] {
		p.Add(field+".key", "is used twice")
	}
	p.name(field+".key", e.Key)
	p.actor(field+".by", e.By)
	p.words(field+".details.", &e.Details)
	for d := range e.texts() {
		if !d.IsZero() && !known[d] {
			p.Add(field, "refers to a text that is not there")
		}
	}
	return p.Len()
}

func (c *Complaint) checkTexts(p *checker) {
	p.fits(c.held(), c.reported)
	for i, t := range c.Texts {
		field := storage.At("texts", i)
		switch {
		case t.Erased && (t.Body != "" || !t.Salt.IsZero()):
			p.Add(field, "is erased and still holds its body or salt")
		case !t.Erased && digestOf(t.Salt, t.Body) != t.Digest:
			p.Add(field, "does not match its digest")
		}
		p.text(field, t.Body, p.limits.Text)
	}
}

// Validate reports what is wrong with the identity in itself, as a
// *storage.InvalidError. It never repeats what the identity says.
func (i *Identity) Validate(limits Limits) error {
	p := checks(limits)
	if i.Ref.IsZero() || i.Complaint.IsZero() {
		p.Add("ref", "the reference and the complaint are required")
	}
	if i.Version < 0 {
		p.Add("version", "is never negative")
	}
	i.Person.check(p, "person")
	return p.Err(KindOfIdentity.Name(i.Ref.String()))
}

func (p Person) check(c *checker, field string) {
	c.name(field+".account", p.Account.Open())
	for _, f := range []struct {
		name string
		part Private
	}{
		{"name", p.Name}, {"national_id", p.NationalID}, {"phone", p.Phone}, {"email", p.Email}, {"address", p.Address},
	} {
		c.text(field+"."+f.name, f.part.Open(), c.limits.Title)
	}
}

// The JSON forms of records, drafts and commands are read strictly: exact
// field names (encoding/json folds their case, so that a second spelling could
// override the first), nothing unknown, nothing twice. Errors are
// *storage.InvalidError with lines.

// UnmarshalJSON reads a record strictly and validates it under the default
// limits.
func (c *Complaint) UnmarshalJSON(data []byte) error {
	return decode("complaint", data, kept(), c, (*Complaint).Validate)
}

// UnmarshalJSON reads an identity strictly and validates it.
func (i *Identity) UnmarshalJSON(data []byte) error {
	return decode("identity", data, kept(), i, (*Identity).Validate)
}

// UnmarshalJSON reads a draft strictly; [Draft.Validate] is the service's
// business.
func (d *Draft) UnmarshalJSON(data []byte) error { return decode("draft", data, given(), d, nil) }

// ParseDraft reads the JSON form of a draft strictly, as [Draft.UnmarshalJSON] does.
// Whatever is wrong is a *storage.InvalidError: json.Unmarshal gives a text that is no
// JSON its own error before a type can speak.
func ParseDraft(data []byte) (d Draft, err error) {
	err = d.UnmarshalJSON(data)
	return d, err
}

// ParseCommand reads the JSON form of a command strictly, as [Command.UnmarshalJSON]
// does, with the errors of [ParseDraft].
func ParseCommand(data []byte) (c Command, err error) {
	err = c.UnmarshalJSON(data)
	return c, err
}

// UnmarshalJSON reads a command strictly; [Command.Validate] is the service's
// business.
func (c *Command) UnmarshalJSON(data []byte) error { return decode("command", data, given(), c, nil) }

// UnmarshalJSON reads a disclosure strictly, so that no second spelling of a
// field opens what the first one closed.
func (d *Disclosure) UnmarshalJSON(data []byte) error {
	return decode("disclosure", data, given(), d, nil)
}

// kept bounds what a store keeps: a hundred values and keys for each entry of
// the longest timeline are more than enough.
func kept() strict.Limits {
	return strict.Limits{Bytes: DefaultLimits().Record, Nodes: 1_000_000, ScalarBytes: DefaultLimits().Text}
}

// given bounds drafts, commands and disclosures, which come from outside: one
// text of the longest kind even if every byte of it is escaped, and few values
// besides.
func given() strict.Limits {
	return strict.Limits{Bytes: 16 << 20, Nodes: 5_000, ScalarBytes: DefaultLimits().Text}
}

// decode reads a value and leaves the target as it is if anything is wrong.
func decode[T any](what string, data []byte, limits strict.Limits, into *T, valid func(*T, Limits) error) error {
	var read T
	if err := strict.Decode(what, "", strict.JSON, data, limits, &read); err != nil {
		return err
	}
	if valid != nil {
		if err := valid(&read, Limits{}); err != nil {
			return err
		}
	}
	*into = read
	return nil
}
