package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// proposal is the carry-over that the files record for a day: what the old plan
// closes, and what the new one takes over. It has no items if they record none.
func proposal(now, next *workplan.Plan, on aduan.Date) workplan.Carry {
	carry := workplan.Carry{On: on}
	closing, ok := editionOf(now, on)
	taking, drafted := editionOf(next, on)
	if !ok || !drafted {
		return carry
	}
	carry.Reason = closing.Reason
	for _, change := range closing.Changes {
		if change.Event != workplan.CarriedOver || change.Activity == nil {
			continue
		}
		item := workplan.CarryItem{Activity: change.Activity.ID, Cause: change.Activity.Cause}
		for _, a := range taking.Activities {
			if a.From == (workplan.ActivityRef{Plan: now.ID, Activity: item.Activity}) {
				item.Into = append(item.Into, a)
			}
		}
		for _, l := range taking.Lines {
			if slices.ContainsFunc(item.Into, func(a workplan.Activity) bool { return a.ID == l.Activity }) {
				item.Lines = append(item.Lines, l)
			}
		}
		carry.Items = append(carry.Items, item)
	}
	return carry
}

// editionOf is the edition of a plan with a date.
func editionOf(p *workplan.Plan, on aduan.Date) (workplan.Edition, bool) {
	i := slices.IndexFunc(p.Editions, func(e workplan.Edition) bool { return e.Date == on })
	if i < 0 {
		return workplan.Edition{}, false
	}
	return p.Editions[i], true
}

// checkCarried computes every carry-over that two plans record once more, from
// what was known on its day, and refuses one that loses money or scope or is
// not what the files say.
func checkCarried(now, next *workplan.Plan) error {
	for _, recorded := range now.Editions {
		on := recorded.Date
		carry := proposal(now, next, on)
		if len(carry.Items) == 0 {
			continue
		}
		closed, taken, err := workplan.CarryOver(knownBefore(now, on), knownBefore(next, on), carry)
		if err != nil {
			return fmt.Errorf("%s, edition %d: %w", now.ID, recorded.Number, err)
		}
		for _, computed := range []*workplan.Plan{closed, taken} {
			file := now
			if computed.ID == next.ID {
				file = next
			}
			said, _ := editionOf(file, on)
			for _, c := range workplan.Diff(computed.Editions[len(computed.Editions)-1], said) {
				return fmt.Errorf("%s, edition %d: %s %s is not what carrying over comes to", file.ID, said.Number, c.Subject, c.ID)
			}
		}
	}
	return nil
}

// carryOver carries over what the files propose, from what is known on the day,
// and shows what moves and what the next year begins with.
func (w *writer) carryOver(now, next *workplan.Plan) error {
	carry := proposal(w.of(now.ID), w.of(next.ID), w.asOf)
	if len(carry.Items) > 0 {
		closed, taken, err := workplan.CarryOver(now, next, carry)
		if err != nil {
			return err
		}
		w.section(fmt.Sprintf("Luncuran ke tahun %d", next.Year), fmt.Sprintf("Carried over into %d", next.Year))
		w.textf("%s.", carry.Reason.In(w.lang))
		w.scope(closed, taken)
		if err := w.money(closed, taken); err != nil {
			return err
		}
		next = taken
	}
	w.starts(next)
	return nil
}

// scope shows the activities that move.
func (w *writer) scope(closed, taken *workplan.Plan) {
	t := workplan.Table{Title: w.say("Kegiatan", "Activities")}
	t.AddTexts(w.say("Kegiatan", "Activity"), w.say("Sebab", "Cause"))
	t.AddNumbers(w.say("Selesai %", "Done %"), w.say("Diluncurkan %", "Moved %"))
	t.AddTexts(w.say("Menjadi", "Becomes"), w.say("Mulai", "Start"), w.say("Selesai", "End"))
	last := taken.Editions[len(taken.Editions)-1]
	for _, a := range closed.Editions[len(closed.Editions)-1].Activities {
		for _, b := range last.Activities {
			if b.From == (workplan.ActivityRef{Plan: closed.ID, Activity: a.ID}) {
				t.Rows = append(t.Rows, []string{
					a.Name.In(w.lang), a.Cause.In(w.lang), closed.Progress(a.ID, w.asOf).String(), b.Scope.String(), string(b.ID), b.Start.String(), b.End.String(),
				})
			}
		}
	}
	w.table("carried-activities", t)
}

// money shows the lines that move, and that nothing is lost or doubled.
func (w *writer) money(closed, taken *workplan.Plan) error {
	t := workplan.Table{Title: w.say("Uang", "Money")}
	t.AddTexts(w.say("Baris lama", "Old line"), w.say("Sumber dana", "Fund"))
	t.AddNumbers(w.say("Anggaran", "Budget"), w.say("Terpakai", "Spent"), w.say("Diluncurkan", "Moved"))
	t.AddTexts(w.say("Baris baru", "New line"))
	sums := map[string]struct{ left, arrived workplan.Money }{}
	for _, l := range closed.Editions[len(closed.Editions)-1].Lines {
		if len(l.Into) == 0 {
			continue
		}
		spent, err := l.Amount.Sub(l.Carried)
		if err != nil {
			return err
		}
		k := string(l.Fund) + " " + string(l.Amount.Currency)
		sum := sums[k]
		if sum.left, err = sum.left.Add(l.Carried); err != nil {
			return err
		}
		for _, n := range taken.Editions[len(taken.Editions)-1].Lines {
			if n.From == (workplan.LineRef{Plan: closed.ID, Line: l.ID}) {
				if sum.arrived, err = sum.arrived.Add(n.Amount); err != nil {
					return err
				}
			}
		}
		sums[k] = sum
		t.Rows = append(t.Rows, []string{string(l.ID), string(l.Fund), l.Amount.String(), spent.String(), l.Carried.String(), l.Into[0].String()})
	}
	w.table("carried-money", t)
	for _, k := range slices.Sorted(maps.Keys(sums)) {
		verdict := w.say("tetap utuh", "conserved")
		if !sums[k].left.Equal(sums[k].arrived) {
			verdict = w.say("BERBEDA", "DIFFERENT")
		}
		w.itemf(w.say("%s: keluar %s, masuk %s: %s", "%s: %s leaves, %s arrives: %s"), k, sums[k].left, sums[k].arrived, verdict)
	}
	return nil
}

// starts lists what the next year begins with on its first day, and what later.
func (w *writer) starts(next *workplan.Plan) {
	first := aduan.Date{Year: next.Year, Month: 1, Day: 1}
	w.section(fmt.Sprintf("Mulai %s", first.In(w.lang)), fmt.Sprintf("What starts on %s", first.In(w.lang)))
	activities := slices.Clone(next.Editions[len(next.Editions)-1].Activities)
	slices.SortStableFunc(activities, func(a, b workplan.Activity) int { return a.Start.Compare(b.Start) })
	for _, a := range activities {
		if a.Start == first {
			w.itemf("%s", a.Name.In(w.lang))
		}
	}
	for _, a := range activities {
		if a.Start != first {
			w.itemf(w.say("%s, mulai %s", "%s, from %s"), a.Name.In(w.lang), a.Start.In(w.lang))
		}
	}
}
