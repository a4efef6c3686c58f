package roadmap

import (
	"errors"
	"fmt"

	"github.com/aduan-go/aduan/internal/schedule"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// MaxDays is the largest work and the largest lag, in working days.
const MaxDays = 10_000

// network is the milestones of an edition as a network of work.
type network struct {
	*schedule.Network
	milestones []Milestone
	index      map[MilestoneID]int32
}

// newNetwork resolves the names. The error is a *storage.InvalidError for
// unknown or repeated milestones and days beyond the limits, and a *CycleError
// for milestones that wait for themselves.
func newNetwork(milestones []Milestone) (*network, error) {
	n := &network{milestones: milestones, index: make(map[MilestoneID]int32, len(milestones))}
	var c storage.Problems
	for i := range milestones {
		m, field := &milestones[i], storage.At("milestones", i)
		if _, twice := n.index[m.ID]; twice {
			c.Add(field+".id", storage.Quote(string(m.ID))+" stands twice")
		}
		n.index[m.ID] = int32(i)
		if m.Work < 0 || m.Work > MaxDays {
			c.Add(field+".work", fmt.Sprintf("%d working days, 0 to %d are legal", m.Work, MaxDays))
		}
	}
	items := make([]schedule.Item, len(milestones))
	for i := range milestones {
		m := &milestones[i]
		items[i] = schedule.Item{
			Name: string(m.ID), Work: int(m.Work), NotBefore: m.NotBefore, NotAfter: m.NotAfter, Due: m.Due.Date(),
			After: make([]schedule.Dependency, len(m.After)),
		}
		for k, d := range m.After {
			field := storage.At(storage.At("milestones", i)+".after", k)
			on, known := n.index[d.Milestone]
			if !known {
				c.Add(field+".milestone", "there is no milestone "+storage.Quote(string(d.Milestone)))
			}
			if d.Lag < -MaxDays || d.Lag > MaxDays {
				c.Add(field+".lag", fmt.Sprintf("%d working days, at most %d are legal", d.Lag, MaxDays))
			}
			if d.Type != FinishStart && d.Type != StartStart {
				c.Add(field+".type", "unknown kind of dependency", linkWords().Legal()...)
			}
			items[i].After[k] = schedule.Dependency{On: on, FromStart: d.Type == StartStart, Lag: int(d.Lag)}
		}
	}
	if err := c.Err("road map"); err != nil {
		return nil, err
	}
	made, err := schedule.New(items)
	if cycle, ok := errors.AsType[*schedule.CycleError](err); ok {
		return nil, &CycleError{Path: n.names(cycle.Path)}
	}
	n.Network = made
	return n, err
}

// names are the milestones at positions.
func (n *network) names(path []int32) []MilestoneID {
	names := make([]MilestoneID, len(path))
	for i, at := range path {
		names[i] = n.milestones[at].ID
	}
	return names
}

// dependency is what a milestone waits for, by name.
func (n *network) dependency(d schedule.Dependency) Dependency {
	link := FinishStart
	if d.FromStart {
		link = StartStart
	}
	return Dependency{Milestone: n.milestones[d.On].ID, Type: link, Lag: calendar.WorkingDays(d.Lag)}
}
