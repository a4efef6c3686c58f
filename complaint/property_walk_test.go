package complaint_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/storagetest"
)

// walkLength is how many commands one check takes.
const walkLength = 1000

// walkSeeds are how many walks a test takes.
func walkSeeds() uint64 {
	if walksSoak() {
		return 30
	}
	return 2
}

// requireSound checks what holds of every record that the rules produce.
func requireSound(t testing.TB, l *complaint.Lifecycle, c *complaint.Complaint) {
	t.Helper()
	require.NoError(t, c.Validate(complaint.Limits{}))
	require.NotEmpty(t, c.Timeline)
	state, version, returns := lifecycle.New, storage.Version(0), 0
	for i, e := range c.Timeline {
		require.Equal(t, i+1, e.Seq)
		require.Equal(t, state, e.From, "entry %d", e.Seq)
		require.Greater(t, e.Version, version, "one entry for each commit")
		state, version = e.To, e.Version
		if e.Action == complaint.ActionReturn {
			returns++
		}
	}
	require.Equal(t, state, c.State)
	require.Equal(t, returns, c.Returns)
	require.LessOrEqual(t, returns, complaint.DefaultNationalRules().Returns)
	require.NotContains(t, c.Supporting, c.Main)
	live := map[lifecycle.ClockName]int{}
	for _, run := range l.Clocks(c) {
		if run.State == complaint.ClockRuns || run.State == complaint.ClockPaused {
			require.Zero(t, run.Ended)
			live[run.Clock]++
		}
	}
	for clock, n := range live {
		require.Equal(t, 1, n, clock)
	}
}

// requireSame checks that two values are the same, what is private in them included.
func requireSame(t testing.TB, want, got any, where ...any) {
	t.Helper()
	require.Empty(t, storagetest.Difference(got, want), where...)
}

// requireReplays checks that the record follows from its timeline, and that it
// survives its JSON form.
func requireReplays(t testing.TB, l *complaint.Lifecycle, c *complaint.Complaint) {
	t.Helper()
	again, err := l.Replay(c)
	require.NoError(t, err)
	requireSame(t, c, again)
	want, err := c.Encode()
	require.NoError(t, err)
	got, err := again.Encode()
	require.NoError(t, err)
	require.Equal(t, string(want), string(got))
	var read complaint.Complaint
	require.NoError(t, json.Unmarshal(want, &read))
	requireSame(t, *c, read)
}

// step takes one command and checks what it did. The result is what a store
// would hold.
func (w *walker) step(c *complaint.Complaint) (*complaint.Complaint, bool) {
	t, at := w.t, w.moment()
	pick, ok := w.choose(c, at)
	if !ok {
		return c, false
	}
	cmd := w.suitable(c, pick.action, at)
	before := c.Clone()
	require.Nil(t, w.l.WhyNot(c, pick.by, pick.action, at))
	next, err := w.l.Apply(c, pick.by, cmd, at)
	require.NoError(t, err, "%s by %s is allowed and was refused", pick.action, pick.by.Role)
	requireSame(t, before, c, "the record given is unchanged")
	require.Equal(t, c.Version, next.Version, "the store counts commits")
	require.Len(t, next.Timeline, len(c.Timeline)+1)
	last := next.Timeline[len(c.Timeline)]
	require.Equal(t, pick.action, last.Action)
	require.Equal(t, c.Version+1, last.Version)
	require.Equal(t, cmd.Key, last.Key)
	next.Version++
	return next, true
}

// TestSoakWalks walks over many cases.
func TestSoakWalks(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{})
	taken := map[lifecycle.Action]int{}
	for seed := range walkSeeds() {
		w := newWalker(t, l, seed)
		c := w.open()
		for n := 0; n < 2*walkLength; n++ {
			next, ok := w.step(c)
			if !ok || len(c.Timeline) >= 40 {
				c = w.open()
				requireSound(t, l, c)
				continue
			}
			c = next
			taken[c.Timeline[len(c.Timeline)-1].Action]++
			requireSound(t, l, c)
			requireReplays(t, l, c)
			if t.Failed() {
				t.Fatalf("seed %d, command %d", seed, n)
			}
		}
		t.Logf("%d of %d walks of %d commands", seed+1, walkSeeds(), 2*walkLength)
	}
	for a := range l.Machine().Actions() {
		require.True(t, a == complaint.ActionSubmit || taken[a] > 0, "no walk took %s: %v", a, taken)
	}
}

