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
	bare      [][]int16 // by numbers of state and action: the state it leads to, or -1
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
		complaint.ActionForward, complaint.ActionSuspend, complaint.ActionComplete, complaint.ActionWithdraw, complaint.ActionAssign,
		complaint.ActionFollowUp, complaint.ActionRespond, complaint.ActionNote, complaint.ActionMerge, complaint.ActionUnmerge,
		complaint.ActionClose, complaint.ActionReopen, complaint.ActionEscalate, complaint.ActionOpenIdentity,
	}
	c.bare = make([][]int16, len(states))
	for s := range states {
		c.bare[s] = make([]int16, len(actions))
		for a, action := range actions {
			q := question{state: states[s], action: action, s: s, a: a, event: string(action)}
			if t, ok := n.row(states[s], action); ok {
				if origins, back := t.To.Origins(); back {
					q.origin = n.expand(origins)[0]
					q.event += ":" + string(q.origin)
				}
			}
			to, ok := c.machine.Next(q.state, q.action, q.origin)
			c.bare[s][a] = -1
			for i := range states {
				if ok && states[i] == to {
					c.bare[s][a] = int16(i)
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

func (c *contest) askBare(q *question) bool { return c.bare[q.s][q.a] >= 0 }

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

// BenchmarkNextRatios times the four forms in turn, a slice of each in every
// round, so that whatever else the computer does slows all of them alike, and
// reports how they compare. Compare the ratios, not ns/op.
func BenchmarkNextRatios(b *testing.B) {
	c := newContest(b)
	rounds := [...]int{2000, 2000, 50, 2} // per form and round, about as long each
	var spent [4]time.Duration
	var asked [4]int
	yes := 0
	for b.Loop() {
		for form := range rounds {
			begin := time.Now()
			for range rounds[form] {
				switch form {
				case 0:
					for i := range c.questions {
						if c.askBare(&c.questions[i]) {
							yes++
						}
					}
				case 1:
					for i := range c.questions {
						if c.askNext(&c.questions[i]) {
							yes++
						}
					}
				case 2:
					for i := range c.questions {
						if c.askPooled(&c.questions[i]) {
							yes++
						}
					}
				case 3:
					for i := range c.questions {
						if c.askFresh(&c.questions[i]) {
							yes++
						}
					}
				}
			}
			spent[form] += time.Since(begin)
			asked[form] += rounds[form] * len(c.questions)
		}
	}
	each := func(form int) float64 { return float64(spent[form]) / float64(asked[form]) }
	b.ReportMetric(each(0), "ns/bare")
	b.ReportMetric(each(1), "ns/next")
	b.ReportMetric(each(1)/each(0), "next/bare")
	b.ReportMetric(each(2)/each(1), "pooled/next")
	b.ReportMetric(each(3)/each(1), "percall/next")
}
