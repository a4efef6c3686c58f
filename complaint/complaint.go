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

// Complaint is the record of one report and of all that happened to it. It
// says nothing about who reported beyond a reference; the [Identity] is a
// record of its own. Everything but the header (the fields down to NextDue)
// follows from the timeline: [Lifecycle.Replay] derives it again. NextDue is not
// part of the record; a store keeps it beside.
//
// A complaint prints, formats and logs as its ID, state and version only, so
// that a stray log line tells nothing. Its JSON form is the whole record, for
// storage, and [Complaint.Encode] writes it; show people a view.
type Complaint struct {
	ID ID `json:"id"`
	// Version counts commits; see package storage.
	Version  storage.Version `json:"version"`
	Tracking Tracking        `json:"tracking"`
	// Reporter stands for whoever reported.
	Reporter ReporterRef `json:"reporter"`
	// Lifecycle and Policy are the editions of the rules and of the deadlines
	// under which the case began and which it keeps. Policy is empty where no
	// deadlines were kept.
	Lifecycle Edition `json:"lifecycle"`
	Policy    Edition `json:"policy,omitzero"`
	// NextDue is when the timer should look at the case again: a hint for the
	// index of a store, which [Service.Sweep] evaluates anew. Zero is never. It is kept
	// beside the versioned record: a commit of the complaint writes it along, a [Due]
	// moves it alone, a reader fills it in. The JSON form is without it; in that of older
	// releases it is read, and counts where the store has no other.
	NextDue time.Time `json:"next_due,omitzero"`

	// State is where the case stands, Origins the states to which it returns
	// from suspension or merging, the innermost last.
	State   lifecycle.State   `json:"state"`
	Origins []lifecycle.State `json:"origins,omitempty"`

	Kind     Kind     `json:"kind"`
	Class    Class    `json:"class,omitzero"`
	Category Category `json:"category,omitempty"`
	// Region leads from the outermost region to the one where it happened.
	Region region.Path `json:"region,omitempty"`
	// Place refers to the free text that says where exactly.
	Place     Digest     `json:"place,omitzero"`
	EventDate aduan.Date `json:"event_date,omitzero"`
	Channel   Channel    `json:"channel"`
	Report
	// Target is the agency that the reporter had in mind, if any.
	Target agency.ID `json:"target,omitempty"`
	// Accused are the bodies that the report accuses, in the order in which it did.
	Accused []Accusation `json:"accused,omitempty"`
	// Original is what the reporter wrote (isi awal), Edited what an
	// administrator made of it (isi akhir); each part of Edited may be missing.
	Original Wording `json:"original"`
	Edited   Wording `json:"edited,omitzero"`

	Disclosure Disclosure `json:"disclosure"`
	// Verified says that the case was forwarded at least once; only then may
	// the public read it, unless it is secret.
	Verified bool `json:"verified,omitempty"`

	// Agency coordinates the case, empty before it is forwarded; AgencyPath
	// leads from the outermost body down to it.
	Agency     agency.ID   `json:"agency,omitempty"`
	AgencyPath []agency.ID `json:"agency_path,omitempty"`
	// Main is the one unit that answers, Supporting the agencies that help by the
	// routing table and the units that help, in the order of both.
	Main       agency.ID   `json:"main,omitempty"`
	Supporting []agency.ID `json:"supporting,omitempty"`
	// Draft is the answer that awaits approval.
	Draft PendingDraft `json:"draft,omitzero"`

	Attachments []Attachment `json:"attachments,omitempty"`
	// Returns, Reopenings and Extensions count those actions.
	Returns     int          `json:"returns,omitempty"`
	Reopenings  int          `json:"reopenings,omitempty"`
	Extensions  int          `json:"extensions,omitempty"`
	Escalations []Escalation `json:"escalations,omitempty"`
	// EscalatedTo are the bodies whom escalations told of the case, in that order and none
	// twice, as they were named then. It is empty from the first final state on, also of what is reopened.
	EscalatedTo []agency.ID `json:"escalated_to,omitempty"`
	// Rating is the reporter's, 1 to 5; 0 before they gave one.
	Rating int `json:"rating,omitempty"`
	// Archived is why the case was archived, Parent the case it was merged into.
	Archived ArchiveReason `json:"archived,omitzero"`
	Parent   ID            `json:"parent,omitzero"`

	// Timeline holds all that happened, oldest first; it only ever grows.
	Timeline []Entry `json:"timeline"`
	// Texts holds the free texts to which the record and its entries refer, in
	// the order in which they arrived.
	Texts []Text `json:"texts,omitempty"`
}

// Edition names an edition of a rule set.
type Edition struct {
	Name    string `json:"name"`
	Edition string `json:"edition"`
}

// IsZero reports whether no edition is named.
func (e Edition) IsZero() bool { return e == Edition{} }

// String returns "name edition".
func (e Edition) String() string { return e.Name + " " + e.Edition }

