package evaluation

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Why says why the activity has its status, with the figures that decided.
func (a *ActivityStatus) Why() aduan.Label {
	switch {
	case a.Status == workplan.Done:
		return aduan.NewLabel(map[string]string{"id": "Selesai 100 %.", "en": "100 % done."})
	case a.Status == workplan.Stopped:
		label := aduan.NewLabel(map[string]string{"id": "Dibatalkan", "en": "Cancelled"})
		if a.State == workplan.StateCarriedOver {
			label = aduan.NewLabel(map[string]string{"id": "Diluncurkan ke rencana berikutnya", "en": "Carried over into the next plan"})
		}
		return because(label, a.cause)
	case a.Status == workplan.NotDue:
		return aduan.NewLabel(map[string]string{"id": fmt.Sprintf("Dimulai %v.", a.start), "en": fmt.Sprintf("Begins on %v.", a.start)})
	case a.Rule == "":
		return aduan.NewLabel(map[string]string{"id": fmt.Sprintf("Rencana %s %%, realisasi %s %%: tidak ada aturan yang terlanggar.", a.Planned.Fixed(2), a.Done.Fixed(2)), "en": fmt.Sprintf("Planned %s %%, done %s %%: no rule is broken.", a.Planned.Fixed(2), a.Done.Fixed(2))})
	}
	return a.broken()
}

// Remaining says in words how much time and work is left, and how much faster
// than so far it has to go.
func (e *Evaluation) Remaining() aduan.Label {
	t := e.Time
	if t.StartsIn > 0 {
		return aduan.NewLabel(map[string]string{"id": fmt.Sprintf("Tahun rencana dimulai dalam %d hari.", t.StartsIn), "en": fmt.Sprintf("The plan year begins in %d days.", t.StartsIn)})
	}
	open := hundred.Sub(e.Done.Decimal())
	id := fmt.Sprintf("Sisa %d hari (%d minggu, %d hari kerja); %s %% pekerjaan terbuka", t.Days, t.Weeks, t.WorkingDays, open.StringFixed(2))
	en := fmt.Sprintf("%d days (%d weeks, %d working days) are left; %s %% of the work is open", t.Days, t.Weeks, t.WorkingDays, open.StringFixed(2))
	if t.WorkingDays > 0 && t.Passed > 0 {
		need := open.DivRound(decimal.NewFromInt(int64(t.WorkingDays)), 2).StringFixed(2)
		pace := e.Done.Decimal().DivRound(decimal.NewFromInt(int64(t.Passed)), 2).StringFixed(2)
		id += fmt.Sprintf(": perlu %s %% per hari kerja, sampai sekarang %s %%", need, pace)
		en += fmt.Sprintf(": it needs %s %% per working day, so far it was %s %%", need, pace)
	}
	if e.Alarm {
		return aduan.NewLabel(map[string]string{"id": "Peringatan: " + lower(id) + ".", "en": "Alarm: " + en + "."})
	}
	return aduan.NewLabel(map[string]string{"id": id + ".", "en": en + "."})
}

// lower writes the first letter, which is ASCII, small.
func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// broken lists every condition of the rule with the figure that met it.
func (a *ActivityStatus) broken() aduan.Label {
	id, en := "", ""
	say := func(indonesian, english string) {
		if id != "" {
			id, en = id+"; ", en+"; "
		}
		id, en = id+indonesian, en+english
	}
	if a.rule.Overdue {
		say(fmt.Sprintf("lewat %d hari kerja dari batas %v, realisasi %s %%", a.DaysLate, a.end, a.Done.Fixed(2)),
			fmt.Sprintf("%d working days past its end on %v, done %s %%", a.DaysLate, a.end, a.Done.Fixed(2)))
	}
	if !a.rule.Behind.IsZero() {
		late := a.Planned.Decimal().Sub(a.Done.Decimal()).StringFixed(2)
		say(fmt.Sprintf("rencana %s %%, realisasi %s %%: tertinggal %s poin (batas %s)", a.Planned.Fixed(2), a.Done.Fixed(2), late, a.rule.Behind),
			fmt.Sprintf("planned %s %%, done %s %%: %s points behind (limit %s)", a.Planned.Fixed(2), a.Done.Fixed(2), late, a.rule.Behind))
	}
	if !a.rule.OverCost.IsZero() {
		for _, v := range a.Values {
			if v.CV().IsNegative() {
				over := workplan.MoneyOf(v.CV().Amount.Neg(), v.Currency)
				say(fmt.Sprintf("belanja melebihi nilai hasil sebesar %s (batas %s %% dari anggaran)", over, a.rule.OverCost),
					fmt.Sprintf("spent %s more than earned (limit %s %% of the budget)", over, a.rule.OverCost))
			}
		}
	}
	if a.rule.Postponed {
		label := because(aduan.NewLabel(map[string]string{"id": "ditunda", "en": "postponed"}), a.cause)
		say(trimStop(label.Text("id")), trimStop(label.Text("en")))
	}
	if a.rule.Obstacle > 0 {
		for _, o := range a.Obstacles {
			if o.Level >= a.rule.Obstacle {
				say(fmt.Sprintf("kendala terbuka sejak %v: %s", o.Raised, trimStop(o.Text.In(aduan.Indonesian()))),
					fmt.Sprintf("an obstacle is open since %v: %s", o.Raised, trimStop(o.Text.In(aduan.English()))))
			}
		}
	}
	if id == "" {
		say("aturan tanpa syarat", "a rule without conditions")
	}
	return aduan.NewLabel(map[string]string{"id": fmt.Sprintf("%s: %s (aturan %s).", a.Status.In(aduan.Indonesian()), id, a.Rule), "en": fmt.Sprintf("%s: %s (rule %s).", a.Status.In(aduan.English()), en, a.Rule)})
}

// because joins what happened and its cause into a sentence.
func because(what, cause aduan.Label) aduan.Label {
	if cause == (aduan.Label{}) {
		return aduan.NewLabel(map[string]string{"id": what.Text("id") + ".", "en": what.Text("en") + "."})
	}
	return aduan.NewLabel(map[string]string{"id": what.Text("id") + " karena: " + trimStop(cause.In(aduan.Indonesian())) + ".", "en": what.Text("en") + " because: " + trimStop(cause.In(aduan.English())) + "."})
}

func trimStop(s string) string { return strings.TrimRight(s, ".") }
