package storagetest

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
)

// said is a text for people.
func said(indonesian, english string) aduan.Label {
	return aduan.NewLabel(map[string]string{"id": indonesian, "en": english})
}

// on is a day of 2020.
func on(m time.Month, day int) aduan.Date { return aduan.Date{Year: 2020, Month: m, Day: day} }

// quarter is a quarter of 2020.
func quarter(n int) workplan.Quarter { return workplan.Quarter{Year: 2020, Number: n} }

// exact reads a number, amount a sum of money; what cannot be read is 0, which
// no record here holds.
func exact(text string) workplan.Number {
	n, err := workplan.ParseNumber(text)
	if err != nil {
		return workplan.Number{}
	}
	return n
}

func amount(text string) workplan.Money {
	m, err := workplan.ParseMoney(text)
	if err != nil {
		return workplan.Money{}
	}
	return m
}

// year makes a small plan of 2020 with an activity and its budget line.
func year(id workplan.PlanID) *workplan.Plan {
	return &workplan.Plan{
		ID: id, Year: 2020, Name: said("Rencana 2020", "Plan 2020"), Calendar: "id-national",
		Parties: []workplan.Party{{ID: "panrb", Name: said("PANRB", "")}, {ID: "undp", Name: said("UNDP", "")}},
		Editions: []workplan.Edition{{Number: 1, Date: aduan.Date{Year: 2019, Month: time.December, Day: 1}, Reason: said("Baru", "New"), Content: workplan.Content{
			Regions: []region.Code{region.MustParse("51.03"), region.MustParse("34.04")},
			Outputs: []workplan.Output{{ID: "O1", Name: said("Kapasitas", "Capacity")}},
			Activities: []workplan.Activity{{
				ID: "A1", Output: "O1", Name: said("Pelatihan", "Training"), Party: "undp", Start: on(time.January, 1), End: on(time.June, 30),
				Regions: []region.Code{region.MustParse("51.03")},
			}},
			Lines: []workplan.Line{{ID: "L1", Activity: "A1", Fund: "panrb", Amount: amount("10000.00 USD")}},
		}}},
	}
}

// first is what the first edition of a plan says.
func first(p *workplan.Plan) *workplan.Content { return &p.Editions[0].Content }

// amended adds an edition in which the activity is postponed and says why.
func amended(p *workplan.Plan) {
	e := copyOf(p.Editions[0])
	a := &e.Activities[0]
	a.Start, a.End, a.State, a.Cause = on(time.July, 1), on(time.December, 31), workplan.StatePostponed, said("Pandemi", "Covid-19")
	e.Number, e.Date, e.Reason = 2, on(time.April, 15), said("Pandemi", "Covid-19")
	after := copyOf(*a)
	e.Changes = []workplan.Change{{Event: workplan.Postponed, Subject: workplan.SubjectActivity, ID: "A1", Activity: &after}}
	p.Editions = append(p.Editions, e)
}

// enacted adds the steps by which a plan takes force.
func enacted(p *workplan.Plan) {
	december := func(day int) aduan.Date { return aduan.Date{Year: 2019, Month: time.December, Day: day} }
	p.Steps = []workplan.Step{
		{On: december(2), Action: workplan.ActionSubmit, By: "undp", Edition: 1},
		{On: december(10), Action: workplan.ActionApprove, By: "panrb", Edition: 1, Decision: "pb1/d1", Note: said("Disetujui", "Approved")},
		{On: on(time.January, 1), Action: workplan.ActionEnact, By: "undp"},
	}
}

// done is a report of progress.
func done(percent string) workplan.Report {
	return workplan.Report{On: on(time.March, 31), By: "undp", Progress: &workplan.Progress{Activity: "A1", Done: exact(percent)}}
}

// grown fills a plan with a past.
func grown(p *workplan.Plan) {
	amended(p)
	enacted(p)
	p.Reports = append(p.Reports, done("25"), done("50"))
}

