package workplan_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// mistake is a change of the sample plan and the one field that is wrong then; no
// field if the change stands just inside of a rule.
type mistake struct {
	change func(p *workplan.Plan)
	field  string
}

// requireMistakes makes each mistake by itself.
func requireMistakes(t *testing.T, all map[string]mistake) {
	t.Helper()
	for name, m := range all {
		p := samplePlan()
		m.change(p)
		err := p.Validate()
		if m.field == "" {
			require.NoError(t, err, name)
			continue
		}
		var invalid *storage.InvalidError
		require.True(t, errors.As(err, &invalid), "%s is accepted", name)
		require.Len(t, invalid.Problems, 1, "%s: %v", name, err)
		require.Equal(t, m.field, invalid.Problems[0].Field, "%s: %v", name, err)
	}
}

func activityOf(p *workplan.Plan) *workplan.Activity { return &p.Editions[0].Activities[0] }

func lineOf(p *workplan.Plan) *workplan.Line { return &p.Editions[0].Lines[0] }

// plainActivity leaves the activity with its name, party and days alone.
func plainActivity(p *workplan.Plan) *workplan.Activity {
	a := activityOf(p)
	a.Phases, p.Reports = nil, nil
	return a
}

func TestEveryRuleOfAnActivity(t *testing.T) {
	t.Parallel()
	type plan = workplan.Plan
	const at = "editions[0].activities[0]"
	stopped := func(p *plan, state string) *workplan.Activity {
		a := plainActivity(p)
		a.Cause = text("late")
		switch state {
		case "carried":
			a.State, a.Into = workplan.StateCarriedOver, []workplan.ActivityRef{{Plan: "p2021", Activity: "A1"}}
		case "cancelled":
			a.State = workplan.StateCancelled
		}
		return a
	}
	id, err := complaint.ParseID("019cac2a-9dc0-7844-bee3-624328556283")
	require.NoError(t, err)
	requireMistakes(t, map[string]mistake{
		"no name":          {func(p *plan) { activityOf(p).Name = aduan.Label{} }, at + ".name"},
		"no party":         {func(p *plan) { activityOf(p).Party = "other" }, at + ".party"},
		"no start":         {func(p *plan) { plainActivity(p).Start = aduan.Date{Year: 2020, Month: 1} }, at + ".start"},
		"no end":           {func(p *plan) { plainActivity(p).End = aduan.Date{Year: 2020, Month: 13, Day: 1} }, at + ".end"},
		"a day":            {func(p *plan) { a := plainActivity(p); a.End = a.Start }, ""},
		"ends before":      {func(p *plan) { a := plainActivity(p); a.End, a.Start = a.Start, a.End }, at + ".end"},
		"begins last year": {func(p *plan) { plainActivity(p).Start = day("2019-12-31") }, at + ".start"},
		"ends next year":   {func(p *plan) { plainActivity(p).End = day("2021-01-01") }, at + ".start"},
		"the whole year":   {func(p *plan) { plainActivity(p).End = day("2020-12-31") }, ""},
		"unknown output":   {func(p *plan) { activityOf(p).Output = "O9" }, at + ".output"},
		"unknown region":   {func(p *plan) { activityOf(p).Regions = []region.Code{region.MustParse("51.99")} }, at + ".regions[0]"},
		"region twice":     {func(p *plan) { a := activityOf(p); a.Regions = append(a.Regions, a.Regions[0]) }, at + ".regions[1]"},
		"a weight": {func(p *plan) {
			p.Editions[0].Activities[0].Weight, p.Editions[0].Activities[1].Weight = number("1"), number("2")
		}, ""},
		"one weight": {func(p *plan) { activityOf(p).Weight = number("1") }, at + ".weight"},
		"negative weight": {func(p *plan) {
			p.Editions[0].Activities[0].Weight, p.Editions[0].Activities[1].Weight = number("-1"), number("2")
		}, at + ".weight"},
		"scope of 100":       {func(p *plan) { activityOf(p).Scope = number("100") }, ""},
		"scope beyond":       {func(p *plan) { activityOf(p).Scope = number("100.01") }, at + ".scope"},
		"scope below":        {func(p *plan) { activityOf(p).Scope = number("-0.01") }, at + ".scope"},
		"deliverable":        {func(p *plan) { activityOf(p).Deliverables = []aduan.Label{text("A book"), {}} }, at + ".deliverables[1]"},
		"complaints":         {func(p *plan) { activityOf(p).Complaints = []complaint.ID{id} }, ""},
		"complaint twice":    {func(p *plan) { activityOf(p).Complaints = []complaint.ID{id, id} }, at + ".complaints[1]"},
		"no complaint":       {func(p *plan) { activityOf(p).Complaints = []complaint.ID{{}} }, at + ".complaints[0]"},
		"shares":             {func(p *plan) { activityOf(p).Phases[0].Share = number("41") }, at + ".phases"},
		"negative share":     {func(p *plan) { a := activityOf(p); a.Phases[0].Share, a.Phases[1].Share = number("-1"), number("101") }, at + ".phases[0].share"},
		"quarter again":      {func(p *plan) { activityOf(p).Phases[1].Quarter = quarter(1) }, at + ".phases[1].quarter"},
		"quarter of no year": {func(p *plan) { activityOf(p).Phases[1].Quarter = workplan.Quarter{} }, at + ".phases[1].quarter"},
		"quarter of no day":  {func(p *plan) { activityOf(p).Phases[1].Quarter = quarter(3) }, at + ".phases[1].quarter"},
		"quarter of a day":   {func(p *plan) { a := activityOf(p); a.End, a.Phases[1].Quarter = day("2020-07-01"), quarter(3) }, ""},
		"quarter before":     {func(p *plan) { activityOf(p).Start = day("2020-04-01") }, at + ".phases[0].quarter"},
		"quarter's last day": {func(p *plan) { activityOf(p).Start = day("2020-03-31") }, ""},
		"state of reports":   {func(p *plan) { a := plainActivity(p); a.State, a.Cause = workplan.StateOngoing, text("x") }, at + ".state"},
		"cause": {func(p *plan) {
			a := plainActivity(p)
			a.State, a.Cause = workplan.StatePostponed, aduan.NewLabel(map[string]string{"en": "a\nb"})
		}, at + ".cause.en"},
		"no cause":           {func(p *plan) { plainActivity(p).State = workplan.StatePostponed }, at + ".cause"},
		"carried 100":        {func(p *plan) { stopped(p, "carried").Carried = number("100") }, ""},
		"carried 100.01":     {func(p *plan) { stopped(p, "carried").Carried = number("100.01") }, at + ".carried"},
		"carried -0.01":      {func(p *plan) { stopped(p, "carried").Carried = number("-0.01") }, at + ".carried"},
		"carried, cancelled": {func(p *plan) { stopped(p, "cancelled").Carried = number("1") }, at + ".carried"},
		"carried nowhere":    {func(p *plan) { stopped(p, "carried").Into = nil }, at + ".into"},
		"carried inside":     {func(p *plan) { stopped(p, "carried").Into[0] = workplan.ActivityRef{Plan: "p2020", Activity: "A2"} }, at + ".into[0]"},
		"replaced":           {func(p *plan) { stopped(p, "cancelled").Into = []workplan.ActivityRef{{Plan: "p2020", Activity: "A2"}} }, ""},
		"replaced outside":   {func(p *plan) { stopped(p, "cancelled").Into = []workplan.ActivityRef{{Plan: "p2021", Activity: "A2"}} }, at + ".into[0]"},
		"replaced by none":   {func(p *plan) { stopped(p, "cancelled").Into = []workplan.ActivityRef{{Plan: "p2020", Activity: "A9"}} }, at + ".into[0]"},
		"replaced by itself": {func(p *plan) { stopped(p, "cancelled").Into = []workplan.ActivityRef{{Plan: "p2020", Activity: "A1"}} }, at + ".into[0]"},
		"planned, into":      {func(p *plan) { plainActivity(p).Into = []workplan.ActivityRef{{Plan: "p2020", Activity: "A2"}} }, at + ".into[0]"},
		"from no plan":       {func(p *plan) { activityOf(p).From.Activity = "A1" }, at + ".from.plan"},
		"from no activity":   {func(p *plan) { activityOf(p).From.Plan = "p2019" }, at + ".from.activity"},
		"into no plan":       {func(p *plan) { stopped(p, "carried").Into[0].Plan = "a b" }, at + ".into[0].plan"},
		"into no activity":   {func(p *plan) { stopped(p, "carried").Into[0].Activity = "" }, at + ".into[0].activity"},
	})
}

