package main

import (
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// recovery shows what became of what earlier plans carried over: what was
// reported about it, when it is done, and how late that is. It says nothing if
// no earlier plan carried anything over.
func (w *writer) recovery(now *workplan.Plan, e *evaluation.Evaluation) error {
	w.section(w.say("recovery"))
	for _, p := range w.plans {
		if p.Year < w.asOf.Year {
			if err := w.carried(p, now, e); err != nil {
				return err
			}
		}
	}
	return nil
}

// carried is the recovery of one earlier plan.
func (w *writer) carried(old, now *workplan.Plan, e *evaluation.Evaluation) error {
	var t workplan.Table
	t.AddTexts(w.say("activity"), w.say("planned"))
	t.AddNumbers(w.say("done"))
	t.AddTexts(w.say("finish"))
	t.AddNumbers(w.say("late"))
	state := roadmap.Activities(w.cal, w.plans...)
	var least, most int
	for _, a := range old.Current(w.asOf).Activities {
		ref := workplan.ActivityRef{Plan: old.ID, Activity: a.ID}
		s, known, err := state(ref, w.asOf)
		if err != nil {
			return err
		}
		if a.State != workplan.StateCarriedOver || !known {
			continue
		}
		late := quartersBetween(s.Planned, s.Expected)
		if t.Rows == nil {
			least = late
		}
		least, most = min(least, late), max(most, late)
		t.Rows = append(t.Rows, []string{a.Name.In(w.words), s.Planned.In(w.words), w.percent(s.Done), s.Expected.In(w.words), w.words.Value(late)})
	}
	if t.Rows == nil {
		return nil
	}
	if least == most {
		w.text(w.say("recovery.same", "year", strconv.Itoa(old.Year), "least", least))
	} else {
		w.text(w.say("recovery.range", "year", strconv.Itoa(old.Year), "least", least, "most", most))
	}
	for _, a := range now.Current(w.asOf).Activities {
		if r, ok := lastNote(now, a.ID); ok && a.From.Plan == old.ID {
			w.item(w.say("reported", "activity", a.Name, "note", r.Note, "day", r.On))
		}
	}
	w.item(w.say("coordinated", "count", len(e.Regions)-len(e.WithoutCoordinator()), "all", len(e.Regions)))
	w.table("recovery", t)
	before, err := evaluation.Evaluate(old, w.asOf, w.rules, w.cal)
	if err != nil {
		return err
	}
	w.obstacles("old-obstacles", before)
	return nil
}

// lastNote is the latest report on the progress of an activity that says
// something in words.
func lastNote(p *workplan.Plan, id workplan.ActivityID) (last workplan.Report, ok bool) {
	for _, r := range p.Reports {
		noted := r.Progress != nil && r.Progress.Activity == id && !r.Note.IsZero()
		if noted && r.On.Compare(last.On) >= 0 {
			last, ok = r, true
		}
	}
	return last, ok
}

// quartersBetween counts by how many quarters one day is later than another.
func quartersBetween(a, b aduan.Date) int {
	p, q := workplan.QuarterOf(a), workplan.QuarterOf(b)
	return (q.Year-p.Year)*4 + q.Number - p.Number
}
