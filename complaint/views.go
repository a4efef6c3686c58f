package complaint

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Status is what everybody may know who has the tracking number: where the
// case stands, and since when.
type Status struct {
	Tracking Tracking        `json:"tracking"`
	State    lifecycle.State `json:"state"`
	// Label and Bucket are the state's name and public heading.
	Label  aduan.Label `json:"label"`
	Bucket aduan.Label `json:"bucket"`
	Final  bool        `json:"final,omitempty"`
	// SubmittedAt, UpdatedAt and EnteredAt are when the case began, last
	// changed (for the reporter and the public warnings, [ActionWarn], are no change), and
	// came into this state; of a report that the public may not read, the beginnings of
	// these days in UTC.
	SubmittedAt time.Time `json:"submitted_at"`
	UpdatedAt   time.Time `json:"updated_at"`
	EnteredAt   time.Time `json:"entered_at"`
}

// PublicView is what the public sees of a case. A report that is secret, accuses
// somebody, is not verified yet, or taken down ([Complaint.TakenDown]) shows its
// status and nothing else.
type PublicView struct {
	Status Status `json:"status"`
	// Report is nil unless the report is public and verified.
	Report *PublicReport `json:"report,omitempty"`
	// Answers are what was answered on a secret report, in the view of those whose
	// own case was merged into it, by the days in UTC; else nil.
	Answers []PublicEvent `json:"answers,omitempty"`
	// Follows is the case into which this one was merged, nil if it was not, or if
	// that one is secret.
	Follows *PublicView `json:"follows,omitempty"`
}

// PublicReport is the readable part of a public report. It has no field for
// who reported, for attributes, for the exact place, for internal notes or for who in an
// agency did what.
type PublicReport struct {
	Kind     Kind        `json:"kind"`
	Category Category    `json:"category,omitempty"`
	Region   region.Path `json:"region,omitempty"`
	// Near is about where it happened; zero if the report says no point.
	Near CoarsePoint `json:"near,omitzero"`
	// Agency got the case; [Service.Track] says who holds it now, if that is known.
	Agency agency.ID `json:"agency,omitempty"`
	// Title and Body are as edited.
	Title  string        `json:"title"`
	Body   string        `json:"body"`
	Events []PublicEvent `json:"events"`
	// Rating is of the answer that stands ([Complaint.Rated]).
	Rating int `json:"rating,omitempty"`
}

// PublicEvent is one step of a case as the public and the reporter see it.
type PublicEvent struct {
	At     time.Time        `json:"at"`
	Action lifecycle.Action `json:"action"`
	To     lifecycle.State  `json:"to"`
	// Role is in which capacity somebody acted; never who.
	Role lifecycle.Role `json:"role"`
	// Text is the message of a follow up or an answer, or what is missing; empty otherwise.
	Text string `json:"text,omitempty"`
}

// ReporterView is what the reporter sees of their own case.
type ReporterView struct {
	ID         ID              `json:"id"`
	Version    storage.Version `json:"version"`
	Status     Status          `json:"status"`
	Kind       Kind            `json:"kind"`
	Category   Category        `json:"category,omitempty"`
	Region     region.Path     `json:"region,omitempty"`
	Place      string          `json:"place,omitempty"`
	Location   Location        `json:"location,omitzero"`
	EventDate  aduan.Date      `json:"event_date,omitzero"`
	Disclosure Disclosure      `json:"disclosure"`
	// Agency is who holds the case now, or who got it if nobody knows that; empty while
	// the report keeps away whoever would hold it.
	Agency agency.ID `json:"agency,omitempty"`
	// Title and Body are as they wrote them, EditedTitle and EditedBody as the
	// administrator edited them, empty if not.
	Title       string       `json:"title"`
	Body        string       `json:"body"`
	EditedTitle string       `json:"edited_title,omitempty"`
	EditedBody  string       `json:"edited_body,omitempty"`
	Attachments []Attachment `json:"attachments,omitempty"`
	Attributes  []Attribute  `json:"attributes,omitempty"`
	// Accused are the bodies that the report accuses.
	Accused []Accusation `json:"accused,omitempty"`
	// Events are the steps with the messages meant for them and their own.
	Events   []PublicEvent `json:"events"`
	Rating   int           `json:"rating,omitempty"`
	Archived ArchiveReason `json:"archived,omitzero"`
	// Competent is the body to turn to with what was archived as out of scope; where
	// it is empty, the text of that event names it.
	Competent agency.ID `json:"competent,omitempty"`
	// Follows is the public view of the case into which theirs was merged; of a secret
	// one the state and the answers.
	Follows *PublicView `json:"follows,omitempty"`
	// Allowed lists what they may do now.
	Allowed []lifecycle.Action `json:"allowed,omitempty"`
	// Missing says, while the office waits for them to complete the report, what ends
	// that: they say that it is complete, which no file does by itself.
	Missing aduan.Message `json:"missing,omitzero"`
}

