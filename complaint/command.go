package complaint

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Command is what somebody wants to do to a complaint. An action takes the
// fields that concern it; a field that it does not take is refused rather than
// lost. Every action may carry a note. A text that is required and shows nothing
// ([aduan.Blank]) is missing. What an action requires and takes says the lifecycle
// ([Lifecycle.Machine], Action); the actions of this package, unless a definition declares
// them otherwise, require:
//
//	forward             Class, Agency; Category if the case has none yet
//	suspend             Note (what is missing)
//	archive             Reason, one that can be chosen ([Lifecycle.Reasons]); Agency
//	                    may name the body that is competent
//	return              Note (the reason); Agency may suggest another
//	assign, reassign    Main; Supporting may be empty
//	hand_back, reopen   Note (the reason)
//	transfer            Agency, Note (the reason)
//	reclassify          Class, Note (the reason)
//	edit                at least one of Title, Body, Category, Attributes
//	attach              Attachments
//	note, follow_up, draft, respond, reply   Note (the text itself)
//	disclose, seal      Disclosure, as it shall be
//	accept              Rating
//	approve             Draft, from edition 2 of the national lifecycle on
//	extend              Days, Note (the reason)
//	escalate            Clock, Rung
//	merge               Parent
//	correct_time        Corrections, Note (the reason)
//	accuse, confirm_accusation   Accused
//	clear_accusation    Accused, Note (the reason)
//	pass_on             Note or Attachments
//
// Files may also come with complete, note, follow_up, respond and reply, and with
// actions that nobody declares. Attributes come with edit, by which an
// admin corrects them, and complete, by which the reporter answers what was
// missing: one for each code, in place of what was answered before; without a value
// it takes the answer back.
type Command struct {
	Action lifecycle.Action `json:"action"`
	// Key makes a repetition recognisable: the same command of the same actor
	// with the same key returns the first receipt. Empty lets the service make
	// one up, and then a repetition is another command. Keys that begin with
	// "timer:" are the timer's alone.
	Key string `json:"key,omitempty"`
	// Expect is the version that the actor has seen; another one is a conflict.
	// 0 is any: the command is carried out on the case as it is.
	Expect storage.Version `json:"expect,omitempty"`

	// Note is the reason, the message or the answer.
	Note string `json:"note,omitempty"`
	// Title and Body are the edited wording.
	Title    string   `json:"title,omitempty"`
	Body     string   `json:"body,omitempty"`
	Class    Class    `json:"class,omitzero"`
	Category Category `json:"category,omitempty"`
	// Agency is the agency to hold the case; with archive, the one that would be
	// competent.
	Agency agency.ID `json:"agency,omitempty"`
	// Main is the one unit that answers, Supporting those that help.
	Main        agency.ID     `json:"main,omitempty"`
	Supporting  []agency.ID   `json:"supporting,omitempty"`
	Attachments []Attachment  `json:"attachments,omitempty"`
	Attributes  []Attribute   `json:"attributes,omitempty"`
	Disclosure  *Disclosure   `json:"disclosure,omitempty"`
	Reason      ArchiveReason `json:"reason,omitzero"`
	// Days is the extension in working days, from 1.
	Days int `json:"days,omitempty"`
	// Rating is from 1 to 5.
	Rating int `json:"rating,omitempty"`
	// Parent is the case into which this one is merged.
	Parent ID                  `json:"parent,omitzero"`
	Clock  lifecycle.ClockName `json:"clock,omitempty"`
	Rung   Rung                `json:"rung,omitzero"`
	// Step is which escalation to this rung it is; 0 is the first. See [Escalation].
	Step int `json:"step,omitzero"`
	// Draft is the draft that is approved, as it was read: [AgencyView].DraftDigest.
	Draft Digest `json:"draft,omitzero"`
	// Corrections name entries whose instants are wrong, in their order.
	Corrections []Correction `json:"corrections,omitempty"`
	// Accused are bodies that the report accuses, each once; see [Draft].Accused.
	Accused []agency.ID `json:"accused,omitempty"`
	// Promise is when an answer is promised; for actions that this package does not
	// know, where they start [ClockPromised] or recompute it.
	Promise *Promise `json:"promise,omitempty"`

	// Looked up by the service.
	agencyPath []agency.ID
	recipients []agency.ID // of an escalation
	unnamed    error       // why nobody knows them
	routed     Decision    // that chose Agency; zero if a person did
}

