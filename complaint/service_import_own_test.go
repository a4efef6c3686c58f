package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// A retired state is reached by an import, and left by its actions, in words and by actions
// of the city's own.
func TestImportIntoARetiredState(t *testing.T) {
	t.Parallel()
	admin := lifecycle.By(complaint.RoleNationalAdmin)
	own, err := complaint.Compile(lifecycle.Definition{
		Name: "own", Edition: "1", Initial: "open",
		States: []lifecycle.StateInfo{
			{State: "open", Owner: complaint.RoleNationalAdmin}, {State: "pending_vendor", Owner: complaint.RoleNationalAdmin, Retired: true}, {State: "done", Final: true},
		},
		Transitions: []lifecycle.Transition{
			{Action: "take", From: []lifecycle.State{lifecycle.New}, To: lifecycle.To("open"), By: lifecycle.By(complaint.RoleFieldOfficer)},
			{Action: "fix", From: []lifecycle.State{"open", "pending_vendor"}, To: lifecycle.To("done"), By: admin},
		},
		Actions: []lifecycle.ActionInfo{
			{Action: "take", Does: complaint.MeaningOpens.Words(), Takes: []string{"title", "body", "category", "region"}},
			{Action: "fix", Does: complaint.MeaningAnswers.Words(), Requires: []string{"note"}},
		},
	}, complaint.Extensions{})
	require.NoError(t, err)
	d, past := newDesk(t, func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{own} }), pastCase(0)
	past.Draft.Title, past.Draft.Body = "", "" // as in real requests
	past.Events = []complaint.PastEvent{{At: past.At, State: "pending_vendor"}}
	got := imported(d.Import(t.Context(), byImport(), complaint.Mapping{}, listed(past)))
	require.NoError(t, got[0].Err)
	d.do(byNational(), got[0].Receipt.ID, complaint.Command{Action: "fix", Note: "Fixed."})
	c := d.stored(got[0].Receipt.ID)
	require.Equal(t, lifecycle.State("done"), c.State)
	require.True(t, c.Timeline[3].Does(complaint.MeaningAnswers))
	again, err := own.Replay(c)
	require.NoError(t, err)
	requireSame(t, c, again)

	past.Draft.External.ID = complaint.NewPrivate("another")
	past.Events = append(past.Events, complaint.PastEvent{At: past.At.Add(time.Hour), Command: complaint.Command{Action: "fix", Note: "Fixed there."}})
	got = imported(d.Import(t.Context(), byImport(), complaint.Mapping{}, listed(past)))
	require.NoError(t, got[0].Err)
	c = d.stored(got[0].Receipt.ID)
	require.Equal(t, lifecycle.State("done"), c.State)
	require.True(t, c.Timeline[2].Does(complaint.MeaningAnswers), "also as part of the past")
}

// A reason of the city's own that takes no report down does so in the past as it does here,
// stated with the command or given by an action itself.
func TestImportKeepsWhatStaysPublic(t *testing.T) {
	t.Parallel()
	rules := cityDefinition()
	rules.Transitions = append(rules.Transitions, lifecycle.Transition{
		Action: "settle", From: []lifecycle.State{complaint.StateSubmitted}, To: lifecycle.To(complaint.StateArchived), By: lifecycle.By(complaint.RoleNationalAdmin),
	})
	rules.Actions = append(rules.Actions, lifecycle.ActionInfo{Action: "settle", Does: complaint.MeaningArchives.Words(), Reason: "solved"})
	l, err := complaint.Compile(rules, complaint.Extensions{})
	require.NoError(t, err)
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{l} })
	for i, cmd := range []complaint.Command{{Action: complaint.ActionArchive, Reason: "solved"}, {Action: "settle"}} {
		past := pastCase(2 * i)
		past.Draft.Kind = "complaint"
		past.Events = []complaint.PastEvent{{At: past.At, Command: cmd}}
		got := imported(d.Import(t.Context(), byImport(), complaint.Mapping{}, listed(past)))
		require.NoError(t, got[0].Err)
		here := pastCase(2*i + 1)
		r, err := d.Submit(t.Context(), byImport(), here.Draft)
		require.NoError(t, err)
		d.do(byNational(), r.ID, cmd)
		for _, id := range []complaint.ID{got[0].Receipt.ID, r.ID} {
			c := d.stored(id)
			require.Equal(t, complaint.ArchiveReason("solved"), c.Archived, cmd.Action)
			require.False(t, c.TakenDown(), cmd.Action)
			require.NoError(t, l.CheckWords(c), cmd.Action)
			again, err := l.Replay(c)
			require.NoError(t, err)
			requireSame(t, c, again)
		}
	}
}
