package sqlite_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

func label(id, en string) aduan.Label { return aduan.NewLabel(map[string]string{"id": id, "en": en}) }

func day(m time.Month, d int) aduan.Date { return aduan.Date{Year: 2020, Month: m, Day: d} }

func money(t testing.TB, text string) workplan.Money {
	t.Helper()
	m, err := workplan.ParseMoney(text)
	require.NoError(t, err)
	return m
}

// yearPlan is a plan of 2020 with two activities and two budget lines.
func yearPlan(t testing.TB) *workplan.Plan {
	t.Helper()
	return &workplan.Plan{
		ID: "sp4n-2020", Year: 2020, Name: label("Rencana 2020", ""),
		Parties: []workplan.Party{{ID: "undp", Name: label("UNDP", "")}, {ID: "koica", Name: label("KOICA", "")}},
		Editions: []workplan.Edition{{Number: 1, Date: day(time.January, 2), Reason: label("Baru", "New"), Content: workplan.Content{
			Outputs: []workplan.Output{{ID: "O1", Name: label("Kapasitas", "Capacity")}},
			Activities: []workplan.Activity{
				{ID: "A1", Output: "O1", Name: label("Pelatihan", "Training"), Party: "undp", Start: day(time.January, 1), End: day(time.June, 30), Weight: workplan.NumberOf(2)},
				{ID: "A2", Output: "O1", Name: label("Modul", ""), Party: "undp", Start: day(time.July, 1), End: day(time.December, 31), Weight: workplan.NumberOf(1)},
			},
			Lines: []workplan.Line{
				{ID: "L1", Activity: "A1", Fund: "koica", Amount: money(t, "99999999999999999999999.99 IDR")},
				{ID: "L2", Activity: "A2", Fund: "koica", Amount: money(t, "0.10 USD")},
			},
		}}},
	}
}

// postponed adds an edition to a plan in which A1 is postponed and L2 is gone.
func postponed(t testing.TB, p *workplan.Plan) *workplan.Plan {
	t.Helper()
	p = p.Clone()
	a := p.Editions[0].Activities[0].Clone()
	a.Start, a.End, a.State, a.Cause = day(time.July, 1), day(time.December, 31), workplan.StatePostponed, label("Pandemi", "Covid-19")
	next, err := workplan.Apply(p.Editions[0], []workplan.Change{
		{Event: workplan.Postponed, Subject: workplan.SubjectActivity, ID: "A1", Activity: &a},
		{Event: workplan.Removed, Subject: workplan.SubjectLine, ID: "L2"},
	})
	require.NoError(t, err)
	next.Number, next.Date, next.Reason = 2, day(time.April, 15), label("Pandemi", "Covid-19")
	p.Editions = append(p.Editions, next)
	p.Reports = append(p.Reports, workplan.Report{On: day(time.March, 31), By: "undp", Progress: &workplan.Progress{Activity: "A1", Done: workplan.NumberOf(50)}})
	return p
}

// fifth is a meeting with an action item and a review.
func fifth() *board.Meeting {
	return &board.Meeting{
		ID: "pb5", Board: "sp4n", Number: 5, Date: day(time.November, 12), Form: board.Virtual, Title: label("Rapat 5", ""),
		Parties:   []workplan.Party{{ID: "undp", Name: label("UNDP", "")}},
		Decisions: []board.Decision{{ID: "pb5/d1", Text: label("Disetujui", "Approved"), Approves: []board.Approval{{Plan: "sp4n-2020", Edition: 2}}}},
		Actions:   []board.Action{{ID: "pb5/a1", Text: label("", "Letter"), Owner: "undp", Due: day(time.December, 1)}},
		Reviews:   []board.Review{{Action: "pb4/a1", Status: board.Done}, {Action: "pb4/a2", Due: day(time.December, 24)}},
	}
}

// way is a road map with two milestones.
func way() *roadmap.Roadmap {
	return &roadmap.Roadmap{ID: "sp4n", Name: label("Peta jalan", "Road map"), Parties: []workplan.Party{{ID: "panrb", Name: label("PANRB", "")}}, Editions: []roadmap.Edition{{
		Number: 1, Date: day(time.January, 2), Reason: label("Baru", ""), By: "panrb", Decision: "pb1/d1", Content: roadmap.Content{
			Start: day(time.January, 1),
			Milestones: []roadmap.Milestone{
				{ID: "M1", Name: label("Aturan", ""), Work: 20}, {ID: "M2", Name: label("Pelatihan", ""), After: []roadmap.Dependency{{Milestone: "M1", Lag: -2}}},
			},
			Regions: []roadmap.Goal{{Region: region.MustParse("51.03"), Goal: roadmap.Model}},
		},
	}}}
}

