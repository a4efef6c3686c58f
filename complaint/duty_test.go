package complaint_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

// under is the national lifecycle under other duties.
func under(duties ...lc.Duty) lc.Definition {
	d := complaint.National()
	d.Duties = duties
	return d
}

func words(text string) []string { return strings.Fields(text) }

// another adds a row and what it means.
func another(d lc.Definition, m complaint.Meaning, requires string, tr lc.Transition) lc.Definition {
	d.Transitions = append(d.Transitions, tr)
	d.Actions = append(d.Actions, lc.ActionInfo{Action: tr.Action, Does: m.Words(), Requires: words(requires)})
	return d
}

// rowsOf changes the rows of an action.
func rowsOf(d lc.Definition, a lc.Action, change func(*lc.Transition)) lc.Definition {
	for i := range d.Transitions {
		if d.Transitions[i].Action == a {
			change(&d.Transitions[i])
		}
	}
	return d
}

// smallOffice is an office with one way: reported, held by an agency, answered, closed.
func smallOffice(rows ...lc.Transition) lc.Definition {
	row := func(a lc.Action, from, to lc.State, by ...lc.Role) lc.Transition {
		return lc.Transition{Action: a, From: []lc.State{from}, To: lc.To(to), By: lc.By(by...)}
	}
	return lc.Definition{
		Name: "small", Edition: "1", Initial: "filed",
		States: []lc.StateInfo{{State: "filed"}, {State: "held"}, {State: "answered"}, {State: "closed", Final: true}},
		Transitions: append([]lc.Transition{
			row(complaint.ActionSubmit, lc.New, "filed", complaint.RoleReporter),
			row(complaint.ActionForward, "filed", "held", complaint.RoleNationalAdmin),
			row(complaint.ActionRespond, "held", "answered", complaint.RoleAgencyAdmin),
			row(complaint.ActionAccept, "answered", "closed", complaint.RoleReporter),
		}, rows...),
	}
}

