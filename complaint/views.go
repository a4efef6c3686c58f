package complaint

import (
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
	// changed, and came into this state.
	SubmittedAt time.Time `json:"submitted_at"`
	UpdatedAt   time.Time `json:"updated_at"`
	EnteredAt   time.Time `json:"entered_at"`
}

// PublicView is what the public sees of a case. A report that is secret, or
// not verified yet, shows its status and nothing else.
type PublicView struct {
	Status Status `json:"status"`
	// Report is nil unless the report is public and verified.
	Report *PublicReport `json:"report,omitempty"`
	// Follows is the case into which this one was merged, nil if it was not.
	Follows *PublicView `json:"follows,omitempty"`
}

// PublicReport is the readable part of a public report. It has no field for
// who reported, for internal notes or for who in an agency did what.
type PublicReport struct {
	Kind     Kind        `json:"kind"`
	Category Category    `json:"category,omitempty"`
	Region   region.Path `json:"region,omitempty"`
	Agency   agency.ID   `json:"agency,omitempty"`
	// Title and Body are as edited.
	Title  string        `json:"title"`
	Body   string        `json:"body"`
	Events []PublicEvent `json:"events"`
	Rating int           `json:"rating,omitempty"`
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

// ReporterView is what the reporter sees of his own case.
type ReporterView struct {
	ID         ID              `json:"id"`
	Version    storage.Version `json:"version"`
	Status     Status          `json:"status"`
	Kind       Kind            `json:"kind"`
	Category   Category        `json:"category,omitempty"`
	Region     region.Path     `json:"region,omitempty"`
	Place      string          `json:"place,omitempty"`
	EventDate  aduan.Date      `json:"event_date,omitzero"`
	Disclosure Disclosure      `json:"disclosure"`
	Agency     agency.ID       `json:"agency,omitempty"`
	// Title and Body are as he wrote them, EditedTitle and EditedBody as the
	// administrator edited them, empty if he did not.
	Title       string       `json:"title"`
	Body        string       `json:"body"`
	EditedTitle string       `json:"edited_title,omitempty"`
	EditedBody  string       `json:"edited_body,omitempty"`
	Attachments []Attachment `json:"attachments,omitempty"`
	// Events are the steps with the messages meant for him and his own.
	Events   []PublicEvent `json:"events"`
	Rating   int           `json:"rating,omitempty"`
	Archived ArchiveReason `json:"archived,omitzero"`
	// Follows is the public view of the case into which his was merged.
	Follows *PublicView `json:"follows,omitempty"`
	// Allowed lists what he may do now.
	Allowed []lifecycle.Action `json:"allowed,omitempty"`
}

// AgencyView is what those see who work on a case or oversee it. It has no
// field for the reporter, not even his reference: see [Service.OpenIdentity].
type AgencyView struct {
	ID         ID              `json:"id"`
	Version    storage.Version `json:"version"`
	Status     Status          `json:"status"`
	Kind       Kind            `json:"kind"`
	Class      Class           `json:"class,omitzero"`
	Category   Category        `json:"category,omitempty"`
	Region     region.Path     `json:"region,omitempty"`
	Place      string          `json:"place,omitempty"`
	EventDate  aduan.Date      `json:"event_date,omitzero"`
	Channel    Channel         `json:"channel"`
	External   External        `json:"external,omitzero"`
	Target     agency.ID       `json:"target,omitempty"`
	Disclosure Disclosure      `json:"disclosure"`
	Agency     agency.ID       `json:"agency,omitempty"`
	Main       agency.ID       `json:"main,omitempty"`
	Supporting []agency.ID     `json:"supporting,omitempty"`
	// Title and Body are the original, the others as edited, if they were.
	Title       string        `json:"title"`
	Body        string        `json:"body"`
	EditedTitle string        `json:"edited_title,omitempty"`
	EditedBody  string        `json:"edited_body,omitempty"`
	Draft       string        `json:"draft,omitempty"`
	Attachments []Attachment  `json:"attachments,omitempty"`
	Returns     int           `json:"returns,omitempty"`
	Reopenings  int           `json:"reopenings,omitempty"`
	Extensions  int           `json:"extensions,omitempty"`
	Escalations []Escalation  `json:"escalations,omitempty"`
	Rating      int           `json:"rating,omitempty"`
	Archived    ArchiveReason `json:"archived,omitzero"`
	Parent      ID            `json:"parent,omitzero"`
	NextDue     time.Time     `json:"next_due,omitzero"`
	Events      []AgencyEvent `json:"events"`
	// Allowed lists what the viewer may do now.
	Allowed []lifecycle.Action `json:"allowed,omitempty"`
}

// AgencyEvent is an entry of the timeline for those who work on the case.
type AgencyEvent struct {
	Seq    int              `json:"seq"`
	At     time.Time        `json:"at"`
	Action lifecycle.Action `json:"action"`
	From   lifecycle.State  `json:"from"`
	To     lifecycle.State  `json:"to"`
	Role   lifecycle.Role   `json:"role"`
	// Officer and Agency say who acted for which agency; both are empty for
	// the reporter.
	Officer string    `json:"officer,omitempty"`
	Agency  agency.ID `json:"agency,omitempty"`
	Text    string    `json:"text,omitempty"`
	Details Details   `json:"details,omitzero"`
}
