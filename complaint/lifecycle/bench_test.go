package lifecycle_test

import (
	"context"
	"testing"
	"time"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// question is one cell that a benchmark asks about; the numbers and the event
// are for those it is compared with.
type question struct {
	state, origin lc.State
	action        lc.Action
	s, a          int
	event         string
}

// contest holds the national lifecycle in four forms.
type contest struct {
	machine   *lc.Machine
	questions []question
	bare      []int16 // by number of state, then of action: the state it leads to, or -1
	columns   int
	events    fsm.Events
	pooled    *fsm.FSM
}

// newContest asks a mix of allowed and refused cells, about half of each, with
// the state and action names of package complaint and of nobody.
func newContest(tb testing.TB) *contest {
	tb.Helper()
	c := &contest{machine: mustCompile(tb, complaint.National(), complaint.Vocabulary())}
	n := naive{complaint.National()}
	states := []lc.State{
		complaint.StateSubmitted, complaint.StateSuspended, complaint.StateForwarded, complaint.StateAssigned,
		complaint.StateInProgress, complaint.StateResponded, complaint.StateResolved, complaint.StateArchived,
	}
	actions := []lc.Action{
		complaint.ActionForward, complaint.ActionSuspend, complaint.ActionComplete, complaint.ActionWithdraw, complaint.ActionTransfer,
		complaint.ActionFollowUp, complaint.ActionRespond, complaint.ActionNote, complaint.ActionMerge, complaint.ActionUnmerge,
		complaint.ActionAttach, complaint.ActionReopen, complaint.ActionEscalate, complaint.ActionOpenIdentity,
	}
	c.bare, c.columns = make([]int16, len(states)*len(actions)), len(actions)
	for s := range states {
		for a, action := range actions {
			q := question{state: states[s], action: action, s: s, a: a, event: string(action)}
			if t, ok := n.row(states[s], action); ok {
				if origins, back := t.To.Origins(); back {
					q.origin = n.expand(origins)[0]
					q.event += ":" + string(q.origin)
				}
			}
			to, ok := c.machine.Next(q.state, q.action, q.origin)
			c.bare[s*c.columns+a] = -1
			for i := range states {
				if ok && states[i] == to {
					c.bare[s*c.columns+a] = int16(i)
				}
			}
			if ok {
				c.events = append(c.events, fsm.EventDesc{Name: q.event, Src: []string{string(q.state)}, Dst: string(to)})
			}
			c.questions = append(c.questions, q)
		}
	}
	c.pooled = fsm.NewFSM(string(complaint.StateSubmitted), c.events, nil)
	return c
}

// askNext, askBare, askPooled and askFresh answer one question each and report
// whether the action is allowed.
func (c *contest) askNext(q *question) bool {
	_, ok := c.machine.Next(q.state, q.action, q.origin)
	return ok
}

func (c *contest) askBare(q *question) bool {
	_, ok := c.lookUp(q.s, q.a)
	return ok
}

func (c *contest) askPooled(q *question) bool {
	c.pooled.SetState(string(q.state))
	return allowed(c.pooled.Event(context.Background(), q.event))
}

func (c *contest) askFresh(q *question) bool {
	return allowed(fsm.NewFSM(string(q.state), c.events, nil).Event(context.Background(), q.event))
}

// allowed reports whether the engine's error is none, or that of a case that
// stays where it is.
func allowed(err error) bool {
	if err == nil {
		return true
	}
	_, stays := err.(fsm.NoTransitionError)
	return stays
}

func TestContestantsAgree(t *testing.T) {
	t.Parallel()
	c := newContest(t)
	yes := 0
	for i := range c.questions {
		q := &c.questions[i]
		ok := c.askNext(q)
		require.Equal(t, ok, c.askBare(q), "%v", q)
		require.Equal(t, ok, c.askPooled(q), "%v", q)
		require.Equal(t, ok, c.askFresh(q), "%v", q)
		if ok {
			yes++
		}
	}
	require.InDelta(t, 0.5, float64(yes)/float64(len(c.questions)), 0.15)
}

// The test is not parallel: other tests' allocations would be counted.
func TestNextDoesNotAllocate(t *testing.T) {
	c := newContest(t)
	require.Zero(t, testing.AllocsPerRun(100, func() {
		for i := range c.questions {
			c.askNext(&c.questions[i])
		}
	}))
}

// run asks one question after the other.
func (c *contest) run(b *testing.B, ask func(*question) bool) {
	b.Helper()
	b.ReportAllocs()
	i, yes := 0, 0
	for b.Loop() {
		if ask(&c.questions[i]) {
			yes++
		}
		if i++; i == len(c.questions) {
			i = 0
		}
	}
	if yes < 0 {
		b.Fatal("no answer")
	}
}

func BenchmarkNext(b *testing.B)       { c := newContest(b); c.run(b, c.askNext) }
func BenchmarkBareTable(b *testing.B)  { c := newContest(b); c.run(b, c.askBare) }
func BenchmarkPooledFSM(b *testing.B)  { c := newContest(b); c.run(b, c.askPooled) }
func BenchmarkFSMPerCall(b *testing.B) { c := newContest(b); c.run(b, c.askFresh) }
func BenchmarkCompile(b *testing.B) {
	d, v := complaint.National(), complaint.Vocabulary()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := lc.Compile(d, v); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNextRatios times the forms in turn, a slice of each in every round,
// takes the fastest slice of each, so that whatever else the computer does
// counts little, and reports how they compare. The bare table is asked through
// a call, as a caller in another package asks Next; next/inlined compares with
// a look-up compiled into the loop, which is two loads and no more.
func BenchmarkNextRatios(b *testing.B) {
	c := newContest(b)
	forms := [...]struct {
		times int // for slices of about the same length
		ask   func(times int) int
	}{
		{400, c.allBare}, {400, c.allInlined}, {400, c.allNext}, {10, c.allPooled}, {1, c.allFresh},
	}
	var best [len(forms)]float64
	yes := 0
	for b.Loop() {
		for i, f := range forms {
			begin := time.Now()
			yes += f.ask(f.times)
			each := float64(time.Since(begin)) / float64(f.times*len(c.questions))
			if best[i] == 0 || each < best[i] {
				best[i] = each
			}
		}
	}
	if yes == 0 {
		b.Fatal("nothing is allowed")
	}
	b.ReportMetric(best[0], "ns/bare")
	b.ReportMetric(best[2], "ns/next")
	b.ReportMetric(best[2]/best[0], "next/bare")
	b.ReportMetric(best[2]/best[1], "next/inlined")
	b.ReportMetric(best[3]/best[2], "pooled/next")
	b.ReportMetric(best[4]/best[2], "percall/next")
}

// lookUp is a bare table look-up by numbers.
//
//go:noinline
func (c *contest) lookUp(s, a int) (int, bool) {
	to := c.bare[s*c.columns+a]
	return int(to), to >= 0
}

func (c *contest) allBare(times int) (yes int) {
	for range times {
		for i := range c.questions {
			if _, ok := c.lookUp(c.questions[i].s, c.questions[i].a); ok {
				yes++
			}
		}
	}
	return yes
}

func (c *contest) allInlined(times int) (yes int) {
	for range times {
		for i := range c.questions {
			if c.bare[c.questions[i].s*c.columns+c.questions[i].a] >= 0 {
				yes++
			}
		}
	}
	return yes
}

func (c *contest) allNext(times int) (yes int) {
	for range times {
		for i := range c.questions {
			q := &c.questions[i]
			if _, ok := c.machine.Next(q.state, q.action, q.origin); ok {
				yes++
			}
		}
	}
	return yes
}

func (c *contest) allPooled(times int) (yes int) {
	for range times {
		for i := range c.questions {
			if c.askPooled(&c.questions[i]) {
				yes++
			}
		}
	}
	return yes
}

func (c *contest) allFresh(times int) (yes int) {
	for range times {
		for i := range c.questions {
			if c.askFresh(&c.questions[i]) {
				yes++
			}
		}
	}
	return yes
}
