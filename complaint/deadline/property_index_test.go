package deadline_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// world is a service over a store, with rules, calendars and agencies that were drawn,
// and the cases in it.
type world struct {
	*rapid.T
	l         *complaint.Lifecycle
	deadlines *deadline.Deadlines
	policy    *deadline.Policy
	calendars *calendar.Set
	agencies  directory
	store     complaint.Store
	svc       *complaint.Service
	now       time.Time
	ids       []complaint.ID
	kinds     map[string]int
}

func newWorld(r *rapid.T, l *complaint.Lifecycle, kinds map[string]int) *world {
	w := &world{T: r, l: l, policy: drawnPolicy(r), kinds: kinds, now: time.Date(2026, 12, 1, 1, 0, 0, 0, time.UTC)}
	if rapid.IntRange(0, 9).Draw(r, "policy begins late") == 0 {
		w.policy.Valid.From = w.now.Add(time.Hour)
	}
	cals := drawnCalendars(r)
	w.calendars, w.agencies = cals.Set, cals.Bodies.(directory)
	var err error
	w.deadlines, err = deadline.New(deadline.Config{Policies: []*deadline.Policy{w.policy}, Calendars: cals, Lifecycles: []*complaint.Lifecycle{l}})
	require.NoError(r, err)
	store := memory.New()
	w.store = backend.Complaints(store)
	w.svc, err = complaint.NewService(complaint.Config{
		Store: w.store, Identities: store.Set().Identities, Lifecycles: []*complaint.Lifecycle{l}, Deadlines: w.deadlines,
		Directory: w.agencies, Now: func() time.Time { return w.now },
	})
	require.NoError(r, err)
	return w
}

func (w *world) submit() {
	r, err := w.svc.Submit(context.Background(), complaint.Actor{ID: "putu", Role: complaint.RoleReporter}, complaint.Draft{
		Kind: complaint.KindComplaint, Title: "Jalan rusak", Body: "Berlubang.", Category: "public_works/roads", Channel: complaint.ChannelWeb,
	})
	require.NoError(w, err)
	w.ids = append(w.ids, r.ID)
}

func (w *world) get(id complaint.ID) *complaint.Complaint {
	c, err := w.store.Get(context.Background(), id)
	require.NoError(w, err)
	return c
}

// act takes the first of the commands that the case allows, from one that is drawn on.
func (w *world) act(c *complaint.Complaint) {
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	head := complaint.Actor{ID: "head", Role: complaint.RoleAgencyAdmin, Agency: c.Agency}
	reporter := complaint.Actor{ID: "putu", Role: complaint.RoleReporter}
	to := rapid.SampledFrom([]agency.ID{badung, tangerang, jayapura}).Draw(w.T, "agency")
	class := complaint.Class(rapid.SampledFrom(complaint.NationalWords().Classes).Draw(w.T, "class").Word)
	tries := []struct {
		by  complaint.Actor
		cmd complaint.Command
	}{
		{admin, complaint.Command{Action: complaint.ActionForward, Class: class, Agency: to}},
		{head, complaint.Command{Action: complaint.ActionHandle}},
		{head, complaint.Command{Action: complaint.ActionFollowUp, Note: "x"}},
		{head, complaint.Command{Action: complaint.ActionRespond, Note: "x"}},
		{reporter, complaint.Command{Action: complaint.ActionReply, Note: "x"}},
		{reporter, complaint.Command{Action: complaint.ActionAccept, Rating: 5}},
		{admin, complaint.Command{Action: complaint.ActionReopen, Note: "x"}},
		{admin, complaint.Command{Action: complaint.ActionSuspend, Note: "x"}},
		{reporter, complaint.Command{Action: complaint.ActionComplete}},
		{head, complaint.Command{Action: complaint.ActionReturn, Note: "x"}},
		{admin, complaint.Command{Action: complaint.ActionTransfer, Agency: to, Note: "x"}},
		{admin, complaint.Command{Action: complaint.ActionReclassify, Class: class, Note: "x"}},
		{head, complaint.Command{Action: complaint.ActionExtend, Days: 3, Note: "x"}},
		{admin, complaint.Command{Action: complaint.ActionNote, Note: "x"}},
		{admin, complaint.Command{Action: complaint.ActionMerge, Parent: w.ids[0]}},
		{admin, complaint.Command{Action: complaint.ActionUnmerge}},
		{reporter, complaint.Command{Action: complaint.ActionWithdraw}},
	}
	first := rapid.IntRange(0, len(tries)-1).Draw(w.T, "first")
	for i := range tries {
		try := tries[(first+i)%len(tries)]
		_, err := w.svc.Do(context.Background(), try.by, c.ID, try.cmd)
		if err == nil {
			return
		}
		refused := errors.Is(err, complaint.ErrNotAllowed) || errors.Is(err, complaint.ErrForbidden) || errors.Is(err, storage.ErrInvalid) || errors.Is(err, storage.ErrNotFound)
		require.True(w, refused, "%s: %v", try.cmd.Action, err)
	}
}