// TestColumnsOfPlansMeetingsAndRoadMaps reads the columns as a reporting tool
// would, before and after a change.
func TestColumnsOfPlansMeetingsAndRoadMaps(t *testing.T) {
	t.Parallel()
	path := t.TempDir() + "/aduan.db"
	s := openedAt(t, path)
	db := raw(t, path)
	p, m, r := yearPlan(t), fifth(), way()
	require.NoError(t, s.Commit(t.Context(), backend.Batch{Plans: []*workplan.Plan{p}, Meetings: []*board.Meeting{m}, Roadmaps: []*roadmap.Roadmap{r}}))

	plan := "SELECT version, year, name_indonesian, name_english, state, edition, edition_date, reports FROM plan"
	activities := "SELECT plan, id, output, name_indonesian, name_english, party, start_date, end_date, decided, weight FROM plan_activity"
	lines := "SELECT plan, id, activity, fund, currency, amount, carried, closed FROM plan_line"
	require.Equal(t, [][]any{{int64(1), int64(2020), "Rencana 2020", nil, "draft", int64(1), "2020-01-02", int64(0)}}, rowsOf(t, db, plan))
	second := []any{"sp4n-2020", "A2", "O1", "Modul", nil, "undp", "2020-07-01", "2020-12-31", "planned", "1"}
	require.Equal(t, [][]any{{"sp4n-2020", "A1", "O1", "Pelatihan", "Training", "undp", "2020-01-01", "2020-06-30", "planned", "2"}, second}, rowsOf(t, db, activities))
	rupiah := []any{"sp4n-2020", "L1", "A1", "koica", "IDR", "99999999999999999999999.99", nil, int64(0)}
	require.Equal(t, [][]any{rupiah, {"sp4n-2020", "L2", "A2", "koica", "USD", "0.10", nil, int64(0)}}, rowsOf(t, db, lines))
	require.Equal(t, [][]any{{int64(1), "sp4n", int64(5), "2020-11-12", "virtual", "Rapat 5", nil, int64(1), nil}},
		rowsOf(t, db, "SELECT version, board, number, date, form, title_indonesian, title_english, decisions, signed FROM meeting WHERE id = 'pb5'"))
	actions := "SELECT meeting, id, text_indonesian, text_english, owner, due FROM meeting_action"
	reviews := "SELECT meeting, action, status, due FROM meeting_review"
	require.Equal(t, [][]any{{"pb5", "pb5/a1", nil, "Letter", "undp", "2020-12-01"}}, rowsOf(t, db, actions))
	require.Equal(t, [][]any{{"pb5", "pb4/a1", "done", nil}, {"pb5", "pb4/a2", "open", "2020-12-24"}}, rowsOf(t, db, reviews))
	road := "SELECT version, name_indonesian, name_english, edition, edition_date, decision, milestones, assessments FROM roadmap"
	require.Equal(t, [][]any{{int64(1), "Peta jalan", "Road map", int64(1), "2020-01-02", "pb1/d1", int64(2), int64(0)}}, rowsOf(t, db, road))

	p, m, r = postponed(t, p), m.Clone(), r.Clone()
	p.Version, m.Version, r.Version = 1, 1, 1
	m.Actions, m.Reviews, m.Signed = nil, m.Reviews[:1], day(time.December, 1)
	r.Assessments = append(r.Assessments, roadmap.Assessment{On: day(time.May, 1), Region: region.MustParse("51.03"), Status: roadmap.Assisted, By: "panrb", Finding: label("Baik", "")})
	require.NoError(t, s.Commit(t.Context(), backend.Batch{Plans: []*workplan.Plan{p}, Meetings: []*board.Meeting{m}, Roadmaps: []*roadmap.Roadmap{r}}))
	require.Equal(t, [][]any{{int64(2), int64(2020), "Rencana 2020", nil, "draft", int64(2), "2020-04-15", int64(1)}}, rowsOf(t, db, plan))
	require.Equal(t, [][]any{{"sp4n-2020", "A1", "O1", "Pelatihan", "Training", "undp", "2020-07-01", "2020-12-31", "postponed", "2"}, second}, rowsOf(t, db, activities))
	require.Equal(t, [][]any{rupiah}, rowsOf(t, db, lines))
	require.Empty(t, rowsOf(t, db, actions))
	require.Equal(t, [][]any{{"pb5", "pb4/a1", "done", nil}}, rowsOf(t, db, reviews))
	require.Equal(t, [][]any{{"2020-12-01"}}, rowsOf(t, db, "SELECT signed FROM meeting"))
	require.Equal(t, [][]any{{int64(2), int64(1)}}, rowsOf(t, db, "SELECT version, assessments FROM roadmap"))

	p.Version, p.Reports = 2, append(p.Reports, p.Reports[0])
	require.NoError(t, s.Commit(t.Context(), backend.Batch{Plans: []*workplan.Plan{p}}))
	require.Equal(t, [][]any{{int64(3), int64(2)}}, rowsOf(t, db, "SELECT version, reports FROM plan"))
	require.Len(t, rowsOf(t, db, activities), 2, "the same edition, the same rows")
}