// Definitions that look right and are not: each control is there, and somebody walks
// around it. The finding names the action, and the way.
func TestControlsThatCanBeWalkedAround(t *testing.T) {
	t.Parallel()
	const (
		forwarded, progress, resolved = complaint.StateForwarded, complaint.StateInProgress, complaint.StateResolved
		limit                         = lc.Need("moved_fewer_than(3)")
	)
	agencyAdmin, liaison := lc.By(complaint.RoleAgencyAdmin), lc.By(complaint.RoleLiaisonOfficer)
	unlimited := func(tr *lc.Transition) {
		tr.Needs = slices.DeleteFunc(tr.Needs, func(n lc.Need) bool { return strings.HasPrefix(string(n), "moved") })
	}
	back := lc.Transition{Action: complaint.ActionReturn, From: []lc.State{"held"}, To: lc.To("filed"), By: agencyAdmin, Needs: []lc.Need{limit}}
	for name, c := range map[string]struct {
		d      lc.Definition
		kind   lc.FindingKind
		action lc.Action
		path   string // all its actions
	}{
		"sound":                   {d: complaint.National()},
		"sound, with all of them": {d: complaint.NationalRules{Returns: 1, Moves: 4, Extensions: 1, KeepsOwnCase: true, FollowUpAnswers: true, AgencyMayTransfer: true}.Definition()},
		"sound, fresh eyes":       {d: under(lc.Duty{Name: "fresh", Who: words("answers"), Not: words("answers merges"), After: words("reopens")})},
		"approval is not the only way to answer": {
			under(lc.Duty{Name: "four_eyes", Who: words("drafts"), Not: words("approve merges")}),
			lc.DutyAvoided, complaint.ActionRespond, "submit forward assign draft respond",
		},
		"another action drafts as well": {
			another(under(lc.Duty{Name: "four_eyes", Who: words("draft"), Not: words("answers merges")}), complaint.MeaningDrafts, "note",
				lc.Transition{Action: "redraft", From: []lc.State{progress}, To: lc.Same(), By: liaison}),
			lc.DutyAvoided, "redraft", "submit forward handle redraft approve",
		},
		"the answer of another case": {
			under(lc.Duty{Name: "four_eyes", Who: words("drafts"), Not: words("answers")}),
			lc.DutyAvoided, complaint.ActionMerge, "submit forward assign draft merge",
		},
		"approved by the clockwork": {
			rowsOf(complaint.National(), complaint.ActionApprove, func(tr *lc.Transition) { tr.By = append(tr.By, lc.By(lc.Timer)...) }),
			lc.DutyAvoided, complaint.ActionApprove, "submit forward assign draft approve",
		},
		"who reported hands the case around": {
			under(lc.Duty{Name: "own_case", Who: words("opens"), Not: words("routes transfers assign handle answers merges")}),
			lc.DutyAvoided, complaint.ActionReassign, "submit forward assign reassign",
		},
		"an appeal by another name": {
			func() lc.Definition {
				d := another(under(lc.Duty{Name: "fresh", Who: words("answers"), Not: words("answers merges"), After: words("reopen")}), complaint.MeaningReopens, "note",
					lc.Transition{Action: "appeal", From: []lc.State{resolved}, To: lc.To(progress), By: lc.By(complaint.RoleReporter)})
				i := slices.IndexFunc(d.States, func(s lc.StateInfo) bool { return s.State == resolved })
				d.States[i].Exits = append(d.States[i].Exits, "appeal")
				return d
			}(),
			lc.DutyAvoided, "appeal", "submit forward assign approve accept appeal approve",
		},
		"nothing to keep apart": {under(lc.Duty{Name: "silent", Who: words("answers"), Not: words("opens")}), lc.BadDuty, "", ""},
		"the reporter alone could end it": {
			func() lc.Definition {
				d := smallOffice()
				d.Duties = []lc.Duty{{Name: "own_case", Who: words("opens"), Not: words("rates")}}
				return d
			}(),
			lc.NoEnd, "", "submit",
		},
		"only returns are limited": {
			rowsOf(complaint.National(), complaint.ActionTransfer, unlimited),
			lc.EndlessMoves, complaint.ActionTransfer, "submit forward transfer",
		},
		"an own action moves it too": {
			another(complaint.National(), complaint.MeaningTransfers, "agency", lc.Transition{
				Action: "pass_along", From: []lc.State{forwarded}, To: lc.Same(), By: agencyAdmin, Needs: []lc.Need{"other_agency"},
			}),
			lc.EndlessMoves, "pass_along", "submit forward pass_along",
		},
		"one role is not asked": {
			rowsOf(complaint.National(), complaint.ActionTransfer, func(tr *lc.Transition) {
				if tr.From[0] == forwarded {
					unlimited(tr)
					tr.By = []lc.Permit{{Role: complaint.RoleNationalAdmin}, {Role: complaint.RoleAgencyAdmin, Needs: []lc.Need{limit}}}
				}
			}),
			lc.EndlessMoves, complaint.ActionTransfer, "submit forward transfer",
		},
		"nobody may end it at the limit": {
			rowsOf(smallOffice(back), complaint.ActionForward, func(tr *lc.Transition) { tr.Needs = []lc.Need{limit} }),
			lc.NoEnd, "", "submit forward return",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.kind == 0 {
				_, err := complaint.Compile(c.d, complaint.Extensions{})
				require.NoError(t, err)
				return
			}
			found := refusedReach(t, c.d, complaint.Extensions{})
			found = slices.DeleteFunc(found, func(f lc.Finding) bool { return f.Kind == lc.OutOfReach })
			f := found[0]
			require.False(t, slices.ContainsFunc(found, func(g lc.Finding) bool { return g.Kind != c.kind || g.Action != f.Action }), "%v", found)
			require.Equal(t, c.kind, f.Kind, f)
			require.Equal(t, c.action, f.Action, f)
			var path []string
			for _, step := range f.Path {
				path = append(path, string(step.Action))
			}
			require.Equal(t, c.path, strings.Join(path, " "), f)
			require.NotContains(t, f.In(aduan.Indonesian()), "fault.")
		})
	}
}

// asOne is somebody of any role in whose name everything is done.
func asOne(by complaint.Actor, id string) complaint.Actor {
	if by.Role != complaint.RoleReporter && by.Role != lc.Timer {
		by.ID = id
	}
	return by
}

