package evaluation_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// said is everything that an evaluation says to people, in one language.
func said(t *testing.T, w aduan.Words) string {
	t.Helper()
	p, err := workplan.Parse("plan.yaml", []byte(planFile(t)), workplan.Sources{})
	require.NoError(t, err)
	e := evaluate(t, p, "2020-11-12", workplan.DefaultRules())
	var b strings.Builder
	for _, table := range []workplan.Table{
		e.ActivityTable(w), e.LaggingTable(w), e.ValueTable(w),
		e.BreakdownTable(evaluation.ByOutput, w), e.BreakdownTable(evaluation.ByQuarter, w), e.BreakdownTable(evaluation.ByRegion, w),
		e.BreakdownTable(evaluation.ByParty, w), e.BreakdownTable(evaluation.ByFund, w),
		e.ObstacleTable(w), e.RegionTable(w, func(r evaluation.RegionStatus) string { return "Kabupaten " + r.Region.String() }, nil),
		evaluation.FACETable(evaluation.FACE(p, day("2020-11-12")), w), workplan.ChangeTable(p.Editions[1].Changes, w),
	} {
		b.WriteString(table.Text() + "\n")
	}
	b.WriteString(e.Remaining().In(w) + "\n" + evaluate(t, p, "2019-11-12", workplan.DefaultRules()).Remaining().In(w) + "\n")
	b.WriteString(evaluate(t, p, "2021-01-01", workplan.DefaultRules()).Remaining().In(w) + "\n")
	for _, why := range reasons(t) {
		b.WriteString(why.In(w) + "\n")
	}
	return b.String()
}

func TestTables(t *testing.T) {
	t.Parallel()
	for name, w := range map[string]aduan.Words{"id": aduan.Indonesian(), "en": aduan.English()} {
		golden.File(t, *update, "tables_"+name+".txt", said(t, w))
	}
}

// Whatever stands outside of the brackets of the pseudo-language is data.
func TestNothingIsSaidOutsideOfTexts(t *testing.T) {
	t.Parallel()
	machine, err := workplan.ActivityMachine()
	require.NoError(t, err)
	w := aduan.Pseudo(aduan.FormatTexts(), workplan.Texts(), evaluation.Texts(), machine.Texts())
	curve, err := evaluation.SCurve(curvePlan(), day("2020-11-12"), workplan.DefaultRules(), office(t))
	require.NoError(t, err)
	svg, err := curve.SVG(w)
	require.NoError(t, err)
	out := said(t, w) + curve.Table(w).Text() + curve.WeightTable(w).Text() + string(svg)
	golden.File(t, *update, "outside.txt", pseudo.Outside(out))
}

func TestRegionsObstaclesTrainings(t *testing.T) {
	t.Parallel()
	p, err := workplan.Parse("plan.yaml", []byte(planFile(t)), workplan.Sources{})
	require.NoError(t, err)
	before := evaluate(t, p, "2020-07-31", workplan.DefaultRules())
	require.Len(t, before.WithoutCoordinator(), 2)
	require.Empty(t, before.Trainings)
	require.Len(t, before.OpenObstacles(), 1)
	require.Equal(t, workplan.BoardLevel, before.OpenObstacles()[0].Level)
	require.Equal(t, workplan.WorkingLevel, evaluate(t, p, "2020-05-03", workplan.DefaultRules()).OpenObstacles()[0].Level)
	require.Empty(t, evaluate(t, p, "2020-03-31", workplan.DefaultRules()).OpenObstacles())

	after := evaluate(t, p, "2020-11-12", workplan.DefaultRules())
	require.Equal(t, []evaluation.RegionStatus{{Region: region.MustParse("34.04")}}, after.WithoutCoordinator())
	require.Equal(t, evaluation.RegionStatus{Region: region.MustParse("51.03"), Coordinator: "coordinator-1", Since: day("2020-08-01"), Activities: 1}, after.Regions[0])
	require.Equal(t, []evaluation.TrainingStatus{{Activity: "A2", Region: region.MustParse("34.04"), Cohorts: 2, Invited: 50, Attended: 48, Passed: 44}}, after.Trainings)

	p.Reports = append(p.Reports, workplan.Report{On: day("2020-10-01"), By: "panrb", Appointment: &workplan.Appointment{
		Region: region.MustParse("51.03"), Person: "coordinator-2", From: day("2020-10-01"), Until: day("2020-11-11"),
	}})
	require.Len(t, evaluate(t, p, "2020-11-12", workplan.DefaultRules()).WithoutCoordinator(), 2, "the successor left the day before")
	require.Len(t, evaluate(t, p, "2020-11-11", workplan.DefaultRules()).WithoutCoordinator(), 1)
}