// AgencyView is what those see who work on a case or oversee it. It has no
// field for the reporter, not even their reference: see [Service.OpenIdentity].
// External is zero on a case that is anonymous or secret, for every role and in
// every event: it may be somebody's telephone. On the others its number is written,
// to JSON for instance, and still does not print.
type AgencyView struct {
	ID      ID              `json:"id"`
	Version storage.Version `json:"version"`
	// Narrowed says that the report is secret and that the viewer is shown state, agency and
	// clocks only: all other fields but ID, version, disclosure, escalations and what they may
	// do are empty.
	Narrowed Narrowing   `json:"narrowed,omitzero"`
	Status   Status      `json:"status"`
	Kind     Kind        `json:"kind"`
	Class    Class       `json:"class,omitzero"`
	Category Category    `json:"category,omitempty"`
	Region   region.Path `json:"region,omitempty"`
	Place    string      `json:"place,omitempty"`
	// Location is the exact one; it still does not print. Found is what the locator
	// found: of several regions a person may know which it is.
	Location  Location   `json:"location,omitzero"`
	Found     Located    `json:"found,omitzero"`
	EventDate aduan.Date `json:"event_date,omitzero"`
	Channel   Channel    `json:"channel"`
	Report
	Target     agency.ID   `json:"target,omitempty"`
	Disclosure Disclosure  `json:"disclosure"`
	Agency     agency.ID   `json:"agency,omitempty"`
	Main       agency.ID   `json:"main,omitempty"`
	Supporting []agency.ID `json:"supporting,omitempty"`
	// AgencyNow is who holds the case at the moment of the view, RegionNow where it
	// lies then: those of the record, or what became of them. AgencyNow is empty
	// while nobody holds the case, and if nobody knows who does.
	AgencyNow agency.ID   `json:"agency_now,omitempty"`
	RegionNow region.Path `json:"region_now,omitempty"`
	// Title and Body are the original, the others as edited, if they were.
	Title       string `json:"title"`
	Body        string `json:"body"`
	EditedTitle string `json:"edited_title,omitempty"`
	EditedBody  string `json:"edited_body,omitempty"`
	// Draft is the answer that awaits approval, DraftDigest what its approval
	// names ([Command].Draft).
	Draft       string        `json:"draft,omitempty"`
	DraftDigest Digest        `json:"draft_digest,omitzero"`
	Attachments []Attachment  `json:"attachments,omitempty"`
	Attributes  []Attribute   `json:"attributes,omitempty"`
	Accused     []Accusation  `json:"accused,omitempty"`
	Returns     int           `json:"returns,omitempty"`
	Reopenings  int           `json:"reopenings,omitempty"`
	Extensions  int           `json:"extensions,omitempty"`
	Escalations []Escalation  `json:"escalations,omitempty"`
	Rating      int           `json:"rating,omitempty"`
	Archived    ArchiveReason `json:"archived,omitzero"`
	Parent      ID            `json:"parent,omitzero"`
	// NextDue is the hint for the timer; while a sweep works on the case, the end of its
	// lease ([ClaimLease]).
	NextDue time.Time `json:"next_due,omitzero"`
	// Near lists the clocks that come near their end at the moment of the view.
	Near   []Warning     `json:"near,omitempty"`
	Events []AgencyEvent `json:"events"`
	// Allowed lists what the viewer may do now.
	Allowed []lifecycle.Action `json:"allowed,omitempty"`
}

