package board

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// Markdown writes the minutes (notulen) of the meeting: head, participants by
// party and role, what it lacked for its quorum, agenda, decisions, the items of
// earlier meetings as this one left them, and the new action items. meetings
// may hold any meetings; those of the same board before this one count. Texts
// are escaped, so that they show as they are.
func (m *Meeting) Markdown(lang aduan.Words, quorum Quorum, meetings []*Meeting) string {
	w := writer{m: m, lang: lang}
	w.head(quorum)
	w.agenda()
	w.decisions()
	w.earlier(meetings)
	w.actions()
	return w.b.String()
}

type writer struct {
	b    strings.Builder
	m    *Meeting
	lang aduan.Words
}

func (w *writer) say(id, en string) string {
	return aduan.NewLabel(map[string]string{"id": id, "en": en}).In(w.lang)
}

func (w *writer) section(id, en string) { fmt.Fprintf(&w.b, "\n## %s\n\n", w.say(id, en)) }

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
	fmt.Fprintf(&w.b, "# %s\n\n", escape(m.Title.In(w.lang)))
	fmt.Fprintf(&w.b, "- %s: %d\n", w.say("Rapat ke", "Meeting"), m.Number)
	fmt.Fprintf(&w.b, "- %s: %s\n", w.say("Tanggal", "Date"), m.Date.In(w.lang))
	fmt.Fprintf(&w.b, "- %s: %s\n", w.say("Bentuk", "Form"), m.Form.In(w.lang))
	if missing := quorum.Missing(m); len(missing) > 0 {
		texts := make([]string, len(missing))
		for i, l := range missing {
			texts[i] = escape(l.In(w.lang))
		}
		fmt.Fprintf(&w.b, "- %s: %s\n", w.say("**Tidak kuorum**", "**No quorum**"), strings.Join(texts, "; "))
	} else {
		fmt.Fprintf(&w.b, "- %s\n", w.say("Kuorum terpenuhi", "The quorum was met"))
	}
	if m.Signed.IsZero() {
		fmt.Fprintf(&w.b, "- %s\n", w.say("Rancangan notulen, belum ditandatangani", "Draft minutes, not signed"))
	} else {
		fmt.Fprintf(&w.b, "- %s: %s\n", w.say("Ditandatangani", "Signed"), m.Signed.In(w.lang))
	}
	w.section("Peserta", "Participants")
	var t workplan.Table
	t.AddTexts(w.say("Nama", "Name"), w.say("Pihak", "Party"), w.say("Peran", "Role"))
	for _, p := range m.Participants {
		t.Rows = append(t.Rows, []string{p.Name, w.party(p.Party), p.Role.In(w.lang)})
	}
	w.b.WriteString(t.Markdown())
}

// party is the name of a party.
func (w *writer) party(id workplan.PartyID) string {
	for _, p := range w.m.Parties {
		if p.ID == id {
			return p.Name.In(w.lang)
		}
	}
	return string(id)
}

func (w *writer) agenda() {
	if len(w.m.Agenda) == 0 {
		return
	}
	w.section("Agenda", "Agenda")
	for i, a := range w.m.Agenda {
		fmt.Fprintf(&w.b, "%d. %s\n", i+1, begin(a.Title.In(w.lang)))
		for _, n := range a.Notes {
			fmt.Fprintf(&w.b, "   - %s\n", begin(n.In(w.lang)))
		}
	}
}

func (w *writer) decisions() {
	w.section("Keputusan", "Decisions")
	if len(w.m.Decisions) == 0 {
		w.b.WriteString(w.say("Tidak ada.", "None.") + "\n")
		return
	}
	for _, d := range w.m.Decisions {
		fmt.Fprintf(&w.b, "- **%s** %s\n", escape(string(d.ID)), escape(d.Text.In(w.lang)))
		for _, a := range d.Approves {
			fmt.Fprintf(&w.b, "  - %s %s, %s %d", w.say("menyetujui", "approves"), escape(string(a.Plan)), w.say("edisi", "edition"), a.Edition)
			if a.Into != "" {
				fmt.Fprintf(&w.b, ", %s %s", w.say("luncuran ke", "carried over into"), escape(string(a.Into)))
			}
			w.b.WriteString("\n")
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
	w.section("Tindak lanjut rapat sebelumnya", "Action items of earlier meetings")
	var t workplan.Table
	t.AddTexts("ID", w.say("Tindak lanjut", "Action"), w.say("Penanggung jawab", "Owner"), w.say("Batas", "Due"), "Status", w.say("Catatan", "Note"))
	for _, item := range items {
		status, due, note, open := w.say("Tidak dibahas", "Not reviewed"), item.Due, "", true
		if r, ok := reviews[item.ID]; ok {
			status, note, open = r.Status.In(w.lang), r.Note.In(w.lang), r.Status == Open
			if !r.Due.IsZero() {
				due = r.Due
			}
		}
		if open && w.m.Date.Compare(due) > 0 {
			status += w.say(" (terlambat)", " (late)")
		}
		t.Rows = append(t.Rows, []string{string(item.ID), item.Text.In(w.lang), w.party(item.Owner), due.String(), status, note})
	}
	w.b.WriteString(t.Markdown())
}

func (w *writer) actions() {
	if len(w.m.Actions) == 0 {
		return
	}
	w.section("Tindak lanjut", "Action items")
	var t workplan.Table
	t.AddTexts("ID", w.say("Tindak lanjut", "Action"), w.say("Penanggung jawab", "Owner"), w.say("Batas", "Due"))
	for _, a := range w.m.Actions {
		t.Rows = append(t.Rows, []string{string(a.ID), a.Text.In(w.lang), w.party(a.Owner), a.Due.String()})
	}
	w.b.WriteString(t.Markdown())
}
