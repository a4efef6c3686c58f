package stats

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// group counts what one group gets.
type group struct {
	groupKey
	figures Figures
	listed  bool // in the figures; a group may have a flow alone
	inner   int  // cases of which it is the innermost group
	charged int  // breaches with which it is charged itself

	held     []time.Duration // of an agency, until they are ranked
	flows    []Flow
	standing []int // how many more are open at each boundary than at the one before
}

// set is a number of groups that have the same cases, innermost first, and what these
// cases add to each.
type set struct {
	groups  []*group
	figures Figures
}

// tally counts cases. What a case has in common with others is looked up once and then
// known by the number of a set: the groups in which it counts, innermost first.
type tally struct {
	Config
	report *Report
	bounds []time.Time
	groups map[groupKey]*group
	sets   []*set

	kinds   map[kind]int32
	places  map[region.Code][]place
	holders map[holder][]holding

	pieces [][]counted // every case, in pieces so that none is ever moved

	// Of the case at hand.
	shares   []share
	holdings []complaint.Holding
	in, out  []*group
}

// where names the sets of groups in which a case counts.
type where struct{ kind, place, holder int32 }

// counted is what is kept of a case until all are there.
type counted struct {
	where
	took [allTimes]time.Duration // what Figures.times has; negative for none
}

// piece is how many cases a piece has.
const piece = 1 << 13

// kind is what the set by bucket, class, channel and category depends on. Its first
// four groups are the innermost ones.
type kind struct {
	lifecycle *complaint.Lifecycle
	state     lifecycle.State
	class     complaint.Class
	channel   complaint.Channel
	category  complaint.Category
}

// place is a region path that was recorded.
type place struct {
	path region.Path
	set  int32
}

// holder is an agency that has or had a case, and the place of the case if it matters.
type holder struct {
	id    agency.ID
	place int32
}

type holding struct {
	path []agency.ID
	set  int32
}

func newTally(cfg Config, r *Report) *tally {
	return &tally{
		Config: cfg, report: r, bounds: r.Backlog.bounds, groups: map[groupKey]*group{},
		kinds: map[kind]int32{}, places: map[region.Code][]place{}, holders: map[holder][]holding{},
	}
}

// group is that of a key, new if there is none.
func (t *tally) group(d Dimension, key string) *group {
	k := groupKey{d, key}
	if t.groups[k] == nil {
		t.groups[k] = &group{groupKey: k}
	}
	return t.groups[k]
}

// set numbers a new set.
func (t *tally) set(groups []*group) int32 {
	t.sets = append(t.sets, &set{groups: groups})
	return int32(len(t.sets) - 1)
}

func (t *tally) all(d Dimension, keys []string) (list []*group) {
	for _, key := range keys {
		list = append(list, t.group(d, key))
	}
	return list
}

func (t *tally) kindOf(c *complaint.Complaint, l *complaint.Lifecycle) int32 {
	k := kind{l, c.State, c.Class, c.Channel, c.Category}
	n, known := t.kinds[k]
	if !known {
		bucket := bucketKey(l.Machine(), c.State)
		if _, named := t.report.buckets[bucket]; !named {
			t.report.buckets[bucket] = state{l, c.State}
		}
		groups := []*group{t.group(ByBucket, bucket), t.group(ByClass, c.Class.String()), t.group(ByChannel, c.Channel.String())}
		n = t.set(append(groups, t.all(ByCategory, categoryKeys(c.Category))...))
		t.kinds[k] = n
	}
	return n
}

func (t *tally) placeOf(c *complaint.Complaint) int32 {
	unit := c.Region.Unit()
	for _, p := range t.places[unit] {
		if slices.Equal(p.path, c.Region) {
			return p.set
		}
	}
	n := t.set(t.all(ByRegion, regionKeys(t.AsOf.Region(c))))
	t.places[unit] = append(t.places[unit], place{slices.Clone(c.Region), n})
	return n
}

// holderOf is the set of an agency that has or had the case.
func (t *tally) holderOf(c *complaint.Complaint, at where, id agency.ID, path []agency.ID) int32 {
	if at.holder >= 0 && id == c.Agency && slices.Equal(path, c.AgencyPath) {
		return at.holder
	}
	h := holder{id: id}
	if t.AsOf.Directory != nil {
		h.place = at.place
	}
	for _, known := range t.holders[h] {
		if slices.Equal(known.path, path) {
			return known.set
		}
	}
	n := t.set(t.all(ByAgency, t.agencyKeys(c, id, path)))
	t.holders[h] = append(t.holders[h], holding{slices.Clone(path), n})
	return n
}

// add counts a case in all its groups.
func (t *tally) add(c *complaint.Complaint) error {
	l, err := deadline.LifecycleOf(c, t.Lifecycles)
	if err != nil {
		return err
	}
	at := where{kind: t.kindOf(c, l), place: t.placeOf(c), holder: -1}
	at.holder = t.holderOf(c, at, c.Agency, c.AgencyPath)
	history := c.History()
	v := t.judge(c, l, history, at)
	t.report.Total.take(&v)
	t.report.Total.answer(v.all)
	for _, n := range []int32{at.kind, at.place, at.holder} {
		t.sets[n].figures.take(&v)
		if n != at.holder {
			t.sets[n].figures.answer(v.all)
		}
	}
	for _, s := range t.shares {
		s.group.listed = true
		s.group.figures.answer(s.answer)
		if s.held >= 0 {
			s.group.held = append(s.group.held, s.held)
		}
	}
	t.keep(counted{at, [...]time.Duration{v.response, v.resolution, v.all.held}})
	t.flow(c, l, history, at)
	return nil
}

func (t *tally) keep(one counted) {
	last := len(t.pieces) - 1
	if last < 0 || len(t.pieces[last]) == piece {
		t.pieces = append(t.pieces, make([]counted, 0, piece))
		last++
	}
	t.pieces[last] = append(t.pieces[last], one)
}

// settle ranks the times and writes the groups into the report.
func (t *tally) settle() {
	for _, s := range t.sets {
		if s.figures.Received == 0 {
			continue // an agency that had cases
		}
		for i, g := range s.groups {
			g.listed = true
			g.figures.sum(&s.figures)
			if i == 0 || s.groups[0].dimension == ByBucket && i <= int(ByCategory) {
				g.inner += s.figures.Received
			}
		}
	}
	for i := range allTimes {
		t.rank(i)
	}
	for g := range maps.Values(t.groups) {
		g.figures.Held.rankAll(g.held)
		g.held = nil
		if g.listed {
			t.report.groups[g.dimension][g.key] = g
		}
		if g.flows != nil {
			t.report.Backlog.flows[g.groupKey] = g.settled()
		}
	}
}

// rank ranks one of the three times of all cases in all groups, but not how long
// agencies had them: of that they have lists of their own.
func (t *tally) rank(i int) {
	type timed struct {
		took time.Duration
		at   *counted
	}
	order := make([]timed, 0, t.report.Total.times(i).n)
	for _, cases := range t.pieces {
		for n := range cases {
			if c := &cases[n]; c.took[i] >= 0 {
				order = append(order, timed{c.took[i], c})
			}
		}
	}
	slices.SortFunc(order, func(a, b timed) int { return cmp.Compare(a.took, b.took) })
	for _, c := range order {
		t.report.Total.times(i).rank(c.took)
		sets := []int32{c.at.kind, c.at.place, c.at.holder}
		if i == held {
			sets = sets[:2]
		}
		for _, n := range sets {
			for _, g := range t.sets[n].groups {
				g.figures.times(i).rank(c.took)
			}
		}
	}
}
