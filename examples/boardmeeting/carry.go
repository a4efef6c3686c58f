package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

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
		w.section(w.say("carried", "year", strconv.Itoa(next.Year)))
		w.text(carry.Reason.In(w.words) + ".")
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
	t := workplan.Table{Title: w.say("activities")}
	t.AddTexts(w.say("activity"), w.say("cause"))
	t.AddNumbers(w.say("done"), w.say("moved"))
	t.AddTexts(w.say("becomes"), w.say("start"), w.say("end"))
	last := taken.Editions[len(taken.Editions)-1]
	for _, a := range closed.Editions[len(closed.Editions)-1].Activities {
		for _, b := range last.Activities {
			if b.From == (workplan.ActivityRef{Plan: closed.ID, Activity: a.ID}) {
				t.Rows = append(t.Rows, []string{
					a.Name.In(w.words), a.Cause.In(w.words), w.percent(closed.Progress(a.ID, w.asOf)), w.percent(b.Scope), b.Name.In(w.words), b.Start.In(w.words), b.End.In(w.words),
				})
			}
		}
	}
	w.table("carried-activities", t)
}

// money shows the lines that move, and that nothing is lost or doubled.
func (w *writer) money(closed, taken *workplan.Plan) error {
	t := workplan.Table{Title: w.say("money")}
	t.AddTexts(w.say("line.old"), w.say("fund"))
	t.AddNumbers(w.say("budget"), w.say("spent"), w.say("moved"))
	t.AddTexts(w.say("line.new"))
	type key struct {
		fund     workplan.PartyID
		currency workplan.Currency
	}
	sums := map[key]struct{ left, arrived workplan.Money }{}
	old, names := closed.Editions[len(closed.Editions)-1], map[workplan.ActivityID]string{}
	for _, a := range old.Activities {
		names[a.ID] = a.Name.In(w.words)
	}
	for _, l := range old.Lines {
		if len(l.Into) == 0 {
			continue
		}
		spent, err := l.Amount.Sub(l.Carried)
		if err != nil {
			return err
		}
		k := key{l.Fund, l.Amount.Currency}
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
		t.Rows = append(t.Rows, []string{string(l.ID) + " (" + names[l.Activity] + ")", w.party(l.Fund), l.Amount.In(w.words), spent.In(w.words), l.Carried.In(w.words), string(l.Into[0].Line)})
	}
	w.table("carried-money", t)
	order := func(a, b key) int { return cmp.Or(cmp.Compare(a.fund, b.fund), cmp.Compare(a.currency, b.currency)) }
	for _, k := range slices.SortedFunc(maps.Keys(sums), order) {
		fund, sum := w.party(k.fund), sums[k]
		if sum.left.Equal(sum.arrived) {
			w.item(w.say("conserved", "fund", fund, "left", sum.left, "arrived", sum.arrived))
		} else {
			w.item(w.say("different", "fund", fund, "left", sum.left, "arrived", sum.arrived))
		}
	}
	return nil
}

// starts lists what the next year begins with on its first day, and what later.
func (w *writer) starts(next *workplan.Plan) {
	first := aduan.Date{Year: next.Year, Month: 1, Day: 1}
	w.section(w.say("starts", "day", first))
	activities := slices.Clone(next.Editions[len(next.Editions)-1].Activities)
	slices.SortStableFunc(activities, func(a, b workplan.Activity) int { return a.Start.Compare(b.Start) })
	for _, a := range activities {
		if a.Start == first {
			w.item(a.Name.In(w.words))
		}
	}
	for _, a := range activities {
		if a.Start != first {
			w.item(w.say("starts.later", "activity", a.Name, "day", a.Start))
		}
	}
}
