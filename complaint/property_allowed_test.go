package complaint_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// dry is a store that takes every batch and writes none.
type dry struct{ complaint.Store }

var errDry = errors.New("it would have been written")

func (dry) Commit(context.Context, complaint.Batch) error { return storage.NotWritten(errDry) }

// promised is an office of two editions and small limits, with a service that does
// things and one that only tries them.
type promised struct {
	*desk
	tries *complaint.Service
	rules []*complaint.Lifecycle
	rnd   *rand.Rand
	cases []complaint.ID
	// open are cases that nobody touches, for whoever merges: of the works and of the
	// roads.
	open  []complaint.ID
	depth int // of the longest chain seen
}

func newPromised(t *testing.T, seed uint64) *promised {
	t.Helper()
	w := &promised{rnd: rand.New(rand.NewPCG(seed, 16))}
	limits := complaint.Limits{Text: 80, Texts: 500, Entries: 24, Attachments: 8, Attributes: 10, Accused: 3}
	for _, d := range complaint.NationalEditions(deskBegan().Add(deskDay)) {
		l, err := complaint.Compile(d, complaint.Extensions{Limits: limits})
		require.NoError(t, err)
		w.rules = append(w.rules, l)
	}
	both := func(cfg *complaint.Config) { cfg.Lifecycles = w.rules }
	w.desk = newDesk(t, both)
	w.tries = w.serve(both, func(cfg *complaint.Config) { cfg.Store = dry{cfg.Store} })
	for i := range 6 {
		if i == 2 {
			w.clock.advance(deskDay)
		}
		r, err := w.Submit(t.Context(), complaint.Actor{ID: fmt.Sprint("warga", i)}, deskDraft())
		require.NoError(t, err)
		w.cases = append(w.cases, r.ID)
	}
	for n := range 4 { // one of them accuses whomever a case accuses
		var others []agency.ID
		for other := range 4 {
			if other != n {
				others = append(others, agency.ID(fmt.Sprint("accused/", other)))
			}
		}
		for _, to := range []agency.ID{"works", "roads"} {
			id := w.submit(accusing(others...)).ID
			w.do(byNational(), id, forwardTo(to))
			w.open = append(w.open, id)
		}
	}
	return w
}

// people are those who may have to do with a case.
func (w *promised) people(i int) []complaint.Actor {
	return []complaint.Actor{
		{ID: fmt.Sprint("warga", i)},
		byNational(), byAgency("works"), byAgency("roads"),
		{ID: "rancang", Role: complaint.RoleUnitAdmin, Agency: "works"},
		{ID: "jubir", Role: complaint.RoleLiaisonOfficer, Agency: "works"},
		{ID: "timer", Role: complaint.RoleTimer},
		{ID: "ombudsman", Role: complaint.RoleOmbudsman},
	}
}

func (w *promised) rulesOf(c *complaint.Complaint) *complaint.Lifecycle {
	return w.rules[slices.IndexFunc(w.rules, func(l *complaint.Lifecycle) bool { return l.Edition() == c.Lifecycle })]
}

// sensible lists commands of an action of which one should suit the case, if any does.
func (w *promised) sensible(c *complaint.Complaint, by complaint.Actor, a lifecycle.Action) (list []complaint.Command) {
	cmd := complaint.Command{Action: a}
	switch a {
	case complaint.ActionForward, complaint.ActionTransfer:
		for _, to := range []agency.ID{"works", "roads"} {
			cmd.Agency = to
			if a == complaint.ActionForward {
				cmd.Class = []complaint.Class{complaint.ClassNonSupervisory, complaint.ClassSupervisory}[w.rnd.IntN(2)]
			} else {
				cmd.Note = "x"
			}
			list = append(list, cmd)
		}
		return list
	case complaint.ActionReclassify:
		cmd.Note, cmd.Class = "x", complaint.ClassSupervisory
	case complaint.ActionAssign, complaint.ActionReassign:
		cmd.Main = c.Agency
	case complaint.ActionEdit:
		cmd.Category = "health"
	case complaint.ActionApprove:
		cmd.Draft = c.Draft.Text
	case complaint.ActionAttach:
		cmd.Attachments = []complaint.Attachment{{Name: "foto.jpg", Size: 1, Digest: complaint.Digest{1}}}
	case complaint.ActionReturn, complaint.ActionSuspend, complaint.ActionHandBack, complaint.ActionReopen, complaint.ActionNote, complaint.ActionDraft,
		complaint.ActionFollowUp, complaint.ActionRespond, complaint.ActionReply, complaint.ActionPassOn:
		cmd.Note = "x"
	case complaint.ActionDisclose, complaint.ActionSeal:
		for n := range 4 {
			cmd.Disclosure = &complaint.Disclosure{Named: n%2 == 1, Public: n > 1}
			list = append(list, cmd)
		}
		return list
	case complaint.ActionAccept:
		cmd.Rating = 4
	case complaint.ActionExtend:
		cmd.Note, cmd.Days = "x", 2
	case complaint.ActionArchive:
		cmd.Reason = complaint.ArchivedUnclear
	case complaint.ActionAccuse:
		for n := range 4 {
			cmd.Accused = []agency.ID{agency.ID(fmt.Sprint("accused/", n))}
			list = append(list, cmd)
		}
		return list
	case complaint.ActionConfirmAccusation, complaint.ActionClearAccusation:
		if a == complaint.ActionClearAccusation {
			cmd.Note = "x"
		}
		for _, x := range c.Accused {
			cmd.Accused = []agency.ID{x.Agency}
			list = append(list, cmd)
		}
		return list
	case complaint.ActionMerge:
		for _, id := range append(w.open, w.cases...) {
			cmd.Parent = id
			list = append(list, cmd)
		}
		return list
	case complaint.ActionEscalate:
		for _, clock := range complaint.Vocabulary().Clocks {
			for _, rung := range w.rulesOf(c).Rungs() {
				cmd.Clock, cmd.Rung, cmd.Step = clock, rung, 0
				if by.Role == complaint.RoleTimer {
					cmd.Step = w.rulesOf(c).StepsInRun(c, clock, rung) + 1
				}
				list = append(list, cmd)
			}
		}
		return list
	}
	return append(list, cmd)
}

