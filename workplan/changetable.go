package workplan

import (
	"fmt"

	"github.com/aduan-go/aduan"
)

// ChangeTable gives changes as a table. An activity and an output show their
// name and the cause of what was decided, a line its money.
func ChangeTable(changes []Change, lang aduan.Words) Table {
	t := Table{Title: say(lang, "Perubahan", "Changes")}
	t.AddTexts(say(lang, "Peristiwa", "Event"), say(lang, "Bagian", "Part"), "ID", say(lang, "Nama", "Name"), say(lang, "Keterangan", "Remark"))
	for i := range changes {
		c := &changes[i]
		name, remark := "", ""
		switch {
		case c.Output != nil:
			name = c.Output.Name.In(lang)
		case c.Activity != nil:
			a := c.Activity
			name, remark = a.Name.In(lang), a.Cause.In(lang)
			for _, to := range a.Into {
				remark = join(remark, "-> "+to.String())
			}
			if !a.From.IsZero() {
				remark = join(remark, fmt.Sprintf("<- %s (%s %%)", a.From, a.Scope))
			}
		case c.Line != nil:
			l := c.Line
			name, remark = l.Name.In(lang), l.Amount.String()
			for _, to := range l.Into {
				remark = join(remark, "-> "+to.String())
			}
			if !l.Carried.IsZero() {
				remark = join(remark, say(lang, "diluncurkan ", "carried over ")+l.Carried.String())
			}
			if !l.From.IsZero() {
				remark = join(remark, "<- "+l.From.String())
			}
		}
		t.Rows = append(t.Rows, []string{c.Event.In(lang), c.Subject.In(lang), c.ID, name, remark})
	}
	return t
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}

// say chooses between two texts.
func say(lang aduan.Words, id, en string) string {
	return aduan.NewLabel(map[string]string{"id": id, "en": en}).In(lang)
}
