package main

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// paper writes the board paper of the day.
func (c *cooperation) paper(lang lifecycle.Language) (paper, error) {
	now, next, err := c.current()
	if err != nil {
		return paper{}, err
	}
	e, err := now.Evaluate(c.asOf, c.rules, c.cal)
	if err != nil {
		return paper{}, err
	}
	w := &writer{cooperation: c, lang: lang}
	w.head()
	w.timeLeft(now, e)
	if err := w.evaluation(now, e); err != nil {
		return paper{}, err
	}
	w.lagging(e)
	if err := w.recovery(); err != nil {
		return paper{}, err
	}
	if next != nil {
		if err := w.carryOver(now, next); err != nil {
			return paper{}, err
		}
	}
	w.places(e)
	if err := w.roadMap(); err != nil {
		return paper{}, err
	}
	w.minutes()
	return w.paper, nil
}

// head names the meeting and who takes part.
func (w *writer) head() {
	w.paper.title = w.say("Bahan Rapat Dewan Proyek SP4N-LAPOR!", "Project Board paper, SP4N-LAPOR!")
	w.section("Rapat", "Meeting")
	m := w.meeting()
	if m == nil {
		w.textf(w.say("Tidak ada rapat pada %s; keadaan pada hari itu.", "There is no meeting on %s; this is how things stand on that day."), w.date(w.asOf))
		return
	}
	w.textf("%s: %s %d, %s, %s", m.Title.In(w.lang), w.say("rapat", "meeting"), m.Number, w.date(m.Date), strings.ToLower(m.Form.Label().In(w.lang)))
	t := workplan.Table{Columns: []workplan.Heading{{Text: w.say("Pihak", "Party")}, {Text: w.say("Peran", "Role")}, {Text: w.say("Peserta", "Participant")}}}
	for _, p := range m.Participants {
		t.Rows = append(t.Rows, []string{strings.ToUpper(string(p.Party)), p.Role.Label().In(w.lang), p.Name})
	}
	w.table("participants", t)
	for _, missing := range w.quorum.Missing(m) {
		w.textf(w.say("Kuorum belum terpenuhi: %s", "The quorum is not met: %s"), missing.In(w.lang))
	}
}

// timeLeft holds the open work against the time that is left.
func (w *writer) timeLeft(p *workplan.Plan, e *workplan.Evaluation) {
	w.section(fmt.Sprintf("Sisa waktu tahun %d", p.Year), fmt.Sprintf("What is left of %d", p.Year))
	w.textf(w.say("Sisa %d hari: %d minggu, %d hari kerja.", "%d days are left: %d weeks, %d working days."), e.Time.Days, e.Time.Weeks, e.Time.WorkingDays)
	w.textf(w.say("Rencana: seharusnya %s %%, tercapai %s %%.", "Plan: %s %% should be done, %s %% is."), e.Planned, e.Done)
	if e.Alarm {
		w.textf(w.say("ALARM: sisa pekerjaan harus berjalan lebih dari %s kali lebih cepat daripada sejauh ini.",
			"ALARM: the rest has to go more than %s times as fast as the work so far."), w.rules.Alarm)
	}
	for _, s := range []workplan.Status{workplan.OnTrack, workplan.AtRisk, workplan.Lagging, workplan.Done, workplan.NotDue, workplan.Stopped} {
		if n := len(e.With(s)); n > 0 {
			w.itemf("%s: %d", s.Label().In(w.lang), n)
		}
	}
}

// evaluation is the evaluation from quarter I until the day.
func (w *writer) evaluation(p *workplan.Plan, e *workplan.Evaluation) error {
	w.section(fmt.Sprintf("Evaluasi dari triwulan I sampai %s", w.date(w.asOf)), fmt.Sprintf("Evaluation from quarter I until %s", w.date(w.asOf)))
	w.table("activities", e.ActivityTable(w.lang))
	w.table("quarters", e.BreakdownTable(workplan.ByQuarter, w.lang))
	w.table("outputs", e.BreakdownTable(workplan.ByOutput, w.lang))
	w.table("funds", e.BreakdownTable(workplan.ByFund, w.lang))
	w.table("parties", e.BreakdownTable(workplan.ByParty, w.lang))
	w.table("value", e.ValueTable(w.lang))
	curve, err := p.SCurve(w.asOf, w.rules, w.cal)
	if err != nil {
		return err
	}
	w.table("scurve", curve.Table(w.lang))
	w.table("face", workplan.FACETable(p.FACE(w.asOf), w.lang))
	w.chart("scurve")
	return w.capacity(p, e)
}

