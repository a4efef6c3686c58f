package workplan

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// content checks what an edition plans. name gives the field of a part and
// whether the part is to be checked in itself: those that an edition did not
// change were checked before.
func (c *planChecker) content(e *Content, name func(s Subject, i int, id string) (string, bool)) {
	if len(e.Regions) > MaxList {
		field, _ := name(SubjectRegion, MaxList, e.Regions[MaxList].String())
		c.Add(field, fmt.Sprintf("%d regions, at most %d are legal", len(e.Regions), MaxList))
		return
	}
	regions := map[region.Code]bool{}
	for i, r := range e.Regions {
		switch field, _ := name(SubjectRegion, i, r.String()); {
		case r.IsZero():
			c.Add(field, "is empty")
		case regions[r]:
			c.Add(field, "stands twice")
		}
		regions[r] = true
	}
	outputs, indicators := map[OutputID]bool{}, map[IndicatorID]bool{}
	for i := range e.Outputs {
		o := &e.Outputs[i]
		field, changed := name(SubjectOutput, i, string(o.ID))
		record.Unique(&c.Checker, field+".id", outputs, o.ID)
		for j := range o.Indicators {
			record.Unique(&c.Checker, storage.At(field+".indicators", j)+".id", indicators, o.Indicators[j].ID)
			if changed {
				c.indicator(storage.At(field+".indicators", j), &o.Indicators[j])
			}
		}
		if changed {
			c.Label(field+".name", o.Name, true)
		}
	}
	activities := byKey(e.Activities, activityKey)
	c.activities(e, name, outputs, regions)
	lines := map[LineID]bool{}
	for i := range e.Lines {
		l := &e.Lines[i]
		field, changed := name(SubjectLine, i, string(l.ID))
		record.Unique(&c.Checker, field+".id", lines, l.ID)
		if _, ok := activities[string(l.Activity)]; !ok {
			c.Add(field+".activity", "unknown activity "+storage.Quote(string(l.Activity)))
		}
		if changed {
			c.line(field, l)
		}
	}
}

// activities checks the activities of a content and what they refer to.
func (c *planChecker) activities(e *Content, name func(Subject, int, string) (string, bool), outputs map[OutputID]bool, regions map[region.Code]bool) {
	seen, all := map[ActivityID]bool{}, byKey(e.Activities, activityKey)
	weighted := 0
	for i := range e.Activities {
		a := &e.Activities[i]
		field, changed := name(SubjectActivity, i, string(a.ID))
		record.Unique(&c.Checker, field+".id", seen, a.ID)
		if !outputs[a.Output] {
			c.Add(field+".output", "unknown output "+storage.Quote(string(a.Output)))
		}
		if n := max(len(a.Regions), len(a.Deliverables), len(a.Complaints), len(a.Into)); n > MaxList {
			c.Add(field, fmt.Sprintf("a list of %d entries, at most %d are legal", n, MaxList))
			continue
		}
		for j, r := range a.Regions {
			if !regions[r] || slices.Contains(a.Regions[:j], r) {
				c.Add(storage.At(field+".regions", j), fmt.Sprintf("%s is no region of the plan, or stands twice", r))
			}
		}
		for j, to := range a.Into {
			if _, ok := all[string(to.Activity)]; to.Plan == c.plan.ID && (!ok || to.Activity == a.ID) {
				c.Add(storage.At(field+".into", j), "names no other activity of this plan")
			}
		}
		if !a.Weight.IsZero() {
			weighted++
		}
		if changed {
			c.activity(field, a)
		}
	}
	if weighted > 0 && weighted < len(e.Activities) {
		field, _ := name(SubjectActivity, 0, string(e.Activities[0].ID))
		c.Add(field+".weight", "some activities have a weight and some have none")
	}
}

func (c *planChecker) indicator(field string, i *Indicator) {
	c.Label(field+".name", i.Name, true)
	c.Text(field+".unit", i.Unit)
	c.Label(field+".source", i.Source, false)
	c.Text(field+".feed", i.Feed)
	var before Quarter
	for j, t := range i.Targets {
		c.quarter(storage.At(field+".targets", j)+".quarter", t.Quarter, &before)
	}
}

// quarter checks that a quarter lies in the year and after the one before.
func (c *planChecker) quarter(field string, q Quarter, before *Quarter) {
	switch {
	case !q.Valid():
		c.Add(field, "want a quarter such as 2020-Q4")
	case q.Year != c.plan.Year:
		c.Add(field, fmt.Sprintf("%s lies outside the year %d", q, c.plan.Year))
	case q.Compare(*before) <= 0:
		c.Add(field, fmt.Sprintf("%s overlaps or comes before %s", q, *before))
	}
	*before = q
}

