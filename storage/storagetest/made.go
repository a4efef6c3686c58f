package storagetest

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/backend"
)

// began is when the first complaint of a check is made; the n-th is n seconds
// later.
func began() time.Time { return time.Date(2026, 3, 2, 1, 30, 0, 123_000_000, time.UTC) }

// salt is that of every text in the suite.
func salt() complaint.Salt { return complaint.Salt{1, 2, 3} }

// numbered returns the n-th of a kind of UUIDs, ascending.
func numbered(kind byte, n int) (u [16]byte) {
	binary.BigEndian.PutUint64(u[8:], uint64(n))
	u[0], u[6], u[8] = kind, 0x70, 0x80
	return u
}

// trackingOf returns the n-th tracking number, with its check digit.
func trackingOf(n int) complaint.Tracking {
	digits := []byte(fmt.Sprintf("%016d", n*10_000)) // the last four are not used
	for i := range digits {
		digits[i] -= '0'
	}
	number, err := complaint.NewTracking(bytes.NewReader(digits))
	if err != nil {
		return ""
	}
	return number
}

// open makes a new complaint, valid and plain; each call makes another one, with
// a higher ID. The changes may make it special.
func (p *probe) open(changes ...func(*complaint.Complaint)) *complaint.Complaint {
	p.made++
	return opened(p.made, changes...)
}

func opened(n int, changes ...func(*complaint.Complaint)) *complaint.Complaint {
	ref := complaint.ReporterRef{UUID: numbered(0xee, n)}
	c := &complaint.Complaint{
		ID: complaint.ID{UUID: numbered(0x01, n)}, Tracking: trackingOf(n), Reporter: ref,
		Lifecycle: complaint.Edition{Name: "national", Edition: "1"}, State: complaint.StateSubmitted,
		Kind: complaint.KindComplaint, Channel: complaint.ChannelWeb,
	}
	c.Original = complaint.Wording{Title: keep(c, "Lampu jalan mati"), Body: keep(c, "Gelap sejak pekan lalu.")}
	c.Timeline = []complaint.Entry{{
		Seq: 1, At: began().Add(time.Duration(n) * time.Second), By: complaint.Actor{ID: ref.String(), Role: complaint.RoleReporter},
		Action: complaint.ActionSubmit, To: c.State, Version: 1,
		Details: complaint.Details{Kind: c.Kind, Channel: c.Channel, Disclosure: &complaint.Disclosure{}},
		Title:   c.Original.Title, Body: c.Original.Body,
	}}
	for _, f := range changes {
		f(c)
	}
	return c
}

// keep adds a text to a complaint and returns its digest.
func keep(c *complaint.Complaint, body string) complaint.Digest {
	s := salt()
	d := complaint.Digest(sha256.Sum256(append(s[:], body...)))
	c.Texts = append(c.Texts, complaint.Text{Digest: d, Salt: s, Body: body})
	return d
}

// later returns a copy of a stored complaint with one more entry, ready to be
// committed.
func later(c *complaint.Complaint, changes ...func(*complaint.Complaint)) *complaint.Complaint {
	c = copyOf(c)
	last := c.Timeline[len(c.Timeline)-1]
	c.Timeline = append(c.Timeline, complaint.Entry{
		Seq: last.Seq + 1, At: last.At.Add(time.Second), By: complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin},
		Action: complaint.ActionNote, From: c.State, To: c.State, Version: c.Version + 1,
	})
	for _, f := range changes {
		f(c)
	}
	return c
}

// newest is the last entry of a complaint, to change it while it is made.
func newest(c *complaint.Complaint) *complaint.Entry { return &c.Timeline[len(c.Timeline)-1] }

// written adds a text and lets the last entry refer to it as its note.
func written(body string) func(*complaint.Complaint) {
	return func(c *complaint.Complaint) { newest(c).Note = keep(c, body) }
}