// sweep lets the timer act on all that is due, and again as long as that makes others
// due: those that were merged into a case that ended. Afterwards nothing open is due
// that it has not reported.
func (w *world) sweep() {
	var swept complaint.Swept
	for n := 0; n == 0 || swept.Acted+swept.Postponed > 0; n++ {
		require.Less(w, n, 2+len(w.ids), "sweeps come to an end")
		var err error
		swept, err = w.svc.Sweep(context.Background(), complaint.Position{}, 0)
		require.NoError(w, err)
		require.True(w, swept.Done)
		require.Empty(w, swept.Failed)
	}
	reported := map[complaint.ID]bool{}
	for _, u := range swept.Unjudged {
		require.NotEmpty(w, u.In(aduan.Indonesian()))
		reported[u.ID] = true
	}
	for _, id := range w.ids {
		c := w.get(id)
		due := !c.NextDue.IsZero() && !c.NextDue.After(w.now)
		open := w.l.Watched(c)
		require.Equal(w, reported[id], open && due, "what is still due is reported, and nothing else")
		if out, err := w.deadlines.Judge(w.l, c, w.now); err == nil && open && len(out.Unjudged) == 0 && !w.orphaned(c) {
			require.Equal(w, out.Next, c.NextDue)
		}
	}
}

// index reads the due index of the store, up to an instant.
func (w *world) index(until time.Time) map[complaint.ID]bool {
	due := map[complaint.ID]bool{}
	for c, err := range w.store.List(context.Background(), complaint.Query{Filter: complaint.Filter{DueBy: until}, Order: complaint.ByDue}) {
		require.NoError(w, err)
		due[c.ID] = true
	}
	return due
}

// check holds every open case against its clocks.
func (w *world) check() {
	ever, now := w.index(time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC)), w.index(w.now)
	for _, id := range w.ids {
		c := w.get(id)
		out, err := w.deadlines.Judge(w.l, c, w.now)
		require.NoError(w, err)
		if !w.watched(c) {
			require.Empty(w, out.Unjudged)
			require.Empty(w, out.Waits)
			continue
		}
		if w.orphaned(c) {
			w.kinds["holder unknown"]++ // every sweep tells of it, whatever its clocks do
			continue
		}
		kind, due, waits := w.should(c, out)
		switch kind {
		case "unjudged":
			require.NotEmpty(w, out.Unjudged)
			require.True(w, now[id], "every sweep comes upon it")
		case "indexed":
			require.True(w, ever[id], "%s: %v", c.State, out)
			require.True(w, now[id] || !c.NextDue.After(due), "due at %s, looked at not before %s", due, c.NextDue)
		default:
			require.True(w, !ever[id] || now[id], "or a sweep is still to find out")
			require.True(w, out.Next.IsZero())
			require.NotEmpty(w, out.Waits, "nothing is simply absent")
		}
		require.Equal(w, kind == "unjudged", len(out.Unjudged) > 0, "%s: %v", c.State, out)
		for _, u := range out.Unjudged {
			if nobody, ok := errors.AsType[*deadline.CalendarError](u.Err); ok && c.Parent.IsZero() { // a merged case has no holder
				require.NotEmpty(w, nobody.Calendar, "somebody holds the case now, whoever did when the clock began")
			}
		}
		require.Equal(w, waits, out.Waits, "each clock of which nothing follows is named, and no other")
		for _, x := range out.Waits {
			require.NotContains(w, x.In(aduan.English()), "WaitReason")
			w.kinds[x.Reason.String()]++
		}
		w.kinds[kind]++
	}
}