func TestEveryRuleOfALine(t *testing.T) {
	t.Parallel()
	type plan = workplan.Plan
	const at = "editions[0].lines[0]"
	carried := func(p *plan, amount string) *workplan.Line {
		l := lineOf(p)
		l.Closed, l.Carried, l.Into, p.Reports = true, usd(amount), []workplan.LineRef{{Plan: "p2021", Line: "L1"}}, nil
		return l
	}
	requireMistakes(t, map[string]mistake{
		"nobody's":           {func(p *plan) { lineOf(p).Fund = "other" }, at + ".fund"},
		"of no activity":     {func(p *plan) { lineOf(p).Activity = "A9" }, at + ".activity"},
		"twice":              {func(p *plan) { p.Editions[0].Lines[1].ID = "L1" }, "editions[0].lines[1].id"},
		"nothing":            {func(p *plan) { lineOf(p).Amount, p.Reports = usd("0"), nil }, ""},
		"negative":           {func(p *plan) { lineOf(p).Amount, p.Reports = usd("-0.01"), nil }, at + ".amount"},
		"no currency":        {func(p *plan) { lineOf(p).Amount, p.Reports = workplan.Money{}, nil }, at + ".amount"},
		"phases":             {func(p *plan) { p.Editions[0].Lines[1].Phases[0].Amount = usd("10000.01") }, "editions[0].lines[1].phases"},
		"quarters in order":  {func(p *plan) { p.Editions[0].Lines[1].Phases[1].Quarter = quarter(2) }, "editions[0].lines[1].phases[1].quarter"},
		"carried":            {func(p *plan) { carried(p, "10000") }, ""},
		"carried more":       {func(p *plan) { carried(p, "10000.01") }, at + ".carried"},
		"carried, negative":  {func(p *plan) { carried(p, "-1") }, at + ".carried"},
		"carried, open":      {func(p *plan) { carried(p, "1").Closed = false }, at + ".carried"},
		"carried nowhere":    {func(p *plan) { carried(p, "1").Into = nil }, at + ".carried"},
		"nothing carried":    {func(p *plan) { carried(p, "1").Carried = workplan.Money{} }, at + ".carried"},
		"into no line":       {func(p *plan) { carried(p, "1").Into[0].Line = "" }, at + ".into[0].line"},
		"into no plan":       {func(p *plan) { carried(p, "1").Into[0].Plan = "a b" }, at + ".into[0].plan"},
		"from no line":       {func(p *plan) { lineOf(p).From.Plan = "p2019" }, at + ".from.line"},
		"from no plan":       {func(p *plan) { lineOf(p).From.Line = "L1" }, at + ".from.plan"},
		"control character":  {func(p *plan) { lineOf(p).Name = aduan.NewLabel(map[string]string{"en": "a\nb"}) }, at + ".name.en"},
		"another's currency": {func(p *plan) { p.Editions[0].Lines[1].Phases[0].Amount.Currency = "IDR" }, "editions[0].lines[1].phases[0].amount"},
	})
}

