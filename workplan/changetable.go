package workplan

import (
	"strings"

	"github.com/aduan-go/aduan"
)

// ChangeTable gives changes as a table. An activity and an output show their
// name and the cause of what was decided, a line its money.
func ChangeTable(changes []Change, w aduan.Words) Table {
	say := texts().In(w)
	t := Table{Title: say("changes.title")}
	t.AddTexts(say("changes.event"), say("changes.part"), say("changes.id"), say("changes.name"), say("changes.remark"))
	for i := range changes {
		c := &changes[i]
		name := ""
		var remarks []string
		switch {
		case c.Output != nil:
			name = c.Output.Name.In(w)
		case c.Activity != nil:
			a := c.Activity
			name = a.Name.In(w)
			if !a.Cause.IsZero() {
				remarks = append(remarks, a.Cause.In(w))
			}
			for _, to := range a.Into {
				remarks = append(remarks, "-> "+to.String())
			}
			if !a.From.IsZero() {
				remarks = append(remarks, "<- "+a.From.String()+" ("+w.Percent(a.Scope.String())+")")
			}
		case c.Line != nil:
			l := c.Line
			name, remarks = l.Name.In(w), append(remarks, l.Amount.In(w))
			for _, to := range l.Into {
				remarks = append(remarks, "-> "+to.String())
			}
			if !l.Carried.IsZero() {
				remarks = append(remarks, say("changes.carried", "amount", l.Carried))
			}
			if !l.From.IsZero() {
				remarks = append(remarks, "<- "+l.From.String())
			}
		}
		t.Rows = append(t.Rows, []string{c.Event.In(w), c.Subject.In(w), c.ID, name, strings.Join(remarks, "; ")})
	}
	return t
}
