package complaint_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// decreedClocks is a deadline policy that says of every case what it is told to say.
type decreedClocks struct {
	elapsed  []lifecycle.ClockName
	escalate []complaint.Escalation
	next     time.Duration
}

func (d *decreedClocks) Judge(_ *complaint.Lifecycle, c *complaint.Complaint, at time.Time) (complaint.Judgement, error) {
	out := complaint.Judgement{Elapsed: slices.Clone(d.elapsed), Escalate: slices.Clone(d.escalate)}
	if d.next != 0 && c.State != complaint.StateResolved && c.State != complaint.StateArchived {
		out.Next = at.Add(d.next)
	}
	return out, nil
}

func (*decreedClocks) Policy(time.Time) complaint.Edition {
	return complaint.Edition{Name: "decreed", Edition: "1"}
}

// walkDesk is a service over a store in memory, with a walker that knows its cases.
type walkDesk struct {
	*walker
	store     *memory.Store
	svc       *complaint.Service
	deadlines *decreedClocks
	accounts  map[complaint.ID]string
	ids       []complaint.ID
	commits   map[complaint.ID]storage.Version
}

func newWalkDesk(t testing.TB, seed uint64) *walkDesk {
	t.Helper()
	l := walkRules(t, complaint.Extensions{})
	d := &walkDesk{
		walker: newWalker(t, l, seed), store: memory.New(), deadlines: &decreedClocks{next: time.Hour},
		accounts: map[complaint.ID]string{}, commits: map[complaint.ID]storage.Version{},
	}
	t.Cleanup(func() { require.NoError(t, d.store.Close()) })
	svc, err := complaint.NewService(complaint.Config{
		Store: backend.Complaints(d.store), Identities: d.store.Set().Identities, Lifecycles: []*complaint.Lifecycle{l},
		Deadlines: d.deadlines, Now: func() time.Time { return d.now }, Entropy: seededBytes{d.r},
	})
	require.NoError(t, err)
	d.svc = svc
	return d
}

func (d *walkDesk) get(id complaint.ID) *complaint.Complaint {
	c, err := d.store.Set().Complaints.Get(context.Background(), id)
	require.NoError(d.t, err)
	return c
}

// moment says nothing of parents and children: the service knows better.
func (d *walkDesk) moment() complaint.Moment {
	at := d.walker.moment()
	at.Parent, at.Child = nil, complaint.ID{}
	return at
}

func (d *walkDesk) final(id complaint.ID) bool { return d.l.Machine().Final(d.get(id).State) }

// submit opens a case, twice: the second time finds the first.
func (d *walkDesk) submit() {
	t, ctx := d.t, context.Background()
	by, draft := complaint.Actor{ID: oneOf(d.r, "warga-1", "warga-2")}, d.draft()
	if draft.ID = d.id(); d.r.IntN(3) == 0 || !draft.External.IsZero() {
		by, draft.Reporter = complaint.Actor{ID: "petugas", Role: complaint.RoleFieldOfficer}, complaint.Person{Account: complaint.NewPrivate("warga-3"), Name: complaint.NewPrivate("Ni Luh")}
	}
	first, err := d.svc.Submit(ctx, by, draft)
	require.NoError(t, err)
	require.Equal(t, draft.ID, first.ID)
	again, err := d.svc.Submit(ctx, by, draft)
	require.NoError(t, err)
	require.Equal(t, repeated(first), again)
	draft.Title += "!"
	_, err = d.svc.Submit(ctx, by, draft)
	require.ErrorIs(t, err, complaint.ErrKeyReuse)
	d.ids, d.commits[first.ID] = append(d.ids, first.ID), 1
	if d.accounts[first.ID] = by.ID; by.Role != "" {
		d.accounts[first.ID] = "warga-3"
	}
}

// act takes one command on one case, twice.
func (d *walkDesk) act() {
	t, ctx := d.t, context.Background()
	c := d.get(oneOf(d.r, d.ids...))
	at := d.moment()
	d.deadlines.elapsed = at.Elapsed
	pick, ok := d.choose(c, at)
	if !ok {
		return
	}
	cmd := d.suitable(c, pick.action, at)
	parent := complaint.ID{}
	if cmd.Action == complaint.ActionMerge {
		if parent = oneOf(d.r, d.ids...); parent == c.ID || d.final(parent) || pick.by.Role != complaint.RoleNationalAdmin {
			return
		}
		cmd.Parent = parent
	}
	by := pick.by
	if by.Role == "" {
		by.ID = d.accounts[c.ID]
	}
	cmd.Expect = c.Version
	refused := d.tellsTheAccused(c, cmd)
	got, err := d.svc.Do(ctx, by, c.ID, cmd)
	if refused {
		require.Error(t, err, "%s by %s", pick.action, by.Role)
		requireSame(t, c, d.get(c.ID))
		return
	}
	require.NoError(t, err, "%s by %s", pick.action, by.Role)
	require.Equal(t, complaint.Receipt{ID: c.ID, Version: c.Version + 1, Entry: len(c.Timeline) + 1}, got)
	if d.commits[c.ID]++; !parent.IsZero() {
		d.commits[parent]++
	}
	writes := pick.action == complaint.ActionReply || pick.action == complaint.ActionAttach
	if writes && !c.Parent.IsZero() && pick.by.Role == "" && (cmd.Note != "" || len(cmd.Attachments) > 0) {
		root := d.get(c.Parent) // what a child's reporter writes is passed on
		for !root.Parent.IsZero() {
			root = d.get(root.Parent)
		}
		d.commits[root.ID]++
	}
	again, err := d.svc.Do(ctx, by, c.ID, cmd)
	require.NoError(t, err)
	require.Equal(t, repeated(got), again, "a repetition is harmless")
	cmd.Note += " dan lain-lain"
	if _, err = d.svc.Do(ctx, by, c.ID, cmd); pick.action != complaint.ActionTransfer && pick.action != complaint.ActionAssign {
		require.Error(t, err, "the key with another content")
	}
	d.check(c, d.get(c.ID))
}