// AgencyEvent is an entry of the timeline for those who work on the case.
type AgencyEvent struct {
	Seq int       `json:"seq"`
	At  time.Time `json:"at"`
	// Recorded is the instant in place of which At counts since a correction.
	Recorded time.Time        `json:"recorded,omitzero"`
	Action   lifecycle.Action `json:"action"`
	From     lifecycle.State  `json:"from"`
	To       lifecycle.State  `json:"to"`
	Role     lifecycle.Role   `json:"role"`
	// Officer and Agency say who acted for which agency; both are empty for
	// the reporter.
	Officer string    `json:"officer,omitempty"`
	Agency  agency.ID `json:"agency,omitempty"`
	Text    string    `json:"text,omitempty"`
	Details Details   `json:"details,omitzero"`
}

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
	v.Status.UpdatedAt = c.changedAt()
	if c.published() {
		v.Report = &PublicReport{
			Kind: c.Kind, Category: c.Category, Region: copied(c.Region), Near: c.Location().Point.Coarse(), Agency: c.Agency,
			Title: c.Title(), Body: c.Body(), Rating: c.Rated(), Events: c.events(spokenToAll),
		}
	} else {
		// When an officer last wrote something, or what kind of step it was,
		// would already tell on a secret report: only changes of state count, by their days.
		v.Status.SubmittedAt, v.Status.EnteredAt = day(v.Status.SubmittedAt), day(v.Status.EnteredAt)
		v.Status.UpdatedAt = v.Status.EnteredAt
	}
	return v
}