// Nobody answers what they drafted, by whatever action and in whatever role; a command, a
// list and the question why are answered by the same condition.
func TestDutyIsOfThePerson(t *testing.T) {
	t.Parallel()
	l := compileNational(t)
	w := begin(t, l, complaint.Disclosure{}, "forward handle")
	admin := officer(complaint.RoleAgencyAdmin, tableAgency)
	w.do(asOne(officer(complaint.RoleUnitAdmin, tableAgency), admin.ID), wellFormed(t, w.c, "draft"), allElapsed(w.next()))
	for _, by := range []complaint.Actor{admin, asOne(officer(complaint.RoleLiaisonOfficer, tableAgency), admin.ID), asOne(nationalAdmin(), admin.ID)} {
		for _, step := range []string{"approve", "respond", "merge"} {
			cmd := wellFormed(t, w.c, step)
			if rule, _ := l.Machine().Rule(w.c.State, cmd.Action); !rule.Permits(by.Role) {
				continue
			}
			w.unasked(by, cmd, allElapsed(w.next()))
			reasons := l.WhyNot(w.c, by, cmd.Action, allElapsed(w.next())).Reasons
			require.Equal(t, "duty(four_eyes)", reasons[0].Condition)
			require.Equal(t, "needs: whoever acts did not do this on the case before: drafts an answer", reasons[0].Text.In(aduan.English()))
		}
	}
	w.do(asOne(admin, "somebody else"), wellFormed(t, w.c, "respond"), allElapsed(w.next()))
}

// Whoever answered before an appeal does not answer after it; before it, they may again.
func TestDutyAfterAnAppeal(t *testing.T) {
	t.Parallel()
	l := compileTable(t, under(lc.Duty{Name: "fresh", Who: words("answers"), Not: words("answers merges"), After: words("reopens")}))
	w := begin(t, l, complaint.Disclosure{}, "forward assign respond reply respond accept reopen")
	liaison := officer(complaint.RoleLiaisonOfficer, tableMain)
	w.unasked(liaison, wellFormed(t, w.c, "respond"), allElapsed(w.next()))
	w.do(asOne(liaison, "fresh"), wellFormed(t, w.c, "respond"), allElapsed(w.next())).along("reply")
	w.do(asOne(liaison, "fresh"), wellFormed(t, w.c, "respond"), allElapsed(w.next()))
}

// The service knows whose account the reporter is, also where an officer entered the report.
func TestNobodyHandlesTheirOwnCase(t *testing.T) {
	t.Parallel()
	rules := complaint.DefaultNationalRules()
	rules.KeepsOwnCase = true
	l, err := complaint.Compile(rules.Definition(), complaint.Extensions{})
	require.NoError(t, err)
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{l} })
	own := complaint.Actor{ID: byReporter().ID, Role: complaint.RoleNationalAdmin}
	id := d.submit().ID
	view, err := d.Get(t.Context(), own, id)
	require.NoError(t, err)
	require.NotContains(t, view.Allowed, complaint.ActionForward)
	_, err = d.Do(t.Context(), own, id, forwardTo("roads"))
	require.ErrorIs(t, err, complaint.ErrNotAllowed)
	require.ErrorContains(t, err, "opens the case")
	d.do(byNational(), id, forwardTo("roads"))

	byOfficer := complaint.Actor{ID: "putu", Role: complaint.RoleFieldOfficer}
	entered, err := d.Submit(t.Context(), byOfficer, deskDraft(func(d *complaint.Draft) { d.Reporter.Account = complaint.NewPrivate(own.ID) }))
	require.NoError(t, err)
	for _, by := range []complaint.Actor{own, {ID: "putu", Role: complaint.RoleNationalAdmin}} {
		_, err = d.Do(t.Context(), by, entered.ID, forwardTo("roads"))
		require.ErrorIs(t, err, complaint.ErrNotAllowed)
	}
	d.do(byNational(), entered.ID, forwardTo("roads"))
}

