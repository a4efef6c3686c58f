package workplan

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Plan is the record of one annual work plan with its whole past. Editions,
// steps and reports only ever get longer; see [Plan.Follows].
type Plan struct {
	ID PlanID `json:"id"`
	// Year is the calendar year that is planned. It never changes.
	Year int         `json:"year"`
	Name aduan.Label `json:"name"`
	// Calendar is the name of the working calendar by which days count.
	Calendar string `json:"calendar,omitempty"`
	// Parties lists everybody whom the plan names; parties may be added, never
	// removed.
	Parties []Party `json:"parties"`
	// Editions is what was planned, in the order of their numbers from 1; at
	// least one. Written as JSON, an edition after the first holds its changes
	// only, and its content is computed again when it is read.
	Editions []Edition `json:"editions"`
	// Steps is how the plan moved through its lifecycle, in the order in which
	// it did. Empty for a draft.
	Steps []Step `json:"steps,omitempty"`
	// Reports lists the facts in the order in which they were recorded.
	Reports []Report `json:"reports,omitempty"`
	// Version counts the commits of the record, 0 for one never saved.
	Version storage.Version `json:"version,omitempty"`
}

// Party is somebody who answers for an activity, pays for it, or decides.
type Party struct {
	ID   PartyID     `json:"id"`
	Name aduan.Label `json:"name"`
	// Agency is the agency that the party is, if it is one.
	Agency agency.ID `json:"agency,omitempty"`
}

// Edition is one state of what is planned. It is never changed; a change makes
// another edition.
type Edition struct {
	// Number counts from 1.
	Number int        `json:"number"`
	Date   aduan.Date `json:"date"`
	// Reason says why there is this edition.
	Reason aduan.Label `json:"reason"`
	// Changes leads from the edition before to this one, in canonical order;
	// see [Diff]. The first edition has none.
	Changes []Change `json:"changes,omitempty"`
	Content
}

// Content is what an edition plans. The order of its lists is that of tables
// and has no other meaning.
type Content struct {
	// Regions lists the regions that the plan serves; each should have a local
	// coordinator (koordinator lokal).
	Regions    []region.Code `json:"regions,omitempty"`
	Outputs    []Output      `json:"outputs,omitempty"`
	Activities []Activity    `json:"activities,omitempty"`
	Lines      []Line        `json:"lines,omitempty"`
}

// Step is a move of the plan through its lifecycle; see [PlanLifecycle].
type Step struct {
	On     aduan.Date       `json:"on"`
	Action lifecycle.Action `json:"action"`
	// By is the deciding body.
	By PartyID `json:"by"`
	// Edition is the number of the edition that the step is about: the one
	// submitted, approved, or taken into force by an amendment. 0 for others.
	Edition int `json:"edition,omitempty"`
	// Decision is the decision of the board on which the step rests. An
	// approval needs one; an amendment without one is visible as such, see
	// board.Unapproved.
	Decision DecisionID `json:"decision,omitempty"`
	// Note says more, for people.
	Note aduan.Label `json:"note,omitzero"`
}