// TestOrderOfFacts: trainings come by activity and region, obstacles by the day and their
// ID; an activity that is none has its ID, and what has no money a row all the same.
func TestOrderOfFacts(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	a := p.Editions[0].Activities[1].Clone()
	a.ID = "A0"
	p.Editions[0].Activities = append(p.Editions[0].Activities, a)
	p.Editions[0].Lines = nil
	p.Reports = nil
	report := func(r workplan.Report, on string) {
		r.On, r.By = day(on), "undp"
		p.Reports = append(p.Reports, r)
	}
	for _, c := range [][2]string{{"A2", "51.03"}, {"A2", "34.04"}, {"A0", "51.03"}, {"A2", "51.03"}} {
		report(workplan.Report{Cohort: &workplan.Cohort{Activity: workplan.ActivityID(c[0]), Region: region.MustParse(c[1]), Invited: 1}}, "2020-09-01")
	}
	for _, o := range [][2]string{{"K2", "2020-03-02"}, {"K1", "2020-03-02"}, {"K3", "2020-03-01"}} {
		report(workplan.Report{Obstacle: &workplan.Obstacle{
			ID: workplan.ObstacleID(o[0]), Move: workplan.Raised, Activity: "A1", Level: workplan.WorkingLevel, Owner: "undp", Text: text("No room"),
		}}, o[1])
	}
	e, err := evaluation.Evaluate(p, day("2020-11-12"), workplan.DefaultRules(), office(t))
	require.NoError(t, err)
	training := func(a workplan.ActivityID, code string, n int) evaluation.TrainingStatus {
		return evaluation.TrainingStatus{Activity: a, Region: region.MustParse(code), Cohorts: n, Invited: n}
	}
	require.Equal(t, []evaluation.TrainingStatus{training("A0", "51.03", 1), training("A2", "34.04", 1), training("A2", "51.03", 2)}, e.Trainings)
	var ids []string
	for _, o := range e.Obstacles {
		ids = append(ids, string(o.ID))
	}
	require.Equal(t, []string{"K3", "K1", "K2"}, ids)
	e.Obstacles[0].Activity = "A9"
	rows := e.ObstacleTable(aduan.English()).Rows
	require.Equal(t, []string{"A9", "Coordinators"}, []string{rows[0][1], rows[1][1]})
	var keys []string
	for _, row := range e.BreakdownTable(evaluation.ByParty, aduan.English()).Rows {
		keys = append(keys, row[0]+" "+row[2])
	}
	require.Equal(t, []string{"panrb 1", "undp 2"}, keys)

	e.Regions[0].Coordinator = "c1"
	for want, person := range map[string]func(agency.Person) string{
		"c1": nil, "<c1>": func(p agency.Person) string { return "<" + string(p) + ">" },
	} {
		rows := e.RegionTable(aduan.English(), nil, person).Rows
		require.Equal(t, want, rows[0][2])
		require.NotContains(t, rows[1][2], "c1")
	}
}

// TestLateInTheYearAfter counts the days of the year that have passed, its last among them, and none of
// the year after.
func TestLateInTheYearAfter(t *testing.T) {
	t.Parallel()
	for end, want := range map[string]int{"2021-12-29": 2, "2021-12-30": 1, "2021-12-31": 0} { // a Friday, and worked
		p := one(workplan.Activity{Start: day("2021-01-01"), End: day(end)}, "1000")
		p.Year, p.Editions[0].Outputs[0].Indicators = 2021, nil
		a := evaluate(t, p, "2022-01-05", workplan.DefaultRules()).Activities[0]
		require.Equal(t, want, a.DaysLate, end)
		require.Equal(t, "overdue", a.Rule)
	}
}

