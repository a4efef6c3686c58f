package complaint

import (
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// status renders what everybody may know.
func (l *Lifecycle) status(c *Complaint) Status {
	info, _ := l.machine.State(c.State)
	return Status{
		Tracking: c.Tracking, State: c.State, Label: info.Label, Bucket: info.Bucket, Final: info.Final,
		SubmittedAt: c.SubmittedAt(), UpdatedAt: c.UpdatedAt(), EnteredAt: c.EnteredAt(),
	}
}

// PublicView renders a complaint for the public.
func (l *Lifecycle) PublicView(c *Complaint) PublicView {
	v := PublicView{Status: l.status(c)}
	if c.published() {
		v.Report = &PublicReport{
			Kind: c.Kind, Category: c.Category, Region: copied(c.Region), Agency: c.Agency,
			Title: c.Title(), Body: c.Body(), Rating: c.Rating, Events: c.events(spokenToAll),
		}
	} else {
		// When an officer last wrote something, or what kind of step it was,
		// would already tell on a secret report: only changes of state count.
		v.Status.UpdatedAt = v.Status.EnteredAt
	}
	return v
}

// ReporterView renders a complaint for its reporter; by is he, under his
// reference.
func (l *Lifecycle) ReporterView(c *Complaint, at Moment) ReporterView {
	text := func(d Digest) string { body, _ := c.Text(d); return body }
	return ReporterView{
		ID: c.ID, Version: c.Version, Status: l.status(c), Kind: c.Kind, Category: c.Category,
		Region: copied(c.Region), Place: text(c.Place), EventDate: c.EventDate, Disclosure: c.Disclosure,
		Agency: c.Agency, Title: text(c.Original.Title), Body: text(c.Original.Body),
		EditedTitle: text(c.Edited.Title), EditedBody: text(c.Edited.Body), Attachments: c.sentBy(RoleReporter),
		Events: c.events(spokenToReporter), Rating: c.Rating, Archived: c.Archived,
		Allowed: l.Allowed(c, Actor{ID: c.Reporter.String(), Role: RoleReporter}, at),
	}
}

// AgencyView renders a complaint for somebody who may see it ([Lifecycle.CanSee]).
func (l *Lifecycle) AgencyView(c *Complaint, by Actor, at Moment) AgencyView {
	text := func(d Digest) string { body, _ := c.Text(d); return body }
	v := AgencyView{
		ID: c.ID, Version: c.Version, Status: l.status(c), Kind: c.Kind, Class: c.Class, Category: c.Category,
		Region: copied(c.Region), Place: text(c.Place), EventDate: c.EventDate, Channel: c.Channel,
		External: c.External, Target: c.Target, Disclosure: c.Disclosure, Agency: c.Agency, Main: c.Main,
		Supporting: copied(c.Supporting), Title: text(c.Original.Title), Body: text(c.Original.Body),
		EditedTitle: text(c.Edited.Title), EditedBody: text(c.Edited.Body), Draft: text(c.Draft.Text),
		Attachments: copied(c.Attachments), Returns: c.Returns, Reopenings: c.Reopenings,
		Extensions: c.Extensions, Escalations: copied(c.Escalations), Rating: c.Rating,
		Archived: c.Archived, Parent: c.Parent, NextDue: c.NextDue, Allowed: l.Allowed(c, by, at),
	}
	for _, e := range c.Timeline {
		event := AgencyEvent{
			Seq: e.Seq, At: e.At, Action: e.Action, From: e.From, To: e.To, Role: e.By.role(),
			Text: text(e.Note), Details: e.Details.clone(),
		}
		if e.By.role() != RoleReporter {
			event.Officer, event.Agency = e.By.ID, e.By.Agency
		}
		v.Events = append(v.Events, event)
	}
	return v
}

// audience says which entries somebody sees, and of which the text.
type audience func(e Entry) (visible, withText bool)

// spokenToAll: the moves of the case, with the text of follow ups and answers.
func spokenToAll(e Entry) (visible, withText bool) {
	switch e.Action {
	case ActionFollowUp, ActionRespond, ActionApprove:
		return true, true
	default:
		return e.From != e.To, false
	}
}

// spokenToReporter: also what is said to him and what he said himself.
func spokenToReporter(e Entry) (visible, withText bool) {
	switch e.Action {
	case ActionFollowUp, ActionRespond, ActionApprove, ActionSuspend, ActionArchive, ActionReply, ActionReopen, ActionExtend:
		return true, true
	default:
		own := e.By.role() == RoleReporter
		return own || e.From != e.To, own
	}
}

// events renders the timeline for an audience. An approval speaks with the
// text of the draft that it approves.
func (c *Complaint) events(to audience) []PublicEvent {
	var events []PublicEvent
	var drafted Digest
	for _, e := range c.Timeline {
		if e.Action == ActionDraft {
			drafted = e.Note
		}
		visible, withText := to(e)
		if !visible {
			continue
		}
		event := PublicEvent{At: e.At, Action: e.Action, To: e.To, Role: e.By.role()}
		if withText {
			spoken := e.Note
			if e.Action == ActionApprove {
				spoken = drafted
			}
			event.Text, _ = c.Text(spoken)
		}
		events = append(events, event)
	}
	return events
}

// sentBy lists the attachments that came with entries of a role or with
// messages meant for the reporter.
func (c *Complaint) sentBy(role lifecycle.Role) []Attachment {
	var list []Attachment
	for _, e := range c.Timeline {
		if _, spoken := spokenToReporter(e); spoken || e.By.role() == role || e.Action == ActionSubmit {
			list = append(list, e.Details.Attachments...)
		}
	}
	return list
}