func TestEveryRuleOfAPlan(t *testing.T) {
	t.Parallel()
	type plan = workplan.Plan
	indicator := func(p *plan) *workplan.Indicator { return &p.Editions[0].Outputs[0].Indicators[0] }
	second := func(p *plan) *workplan.Edition {
		*p = *amended(t, p)
		return &p.Editions[1]
	}
	requireMistakes(t, map[string]mistake{
		"no ID":              {func(p *plan) { p.ID = "" }, "id"},
		"version -1":         {func(p *plan) { p.Version = -1 }, "version"},
		"no name":            {func(p *plan) { p.Name = aduan.Label{} }, "name"},
		"calendar":           {func(p *plan) { p.Calendar = "a\nb" }, "calendar"},
		"party twice":        {func(p *plan) { p.Parties = append(p.Parties, p.Parties[0]) }, "parties[3].id"},
		"party of no name":   {func(p *plan) { p.Parties[0].Name = aduan.Label{} }, "parties[0].name"},
		"party of no agency": {func(p *plan) { p.Parties[0].Agency = "a b" }, "parties[0].agency"},
		"party of an agency": {func(p *plan) { p.Parties[0].Agency = agency.ID("id:51.03") }, ""},
		"number":             {func(p *plan) { p.Editions[0].Number = 2 }, "editions[0].number"},
		"date":               {func(p *plan) { p.Editions[0].Date = aduan.Date{} }, "editions[0].date"},
		"reason":             {func(p *plan) { p.Editions[0].Reason = aduan.Label{} }, "editions[0].reason"},
		"a first change":     {func(p *plan) { p.Editions[0].Changes = make([]workplan.Change, 1) }, "editions[0].changes"},
		"the second edition": {func(p *plan) { second(p) }, ""},
		"of the same day":    {func(p *plan) { second(p).Date = p.Editions[0].Date }, ""},
		"before the first":   {func(p *plan) { second(p).Date = day("2019-11-30") }, "editions[1].date"},
		"no change":          {func(p *plan) { second(p).Changes = nil }, "editions[1].changes"},
		"a change twice": {func(p *plan) {
			e := second(p)
			e.Changes = append(e.Changes, e.Changes[0])
		}, "editions[1].changes[1]"},
		"another content":      {func(p *plan) { second(p).Activities[1].Name = text("Other") }, "editions[1]"},
		"no region":            {func(p *plan) { p.Editions[0].Regions[1] = region.Code{} }, "editions[0].regions[1]"},
		"region twice":         {func(p *plan) { p.Editions[0].Regions[1] = p.Editions[0].Regions[0] }, "editions[0].regions[1]"},
		"output of no name":    {func(p *plan) { p.Editions[0].Outputs[0].Name = aduan.Label{} }, "editions[0].outputs[0].name"},
		"indicator of no name": {func(p *plan) { indicator(p).Name = aduan.Label{} }, "editions[0].outputs[0].indicators[0].name"},
		"unit":                 {func(p *plan) { indicator(p).Unit = "a\nb" }, "editions[0].outputs[0].indicators[0].unit"},
		"source": {func(p *plan) {
			indicator(p).Source = aduan.NewLabel(map[string]string{"en": "a\nb"})
		}, "editions[0].outputs[0].indicators[0].source.en"},
		"feed":                    {func(p *plan) { indicator(p).Feed = "a\nb" }, "editions[0].outputs[0].indicators[0].feed"},
		"target of no quarter":    {func(p *plan) { indicator(p).Targets[1].Quarter.Number = 5 }, "editions[0].outputs[0].indicators[0].targets[1].quarter"},
		"target of another year":  {func(p *plan) { indicator(p).Targets[1].Quarter.Year = 2021 }, "editions[0].outputs[0].indicators[0].targets[1].quarter"},
		"targets of one quarter":  {func(p *plan) { indicator(p).Targets[1].Quarter = quarter(2) }, "editions[0].outputs[0].indicators[0].targets[1].quarter"},
		"step of no day":          {func(p *plan) { p.Steps[2].On = aduan.Date{Year: 2020, Month: 2, Day: 30} }, "steps[2].on"},
		"step of nobody":          {func(p *plan) { p.Steps[2].By = "other" }, "steps[2].by"},
		"steps of one day":        {func(p *plan) { p.Steps[2].On = p.Steps[1].On }, ""},
		"steps out of order":      {func(p *plan) { p.Steps[2].On = day("2019-12-09") }, "steps[2].on"},
		"impossible step":         {func(p *plan) { p.Steps[2].Action = workplan.ActionSubmit }, "steps[2].action"},
		"no decision":             {func(p *plan) { p.Steps[1].Decision = "" }, "steps[1].decision"},
		"not a decision":          {func(p *plan) { p.Steps[1].Decision = "a b" }, "steps[1].decision"},
		"an edition to enact":     {func(p *plan) { p.Steps[2].Edition = 1 }, "steps[2].edition"},
		"no edition to submit":    {func(p *plan) { p.Steps, p.Reports = p.Steps[:1], nil; p.Steps[0].Edition = 0 }, "steps[0].edition"},
		"edition 2 to submit":     {func(p *plan) { p.Steps, p.Reports = p.Steps[:1], nil; p.Steps[0].Edition = 2 }, "steps[0].edition"},
		"submitted before":        {func(p *plan) { p.Steps[0].On = day("2019-11-30") }, "steps[0].on"},
		"submitted the same day":  {func(p *plan) { p.Steps[0].On = day("2019-12-01") }, ""},
		"amended before its date": {func(p *plan) { second(p).Date = day("2020-04-21") }, "steps[3].on"},
		"amended to the first":    {func(p *plan) { second(p); p.Steps[3].Edition = 1 }, "steps[3].edition"},
		"approved another": {func(p *plan) {
			second(p).Date, p.Steps[3] = day("2019-12-01"), workplan.Step{On: day("2020-01-02"), Action: workplan.ActionClose, By: "panrb"}
			p.Steps[1].Edition = 2
		}, "steps[1].edition"},
	})
	p := samplePlan()
	p.Year = 0
	require.ErrorContains(t, p.Validate(), "year: 0 is no year from 1 to 9999")
	p.Year = 10000
	require.ErrorContains(t, p.Validate(), "year: 10000 is no year from 1 to 9999")
	p.Editions, p.Steps, p.Reports = nil, nil, nil
	require.ErrorContains(t, p.Validate(), "editions: a plan has at least one edition")
}

