package complaint

import (
	"errors"
	"fmt"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Limits bounds what a complaint may hold, so that no single report or command
// can burden a store. Every bound is inclusive: that many pass, one more is
// refused with a storage.InvalidError. A field that is zero or less means its
// default. The defaults can be lowered, not raised: stores and decoders hold
// every record to them, so a larger field counts as its default.
type Limits struct {
	// Title is the longest title in bytes. Default 500.
	Title int
	// Text is the longest body, note, answer or place in bytes. Default 1 MiB.
	Text int
	// Name is the longest identifier from outside in bytes: account, command
	// key, external system and ID, file name. Default 200.
	Name int
	// Texts is how many bytes of free text one complaint may hold in all, every
	// note and answer included; what the reporter adds to their report stops at half,
	// and so do attachments, attributes and entries. What is passed on from merged cases
	// has half as much besides. Default 8 MiB.
	Texts int
	// Attachments is how many attachments one command, and one complaint, may
	// hold. Default 50.
	Attachments int
	// Attributes is how many values of attributes one command may state, and all
	// entries of one complaint; an attribute taken back counts for one. Default 500.
	Attributes int
	// Supporting is how many supporting units a case may have. Default 20.
	Supporting int
	// Accused is how many bodies a case may accuse. Default 20.
	Accused int
	// Entries is the longest timeline. Default 10,000. What ends a case or seals it
	// and what the timer does may come on top, so that a full case can still be
	// closed.
	Entries int
	// ExtendDays is the longest extension in working days. Default 365.
	ExtendDays int
	// Record is the largest JSON form of a complaint in bytes that is read.
	// Default 128 MiB, which any record within the other limits fits.
	Record int
}

// DefaultLimits returns the limits that hold where none are given.
func DefaultLimits() Limits {
	return Limits{
		Title: 500, Text: 1 << 20, Name: 200, Texts: 8 << 20, Attachments: 50, Attributes: 500, Supporting: 20, Accused: 20,
		Entries: 10_000, ExtendDays: 365, Record: 128 << 20,
	}
}

// orDefault fills the zero fields and lowers those above their default.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	for _, f := range [][2]*int{
		{&l.Title, &d.Title},
		{&l.Text, &d.Text},
		{&l.Name, &d.Name},
		{&l.Texts, &d.Texts},
		{&l.Attachments, &d.Attachments},
		{&l.Attributes, &d.Attributes},
		{&l.Supporting, &d.Supporting},
		{&l.Accused, &d.Accused},
		{&l.Entries, &d.Entries},
		{&l.ExtendDays, &d.ExtendDays},
		{&l.Record, &d.Record},
	} {
		if *f[0] <= 0 || *f[0] > *f[1] {
			*f[0] = *f[1]
		}
	}
	return l
}

// checker collects what is wrong with an input under limits. Messages never
// repeat the input's texts, which may concern a person.
type checker struct {
	storage.Problems

	limits  Limits
	edition *Lifecycle // nil if it is not known
}

// checks begins a check under limits; their zero fields mean the defaults.
func checks(l Limits) *checker { return &checker{limits: l.orDefault()} }

// require notes that something needed is missing.
func (p *checker) require(field string, given bool) {
	if !given {
		p.Add(field, "is required")
	}
}

// says checks that a required text says something.
func (p *checker) says(field, text string) {
	switch {
	case text == "":
		p.Add(field, "is required")
	case aduan.Blank(text):
		p.Add(field, "is required; spaces and characters that do not show are as good as nothing")
	}
}

// saysIfGiven checks that a text says something if it is there.
func (p *checker) saysIfGiven(field, text string) {
	if text != "" {
		p.says(field, text)
	}
}

// files checks what is attached now: the names of stored ones are as they are.
func (p *checker) files(list []Attachment) {
	p.most("attachments", "attachments", len(list), p.limits.Attachments)
	p.attachments(list)
	for i, a := range list {
		if a.Name != "" {
			p.says(storage.At("attachments", i)+".name", a.Name)
		}
	}
}