// external gives a complaint a reference to another system.
func external(system, id string) func(*complaint.Complaint) {
	return func(c *complaint.Complaint) {
		c.Channel, c.External = complaint.ChannelIntegrated, complaint.External{System: system, ID: complaint.NewPrivate(id)}
		c.Timeline[0].Details.Channel, c.Timeline[0].Details.External = c.Channel, c.External
	}
}

// mended adds the entry that corrects the instant of the first one.
func mended(at time.Time) func(*complaint.Complaint) {
	return func(c *complaint.Complaint) {
		c.Timeline = append(c.Timeline, complaint.Entry{
			Seq: 2, At: at.Add(time.Hour), Told: at.Add(59 * time.Minute).Truncate(time.Minute), By: complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin},
			Action: complaint.ActionCorrectTime, From: c.State, To: c.State, Version: c.Version + 1,
			Details: complaint.Details{Corrections: []complaint.Correction{{Entry: 1, At: at}}},
		})
	}
}

// dueAt sets the hint for the timer.
func dueAt(t time.Time) func(*complaint.Complaint) {
	return func(c *complaint.Complaint) { c.NextDue = t }
}

// full fills every field of a complaint with something of its own.
func full(c *complaint.Complaint) {
	path := region.Path{region.MustParse("51"), region.MustParse("51.71"), region.MustParse("51.71.02")}
	file := complaint.Attachment{Name: "lubang.jpg", MediaType: "image/jpeg", Size: 1 << 20, Digest: sha256.Sum256([]byte("x"))}
	c.Policy = complaint.Edition{Name: "policy", Edition: "2"}
	c.NextDue = began().Add(72 * time.Hour)
	c.State, c.Origins = complaint.StateArchived, []lifecycle.State{complaint.StateInProgress, complaint.StateSuspended}
	c.Class, c.Category, c.Region = complaint.ClassSupervisory, "public_works/roads", path
	c.EventDate = aduan.Date{Year: 2026, Month: time.February, Day: 27}
	c.Target, c.Agency, c.AgencyPath = "city", "roads", append(c.AgencyPath, "city", "roads")
	c.Main, c.Supporting = "east", append(c.Supporting, "south", "west")
	c.Disclosure, c.Verified = complaint.Disclosure{Named: true, Public: true}, true
	c.Place = keep(c, "Di depan pasar")
	c.Edited = complaint.Wording{Title: keep(c, "Lampu mati"), Body: keep(c, "Lampu jalan mati sepekan.")}
	c.Draft = complaint.PendingDraft{Text: keep(c, "Akan diganti."), By: "drafter"}
	c.Attachments = []complaint.Attachment{file}
	stated := attributes(c)
	c.Accused = []complaint.Accusation{{Agency: "works", Confirmed: true}, {Agency: "police"}}
	c.Returns, c.Reopenings, c.Extensions, c.Rating = 1, 2, 3, 4
	c.Escalations = []complaint.Escalation{{Clock: complaint.ClockResolution, Rung: complaint.RungOmbudsman}}
	c.EscalatedTo = []agency.ID{"province", "city"}
	c.Archived, c.Parent = complaint.ArchivedDuplicate, complaint.ID{UUID: numbered(0x02, 1)}
	external("sp4n", "77")(c)
	e := &c.Timeline[0]
	e.Key, e.From, e.Note, e.Place = "k1", complaint.StateForwarded, keep(c, "Catatan"), c.Place
	e.Meaning = meaning("opens, tells")
	e.By = complaint.Actor{ID: "officer", Role: complaint.RoleAgencyAdmin, Agency: "roads", Region: path[1]}
	e.Details = complaint.Details{
		Kind: c.Kind, Region: path, Channel: c.Channel, Report: c.Report, EventDate: c.EventDate, Class: c.Class,
		Category: c.Category, Agency: c.Agency, AgencyPath: c.AgencyPath, Main: c.Main, Supporting: c.Supporting,
		Attachments: c.Attachments, Disclosure: &complaint.Disclosure{Named: true, Public: true}, Reason: c.Archived,
		Routed:  complaint.Routed{Table: "roads", Edition: "3", Rule: "highways", Basis: complaint.BasisConflict},
		Accused: []agency.ID{"works", "police"}, Recipients: []agency.ID{"province", "city"},
		Where: &complaint.Where{
			Location: keep(c, "-8.6704582,115.2126293\nA-77"), Asset: "PJU-317", Unlocated: true,
			Located: complaint.Located{Regions: path[1:], Areas: []complaint.Area{{Set: "council", Code: "D4"}}},
		},
		Questions:  &complaint.Edition{Name: "questions", Edition: "2026"},
		Warning:    &complaint.Warning{Clock: complaint.ClockResolution, Run: 1, Threshold: "3 working days", Due: began()},
		Attributes: stated, Days: 10, Rating: 4, Parent: c.Parent, Child: c.Parent, Clock: complaint.ClockResolution, Rung: complaint.RungOmbudsman,
	}
}

