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
// as withdrawn, spam, unclear or out of scope, or for a reason of an edition's own that
// does not mean [MeansStaysPublic]. Then the public sees state and day
// by the tracking number and nothing else, for good: the report must be verified
// anew before it is published again.
func (c *Complaint) TakenDown() bool {
	if c.archiving().endsPublication() {
		return true
	}
	for _, e := range slices.Backward(c.Timeline) {
		switch {
		case e.Action == ActionForward:
			return false
		case e.Action == ActionWithdraw, e.Action == ActionArchive && e.Details.endsPublication():
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
func (l *Lifecycle) competent(c *Complaint) agency.ID {
	for _, e := range slices.Backward(c.Timeline) {
		if e.Action == ActionArchive && l.namesCompetent(c.Archived) {
			return e.Details.Agency
		}
	}
	return ""
}

// archiving is what the entry states that gave the reason for which the case is
// archived; the reason alone if none does.
func (c *Complaint) archiving() Details {
	for _, e := range slices.Backward(c.Timeline) {
		if c.Archived != "" && e.Details.Reason == c.Archived {
			return e.Details
		}
	}
	return Details{Reason: c.Archived}
}

// endsPublication reports whether a report that is archived so stops being public.
// Duplicate and expired are the reasons of this package that mean [MeansStaysPublic].
func (d Details) endsPublication() bool {
	switch d.Reason {
	case "", ArchivedDuplicate, ArchivedExpired:
		return false
	default:
		return !d.StaysPublic
	}
}
