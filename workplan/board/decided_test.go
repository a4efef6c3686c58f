package board_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// first is the meeting that approved edition 1.
func first(t testing.TB) *board.Meeting {
	t.Helper()
	m := fifth(t)
	m.ID, m.Number, m.Date, m.Reviews = "pb1", 1, day("2019-12-10"), nil
	m.Decisions = []board.Decision{{ID: "pb1/d1", Text: text("The plan stands."), Approves: []board.Approval{{Plan: "p2020", Edition: 1}}}}
	return m
}

// amend adds an edition in force.
func amend(t testing.TB, p *workplan.Plan, decision workplan.DecisionID, edit func(e *workplan.Edition)) {
	t.Helper()
	last := p.Editions[len(p.Editions)-1]
	next := last.Clone()
	edit(&next)
	next, err := workplan.Apply(last, workplan.Diff(last, next))
	require.NoError(t, err)
	next.Number, next.Date, next.Reason = last.Number+1, day("2020-11-12"), text("again")
	p.Editions = append(p.Editions, next)
	p.Steps = append(p.Steps, workplan.Step{On: day("2020-11-12"), Action: workplan.ActionAmend, By: "panrb", Edition: next.Number, Decision: decision})
	require.NoError(t, p.Validate())
}

// shift moves money from L0 to L1.
func shift(t testing.TB, by string) func(e *workplan.Edition) {
	return func(e *workplan.Edition) {
		var err error
		e.Lines[0].Amount, err = e.Lines[0].Amount.Sub(usd(t, by))
		require.NoError(t, err)
		e.Lines[1].Amount, err = e.Lines[1].Amount.Add(usd(t, by))
		require.NoError(t, err)
	}
}

// Small shifts add up: each edition is held against what the board decided
// last, and shows what it moved itself.
func TestToleranceAddsUp(t *testing.T) {
	t.Parallel()
	meetings := []*board.Meeting{first(t), fifth(t)}
	unapproved := func(p *workplan.Plan) []board.Finding {
		return board.Unapproved(p, meetings, workplan.DefaultRules(), board.DefaultQuorum())
	}
	p := plan(t, workplan.Step{}, nil)
	amend(t, p, "", shift(t, "150"))
	require.Empty(t, unapproved(p), "15 percent")
	amend(t, p, "", shift(t, "50"))
	require.Empty(t, unapproved(p), "20 percent")
	amend(t, p, "", shift(t, "0.01"))
	found := unapproved(p)
	require.Len(t, found, 1)
	require.Equal(t, "Plan 2020, edition 4: In force without a decision, 2 changes.", found[0].Why().In(aduan.English()))
	amend(t, p, "", func(e *workplan.Edition) { e.Activities[0].Name = text("Other work") })
	found = unapproved(p)
	require.Len(t, found, 2)
	require.Len(t, found[1].Changes, 1, "of edition 5 only what it changed itself")
	require.Equal(t, "A0", found[1].Changes[0].ID)

	decided := plan(t, workplan.Step{}, nil)
	amend(t, decided, "pb5/d1", shift(t, "400"))
	amend(t, decided, "", shift(t, "100"))
	require.Empty(t, unapproved(decided), "the board decided on 600")
	amend(t, decided, "pb9/d9", shift(t, "100"))
	amend(t, decided, "", shift(t, "10"))
	found = unapproved(decided)
	require.Len(t, found, 2)
	require.Equal(t, board.UnknownDecision, found[0].Gap)
	require.Equal(t, board.NoDecision, found[1].Gap, "a decision that nobody took moves no tolerance")

	back := plan(t, workplan.Step{}, nil)
	amend(t, back, "", shift(t, "300"))
	amend(t, back, "", shift(t, "-300"))
	require.Len(t, unapproved(back), 1, "what the board decided holds again")
}

// What was carried over without a decision is decided with the next edition
// that has one, and into the plan that the decision names.
func TestCarriedDecidedLater(t *testing.T) {
	t.Parallel()
	for into, gap := range map[workplan.PlanID]board.Gap{"p2021": 0, "p2022": board.OtherPlan} {
		p := plan(t, workplan.Step{}, nil)
		amend(t, p, "", func(e *workplan.Edition) {
			a := &e.Activities[0]
			a.State, a.Cause, a.Into = workplan.StateCarriedOver, text("Covid-19"), []workplan.ActivityRef{{Plan: into, Activity: "A0"}}
		})
		amend(t, p, "pb5/d1", func(e *workplan.Edition) { e.Activities[1].Name = text("Other work") })
		later := fifth(t)
		later.Decisions[0].Approves = []board.Approval{{Plan: "p2020", Edition: 3, Into: "p2021"}}
		found := board.Unapproved(p, []*board.Meeting{first(t), later}, workplan.DefaultRules(), board.DefaultQuorum())
		require.Equal(t, board.NoDecision, found[0].Gap)
		require.Len(t, found, 1+min(int(gap), 1), into)
		if gap != 0 {
			require.Equal(t, gap, found[1].Gap)
		}
	}
}

