package routing

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
)

// String is [Report.In] Indonesian.
func (r Report) String() string { return r.In(aduan.Indonesian()) }

// In writes the report for an officer: how many findings there are of each kind,
// each finding with the least report that shows it, and the conditions that the
// analysis could not look into.
func (r Report) In(lang aduan.Words) string {
	say := lang.Say
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line(say("Analisis tabel %s edisi %s", "Analysis of table %s edition %s"), r.Table, r.Edition)
	if !r.Exact {
		line(say("Anggaran habis setelah %d sel; hasilnya tidak lengkap.", "The budget was spent after %d cells; the result is not complete."), r.Cells)
	}
	if len(r.Counts) == 0 {
		line(say("Tidak ada temuan.", "No findings."))
	}
	shown := map[FindingKind]int{}
	for _, f := range r.Findings {
		shown[f.Kind]++
	}
	for k := Gap; k <= Undecided; k++ {
		if n := r.Counts[k]; n > shown[k] {
			line("%s: %d, %s", k.Label().In(lang), n, fmt.Sprintf(say("ditampilkan %d", "%d shown"), shown[k]))
		} else if n > 0 {
			line("%s: %d", k.Label().In(lang), n)
		}
	}
	for i, f := range r.Findings {
		line("")
		b.WriteString(fmt.Sprintf("%d. ", i+1) + f.In(lang))
	}
	if len(r.Opaque) > 0 {
		line("")
		line(say("Syarat yang tidak dapat dihitung, dianggap bisa terpenuhi atau tidak:", "Conditions that cannot be calculated, taken to hold or not:"))
	}
	for _, o := range r.Opaque {
		line("  %s: %s", o.Condition, listRefs(o.Rules))
	}
	return b.String()
}

// String is [Finding.In] Indonesian.
func (f Finding) String() string { return f.In(aduan.Indonesian()) }

// In writes the finding on a few lines.
func (f Finding) In(lang aduan.Words) string {
	say := lang.Say
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s: %s", f.Kind.Label().In(lang), f.Text.In(lang))
	if f.Kind == Undecided {
		line(say("   aturan: %s", "   rules: %s"), listRefs(f.Rules))
	}
	if f.Days != (Days{}) {
		line(say("   hari: %s", "   days: %s"), f.Days)
	}
	if f.Possible {
		line(say("   hanya mungkin; tidak ditemukan laporan yang menunjukkannya", "   only possible; no report was found that shows it"))
		if f.Conditions != nil {
			line(say("   bila: %s", "   if: %s"), strings.Join(f.Conditions, "; "))
		}
	}
	for i, fact := range f.Facts {
		head := ""
		if i == 0 {
			head = say("contoh:", "report:")
		}
		line("   %-7s %s: %s", head, fact.Label.In(lang), fact.Value.In(lang))
	}
	return b.String()
}

// listRefs lists rules, the first few of many.
func listRefs(rules []RuleRef) string {
	const most = 20
	var out []string
	for i, r := range rules {
		if i == most {
			out = append(out, fmt.Sprintf("+%d", len(rules)-i))
			break
		}
		out = append(out, r.String())
	}
	return strings.Join(out, ", ")
}
