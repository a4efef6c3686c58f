package evaluation

import (
	"fmt"
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/workplan"
)

// ActivityTable gives the activities of an evaluation as a table, in the order
// of the edition: state, planned and actual progress, deviation, status and the
// reason for it.
func (e *Evaluation) ActivityTable(lang aduan.Words) workplan.Table {
	return activityTable(fmt.Sprintf("%s %s, %v", say(lang, "Kegiatan", "Activities of"), e.Plan, e.AsOf), e.Activities, lang)
}

// LaggingTable is [Evaluation.ActivityTable] for the lagging activities, in the
// order of [Evaluation.Lagging].
func (e *Evaluation) LaggingTable(lang aduan.Words) workplan.Table {
	return activityTable(fmt.Sprintf("%s, %v", say(lang, "Kegiatan terlambat", "Lagging activities"), e.AsOf), e.Lagging(), lang)
}

func activityTable(title string, list []ActivityStatus, lang aduan.Words) workplan.Table {
	t := workplan.Table{Title: title}
	t.AddTexts("ID", say(lang, "Kegiatan", "Activity"), say(lang, "Penanggung jawab", "Party"), say(lang, "Keadaan", "State"))
	t.AddNumbers(say(lang, "Rencana %", "Planned %"), say(lang, "Realisasi %", "Done %"), say(lang, "Deviasi", "Deviation"))
	t.AddTexts("Status", say(lang, "Alasan", "Reason"))
	for i := range list {
		a := &list[i]
		t.Rows = append(t.Rows, []string{
			string(a.Activity), a.Name.In(lang), string(a.Party), stateLabel(a.State).In(lang), a.Planned.Fixed(2), a.Done.Fixed(2),
			a.Deviation().Fixed(2), a.Status.In(lang), a.Why().In(lang),
		})
	}
	return t
}

// stateLabel is the label of a state of activities or plans.
func stateLabel(s lifecycle.State) aduan.Label {
	for _, machine := range []func() (*lifecycle.Machine, error){workplan.ActivityMachine, workplan.PlanMachine} {
		if m, err := machine(); err == nil {
			if info, ok := m.State(s); ok {
				return info.Label
			}
		}
	}
	return aduan.NewLabel(map[string]string{"en": string(s)})
}

// ValueTable gives the earned value as a table, a row for each currency.
func (e *Evaluation) ValueTable(lang aduan.Words) workplan.Table {
	t := workplan.Table{Title: fmt.Sprintf("%s, %v", say(lang, "Nilai hasil", "Earned value"), e.AsOf)}
	addValues(&t, lang)
	for _, v := range e.Values {
		t.Rows = append(t.Rows, v.cells())
	}
	return t
}

// addValues adds the columns of an earned value.
func addValues(t *workplan.Table, lang aduan.Words) {
	t.AddNumbers(say(lang, "Anggaran (BAC)", "Budget (BAC)"), say(lang, "Rencana (PV)", "Planned (PV)"), say(lang, "Hasil (EV)", "Earned (EV)"))
	t.AddNumbers(say(lang, "Belanja (AC)", "Actual (AC)"), "SV", "CV", "SPI", "CPI", say(lang, "Penyerapan %", "Delivery %"))
}

// cells are those of the columns of addValues; a ratio that does not exist is "-".
func (v Value) cells() []string {
	share := func(n workplan.Number, ok bool) string {
		if !ok {
			return "-"
		}
		return n.Fixed(2)
	}
	return []string{
		v.Budget.String(), v.Planned.String(), v.Earned.String(), v.Actual.String(), v.SV().String(), v.CV().String(),
		share(v.SPI(2)), share(v.CPI(2)), share(v.Delivery(2)),
	}
}

