package complaint_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// helper is a role that may take whatever there is, so that a definition compiles
// whatever its other roles reach; in the brute force it never acts.
const helper lc.Role = "helper"

// reachRoles are roles of embedders, one for each reach.
func reachRoles() map[lc.Role]complaint.Reach {
	roles := map[lc.Role]complaint.Reach{helper: complaint.ReachAll}
	for _, r := range []complaint.Reach{ // those of which Apply alone can bring about that they hold
		complaint.ReachNone, complaint.ReachOwn, complaint.ReachNew, complaint.ReachHolding, complaint.ReachUnit,
		complaint.ReachSupervision, complaint.ReachInspection, complaint.ReachRegion, complaint.ReachOversight,
	} {
		roles[lc.Role("of_"+r.String())] = r
	}
	return roles
}

// randomReach draws a definition without guards of some states, between which the
// actions of package complaint lead.
func randomReach(rnd *rand.Rand) lc.Definition {
	roles := []lc.Role{"of_none", "of_own", "of_new", "of_holding", "of_unit", "of_supervision", "of_inspection", "of_region", "of_oversight", complaint.RoleAgencyAdmin, complaint.RoleReporter, complaint.RoleReporter, complaint.RoleReporter}
	actions := []lc.Action{
		complaint.ActionReturn, complaint.ActionTransfer, complaint.ActionAssign, complaint.ActionReassign,
		complaint.ActionHandle, complaint.ActionReclassify, // without what needs guards by its meaning
		complaint.ActionEscalate, complaint.ActionNote, "stamp", "close",
	}
	d := lc.Definition{Name: "drawn", Edition: "1", Initial: "s0", States: []lc.StateInfo{{State: "end", Final: true}}, Transitions: []lc.Transition{{
		Action: complaint.ActionSubmit, From: []lc.State{lc.New}, To: lc.To("s0"), By: lc.By(complaint.RoleReporter),
	}}}
	states := 1 + rnd.IntN(3)
	for i := range states {
		d.States = append(d.States, lc.StateInfo{State: lc.State(fmt.Sprint("s", i))})
	}
	some := func() lc.State { return lc.State(fmt.Sprint("s", rnd.IntN(states))) }
	// What is of an agency is drawn where one has the case: in r0, to which forward alone
	// leads; a return leaves it.
	routed := func() lc.State { return "r0" }
	ofAgency := []lc.Action{complaint.ActionReturn, complaint.ActionTransfer, complaint.ActionAssign, complaint.ActionReassign, complaint.ActionHandle}
	forwards := rnd.IntN(4) > 0
	if forwards {
		d.States = append(d.States, lc.StateInfo{State: "r0"})
		d.Transitions = append(d.Transitions, lc.Transition{
			Action: complaint.ActionForward, From: []lc.State{"s0"}, To: lc.To("r0"), By: lc.By(roles[rnd.IntN(len(roles)-3)]),
		})
	}
	rnd.Shuffle(len(actions), func(i, j int) { actions[i], actions[j] = actions[j], actions[i] })
	for _, a := range actions[:3+rnd.IntN(5)] {
		from, to := some, some
		if slices.Contains(ofAgency, a) {
			if from, to = routed, routed; !forwards {
				continue
			}
		}
		if a == complaint.ActionReturn {
			to = some
		}
		row := lc.Transition{Action: a, From: []lc.State{from()}, To: lc.Same()}
		for range 1 + rnd.IntN(2) {
			if role := roles[rnd.IntN(len(roles))]; !slices.ContainsFunc(row.By, func(p lc.Permit) bool { return p.Role == role }) {
				row.By = append(row.By, lc.By(role)...)
			}
		}
		switch rnd.IntN(4) {
		case 0:
			row.To = lc.To("end")
		case 1, 2:
			row.To = lc.To(to())
		}
		if a == complaint.ActionReturn {
			row.To = lc.To(to())
		}
		d.Transitions = append(d.Transitions, row)
	}
	return d
}

// bruteReach plays all cases with two agencies and two regions, by Apply alone,
// and tells which rows somebody took and in which states a case may stay for ever.
type bruteReach struct {
	l      *complaint.Lifecycle
	t      *testing.T
	cases  []*complaint.Complaint
	before [][]int
	number map[string]int
	taken  map[string]bool // action and state
}