func TestEveryRuleOfAReport(t *testing.T) {
	t.Parallel()
	type report = workplan.Report
	on := func(r report) report {
		if r.On.IsZero() {
			r.On = day("2020-04-01")
		}
		if r.By == "" {
			r.By = "undp"
		}
		return r
	}
	all := map[string]mistake{}
	add := func(name, field string, reports ...report) {
		all[name] = mistake{func(p *workplan.Plan) {
			p.Editions[0].Outputs[0].Indicators = append(p.Editions[0].Outputs[0].Indicators, workplan.Indicator{ID: "I2", Name: text("Fed"), Feed: "sp4n"})
			for _, r := range reports {
				p.Reports = append(p.Reports, on(r))
			}
		}, field}
	}
	badung := region.MustParse("51.03")
	done := func(activity workplan.ActivityID, percent string) report {
		return report{Progress: &workplan.Progress{Activity: activity, Done: number(percent)}}
	}
	trained := func(activity workplan.ActivityID, where region.Code, invited, attended, passed int) report {
		return report{Cohort: &workplan.Cohort{Activity: activity, Region: where, Invited: invited, Attended: attended, Passed: passed}}
	}
	spent := func(line workplan.LineID, q int, column workplan.Column, amount string) report {
		return report{Expense: &workplan.Expense{Line: line, Quarter: quarter(q), Column: column, Amount: usd(amount)}}
	}
	met := func(indicator workplan.IndicatorID, q int) report {
		return report{Actual: &workplan.Actual{Indicator: indicator, Quarter: quarter(q), Value: number("1")}}
	}
	named := func(where region.Code, person agency.Person, from, until string) report {
		a := &workplan.Appointment{Region: where, Person: person, From: day(from)}
		if until != "" {
			a.Until = day(until)
		}
		return report{Appointment: a}
	}
	hinders := func(o workplan.Obstacle) report { return report{Obstacle: &o} }
	raised := workplan.Obstacle{ID: "K1", Move: workplan.Raised, Activity: "A1", Level: workplan.ExecutiveLevel, Owner: "undp", Text: text("No room")}
	raise := func(change func(o *workplan.Obstacle)) report {
		o := raised
		change(&o)
		return hinders(o)
	}
	corrects := func(n int, r report) report {
		r.Corrects = n
		return r
	}

	add("no fact", "reports[2]", report{})
	add("two facts", "reports[2]", report{Progress: done("A1", "60").Progress, Expense: spent("L1", 1, workplan.Spent, "1").Expense})
	add("nobody", "reports[2].by", report{By: "other", Progress: done("A1", "60").Progress})
	add("no day", "reports[2].on", report{On: aduan.Date{Year: 2020, Month: 13, Day: 1}, Progress: done("A1", "60").Progress})
	add("all", "", done("A1", "100"), done("A2", "0"))
	add("more than all", "reports[2].progress.done", done("A1", "100.01"))
	add("less than nothing", "reports[2].progress.done", done("A1", "-0.01"))
	add("unknown activity", "reports[2].progress.activity", done("A9", "1"))
	add("unknown line", "reports[2].expense.line", spent("L9", 1, workplan.Spent, "1"))
	add("no column", "reports[2].expense.column", spent("L1", 1, 0, "1"))
	add("column 5", "reports[2].expense.column", spent("L1", 1, workplan.Accepted+1, "1"))
	add("first column", "", spent("L1", 1, workplan.Requested, "1"))
	add("quarter 5", "reports[2].expense.quarter", spent("L1", 5, workplan.Spent, "1"))
	add("negative", "reports[2].expense.amount", spent("L1", 1, workplan.Spent, "-1"))
	add("trained", "", trained("A2", badung, 3, 2, 1), trained("A2", badung, 3, 3, 3), trained("A2", badung, 1, 0, 0), trained("A2", badung, 1_000_000, 0, 0))
	add("no training", "reports[2].cohort.activity", trained("A1", badung, 3, 2, 1))
	add("elsewhere", "reports[2].cohort.region", trained("A2", region.MustParse("51.04"), 3, 2, 1))
	add("passed more", "reports[2].cohort", trained("A2", badung, 3, 2, 3))
	add("attended more", "reports[2].cohort", trained("A2", badung, 3, 4, 1))
	add("passed -1", "reports[2].cohort", trained("A2", badung, 3, 2, -1))
	add("nobody invited", "reports[2].cohort", trained("A2", badung, 0, 0, 0))
	add("everybody invited", "reports[2].cohort", trained("A2", badung, 1_000_001, 0, 0))
	add("value", "", met("I1", 1))
	add("value of no indicator", "reports[2].actual.indicator", met("I9", 1))
	add("value that is computed", "reports[2].actual.indicator", met("I2", 1))
	add("value of no quarter", "reports[2].actual.quarter", met("I1", 0))
	add("appointed", "", named(badung, "wayan", "2020-01-01", "2020-01-01"), named(badung, "wayan", "2020-01-01", ""))
	add("appointed elsewhere", "reports[2].appointment.region", named(region.MustParse("51.04"), "wayan", "2020-01-01", ""))
	add("appointed nobody", "reports[2].appointment.person", named(badung, "I Wayan", "2020-01-01", ""))
	add("appointed backwards", "reports[2].appointment.until", named(badung, "wayan", "2020-01-02", "2020-01-01"))
	add("corrected", "", corrects(1, done("A1", "40")))
	add("corrects another kind", "reports[2].corrects", corrects(2, done("A1", "40")))
	add("corrects itself", "reports[2].corrects", corrects(3, done("A1", "40")))
	add("corrects -1", "reports[2].corrects", corrects(-1, done("A1", "40")))
	add("corrected twice", "reports[3].corrects", corrects(1, done("A1", "40")), corrects(1, done("A1", "30")))
	add("corrected the correction", "", corrects(1, done("A1", "40")), corrects(3, done("A1", "30")))
	add("corrected the same day", "", corrects(1, report{On: day("2020-03-31"), Progress: done("A1", "40").Progress}))
	add("corrected before", "reports[2].on", corrects(1, report{On: day("2020-03-30"), Progress: done("A1", "40").Progress}))
	add("corrects an obstacle", "reports[3].corrects", hinders(raised), corrects(3, raise(func(o *workplan.Obstacle) { o.ID = "K2" })))

	escalate := func(level workplan.Level) report {
		return hinders(workplan.Obstacle{ID: "K1", Move: workplan.Escalated, Level: level, Owner: "undp"})
	}
	resolve := hinders(workplan.Obstacle{ID: "K1", Move: workplan.Resolved})
	add("obstacle", "", hinders(raised), escalate(workplan.BoardLevel), resolve)
	add("obstacle of no ID", "reports[2].obstacle.id", raise(func(o *workplan.Obstacle) { o.ID = "" }))
	add("obstacle of no text", "reports[2].obstacle.text", raise(func(o *workplan.Obstacle) { o.Text = aduan.Label{} }))
	add("obstacle of no move", "reports[2].obstacle.move", raise(func(o *workplan.Obstacle) { o.Move = 0 }))
	add("obstacle of move 4", "reports[2].obstacle.move", raise(func(o *workplan.Obstacle) { o.Move = workplan.Resolved + 1 }))
	add("obstacle of no activity", "reports[2].obstacle.activity", raise(func(o *workplan.Obstacle) { o.Activity = "" }))
	add("obstacle of another activity", "reports[2].obstacle.activity", raise(func(o *workplan.Obstacle) { o.Activity = "A9" }))
	add("obstacle of no level", "reports[2].obstacle.level", raise(func(o *workplan.Obstacle) { o.Level = 0 }))
	add("obstacle of level 4", "reports[2].obstacle.level", raise(func(o *workplan.Obstacle) { o.Level = workplan.BoardLevel + 1 }))
	add("obstacle of nobody", "reports[2].obstacle.owner", raise(func(o *workplan.Obstacle) { o.Owner = "other" }))
	add("raised twice", "reports[3].obstacle.move", hinders(raised), hinders(raised))
	add("raised again", "reports[4].obstacle.move", hinders(raised), resolve, hinders(raised))
	add("escalated to where it is", "reports[3].obstacle.level", hinders(raised), escalate(workplan.ExecutiveLevel))
	add("resolved, not raised", "reports[2].obstacle.move", resolve)
	add("resolved twice", "reports[4].obstacle.move", hinders(raised), resolve, resolve)
	add("resolved, with a level", "reports[3].obstacle", hinders(raised), hinders(workplan.Obstacle{ID: "K1", Move: workplan.Resolved, Level: workplan.BoardLevel}))
	add("resolved, with an owner", "reports[3].obstacle", hinders(raised), hinders(workplan.Obstacle{ID: "K1", Move: workplan.Resolved, Owner: "undp"}))
	requireMistakes(t, all)
}

