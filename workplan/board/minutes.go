package board

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Markdown writes the minutes (notulen) of the meeting: head, participants by
// party and role, what it lacked for its quorum, agenda, decisions, the items of
// earlier meetings as this one left them, and the new action items. meetings
// may hold any meetings; those of the same board before this one count. plan says
// what a plan is called, nil shows its ID. Texts are escaped, so that they show as
// they are.
func (m *Meeting) Markdown(w aduan.Words, quorum Quorum, meetings []*Meeting, plan func(workplan.PlanID) string) string {
	if plan == nil {
		plan = func(id workplan.PlanID) string { return string(id) }
	}
	paper := writer{m: m, words: w, say: texts().In(w), plan: plan}
	paper.head(quorum)
	paper.agenda()
	paper.decisions()
	paper.earlier(meetings)
	paper.actions()
	return paper.b.String()
}

type writer struct {
	b     strings.Builder
	m     *Meeting
	words aduan.Words
	say   aduan.Say
	plan  func(workplan.PlanID) string
}

func (w *writer) section(title string) { fmt.Fprintf(&w.b, "\n## %s\n\n", escape(title)) }

// item adds an item to the list at the head.
func (w *writer) item(text string) { fmt.Fprintf(&w.b, "- %s\n", text) }

// escape shows a text as it is within a line.
func escape(s string) string { return workplan.EscapeMarkdown(s) }

// begin shows a text as it is where a line or an item of a list begins: no
// list, rule or code of its own.
func begin(s string) string {
	s = strings.TrimSpace(escape(s))
	mark := len(s) - len(strings.TrimLeft(s, "0123456789")) // where the mark of a list would stand
	if mark == len(s) {
		return s
	}
	rest := s[mark+1:]
	alone := rest == "" || rest[0] == ' '
	switch c := s[mark]; {
	case mark > 0 && alone && (c == '.' || c == ')'),
		mark == 0 && (alone || rest[0] == c) && (c == '-' || c == '+' || c == '='):
		return s[:mark] + `\` + s[mark:]
	}
	return s
}

func (w *writer) head(quorum Quorum) {
	m := w.m
	fmt.Fprintf(&w.b, "# %s\n\n", escape(m.Title.In(w.words)))
	w.item(escape(w.say("minutes.number", "number", strconv.Itoa(m.Number))))
	w.item(escape(w.say("minutes.date", "date", m.Date)))
	w.item(escape(w.say("minutes.form", "form", m.Form)))
	if missing := quorum.Missing(m); len(missing) > 0 {
		lacks := make([]string, len(missing))
		for i, l := range missing {
			lacks[i] = escape(l.In(w.words))
		}
		w.item("**" + escape(w.say("minutes.no_quorum")) + "**: " + strings.Join(lacks, "; "))
	} else {
		w.item(escape(w.say("minutes.quorum")))
	}
	if m.Signed.IsZero() {
		w.item(escape(w.say("minutes.draft")))
	} else {
		w.item(escape(w.say("minutes.signed", "date", m.Signed)))
	}
	w.section(w.say("minutes.participants"))
	var t workplan.Table
	t.AddTexts(w.say("head.name"), w.say("head.party"), w.say("head.role"))
	for _, p := range m.Participants {
		t.Rows = append(t.Rows, []string{p.Name, w.party(p.Party), p.Role.In(w.words)})
	}
	w.b.WriteString(t.Markdown())
}

// party is the name of a party.
func (w *writer) party(id workplan.PartyID) string {
	for _, p := range w.m.Parties {
		if p.ID == id {
			return p.Name.In(w.words)
		}
	}
	return string(id)
}

func (w *writer) agenda() {
	if len(w.m.Agenda) == 0 {
		return
	}
	w.section(w.say("minutes.agenda"))
	for i, a := range w.m.Agenda {
		fmt.Fprintf(&w.b, "%d. %s\n", i+1, begin(a.Title.In(w.words)))
		for _, n := range a.Notes {
			fmt.Fprintf(&w.b, "   - %s\n", begin(n.In(w.words)))
		}
	}
}

func (w *writer) decisions() {
	w.section(w.say("minutes.decisions"))
	if len(w.m.Decisions) == 0 {
		w.b.WriteString(escape(w.say("minutes.nothing")) + "\n")
		return
	}
	for _, d := range w.m.Decisions {
		fmt.Fprintf(&w.b, "- **%s** %s\n", escape(string(d.ID)), escape(d.Text.In(w.words)))
		for _, a := range d.Approves {
			edition := strconv.Itoa(a.Edition)
			approves := w.say("minutes.approves", "plan", w.plan(a.Plan), "edition", edition)
			if a.Into != "" {
				approves = w.say("minutes.approves_into", "plan", w.plan(a.Plan), "edition", edition, "into", w.plan(a.Into))
			}
			fmt.Fprintf(&w.b, "  - %s\n", escape(approves))
		}
	}
}

func (w *writer) earlier(meetings []*Meeting) {
	items := OpenBefore(w.m, meetings)
	if len(items) == 0 {
		return
	}
	reviews := map[ActionID]Review{}
	for _, r := range w.m.Reviews {
		reviews[r.Action] = r
	}
	w.section(w.say("minutes.earlier"))
	t := w.items()
	t.AddTexts(w.say("head.status"), w.say("head.note"))
	for _, item := range items {
		status, due, note, open := w.say("minutes.not_reviewed"), item.Due, "", true
		if r, ok := reviews[item.ID]; ok {
			status, note, open = r.Status.In(w.words), r.Note.In(w.words), r.Status == Open
			if !r.Due.IsZero() {
				due = r.Due
			}
		}
		if open && w.m.Date.Compare(due) > 0 {
			status = w.say("minutes.late", "status", status)
		}
		t.Rows = append(t.Rows, append(w.row(item.Action, due), status, note))
	}
	w.b.WriteString(t.Markdown())
}

func (w *writer) actions() {
	if len(w.m.Actions) == 0 {
		return
	}
	w.section(w.say("minutes.actions"))
	t := w.items()
	for _, a := range w.m.Actions {
		t.Rows = append(t.Rows, w.row(a, a.Due))
	}
	w.b.WriteString(t.Markdown())
}

// items is a table for action items.
func (w *writer) items() (t workplan.Table) {
	t.AddTexts(w.say("head.id"), w.say("head.action"), w.say("head.owner"), w.say("head.due"))
	return t
}

// row is an action item with the day on which it is due.
func (w *writer) row(a Action, due aduan.Date) []string {
	return []string{string(a.ID), a.Text.In(w.words), w.party(a.Owner), due.In(w.words)}
}