// TestEveryLanguageIsStored: the columns repeat two languages of a text, the
// record has all.
func TestEveryLanguageIsStored(t *testing.T) {
	t.Parallel()
	path := t.TempDir() + "/aduan.db"
	s := openedAt(t, path)
	p, m, r := yearPlan(t), fifth(), way()
	p.Name = p.Name.With("nl", "Plan")
	p.Editions[0].Activities[0].Name = p.Editions[0].Activities[0].Name.With("nl", "Opleiding").With("zh-Hant", "培訓")
	m.Title, m.Actions[0].Text = aduan.NewLabel(map[string]string{"nl": "Vergadering"}), m.Actions[0].Text.With("nl", "Brief")
	r.Name = r.Name.With("nl", "Routekaart")
	require.NoError(t, s.Commit(t.Context(), backend.Batch{Plans: []*workplan.Plan{p}, Meetings: []*board.Meeting{m}, Roadmaps: []*roadmap.Roadmap{r}}))
	db := raw(t, path)
	require.Equal(t, [][]any{{"Rencana 2020", nil, `{"id":"Rencana 2020","nl":"Plan"}`}}, rowsOf(t, db, "SELECT name_indonesian, name_english, record -> '$.name' FROM plan"))
	require.Equal(t, [][]any{{nil, nil, `{"nl":"Vergadering"}`}}, rowsOf(t, db, "SELECT title_indonesian, title_english, record -> '$.title' FROM meeting"))

	set := s.Set()
	plan, err := set.Plans.Get(t.Context(), p.ID)
	require.NoError(t, err)
	require.Equal(t, p.Name, plan.Name)
	require.Equal(t, p.Editions[0].Activities[0].Name, plan.Editions[0].Activities[0].Name)
	meeting, err := set.Meetings.Get(t.Context(), m.ID)
	require.NoError(t, err)
	require.Equal(t, m.Title, meeting.Title)
	require.Equal(t, m.Actions[0].Text, meeting.Actions[0].Text)
	road, err := set.Roadmaps.Get(t.Context(), r.ID)
	require.NoError(t, err)
	require.Equal(t, r.Name, road.Name)
}

// TestADamagedPlanIsSaidToBe: a record that somebody else has changed is an
// error, never a plan.
func TestADamagedPlanIsSaidToBe(t *testing.T) {
	t.Parallel()
	path := t.TempDir() + "/aduan.db"
	s := openedAt(t, path)
	b := backend.Batch{Plans: []*workplan.Plan{yearPlan(t)}, Meetings: []*board.Meeting{fifth()}, Roadmaps: []*roadmap.Roadmap{way()}}
	require.NoError(t, s.Commit(t.Context(), b))
	for _, kind := range []storage.Kind{"plan", "meeting", "roadmap"} {
		_, err := raw(t, path).Exec(fmt.Sprintf(`UPDATE %s SET record = replace(record, '"number":', '"numeral":')`, kind))
		require.NoError(t, err)
	}
	set := s.Set()
	_, plan := set.Plans.Get(t.Context(), "sp4n-2020")
	_, meeting := set.Meetings.Get(t.Context(), "pb5")
	_, road := set.Roadmaps.Get(t.Context(), "sp4n")
	for _, err := range []error{plan, meeting, road} {
		var damaged *sqlite.Error
		require.ErrorAs(t, err, &damaged)
		require.Equal(t, sqlite.Corrupt, damaged.Reason)
	}
}
