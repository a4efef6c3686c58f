package stats

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Quarter is a quarter of a year, 1 to 4. The zero value is none.
type Quarter struct{ Year, Number int }

// QuarterOf is the quarter in which an instant lies, in the zone that t carries.
func QuarterOf(t time.Time) Quarter { return Quarter{t.Year(), (int(t.Month())-1)/3 + 1} }

// Next is the quarter after q.
func (q Quarter) Next() Quarter {
	if q.Number == 4 {
		return Quarter{q.Year + 1, 1}
	}
	return Quarter{q.Year, q.Number + 1}
}

// Begin is the instant at which the quarter begins in a zone.
func (q Quarter) Begin(zone *time.Location) time.Time {
	return time.Date(q.Year, time.Month(q.Number*3-2), 1, 0, 0, 0, 0, zone)
}

// String returns "2020 Q4".
func (q Quarter) String() string { return fmt.Sprintf("%d Q%d", q.Year, q.Number) }

// In is the quarter for people: "TW IV 2020", "Q4 2020"; empty for a quarter that
// does not exist.
func (q Quarter) In(w aduan.Words) string {
	if !q.valid() {
		return ""
	}
	say := texts().In(w)
	return say("quarter", "quarter", w.Quarter(q.Number), "year", strconv.Itoa(q.Year))
}

func (q Quarter) valid() bool {
	return q.Year >= 1 && q.Year <= 9999 && q.Number >= 1 && q.Number <= 4
}

func (q Quarter) index() int { return q.Year*4 + q.Number - 1 }

// Flow is what happened to the open cases of a group in a quarter. A case that
// moves from one group to another goes out of the one and comes into the other.
type Flow struct{ Opening, In, Out, Closing int }

// FlowError says that a flow does not add up. It unwraps to [ErrUnbalanced].
type FlowError struct {
	Dimension Dimension
	Key       string
	Quarter   Quarter
	Flow      Flow
}

// Error names the group and the quarter.
func (e *FlowError) Error() string {
	f := e.Flow
	return fmt.Sprintf("backlog by %s %q in %s: %d + %d - %d is not %d", e.Dimension, e.Key, e.Quarter, f.Opening, f.In, f.Out, f.Closing)
}

// Unwrap returns [ErrUnbalanced].
func (e *FlowError) Unwrap() error { return ErrUnbalanced }

// Backlog holds the flows of all groups by class, agency and region. Opening
// and closing are counted at the boundaries of the quarters, what comes in and
// goes out from event to event, so that [Backlog.Check] compares two counts.
type Backlog struct {
	from, until Quarter
	bounds      []time.Time // where each quarter begins, and where the last ends
	flows       map[groupKey][]Flow
}

type groupKey struct {
	dimension Dimension
	key       string
}

func (b *Backlog) prepare(cfg Config) error {
	b.flows = map[groupKey][]Flow{}
	if cfg.From == (Quarter{}) && cfg.Until == (Quarter{}) {
		return nil
	}
	if n := cfg.Until.index() - cfg.From.index() + 1; !cfg.From.valid() || !cfg.Until.valid() || n < 1 || n > maxQuarters {
		var problems storage.Problems
		problems.Add("From", fmt.Sprintf("want 1 to %d quarters, in order", maxQuarters))
		return problems.Err("configuration of statistics")
	}
	b.from, b.until = cfg.From, cfg.Until
	for q := cfg.From; ; q = q.Next() {
		b.bounds = append(b.bounds, q.Begin(cfg.Zone))
		if q == cfg.Until.Next() {
			return nil
		}
	}
}

// Flow returns the flow of a group in a quarter; empty if there is none.
func (b *Backlog) Flow(d Dimension, key string, q Quarter) Flow {
	flows := b.flows[groupKey{d, key}]
	if i := q.index() - b.from.index(); i >= 0 && i < len(flows) {
		return flows[i]
	}
	return Flow{}
}