// BreakdownTable gives [Evaluation.Breakdown] as a table, a row for each group
// and currency. The key "-" stands for what belongs to no group.
func (e *Evaluation) BreakdownTable(d Dimension, lang aduan.Words) workplan.Table {
	t := workplan.Table{Title: fmt.Sprintf("%s, %v", d.In(lang), e.AsOf)}
	t.AddTexts(d.In(lang), say(lang, "Nama", "Name"))
	t.AddNumbers(say(lang, "Kegiatan", "Activities"), say(lang, "Terlambat", "Lagging"), say(lang, "Berisiko", "At risk"), say(lang, "Selesai", "Done"))
	addValues(&t, lang)
	for _, g := range e.Breakdown(d) {
		key := g.Key
		if key == "" {
			key = "-"
		}
		head := []string{key, g.Name.In(lang), strconv.Itoa(g.Activities), strconv.Itoa(g.Lagging), strconv.Itoa(g.AtRisk), strconv.Itoa(g.Done)}
		if len(g.Values) == 0 {
			t.Rows = append(t.Rows, head)
		}
		for _, v := range g.Values {
			t.Rows = append(t.Rows, append(head[:len(head):len(head)], v.cells()...))
		}
	}
	return t
}

// ObstacleTable gives the obstacles as a table, by the day on which they were
// raised.
func (e *Evaluation) ObstacleTable(lang aduan.Words) workplan.Table {
	t := workplan.Table{Title: fmt.Sprintf("%s, %v", say(lang, "Kendala", "Obstacles"), e.AsOf)}
	t.AddTexts("ID", say(lang, "Kegiatan", "Activity"), say(lang, "Kendala", "Obstacle"), say(lang, "Usulan", "Proposal"),
		say(lang, "Tingkat", "Level"), say(lang, "Penanggung jawab", "Owner"), say(lang, "Muncul", "Raised"), say(lang, "Dinaikkan", "Escalated"),
		say(lang, "Selesai", "Resolved"))
	for _, o := range e.Obstacles {
		t.Rows = append(t.Rows, []string{
			string(o.ID), string(o.Activity), o.Text.In(lang), o.Proposal.In(lang), o.Level.In(lang), string(o.Owner),
			o.Raised.String(), o.Escalated.String(), o.Resolved.String(),
		})
	}
	return t
}

// RegionTable gives the regions with their coordinators as a table. name says
// what a region is called; nil shows the codes alone.
func (e *Evaluation) RegionTable(lang aduan.Words, name func(RegionStatus) string) workplan.Table {
	t := workplan.Table{Title: fmt.Sprintf("%s, %v", say(lang, "Daerah dan koordinator", "Regions and coordinators"), e.AsOf)}
	t.AddTexts(say(lang, "Kode", "Code"), say(lang, "Daerah", "Region"), say(lang, "Koordinator", "Coordinator"), say(lang, "Sejak", "Since"))
	t.AddNumbers(say(lang, "Kegiatan", "Activities"))
	for _, r := range e.Regions {
		called, coordinator := "", string(r.Coordinator)
		if name != nil {
			called = name(r)
		}
		if coordinator == "" {
			coordinator = say(lang, "(belum ada)", "(none)")
		}
		t.Rows = append(t.Rows, []string{r.Region.String(), called, coordinator, r.Since.String(), strconv.Itoa(r.Activities)})
	}
	return t
}

// FACETable gives rows of the FACE form as a table, with the letters of its
// columns.
func FACETable(rows []FACERow, lang aduan.Words) workplan.Table {
	t := workplan.Table{Title: "FACE"}
	t.AddTexts(say(lang, "Baris", "Line"), say(lang, "Triwulan", "Quarter"))
	t.AddNumbers(say(lang, "A disetujui", "A authorised"), say(lang, "B belanja", "B actual"), say(lang, "C diterima", "C accepted"),
		"D = A - C", say(lang, "E permintaan", "E request"), say(lang, "F disetujui", "F authorised"), "G = D + F")
	for _, r := range rows {
		t.Rows = append(t.Rows, []string{
			string(r.Line), r.Quarter.String(), r.Authorised.String(), r.Actual.String(), r.Accepted.String(), r.Balance.String(),
			r.Requested.String(), r.Granted.String(), r.Outstanding.String(),
		})
	}
	return t
}