func TestAlarm(t *testing.T) {
	t.Parallel()
	year := workplan.Activity{Start: day("2020-01-01"), End: day("2020-12-31")}
	rules := workplan.DefaultRules()
	for done, want := range map[string]bool{"78": false, "77": true} {
		// 31 of 243 working days are left after 12 November: 22 percent in 31
		// days is 1.93 times the pace of 78 percent in 212, 23 percent in 31 is
		// 2.04 times that of 77 percent.
		e := evaluate(t, one(year, "1000", progress("2020-11-12", "A1", done)), "2020-11-12", rules)
		require.Equal(t, want, e.Alarm, done)
		require.Equal(t, done, e.Done.String())
		require.Equal(t, "87.24", e.Planned.String())
	}
	e := evaluate(t, one(year, "1000", progress("2020-11-12", "A1", "77")), "2020-11-12", rules)
	require.Equal(t, "Alarm: the pace so far is not enough. 49 days (7 weeks, 31 working days) are left; 23.00 % of the work is open: "+
		"it needs 0.74 % per working day, so far it was 0.36 %.", e.Remaining().In(aduan.English()))
	require.Equal(t, "Peringatan: laju sampai sekarang tidak cukup. Sisa 49 hari (7 minggu, 31 hari kerja); 23,00 % pekerjaan belum selesai: "+
		"perlu 0,74 % per hari kerja, sampai sekarang 0,36 %.", e.Remaining().In(aduan.Indonesian()))
	require.Equal(t, "The plan year begins in 31 days.", evaluate(t, one(year, "1000"), "2019-12-01", rules).Remaining().In(aduan.English()))
	e = evaluate(t, one(year, "1000", progress("2020-11-12", "A1", "99")), "2021-01-01", rules)
	require.Equal(t, "Alarm: the pace so far is not enough. 0 days (0 weeks, 0 working days) are left; 1.00 % of the work is open.", e.Remaining().In(aduan.English()))
	require.True(t, e.Alarm, "no time is left")
	require.False(t, evaluate(t, one(year, "1000"), "2019-12-31", rules).Alarm, "it has not begun")
	rules.Alarm = workplan.Number{}
	require.False(t, evaluate(t, one(year, "1000"), "2020-11-12", rules).Alarm)
}

// Work that begins late in the year is no reason for an alarm while it goes as
// planned, and neither is a small rest with much time.
func TestNoFalseAlarm(t *testing.T) {
	t.Parallel()
	late := workplan.Activity{Start: day("2020-10-01"), End: day("2020-12-31")}
	early := workplan.Activity{Start: day("2020-01-01"), End: day("2020-06-30")}
	rules := workplan.DefaultRules()
	for _, tt := range []struct {
		activity   workplan.Activity
		done, asOf string
		want       bool
	}{
		{late, "0", "2020-01-02", false},
		{late, "0", "2020-09-30", false},
		{late, "0", "2020-10-01", true},
		{late, "1.639344", "2020-10-01", false}, // one of 61 working days, exactly on plan
		{late, "1", "2020-10-01", false},
		{late, "0.8", "2020-10-01", true},
		{late, "50", "2020-11-12", false},
		{early, "99", "2020-08-03", false},
		{early, "20", "2020-08-03", true},
	} {
		p := one(tt.activity, "1000", progress(tt.asOf, "A1", tt.done))
		require.Equal(t, tt.want, evaluate(t, p, tt.asOf, rules).Alarm, "%s %% on %s", tt.done, tt.asOf)
	}
	p := one(late, "1000")
	planned, err := evaluation.PlannedProgress(p, p.Editions[0].Activities[0], day("2020-11-12"), office(t))
	require.NoError(t, err)
	p.Reports = []workplan.Report{progress("2020-11-12", "A1", planned.String())}
	require.False(t, evaluate(t, p, "2020-11-12", rules).Alarm, "exactly on plan")
}

// An appointment that has ended hides no other one that holds; one without an
// end is ended by the next.
func TestAppointments(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	appoint := func(person, from, until string) {
		a := workplan.Appointment{Region: region.MustParse("51.03"), Person: agency.Person(person), From: day(from)}
		if until != "" {
			a.Until = day(until)
		}
		p.Reports = append(p.Reports, workplan.Report{On: day("2020-01-02"), By: "undp", Appointment: &a})
	}
	appoint("deputy", "2020-05-01", "2020-06-30")
	appoint("head", "2020-02-01", "2020-12-31")
	for on, want := range map[string]agency.Person{"2020-01-31": "", "2020-04-30": "head", "2020-05-01": "deputy", "2020-06-30": "deputy", "2020-07-01": "head", "2021-01-01": ""} {
		require.Equal(t, want, evaluate(t, p, on, workplan.DefaultRules()).Regions[0].Coordinator, on)
	}
	appoint("open", "2020-08-01", "")
	appoint("next", "2020-09-01", "2020-09-30")
	appoint("instead", "2020-09-01", "2020-10-15")
	for on, want := range map[string]agency.Person{"2020-08-31": "open", "2020-09-30": "instead", "2020-10-16": "head"} {
		s := evaluate(t, p, on, workplan.DefaultRules()).Regions[0]
		require.Equal(t, want, s.Coordinator, on)
	}
}