// Check requires that opening + in - out = closing for every group and quarter,
// and that each quarter opens with what the one before it closed with. The
// error is a [*FlowError].
func (b *Backlog) Check() error {
	for g, flows := range b.flows {
		q := b.from
		for i, f := range flows {
			if f.Opening+f.In-f.Out != f.Closing || i > 0 && flows[i-1].Closing != f.Opening {
				return &FlowError{Dimension: g.dimension, Key: g.key, Quarter: q, Flow: f}
			}
			q = q.Next()
		}
	}
	return nil
}

// Keys lists the groups of a dimension that have a flow, sorted bytewise.
func (b *Backlog) Keys(d Dimension) []string {
	var list []string
	for g := range maps.Keys(b.flows) {
		if g.dimension == d {
			list = append(list, g.key)
		}
	}
	slices.Sort(list)
	return list
}

// position is where an open case is counted.
type position struct {
	open   bool
	class  complaint.Class
	holder agency.ID
	path   []agency.ID
}

func (p position) equal(q position) bool {
	return p.open == q.open && p.class == q.class && p.holder == q.holder && slices.Equal(p.path, q.path)
}

// flow walks through the history of a case: what is open at a boundary is counted there,
// what comes in and goes out at each entry.
func (t *tally) flow(c *complaint.Complaint, l *complaint.Lifecycle, history []complaint.Entry, at where) {
	if len(t.bounds) == 0 {
		return
	}
	var now position
	in, out := t.in[:0], t.out[:0] // the groups of now and of before
	bound := 0
	cross := func(until time.Time) { // the boundaries before an event
		first := bound
		for bound < len(t.bounds) && (until.IsZero() || !t.bounds[bound].After(until)) {
			bound++
		}
		if bound > first {
			for _, g := range in {
				g.moves(t)
				g.standing[first]++
				g.standing[bound]--
			}
		}
	}
	for i := range history {
		e := &history[i]
		cross(e.At)
		next := now.after(e, l)
		if next.equal(now) {
			continue
		}
		in, out = t.open(out[:0], next, c, at), in
		if bound > 0 && bound < len(t.bounds) {
			for _, g := range out {
				if !slices.Contains(in, g) {
					g.moves(t)[bound-1].Out++
				}
			}
			for _, g := range in {
				if !slices.Contains(out, g) {
					g.moves(t)[bound-1].In++
				}
			}
		}
		now = next
	}
	cross(time.Time{})
	t.in, t.out = in, out
}

// open appends the groups in which a case is counted, none if it is not open.
func (t *tally) open(list []*group, p position, c *complaint.Complaint, at where) []*group {
	if !p.open {
		return list
	}
	list = append(list, t.group(ByClass, p.class.String()))
	list = append(list, t.sets[t.holderOf(c, at, p.holder, p.path)].groups...)
	return append(list, t.sets[at.place].groups...)
}

// moves are the flows of a group, which from then on has some.
func (g *group) moves(t *tally) []Flow {
	if g.flows == nil {
		g.flows, g.standing = make([]Flow, len(t.bounds)-1), make([]int, len(t.bounds)+1)
	}
	return g.flows
}

// settled are the flows with what was open at the boundaries.
func (g *group) settled() []Flow {
	open := 0
	for i := range g.standing[:len(g.flows)+1] {
		open += g.standing[i]
		if i < len(g.flows) {
			g.flows[i].Opening = open
		}
		if i > 0 {
			g.flows[i-1].Closing = open
		}
	}
	return g.flows
}

// after is the position after an entry.
func (p position) after(e *complaint.Entry, l *complaint.Lifecycle) position {
	p.open = e.To != lifecycle.New && !l.Machine().Final(e.To)
	switch {
	case e.Does(complaint.MeaningReturns):
		p.holder, p.path = "", nil
	case e.Gives():
		p.holder, p.path = e.Details.Agency, e.Details.AgencyPath
	}
	if e.Does(complaint.MeaningClassifies) && e.Details.Class != "" {
		p.class = e.Details.Class
	}
	return p
}