func (b *bruteReach) add(c *complaint.Complaint, via int) {
	secret := slices.ContainsFunc(c.Escalations, func(e complaint.Escalation) bool { return e.Rung == complaint.RungOmbudsman })
	inspected := slices.ContainsFunc(c.Escalations, func(e complaint.Escalation) bool { return e.Rung == complaint.RungInspectorate })
	key := fmt.Sprintf("%q", []any{c.State, c.Agency, c.Main, c.Class, c.Disclosure, c.Region, secret, inspected})
	n, ok := b.number[key]
	if !ok {
		n = len(b.cases)
		b.number[key] = n
		b.cases, b.before = append(b.cases, c), append(b.before, nil)
	}
	if via >= 0 {
		b.before[n] = append(b.before[n], via)
	}
}

func reachCell(a lc.Action, s lc.State) string { return string(a) + "/" + string(s) }

// reachCommands are those that an action could be given with.
func reachCommands(a lc.Action) []complaint.Command {
	note := complaint.Command{Action: a, Note: "because"}
	with := func(change func(c *complaint.Command)) complaint.Command {
		c := note
		change(&c)
		return c
	}
	switch a {
	case complaint.ActionForward:
		return []complaint.Command{
			with(func(c *complaint.Command) { c.Class, c.Agency, c.Category = complaint.ClassSupervisory, "a", "x" }),
			with(func(c *complaint.Command) { c.Class, c.Agency, c.Category = complaint.ClassAspiration, "b", "x" }),
		}
	case complaint.ActionTransfer:
		return []complaint.Command{with(func(c *complaint.Command) { c.Agency = "a" }), with(func(c *complaint.Command) { c.Agency = "b" })}
	case complaint.ActionAssign, complaint.ActionReassign:
		return []complaint.Command{with(func(c *complaint.Command) { c.Main = "a" }), with(func(c *complaint.Command) { c.Main = "b" })}
	case complaint.ActionReclassify:
		return []complaint.Command{with(func(c *complaint.Command) { c.Class = complaint.ClassSupervisory }), with(func(c *complaint.Command) { c.Class = complaint.ClassInformation })}
	case complaint.ActionDisclose, complaint.ActionSeal:
		return []complaint.Command{with(func(c *complaint.Command) { c.Disclosure = &complaint.Disclosure{} }), with(func(c *complaint.Command) { c.Disclosure = &complaint.Disclosure{Public: true} })}
	case complaint.ActionEscalate:
		return []complaint.Command{
			with(func(c *complaint.Command) { c.Clock, c.Rung = complaint.ClockReply, complaint.RungSuperior }),
			with(func(c *complaint.Command) { c.Clock, c.Rung = complaint.ClockReply, complaint.RungInspectorate }),
			with(func(c *complaint.Command) { c.Clock, c.Rung = complaint.ClockReply, complaint.RungOmbudsman }),
		}
	default:
		return []complaint.Command{note}
	}
}

// play plays until nothing new comes about.
func (b *bruteReach) play() {
	at := complaint.Moment{Now: tableBegin()}
	for i, d := range []complaint.Disclosure{{}, {Public: true}} {
		for j, where := range []region.Path{nil, region.MustParse("51.03").Path()} {
			h := tableHeader(b.t, byte(1+2*i+j))
			h.Region = where
			draft := tableDraft(b.l, d)
			c, err := b.l.Open(h, complaint.Actor{}, draft, at)
			require.NoError(b.t, err)
			b.add(c, -1)
		}
	}
	for n := 0; n < len(b.cases); n++ {
		c := b.cases[n]
		for role := range reachRoles() {
			b.act(n, complaint.Actor{ID: "x", Role: role, Agency: "a", Region: region.MustParse("51")}, at)
			b.act(n, complaint.Actor{ID: "x", Role: role, Agency: "b", Region: region.MustParse("52")}, at)
			b.act(n, complaint.Actor{ID: c.Reporter.String(), Role: role, Agency: "c"}, at)
		}
		for _, a := range []agency.ID{"a", "b"} {
			b.act(n, complaint.Actor{ID: "x", Role: complaint.RoleAgencyAdmin, Agency: a}, at)
		}
		b.act(n, complaint.Actor{ID: c.Reporter.String()}, at)
	}
}