// orphaned reports whether nobody knows who holds the case.
func (w *world) orphaned(c *complaint.Complaint) bool {
	_, err := complaint.Moment{Now: w.now, Directory: w.agencies}.Holder(c)
	return err != nil && !w.l.Machine().Final(c.State)
}

// watched reports whether a case is open, or was merged and has a clock that runs on.
func (w *world) watched(c *complaint.Complaint) bool {
	open := !w.l.Machine().Final(c.State)
	runs := slices.ContainsFunc(w.l.Clocks(c), func(r complaint.ClockRun) bool { return r.State == complaint.ClockRuns })
	require.False(w, runs && !open && c.Parent.IsZero(), "after the end nothing runs but what the law gives in merged cases")
	require.Equal(w, open || runs, w.l.Watched(c))
	return open || runs
}

// should says by the readings alone in which kind an open case is, until when somebody
// must look at it, and of which clocks nothing follows.
func (w *world) should(c *complaint.Complaint, out complaint.Judgement) (kind string, due time.Time, waits []complaint.Waiting) {
	if c.Policy.IsZero() {
		return "unjudged", w.now, nil
	}
	readings, err := w.deadlines.Readings(w.l, c, w.now)
	require.NoError(w, err)
	unjudged := false
	soonest := func(at time.Time) {
		if due.IsZero() || at.Before(due) {
			due = at
		}
	}
	timer, moment := complaint.Actor{ID: "timer", Role: complaint.RoleTimer}, complaint.Moment{Now: w.now, Elapsed: out.Elapsed}
	acts := w.l.Allowed(c, timer, moment)
	for _, run := range w.l.Clocks(c) {
		if !run.Ended.IsZero() {
			continue
		}
		wait := func(why complaint.WaitReason) {
			waits = append(waits, complaint.Waiting{Clock: run.Clock, Reason: why})
		}
		if run.State == complaint.ClockPaused && w.l.Machine().Final(c.State) {
			wait(complaint.WaitPaused) // whatever it reads: it goes on after an unmerge only
			continue
		}
		i := slices.IndexFunc(readings, func(r deadline.Reading) bool { return r.Clock == run.Clock && r.Latest && r.Run > 0 })
		if i < 0 {
			wait(complaint.WaitNoRule)
			continue
		}
		r := readings[i]
		passed := r.Due
		if w.policy.AtDue == deadline.MetAtDue {
			passed = passed.Add(time.Microsecond)
		}
		switch {
		case r.Status == deadline.Unknown, r.Status == deadline.Running && r.Provisional && !passed.After(w.now):
			unjudged = true
		case r.Status == deadline.Paused:
			wait(complaint.WaitPaused)
		case r.Status == deadline.Running && r.Due.IsZero():
			require.Equal(w, deadline.None(), r.Limit)
			wait(complaint.WaitNoLimit)
		case r.Status == deadline.Running:
			soonest(passed)
		default:
			require.Equal(w, deadline.Breached, r.Status)
			require.Contains(w, out.Elapsed, r.Clock)
			next, unknown := w.step(c, r)
			unjudged = unjudged || unknown
			action, timed := map[lifecycle.ClockName]lifecycle.Action{
				complaint.ClockReply: complaint.ActionClose, complaint.ClockCompletion: complaint.ActionExpire,
			}[r.Clock]
			switch {
			case timed && slices.Contains(acts, action):
				soonest(w.now)
			case !next.IsZero():
				soonest(next)
			case unknown:
			case timed:
				waits = append(waits, complaint.Waiting{Clock: run.Clock, Reason: complaint.WaitRefused, Refused: w.l.WhyNot(c, timer, action, moment).Reasons})
			case slices.ContainsFunc(w.policy.Ladder, func(s deadline.Step) bool { return s.Clock == r.Clock }):
				wait(complaint.WaitPassed)
			default:
				wait(complaint.WaitNoStep)
			}
		}
	}
	switch {
	case unjudged:
		return "unjudged", w.now, waits
	case !due.IsZero():
		return "indexed", due, waits
	case len(waits) == 0:
		waits = append(waits, complaint.Waiting{Reason: complaint.WaitNoClock})
	}
	return "waits", due, waits
}

