package roadmap

import (
	"math"

	"github.com/aduan-go/aduan/region/calendar"
)

// explainer finds out why milestones are late: why they end late, and why they
// begin late, which are two questions.
type explainer struct {
	*Forecast
	now, before *outlookPass
	// shift is how much further a day is on the axis of now than on that of
	// before.
	shift int
	// ends and begins are the places of the links that explain why a milestone
	// ends or begins later than in the baseline, -1 if it does not.
	ends, begins []int32
}

// explain gives every milestone that slips or is late its cause.
func (f *Forecast) explain(now, before *outlookPass) error {
	at, err := now.axis.place(before.edition.Start)
	if err != nil {
		return err
	}
	n := len(now.network.items)
	x := &explainer{Forecast: f, now: now, before: before, shift: at - before.axis.zero, ends: make([]int32, n), begins: make([]int32, n)}
	f.own = make([]int32, n)
	for _, i := range now.network.order {
		x.milestone(i)
	}
	return nil
}

// milestone explains one milestone; what it waits for was explained before.
func (x *explainer) milestone(i int32) {
	x.own[i], x.ends[i], x.begins[i] = -1, -1, -1
	if days, late := x.late(i, x.now.start, x.before.start); late {
		c := x.named(i)
		c.Late, c.BeganLate = days, true
		x.begins[i] = x.add(x.whyBegins(i, c))
	}
	o := &x.Outlooks[i]
	days, late := x.late(i, x.now.finish, x.before.finish)
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
	k, ok := x.before.network.index[x.now.network.items[i].ID]
	switch then := 0; {
	case !ok:
		return 0, false
	case now[i] >= never/2:
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
	if o.reason[i] == byFact {
		if byCriterion(&c, o.lastMet(i)) {
			return c, -1
		}
		if at := o.released(i); x.tooLate(i, at+int(o.network.work[i]), x.before.finish) {
			if next := x.waits(i, at, &c); next >= 0 {
				return c, next
			}
		}
		c.Kind, c.Done = ByItself, x.Outlooks[i].Done
		return c, -1
	}
	start := o.finish[i] - b.work
	if o.reason[i] >= 0 {
		if next := x.waits(i, start, &c); next >= 0 {
			return c, next
		}
	}
	// An event has no work of its own: what it should be reached by are its
	// criteria.
	k, due := o.bindings[i], b.finish >= o.finish[i] || b.work == 0 && o.forced[i]
	if k >= 0 && due && byCriterion(&c, &o.progress[i].Criteria[k]) {
		return c, -1
	}
	if o.reason[i] != byFinish && (b.begun || o.forced[i] && start == b.start) {
		c.Kind, c.Done = ByItself, x.Outlooks[i].Done
	}
	return c, -1
}

// whyBegins explains why a milestone begins late.
func (x *explainer) whyBegins(i int32, c Cause) (cause Cause, next int32) {
	o, b := x.now, &x.now.bounds[i]
	at, fact := o.start[i], b.fixed || b.begun
	if fact {
		at = o.released(i)
	}
	if !fact || x.tooLate(i, at, x.before.start) {
		if next := x.waits(i, at, &c); next >= 0 {
			return c, next
		}
	}
	if fact || o.forced[i] && at == b.start {
		c.Kind, c.Done = ByItself, x.Outlooks[i].Done
	}
	return c, -1
}

// tooLate reports whether a place is later than one of the baseline.
func (x *explainer) tooLate(i int32, at int, before []int) bool {
	k, ok := x.before.network.index[x.now.network.items[i].ID]
	return !ok || at > before[k]+x.shift
}

// waits makes a dependency the cause that lets a milestone go on at a place, no
// earlier, and is on one that is late itself. Of several it takes the first by
// name; -1 says that there is none.
func (x *explainer) waits(i int32, at int, c *Cause) (next int32) {
	n := x.now.network
	best := int32(-1)
	for e := n.first[i]; e < n.first[i+1]; e++ {
		if x.now.release(e) == at && x.holds(e) >= 0 && (best < 0 || n.ahead(e, best)) {
			best = e
		}
	}
	if best < 0 {
		return -1
	}
	e := n.edges[best]
	c.Kind, c.Waits = ByMilestone, Dependency{Milestone: n.items[e.from].ID, Type: e.link, Lag: calendar.WorkingDays(e.lag)}
	return x.holds(best)
}

// holds is the link that explains why a dependency holds longer than planned.
func (x *explainer) holds(e int32) int32 {
	if edge := x.now.network.edges[e]; edge.link == StartStart {
		return x.begins[edge.from]
	}
	return x.ends[x.now.network.edges[e].from]
}

// release is the place at which a dependency lets its milestone begin.
func (o *outlookPass) release(e int32) int {
	edge := o.network.edges[e]
	if edge.link == StartStart {
		return o.start[edge.from] + int(edge.lag)
	}
	return o.finish[edge.from] + int(edge.lag)
}

// released is the place at which the last dependency lets a milestone begin.
func (o *outlookPass) released(i int32) int {
	at := math.MinInt32
	for e := o.network.first[i]; e < o.network.first[i+1]; e++ {
		at = max(at, o.release(e))
	}
	return at
}