// planChecks test work plans.
func planChecks() []Check {
	type plan = workplan.Plan
	k := keyed[workplan.PlanID, plan, workplan.Query]{
		kind: "plan", one: "a plan", all: "plans",
		reader: func(s backend.Set) storage.Reader[workplan.PlanID, plan, workplan.Query] { return s.Plans },
		batch:  func(list ...*plan) backend.Batch { return backend.Batch{Plans: list} },
		query: func(after workplan.PlanID, limit int) workplan.Query {
			return workplan.Query{After: after, Limit: limit}
		},
		id:      func(p *plan) workplan.PlanID { return p.ID },
		version: func(p *plan) *storage.Version { return &p.Version },
		facts:   func(p *plan) int { return len(p.Editions) + len(p.Steps) + len(p.Reports) },
		make:    year,
		next:    func(p *plan) { p.Reports = append(p.Reports, done("10"), done("20")) },
		spoil:   func(p *plan) { p.Editions = nil },
		scribble: func(p *plan) {
			p.Parties[0].ID, p.Editions[0].Reason, first(p).Lines[0].Fund = "scribbled", said("x", "x"), "scribbled"
			first(p).Regions[0], first(p).Activities[0].Regions[0] = first(p).Regions[1], first(p).Regions[1]
		},
	}
	return slices.Concat([]Check{
		k.back("money", "amounts come back to the last digit, in every currency, however large or small", func(p *plan) {
			for i, text := range []string{"0.01 USD", "99999999999999999999999999999.99 IDR", "12345678901234567891 KRW", "1234567890123.456 KWD", "0.10 USD"} {
				line := first(p).Lines[0]
				line.ID, line.Amount = workplan.LineID([]byte{'M', 'a' + byte(i)}), amount(text)
				first(p).Lines = append(first(p).Lines, line)
			}
		}),
		k.back("numbers", "percentages and values come back to the last digit, without rounding and without binary fractions", func(p *plan) {
			third := exact("33.3333333333333333333333333")
			first(p).Activities[0].Phases = []workplan.Phase{{Quarter: quarter(1), Share: third}, {Quarter: quarter(2), Share: exact("66.6666666666666666666666667")}}
			first(p).Outputs[0].Indicators = []workplan.Indicator{{ID: "I1", Name: said("Tepat waktu", ""), Unit: "%", Baseline: exact("0.1"), Targets: []workplan.Target{{Quarter: quarter(4), Value: exact("-12345678901234567890.1")}}}}
		}),
		k.back("full", "everything that an activity, a budget line and an output hold comes back, lists in their order", fullPlan),
		k.back("labels", "texts come back in both languages, quotation marks and letters of every script included", func(p *plan) {
			p.Name = said(`Rencana "2020" d'Unité `+"\u0303 \U0001F4C8 \\", "Plan & <b> 年")
		}),
		k.back("languages", "texts come back in every language, whichever it is", func(p *plan) {
			p.Name = p.Name.With("zh-Hant", "計畫").With("nl", "Werkplan")
			first(p).Outputs[0].Name = aduan.NewLabel(map[string]string{"nl": "Scholing"})
		}),
		k.back("editions", "every edition comes back, with its changes and its content", func(p *plan) { amended(p) }),
		k.back("steps", "the steps come back in their order, with decisions and notes", enacted),
		k.back("reports", "facts of every kind come back in their order, later ones about earlier days included", reported2020),
		k.past("year", "the year of a plan never changes", func(*plan) {}, func(p *plan) {
			p.Year, first(p).Activities = 2021, nil
			first(p).Lines = nil
		}),
		k.past("calendar", "the calendar of a plan never changes", grown, func(p *plan) { p.Calendar = "other" }),
		k.past("party", "a party of a plan never changes", grown, func(p *plan) { p.Parties[0].Name = p.Parties[0].Name.With("en", "forged") }),
		k.past("edition", "an edition never changes", grown, func(p *plan) { p.Editions[1].Reason = p.Editions[1].Reason.With("en", "forged") }),
		k.past("baseline", "the content of the first edition never changes", grown, func(p *plan) {
			for i := range p.Editions {
				p.Editions[i].Lines[0].Amount = amount("10000.01 USD")
			}
		}),
		k.past("edition-lost", "an edition does not go", grown, func(p *plan) { p.Editions = p.Editions[:1] }),
		k.past("step", "a step never changes", grown, func(p *plan) { p.Steps[1].Decision = "forged" }),
		k.past("step-lost", "a step does not go", grown, func(p *plan) { p.Steps = p.Steps[:2] }),
		k.past("report", "a report never changes", grown, func(p *plan) { p.Reports[0].Progress.Done = exact("26") }),
		k.past("report-lost", "a report does not go", grown, func(p *plan) { p.Reports = p.Reports[:1] }),
		k.past("report-order", "reports keep their order", grown, func(p *plan) { p.Reports[0], p.Reports[1] = p.Reports[1], p.Reports[0] }),
	}, k.checks(), k.narrowed(
		"year", "a list of one year leaves out the plans of others",
		func(q workplan.Query) workplan.Query { q.Year = 2020; return q },
		otherYear(2021), otherYear(2019), otherYear(20),
	))
}

// otherYear moves a plan without activities into another year.
func otherYear(n int) func(p *workplan.Plan) {
	return func(p *workplan.Plan) {
		p.Year = n
		first(p).Activities, first(p).Lines = nil, nil
	}
}

