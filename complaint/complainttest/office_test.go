package complainttest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/complainttest"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/office"
)

// amina reports, national is the national admin.
func amina() complaint.Actor { return complaint.Actor{ID: "amina"} }

func national() complaint.Actor {
	return complaint.Actor{ID: "national", Role: complaint.RoleNationalAdmin}
}

// forward is a command that sends a report to the works office.
func forward() complaint.Command {
	return complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Category: "public_works/roads", Agency: "works"}
}

// recorder is a testing.TB that keeps what ends it.
type recorder struct {
	testing.TB
	text string
}

func (r *recorder) Helper() {}

func (r *recorder) Fatalf(format string, args ...any) {
	r.text = fmt.Sprintf(format, args...)
	panic(r)
}

// failure is how a check on an office ends; empty if it holds.
func failure(t *testing.T, check func(*complainttest.Office)) (text string) {
	t.Helper()
	r := &recorder{TB: t}
	here := complainttest.New(r, complainttest.Options{})
	defer func() {
		if p := recover(); p != nil && p != any(r) {
			panic(p)
		}
		text = r.text
	}()
	check(here)
	return r.text
}

// Each check holds where it should, and where it does not its failure says why.
func TestChecks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		check func(*complainttest.Office, complaint.ID)
		want  []string // parts of the failure; none if it holds
	}{
		"state": {func(o *complainttest.Office, id complaint.ID) { o.RequireState(id, complaint.StateForwarded) }, nil},
		"another state": {func(o *complainttest.Office, id complaint.ID) { o.RequireState(id, complaint.StateSubmitted) }, []string{
			"is in the state forwarded, not submitted", "\n  Mon 2026-01-05 09:00:00 UTC submit by reporter: new to submitted", "forward by national_admin",
		}},
		"due": {func(o *complainttest.Office, id complaint.ID) {
			o.RequireDue(id, complaint.ClockFirstResponse, time.Date(2026, 1, 12, 16, 0, 0, 0, time.UTC))
		}, nil},
		"due at another instant": {func(o *complainttest.Office, id complaint.ID) {
			o.RequireDue(id, complaint.ClockFirstResponse, time.Date(2026, 1, 9, 16, 0, 0, 0, time.UTC))
		}, []string{"the clock first_response of case ", "is due Mon 2026-01-12 16:00:00 UTC, not Fri 2026-01-09 16:00:00 UTC", "\n  verification, run 1, stopped: limit 3 working days"}},
		"a clock that never started": {func(o *complainttest.Office, id complaint.ID) { o.RequireDue(id, complaint.ClockReply, time.Time{}) }, []string{"the clock reply of case ", "never started"}},
		"allowed": {func(o *complainttest.Office, id complaint.ID) {
			o.RequireAllowed(national(), id, complaint.ActionTransfer)
		}, nil},
		"not allowed": {func(o *complainttest.Office, id complaint.ID) {
			o.RequireAllowed(amina(), id, complaint.ActionTransfer)
		}, []string{
			"transfer by reporter should be allowed: ", "forward by national_admin",
		}},
		"denied": {func(o *complainttest.Office, id complaint.ID) {
			o.RequireDenied(amina(), id, complaint.ActionTransfer)
		}, nil},
		"denied because unseen": {func(o *complainttest.Office, id complaint.ID) {
			o.RequireDenied(complaint.Actor{ID: "another"}, id, complaint.ActionWithdraw)
		}, nil},
		"not denied": {func(o *complainttest.Office, id complaint.ID) {
			o.RequireDenied(national(), id, complaint.ActionTransfer)
		}, []string{"transfer by national_admin should be denied, and is allowed"}},
		"a command that is refused": {func(o *complainttest.Office, id complaint.ID) { o.Do(amina(), id, forward()) }, []string{"forward by reporter: "}},
		"a report that is refused":  {func(o *complainttest.Office, _ complaint.ID) { o.Submit(amina(), complaint.Draft{Title: "x"}) }, []string{`submitting "x": `}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := failure(t, func(o *complainttest.Office) {
				id := o.Submit(amina(), complainttest.Draft("Pothole"))
				o.Do(national(), id, forward())
				c.check(o, id)
			})
			if c.want == nil {
				require.Empty(t, text)
			}
			for _, part := range c.want {
				require.Contains(t, text, part)
			}
		})
	}
}