// capacity is measured by what is achieved, not by trainings held.
func (w *writer) capacity(p *workplan.Plan, e *workplan.Evaluation) error {
	w.section("Kapasitas: diukur, bukan sekadar pelatihan", "Capacity: measured, not only a few trainings")
	measured, err := p.Measure(w.asOf, nil)
	if err != nil {
		return err
	}
	t := workplan.Table{Columns: []workplan.Heading{
		{Text: w.say("Indikator", "Indicator")}, {Text: w.say("Triwulan", "Quarter")}, {Text: w.say("Awal", "Baseline"), Number: true},
		{Text: "Target", Number: true}, {Text: w.say("Tercapai", "Actual"), Number: true}, {Text: w.say("Terpenuhi", "Reached")},
	}}
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
	cohorts := workplan.Table{Columns: []workplan.Heading{
		{Text: w.say("Pelatihan", "Training")}, {Text: w.say("Wilayah", "Region")}, {Text: w.say("Diundang", "Invited"), Number: true},
		{Text: w.say("Hadir", "Attended"), Number: true}, {Text: w.say("Lulus", "Passed"), Number: true},
	}}
	for _, c := range e.Trainings {
		cohorts.Rows = append(cohorts.Rows, []string{
			string(c.Activity), w.region(workplan.RegionStatus{Region: c.Region}), fmt.Sprint(c.Invited), fmt.Sprint(c.Attended), fmt.Sprint(c.Passed),
		})
	}
	if cohorts.Rows != nil {
		w.table("trainings", cohorts)
	}
	return nil
}

// lagging lists the lagging activities with obstacle, owner and proposal.
func (w *writer) lagging(e *workplan.Evaluation) {
	late := e.Lagging()
	w.section(fmt.Sprintf("Kegiatan yang terlambat: %d", len(late)), fmt.Sprintf("Lagging activities: %d", len(late)))
	for _, a := range late {
		why := a.Why()
		lines := []string{fmt.Sprintf("%s (%s): %s", a.Name.In(w.lang), strings.ToUpper(string(a.Party)), why.In(w.lang))}
		for _, o := range a.Obstacles {
			lines = append(lines,
				fmt.Sprintf(w.say("  kendala %s, tingkat %s, penanggung jawab %s, sejak %s: %s", "  obstacle %s, level %s, owner %s, since %s: %s"),
					o.ID, strings.ToLower(o.Level.Label().In(w.lang)), o.Owner, w.date(o.Raised), o.Text.In(w.lang)),
				fmt.Sprintf(w.say("  usul: %s", "  proposal: %s"), o.Proposal.In(w.lang)))
		}
		w.itemf("%s", strings.Join(lines, "\n"))
	}
	w.table("obstacles", e.ObstacleTable(w.lang))
}

// places shows the regions with their coordinators.
func (w *writer) places(e *workplan.Evaluation) {
	w.section("Daerah dan koordinator lokal", "Regions and local coordinators")
	w.table("regions", e.RegionTable(w.lang, w.region))
	if none := e.WithoutCoordinator(); len(none) > 0 {
		w.textf(w.say("Tanpa koordinator: %d dari %d daerah.", "Without a coordinator: %d of %d regions."), len(none), len(e.Regions))
	} else {
		w.textf("%s", w.say("Setiap daerah memiliki koordinator.", "Every region has a coordinator."))
	}
}

// region names a region, with the one around it for those below a province.
func (w *writer) region(s workplan.RegionStatus) string {
	u, err := w.regions.Get(s.Region)
	if err != nil {
		return s.Region.String()
	}
	if around := u.Parent(); !around.IsZero() && around.Code().Local() != "ID" {
		return u.Name() + ", " + around.Name()
	}
	return u.Name()
}

// minutes shows what was decided, what is to be done, and what stands on no
// decision.
func (w *writer) minutes() {
	m := w.meeting()
	w.section("Keputusan dan tindak lanjut", "Decisions and action items")
	if m != nil {
		for _, d := range m.Decisions {
			w.itemf("%s: %s", d.ID, d.Text.In(w.lang))
		}
		w.items("open", w.say("Dari rapat sebelumnya", "From earlier meetings"), board.OpenBefore(m, w.meetings))
	}
	w.items("actions", w.say("Keadaan tindak lanjut", "Where the action items stand"), board.Items(w.meetings, w.asOf))
	gaps := 0
	for _, p := range w.recorded {
		for _, f := range board.Unapproved(knownBefore(p, w.asOf.AddDays(1)), w.meetings, w.rules, w.quorum) {
			w.textf(w.say("Tanpa keputusan: %s edisi %d: %s", "Without a decision: %s edition %d: %s"), f.Plan, f.Edition, f.Why().In(w.lang))
			gaps++
		}
	}
	if gaps == 0 {
		w.textf("%s", w.say("Setiap perubahan rencana memiliki keputusan.", "Every change of a plan stands on a decision."))
	}
}

func (w *writer) items(file, title string, items []board.Item) {
	t := workplan.Table{Title: title, Columns: []workplan.Heading{
		{Text: "ID"}, {Text: w.say("Tindak lanjut", "Action")}, {Text: w.say("Penanggung jawab", "Owner")}, {Text: w.say("Tenggat", "Due")}, {Text: w.say("Keadaan", "Status")},
	}}
	for _, i := range items {
		status := i.Status.Label().In(w.lang)
		if i.Late {
			status += w.say(", terlambat", ", late")
		}
		t.Rows = append(t.Rows, []string{string(i.ID), i.Text.In(w.lang), strings.ToUpper(string(i.Owner)), i.Due.String(), status})
	}
	w.table(file, t)
}

// date writes a day in the words of the language.
func (w *writer) date(d calendar.Date) string {
	months := strings.Fields("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember")
	if w.lang == lifecycle.English {
		return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, months[d.Month-1], d.Year)
}
