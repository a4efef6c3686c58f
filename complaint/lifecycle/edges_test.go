package lifecycle_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// TestMovesOfNothing: a position or an action that there is not leads nowhere.
func TestMovesOfNothing(t *testing.T) {
	t.Parallel()
	m := mustCompile(t, permit(), permitWords())
	filed := lc.Position{State: "filed"}
	next, ok := m.Move(filed, "ask")
	require.True(t, ok)
	require.Equal(t, lc.Position{State: "waiting", Origins: []lc.State{"filed"}}, next)
	for _, tt := range []struct {
		at     lc.Position
		action lc.Action
	}{
		{filed, "burn"},
		{lc.Position{State: "lost"}, "ask"},
		{lc.Position{State: "lost"}, "burn"},
		{filed, "answer"},
		{lc.Position{State: "waiting", Origins: []lc.State{"lost"}}, "answer"},
	} {
		next, ok := m.Move(tt.at, tt.action)
		require.False(t, ok, tt)
		require.Zero(t, next)
		_, ok = m.Rule(tt.at.State, tt.action)
		require.Equal(t, tt.at.State == "waiting", ok)
	}
}

// TestRefuseShowsSoMany: as many findings as an error keeps, and how many there are beyond.
func TestRefuseShowsSoMany(t *testing.T) {
	t.Parallel()
	m := mustCompile(t, permit(), permitWords())
	for beyond := -1; beyond <= 2; beyond++ {
		list := make([]lc.Finding, storage.MaxProblems+beyond)
		for i := range list {
			list[i] = lc.Finding{Kind: lc.OutOfReach, Field: "transitions[1]"}
		}
		found := m.Refuse(list).Findings
		if beyond <= 0 {
			require.Len(t, found, len(list))
			continue
		}
		require.Len(t, found, storage.MaxProblems+1)
		require.Equal(t, lc.TooLarge, found[storage.MaxProblems].Kind)
		require.Contains(t, found[storage.MaxProblems].Message.String(), map[int]string{1: "1 ", 2: "2 "}[beyond])
	}
}

// TestAClockIsMissedOnce, however many rows speak of it.
func TestAClockIsMissedOnce(t *testing.T) {
	t.Parallel()
	d := permit()
	d.Transitions[1].Clocks = append(d.Transitions[1].Clocks, lc.Stop.On("appeal"))
	d.Transitions[4].Clocks = append(d.Transitions[4].Clocks, lc.Stop.On("appeal"))
	found := findings(t, d, permitWords())
	require.Len(t, found, 1)
	require.Equal(t, []any{lc.ClockNeverStarted, "appeal", "transitions[1]"}, []any{found[0].Kind, found[0].Name, found[0].Field})
}

// TestOneFaultHidesNoOther: a row is read to its end, whatever is wrong at its beginning.
func TestOneFaultHidesNoOther(t *testing.T) {
	t.Parallel()
	kinds := func(change func(*lc.Definition)) (list []string) {
		d := permit()
		change(&d)
		for _, f := range findings(t, d, permitWords()) {
			list = append(list, f.Kind.String()+" "+string(f.State)+f.Name)
		}
		return list
	}
	require.Equal(t, []string{"unknown_guard nobody", "bad_argument fewer_than(-1)", "bad_argument fewer_than(x)", "bad_argument not_applicant(1)", "unknown_clock lunch"},
		kinds(func(d *lc.Definition) {
			d.Transitions[1].Needs = []lc.Need{"elapsed(lunch)", "fewer_than(-1)", "nobody", "fewer_than(x)", "not_applicant(1)"}
		}))
	require.Equal(t, []string{"unknown_state lostlost", "repeated_cell filed", "repeated_cell waiting"},
		kinds(func(d *lc.Definition) {
			d.Transitions[4].From = append(d.Transitions[4].From, "waiting")
			d.Transitions = append(d.Transitions, lc.Transition{Action: "decide", From: []lc.State{"lost", "filed", "waiting"}, To: lc.To("decided"), By: lc.By("clerk")})
		}))
}

// TestTextsOfAMachine: the words of a machine in both languages, those that its vocabulary
// lacks included.
func TestTextsOfAMachine(t *testing.T) {
	t.Parallel()
	d, v := permit(), permitWords()
	label := func(en string) aduan.Label { return aduan.NewLabel(map[string]string{"en": en}) }
	d.States[1].Bucket = label("On hold")
	d.Transitions[1].Label = label("Ask the applicant")
	v.Labels = map[string]aduan.Label{"role.clerk": label("Clerk"), "clock.answer": label("Time to answer")}
	v.Guards[1].Label = label("nobody's own")
	m := mustCompile(t, d, v)
	var got []string
	for text := range m.Texts().All() {
		require.Empty(t, text.Others)
		key, ok := strings.CutPrefix(text.Key, "lifecycle.")
		require.True(t, ok)
		got = append(got, key+": "+text.English+" / "+text.Indonesian)
	}
	require.Equal(t, []string{
		"state.filed: Filed / Diajukan", "state.waiting: Awaiting the applicant / Menunggu pemohon", "state.decided: Decided / Diputuskan",
		"bucket.filed: Filed / Diajukan", "bucket.waiting: On hold / ", "bucket.decided: Decided / Diputuskan",
		"action.file: file / ", "action.ask: Ask the applicant / ", "action.answer: answer / ", "action.lapse: lapse / ", "action.decide: decide / ",
		"role.applicant: applicant / ", "role.clerk: Clerk / ", "clock.decision: decision / ", "clock.answer: Time to answer / ", "clock.appeal: appeal / ",
		"guard.not_applicant: nobody's own / ",
	}, got)
	require.Equal(t, "On hold", m.BucketIn(aduan.English(), "waiting"))
	require.Equal(t, "Filed", m.BucketIn(aduan.English(), "filed"), "a state without a heading stands under its name")
}