func (b *bruteReach) act(n int, by complaint.Actor, at complaint.Moment) {
	if by.Role == helper {
		return
	}
	c := b.cases[n]
	for _, a := range b.l.Allowed(c, by, at) {
		for _, cmd := range reachCommands(a) {
			next, err := b.l.Apply(c, by, cmd, at)
			require.NoError(b.t, err)
			b.taken[reachCell(a, c.State)] = true
			b.add(next, n)
		}
	}
}

// stays lists the states in which an open case may stay for ever.
func (b *bruteReach) stays() (states []string) {
	ends := make([]bool, len(b.cases))
	for changed := true; changed; {
		changed = false
		for n, c := range b.cases {
			if ends[n] || !b.l.Machine().Final(c.State) && !slices.ContainsFunc(b.after(n), func(m int) bool { return ends[m] }) {
				continue
			}
			ends[n], changed = true, true
		}
	}
	for n, c := range b.cases {
		if !ends[n] && !slices.Contains(states, string(c.State)) {
			states = append(states, string(c.State))
		}
	}
	slices.Sort(states)
	return states
}

func (b *bruteReach) after(n int) (after []int) {
	for m, before := range b.before {
		if slices.Contains(before, n) {
			after = append(after, m)
		}
	}
	return after
}

// TestSoakReachAgreesWithBruteForce holds the findings of Compile against everybody
// who plays every case: what is said never to be taken is never taken, what is not
// reported is taken, or lies behind something that is not; and the states in which
// cases may stay are the same.
func TestSoakReachAgreesWithBruteForce(t *testing.T) {
	t.Parallel()
	seeds, sound, refused, accepted := uint64(1_200), 0, 0, 0
	if walksSoak() {
		seeds = 20_000
	}
	for seed := range seeds {
		if seed%1_000 == 999 {
			t.Logf("%d of %d lifecycles", seed+1, seeds)
		}
		d := randomReach(rand.New(rand.NewPCG(seed, 31)))
		voc := complaint.Vocabulary()
		for role := range reachRoles() {
			voc.Roles = append(voc.Roles, role)
		}
		if _, err := lc.Compile(d, voc); err != nil {
			continue
		}
		helped := d.Clone()
		for i := range helped.Transitions {
			helped.Transitions[i].By = append(helped.Transitions[i].By, lc.By(helper)...)
		}
		with := complaint.Extensions{Roles: reachRoles()}
		l, err := complaint.Compile(helped, with)
		if meansNothing(err) {
			continue // its names mean what cannot be, whoever reaches the case
		}
		require.NoError(t, err)
		sound++
		_, err = complaint.Compile(d, with)
		var found []lc.Finding
		if err != nil {
			require.ErrorIs(t, err, storage.ErrInvalid)
			var refusal *lc.ProofError
			require.ErrorAs(t, err, &refusal)
			found = refusal.Findings
			refused++
		} else {
			accepted++
		}
		b := &bruteReach{l: l, t: t, number: map[string]int{}, taken: map[string]bool{}}
		b.play()
		requireReachAgrees(t, b, d, found)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	t.Logf("%d sound, %d refused, %d accepted", sound, refused, accepted)
	require.Greater(t, min(refused, accepted), 10)
}

// meansNothing reports whether a lifecycle is refused for the meanings of its actions alone.
func meansNothing(err error) bool {
	var refusal *lc.ProofError
	return errors.As(err, &refusal) && !slices.ContainsFunc(refusal.Findings, func(f lc.Finding) bool { return f.Kind != lc.BadMeaning })
}

func requireReachAgrees(t *testing.T, b *bruteReach, d lc.Definition, found []lc.Finding) {
	t.Helper()
	var stays, never []string
	for _, f := range found {
		switch f.Kind {
		case lc.NoEnd:
			stays = append(stays, string(f.State))
		case lc.OutOfReach:
			never = append(never, f.Field)
		default:
			t.Errorf("unexpected: %v", f)
		}
	}
	slices.Sort(stays)
	require.Equal(t, b.stays(), stays)
	for i, row := range d.Transitions[1:] {
		taken, possible := false, false
		for _, s := range row.From {
			taken = taken || b.taken[reachCell(row.Action, s)]
			possible = possible || slices.ContainsFunc(b.cases, func(c *complaint.Complaint) bool { return c.State == s })
		}
		reported := slices.Contains(never, storage.At("transitions", i+1))
		require.Equal(t, possible && !taken, reported, "%s from %v", row.Action, row.From)
	}
}