func TestEveryRuleOfTheRules(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(r *workplan.Rules)
		field  string
	}{
		"as they are":        {func(*workplan.Rules) {}, ""},
		"no tolerance":       {func(r *workplan.Rules) { r.Tolerance = number("0") }, ""},
		"negative tolerance": {func(r *workplan.Rules) { r.Tolerance = number("-0.1") }, "tolerance"},
		"negative alarm":     {func(r *workplan.Rules) { r.Alarm = number("-1") }, "alarm"},
		"6 decimals":         {func(r *workplan.Rules) { r.Decimals = 6 }, ""},
		"7 decimals":         {func(r *workplan.Rules) { r.Decimals = 7 }, "decimals"},
		"-1 decimals":        {func(r *workplan.Rules) { r.Decimals = -1 }, "decimals"},
		"no status":          {func(r *workplan.Rules) { r.Status[0].Status = 0 }, "status[0].status"},
		"status beyond":      {func(r *workplan.Rules) { r.Status[0].Status = workplan.Lagging + 1 }, "status[0].status"},
		"obstacle beyond":    {func(r *workplan.Rules) { r.Status[5].Obstacle = workplan.BoardLevel + 1 }, "status[5].obstacle"},
		"obstacle below":     {func(r *workplan.Rules) { r.Status[5].Obstacle = -1 }, "status[5].obstacle"},
	} {
		r := workplan.DefaultRules()
		tt.change(&r)
		err := r.Validate()
		if tt.field == "" {
			require.NoError(t, err, name)
			continue
		}
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid, name)
		require.Equal(t, tt.field, invalid.Problems[0].Field, name)
	}
}
