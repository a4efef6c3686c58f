package main

import (
	"cmp"
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// paper writes the board paper of the day.
func (c *cooperation) paper(words aduan.Words) (paper, error) {
	now, next, err := c.current()
	if err != nil {
		return paper{}, err
	}
	e, err := evaluation.Evaluate(now, c.asOf, c.rules, c.cal)
	if err != nil {
		return paper{}, err
	}
	w := &writer{cooperation: c, words: words, say: texts().In(words)}
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
	w.paper.title = w.say("title")
	w.section(w.say("meeting"))
	m := w.meeting()
	if m == nil {
		w.text(w.say("meeting.none", "day", w.asOf))
		return
	}
	w.text(w.say("meeting.line", "title", m.Title, "number", strconv.Itoa(m.Number), "day", m.Date, "form", m.Form))
	var t workplan.Table
	t.AddTexts(w.say("party"), w.say("role"), w.say("participant"))
	for _, p := range m.Participants {
		t.Rows = append(t.Rows, []string{w.party(p.Party), p.Role.In(w.words), p.Name})
	}
	w.table("participants", t)
	for _, missing := range w.quorum.Missing(m) {
		w.text(w.say("quorum.missing", "missing", missing))
	}
}

// places shows the regions with their coordinators.
func (w *writer) places(e *evaluation.Evaluation) {
	w.section(w.say("regions"))
	w.table("regions", e.RegionTable(w.words, w.region, w.person))
	if none := e.WithoutCoordinator(); len(none) > 0 {
		w.text(w.say("uncoordinated", "count", len(none), "all", len(e.Regions)))
	} else {
		w.text(w.say("uncoordinated.none"))
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

// planName is what a plan is called.
func (c *cooperation) planName(id workplan.PlanID) aduan.Label {
	if p := c.of(id); p != nil {
		return p.Name
	}
	return aduan.NewLabel(map[string]string{"en": string(id)})
}

// party names a party as the plans do.
func (w *writer) party(id workplan.PartyID) string {
	for _, p := range w.plans {
		for _, party := range p.Parties {
			if party.ID == id {
				return party.Name.In(w.words)
			}
		}
	}
	return string(id)
}

// person names a coordinator.
func (w *writer) person(id agency.Person) string {
	return cmp.Or(w.people[id], string(id))
}

// minutes shows what was decided, what is to be done, and what stands on no
// decision.
func (w *writer) minutes() {
	m := w.meeting()
	w.section(w.say("minutes"))
	if m != nil {
		for _, d := range m.Decisions {
			w.item(string(d.ID) + ": " + d.Text.In(w.words))
		}
		w.items("open", w.say("items.open"), board.OpenBefore(m, w.meetings))
		w.items("actions", w.say("items.after"), board.Items(w.meetings, w.asOf))
	} else {
		w.items("actions", w.say("items.today"), board.Items(w.meetings, w.asOf))
	}
	gaps := 0
	for _, p := range w.recorded {
		for _, f := range board.Unapproved(knownBefore(p, w.asOf.AddDays(1)), w.meetings, w.rules, w.quorum) {
			w.text(w.say("undecided", "why", f.Why()))
			gaps++
		}
	}
	if gaps == 0 {
		w.text(w.say("decided"))
	}
}

func (w *writer) items(file, title string, items []board.Item) {
	t := workplan.Table{Title: title}
	t.AddTexts(w.say("id"), w.say("item"), w.say("owner"), w.say("due"), w.say("status"))
	for _, i := range items {
		status := i.Status.In(w.words)
		if i.Late {
			status = w.say("status.late", "status", i.Status)
		}
		t.Rows = append(t.Rows, []string{string(i.ID), i.Text.In(w.words), w.party(i.Owner), i.Due.In(w.words), status})
	}
	w.table(file, t)
}
