package complaint

import (
	"slices"

	"github.com/aduan-go/aduan/region/agency"
)

// What stands of a case follows from its timeline where the record says less: a
// record keeps the bytes that it had when it was written.

// answers reports whether an entry is an answer: also a follow-up that led to the state
// in which the reporter says whether it will do ([NationalRules].FollowUpAnswers).
func (e Entry) answers() bool {
	switch e.Action {
	case ActionRespond, ActionApprove:
		return true
	case ActionFollowUp:
		return e.From != e.To && e.To == StateResponded
	default:
		return false
	}
}

// Rated returns the reporter's rating of the answer that stands, 1 to 5; 0 if they
// gave none. A rating belongs to the answer for which it was given: a case that is
// reopened or answered again is unrated until it is rated again. [Complaint].Rating
// is the last rating ever given.
func (c *Complaint) Rated() int {
	for _, e := range slices.Backward(c.Timeline) {
		switch {
		case e.Action == ActionAccept:
			return e.Details.Rating
		case e.Action == ActionReopen, e.answers():
			return 0
		}
	}
	return 0
}

// TakenDown reports whether archiving has ended the publication of the report:
// as withdrawn, spam, unclear or out of scope. Then the public sees state and day
// by the tracking number and nothing else, for good: the report must be verified
// anew before it is published again.
func (c *Complaint) TakenDown() bool {
	if c.Archived.endsPublication() {
		return true
	}
	for _, e := range slices.Backward(c.Timeline) {
		switch {
		case e.Action == ActionForward:
			return false
		case e.Action == ActionWithdraw, e.Action == ActionArchive && e.Details.Reason.endsPublication():
			return true
		}
	}
	return false
}

// left reports whether the reporter has ended their part in the case.
func (c *Complaint) left() bool {
	return slices.ContainsFunc(c.Timeline, func(e Entry) bool { return e.Action == ActionLeave })
}

// competent is the body that archiving as out of scope named, empty if none or in
// words only.
func (c *Complaint) competent() agency.ID {
	for _, e := range slices.Backward(c.Timeline) {
		if e.Action == ActionArchive && c.Archived == ArchivedOutOfScope {
			return e.Details.Agency
		}
	}
	return ""
}

// endsPublication reports whether a report that is archived for this reason stops
// being public.
func (a ArchiveReason) endsPublication() bool {
	switch a {
	case ArchivedWithdrawn, ArchivedSpam, ArchivedUnclear, ArchivedOutOfScope:
		return true
	default:
		return false
	}
}