// Boards number their decisions as they like: whichever order the meetings
// come in, the decision about the edition counts.
func TestSameDecisionIDs(t *testing.T) {
	t.Parallel()
	p := plan(t, workplan.Step{On: day("2020-11-12"), Action: workplan.ActionAmend, By: "panrb", Decision: "pb5/d1"}, func(e *workplan.Edition) { e.Activities[0].Name = text("Other work") })
	other := fifth(t)
	other.ID, other.Board, other.Decisions = "local5", "local", []board.Decision{{ID: "pb5/d1", Text: text("Lunch is at noon.")}}
	late := fifth(t)
	late.ID, late.Board, late.Date = "late5", "late", day("2020-11-13")
	empty := fifth(t)
	empty.ID, empty.Board, empty.Participants = "empty5", "empty", nil
	for _, tt := range []struct {
		meetings []*board.Meeting
		gap      board.Gap
	}{
		{[]*board.Meeting{fifth(t), other}, 0},
		{[]*board.Meeting{fifth(t), late, other, empty}, 0},
		{[]*board.Meeting{other, late}, board.TooEarly},
		{[]*board.Meeting{late, other, empty}, board.NoQuorum},
		{[]*board.Meeting{other}, board.OtherSubject},
	} {
		for range tt.meetings {
			tt.meetings = append(tt.meetings[1:], tt.meetings[0])
			found := board.Unapproved(p, append([]*board.Meeting{first(t)}, tt.meetings...), workplan.DefaultRules(), board.DefaultQuorum())
			if tt.gap == 0 {
				require.Empty(t, found)
				continue
			}
			require.Len(t, found, 1)
			require.Equal(t, tt.gap, found[0].Gap)
		}
	}
}

// Work that is to end later than was decided is a delay, whatever it is called.
func TestLaterEndNeedsApproval(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		edit func(a *workplan.Activity)
		need bool
	}{
		"sooner": {func(a *workplan.Activity) { a.End = day("2020-05-31") }, false},
		"begins": {func(a *workplan.Activity) { a.Start = day("2020-03-01") }, false},
		"later":  {func(a *workplan.Activity) { a.Start, a.End = day("2020-12-01"), day("2020-12-31") }, true},
	} {
		before := plan(t, workplan.Step{}, nil).Editions[0]
		before.Activities[0].End = day("2020-06-30")
		after := before.Clone()
		tt.edit(&after.Activities[0])
		require.Equal(t, workplan.Rephased, workplan.Diff(before, after)[0].Event)
		require.Equal(t, tt.need, len(workplan.DefaultRules().NeedApproval(before, after)) == 1, name)
	}
}

// Nobody counts twice, and nobody is asked for who never counts.
func TestQuorumCountsPeople(t *testing.T) {
	t.Parallel()
	m := fifth(t)
	m.Participants = []board.Participant{
		{Name: "Kepala", Party: "panrb", Role: board.Executive}, {Name: " kepala ", Party: "panrb", Role: board.Beneficiary}, {Name: "Kepala", Party: "panrb", Role: board.Executive},
	}
	quorum := board.Quorum{Members: 3, Roles: []board.Role{board.Executive, board.Beneficiary}}
	missing := quorum.Missing(m)
	require.Len(t, missing, 1, "somebody may sit in two roles")
	require.Equal(t, "members: 1 of 3", missing[0].In(aduan.English()))
	m.Participants = append(m.Participants, board.Participant{Name: "Kepala", Party: "koica", Role: board.Observer}, board.Participant{Name: "Kepala", Party: "undp", Role: board.SeniorSupplier})
	require.Equal(t, "members: 2 of 3", quorum.Missing(m)[0].In(aduan.English()), "an office of two parties is two people")

	_, err := board.ParseQuorum("quorum.yaml", []byte("members: 2\nroles: [executive, observer]\n"))
	require.ErrorContains(t, err, "quorum.yaml:2:20: roles[1]: an observer decides nothing")
	_, err = board.ParseQuorum("quorum.yaml", []byte("members: -1\n"))
	require.ErrorContains(t, err, "members: is never negative")
}

// What somebody said is no list, rule or code in the minutes, however it begins.
func TestMinutesShowWhatWasSaid(t *testing.T) {
	t.Parallel()
	m := fifth(t)
	m.Agenda = m.Agenda[:1]
	for in, want := range map[string]string{
		"1. x": `1\. x`, "12) x": `12\) x`, "1.": `1\.`, "- x": `\- x`, "+ x": `\+ x`, "---": `\---`, "- - -": `\- - -`, "===": `\===`, "-": `\-`,
		"    code": "code", "see https://lapor.go.id": `see https\://lapor.go.id`, "-5.00": "-5.00", "1.5": "1.5", "12.30 WIB": "12.30 WIB", "2020": "2020", "# x": `\# x`,
	} {
		m.Agenda[0].Title, m.Agenda[0].Notes = text(in), []aduan.Label{text(in)}
		require.Contains(t, m.Markdown(aduan.English(), board.DefaultQuorum(), nil, nil), "\n1. "+want+"\n   - "+want+"\n")
	}
}