// tellsTheAccused reports whether a merged case would accuse whom its parent does not.
func (d *walkDesk) tellsTheAccused(c *complaint.Complaint, cmd complaint.Command) bool {
	names := func(c *complaint.Complaint, id agency.ID) bool {
		return slices.ContainsFunc(c.Accused, func(a complaint.Accusation) bool { return a.Agency == id })
	}
	switch cmd.Action {
	case complaint.ActionMerge:
		parent := d.get(cmd.Parent)
		return slices.ContainsFunc(c.Accused, func(a complaint.Accusation) bool { return !names(parent, a.Agency) })
	case complaint.ActionClearAccusation:
		return slices.ContainsFunc(d.ids, func(id complaint.ID) bool {
			child := d.get(id)
			return child.Parent == c.ID && slices.ContainsFunc(cmd.Accused, func(a agency.ID) bool { return names(child, a) })
		})
	}
	return false
}

// check compares a case before and after one commit.
func (d *walkDesk) check(before, after *complaint.Complaint) {
	t := d.t
	require.Equal(t, before.Version+1, after.Version)
	require.Equal(t, d.commits[after.ID], after.Version, "one version for each commit")
	require.Equal(t, after.Version, after.Timeline[len(after.Timeline)-1].Version)
	requireSound(t, d.l, after)
	requireReplays(t, d.l, after)
}

// sweep lets the timer act on what is due, and checks that a second sweep at
// the same instant finds nothing more.
func (d *walkDesk) sweep() {
	t, ctx := d.t, context.Background()
	d.deadlines.elapsed = []lifecycle.ClockName{complaint.ClockReply, complaint.ClockCompletion, complaint.ClockVerification}
	d.deadlines.escalate = []complaint.Escalation{{Clock: complaint.ClockVerification, Rung: complaint.RungSuperior}}
	d.now = d.now.Add(2 * time.Hour)
	before := map[complaint.ID]storage.Version{}
	for _, id := range d.ids {
		before[id] = d.get(id).Version
	}
	swept, err := d.svc.Sweep(ctx, complaint.Position{}, 0)
	require.NoError(t, err)
	require.True(t, swept.Done)
	require.Empty(t, swept.Failed)
	require.Zero(t, swept.Passed)
	raised := 0
	for _, id := range d.ids {
		c := d.get(id)
		raised += int(c.Version - before[id])
		d.commits[id] = c.Version
		requireSound(t, d.l, c)
		requireReplays(t, d.l, c)
		require.NotEqual(t, complaint.StateResponded, c.State, "its reply has run out")
		require.NotEqual(t, complaint.StateSuspended, c.State, "its completion has run out")
	}
	require.Equal(t, swept.Acted, raised, "every change is counted, and who is postponed does not change")
	again, err := d.svc.Sweep(ctx, complaint.Position{}, 0)
	require.NoError(t, err)
	require.Zero(t, again.Acted+again.Postponed+again.Examined)
	d.deadlines.escalate = nil
}

// TestSoakServiceWalks walks through the service as long as through the core.
func TestSoakServiceWalks(t *testing.T) {
	t.Parallel()
	for seed := range walkSeeds() {
		d := newWalkDesk(t, 500+seed)
		for n := range walkLength {
			if len(d.ids) == 0 || n%25 == 0 {
				d.submit()
			}
			d.act()
			if n%100 == 99 {
				d.sweep()
			}
		}
		total := storage.Version(0)
		for _, n := range d.commits {
			total += n
		}
		changes := storage.Version(0)
		seen := map[string]storage.Version{}
		for change, err := range d.store.Changes(context.Background(), "", 0) {
			require.NoError(t, err)
			if change.Kind == complaint.KindOfComplaint {
				changes++
				require.Equal(t, seen[change.Key]+1, change.Version)
				seen[change.Key] = change.Version
			}
		}
		require.Equal(t, total, changes, "one change for each version")
		t.Logf("%d of %d walks of %d commands", seed+1, walkSeeds(), walkLength)
	}
}

// TestServiceHidesAndShows compares what lists and single reads give.
func TestServiceHidesAndShows(t *testing.T) {
	t.Parallel()
	d := newWalkDesk(t, 900)
	for n := range 300 {
		if n%10 == 0 {
			d.submit()
		}
		d.act()
	}
	ctx := context.Background()
	for _, by := range walkActors(d.get(d.ids[0])) {
		if by.Role == "" {
			continue
		}
		listed := map[complaint.ID]bool{}
		for v, err := range d.svc.List(ctx, by, complaint.Query{}) {
			require.NoError(t, err)
			require.False(t, listed[v.ID])
			listed[v.ID] = true
			got, err := d.svc.Get(ctx, by, v.ID)
			require.NoError(t, err)
			requireSame(t, v, got)
		}
		for _, id := range d.ids {
			require.Equal(t, listed[id], d.l.CanSee(d.get(id), by, complaint.Moment{}), "%s on %s", by.Role, id)
			if !listed[id] {
				_, err := d.svc.Get(ctx, by, id)
				require.ErrorIs(t, err, storage.ErrNotFound)
			}
		}
	}
	mine := 0
	for _, account := range []string{"warga-1", "warga-2", "warga-3", ""} {
		for v, err := range d.svc.MineAll(ctx, complaint.Actor{ID: account}) {
			require.NoError(t, err)
			require.Equal(t, account, d.accounts[v.ID])
			mine++
		}
	}
	require.Len(t, d.ids, mine)
}
