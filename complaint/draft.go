package complaint

import (
	"errors"
	"fmt"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Draft is a report that is about to be submitted.
type Draft struct {
	// ID may be chosen by the caller, which makes repeating a submission
	// harmless; zero lets the service choose.
	ID   ID   `json:"id,omitzero"`
	Kind Kind `json:"kind"`
	// Title and Body are required; Place says where exactly it happened.
	Title string `json:"title"`
	Body  string `json:"body"`
	Place string `json:"place,omitempty"`
	// Category may be left for the administrator to choose.
	Category Category `json:"category,omitempty"`
	// Region is where it happened; zero if the reporter did not say.
	Region    region.Code `json:"region,omitzero"`
	EventDate aduan.Date  `json:"event_date,omitzero"`
	// Channel is required.
	Channel Channel `json:"channel"`
	// Agency is the agency that the reporter has in mind, if any.
	Agency agency.ID `json:"agency,omitempty"`
	// External is required for, and only for, ChannelIntegrated.
	External    External     `json:"external,omitzero"`
	Attachments []Attachment `json:"attachments,omitempty"`
	// Disclosure is anonymous and secret unless the reporter opens it.
	Disclosure Disclosure `json:"disclosure,omitzero"`
	// Reporter is who reports. Its account is the actor's own ID unless the
	// actor is an officer who enters the report on behalf.
	Reporter Person `json:"reporter,omitzero"`
}

// Validate reports everything that is wrong with the draft as a
// *storage.InvalidError, nil if nothing is.
func (d Draft) Validate(limits Limits) error {
	l := limits.orDefault()
	var p problems
	if d.Kind == 0 || d.Kind > KindInformation || d.Kind < 0 {
		p.add("kind", "what kind of report is it?", "complaint", "aspiration", "information_request")
	}
	if d.Channel <= 0 || d.Channel > ChannelIntegrated {
		p.add("channel", "by which channel did it arrive?", "web", "sms", "mobile_app", "social_media", "whatsapp", "face_to_face", "integrated")
	}
	if d.External.IsZero() == (d.Channel == ChannelIntegrated) {
		p.add("external", "the reference to another system goes with the channel integrated, and only with it")
	}
	if !d.External.IsZero() && (d.External.System == "" || d.External.ID == "") {
		p.add("external", "needs both the system and the ID")
	}
	p.required("title", d.Title)
	p.required("body", d.Body)
	p.check("title", checkText(d.Title, l.Title))
	p.check("body", checkText(d.Body, l.Text))
	p.check("place", checkText(d.Place, l.Text))
	p.check("category", d.Category.Validate())
	p.check("external.system", checkName(d.External.System, l.Name))
	p.check("external.id", checkName(d.External.ID, l.Name))
	if !d.EventDate.IsZero() && !d.EventDate.Valid() {
		p.add("event_date", "there is no such day")
	}
	p.agency("agency", d.Agency)
	p.attachments(d.Attachments, l)
	p.check("reporter.account", checkName(d.Reporter.Account, l.Name))
	for _, f := range []struct{ field, text string }{
		{"reporter.name", d.Reporter.Name},
		{"reporter.national_id", d.Reporter.NationalID},
		{"reporter.phone", d.Reporter.Phone},
		{"reporter.email", d.Reporter.Email},
		{"reporter.address", d.Reporter.Address},
	} {
		p.check(f.field, checkText(f.text, l.Title))
	}
	return p.err("draft")
}

// problems collects what is wrong with an input. Messages never repeat the
// input's texts, which may concern a person.
type problems []storage.Problem

func (p *problems) add(field, message string, legal ...string) {
	*p = append(*p, storage.Problem{Field: field, Message: message, Legal: legal})
}

func (p *problems) check(field string, err error) {
	if err != nil {
		p.add(field, err.Error())
	}
}

func (p *problems) required(field, text string) {
	if text == "" {
		p.add(field, "is required")
	}
}

func (p *problems) agency(field string, id agency.ID) {
	var wrong *agency.IDError
	if id != "" && errors.As(id.Validate(), &wrong) {
		p.add(field, wrong.Reason)
	}
}

func (p *problems) attachments(list []Attachment, l Limits) {
	if len(list) > l.Attachments {
		p.add("attachments", fmt.Sprintf("%d attachments, at most %d are allowed", len(list), l.Attachments))
	}
	for i, a := range list {
		field := fmt.Sprintf("attachments[%d]", i)
		p.required(field+".name", a.Name)
		p.check(field+".name", checkName(a.Name, l.Name))
		p.check(field+".media_type", checkName(a.MediaType, l.Name))
		if a.Size < 0 {
			p.add(field+".size", "cannot be negative")
		}
		if a.Digest.IsZero() {
			p.add(field+".digest", "is required: the SHA-256 of the file")
		}
	}
}

func (p problems) err(what string) error {
	if len(p) == 0 {
		return nil
	}
	return &storage.InvalidError{What: what, Problems: p}
}
