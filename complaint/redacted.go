package complaint

import (
	"context"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// RedactedCase is one case for whoever oversees it from outside, such as an ombudsman: how
// it went, without who took part. Its JSON form is the file. It has no field for the
// reporter, the tracking number, the exact place, the external reference, file names and
// officers; bodies are named, those accused included.
//
// Texts are as [AgencyView] has them but for what is blacked out ("[...]"): what the
// reporter told about themselves, each part of their name, the place as it was told, the number of another
// system, all of four letters and digits or more, in whatever case, with or without accents, and
// with up to three other signs between them; whatever holds
// an @, and numbers of nine digits or more, also with spaces, dots, hyphens, slashes or
// brackets between them. That takes more than it should, a date with a time for example. A
// name that the reporter did not tell about themselves, or one of three letters, is not known: a person reads the file
// before it leaves the house.
type RedactedCase struct {
	ID      ID              `json:"id"`
	Version storage.Version `json:"version"`
	// Status has no tracking number.
	Status   Status      `json:"status"`
	Kind     Kind        `json:"kind"`
	Class    Class       `json:"class,omitzero"`
	Category Category    `json:"category,omitempty"`
	Region   region.Path `json:"region,omitempty"`
	// Near is about where it happened.
	Near        CoarsePoint    `json:"near,omitzero"`
	EventDate   aduan.Date     `json:"event_date,omitzero"`
	Channel     Channel        `json:"channel"`
	Disclosure  Disclosure     `json:"disclosure"`
	Target      agency.ID      `json:"target,omitempty"`
	Agency      agency.ID      `json:"agency,omitempty"`
	Main        agency.ID      `json:"main,omitempty"`
	Supporting  []agency.ID    `json:"supporting,omitempty"`
	Accused     []Accusation   `json:"accused,omitempty"`
	Title       string         `json:"title"`
	Body        string         `json:"body"`
	EditedTitle string         `json:"edited_title,omitempty"`
	EditedBody  string         `json:"edited_body,omitempty"`
	Attributes  []Attribute    `json:"attributes,omitempty"`
	Files       []RedactedFile `json:"files,omitempty"`
	Returns     int            `json:"returns,omitempty"`
	Reopenings  int            `json:"reopenings,omitempty"`
	Extensions  int            `json:"extensions,omitempty"`
	Rating      int            `json:"rating,omitempty"`
	Archived    ArchiveReason  `json:"archived,omitzero"`
	Parent      ID             `json:"parent,omitzero"`
	// Events are the entries of the timeline, oldest first.
	Events []RedactedEvent `json:"events"`
}

// RedactedFile is an attachment without its name.
type RedactedFile struct {
	MediaType string `json:"media_type"`
	Size      int64  `json:"size"`
	Digest    Digest `json:"digest"`
}

// RedactedEvent is an entry of the timeline without who in a body acted.
type RedactedEvent struct {
	Seq int       `json:"seq"`
	At  time.Time `json:"at"`
	// Recorded is the instant in place of which At counts since a correction.
	Recorded time.Time        `json:"recorded,omitzero"`
	Action   lifecycle.Action `json:"action"`
	From     lifecycle.State  `json:"from"`
	To       lifecycle.State  `json:"to"`
	Role     lifecycle.Role   `json:"role"`
	// For is the body for which somebody acted; empty for the reporter.
	For  agency.ID `json:"for,omitempty"`
	Text string    `json:"text,omitempty"`
	// What the entry states, as in [Details].
	Class      Class               `json:"class,omitzero"`
	Category   Category            `json:"category,omitempty"`
	Agency     agency.ID           `json:"agency,omitempty"`
	Main       agency.ID           `json:"main,omitempty"`
	Supporting []agency.ID         `json:"supporting,omitempty"`
	Accused    []agency.ID         `json:"accused,omitempty"`
	Disclosure *Disclosure         `json:"disclosure,omitempty"`
	Reason     ArchiveReason       `json:"reason,omitzero"`
	Days       int                 `json:"days,omitzero"`
	Rating     int                 `json:"rating,omitzero"`
	Parent     ID                  `json:"parent,omitzero"`
	Child      ID                  `json:"child,omitzero"`
	Clock      lifecycle.ClockName `json:"clock,omitempty"`
	Rung       Rung                `json:"rung,omitzero"`
	Promise    *Promise            `json:"promise,omitempty"`
	Files      []RedactedFile      `json:"files,omitempty"`
}

// Redacted returns the case for a file that leaves the house. Who reported has to be known
// to be blacked out, and whoever could have any text searched for it could test guesses; so it
// is for whoever may open the identity, and opens it as [Service.OpenIdentity] does, with its
// purpose, its entry, which is in the file too, and its errors. A case of which nobody told who they are
// needs no purpose and gets no entry.
func (s *Service) Redacted(ctx context.Context, by Actor, id ID, purpose string) (RedactedCase, error) {
	v, err := s.load(ctx, by, id)
	if err != nil {
		return RedactedCase{}, err
	}
	if denial := v.rules.denyOpeningIdentity(v.c, v.by, v.at); denial != nil {
		return RedactedCase{}, denial
	}
	person, err := s.reporterOf(ctx, v.c)
	if err == nil && !person.IsZero() {
		var found Identity
		found, err = s.OpenIdentity(ctx, by, id, purpose)
		person = found.Person
	}
	if err != nil {
		return RedactedCase{}, err
	}
	view, err := s.Get(ctx, by, id)
	if err != nil {
		return RedactedCase{}, err
	}
	places := []string{v.c.text(v.c.Place), v.c.Location().AddressID.Open(), v.c.External.ID.Open()}
	return view.redacted(blackOut(person, places...)), nil
}

// redacted is the view without who took part.
func (v *AgencyView) redacted(black func(string) string) RedactedCase {
	out := RedactedCase{
		ID: v.ID, Version: v.Version, Status: v.Status, Kind: v.Kind, Class: v.Class, Category: v.Category, Region: v.Region,
		Near: v.Location.Point.Coarse(), EventDate: v.EventDate, Channel: v.Channel, Disclosure: v.Disclosure, Target: v.Target,
		Agency: v.Agency, Main: v.Main, Supporting: v.Supporting, Accused: v.Accused,
		Title: black(v.Title), Body: black(v.Body), EditedTitle: black(v.EditedTitle), EditedBody: black(v.EditedBody), Files: redactedFiles(v.Attachments),
		Returns: v.Returns, Reopenings: v.Reopenings, Extensions: v.Extensions, Rating: v.Rating, Archived: v.Archived, Parent: v.Parent,
	}
	out.Status.Tracking = ""
	for _, a := range v.Attributes {
		for i := range a.Values {
			a.Values[i] = black(a.Values[i])
		}
		out.Attributes = append(out.Attributes, a)
	}
	for _, e := range v.Events {
		d := e.Details
		out.Events = append(out.Events, RedactedEvent{
			Seq: e.Seq, At: e.At, Recorded: e.Recorded, Action: e.Action, From: e.From, To: e.To, Role: e.Role, For: e.Agency, Text: black(e.Text),
			Class: d.Class, Category: d.Category, Agency: d.Agency, Main: d.Main, Supporting: d.Supporting, Accused: d.Accused, Disclosure: d.Disclosure,
			Reason: d.Reason, Days: d.Days, Rating: d.Rating, Parent: d.Parent, Child: d.Child, Clock: d.Clock, Rung: d.Rung, Promise: d.Promise,
			Files: redactedFiles(d.Attachments),
		})
	}
	return out
}

func redactedFiles(list []Attachment) (files []RedactedFile) {
	for _, a := range list {
		files = append(files, RedactedFile{a.MediaType, a.Size, a.Digest})
	}
	return files
}