// allowed is what the service says that somebody may do, false if they do not see the
// case.
func (w *promised) allowed(by complaint.Actor, id complaint.ID) ([]lifecycle.Action, bool) {
	var list []lifecycle.Action
	var err error
	if by.Role == "" {
		var v complaint.ReporterView
		v, err = w.Mine(w.t.Context(), by, id)
		list = v.Allowed
	} else {
		var v complaint.AgencyView
		v, err = w.Get(w.t.Context(), by, id)
		list = v.Allowed
	}
	if !errors.Is(err, storage.ErrNotFound) {
		require.NoError(w.t, err)
	}
	return list, err == nil
}

// keeps holds what is promised about a case against what is done.
func (w *promised) keeps(i int) {
	c := w.stored(w.cases[i])
	for _, by := range w.people(i) {
		allowed, sees := w.allowed(by, c.ID)
		for a := range w.rulesOf(c).Machine().Actions() {
			if a == complaint.ActionSubmit {
				continue
			}
			promise := slices.Contains(allowed, a)
			if sees {
				why, err := w.WhyNot(w.t.Context(), by, c.ID, a)
				require.NoError(w.t, err)
				require.Equal(w.t, promise, why == nil, "%s by %s: %v", a, by.Role, why)
			}
			var refusal error
			taken := slices.ContainsFunc(w.sensible(c, by, a), func(cmd complaint.Command) bool {
				_, err := w.tries.Do(w.t.Context(), by, c.ID, cmd)
				if !errors.Is(err, errDry) {
					require.Error(w.t, err)
					refusal = err
				}
				return errors.Is(err, errDry)
			})
			require.Equal(w.t, promise, taken, "%s by %s on %v of edition %s: %v", a, by.Role, c, c.Lifecycle.Edition, refusal)
		}
	}
}

// goes lets somebody do something with a case that they may.
func (w *promised) goes(i int) {
	c := w.stored(w.cases[i])
	by := oneOf(w.rnd, w.people(i)...)
	list, _ := w.allowed(by, c.ID)
	list = slices.DeleteFunc(list, func(a lifecycle.Action) bool {
		return a == complaint.ActionEscalate || w.rnd.IntN(4) > 0 && slices.Contains([]lifecycle.Action{complaint.ActionWithdraw, complaint.ActionArchive, complaint.ActionLeave}, a)
	})
	if len(list) == 0 {
		return
	}
	a := oneOf(w.rnd, list...)
	if by.Role == complaint.RoleNationalAdmin && slices.Contains(list, complaint.ActionMerge) && w.rnd.IntN(3) == 0 {
		a = complaint.ActionMerge
	}
	commands := w.sensible(c, by, a)
	w.rnd.Shuffle(len(commands), func(i, j int) { commands[i], commands[j] = commands[j], commands[i] })
	for _, cmd := range commands {
		if cmd.Note != "" {
			cmd.Note = fmt.Sprintf("%*d", 1+w.rnd.IntN(60), w.rnd.IntN(9))
		}
		if slices.Contains(w.open, cmd.Parent) && w.rnd.IntN(12) > 0 {
			continue
		}
		if _, err := w.Do(w.t.Context(), by, c.ID, cmd); err == nil {
			break
		}
	}
	depth := 0
	for c = w.stored(c.ID); !c.Parent.IsZero(); depth++ {
		c = w.stored(c.Parent)
	}
	w.depth = max(w.depth, depth)
}

// Whatever the service lists as allowed is accepted if it is asked for sensibly, and
// what it does not list is refused, whoever acts and however the case, those into which
// it was merged, and their editions stand, be they full or not.
func TestSoakAllowedIsWhatIsDone(t *testing.T) {
	t.Parallel()
	seeds := uint64(6)
	if walksSoak() {
		seeds = 150
	}
	deepest := 0
	for seed := range seeds {
		w := newPromised(t, seed)
		for range 40 {
			for range 6 {
				w.goes(w.rnd.IntN(len(w.cases)))
			}
			w.clock.advance(time.Duration(w.rnd.Int64N(int64(deskDay))))
			if w.rnd.IntN(4) == 0 {
				w.sweep(complaint.Position{}, 0)
			}
			w.keeps(w.rnd.IntN(len(w.cases)))
			if t.Failed() {
				t.Fatalf("seed %d", seed)
			}
		}
		if deepest = max(deepest, w.depth); seed%20 == 19 {
			t.Logf("%d of %d crowds", seed+1, seeds)
		}
	}
	t.Logf("%d crowds, cases merged into one another up to %d deep", seeds, deepest)
	require.GreaterOrEqual(t, deepest, 3)
}
