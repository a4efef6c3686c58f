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
// ([aduan.Blank]) is missing. Required are:
//
//	forward             Class, Agency; Category if the case has none yet
//	suspend             Note (what is missing)
//	archive             Reason: out_of_scope, unclear or spam; Agency may name the
//	                    body that is competent
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
// actions that this package does not know. Attributes come with edit, by which an
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
	routed     Decision // that chose Agency; zero if a person did
}

// MostSteps is how often one run of a clock is escalated to one rung at most.
const MostSteps = 9

// takes lists, for the actions of this package, the fields required and those
// merely allowed besides the note.
func takes(a lifecycle.Action) (required, allowed []string) {
	files := []string{"attachments"}
	switch a {
	case ActionForward:
		return []string{"class", "agency"}, []string{"category"}
	case ActionSuspend, ActionHandBack, ActionReopen, ActionDraft:
		return []string{"note"}, nil
	case ActionArchive:
		return []string{"reason"}, []string{"agency"}
	case ActionReturn:
		return []string{"note"}, []string{"agency"}
	case ActionAssign, ActionReassign:
		return []string{"main"}, []string{"supporting"}
	case ActionTransfer:
		return []string{"agency", "note"}, nil
	case ActionReclassify:
		return []string{"class", "note"}, nil
	case ActionEdit:
		return nil, []string{"title", "body", "category", "attributes"}
	case ActionComplete:
		return nil, []string{"attachments", "attributes"}
	case ActionAttach:
		return files, nil
	case ActionNote, ActionFollowUp, ActionRespond, ActionReply:
		return []string{"note"}, files
	case ActionDisclose, ActionSeal:
		return []string{"disclosure"}, nil
	case ActionAccept:
		return []string{"rating"}, nil
	case ActionExtend:
		return []string{"days", "note"}, nil
	case ActionEscalate:
		return []string{"clock", "rung"}, []string{"step"}
	case ActionMerge:
		return []string{"parent"}, nil
	case ActionCorrectTime:
		return []string{"corrections", "note"}, nil
	case ActionApprove:
		return nil, []string{"draft"}
	case ActionAccuse, ActionConfirmAccusation:
		return []string{"accused"}, nil
	case ActionClearAccusation:
		return []string{"accused", "note"}, nil
	case ActionPassOn:
		return nil, files
	case ActionWithdraw, ActionLeave, ActionExpire, ActionClose, ActionHandle, ActionUnmerge, ActionRelay:
		return nil, nil
	default:
		return nil, []string{"attachments", "promise"}
	}
}

// least is the smallest command of an action, as far as a case must have room for it.
func least(a lifecycle.Action) Command {
	cmd := Command{Action: a, Category: "any"}
	required, _ := takes(a)
	for _, field := range required {
		switch field {
		case "note":
			cmd.Note = "x"
		case "attachments":
			cmd.Attachments = make([]Attachment, 1)
		case "accused":
			cmd.Accused = make([]agency.ID, 1)
		}
	}
	return cmd
}

// filled lists the fields that the command sets, in the order of its type.
func (c Command) filled() []string {
	var set []string
	for _, f := range []struct {
		name string
		set  bool
	}{
		{"note", !aduan.Blank(c.Note)},
		{"title", c.Title != ""},
		{"body", c.Body != ""},
		{"class", c.Class != 0},
		{"category", c.Category != ""},
		{"agency", c.Agency != ""},
		{"main", c.Main != ""},
		{"supporting", len(c.Supporting) > 0},
		{"attachments", len(c.Attachments) > 0},
		{"attributes", len(c.Attributes) > 0},
		{"disclosure", c.Disclosure != nil},
		{"reason", c.Reason != 0},
		{"days", c.Days != 0},
		{"rating", c.Rating != 0},
		{"parent", !c.Parent.IsZero()},
		{"clock", c.Clock != ""},
		{"rung", c.Rung != 0},
		{"step", c.Step != 0},
		{"draft", !c.Draft.IsZero()},
		{"corrections", len(c.Corrections) > 0},
		{"accused", len(c.Accused) > 0},
		{"promise", c.Promise != nil},
	} {
		if f.set {
			set = append(set, f.name)
		}
	}
	return set
}

// Validate reports everything that is wrong with the command itself, whatever
// the complaint, as a *storage.InvalidError; nil if nothing is.
func (c Command) Validate(limits Limits) error {
	p := checks(limits)
	c.check(p)
	return p.Err("command " + string(c.Action))
}

func (c Command) check(p *checker) {
	p.require("action", c.Action != "")
	required, allowed := takes(c.Action)
	set := c.filled()
	for _, f := range required {
		if f == "note" {
			p.says(f, c.Note)
		} else {
			p.require(f, slices.Contains(set, f))
		}
	}
	for _, f := range set {
		if f != "note" && !slices.Contains(required, f) && !slices.Contains(allowed, f) {
			p.Add(f, fmt.Sprintf("does not go with %s", c.Action), slices.Concat(required, allowed, []string{"note"})...)
		}
	}
	if c.Action == ActionEdit && c.Title == "" && c.Body == "" && c.Category == "" && len(c.Attributes) == 0 {
		p.Add("title", "an edit changes at least one of title, body, category, attributes")
	}
	if c.Action == ActionPassOn && aduan.Blank(c.Note) && len(c.Attachments) == 0 {
		p.Add("note", "what is passed on is a text, files, or both", "note", "attachments")
	}
	for _, f := range []struct{ name, text string }{{"title", c.Title}, {"body", c.Body}} {
		if f.text != "" {
			p.says(f.name, f.text) // an edit cannot empty it
		}
	}
	if c.Action == ActionArchive && c.Reason > ArchivedSpam {
		p.Add("reason", fmt.Sprintf("%s cannot be chosen, only %s", c.Reason, c.Reason.setBy()), "out_of_scope", "unclear", "spam")
	}
	if c.Expect < 0 {
		p.Add("expect", "a version is never negative")
	}
	p.name("key", c.Key)
	p.text("note", c.Note, p.limits.Text)
	p.text("title", c.Title, p.limits.Title)
	p.text("body", c.Body, p.limits.Text)
	p.Check("category", c.Category.Validate())
	p.member("class", int(c.Class), classWords())
	p.member("reason", int(c.Reason), archiveReasonWords())
	p.member("rung", int(c.Rung), rungWords())
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

// setBy names the action that alone sets a reason.
func (a ArchiveReason) setBy() lifecycle.Action {
	switch a {
	case ArchivedDuplicate:
		return ActionMerge
	case ArchivedWithdrawn:
		return ActionWithdraw
	case ArchivedExpired:
		return ActionExpire
	default:
		return ActionArchive
	}
}

// details are the facts that the command's entry states, but for attributes; see
// [Draft.details].
func (c Command) details() Details {
	return Details{
		Class: c.Class, Category: c.Category, Agency: c.Agency, AgencyPath: c.agencyPath,
		Main: c.Main, Supporting: slices.Concat(c.routed.Supporting, c.Supporting), Routed: c.routed.routed(), Accused: c.Accused, Attachments: c.Attachments, Disclosure: c.Disclosure,
		Reason: c.Reason, Days: c.Days, Rating: c.Rating, Parent: c.Parent, Clock: c.Clock, Rung: c.Rung, Step: c.Step, Draft: c.Draft,
		Corrections: canonicals(c.Corrections), Promise: c.Promise.kept(),
	}.clone()
}
