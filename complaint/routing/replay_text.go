package routing

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/aduan-go/aduan"
)

// String is [Drift.In] English.
func (d Drift) String() string { return d.In(aduan.English()) }

// In writes the drift: every move, and the loads as a table.
func (d Drift) In(w aduan.Words) string {
	say := texts().In(w)
	var b strings.Builder
	refused := d.Refused.OnlyOld + d.Refused.OnlyNew + d.Refused.Both
	fmt.Fprintln(&b, say("drift", "old", d.Old, "new", d.New))
	fmt.Fprintln(&b, say("drift.total", "total", d.Total, "same", d.Same, "moved", d.Total-d.Same-refused, "refused", refused))
	if refused > 0 {
		fmt.Fprintln(&b, say("drift.refused", "old", d.Refused.OnlyOld, "new", d.Refused.OnlyNew, "both", d.Refused.Both, "examples", numbers(d.Refused.Examples)))
	}
	for _, m := range d.Moves {
		fmt.Fprintln(&b, "\n"+say("drift.move", "count", m.Count, "examples", numbers(m.Examples)))
		fmt.Fprintln(&b, "  "+say("drift.from", "receivers", m.From.Named(d.Names)))
		fmt.Fprintln(&b, "  "+say("drift.to", "receivers", m.To.Named(d.Names)))
	}
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	row := func(cells ...string) { fmt.Fprintln(t, strings.Join(cells, "\t")) }
	if len(d.Loads) > 0 {
		row()
		row(say("drift.agency"), say("drift.before"), say("drift.after"), say("drift.change"))
	}
	for _, l := range d.Loads {
		name := Receivers{Agency: l.Agency}.Named(d.Names).In(w)
		if l.Agency == "" {
			name = "(" + name + ")"
		}
		row(name, w.Value(l.Old), w.Value(l.New), w.Number(fmt.Sprintf("%+d", l.New-l.Old)))
	}
	// A strings.Builder takes everything.
	_ = t.Flush()
	return b.String()
}

func numbers(list []int) string {
	var out []string
	for _, n := range list {
		out = append(out, fmt.Sprintf("#%d", n))
	}
	return strings.Join(out, " ")
}