// TestSoakLongWalk walks one case through a thousand commands in the long form.
func TestSoakLongWalk(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{})
	w := newWalker(t, l, 77)
	length := walkLength / 10
	if walksSoak() {
		length = walkLength
	}
	c := w.open()
	for len(c.Timeline) <= length {
		next, ok := w.step(c)
		if ok && !l.Machine().Final(next.State) {
			c = next
		}
		if len(c.Timeline)%25 == 0 {
			requireSound(t, l, c)
			requireReplays(t, l, c)
		}
	}
	requireSound(t, l, c)
	requireReplays(t, l, c)
	t.Logf("%d commands on one case", length)
}

// byLaw reports whether a clock is one that a merge does not pause.
func byLaw(c lifecycle.ClockName) bool {
	return c == complaint.ClockStatutoryAnswer || c == complaint.ClockStatutoryDecision || c == complaint.ClockOmbudsman
}

// TestUnmergeRestores merges cases from wherever a walk leads, and undoes it.
func TestUnmergeRestores(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{})
	w := newWalker(t, l, 5)
	national := complaint.Actor{ID: "nasional", Role: complaint.RoleNationalAdmin}
	merged := map[lifecycle.State]int{}
	c := w.open()
	for range walkLength / 2 {
		next, ok := w.step(c)
		if !ok || l.Machine().Final(next.State) || len(c.Timeline) > 30 {
			c = w.open()
			continue
		}
		c = next
		at := w.moment()
		away, err := l.Apply(c, national, complaint.Command{Action: complaint.ActionMerge, Parent: w.id(), Note: w.text()}, at)
		require.NoError(t, err)
		require.Equal(t, complaint.StateArchived, away.State)
		require.Equal(t, complaint.ArchivedDuplicate, away.Archived)
		for _, run := range l.Clocks(away) {
			require.True(t, byLaw(run.Clock) || run.State != complaint.ClockRuns, "%s runs on in a merged case", run.Clock)
		}
		away.Version++
		back, err := l.Apply(away, national, complaint.Command{Action: complaint.ActionUnmerge}, w.moment())
		require.NoError(t, err)
		requireSound(t, l, back)
		requireReplays(t, l, back)
		want, got := l.Clocks(c), l.Clocks(back)
		require.Len(t, got, len(want))
		for i := range want {
			require.Equal(t, want[i].State, got[i].State, "%s", want[i].Clock)
			require.Equal(t, want[i].Ended, got[i].Ended)
			if byLaw(want[i].Clock) {
				require.Equal(t, want[i], got[i], "as never paused")
			}
		}
		back.Version, back.Timeline, back.Texts = c.Version, c.Timeline, c.Texts
		requireSame(t, c, back)
		merged[c.State]++
	}
	for info := range l.Machine().States() {
		require.True(t, info.Final || merged[info.State] > 0, "never merged from %s: %v", info.State, merged)
	}
}

// TestReplayFindsTampering changes a timeline in the middle.
func TestReplayFindsTampering(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{})
	w := newWalker(t, l, 6)
	c := w.open()
	for len(c.Timeline) < 20 {
		next, ok := w.step(c)
		if c = next; !ok || l.Machine().Final(c.State) {
			c = w.open()
		}
	}
	for i := range c.Timeline {
		for name, change := range map[string]func(*complaint.Entry){
			"from": func(e *complaint.Entry) { e.From = complaint.StateResolved },
			"to":   func(e *complaint.Entry) { e.To = complaint.StateResolved },
			"seq":  func(e *complaint.Entry) { e.Seq++ },
			"at":   func(e *complaint.Entry) { e.At = c.SubmittedAt().Add(-1000) },
		} {
			t.Run(fmt.Sprintf("%s of entry %d", name, i+1), func(t *testing.T) {
				changed := c.Clone()
				change(&changed.Timeline[i])
				_, err := l.Replay(changed)
				if name == "at" && i == 0 {
					require.NoError(t, err, "nothing comes before the submission")
					return
				}
				require.ErrorIs(t, err, storage.ErrInvalid)
			})
		}
	}
}
