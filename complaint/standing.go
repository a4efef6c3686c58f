package complaint

import "github.com/aduan-go/aduan/region/agency"

// What stands of a case follows from its timeline where the record says less: a
// record keeps the bytes that it had when it was written.

// Rated returns the reporter's rating of the answer that stands, 1 to 5; 0 if they
// gave none. A rating belongs to the answer for which it was given: a case that is
// reopened or answered again is unrated until it is rated again. [Complaint].Rating
// is the last rating ever given.
func (c *Complaint) Rated() int {
	for i := len(c.Timeline) - 1; i >= 0; i-- {
		switch e := &c.Timeline[i]; {
		case e.Does(MeaningRates):
			return e.Details.Rating
		case e.Does(MeaningReopens | MeaningAnswers):
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
	for i := len(c.Timeline) - 1; i >= 0; i-- {
		switch e := &c.Timeline[i]; {
		case e.Does(MeaningPublishes):
			return false
		case e.Does(MeaningArchives) && e.endsPublication():
			return true
		}
	}
	return false
}

// left reports whether the reporter has ended their part in the case.
func (c *Complaint) left() bool {
	for i := range c.Timeline {
		if c.Timeline[i].Does(MeaningLeaves) {
			return true
		}
	}
	return false
}

// competent is the body that archiving as out of scope named, empty if none or in
// words only.
func (l *Lifecycle) competent(c *Complaint) agency.ID {
	for i := len(c.Timeline) - 1; i >= 0 && l.namesCompetent(c.Archived); i-- {
		if e := &c.Timeline[i]; e.Does(MeaningArchives) {
			return e.Details.Agency
		}
	}
	return ""
}

// archiving is the entry that gave the reason for which the case is archived; one that
// states the reason alone if none does.
func (c *Complaint) archiving() *Entry {
	for i := len(c.Timeline) - 1; i >= 0 && c.Archived != ""; i-- {
		if e := &c.Timeline[i]; e.reason() == c.Archived {
			return e
		}
	}
	return &Entry{Details: Details{Reason: c.Archived}}
}

// endsPublication reports whether a report that is archived so stops being public.
// Duplicate and expired are the reasons of this package that mean [MeansStaysPublic].
func (e *Entry) endsPublication() bool {
	switch e.reason() {
	case "", ArchivedDuplicate, ArchivedExpired:
		return false
	default:
		return !e.Details.StaysPublic
	}
}