// step is when the next step of the ladder is to be taken after a breach, and whether
// that is unknown for one of them.
func (w *world) step(c *complaint.Complaint, r deadline.Reading) (next time.Time, unknown bool) {
	steps := map[complaint.Rung]int{}
	for _, s := range w.policy.Ladder {
		if s.Clock != r.Clock {
			continue
		}
		if steps[s.Rung]++; steps[s.Rung] <= w.l.StepsInRun(c, s.Clock, s.Rung) {
			continue
		}
		at, known := w.after(r, s.After)
		switch {
		case !known:
			unknown = true
		case next.IsZero() || at.Before(next):
			next = at
		}
	}
	return next, unknown
}

// after counts a delay from a breach, in the calendar of the reading; what lies in a
// provisional year is known only while it is to come.
func (w *world) after(r deadline.Reading, delay deadline.Term) (time.Time, bool) {
	switch delay.Unit() {
	case deadline.InHours:
		return r.BreachedAt.Add(time.Duration(delay.Count()) * time.Hour), true
	case deadline.InWorkingDays:
		cal, err := w.calendars.Calendar(r.Calendar)
		require.NoError(w, err)
		known := cal.AsKnownAt(w.now)
		at, err := known.Add(r.BreachedAt, calendar.WorkingDays(delay.Count()))
		return at, err == nil && (at.After(w.now) || !known.IsProvisional(at))
	default:
		return r.BreachedAt, true
	}
}

// indexCases is how many cases are taken at least.
func indexCases() int {
	if os.Getenv("ADUAN_SOAK") == "1" {
		return 100_000
	}
	return 600
}

// Every open case is at every instant in exactly one of three: the due index of the
// store has an instant for it, in time; it waits for nothing, by rules that are named;
// or it is reported as unjudged by every sweep. There is no fourth kind, whatever
// policies, calendars, agencies, commands and sweeps come together. The long form takes
// 100,000 cases.
func TestSoakNoCaseIsAbsent(t *testing.T) {
	t.Parallel()
	l, kinds, cases := national(t), map[string]int{}, 0
	for cases < indexCases() {
		rapid.Check(t, func(r *rapid.T) {
			w := newWorld(r, l, kinds)
			for range rapid.IntRange(1, 6).Draw(r, "cases") {
				w.submit()
				w.pass()
			}
			for range rapid.IntRange(1, 30).Draw(r, "steps") {
				w.pass()
				switch what := rapid.IntRange(1, 10).Draw(r, "what"); {
				case what == 1:
					w.sweep()
				case what == 2:
					w.toNextDue()
				default:
					w.act(w.get(rapid.SampledFrom(w.ids).Draw(r, "case")))
				}
				w.check()
			}
			w.sweep()
			w.check()
			cases += len(w.ids)
		})
		if t.Logf("%d of %d cases", cases, indexCases()); t.Failed() {
			return
		}
	}
	often := []string{"indexed", "waits", "unjudged", "no_limit", "no_rule"}
	if indexCases() > 600 {
		often = append(often, "paused", "passed", "holder unknown")
	}
	for _, kind := range often {
		require.Positive(t, kinds[kind], "all kinds were seen: %v", kinds)
	}
	t.Logf("%d cases; what they were found to be: %v", cases, kinds)
}

// pass lets some time pass.
func (w *world) pass() {
	w.now = w.now.Add(time.Duration(rapid.IntRange(0, 4*24*60).Draw(w.T, "minutes")) * time.Minute)
}

// toNextDue goes to the next instant of the index, if there is one.
func (w *world) toNextDue() {
	for _, id := range w.ids {
		if next := w.get(id).NextDue; next.After(w.now) {
			w.now = next
			return
		}
	}
}