// A case that has changed hands as often as it may, stays: it is answered, or the national
// admin archives it. Where nobody knows who holds it, it goes on.
func TestMovesAreLimited(t *testing.T) {
	t.Parallel()
	l := compileNational(t)
	w := begin(t, l, complaint.Disclosure{}, "forward return forward return forward transfer transfer transfer")
	transfer := wellFormed(t, w.c, "transfer")
	w.unasked(nationalAdmin(), transfer, allElapsed(w.next()))
	w.unasked(officer(complaint.RoleAgencyAdmin, w.c.Agency), wellFormed(t, w.c, "return"), allElapsed(w.next()))
	require.Contains(t, l.Allowed(w.c, nationalAdmin(), allElapsed(w.next())), complaint.ActionArchive)
	unknown := begin(t, l, complaint.Disclosure{}, "forward return forward return forward transfer transfer transfer accuse:holder").c
	require.Contains(t, l.Allowed(unknown, nationalAdmin(), allElapsed(unknown.UpdatedAt())), complaint.ActionTransfer)
	w.along("handle respond accept")

	rules := complaint.DefaultNationalRules()
	rules.Moves = 0
	w = begin(t, compileTable(t, rules.Definition()), complaint.Disclosure{}, "forward")
	w.along(strings.Repeat("transfer ", 40))
}

// A few people of all roles do whatever they may: nobody ever does both things that a duty
// keeps apart, and no case moves more often than it may.
func TestDutiesOnRandomWalks(t *testing.T) {
	t.Parallel()
	d := complaint.DefaultNationalRules().Definition()
	d.Duties = append(d.Duties, lc.Duty{Name: "fresh", Who: words("answers"), Not: words("answers merges"), After: words("reopens")})
	l := compileTable(t, d)
	often := words("draft draft draft approve respond respond reply accept reopen merge unmerge transfer return forward handle handle assign follow_up")
	answered, refused := 0, 0
	for seed := range uint64(12) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		w := begin(t, l, complaint.Disclosure{}, "forward assign")
		for range 60 {
			a := lc.Action(often[rnd.IntN(len(often))])
			by := suitable(w.c, a)
			rule, ok := l.Machine().Rule(w.c.State, a)
			if !ok {
				continue
			}
			if by.Role != complaint.RoleReporter && by.Role != lc.Timer {
				units := []agency.ID{w.c.Agency, w.c.Main}
				by = complaint.Actor{ID: fmt.Sprintf("officer %d", rnd.IntN(3)), Role: rule.Roles()[rnd.IntN(len(rule.Roles()))], Agency: units[rnd.IntN(2)]}
				if by.Role == complaint.RoleReporter {
					by = reporterOf(w.c)
				}
			}
			at, cmd := favourable(a, w.next()), wellFormed(t, w.c, string(a))
			next, err := l.Apply(w.c, by, cmd, at)
			allowed := slices.Contains(l.Allowed(w.c, by, at), a)
			require.Equal(t, allowed, l.WhyNot(w.c, by, a, at) == nil, "%s by %v", a, by)
			if err != nil {
				if denial := l.WhyNot(w.c, by, a, at); denial != nil && slices.ContainsFunc(denial.Reasons, func(r complaint.Reason) bool { return strings.HasPrefix(r.Condition, "duty(") }) {
					refused++
				}
				continue
			}
			require.True(t, allowed, "%s by %v", a, by)
			w.c = next
		}
		drafted, before, since, moves := map[string]bool{}, map[string]bool{}, map[string]bool{}, 0
		for i := range w.c.Timeline {
			e := &w.c.Timeline[i]
			if e.Does(complaint.MeaningAnswers) || e.Does(complaint.MeaningMerges) {
				require.False(t, drafted[e.By.ID], "%s drafted and took %s", e.By.ID, e.Action)
				require.False(t, before[e.By.ID], "%s answered before the appeal and took %s", e.By.ID, e.Action)
			}
			switch {
			case e.Does(complaint.MeaningDrafts):
				drafted[e.By.ID] = true
			case e.Does(complaint.MeaningAnswers):
				since[e.By.ID], answered = true, answered+1
			case e.Does(complaint.MeaningReopens):
				for id := range since {
					before[id] = true
				}
			case e.Does(complaint.MeaningRoutes | complaint.MeaningTransfers | complaint.MeaningReturns):
				moves++
			}
		}
		require.LessOrEqual(t, moves, 9)
	}
	require.Positive(t, answered)
	require.Positive(t, refused)
}