// attributes are one of each datatype, as an entry keeps them.
func attributes(c *complaint.Complaint) []complaint.StatedAttribute {
	var list []complaint.StatedAttribute
	add := func(code string, datatype complaint.Datatype, text string, values ...string) {
		a := complaint.StatedAttribute{Attribute: complaint.Attribute{Code: code, Type: datatype, Values: values}}
		if text != "" {
			a.Text = keep(c, text)
		}
		list = append(list, a)
	}
	add("WHISPAWN", complaint.DatatypeString, "Dekat pos jaga")
	add("depth", complaint.DatatypeNumber, "", "-6.250")
	add("since", complaint.DatatypeDatetime, "", "2026-02-27T23:30:00+08:00")
	add("how", complaint.DatatypeText, "Mati semua.")
	add("location_type", complaint.DatatypeSingleValueList, "", "highway")
	add("lanes", complaint.DatatypeMultiValueList, "", "right", "left")
	return list
}

// identity makes the identity behind a complaint.
func identity(c *complaint.Complaint, account string) *complaint.Identity {
	return &complaint.Identity{Ref: c.Reporter, Complaint: c.ID, Person: complaint.Person{Account: complaint.NewPrivate(account), Name: complaint.NewPrivate("Ni Made Ayu")}}
}

// edition makes an edition of a rule set.
func edition(kind, name, number string) *backend.Edition {
	body := []byte("rules of " + name)
	return &backend.Edition{
		EditionKey: backend.EditionKey{Kind: kind, Name: name, Edition: number}, Body: body, Digest: sha256.Sum256(body),
	}
}

// nested fills what a careless copy would share.
func nested(c *complaint.Complaint) {
	c.Origins = []lifecycle.State{complaint.StateAssigned}
	c.Region = region.Path{region.MustParse("51"), region.MustParse("51.71")}
	c.Agency, c.AgencyPath = "roads", []agency.ID{"city", "roads"}
	c.Main, c.Supporting = "east", []agency.ID{"west"}
	c.Escalations = []complaint.Escalation{{Clock: complaint.ClockResolution, Rung: complaint.RungOmbudsman}}
	c.EscalatedTo = []agency.ID{"province"}
	c.Attachments = []complaint.Attachment{{Name: "a.jpg", MediaType: "image/jpeg", Size: 1, Digest: sha256.Sum256([]byte("x"))}}
	c.Timeline[0].Details.Supporting = []agency.ID{"west"}
	c.Timeline[0].Details.Disclosure = &complaint.Disclosure{Public: true}
	c.Timeline[0].Details.Attributes = attributes(c)
	mended(began())(c)
	c.Accused = []complaint.Accusation{{Agency: "works"}}
	c.Timeline[0].Details.Accused = []agency.ID{"works"}
}
