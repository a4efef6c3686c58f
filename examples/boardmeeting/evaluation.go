package main

import (
	"slices"
	"strconv"

	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// timeLeft holds the open work against the time that is left.
func (w *writer) timeLeft(p *workplan.Plan, e *evaluation.Evaluation) {
	w.section(w.say("left", "year", strconv.Itoa(p.Year)))
	w.text(w.say("left.time", "days", e.Time.Days, "weeks", e.Time.Weeks, "working", int(e.Time.WorkingDays)))
	w.text(w.say("left.work", "planned", w.percent(e.Planned), "done", w.percent(e.Done)))
	if e.Alarm {
		w.text(w.say("left.alarm", "times", w.rules.Alarm))
	}
	for _, s := range []workplan.Status{workplan.OnTrack, workplan.AtRisk, workplan.Lagging, workplan.Done, workplan.NotDue, workplan.Stopped} {
		if n := len(e.With(s)); n > 0 {
			w.item(s.In(w.words) + ": " + w.words.Value(n))
		}
	}
}

// evaluation is the evaluation from the first quarter until the day.
func (w *writer) evaluation(p *workplan.Plan, e *evaluation.Evaluation) error {
	w.section(w.say("evaluation", "quarter", workplan.Quarter{Year: p.Year, Number: 1}, "day", w.asOf))
	// The CSV files have all columns; the paper leaves out IDs and variances.
	const id, name, reason, sv, cv = 0, 1, 8, 10, 11
	w.table("activities", e.ActivityTable(w.words), id, reason)
	w.table("quarters", e.BreakdownTable(evaluation.ByQuarter, w.words), name, sv, cv)
	w.table("outputs", e.BreakdownTable(evaluation.ByOutput, w.words), sv, cv)
	w.table("funds", e.BreakdownTable(evaluation.ByFund, w.words), id, sv, cv)
	w.table("parties", e.BreakdownTable(evaluation.ByParty, w.words), id, sv, cv)
	w.table("value", e.ValueTable(w.words))
	curve, err := evaluation.SCurve(p, w.asOf, w.rules, w.cal)
	if err != nil {
		return err
	}
	w.table("scurve", curve.Table(w.words))
	w.table("face", evaluation.FACETable(w.face(p), w.words))
	w.chart("scurve")
	return w.capacity(p, e)
}

// face are the rows of the FACE form for the quarter of the day and the one
// before it, of the lines with anything in them.
func (w *writer) face(p *workplan.Plan) []evaluation.FACERow {
	now := workplan.QuarterOf(w.asOf)
	return slices.DeleteFunc(evaluation.FACE(p, w.asOf), func(r evaluation.FACERow) bool {
		other := r.Quarter.Number != now.Number && r.Quarter.Number != now.Number-1
		return other || r.Authorised.IsZero() && r.Actual.IsZero() && r.Accepted.IsZero() && r.Requested.IsZero() && r.Granted.IsZero()
	})
}

// capacity is measured by what is achieved, not by trainings held.
func (w *writer) capacity(p *workplan.Plan, e *evaluation.Evaluation) error {
	w.section(w.say("capacity"))
	measured, err := evaluation.Measure(p, w.asOf, nil)
	if err != nil {
		return err
	}
	var t workplan.Table
	t.AddTexts(w.say("indicator"), w.say("quarter"))
	t.AddNumbers(w.say("baseline"), w.say("target"), w.say("actual"))
	t.AddTexts(w.say("reached"))
	for _, m := range measured {
		actual, reached := "-", "-"
		if m.Known {
			actual, reached = m.Actual.In(w.words), w.say("reached.no")
			if m.Reached {
				reached = w.say("reached.yes")
			}
		}
		t.Rows = append(t.Rows, []string{m.Name.In(w.words), m.Quarter.In(w.words), m.Baseline.In(w.words), m.Target.In(w.words), actual, reached})
	}
	w.table("indicators", t)
	var cohorts workplan.Table
	cohorts.AddTexts(w.say("training"), w.say("region"))
	cohorts.AddNumbers(w.say("invited"), w.say("attended"), w.say("passed"))
	for _, c := range e.Trainings {
		cohorts.Rows = append(cohorts.Rows, []string{
			w.activity(e, c.Activity), w.region(evaluation.RegionStatus{Region: c.Region}), w.words.Value(c.Invited), w.words.Value(c.Attended), w.words.Value(c.Passed),
		})
	}
	if cohorts.Rows != nil {
		w.table("trainings", cohorts)
	}
	return nil
}

// lagging lists the lagging activities with obstacle, owner and proposal, and
// those at risk.
func (w *writer) lagging(e *evaluation.Evaluation) {
	late, risky := e.Lagging(), e.With(workplan.AtRisk)
	if len(risky) > 0 {
		w.section(w.say("lagging.risky", "late", len(late), "risky", len(risky)))
	} else {
		w.section(w.say("lagging", "late", len(late)))
	}
	for _, a := range append(late, risky...) {
		under := []string{a.Why().In(w.words)}
		for _, o := range a.Obstacles {
			under = append(under,
				w.say("obstacle", "id", o.ID, "level", o.Level, "owner", w.party(o.Owner), "day", o.Raised, "text", o.Text),
				w.say("proposal", "text", o.Proposal))
		}
		w.item(a.Name.In(w.words)+" ("+w.party(a.Party)+")", under...)
	}
	w.obstacles("obstacles", e)
}

// obstacles shows how obstacles went up from level to level; their words, which
// are told above, are left to the CSV file.
func (w *writer) obstacles(file string, e *evaluation.Evaluation) {
	const text, proposal = 2, 3
	w.table(file, e.ObstacleTable(w.words), text, proposal)
}

// activity is the name of an activity of the evaluation.
func (w *writer) activity(e *evaluation.Evaluation, id workplan.ActivityID) string {
	for i := range e.Activities {
		if e.Activities[i].Activity == id {
			return e.Activities[i].Name.In(w.words)
		}
	}
	return string(id)
}

// percent writes a percentage with two decimals, as the tables of the packages do.
func (w *writer) percent(n workplan.Number) string {
	return w.words.Percent(n.Fixed(2))
}
