package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// timeLeft holds the open work against the time that is left.
func (w *writer) timeLeft(p *workplan.Plan, e *evaluation.Evaluation) {
	w.section(fmt.Sprintf("Sisa waktu tahun %d", p.Year), fmt.Sprintf("What is left of %d", p.Year))
	w.textf(w.say("Sisa %d hari: %d minggu, %d hari kerja.", "%d days are left: %d weeks, %d working days."), e.Time.Days, e.Time.Weeks, e.Time.WorkingDays)
	w.textf(w.say("Menurut rencana seharusnya selesai %s %%; yang tercapai %s %%.", "By the plan %s %% should be done; %s %% is."), w.number(e.Planned), w.number(e.Done))
	if e.Alarm {
		w.textf(w.say("ALARM: sisa pekerjaan harus berjalan lebih dari %s kali secepat sejauh ini.",
			"ALARM: the rest has to go more than %s times as fast as the work so far."), w.rules.Alarm)
	}
	for _, s := range []workplan.Status{workplan.OnTrack, workplan.AtRisk, workplan.Lagging, workplan.Done, workplan.NotDue, workplan.Stopped} {
		if n := len(e.With(s)); n > 0 {
			w.itemf("%s: %d", s.Label().In(w.lang), n)
		}
	}
}

// evaluation is the evaluation from quarter I until the day.
func (w *writer) evaluation(p *workplan.Plan, e *evaluation.Evaluation) error {
	w.section(fmt.Sprintf("Evaluasi dari triwulan I sampai %s", w.asOf.In(w.lang)), fmt.Sprintf("Evaluation from quarter I until %s", w.asOf.In(w.lang)))
	// The CSV files have all columns; the paper leaves out IDs and variances.
	const id, name, reason, sv, cv = 0, 1, 8, 10, 11
	w.table("activities", e.ActivityTable(w.lang), id, reason)
	w.table("quarters", e.BreakdownTable(evaluation.ByQuarter, w.lang), name, sv, cv)
	w.table("outputs", e.BreakdownTable(evaluation.ByOutput, w.lang), sv, cv)
	w.table("funds", e.BreakdownTable(evaluation.ByFund, w.lang), id, sv, cv)
	w.table("parties", e.BreakdownTable(evaluation.ByParty, w.lang), id, sv, cv)
	w.table("value", e.ValueTable(w.lang))
	curve, err := evaluation.SCurve(p, w.asOf, w.rules, w.cal)
	if err != nil {
		return err
	}
	w.table("scurve", curve.Table(w.lang))
	w.table("face", evaluation.FACETable(w.face(p), w.lang))
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
	w.section("Kapasitas: diukur, bukan sekadar pelatihan", "Capacity: measured, not only a few trainings")
	measured, err := evaluation.Measure(p, w.asOf, nil)
	if err != nil {
		return err
	}
	var t workplan.Table
	t.AddTexts(w.say("Indikator", "Indicator"), w.say("Triwulan", "Quarter"))
	t.AddNumbers(w.say("Awal", "Baseline"), "Target", w.say("Tercapai", "Actual"))
	t.AddTexts(w.say("Terpenuhi", "Reached"))
	for _, m := range measured {
		actual, reached := "-", "-"
		if m.Known {
			actual, reached = m.Actual.String(), w.say("belum", "no")
			if m.Reached {
				reached = w.say("ya", "yes")
			}
		}
		t.Rows = append(t.Rows, []string{m.Name.In(w.lang), m.Quarter.String(), m.Baseline.String(), m.Target.String(), actual, reached})
	}
	w.table("indicators", t)
	var cohorts workplan.Table
	cohorts.AddTexts(w.say("Pelatihan", "Training"), w.say("Wilayah", "Region"))
	cohorts.AddNumbers(w.say("Diundang", "Invited"), w.say("Hadir", "Attended"), w.say("Lulus", "Passed"))
	for _, c := range e.Trainings {
		cohorts.Rows = append(cohorts.Rows, []string{
			string(c.Activity), w.region(evaluation.RegionStatus{Region: c.Region}), fmt.Sprint(c.Invited), fmt.Sprint(c.Attended), fmt.Sprint(c.Passed),
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
	id, en := fmt.Sprintf("Kegiatan yang terlambat: %d", len(late)), fmt.Sprintf("Lagging activities: %d", len(late))
	if len(risky) > 0 {
		id, en = fmt.Sprintf("%s, berisiko: %d", id, len(risky)), fmt.Sprintf("%s, at risk: %d", en, len(risky))
	}
	w.section(id, en)
	for _, a := range append(late, risky...) {
		why := a.Why()
		under := []string{why.In(w.lang)}
		for _, o := range a.Obstacles {
			under = append(under,
				fmt.Sprintf(w.say("Kendala %s (%s; penanggung jawab %s; sejak %s): %s", "Obstacle %s (%s; owner %s; since %s): %s"),
					o.ID, o.Level.Label().In(w.lang), w.party(o.Owner), o.Raised.In(w.lang), o.Text.In(w.lang)),
				fmt.Sprintf(w.say("Usulan: %s", "Proposal: %s"), o.Proposal.In(w.lang)))
		}
		w.item(fmt.Sprintf("%s (%s)", a.Name.In(w.lang), w.party(a.Party)), under)
	}
	w.obstacles("obstacles", e)
}

// obstacles shows how obstacles went up from level to level; their words, which
// are told above, are left to the CSV file.
func (w *writer) obstacles(file string, e *evaluation.Evaluation) {
	const text, proposal = 2, 3
	w.table(file, e.ObstacleTable(w.lang), text, proposal)
}

// number writes a number with the sign of the language.
func (w *writer) number(n workplan.Number) string {
	if w.lang.Language() == "en" {
		return n.String()
	}
	return strings.Replace(n.String(), ".", ",", 1)
}
