package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// warnDeadlines warn of a verification a day before it is late. Often lets them ask for
// it though it was written.
type warnDeadlines struct {
	deskDeadlines
	often bool
}

func (d warnDeadlines) Judge(l *complaint.Lifecycle, c *complaint.Complaint, at time.Time) (complaint.Judgement, error) {
	out, err := d.deskDeadlines.Judge(l, c, at)
	for _, run := range l.Clocks(c) {
		due := run.Started.Add(deskLimits()[complaint.ClockVerification])
		w := complaint.Warning{Clock: run.Clock, Run: run.Entry, Threshold: "1 day", Due: due}
		warnAt := due.Add(-deskDay)
		if run.Clock != complaint.ClockVerification || run.State != complaint.ClockRuns || !at.Before(due) {
			continue
		}
		if !at.Before(warnAt) {
			out.Near = append(out.Near, w)
		}
		if !d.often && !l.MayWarn(c, w) {
			continue
		}
		if out.Next.IsZero() || warnAt.Before(out.Next) {
			out.Next = warnAt
		}
		if !at.Before(warnAt) {
			out.Warn = append(out.Warn, w)
		}
	}
	return out, err
}

func warned(cfg *complaint.Config) { cfg.Deadlines = warnDeadlines{} }

// A warning changes nothing of the case but its timeline, and the reporter and the public
// see nothing of it.
func TestAWarningChangesNothingElse(t *testing.T) {
	t.Parallel()
	onStores(t, func(t *testing.T, open func(change ...func(*complaint.Config)) *desk) {
		d := open(warned)
		r := d.submit()
		d.clock.advance(2 * deskDay)
		mine, err := d.Mine(t.Context(), byReporter(), r.ID)
		require.NoError(t, err)
		public, err := d.Track(t.Context(), string(r.Tracking))
		require.NoError(t, err)
		before := d.recorded(r.ID)
		require.Equal(t, d.clock.now().UTC(), before.NextDue)

		swept := d.sweep(complaint.Position{}, 0)
		require.Equal(t, []int{1, 1, 0}, []int{swept.Examined, swept.Acted, len(swept.Failed)})
		c := d.recorded(r.ID)
		w := complaint.Warning{Clock: complaint.ClockVerification, Run: 1, Threshold: "1 day", Due: d.clock.now().Add(deskDay).UTC()}
		require.Len(t, c.Timeline, 2)
		require.Equal(t, w, *c.Timeline[1].Details.Warning)
		require.Equal(t, w.Due, c.NextDue, "and then it is late")
		rest := c.Clone()
		rest.Timeline, rest.Version, rest.NextDue = rest.Timeline[:1], before.Version, before.NextDue
		require.Equal(t, before, rest)
		require.Zero(t, d.sweep(complaint.Position{}, 0).Examined)

		after, err := d.Mine(t.Context(), byReporter(), r.ID)
		require.NoError(t, err)
		mine.Version = after.Version
		require.Equal(t, mine, after)
		again, err := d.Track(t.Context(), string(r.Tracking))
		require.NoError(t, err)
		require.Equal(t, public, again)
		view, err := d.Get(t.Context(), byNational(), r.ID)
		require.NoError(t, err)
		require.Equal(t, []complaint.Warning{w}, view.Near)
		require.Equal(t, complaint.ActionWarn, view.Events[1].Action)
		require.Equal(t, w, *view.Events[1].Details.Warning)
		require.Equal(t, d.clock.now().UTC(), view.Status.UpdatedAt, "for officers it is a change")

		d.clock.advance(deskDay)
		require.Equal(t, 1, d.sweep(complaint.Position{}, 0).Acted)
		require.Len(t, d.recorded(r.ID).Escalations, 1, "the breach comes all the same")
	})
}

