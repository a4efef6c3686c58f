package complainttest

import (
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Step is what was done in a walk: a command, or that time passed and the timer worked.
type Step struct {
	By      complaint.Actor
	Command complaint.Command
	Receipt complaint.Receipt
	// Passed is how much time passed; then there is no command.
	Passed time.Duration
}

// String says what was done, without who: "forward by national_admin", "26h0m0s passed".
func (s Step) String() string {
	if s.Passed > 0 {
		return s.Passed.String() + " passed"
	}
	return fmt.Sprintf("%s by %s", s.Command.Action, role(s.By))
}

// Walk takes legal steps on a case and yields each when it is taken. It draws who acts,
// what they do and what the command states from the seed, of all that the service allows
// at that moment, and lets time pass in between, up to ten days at once. It ends some steps
// after the case did, when nobody can do anything about it any more, or when the caller stops; other cases of the
// store are only named, as those into which one is merged. A step that the service lists
// as allowed and refuses whatever is stated is passed over.
func (o *Office) Walk(id complaint.ID, seed uint64) iter.Seq[Step] {
	return func(yield func(Step) bool) {
		w := &walker{o: o, r: rand.New(rand.NewPCG(seed, 1)), taken: map[lifecycle.Action]int{}}
		for {
			step, ok := w.step(id)
			if !ok || !yield(step) {
				return
			}
		}
	}
}

// walker draws steps.
type walker struct {
	o     *Office
	r     *rand.Rand
	taken map[lifecycle.Action]int
}

// step takes one step; false if there is none.
func (w *walker) step(id complaint.ID) (Step, bool) {
	w.o.t.Helper()
	if w.r.IntN(4) == 0 {
		passed := time.Duration(w.r.Int64N(int64(one(w.r, time.Hour, 24*time.Hour, 240*time.Hour)))) + time.Second
		w.o.pass(passed) // what cannot be judged waits, in a walk as in an office
		return Step{Passed: passed}, true
	}
	w.o.Clock.Move(time.Duration(w.r.Int64N(int64(time.Hour))))
	c := w.o.Case(id)
	if w.o.rules(c).Machine().Final(c.State) && w.r.IntN(4) == 0 {
		return Step{}, false
	}
	actors := w.actors(c)
	shuffle(w.r, actors)
	for _, by := range actors {
		for _, a := range w.allowed(c, by) {
			if step, ok := w.take(c, by, a); ok {
				w.taken[a]++
				return step, true
			}
		}
	}
	return Step{}, false
}

// one draws one of a list.
func one[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func shuffle[T any](r *rand.Rand, list []T) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// allowed lists what somebody may do with a case, in the order in which it is tried: what
// this walk did least comes first, because a case that is only noted on goes nowhere, and
// what ends the case mostly comes late.
func (w *walker) allowed(c *complaint.Complaint, by complaint.Actor) []lifecycle.Action {
	w.o.t.Helper()
	var allowed []lifecycle.Action
	var err error
	if by.Role == complaint.RoleReporter {
		var view complaint.ReporterView
		view, err = w.o.Service.Mine(w.o.t.Context(), by, c.ID)
		allowed = view.Allowed
	} else {
		var view complaint.AgencyView
		view, err = w.o.Service.Get(w.o.t.Context(), by, c.ID)
		allowed = view.Allowed
	}
	if err != nil && !errors.Is(err, storage.ErrNotFound) && !errors.Is(err, complaint.ErrForbidden) {
		w.o.t.Fatalf("complainttest: %v", err)
	}
	shuffle(w.r, allowed)
	rank := map[lifecycle.Action]int{}
	for _, a := range allowed {
		rank[a] = w.taken[a]
		if w.ends(c, a) && w.r.IntN(4) > 0 {
			rank[a] += laterEnds
		}
	}
	slices.SortStableFunc(allowed, func(a, b lifecycle.Action) int { return rank[a] - rank[b] })
	return allowed
}

// laterEnds is how often others are taken before an action that ends the case, mostly.
const laterEnds = 2

// ends reports whether an action ends the case.
func (w *walker) ends(c *complaint.Complaint, a lifecycle.Action) bool {
	var origin lifecycle.State
	if n := len(c.Origins); n > 0 {
		origin = c.Origins[n-1]
	}
	m := w.o.rules(c).Machine()
	to, ok := m.Next(c.State, a, origin)
	return ok && m.Final(to) && to != c.State
}

// actors are those who might act on a case: one of each role of its lifecycle, for each
// body that has to do with it.
func (w *walker) actors(c *complaint.Complaint) []complaint.Actor {
	var roles []lifecycle.Role
	for _, t := range w.o.rules(c).Machine().Definition().Transitions {
		for _, p := range t.By {
			if p.Role != lifecycle.Timer && !slices.Contains(roles, p.Role) {
				roles = append(roles, p.Role)
			}
		}
	}
	bodies := []agency.ID{""}
	for _, id := range append([]agency.ID{c.Agency, c.Main}, c.Supporting...) {
		if !slices.Contains(bodies, id) {
			bodies = append(bodies, id)
		}
	}
	var out []complaint.Actor
	for _, r := range roles {
		if r == complaint.RoleReporter {
			if who, err := w.o.Store.Set().Identities.Identity(w.o.t.Context(), c.Reporter); err == nil {
				out = append(out, complaint.Actor{ID: who.Person.Account.Open(), Role: r})
			}
			continue
		}
		for _, body := range bodies {
			by := complaint.Actor{ID: string(r) + " " + string(body), Role: r, Agency: body}
			if len(c.Region) > 0 {
				by.Region = c.Region[0]
			}
			out = append(out, by)
		}
	}
	return out
}

// mostTries is how often a command is asked for with other statements.
const mostTries = 24

// take gives a command that suits the case.
func (w *walker) take(c *complaint.Complaint, by complaint.Actor, a lifecycle.Action) (Step, bool) {
	w.o.t.Helper()
	cmd := complaint.Command{Action: a}
	if a == complaint.ActionApprove { // what was read; that it is missing no field says
		cmd.Draft = c.Draft.Text
	}
	for range mostTries {
		receipt, err := w.o.Service.Do(w.o.t.Context(), by, c.ID, cmd)
		if err == nil {
			return Step{By: by, Command: cmd, Receipt: receipt}, true
		}
		invalid, ok := errors.AsType[*storage.InvalidError](err)
		if ok {
			for _, p := range invalid.Problems {
				ok = w.fill(c, &cmd, p) && ok
			}
		} else if errors.Is(err, complaint.ErrNotAllowed) || errors.Is(err, complaint.ErrForbidden) {
			ok = w.redraw(c, &cmd)
		} else {
			w.o.t.Fatalf("complainttest: %s by %s: %v", a, role(by), err)
		}
		if !ok {
			return Step{}, false
		}
	}
	return Step{}, false
}
