package main

import (
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// paper writes the board paper of the day.
func (c *cooperation) paper(lang aduan.Words) (paper, error) {
	now, next, err := c.current()
	if err != nil {
		return paper{}, err
	}
	e, err := evaluation.Evaluate(now, c.asOf, c.rules, c.cal)
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
	if err := w.recovery(now, e); err != nil {
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
		w.textf(w.say("Tidak ada rapat pada %s; keadaan pada hari itu.", "There is no meeting on %s; this is how things stand on that day."), w.asOf.In(w.lang))
		return
	}
	w.textf("%s: %s %d, %s, %s", m.Title.In(w.lang), w.say("rapat", "meeting"), m.Number, m.Date.In(w.lang), strings.ToLower(m.Form.Label().In(w.lang)))
	var t workplan.Table
	t.AddTexts(w.say("Pihak", "Party"), w.say("Peran", "Role"), w.say("Peserta", "Participant"))
	for _, p := range m.Participants {
		t.Rows = append(t.Rows, []string{w.party(p.Party), p.Role.Label().In(w.lang), p.Name})
	}
	w.table("participants", t)
	for _, missing := range w.quorum.Missing(m) {
		w.textf(w.say("Kuorum belum terpenuhi: %s", "The quorum is not met: %s"), missing.In(w.lang))
	}
}

// places shows the regions with their coordinators.
func (w *writer) places(e *evaluation.Evaluation) {
	w.section("Daerah dan koordinator lokal", "Regions and local coordinators")
	w.table("regions", e.RegionTable(w.lang, w.region))
	if none := e.WithoutCoordinator(); len(none) > 0 {
		w.textf(w.say("Tanpa koordinator: %d dari %d daerah.", "Without a coordinator: %d of %d regions."), len(none), len(e.Regions))
	} else {
		w.textf("%s", w.say("Setiap daerah memiliki koordinator.", "Every region has a coordinator."))
	}
}

// region names a region, with the one around it for those below a province.
func (w *writer) region(s evaluation.RegionStatus) string {
	u, err := w.regions.Get(s.Region)
	if err != nil {
		return s.Region.String()
	}
	if around := u.Parent(); !around.IsZero() && around.Code().Local() != "ID" {
		return u.Name() + ", " + around.Name()
	}
	return u.Name()
}

// party names a party as the plans do.
func (w *writer) party(id workplan.PartyID) string {
	for _, p := range w.plans {
		for _, party := range p.Parties {
			if party.ID == id {
				return party.Name.In(w.lang)
			}
		}
	}
	return string(id)
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
		w.items("open", w.say("Tindak lanjut yang masih terbuka ketika rapat dimulai", "Action items still open when the meeting begins"), board.OpenBefore(m, w.meetings))
		w.items("actions", w.say("Semua tindak lanjut setelah rapat", "All action items after the meeting"), board.Items(w.meetings, w.asOf))
	} else {
		w.items("actions", w.say("Keadaan tindak lanjut", "Where the action items stand"), board.Items(w.meetings, w.asOf))
	}
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
	t := workplan.Table{Title: title}
	t.AddTexts("ID", w.say("Tindak lanjut", "Action"), w.say("Penanggung jawab", "Owner"), w.say("Tenggat", "Due"), w.say("Keadaan", "Status"))
	for _, i := range items {
		status := i.Status.Label().In(w.lang)
		if i.Late {
			status += w.say(", terlambat", ", late")
		}
		t.Rows = append(t.Rows, []string{string(i.ID), i.Text.In(w.lang), w.party(i.Owner), i.Due.String(), status})
	}
	w.table(file, t)
}