// day is the beginning of the day in UTC in which an instant lies.
func day(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// ReporterView renders a complaint for its reporter.
func (l *Lifecycle) ReporterView(c *Complaint, at Moment) ReporterView {
	v := ReporterView{
		ID: c.ID, Version: c.Version, Status: l.status(c), Kind: c.Kind, Category: c.Category,
		Region: copied(c.Region), Place: c.text(c.Place), Location: c.Location().inWriting(), EventDate: c.EventDate, Disclosure: c.Disclosure,
		Agency: at.told(c), Title: c.text(c.Original.Title), Body: c.text(c.Original.Body),
		EditedTitle: c.text(c.Edited.Title), EditedBody: c.text(c.Edited.Body), Attachments: c.sentBy(RoleReporter), Attributes: c.Attributes(), Accused: copied(c.Accused),
		Events: c.events(spokenToReporter), Rating: c.Rated(), Archived: c.Archived, Competent: l.competent(c),
		Allowed: l.Allowed(c, Actor{ID: c.Reporter.String(), Role: RoleReporter}, at),
	}
	v.Status.UpdatedAt = c.changedAt()
	completing := slices.DeleteFunc(slices.Clone(v.Allowed), func(a lifecycle.Action) bool { return !l.Does(a, MeaningSupplements) })
	if len(completing) > 0 {
		v.Missing = texts().Message("missing.complete", "action", wordList(l, "action", completing))
	}
	return v
}

// AgencyView renders a complaint for somebody who may see it ([Lifecycle.CanSee]); for whom
// only the state may be shown ([SeesState]), as far as that goes.
func (l *Lifecycle) AgencyView(c *Complaint, by Actor, at Moment) AgencyView {
	if a := l.Access(c, by, at); a.Sees == SeesState {
		return l.stateView(c, by, at, a)
	}
	v := AgencyView{
		ID: c.ID, Version: c.Version, Status: l.status(c), Kind: c.Kind, Class: c.Class, Category: c.Category,
		Region: copied(c.Region), Place: c.text(c.Place), EventDate: c.EventDate, Channel: c.Channel, Report: c.Report.shown(c.Disclosure),
		Location: c.Location().inWriting(), Found: c.Found(),
		Target: c.Target, Disclosure: c.Disclosure, Agency: c.Agency, Main: c.Main,
		Supporting: copied(c.Supporting), Title: c.text(c.Original.Title), Body: c.text(c.Original.Body),
		EditedTitle: c.text(c.Edited.Title), EditedBody: c.text(c.Edited.Body), Draft: c.text(c.Draft.Text), DraftDigest: c.Draft.Text,
		Attachments: copied(c.Attachments), Attributes: c.Attributes(), Accused: copied(c.Accused), Returns: c.Returns, Reopenings: c.Reopenings,
		Extensions: c.Extensions, Escalations: copied(c.Escalations), Rating: c.Rated(),
		Archived: c.Archived, Parent: c.Parent, NextDue: c.NextDue, Near: copied(at.Near), Allowed: l.Allowed(c, by, at),
	}
	v.AgencyNow, _ = at.Holder(c)
	v.RegionNow = at.Region(c)
	history, said := c.History(), c.bodies()
	for i, e := range c.Timeline {
		event := AgencyEvent{
			Seq: e.Seq, At: history[i].At, Action: e.Action, From: e.From, To: e.To, Role: e.By.role(),
			Text: said[e.Note], Details: e.Details.clone(),
		}
		if !e.At.Equal(event.At) {
			event.Recorded = e.At
		}
		event.Details.Report = event.Details.Report.shown(c.Disclosure)
		if e.By.role() != RoleReporter {
			event.Officer, event.Agency = e.By.ID, e.By.Agency
		}
		v.Events = append(v.Events, event)
	}
	return v
}

// stateView is state, agency and clocks.
func (l *Lifecycle) stateView(c *Complaint, by Actor, at Moment, a Access) AgencyView {
	v := AgencyView{
		ID: c.ID, Version: c.Version, Narrowed: a.Narrowed, Status: l.status(c), Disclosure: c.Disclosure, Agency: c.Agency,
		Escalations: copied(c.Escalations), NextDue: c.NextDue, Allowed: l.Allowed(c, by, at),
	}
	v.AgencyNow, _ = at.Holder(c)
	return v
}

// audience says which entries somebody sees, and of which the text.
type audience func(e *Entry) (visible, withText bool)

// spokenToAll: the moves of the case, with the text of follow ups and answers.
func spokenToAll(e *Entry) (visible, withText bool) {
	spoken := e.Does(MeaningFollowsUp | MeaningAnswers)
	return spoken || e.From != e.To, spoken
}

// answers: what was answered, with its text.
func answers(e *Entry) (visible, withText bool) {
	return e.Does(MeaningAnswers), true
}

// spokenToReporter: also what is said to them and what they said themselves.
func spokenToReporter(e *Entry) (visible, withText bool) {
	spoken := e.By.role() == RoleReporter || e.Does(MeaningFollowsUp|MeaningAnswers|MeaningAsks|MeaningReplies|MeaningTells)
	return spoken || e.From != e.To, spoken
}

// events renders the timeline for an audience. An approval speaks with the
// text of the draft that it approves.
func (c *Complaint) events(to audience) []PublicEvent {
	var events []PublicEvent
	var drafted Digest
	said := c.bodies()
	history := c.History()
	for i := range history {
		e := &history[i]
		if e.Does(MeaningDrafts) {
			drafted = e.Note
		}
		visible, withText := to(e)
		if !visible {
			continue
		}
		event := PublicEvent{At: e.At, Action: e.Action, To: e.To, Role: e.By.role()}
		if withText {
			spoken := e.Note
			if e.Does(MeaningApproves) {
				spoken = drafted
			}
			event.Text = said[spoken]
		}
		events = append(events, event)
	}
	return events
}

// sentBy lists the attachments that came with entries of a role or with
// messages meant for the reporter.
func (c *Complaint) sentBy(role lifecycle.Role) []Attachment {
	var list []Attachment
	for i := range c.Timeline {
		e := &c.Timeline[i]
		if _, spoken := spokenToReporter(e); spoken || e.By.role() == role || e.Does(MeaningOpens) {
			list = append(list, e.Details.Attachments...)
		}
	}
	return list
}