// Time that passes lets the timer do everything on the way, each at its instant.
func TestPass(t *testing.T) {
	t.Parallel()
	here := complainttest.New(t, complainttest.Options{})
	id := here.Submit(amina(), complainttest.Draft("Pothole"))
	here.Pass(time.Hour)
	require.Len(t, here.Case(id).Timeline, 1)
	here.Do(national(), id, complaint.Command{Action: complaint.ActionSuspend, Note: "Where?"})
	here.Pass(60 * 24 * time.Hour)
	here.RequireState(id, complaint.StateArchived)
	var expired complaint.Entry
	for _, e := range here.Case(id).Timeline {
		if e.Action == complaint.ActionExpire {
			expired = e
		}
	}
	require.Equal(t, time.Date(2026, 1, 19, 16, 0, 0, 0, time.UTC), expired.At, "at the end of the tenth working day, not after sixty days")
	require.Equal(t, time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC).Add(time.Hour+60*24*time.Hour), here.Clock.Now())
}

// Two offices of a seed do the same, those of two seeds do not.
func TestSeed(t *testing.T) {
	t.Parallel()
	first := func(seed uint64) complaint.ID {
		return complainttest.New(t, complainttest.Options{Seed: seed}).Submit(amina(), complainttest.Draft("Pothole"))
	}
	require.Equal(t, first(1), first(1))
	require.NotEqual(t, first(1), first(2))
}

// walked takes some walks, a few in each office, and counts the actions in the timelines.
func walked(t *testing.T, o *office.Office, walks, steps int) map[lifecycle.Action]int {
	t.Helper()
	taken := map[lifecycle.Action]int{}
	var here *complainttest.Office
	for seed := range uint64(walks) {
		if seed%4 == 0 {
			here = complainttest.New(t, complainttest.Options{Office: o, Seed: seed})
		}
		draft := complainttest.Draft(fmt.Sprintf("Report %d", seed))
		draft.Disclosure = complaint.Disclosure{Named: true, Public: seed%2 == 0}
		id := here.Submit(amina(), draft)
		n := 0
		for step := range here.Walk(id, seed) {
			require.NotEmpty(t, step.String())
			if step.Passed == 0 {
				require.Equal(t, step.Command.Action, here.Case(id).Timeline[step.Receipt.Entry-1].Action)
			}
			if n++; n == steps {
				break
			}
		}
		for _, e := range here.Case(id).Timeline {
			taken[e.Action]++
		}
		_, err := here.Lifecycles[0].Replay(here.Case(id))
		require.NoError(t, err)
	}
	return taken
}

// Walks come through nearly every action of the national lifecycle, without being told
// what there is. What they miss needs luck: an answer that waits for ten working days, and
// what the timer does for a case that was merged.
func TestWalksComeEverywhere(t *testing.T) {
	t.Parallel()
	national := complainttest.New(t, complainttest.Options{}).Office
	taken := walked(t, national, 24, 60)
	var never []string
	for a := range national.Lifecycles[0].Machine().Actions() {
		if taken[a] == 0 {
			never = append(never, string(a))
		}
	}
	require.LessOrEqual(t, len(never), 8, "%v of %v", never, taken)
	require.Positive(t, taken[complaint.ActionRespond])
	require.Positive(t, taken[complaint.ActionEscalate])
}

// A walk of a seed is the same every time.
func TestWalksFollowFromTheirSeed(t *testing.T) {
	t.Parallel()
	walk := func(seed uint64) string {
		here := complainttest.New(t, complainttest.Options{})
		id := here.Submit(amina(), complainttest.Draft("Pothole"))
		var steps []string
		for step := range here.Walk(id, seed) {
			if steps = append(steps, step.String()); len(steps) == 20 {
				break
			}
		}
		return strings.Join(steps, "\n")
	}
	require.Equal(t, walk(7), walk(7))
	require.NotEqual(t, walk(7), walk(8))
}

// An office that was put together in Go, without deadlines and without a directory.
func TestOfficeInGo(t *testing.T) {
	t.Parallel()
	rules, err := complaint.Compile(lifecycle.Definition{
		Name: "counter", Edition: "1", Initial: "open",
		States: []lifecycle.StateInfo{{State: "open", Owner: complaint.RoleNationalAdmin}, {State: "done", Final: true}},
		Transitions: []lifecycle.Transition{
			{Action: complaint.ActionSubmit, From: []lifecycle.State{lifecycle.New}, To: lifecycle.To("open"), By: lifecycle.By(complaint.RoleReporter)},
			{Action: "repair", From: []lifecycle.State{"open"}, To: lifecycle.To("done"), By: lifecycle.By(complaint.RoleNationalAdmin)},
		},
	}, complaint.Extensions{})
	require.NoError(t, err)
	o := &office.Office{Lifecycles: []*complaint.Lifecycle{rules}}
	require.Equal(t, map[lifecycle.Action]int{"submit": 3, "repair": 3}, walked(t, o, 3, 50), "the walk ends where nothing can be done")
}
