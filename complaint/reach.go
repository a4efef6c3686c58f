package complaint

import (
	"fmt"
	"maps"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Package lifecycle proves that somebody may act. Whether whoever may also comes
// upon the case depends on the reach of their role, and on what actions made of
// the case before: here a trial plays every case that a definition allows, by the
// code that acts and the code that says who reaches, and looks for what nobody
// ever does.

// trial is a search over all cases that people of whatever role can bring about,
// as far as reach tells them apart. Guards count as satisfied. There are one
// agency, which is its own unit, one above it, and one region: a case is theirs or nobody's.
type trial struct {
	l      *Lifecycle
	roles  []lifecycle.Role
	theirs Actor // of whatever role: the reporter, of the agency, for the region
	asked  Reach // by which the roles that may act reach
	cases  []tried
	number map[string]int // of the cases, by what reach tells of them
	rows   []triedRow     // by row of the definition
	// forbids are the duties that forbid something in some case.
	forbids map[string]bool
}

// tried is a case of a trial with how it came about.
type tried struct {
	*Complaint
	step   lifecycle.Step   // the last one
	via    int              // the case before, -1 for the beginning
	before []int            // all from which somebody brings it here
	after  []move           // where somebody brings it
	who    []lifecycle.Role // those who reach it
	acted  []byte           // by duty: how far the reporter has come to be barred by it
}

// move is an action that leads a case of a trial to another.
type move struct {
	action lifecycle.Action
	to     int
}

// triedRow is what became of a row of the definition.
type triedRow struct {
	rule  lifecycle.Rule
	first int              // the first case in which it is possible, -1 if there is none
	who   []lifecycle.Role // those who reach a case in which it is
	taken bool             // some of them may take it
}

// mostTried bounds a trial as positions bound the proof.
func mostTried() int { return lifecycle.DefaultLimits().Positions }

// checkReach reports the actions that none of those who may take them ever can,
// because they do not reach the case; not those that are possible only behind such
// an action. It also reports the states in which a case may come to stand that
// none of those who reach it can lead to an end, and the guards that have no point
// where they stand. The error is a *lifecycle.ProofError.
func (l *Lifecycle) checkReach() error {
	here, err := region.Parse("11")
	if err != nil {
		return err
	}
	start := &Complaint{State: lifecycle.New, Region: here.Path()}
	start.Reporter.UUID[0] = 1 // somebody
	t := &trial{
		l: l, roles: slices.Sorted(maps.Keys(l.reaches)), theirs: Actor{ID: start.Reporter.String(), Agency: "trial", Region: here},
		number: map[string]int{}, forbids: map[string]bool{}, rows: make([]triedRow, len(l.machine.Definition().Transitions)),
	}
	for i := range t.rows {
		t.rows[i].first = -1
	}
	for a := range l.machine.Actions() {
		for _, role := range l.rolesFor(lifecycle.Rule{}, false, a) {
			t.asked |= l.reaches[role]
		}
	}
	t.add(tried{Complaint: start, via: -1, acted: make([]byte, len(l.duties))})
	for s := range l.machine.States() {
		if s.Retired { // an imported case lies with somebody
			there := start.Clone()
			there.State, there.Agency, there.Main, there.Class = s.State, t.theirs.Agency, t.theirs.Agency, l.ordinary()
			t.add(tried{Complaint: there, via: -1, acted: make([]byte, len(l.duties))})
		}
	}
	for n := 0; n < len(t.cases); n++ {
		if len(t.cases) > mostTried() {
			return l.machine.Refuse([]lifecycle.Finding{{
				Kind: lifecycle.TooLarge, Name: "positions", Message: texts().Message("fault.trial", "limit", mostTried()),
			}})
		}
		t.play(n)
	}
	found := slices.Concat(t.neverTaken(), t.neverEnding(), t.pointless(), t.avoided(), t.endlessMoves(), t.tireless())
	if len(l.machine.Definition().Actions) > 0 {
		// Who declares no action is read as before there were declarations.
		found = append(found, t.meant()...)
	}
	if len(found) > 0 {
		return l.machine.Refuse(found)
	}
	return nil
}

// add notes that a case came about.
func (t *trial) add(next tried) {
	c := next.Complaint
	key := fmt.Sprintf("%q", []any{
		c.State, c.Origins, c.Agency, c.Main, c.Class, len(c.Region), c.Disclosure.Public, next.acted,
		t.l.escalatedTo(c, MeansOversight), t.l.escalatedTo(c, MeansInspection), len(c.EscalatedTo),
	})
	n, known := t.number[key]
	if !known {
		n = len(t.cases)
		t.number[key] = n
		t.cases = append(t.cases, next)
	}
	if next.via >= 0 {
		t.cases[n].before = append(t.cases[n].before, next.via)
		t.cases[next.via].after = append(t.cases[next.via].after, move{next.step.Action, n})
	}
}

// play lets everybody act on a case. Whoever may open one needs no reach.
func (t *trial) play(n int) {
	c, opening := t.cases[n].Complaint, n == 0
	who := slices.DeleteFunc(slices.Clone(t.roles), func(r lifecycle.Role) bool {
		return !opening && !t.sees(c, r)
	})
	t.cases[n].who = who
	for a := range t.l.machine.Actions() {
		rule, ok := t.l.machine.Rule(c.State, a)
		_, moves := t.l.machine.Move(lifecycle.Position{State: c.State, Origins: c.Origins}, a)
		if !ok || !moves || opening != (a == t.l.opens) || !t.meet(rule, n, who) {
			continue
		}
		for _, acted := range t.actedBy(rule, n) {
			for _, d := range t.ways(a) {
				next := c.Clone()
				t.l.absorb(next, Entry{Action: a, From: c.State, Details: d})
				next.Timeline = nil
				t.add(tried{Complaint: next, step: lifecycle.Step{Action: a, To: next.State}, via: n, acted: acted})
			}
		}
	}
}

// sees reports whether somebody in a role comes upon a case, for the agency or for the one
// above it.
func (t *trial) sees(c *Complaint, role lifecycle.Role) bool {
	by, above := t.theirs, t.theirs
	by.Role, above.Role, above.Agency = role, role, above.Agency+"/above"
	return t.l.CanSee(c, by, Moment{}) || t.l.reaches[role]&ReachAbove != 0 && t.l.CanSee(c, above, Moment{})
}

// meet notes who reaches a case in which a row is possible, and reports whether
// one of them may take it.
func (t *trial) meet(rule lifecycle.Rule, n int, who []lifecycle.Role) bool {
	row := &t.rows[rule.Row()]
	if row.first < 0 {
		row.rule, row.first = rule, n
	}
	for _, role := range who {
		if !slices.Contains(row.who, role) {
			row.who = append(row.who, role)
		}
	}
	taken := slices.ContainsFunc(who, func(r lifecycle.Role) bool { return rule.Permits(r) && !t.barred(rule, r, n) })
	row.taken = row.taken || taken
	return taken
}

// ways lists what an action may state, as far as some reach asks for it.
func (t *trial) ways(a lifecycle.Action) []Details {
	info := t.l.declared(a)
	path := []agency.ID{t.theirs.Agency + "/above", t.theirs.Agency}
	ways := []Details{{Class: t.l.ordinary(), Agency: t.theirs.Agency, AgencyPath: path, Main: t.theirs.Agency, Region: t.cases[0].Region, Disclosure: &Disclosure{}}}
	vary := func(change func(d *Details), field string, by Reach) {
		may, _ := info.States(field)
		if may = may || a == t.l.opens && field == "disclosure"; !may || t.asked&by == 0 {
			return
		}
		for _, d := range slices.Clone(ways) {
			change(&d)
			ways = append(ways, d)
		}
	}
	words := t.l.vocabularies
	if class, ok := firstThatMeans(words.Classes, MeansSupervisory); ok {
		vary(func(d *Details) { d.Class = Class(class) }, "class", ReachSupervision)
	}
	vary(func(d *Details) { d.Region = nil }, "region", ReachSupervision|ReachInspection|ReachRegion)
	vary(func(d *Details) { d.Disclosure = &Disclosure{Public: true} }, "disclosure", ReachRegion|ReachOversight)
	if rung, ok := firstThatMeans(words.Rungs, MeansOversight); ok {
		vary(func(d *Details) { d.Rung = Rung(rung) }, "rung", ReachOversight)
	}
	if rung, ok := firstThatMeans(words.Rungs, MeansInspection); ok {
		vary(func(d *Details) { d.Rung = Rung(rung) }, "rung", ReachInspection)
	}
	vary(func(d *Details) { d.Recipients = []agency.ID{t.theirs.Agency} }, "rung", ReachEscalated)
	return ways
}

// neverTaken finds the rows that are possible and that nobody ever takes.
func (t *trial) neverTaken() (found []lifecycle.Finding) {
	for i, row := range t.rows {
		if row.first < 0 || row.taken {
			continue
		}
		may, state := row.rule.Roles(), t.cases[row.first].State
		found = append(found, lifecycle.Finding{
			Kind: lifecycle.OutOfReach, Field: storage.At("transitions", i), State: state, Action: row.rule.Action(), Name: string(may[0]),
			Message: texts().Message("fault.never_taken", "action", row.rule.Action(), "state", state, "roles", t.extents(may)),
			Path:    t.path(row.first), Legal: storage.Nearest(string(may[0]), codes(row.who)),
		})
	}
	return found
}

// neverEnding finds the states with a case that is open and stays so for ever.
func (t *trial) neverEnding() (found []lifecycle.Finding) {
	ends, before := make([]bool, len(t.cases)), make([][]int, len(t.cases))
	for n, c := range t.cases {
		ends[n], before[n] = t.l.machine.Final(c.State), c.before
	}
	spread(ends, before)
	for i, s := range t.l.machine.Definition().States {
		n := 0
		for n < len(t.cases) && (ends[n] || t.cases[n].State != s.State) {
			n++
		}
		if n == len(t.cases) {
			continue
		}
		text := texts().Message("fault.never_reached", "state", s.State)
		if duties, who := t.bars(n), t.cases[n].who; len(duties) > 0 {
			text = texts().Message("fault.duty_ends", "state", s.State, "duties", aduan.List(duties))
		} else if len(who) > 0 {
			text = texts().Message("fault.never_ending", "state", s.State, "roles", t.extents(who))
		}
		found = append(found, lifecycle.Finding{Kind: lifecycle.NoEnd, Field: storage.At("states", i), State: s.State, Message: text, Path: t.path(n)})
	}
	return found
}

// path is how a case came about.
func (t *trial) path(n int) (path []lifecycle.Step) {
	for ; t.cases[n].via >= 0; n = t.cases[n].via {
		path = append(path, t.cases[n].step)
	}
	slices.Reverse(path)
	return path
}

// extents are roles with their reach.
func (t *trial) extents(roles []lifecycle.Role) aduan.Spoken {
	list := make([]aduan.Message, len(roles))
	for i, role := range roles {
		list[i] = texts().Message("reach.role", "role", role, "reach", t.l.reaches[role])
	}
	return aduan.List(list)
}
