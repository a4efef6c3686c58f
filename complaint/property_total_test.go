package complaint_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// wild draws values that have nothing to do with each other.
type wild struct {
	*walker
	texts   []string
	actions []lifecycle.Action
	roles   []lifecycle.Role
}

func newWild(t testing.TB, l *complaint.Lifecycle, seed uint64) *wild {
	w := &wild{walker: newWalker(t, l, seed), texts: []string{
		"", "", "", "catatan", "a\x00b", "\xff\xfe", "\u202egnirts", "\ufeff", "a\nb", "\x7f", "../..", strings.Repeat("x", 600), `{"a":1}`,
	}}
	for a := range l.Machine().Actions() {
		w.actions = append(w.actions, a)
	}
	w.actions = append(w.actions, "", "unknown", "Forward", "forward ", "\xff", complaint.ActionOpenIdentity)
	w.roles = append(complaint.Vocabulary().Roles, "", "unknown", "Timer", "\x00")
	return w
}

func (w *wild) string() string { return w.texts[w.r.IntN(len(w.texts))] }

// rarely is a random value one time in n, else the zero value.
func rarely[T any](r *rand.Rand, n int, list ...T) (zero T) {
	if r.IntN(n) > 0 {
		return zero
	}
	return list[r.IntN(len(list))]
}

func (w *wild) number() int {
	return oneOf(w.r, 0, 1, 2, 5, 6, -1, 365, 366, math.MaxInt, math.MinInt)
}

func (w *wild) office(c *complaint.Complaint) agency.ID {
	list := []agency.ID{"", "id:34.04/health", "bad id", "\xff", agency.ID(strings.Repeat("a", 200))}
	if c != nil {
		list = append(list, c.Agency, c.Agency, c.Main, c.Agency+"/roads")
	}
	return oneOf(w.r, list...)
}

func (w *wild) actor(c *complaint.Complaint) complaint.Actor {
	a := complaint.Actor{ID: w.string(), Role: oneOf(w.r, w.roles...), Agency: w.office(c), Region: rarely(w.r, 2, region.MustParse("51.03"))}
	if c != nil && w.r.IntN(2) == 0 {
		a.ID = c.Reporter.String()
	}
	return a
}

// wildMoment may lie at either end of time, in a zone on the other side of it.
func (w *wild) wildMoment() complaint.Moment {
	at := w.moment()
	edges := []time.Time{
		{},
		time.Unix(math.MaxInt64, 0), time.Unix(math.MinInt64, 0), time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC),
		time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC), time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC),
		time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", -7*3600)), time.Date(1, 1, 1, 1, 0, 0, 0, time.FixedZone("", 7*3600)),
	}
	if w.r.IntN(8) == 0 {
		at.Now = oneOf(w.r, edges...)
	}
	if w.r.IntN(8) == 0 {
		at.Elapsed = append(at.Elapsed, lifecycle.ClockName(w.string()))
	}
	return at
}

// command draws any command, half of them suitable for the case but for one
// field.
func (w *wild) command(c *complaint.Complaint, a lifecycle.Action, at complaint.Moment) complaint.Command {
	cmd := complaint.Command{Action: a}
	often := 8
	if c != nil && w.r.IntN(2) == 0 && (cmd.Action != complaint.ActionTransfer || c.Agency != "") {
		escalates := cmd.Action == complaint.ActionEscalate && len(at.Elapsed) == 0
		discloses := cmd.Action == complaint.ActionDisclose && c.Disclosure == complaint.Disclosure{Named: true, Public: true}
		seals := cmd.Action == complaint.ActionSeal && c.Disclosure == complaint.Disclosure{}
		if !escalates && !discloses && !seals && len(c.Attachments) < 45 && len(c.Escalations) < 20 {
			cmd, often = w.suitable(c, cmd.Action, at), 100
		}
	}
	set := func() bool { return w.r.IntN(often) == 0 }
	for _, text := range []*string{&cmd.Key, &cmd.Note, &cmd.Title, &cmd.Body} {
		if set() {
			*text = w.string()
		}
	}
	for _, office := range []*agency.ID{&cmd.Agency, &cmd.Main} {
		if set() {
			*office = w.office(c)
		}
	}
	for _, number := range []*int{&cmd.Days, &cmd.Rating} {
		if set() {
			*number = w.number()
		}
	}
	if set() {
		cmd.Class, cmd.Reason, cmd.Rung = complaint.Class(w.string()), complaint.ArchiveReason(w.string()), complaint.Rung(w.string())
	}
	if set() {
		cmd.Category, cmd.Clock = complaint.Category(w.string()), lifecycle.ClockName(w.string())
	}
	if set() {
		cmd.Supporting = []agency.ID{w.office(c), w.office(c)}
		cmd.Attachments = []complaint.Attachment{{Name: w.string(), MediaType: w.string(), Size: int64(w.number()), Digest: rarely(w.r, 2, w.digest())}}
	}
	if set() {
		cmd.Accused = []agency.ID{w.office(c), w.office(c)}
	}
	if set() {
		cmd.Attributes = []complaint.Attribute{{Code: w.string(), Type: complaint.Datatype(w.r.Uint32()), Values: []string{w.string(), w.string()}}}
	}
	if set() {
		d := w.disclosure()
		cmd.Disclosure, cmd.Expect = &d, storage.Version(w.number())
		cmd.Parent = rarely(w.r, 2, w.id())
	}
	return cmd
}