// The feed tells of a warning, so that somebody can be told.
func TestTheFeedTellsOfAWarning(t *testing.T) {
	t.Parallel()
	d := newDesk(t, warned)
	id := d.submit().ID
	d.clock.advance(2 * deskDay)
	d.sweep(complaint.Position{}, 0)
	changes := whole(t, d.store.Changes(t.Context(), "", 0))
	last := changes[len(changes)-1]
	require.Equal(t, []any{complaint.KindOfComplaint, id.String(), 2}, []any{last.Kind, last.Key, last.Seq})
	require.Equal(t, complaint.ActionWarn, d.stored(id).Timeline[last.Seq-1].Action)
}

// The action is nobody's: no definition declares it, no command and no import carries it
// out. Deadlines that ask again for what was written get nothing.
func TestWarningsAreTheTimersAlone(t *testing.T) {
	t.Parallel()
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Deadlines = warnDeadlines{often: true} })
	id := d.submit().ID
	for _, by := range []complaint.Actor{byNational(), byReporter(), {ID: "timer", Role: complaint.RoleTimer}} {
		_, err := d.Do(t.Context(), by, id, complaint.Command{Action: complaint.ActionWarn})
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
	d.clock.advance(2 * deskDay)
	require.Equal(t, 1, d.sweep(complaint.Position{}, 0).Acted)
	require.Zero(t, d.sweep(complaint.Position{}, 0).Acted)
	def := complaint.National()
	def.Transitions = append(def.Transitions, lifecycle.Transition{
		Action: complaint.ActionWarn, From: []lifecycle.State{complaint.StateSubmitted}, To: lifecycle.Same(), By: lifecycle.By(complaint.RoleNationalAdmin),
	})
	_, err := complaint.Compile(def, complaint.Extensions{})
	require.ErrorContains(t, err, "the action warned is reserved")
}

// Warnings leave the last entries of a timeline to the office, and all of the room that the
// timer has besides.
func TestWarningsFindRoom(t *testing.T) {
	t.Parallel()
	small, err := complaint.Compile(complaint.National(), complaint.Extensions{Limits: complaint.Limits{Entries: 8}})
	require.NoError(t, err)
	d := newDesk(t, warned, func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{small} })
	id := d.submit().ID
	w := complaint.Warning{Clock: complaint.ClockVerification, Run: 1, Threshold: "1 day"}
	for n := 1; n < 6; n++ {
		require.True(t, small.MayWarn(d.stored(id), w), "%d entries", n)
		d.do(byNational(), id, noteOf("x"))
	}
	require.False(t, small.MayWarn(d.stored(id), w))
	d.clock.advance(2 * deskDay)
	require.Zero(t, d.sweep(complaint.Position{}, 0).Examined, "no sweep comes in vain")
	d.clock.advance(deskDay)
	require.Equal(t, 1, d.sweep(complaint.Position{}, 0).Acted, "the breach has room")
}

// A stored warning says what it says in full.
func TestStoredWarnings(t *testing.T) {
	t.Parallel()
	d := newDesk(t, warned)
	id := d.submit().ID
	d.clock.advance(2 * deskDay)
	d.sweep(complaint.Position{}, 0)
	c := d.stored(id)
	text, err := c.Encode()
	require.NoError(t, err)
	require.Contains(t, string(text), `"warning":{"clock":"verification","run":1,"threshold":"1 day","due":"2026-03-05T01:30:00Z"}`)
	read, err := backend.Decode(complaint.KindOfComplaint, text)
	require.NoError(t, err)
	read.(*complaint.Complaint).NextDue = c.NextDue
	require.Equal(t, c, read)
	for field, change := range map[string]func(*complaint.Warning){
		"clock":     func(w *complaint.Warning) { w.Clock = "" },
		"run":       func(w *complaint.Warning) { w.Run = 3 },
		"threshold": func(w *complaint.Warning) { w.Threshold = " " },
		"due":       func(w *complaint.Warning) { w.Due = w.Due.Add(1) },
	} {
		wrong := c.Clone()
		change(wrong.Timeline[1].Details.Warning)
		require.ErrorContains(t, wrong.Validate(complaint.Limits{}), "timeline[1].details.warning."+field)
		require.False(t, wrong.Timeline[1].Equal(c.Timeline[1]), field)
		require.True(t, c.Clone().Timeline[1].Equal(c.Timeline[1]))
	}
}
