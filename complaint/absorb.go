package complaint

import (
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

// absorb adds an entry to the complaint and writes what it means. It checks
// nothing: Apply has, or the entry was stored before. An action that the
// machine does not know from this state leaves the state alone.
func (l *Lifecycle) absorb(c *Complaint, e Entry) {
	position := lifecycle.Position{State: c.State, Origins: c.Origins}
	if c.State == lifecycle.New {
		position.Origins = nil
	}
	if next, ok := l.machine.Move(position, e.Action); ok {
		c.State, c.Origins = next.State, next.Origins
		if len(c.Origins) == 0 {
			c.Origins = nil
		}
	}
	if e.Action == ActionImport && e.From != e.To {
		c.State, c.Origins = e.To, nil
	}
	e.Seq, e.To = len(c.Timeline)+1, c.State
	l.Mean(&e)
	c.write(&e)
	if l.machine.Final(c.State) {
		c.EscalatedTo = nil
	} else {
		c.Archived, c.Parent = "", ID{}
	}
	c.Timeline = append(c.Timeline, e)
}

// grown is a copy of the complaint with room for one more entry.
func (c *Complaint) grown() *Complaint {
	rest := *c
	rest.Timeline = nil
	next := rest.Clone()
	next.Timeline = append(make([]Entry, 0, len(c.Timeline)+1), c.Timeline...)
	for i := range next.Timeline {
		next.Timeline[i].Details.separate()
	}
	return next
}

// write carries out what an entry did to the record. What gives the case to an agency
// comes first, so that units can be named along.
func (c *Complaint) write(e *Entry) {
	d, does := &e.Details, e.does()
	is := func(m Meaning) bool { return does&m != 0 }
	c.Attachments = append(c.Attachments, d.Attachments...)
	if is(MeaningAnswers) {
		c.Draft = PendingDraft{}
	}
	if is(MeaningOpens) {
		c.begin(e)
	}
	if is(MeaningRoutes | MeaningTransfers) {
		c.hold(d.Agency, d.AgencyPath)
		c.Supporting = d.Supporting
	}
	if is(MeaningReturns) {
		c.hold("", nil)
		c.Returns++
	}
	if is(MeaningUnassigns) {
		c.hold(c.Agency, c.AgencyPath)
		c.assign("", nil, c.supportingAgencies())
	}
	c.writeUnits(d, is)
	if is(MeaningClassifies) && d.Class != "" {
		c.Class = d.Class
	}
	if is(MeaningEdits) {
		c.edit(e)
	}
	if is(MeaningClassifies|MeaningEdits) && d.Category != "" {
		c.Category = d.Category
	}
	c.Verified = c.Verified || is(MeaningPublishes)
	c.writeAccusations(d.Accused, is)
	if is(MeaningDiscloses|MeaningSeals) && d.Disclosure != nil {
		c.Disclosure = *d.Disclosure
	}
	if is(MeaningDrafts) {
		c.Draft = PendingDraft{Text: e.Note, By: e.By.ID}
	}
	if is(MeaningRates) {
		c.Rating = d.Rating
	}
	if is(MeaningReopens) {
		c.Reopenings++
	}
	if is(MeaningExtends) {
		c.Extensions++
	}
	if is(MeaningEscalates) {
		c.Escalations = append(c.Escalations, Escalation{Clock: d.Clock, Rung: d.Rung, Step: d.Step})
		for _, id := range d.Recipients {
			if !slices.Contains(c.EscalatedTo, id) {
				c.EscalatedTo = append(c.EscalatedTo, id)
			}
		}
	}
	if is(MeaningArchives | MeaningMerges) {
		c.Archived = e.reason()
	}
	if is(MeaningMerges) {
		c.Parent = d.Parent
	}
}

// begin writes what the draft stated.
func (c *Complaint) begin(e *Entry) {
	d := &e.Details
	c.Kind, c.Region, c.Channel, c.Report = d.Kind, d.Region, d.Channel, d.Report
	c.EventDate, c.Category, c.Target, c.Place = d.EventDate, d.Category, d.Agency, e.Place
	c.accuse(d.Accused)
	c.Original = Wording{Title: e.Title, Body: e.Body}
	if d.Disclosure != nil {
		c.Disclosure = *d.Disclosure
	}
}

func (c *Complaint) writeUnits(d *Details, is func(Meaning) bool) {
	if is(MeaningAssigns) {
		beside := c.supportingAgencies()
		if is(gives) {
			beside = nil // those that the table adds now stand among the units
		}
		c.assign(d.Main, d.Supporting, beside)
		c.Draft = PendingDraft{}
	}
	if is(MeaningTakesOver) {
		c.assign(c.Agency, nil, c.supportingAgencies())
	}
}

func (c *Complaint) writeAccusations(bodies []agency.ID, is func(Meaning) bool) {
	if is(MeaningAccuses) {
		c.accuse(bodies)
	}
	if is(MeaningConfirmsAccusation) {
		c.confirm(bodies)
	}
	if is(MeaningClearsAccusation) {
		c.clear(bodies)
	}
}

// hold gives the case to an agency, with nobody assigned yet.
func (c *Complaint) hold(a agency.ID, path []agency.ID) {
	c.Agency, c.AgencyPath = a, copied(path)
	c.Main, c.Supporting = "", nil
	c.Draft = PendingDraft{}
}

func (c *Complaint) edit(e *Entry) {
	if !e.Title.IsZero() {
		c.Edited.Title = e.Title
	}
	if !e.Body.IsZero() {
		c.Edited.Body = e.Body
	}
}
