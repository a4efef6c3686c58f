package complaint

import (
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

// absorb adds an entry to the complaint and writes what it means. It checks
// nothing: Apply has, or the entry was stored before. An action that the
// machine does not know from this state leaves the state alone.
func (l *Lifecycle) absorb(c *Complaint, e Entry) {
	position := lifecycle.Position{State: c.State, Origins: c.Origins}
	if e.Action == ActionSubmit && c.State == lifecycle.New {
		position.Origins = nil
	}
	if next, ok := l.machine.Move(position, e.Action); ok {
		c.State, c.Origins = next.State, next.Origins
		if len(c.Origins) == 0 {
			c.Origins = nil
		}
	}
	e.Seq, e.To = len(c.Timeline)+1, c.State
	c.write(e)
	if !l.machine.Final(c.State) {
		c.Archived, c.Parent = "", ID{}
	}
	c.Timeline = append(c.Timeline, e)
}

// write carries out what the actions of this package mean for the record.
func (c *Complaint) write(e Entry) {
	d := e.Details
	c.Attachments = append(c.Attachments, d.Attachments...)
	if e.answers() {
		c.Draft = PendingDraft{}
	}
	switch e.Action {
	case ActionSubmit:
		c.Kind, c.Region, c.Channel, c.Report = d.Kind, d.Region, d.Channel, d.Report
		c.EventDate, c.Category, c.Target, c.Place = d.EventDate, d.Category, d.Agency, e.Place
		c.accuse(d.Accused)
		c.Original = Wording{Title: e.Title, Body: e.Body}
		if d.Disclosure != nil {
			c.Disclosure = *d.Disclosure
		}
	case ActionForward:
		c.hold(d.Agency, d.AgencyPath)
		c.Supporting = d.Supporting
		c.Class, c.Verified = d.Class, true
		if d.Category != "" {
			c.Category = d.Category
		}
	case ActionReturn:
		c.hold("", nil)
		c.Returns++
	case ActionTransfer:
		c.hold(d.Agency, d.AgencyPath)
	case ActionAssign, ActionReassign:
		c.assign(d.Main, d.Supporting)
		c.Draft = PendingDraft{}
	case ActionHandle:
		c.assign(c.Agency, nil)
	case ActionHandBack:
		c.hold(c.Agency, c.AgencyPath)
		c.assign("", nil)
	case ActionReclassify:
		c.Class = d.Class
	case ActionEdit:
		c.edit(e)
	case ActionAccuse:
		c.accuse(d.Accused)
	case ActionConfirmAccusation:
		c.confirm(d.Accused)
	case ActionClearAccusation:
		c.clear(d.Accused)
	case ActionDisclose, ActionSeal:
		if d.Disclosure != nil {
			c.Disclosure = *d.Disclosure
		}
	case ActionDraft:
		c.Draft = PendingDraft{Text: e.Note, By: e.By.ID}
	case ActionAccept:
		c.Rating = d.Rating
	case ActionReopen:
		c.Reopenings++
	case ActionExtend:
		c.Extensions++
	case ActionEscalate:
		c.Escalations = append(c.Escalations, Escalation{Clock: d.Clock, Rung: d.Rung, Step: d.Step})
	case ActionArchive:
		c.Archived = d.Reason
	case ActionWithdraw:
		c.Archived = ArchivedWithdrawn
	case ActionExpire:
		c.Archived = ArchivedExpired
	case ActionMerge:
		c.Archived, c.Parent = ArchivedDuplicate, d.Parent
	}
}

// hold gives the case to an agency, with nobody assigned yet.
func (c *Complaint) hold(a agency.ID, path []agency.ID) {
	c.Agency, c.AgencyPath = a, copied(path)
	c.Main, c.Supporting = "", nil
	c.Draft = PendingDraft{}
}

func (c *Complaint) edit(e Entry) {
	if !e.Title.IsZero() {
		c.Edited.Title = e.Title
	}
	if !e.Body.IsZero() {
		c.Edited.Body = e.Body
	}
	if e.Details.Category != "" {
		c.Category = e.Details.Category
	}
}
