package roadmap

import (
	"math"

	"github.com/aduan-go/aduan/internal/schedule"
	"github.com/aduan-go/aduan/region/calendar"
)

// explainer finds out why milestones are late: why they end late, and why they
// begin late, which are two questions.
type explainer struct {
	*Forecast
	now, before *forecastPass
	// shift is how much further a day is on the axis of now than on that of
	// before.
	shift int
	// ends and begins are the places of the links that explain why a milestone
	// ends or begins later than in the baseline, -1 if it does not.
	ends, begins []int32
}

// explain gives every milestone that slips or is late its cause.
func (f *Forecast) explain(now, before *forecastPass) error {
	at, err := now.axis.Place(before.edition.Start)
	if err != nil {
		return err
	}
	n := len(now.network.milestones)
	x := &explainer{Forecast: f, now: now, before: before, shift: at - before.axis.Zero, ends: make([]int32, n), begins: make([]int32, n)}
	f.own = make([]int32, n)
	for _, i := range now.network.Order {
		x.milestone(i)
	}
	return nil
}

// milestone explains one milestone; what it waits for was explained before.
func (x *explainer) milestone(i int32) {
	x.own[i], x.ends[i], x.begins[i] = -1, -1, -1
	if days, late := x.late(i, x.now.Start, x.before.Start); late {
		c := x.named(i)
		c.Late, c.BeganLate = days, true
		x.begins[i] = x.add(x.whyBegins(i, c))
	}
	o := &x.Outlooks[i]
	days, late := x.late(i, x.now.Finish, x.before.Finish)
	if late || o.Standing == Late && o.Baseline.IsZero() || o.Standing == Unreachable {
		c := x.named(i)
		if c.Late = o.Slip; late && c.Late <= 0 {
			c.Late = days // within the first day, which is one and the same date
		}
		link := x.add(x.whyEnds(i, c))
		if late || o.Standing == Unreachable {
			x.ends[i] = link
		}
		if o.Slip > 0 || o.Standing == Late || o.Standing == Unreachable {
			x.own[i] = link
		}
	}
	if o.Standing == Late && o.Slip <= 0 && !o.Baseline.IsZero() {
		x.own[i] = x.add(Cause{Kind: ByPlan, Milestone: o.Milestone, Name: o.Name}, -1)
	}
	if x.own[i] >= 0 {
		o.Cause = x.chain[x.own[i]].cause
	}
}

// named begins a cause; as long as nothing else is found, it is the edition.
func (x *explainer) named(i int32) Cause {
	o := &x.Outlooks[i]
	return Cause{Kind: ByEdition, Milestone: o.Milestone, Name: o.Name, Edition: x.Edition, Reason: x.edition.Reason}
}

// add adds a link to the chains and returns its place.
func (x *explainer) add(c Cause, next int32) int32 {
	at := int32(len(x.chain))
	link := chainLink{cause: c.only(), next: next, root: at}
	if next >= 0 {
		link.root, link.length = x.chain[next].root, x.chain[next].length+1
	}
	x.chain = append(x.chain, link)
	return at
}

// late compares the places of a milestone in two passes; 0 days stand for one
// that never comes.
func (x *explainer) late(i int32, now, before []int) (days calendar.WorkingDays, late bool) {
	k, ok := x.before.network.index[x.now.network.milestones[i].ID]
	switch then := 0; {
	case !ok:
		return 0, false
	case !schedule.Happens(now[i]):
		return 0, true
	default:
		then = before[k] + x.shift
		return calendar.WorkingDays(now[i] - then), now[i] > then
	}
}

// whyEnds explains why a milestone is reached late; next is the link that goes
// on, -1 if the cause is the root.
func (x *explainer) whyEnds(i int32, c Cause) (cause Cause, next int32) {
	o, b := x.now, &x.now.bounds[i]
	if o.Reason[i] == schedule.ByFact {
		if byCriterion(&c, o.lastMet(i)) {
			return c, -1
		}
		if at := o.released(i); x.tooLate(i, at+o.network.Items[i].Work, x.before.Finish) {
			if next := x.waits(i, at, &c); next >= 0 {
				return c, next
			}
		}
		c.Kind, c.Done = ByItself, x.Outlooks[i].Done
		return c, -1
	}
	start := o.Finish[i] - b.Work
	if o.Reason[i] >= 0 {
		if next := x.waits(i, start, &c); next >= 0 {
			return c, next
		}
	}
	// An event has no work of its own: what it should be reached by are its
	// criteria.
	k, due := o.bindings[i], b.Finish >= o.Finish[i] || b.Work == 0 && o.forced[i]
	if k >= 0 && due && byCriterion(&c, &o.progress[i].Criteria[k]) {
		return c, -1
	}
	if o.Reason[i] != schedule.ByFinish && (b.Begun || o.forced[i] && start == b.Start) {
		c.Kind, c.Done = ByItself, x.Outlooks[i].Done
	}
	return c, -1
}

// whyBegins explains why a milestone begins late.
func (x *explainer) whyBegins(i int32, c Cause) (cause Cause, next int32) {
	o, b := x.now, &x.now.bounds[i]
	at, fact := o.Start[i], b.Fixed || b.Begun
	if fact {
		at = o.released(i)
	}
	if !fact || x.tooLate(i, at, x.before.Start) {
		if next := x.waits(i, at, &c); next >= 0 {
			return c, next
		}
	}
	if fact || o.forced[i] && at == b.Start {
		c.Kind, c.Done = ByItself, x.Outlooks[i].Done
	}
	return c, -1
}

// tooLate reports whether a place is later than one of the baseline.
func (x *explainer) tooLate(i int32, at int, before []int) bool {
	k, ok := x.before.network.index[x.now.network.milestones[i].ID]
	return !ok || at > before[k]+x.shift
}

// waits makes a dependency the cause that lets a milestone go on at a place, no
// earlier, and is on one that is late itself. Of several it takes the first by
// name; -1 says that there is none.
func (x *explainer) waits(i int32, at int, c *Cause) (next int32) {
	n := x.now.network
	after, best := n.Items[i].After, -1
	for k, d := range after {
		if x.now.Release(d) == at && x.holds(d) >= 0 && (best < 0 || n.Ahead(d, after[best])) {
			best = k
		}
	}
	if best < 0 {
		return -1
	}
	c.Kind, c.Waits = ByMilestone, n.dependency(after[best])
	return x.holds(after[best])
}

// holds is the link that explains why a dependency holds longer than planned.
func (x *explainer) holds(d schedule.Dependency) int32 {
	if d.FromStart {
		return x.begins[d.On]
	}
	return x.ends[d.On]
}

// released is the place at which the last dependency lets a milestone begin.
func (o *forecastPass) released(i int32) int {
	at := math.MinInt32
	for _, d := range o.network.Items[i].After {
		at = max(at, o.Release(d))
	}
	return at
}