// fullPlan fills what a plan of one edition may hold.
func fullPlan(p *workplan.Plan) {
	p.Parties[1].Agency = "id.undp"
	c := first(p)
	c.Outputs = append(c.Outputs, workplan.Output{ID: "O0", Name: said("Dulu", "Earlier"), Indicators: []workplan.Indicator{{
		ID: "I1", Name: said("Tepat waktu", "In time"), Unit: "%", Baseline: exact("40"), Source: said("Laporan", "Report"), Feed: "in_time",
		Targets: []workplan.Target{{Quarter: quarter(2), Value: exact("60")}, {Quarter: quarter(4), Value: exact("80.5")}},
	}}})
	old := c.Activities[0]
	old.ID, old.State, old.Cause, old.Into = "A0", workplan.StateCarriedOver, said("Pandemi", "Covid-19"), []workplan.ActivityRef{{Plan: "p2021", Activity: "A0"}, {Plan: "p2021", Activity: "A1"}}
	old.Weight = exact("1.5")
	a := &c.Activities[0]
	a.Regions = []region.Code{region.MustParse("51.03"), region.MustParse("34.04")}
	a.Phases = []workplan.Phase{{Quarter: quarter(1), Share: exact("37.5")}, {Quarter: quarter(2), Share: exact("62.5")}}
	a.Weight, a.Deliverables, a.Training = exact("2"), []aduan.Label{said("Modul", "Module"), said("Laporan", "")}, true
	a.Complaints = []complaint.ID{{UUID: numbered(1, 9)}, {UUID: numbered(1, 3)}}
	a.From, a.Scope = workplan.ActivityRef{Plan: "p2019", Activity: "A7"}, exact("50")
	c.Activities = append(c.Activities, old)
	closed := c.Lines[0]
	closed.ID, closed.Activity, closed.Carried, closed.Closed = "L0", "A0", amount("4000.00 USD"), true
	closed.Into, closed.Name = []workplan.LineRef{{Plan: "p2021", Line: "L9"}, {Plan: "p2021", Line: "L2"}}, said("Sisa", "Rest")
	l := &c.Lines[0]
	l.Phases = []workplan.LinePhase{{Quarter: quarter(1), Amount: amount("2500.00 USD")}, {Quarter: quarter(2), Amount: amount("7500.00 USD")}}
	l.From = workplan.LineRef{Plan: "p2019", Line: "L7"}
	c.Lines = append(c.Lines, closed)
}

// reported2020 adds a report of every kind.
func reported2020(p *workplan.Plan) {
	first(p).Outputs[0].Indicators = []workplan.Indicator{{ID: "I1", Name: said("Tepat waktu", ""), Baseline: exact("40"), Targets: []workplan.Target{{Quarter: quarter(4), Value: exact("80")}}}}
	first(p).Activities[0].Training = true
	bali := region.MustParse("51.03")
	p.Reports = []workplan.Report{
		done("50"),
		{On: on(time.April, 2), By: "undp", Progress: &workplan.Progress{Activity: "A1", Done: exact("12.5")}, Corrects: 1, Note: said("Salah hitung", "Miscounted")},
		{On: on(time.March, 31), By: "undp", Expense: &workplan.Expense{Line: "L1", Quarter: quarter(1), Column: workplan.Requested, Amount: amount("100.10 USD")}},
		{On: on(time.March, 31), By: "undp", Expense: &workplan.Expense{Line: "L1", Quarter: quarter(1), Column: workplan.Spent, Amount: amount("100.10 USD")}},
		{On: on(time.March, 31), By: "panrb", Cohort: &workplan.Cohort{Activity: "A1", Region: bali, Invited: 30, Attended: 28, Passed: 0}},
		{On: on(time.April, 1), By: "undp", Obstacle: &workplan.Obstacle{ID: "K1", Move: workplan.Raised, Activity: "A1", Level: workplan.WorkingLevel, Owner: "undp", Text: said("Pandemi", ""), Proposal: said("Daring", "Online")}},
		{On: on(time.April, 9), By: "undp", Obstacle: &workplan.Obstacle{ID: "K1", Move: workplan.Escalated, Level: workplan.BoardLevel, Owner: "panrb"}},
		{On: on(time.May, 1), By: "undp", Obstacle: &workplan.Obstacle{ID: "K1", Move: workplan.Resolved}},
		{On: on(time.December, 31), By: "undp", Actual: &workplan.Actual{Indicator: "I1", Quarter: quarter(4), Value: exact("79.9")}},
		{On: on(time.February, 1), By: "panrb", Appointment: &workplan.Appointment{Region: bali, Person: "ketut", From: on(time.February, 3), Until: on(time.August, 1)}},
		{On: on(time.February, 2), By: "panrb", Appointment: &workplan.Appointment{Region: bali, Person: "made", From: on(time.August, 2)}},
	}
}