// Wording refers to a title and a body.
type Wording struct {
	Title Digest `json:"title,omitzero"`
	Body  Digest `json:"body,omitzero"`
}

// IsZero reports whether both are missing.
func (w Wording) IsZero() bool { return w == Wording{} }

// PendingDraft is an answer that was drafted and not yet approved.
type PendingDraft struct {
	Text Digest `json:"text"`
	// By is the account of whoever drafted it, who may not approve it.
	By string `json:"by"`
}

// IsZero reports whether there is no draft.
func (d PendingDraft) IsZero() bool { return d == PendingDraft{} }

// Escalation records that a clock was taken to a rung of the ladder.
type Escalation struct {
	Clock lifecycle.ClockName `json:"clock"`
	Rung  Rung                `json:"rung"`
	// Step counts the escalations of one run to this rung from 1, where a ladder has
	// several: to the superior, then to the superior's superior. 0 is the first.
	Step int `json:"step,omitzero"`
}

// Entry is one thing that happened to a complaint.
type Entry struct {
	// Seq counts the entries of the case from 1.
	Seq int `json:"seq"`
	// At is when it happened, in UTC, cut to microseconds, as it was recorded; a
	// later entry may correct it. Entries never run backwards ([Complaint.History]).
	At time.Time `json:"at"`
	// Told is what the clock of the server told, if that was before the entry before:
	// At is then that entry's. It is at most [ClockTolerance] earlier.
	Told time.Time `json:"told,omitzero"`
	// By is who did it. The reporter appears under their reference, with no account.
	By     Actor            `json:"by"`
	Action lifecycle.Action `json:"action"`
	// From and To are the states before and after.
	From lifecycle.State `json:"from"`
	To   lifecycle.State `json:"to"`
	// Version is the complaint's after this entry was committed.
	Version storage.Version `json:"version"`
	// Key is the command's key, by which a repetition is recognised.
	Key string `json:"key,omitempty"`
	// Meaning is what the action did to the record, where its name does not say it: in a
	// lifecycle that declares it. Ask [Entry.Does].
	Meaning Meaning `json:"does,omitzero"`
	Details Details `json:"details,omitzero"`
	// Note, Title, Body and Place refer to the texts that came with it.
	Note  Digest `json:"note,omitzero"`
	Title Digest `json:"title,omitzero"`
	Body  Digest `json:"body,omitzero"`
	Place Digest `json:"place,omitzero"`
}

// Clone returns a copy that shares nothing with c. Empty lists become nil.
func (c *Complaint) Clone() *Complaint {
	d := *c
	d.Origins = copied(c.Origins)
	d.Region = copied(c.Region)
	d.AgencyPath = copied(c.AgencyPath)
	d.Supporting = copied(c.Supporting)
	d.Accused = copied(c.Accused)
	d.Attachments = copied(c.Attachments)
	d.Escalations = copied(c.Escalations)
	d.EscalatedTo = copied(c.EscalatedTo)
	d.Timeline = copied(c.Timeline)
	for i := range d.Timeline {
		d.Timeline[i].Details.separate()
	}
	d.Texts = copied(c.Texts)
	return &d
}

// Clone returns a copy that shares nothing with e. Empty lists become nil.
func (e Entry) Clone() Entry {
	e.Details.separate()
	return e
}

// Title returns the title as edited, or as the reporter wrote it.
func (c *Complaint) Title() string { return c.either(c.Edited.Title, c.Original.Title) }

// Body returns the body as edited, or as the reporter wrote it.
func (c *Complaint) Body() string { return c.either(c.Edited.Body, c.Original.Body) }

func (c *Complaint) either(edited, original Digest) string {
	if edited.IsZero() {
		return c.text(original)
	}
	return c.text(edited)
}

// SubmittedAt is when the case began, as corrected; zero for a complaint without timeline.
func (c *Complaint) SubmittedAt() time.Time {
	if len(c.Timeline) == 0 {
		return time.Time{}
	}
	return c.History()[0].At
}

// UpdatedAt is when something last happened to the case: the instant of the last
// entry, which no other can correct yet.
func (c *Complaint) UpdatedAt() time.Time {
	if len(c.Timeline) == 0 {
		return time.Time{}
	}
	return c.Timeline[len(c.Timeline)-1].At
}

// EnteredAt is when the case came into its present state.
func (c *Complaint) EnteredAt() time.Time {
	for _, e := range slices.Backward(c.History()) {
		if e.From != e.To {
			return e.At
		}
	}
	return c.SubmittedAt()
}

// assigned reports whether a unit is the main or a supporting one.
func (c *Complaint) assigned(unit agency.ID) bool {
	return unit != "" && (unit == c.Main || slices.Contains(c.Supporting, unit))
}

// entryByKey returns the entry that a command with this key left.
func (c *Complaint) entryByKey(key string) *Entry {
	if key == "" {
		return nil
	}
	i := slices.IndexFunc(c.Timeline, func(e Entry) bool { return e.Key == key })
	if i < 0 {
		return nil
	}
	return &c.Timeline[i]
}
