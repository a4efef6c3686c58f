package evaluation

import (
	"cmp"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/workplan"
)

// ActivityTable gives the activities of an evaluation as a table, in the order
// of the edition: state, planned and actual progress, deviation, status and the
// reason for it.
func (e *Evaluation) ActivityTable(w aduan.Words) workplan.Table {
	say := texts().In(w)
	return e.activityTable(say("activities.title", "plan", cmp.Or(e.name.In(w), string(e.Plan)), "date", e.AsOf), e.Activities, w)
}

// LaggingTable is [Evaluation.ActivityTable] for the lagging activities, in the
// order of [Evaluation.Lagging].
func (e *Evaluation) LaggingTable(w aduan.Words) workplan.Table {
	say := texts().In(w)
	return e.activityTable(say("lagging.title", "date", e.AsOf), e.Lagging(), w)
}

func (e *Evaluation) activityTable(title string, list []ActivityStatus, w aduan.Words) workplan.Table {
	say := texts().In(w)
	t := workplan.Table{Title: title}
	t.AddTexts(say("head.id"), say("head.activity"), say("head.party"), say("head.state"))
	t.AddNumbers(say("head.planned"), say("head.done"), say("head.deviation"))
	t.AddTexts(say("head.status"), say("head.reason"))
	for i := range list {
		a := &list[i]
		t.Rows = append(t.Rows, []string{
			string(a.Activity), a.Name.In(w), e.party(a.Party, w), stateIn(w, a.State), fixed(a.Planned).In(w), fixed(a.Done).In(w),
			fixed(a.Deviation()).In(w), a.Status.In(w), a.Why().In(w),
		})
	}
	return t
}

// party is the name of a party, or its ID.
func (e *Evaluation) party(id workplan.PartyID, w aduan.Words) string {
	return cmp.Or(e.names[ByParty.String()+" "+string(id)].In(w), string(id))
}

// activity is the name of an activity of the edition, or its ID.
func (e *Evaluation) activity(id workplan.ActivityID, w aduan.Words) string {
	i := slices.IndexFunc(e.Activities, func(a ActivityStatus) bool { return a.Activity == id })
	if i < 0 {
		return string(id)
	}
	return e.Activities[i].Name.In(w)
}

// stateIn is the name of a state of activities.
func stateIn(w aduan.Words, s lifecycle.State) string {
	m, err := workplan.ActivityMachine()
	if err != nil {
		return string(s)
	}
	return m.StateIn(w, s)
}

// ValueTable gives the earned value as a table, a row for each currency.
func (e *Evaluation) ValueTable(w aduan.Words) workplan.Table {
	say := texts().In(w)
	t := workplan.Table{Title: say("value.title", "date", e.AsOf)}
	addValues(&t, w)
	for _, v := range e.Values {
		t.Rows = append(t.Rows, v.cells(w))
	}
	return t
}

// addValues adds the columns of an earned value.
func addValues(t *workplan.Table, w aduan.Words) {
	say := texts().In(w)
	t.AddNumbers(say("head.budget"), say("head.planned_value"), say("head.earned"), say("head.actual"))
	t.AddNumbers(say("head.sv"), say("head.cv"), say("head.spi"), say("head.cpi"), say("head.delivery"))
}

// cells are those of the columns of addValues; a ratio that does not exist is "-".
func (v Value) cells(w aduan.Words) []string {
	share := func(n workplan.Number, ok bool) string {
		if !ok {
			return "-"
		}
		return fixed(n).In(w)
	}
	return []string{
		v.Budget.In(w), v.Planned.In(w), v.Earned.In(w), v.Actual.In(w), v.SV().In(w), v.CV().In(w),
		share(v.SPI(2)), share(v.CPI(2)), share(v.Delivery(2)),
	}
}

// BreakdownTable gives [Evaluation.Breakdown] as a table, a row for each group
// and currency. The key "-" stands for what belongs to no group.
func (e *Evaluation) BreakdownTable(d Dimension, w aduan.Words) workplan.Table {
	say := texts().In(w)
	t := workplan.Table{Title: say("breakdown.title", "dimension", d, "date", e.AsOf)}
	t.AddTexts(d.In(w), say("head.name"))
	t.AddNumbers(say("head.activities"), workplan.Lagging.In(w), workplan.AtRisk.In(w), workplan.Done.In(w))
	addValues(&t, w)
	for _, g := range e.Breakdown(d) {
		key := cmp.Or(g.Key, "-")
		if q, err := workplan.ParseQuarter(g.Key); d == ByQuarter && err == nil {
			key = q.In(w)
		}
		head := []string{key, g.Name.In(w), w.Value(g.Activities), w.Value(g.Lagging), w.Value(g.AtRisk), w.Value(g.Done)}
		if len(g.Values) == 0 {
			t.Rows = append(t.Rows, head)
		}
		for _, v := range g.Values {
			t.Rows = append(t.Rows, append(head[:len(head):len(head)], v.cells(w)...))
		}
	}
	return t
}

// ObstacleTable gives the obstacles as a table, by the day on which they were
// raised.
func (e *Evaluation) ObstacleTable(w aduan.Words) workplan.Table {
	say := texts().In(w)
	t := workplan.Table{Title: say("obstacles.title", "date", e.AsOf)}
	t.AddTexts(say("head.id"), say("head.activity"), say("head.obstacle"), say("head.proposal"), say("head.level"), say("head.owner"),
		say("head.raised"), say("head.escalated"), say("head.resolved"))
	for _, o := range e.Obstacles {
		t.Rows = append(t.Rows, []string{
			string(o.ID), e.activity(o.Activity, w), o.Text.In(w), o.Proposal.In(w), o.Level.In(w), e.party(o.Owner, w),
			o.Raised.In(w), o.Escalated.In(w), o.Resolved.In(w),
		})
	}
	return t
}

// RegionTable gives the regions with their coordinators as a table. name says
// what a region is called, nil shows the codes alone; person says who a coordinator
// is, nil shows the IDs.
func (e *Evaluation) RegionTable(w aduan.Words, name func(RegionStatus) string, person func(agency.Person) string) workplan.Table {
	say := texts().In(w)
	t := workplan.Table{Title: say("regions.title", "date", e.AsOf)}
	t.AddTexts(say("head.code"), say("head.region"), say("head.coordinator"), say("head.since"))
	t.AddNumbers(say("head.activities"))
	for _, r := range e.Regions {
		called := ""
		if name != nil {
			called = name(r)
		}
		coordinator := say("regions.nobody")
		if r.Coordinator != "" {
			coordinator = string(r.Coordinator)
			if person != nil {
				coordinator = person(r.Coordinator)
			}
		}
		t.Rows = append(t.Rows, []string{r.Region.String(), called, coordinator, r.Since.In(w), w.Value(r.Activities)})
	}
	return t
}

// FACETable gives rows of the FACE form as a table, with the letters of its
// columns.
func FACETable(rows []FACERow, w aduan.Words) workplan.Table {
	say := texts().In(w)
	t := workplan.Table{Title: say("face.title")}
	t.AddTexts(say("face.line"), say("head.name"), say("face.quarter"))
	t.AddNumbers(say("face.a"), say("face.b"), say("face.c"), say("face.d"), say("face.e"), say("face.f"), say("face.g"))
	for _, r := range rows {
		t.Rows = append(t.Rows, []string{
			string(r.Line), r.Name.In(w), r.Quarter.In(w), r.Authorised.In(w), r.Actual.In(w), r.Accepted.In(w), r.Balance.In(w),
			r.Requested.In(w), r.Granted.In(w), r.Outstanding.In(w),
		})
	}
	return t
}