// record draws a sound record, a damaged one, or none.
func (w *wild) record(pool []*complaint.Complaint) (c *complaint.Complaint, sound bool) {
	switch w.r.IntN(40) {
	case 0:
		return nil, false
	case 1:
		return &complaint.Complaint{}, false
	case 2:
		c = oneOf(w.r, pool...).Clone()
		c.State = oneOf[lifecycle.State](w.r, "", "unknown", lifecycle.New, lifecycle.AnyOpen, complaint.StateSuspended, complaint.StateArchived)
		c.Origins = oneOf(w.r, nil, []lifecycle.State{""}, []lifecycle.State{complaint.StateArchived, "unknown"})
		c.Parent, c.Disclosure = w.id(), w.disclosure()
		return c, false
	case 3:
		c = oneOf(w.r, pool...).Clone()
		c.Timeline, c.Texts = nil, nil
		return c, false
	default:
		return oneOf(w.r, pool...), true
	}
}

// try takes one random command. A record that was sound stays so.
func (w *wild) try(pool []*complaint.Complaint) (accepted bool) {
	i := w.r.IntN(len(pool))
	if w.r.IntN(30) == 0 {
		pool[i] = w.open() // cases come to an end
	}
	c, sound := w.record(pool[i : i+1])
	at := w.wildMoment()
	by := w.actor(c)
	if picks := len(w.roles); sound && w.r.IntN(picks) > 2 {
		by = oneOf(w.r, walkActors(c)...)
	}
	a := oneOf(w.r, w.actions...)
	if sound && w.r.IntN(4) == 0 {
		if pick, ok := w.choose(c, at); ok {
			by, a = pick.by, pick.action
		}
	}
	cmd := w.command(c, a, at)
	next, err := w.l.Apply(c, by, cmd, at)
	switch {
	case err == nil && next == nil, err != nil && next != nil:
		w.t.Fatalf("%s gives %v and %v", cmd.Action, next, err)
	case err != nil:
		if !errors.Is(err, storage.ErrInvalid) && !errors.Is(err, complaint.ErrForbidden) &&
			!errors.Is(err, complaint.ErrNotAllowed) && !errors.Is(err, complaint.ErrKeyReuse) && !errors.Is(err, complaint.ErrClock) {
			w.t.Fatalf("%s gives an error of no kind: %v", cmd.Action, err)
		}
	case sound && c.Timeline[0].Seq == 1:
		next.Version++
		require.NoError(w.t, next.Validate(complaint.Limits{}), "%#v %+v", cmd.Action, by)
		if pool[i] = next; len(next.Timeline) > 12 {
			requireReplays(w.t, w.l, next)
			pool[i] = w.open()
		}
	}
	if w.r.IntN(50) == 0 {
		_ = w.l.Allowed(c, by, at)
		_ = w.l.CanSee(c, by, at)
		denial := w.l.WhyNot(c, by, cmd.Action, at)
		if denial != nil && (len(denial.Reasons) == 0 || denial.Error() == "" || denial.In(aduan.Indonesian()) == "") {
			w.t.Fatalf("%s is refused without a reason", cmd.Action)
		}
		if c != nil {
			_, _, _ = w.l.AgencyView(c, by, at), w.l.ReporterView(c, at), w.l.PublicView(c)
			_, _ = w.l.Replay(c)
		}
	}
	return err == nil
}

// TestSoakRandomCommands takes ten million commands in the long form. Every
// one gives a result or an error of a known kind, and none panics.
func TestSoakRandomCommands(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{})
	total := 50_000
	if walksSoak() {
		total = 10_000_000
	}
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			w := newWild(t, l, uint64(1000+worker))
			var pool []*complaint.Complaint
			for range 64 {
				pool = append(pool, w.open())
			}
			accepted := 0
			for n := range (total + workers - 1) / workers {
				if n%500_000 == 499_999 {
					t.Logf("%d of %d commands of this worker", n+1, total/workers)
				}
				if w.try(pool) {
					accepted++
				}
			}
			t.Logf("%d commands in each of %d workers, %d accepted", total/workers, workers, accepted)
			require.Greater(t, accepted, total/workers/50, "too few commands went through to prove anything")
		})
	}
}