// text checks a free text of at most so many bytes.
func (p *checker) text(field, text string, most int) { p.Check(field, checkText(text, most)) }

// name checks an identifier from outside.
func (p *checker) name(field, name string) { p.Check(field, checkName(name, p.limits.Name)) }

// member checks that a value is one of its closed set.
func (p *checker) member(field string, n int, words enum.Set) {
	if n < 0 || n >= len(words) {
		p.Add(field, fmt.Sprintf("%d is none of its values", n), words.Legal()...)
	}
}

// word checks the form of a word; none is fine. Whether there is such a word, the edition
// knows.
func (p *checker) word(field, word string) {
	if word != "" && !lifecycle.ValidName(word) {
		p.Check(field, errWord)
	}
}

// words checks the form of the words of an entry.
func (p *checker) words(field string, d *Details) {
	for _, f := range []struct{ name, word string }{
		{"kind", string(d.Kind)}, {"channel", string(d.Channel)}, {"class", string(d.Class)}, {"reason", string(d.Reason)}, {"rung", string(d.Rung)},
	} {
		if f.word != "" {
			p.word(field+f.name, f.word)
		}
	}
}

// chosen checks that a word was chosen.
func (p *checker) chosen(field, question string, f lifecycle.Family, word string) {
	if word == "" {
		p.Add(field, question, p.edition.choices(f)...)
	}
}

// most checks how many there are of something.
func (p *checker) most(field, what string, n, limit int) {
	if n > limit {
		p.Add(field, fmt.Sprintf("%d %s, at most %d are allowed", n, what, limit))
	}
}

// agency checks the form of an agency's ID; none is fine.
func (p *checker) agency(field string, id agency.ID) {
	if id == "" {
		return
	}
	if wrong, ok := errors.AsType[*agency.IDError](id.Validate()); ok {
		p.Add(field, wrong.Reason)
	}
}

// units checks the one main unit and those that help.
func (p *checker) units(main agency.ID, supporting []agency.ID) {
	p.agency("main", main)
	p.most("supporting", "supporting units", len(supporting), p.limits.Supporting)
	for i, u := range supporting {
		p.require(storage.At("supporting", i), u != "")
		p.agency(storage.At("supporting", i), u)
		if u == main || slices.Contains(supporting[:i], u) {
			p.Add(storage.At("supporting", i), fmt.Sprintf("unit %s is named twice; exactly one unit is the main one", u))
		}
	}
}

func (p *checker) rating(n int) {
	if n < 0 || n > 5 {
		p.Add("rating", fmt.Sprintf("want 1 to 5, not %d", n), "1", "2", "3", "4", "5")
	}
}

func (p *checker) attachments(list []Attachment) {
	for i, a := range list {
		field := storage.At("attachments", i)
		p.require(field+".name", a.Name != "")
		p.name(field+".name", a.Name)
		p.name(field+".media_type", a.MediaType)
		if a.Size < 0 {
			p.Add(field+".size", "cannot be negative")
		}
		if a.Digest.IsZero() {
			p.Add(field+".digest", "is required: the SHA-256 of the file")
		}
	}
}

// refLength is the length of a ReporterRef as text, which stands in timelines
// as the reporter's ID and fits whatever the limits are.
const refLength = 36

// actor checks what an entry keeps of whoever acted.
func (p *checker) actor(field string, by Actor) {
	if err := checkName(by.ID, max(p.limits.Name, refLength)); err != nil {
		p.Add(field+".id", err.Error())
	}
	if by.Agency != "" {
		p.agency(field+".agency", by.Agency)
	}
}

// moment checks the instant of an action.
func (p *checker) moment(at Moment) {
	if now := canonical(at.Now); now.IsZero() || now.Year() < 1 || now.Year() > 9999 { // in UTC, as it is kept
		p.Add("now", "the moment of the action is required, in the years 1 to 9999")
	}
}