// MostSteps is how often one run of a clock is escalated to one rung at most.
const MostSteps = 9

// filled lists the fields that the command sets, in the order of its type.
func (c Command) filled() []string {
	return filled([]field{
		{"note", !aduan.Blank(c.Note)},
		{"title", c.Title != ""},
		{"body", c.Body != ""},
		{"class", c.Class != ""},
		{"category", c.Category != ""},
		{"agency", c.Agency != ""},
		{"main", c.Main != ""},
		{"supporting", len(c.Supporting) > 0},
		{"attachments", len(c.Attachments) > 0},
		{"attributes", len(c.Attributes) > 0},
		{"disclosure", c.Disclosure != nil},
		{"reason", c.Reason != ""},
		{"days", c.Days != 0},
		{"rating", c.Rating != 0},
		{"parent", !c.Parent.IsZero()},
		{"clock", c.Clock != ""},
		{"rung", c.Rung != ""},
		{"step", c.Step != 0},
		{"draft", !c.Draft.IsZero()},
		{"corrections", len(c.Corrections) > 0},
		{"accused", len(c.Accused) > 0},
		{"promise", c.Promise != nil},
	})
}

// Validate reports everything that is wrong with the form of the command, whatever
// the lifecycle and the complaint, as a *storage.InvalidError; nil if nothing is. What
// the action requires and takes, and whether there is such a class, reason or rung, says a
// lifecycle: [Lifecycle.ValidateCommand].
func (c Command) Validate(limits Limits) error {
	p := checks(limits)
	c.check(p)
	return p.Err("command " + string(c.Action))
}

func (c Command) check(p *checker) {
	p.require("action", c.Action != "")
	p.saysIfGiven("title", c.Title) // an edit cannot empty it
	p.saysIfGiven("body", c.Body)
	if c.Expect < 0 {
		p.Add("expect", "a version is never negative")
	}
	p.name("key", c.Key)
	p.text("note", c.Note, p.limits.Text)
	p.text("title", c.Title, p.limits.Title)
	p.text("body", c.Body, p.limits.Text)
	p.Check("category", c.Category.Validate())
	p.words("", &Details{Class: c.Class, Reason: c.Reason, Rung: c.Rung})
	p.name("clock", string(c.Clock))
	if c.Step < 0 || c.Step > MostSteps {
		p.Add("step", fmt.Sprintf("want 1 to %d, not %d", MostSteps, c.Step))
	}
	p.agency("agency", c.Agency)
	p.units(c.Main, c.Supporting)
	p.files(c.Attachments)
	p.attributes(c.Attributes, true)
	p.accused(c.Accused)
	p.units(c.Agency, c.routed.Supporting)
	if c.Days < 0 || c.Days > p.limits.ExtendDays {
		p.Add("days", fmt.Sprintf("want 1 to %d working days, not %d", p.limits.ExtendDays, c.Days))
	}
	p.rating(c.Rating)
	p.corrections("corrections", c.Corrections, p.limits.Entries+1)
	p.promise("promise", c.Promise)
}

// details are the facts that the command's entry states, but for attributes; see
// [Draft.details].
func (c Command) details() Details {
	return Details{
		Class: c.Class, Category: c.Category, Agency: c.Agency, AgencyPath: c.agencyPath,
		Main: c.Main, Supporting: slices.Concat(c.routed.Supporting, c.Supporting), Routed: c.routed.routed(), Accused: c.Accused, Attachments: c.Attachments, Disclosure: c.Disclosure,
		Reason: c.Reason, Days: c.Days, Rating: c.Rating, Parent: c.Parent, Clock: c.Clock, Rung: c.Rung, Step: c.Step, Recipients: c.recipients, Draft: c.Draft,
		Corrections: canonicals(c.Corrections), Promise: c.Promise.kept(),
	}.clone()
}