func (c *planChecker) activity(field string, a *Activity) {
	c.Label(field+".name", a.Name, true)
	c.party(field+".party", a.Party)
	c.Date(field+".start", a.Start)
	c.Date(field+".end", a.End)
	switch {
	case a.End.Compare(a.Start) < 0:
		c.Add(field+".end", "lies before the start")
	case a.Start.Year != c.plan.Year || a.End.Year != c.plan.Year:
		c.Add(field+".start", fmt.Sprintf("the activity leaves the year %d", c.plan.Year))
	}
	var before Quarter
	var sum decimal.Decimal
	for j, p := range a.Phases {
		f := storage.At(field+".phases", j)
		c.quarter(f+".quarter", p.Quarter, &before)
		if p.Share.value.IsNegative() {
			c.Add(f+".share", "is negative")
		}
		if p.Quarter.Valid() && (p.Quarter.End().Compare(a.Start) < 0 || p.Quarter.Start().Compare(a.End) > 0) {
			c.Add(f+".quarter", "the activity has no day in it")
		}
		sum = sum.Add(p.Share.value)
	}
	if len(a.Phases) > 0 && !sum.Equal(hundred) {
		c.Add(field+".phases", fmt.Sprintf("the shares sum to %s, want 100", sum))
	}
	if a.Weight.value.IsNegative() {
		c.Add(field+".weight", "is negative")
	}
	if a.Scope.value.IsNegative() || a.Scope.value.GreaterThan(hundred) {
		c.Add(field+".scope", "want 0 to 100 percent")
	}
	for j, d := range a.Deliverables {
		c.Label(storage.At(field+".deliverables", j), d, true)
	}
	for j, id := range a.Complaints {
		if id.IsZero() || slices.Contains(a.Complaints[:j], id) {
			c.Add(storage.At(field+".complaints", j), "is none, or stands twice")
		}
	}
	c.decided(field, a)
}

// decided checks what was decided about an activity.
func (c *planChecker) decided(field string, a *Activity) {
	c.Label(field+".cause", a.Cause, false)
	state := a.Decided()
	legal := []lifecycle.State{StatePlanned, StatePostponed, StateCarriedOver, StateCancelled}
	if !slices.Contains(legal, state) {
		c.Add(field+".state", "is not decided but follows from reports", "planned", "postponed", "carried_over", "cancelled")
	}
	if state != StatePlanned && a.Cause == (aduan.Label{}) {
		c.Add(field+".cause", fmt.Sprintf("an activity that is %s has a cause", state))
	}
	if !a.Carried.IsZero() && (state != StateCarriedOver || a.Carried.value.IsNegative() || a.Carried.value.GreaterThan(hundred)) {
		c.Add(field+".carried", "want 0 to 100 percent of an activity that is carried_over")
	}
	if !a.From.IsZero() {
		c.ID(field+".from.plan", string(a.From.Plan))
		c.ID(field+".from.activity", string(a.From.Activity))
	}
	for j, to := range a.Into {
		f := storage.At(field+".into", j)
		c.ID(f+".plan", string(to.Plan))
		c.ID(f+".activity", string(to.Activity))
		inside := to.Plan == c.plan.ID
		if (state != StateCarriedOver || inside) && (state != StateCancelled || !inside) {
			c.Add(f, "an activity is carried over into another plan, or cancelled and replaced in this one")
		}
	}
	if state == StateCarriedOver && len(a.Into) == 0 {
		c.Add(field+".into", "names nothing that the activity was carried over into")
	}
}

func (c *planChecker) line(field string, l *Line) {
	c.Label(field+".name", l.Name, false)
	c.party(field+".fund", l.Fund)
	c.money(field+".amount", l.Amount, l.Amount.Currency)
	var before Quarter
	var sum decimal.Decimal
	for j, p := range l.Phases {
		f := storage.At(field+".phases", j)
		c.quarter(f+".quarter", p.Quarter, &before)
		c.money(f+".amount", p.Amount, l.Amount.Currency)
		sum = sum.Add(p.Amount.Amount)
	}
	if len(l.Phases) > 0 && !sum.Equal(l.Amount.Amount) {
		c.Add(field+".phases", fmt.Sprintf("the amounts sum to %s, want %s", sum, l.Amount))
	}
	if !l.Carried.IsZero() {
		c.money(field+".carried", l.Carried, l.Amount.Currency)
		if l.Carried.Amount.GreaterThan(l.Amount.Amount) {
			c.Add(field+".carried", fmt.Sprintf("%s is more than the line has", l.Carried))
		}
	}
	for j, to := range l.Into {
		c.ID(storage.At(field+".into", j)+".plan", string(to.Plan))
		c.ID(storage.At(field+".into", j)+".line", string(to.Line))
	}
	if moved := !l.Carried.IsZero(); moved != (len(l.Into) > 0) || moved && !l.Closed {
		c.Add(field+".carried", "money that was carried over names the lines into which it went, and its line is closed")
	}
	if !l.From.IsZero() {
		c.ID(field+".from.plan", string(l.From.Plan))
		c.ID(field+".from.line", string(l.From.Line))
	}
}

// money checks an amount that must not be negative, in a currency.
func (c *planChecker) money(field string, m Money, want Currency) {
	if _, err := NewMoney(m.Amount, m.Currency); err != nil {
		c.Add(field, err.Error())
		return
	}
	if m.IsNegative() {
		c.Add(field, fmt.Sprintf("%s is negative", m))
	}
	if m.Currency != want {
		c.Add(field, (&CurrencyError{Have: want, Got: m.Currency}).Error())
	}
}

var hundred = decimal.NewFromInt(100)
