package routing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/agency"
)

// shownMisses is how many of the rules that do not fit are written out.
const shownMisses = 5

// String is [Explanation.In] Indonesian.
func (e Explanation) String() string { return e.In(aduan.Indonesian()) }

// In writes the explanation for an officer: the decision and why it came about,
// how the destination was found, the rules that fit, the rules that come
// nearest with the facts that failed them, and how many others there are.
func (e Explanation) In(lang aduan.Words) string {
	say := lang.Say
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line(say("Tabel %s edisi %s, kebijakan %s", "Table %s edition %s, hit policy %s"), e.Table, e.Edition, e.Hit)
	if e.Problem != "" {
		line(say("Tidak dapat diputuskan: %s", "Cannot be decided: %s"), e.Problem)
		return b.String()
	}
	line(say("Keputusan: %s", "Decision: %s"), e.verdict(lang))
	if ids := e.Decision.Supporting; len(ids) > 0 {
		line(say("Pendukung: %s", "Supporting: %s"), listIDs(ids))
	}
	line(say("Dasar: %s", "Basis: %s"), e.because(lang))
	for _, s := range e.Steps {
		line("  - %s", s.Text.In(lang))
	}
	line(say("Fakta:", "Facts:"))
	for _, f := range e.Facts {
		line("  %s: %s", f.Label.In(lang), f.Value.In(lang))
	}
	e.rules(line, lang)
	return b.String()
}

// verdict is the decision in a few words.
func (e Explanation) verdict(lang aduan.Words) string {
	switch d := e.Decision; {
	case d.Agency != "":
		return string(d.Agency)
	case len(d.Candidates) > 0:
		return lang.Say("dipilih petugas di antara ", "a person chooses among ") + listIDs(d.Candidates)
	}
	return lang.Say("dipilih petugas", "a person chooses")
}

func listIDs(ids []agency.ID) string {
	var out []string
	for _, id := range ids {
		out = append(out, string(id))
	}
	return strings.Join(out, ", ")
}

// because says why the decision came about.
func (e Explanation) because(lang aduan.Words) string {
	text := e.Decision.Basis.Label().In(lang)
	if e.OutOfScope != "" {
		return text + " (" + e.OutOfScope + ")"
	}
	var decided, tied []string
	for _, t := range e.Rules {
		switch t.Result {
		case Decided:
			decided = append(decided, t.Rule)
		case Tied:
			tied = append(tied, t.Rule)
		}
	}
	switch {
	case len(tied) > 0:
		return text + ": " + strings.Join(tied, ", ")
	case len(decided) == 0:
		return text
	}
	text += ": " + strings.Join(decided, ", ")
	return text + ", " + e.Hit.policy().because.In(lang)
}

// rules writes out the rules that fit and those that come nearest.
func (e Explanation) rules(line func(string, ...any), lang aduan.Words) {
	say := lang.Say
	if len(e.Rules) == 0 {
		return
	}
	line(say("Aturan:", "Rules:"))
	var missed []Trace
	for _, t := range e.Rules {
		switch found := foundWords(t.Words); t.Result {
		case Decided:
			line("  + %s%s%s", RuleRef{t.Rule, t.Line}, say(" memutuskan", " decides"), found)
		case Tied:
			line("  = %s%s%s", RuleRef{t.Rule, t.Line}, say(" cocok, sama kuat", " fits as well as others"), found)
		case Beaten:
			line("  ~ %s%s%s", RuleRef{t.Rule, t.Line}, fmt.Sprintf(say(" cocok, didahului %s", " fits, %s goes before it"), t.By), found)
		case Failed:
			missed = append(missed, t)
		}
	}
	slices.SortStableFunc(missed, func(a, b Trace) int { return cmp.Compare(len(a.Failed), len(b.Failed)) })
	for i, t := range missed {
		if i == shownMisses {
			line(say("  dan %d aturan lain yang tidak cocok", "  and %d other rules that do not fit"), len(missed)-i)
			break
		}
		line("  - %s:", RuleRef{t.Rule, t.Line})
		for _, f := range t.Failed {
			line("      %s", f.In(lang))
		}
	}
}

// foundWords are the words that were found, in brackets; empty for none.
func foundWords(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return fmt.Sprintf(" (%q)", words)
}

// quotedWords are the first words of a list.
func quotedWords(list []string) string {
	return strings.Trim(fmt.Sprintf("%q", list[:min(len(list), maxListed)]), "[]")
}

// In says what failed: the fact, what it is and what it would have to be.
func (f Failure) In(lang aduan.Words) string {
	format := lang.Say("%s: %s, bukan %s", "%s: %s, not %s")
	return fmt.Sprintf(format, f.Label.In(lang), f.Got.In(lang), f.Want.In(lang))
}

// Nearest returns the rule that does not fit and has the fewest conditions that
// fail, the first of several in the order of the table, and false if every rule
// fits. If one fact failed it, changing that one fact would make it fit.
func (e Explanation) Nearest() (Trace, bool) {
	best, ok := Trace{}, false
	for _, t := range e.Rules {
		if t.Result == Failed && (!ok || len(t.Failed) < len(best.Failed)) {
			best, ok = t, true
		}
	}
	return best, ok
}
