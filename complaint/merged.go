package complaint

import (
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// Parent says how a case stands into which others were merged, as far as it
// concerns them.
type Parent struct {
	// Ended: it is over, and was not itself merged into another one.
	Ended bool
	// Answered: its reporter was answered at least once; or it was itself merged
	// into a case of which that is so.
	Answered bool
	// Refuses lists the actions by which the reporter of a merged case would add what the
	// case at the end of the chain does not take now. Only they have to know.
	Refuses []lifecycle.Action
}

// asParent is how a case stands for those that were merged into it.
func (l *Lifecycle) asParent(c *Complaint) Parent {
	return Parent{
		Ended:    l.machine.Final(c.State) && c.Parent.IsZero(),
		Answered: !c.Parent.IsZero() && c.told() || l.stands(c),
	}
}

// stands reports whether the case has an answer after which nobody opened it again.
func (l *Lifecycle) stands(c *Complaint) bool {
	for i := len(c.Timeline) - 1; i >= 0; i-- {
		e := &c.Timeline[i]
		if e.Does(MeaningAnswers) {
			return true
		}
		if e.From != e.To && !l.machine.Final(e.To) {
			return false
		}
	}
	return false
}

// concerns reports whether there is something that those merged into the case
// have to learn.
func (p Parent) concerns() bool { return p.Ended || p.Answered }

// orphaned reports whether the case was merged into one that ended without an answer
// of which its reporter would have been told.
func (c *Complaint) orphaned(p *Parent) bool {
	return !c.Parent.IsZero() && p != nil && p.Ended && !p.Answered && !c.told()
}

// untold reports whether the case was merged into one whose answer it has not
// been told of.
func (c *Complaint) untold(p *Parent) bool {
	return !c.Parent.IsZero() && p != nil && p.Answered && !c.told()
}

// waits reports whether a merged case has something to learn about its parent.
func (l *Lifecycle) waits(c *Complaint, p *Parent) bool {
	return c.orphaned(p) || c.untold(p) && slices.ContainsFunc(l.actionsThat(MeaningRelays), func(a lifecycle.Action) bool {
		_, ok := l.machine.Rule(c.State, a)
		return ok
	})
}

// told reports whether the answer of the case into which this one was merged last
// was relayed.
func (c *Complaint) told() bool {
	for i := len(c.Timeline) - 1; i >= 0; i-- {
		switch e := &c.Timeline[i]; {
		case e.Does(MeaningRelays):
			return true
		case e.Does(MeaningMerges):
			return false
		}
	}
	return false
}
