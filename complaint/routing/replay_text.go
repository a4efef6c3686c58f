package routing

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/aduan-go/aduan"
)

// String is [Drift.In] Indonesian.
func (d Drift) String() string { return d.In(aduan.Indonesian()) }

// In writes the drift as tables.
func (d Drift) In(lang aduan.Words) string {
	say := lang.Say
	var b strings.Builder
	fmt.Fprintf(&b, say("Edisi %s dibandingkan dengan edisi %s\n", "Edition %s compared with edition %s\n"), d.New, d.Old)
	refused := d.Refused.OnlyOld + d.Refused.OnlyNew + d.Refused.Both
	moved := d.Total - d.Same - refused
	fmt.Fprintf(&b, say("%d laporan: %d tetap, %d pindah, %d ditolak\n", "%d reports: %d stay, %d move, %d refused\n"), d.Total, d.Same, moved, refused)
	if refused > 0 {
		fmt.Fprintf(&b, say("ditolak edisi lama saja %d, edisi baru saja %d, keduanya %d; contoh %s\n",
			"refused by the old edition only %d, by the new only %d, by both %d; for example %s\n"),
			d.Refused.OnlyOld, d.Refused.OnlyNew, d.Refused.Both, numbers(d.Refused.Examples))
	}
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	if len(d.Moves) > 0 {
		fmt.Fprintln(w)
		fmt.Fprintln(w, say("jumlah\tdari\tke\tcontoh", "count\tfrom\tto\texamples"))
	}
	for _, m := range d.Moves {
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\n", m.Count, m.From.In(lang), m.To.In(lang), numbers(m.Examples))
	}
	if len(d.Loads) > 0 {
		fmt.Fprintln(w)
		fmt.Fprintln(w, say("instansi\tlama\tbaru\tselisih", "agency\told\tnew\tchange"))
	}
	for _, l := range d.Loads {
		name := string(l.Agency)
		if name == "" {
			name = say("(dipilih petugas)", "(a person chooses)")
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%+d\n", name, l.Old, l.New, l.New-l.Old)
	}
	// A strings.Builder takes everything.
	_ = w.Flush()
	return b.String()
}

// In names the receivers in a few words.
func (p Receivers) In(lang aduan.Words) string {
	say := lang.Say
	text := string(p.Agency)
	switch {
	case text != "":
	case len(p.Candidates) > 0:
		text = say("pilihan: ", "choice: ") + listIDs(p.Candidates)
	default:
		text = say("dipilih petugas", "a person chooses")
	}
	if len(p.Supporting) > 0 {
		text += say(" dengan ", " with ") + listIDs(p.Supporting)
	}
	return text
}

func numbers(list []int) string {
	var out []string
	for _, n := range list {
		out = append(out, fmt.Sprintf("#%d", n))
	}
	return strings.Join(out, " ")
}
