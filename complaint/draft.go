package complaint

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Draft is a report that is about to be submitted.
type Draft struct {
	// ID may be chosen by the caller, which makes repeating a submission
	// harmless; zero lets the service choose.
	ID   ID   `json:"id,omitzero"`
	Kind Kind `json:"kind"`
	// Title and Body are required unless the lifecycle says otherwise, and say something
	// ([aduan.Blank]); Place says where exactly it happened.
	Title string `json:"title"`
	Body  string `json:"body"`
	Place string `json:"place,omitempty"`
	// Location says the same for programs, as far as it is known.
	Location Location `json:"location,omitzero"`
	// Category may be left for the administrator to choose.
	Category Category `json:"category,omitempty"`
	// Region is where it happened; zero if the reporter did not say.
	Region    region.Code `json:"region,omitzero"`
	EventDate aduan.Date  `json:"event_date,omitzero"`
	// Channel is required.
	Channel Channel `json:"channel"`
	// Agency is the agency that the reporter has in mind, if any.
	Agency agency.ID `json:"agency,omitempty"`
	// Report holds the external reference, which is required for a channel that means
	// another system ([MeansIntegrated]), and goes with any other too.
	Report
	Attachments []Attachment `json:"attachments,omitempty"`
	// Promise is what was promised elsewhere. It is for the roles that may set an external
	// reference, where submitting starts [ClockPromised].
	Promise *Promise `json:"promise,omitempty"`
	// Accused are the bodies that the report accuses, each once: they, what lies below
	// them, their successors and delegates never get the case nor see it. A person
	// is accused by the body that they lead: agency.Directory.Identify finds the IDs
	// of what people write. Whom the report is about (Agency) is not by that accused.
	Accused []agency.ID `json:"accused,omitempty"`
	// Attributes answer further questions about the report.
	Attributes []Attribute `json:"attributes,omitempty"`
	// Disclosure is anonymous and secret unless the reporter opens it.
	Disclosure Disclosure `json:"disclosure,omitzero"`
	// Reporter is who reports. Its account is the actor's own ID unless the
	// actor is an officer who enters the report on behalf.
	Reporter Person `json:"reporter,omitzero"`
}

// Validate reports everything that is wrong with the draft in itself as a
// *storage.InvalidError, nil if nothing is. What it must state, and whether there is such a
// kind and such a channel, says the lifecycle: [Lifecycle.ValidateDraft].
func (d Draft) Validate(limits Limits) error {
	p := checks(limits)
	d.check(p)
	return p.Err("draft")
}

func (d Draft) check(p *checker) {
	p.chosen("kind", "what kind of report is it?", lifecycle.Kinds, string(d.Kind))
	p.word("kind", string(d.Kind))
	p.word("channel", string(d.Channel))
	p.chosen("channel", "by which channel did it arrive?", lifecycle.Channels, string(d.Channel))
	if !d.External.IsZero() && (aduan.Blank(d.External.System) || aduan.Blank(d.External.ID.Open())) {
		p.Add("external", "needs both the system and the ID")
	}
	d.Report.check(p)
	p.saysIfGiven("title", d.Title)
	p.saysIfGiven("body", d.Body)
	p.text("title", d.Title, p.limits.Title)
	p.text("body", d.Body, p.limits.Text)
	p.text("place", d.Place, p.limits.Text)
	p.location("location.", d.Location)
	p.Check("category", d.Category.Validate())
	if !d.EventDate.IsZero() && !d.EventDate.Valid() {
		p.Add("event_date", "there is no such day")
	}
	p.agency("agency", d.Agency)
	p.files(d.Attachments)
	p.attributes(d.Attributes, false)
	p.accused(d.Accused)
	p.promise("promise", d.Promise)
	d.Reporter.check(p, "reporter")
}

// details are the facts that the draft's entry states, with the region looked
// up; its attributes and its location are stated by the case, which keeps their texts.
func (d Draft) details(path region.Path) Details {
	return Details{
		Kind: d.Kind, Region: path, Channel: d.Channel, Report: d.Report, EventDate: d.EventDate, Category: d.Category,
		Agency: d.Agency, Accused: d.Accused, Attachments: d.Attachments, Disclosure: &d.Disclosure, Promise: d.Promise.kept(),
	}.clone()
}
