package complaint

import (
	"time"

	"github.com/aduan-go/aduan/region/agency"
)

// Holding is a stretch of time in which one agency had an open case.
type Holding struct {
	// Agency is the one that had it; empty while none did and the case was the
	// national admin's. Path leads from the outermost body down to it.
	Agency agency.ID
	Path   []agency.ID
	// From is when the case came to it, in UTC; Until is zero while the holding lasts.
	From, Until time.Time
	// Entry is the Seq of the entry with which the case came.
	Entry int
}

// Holdings lists who had a case, oldest first, as the timeline says. There is none
// while the case is in a final state; a case that is reopened comes anew to whoever
// had it. An agency is named as when it got the case, whatever became of it.
func (l *Lifecycle) Holdings(c *Complaint) []Holding {
	all := l.AppendHoldings(nil, c)
	for i := range all {
		all[i].Path = copied(all[i].Path)
	}
	return all
}

// AppendHoldings appends to a list what [Lifecycle.Holdings] returns, without copying
// anything: the paths are those of the complaint and must not be changed.
func (l *Lifecycle) AppendHoldings(all []Holding, c *Complaint) []Holding {
	begin := len(all)
	var now Holding
	history := c.History()
	for i := range history {
		e := &history[i]
		holder, path := now.Agency, now.Path
		switch {
		case e.Does(MeaningReturns):
			holder, path = "", nil
		case e.Gives():
			holder, path = e.Details.Agency, e.Details.AgencyPath
		}
		lasts := len(all) > begin && all[len(all)-1].Until.IsZero()
		open := !l.machine.Final(e.To)
		if lasts && (!open || holder != now.Agency) {
			all[len(all)-1].Until = e.At
			lasts = false
		}
		now.Agency, now.Path = holder, path
		if open && !lasts {
			all = append(all, Holding{Agency: holder, Path: path, From: e.At, Entry: e.Seq})
		}
	}
	return all
}

// Backwards returns the Seq of the first entry after another that is dated before the
// entry before it, 0 if there is none, corrections included. A record that is stored never runs backwards;
// one from elsewhere may, and then nobody knows which of the two instants is wrong.
func (c *Complaint) Backwards(after int) int {
	history := c.History()
	for i := max(after, 1); i < len(history); i++ {
		if history[i].At.Before(history[i-1].At) {
			return history[i].Seq
		}
	}
	return 0
}
