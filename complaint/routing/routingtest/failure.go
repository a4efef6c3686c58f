package routingtest

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing"
)

// In writes the failure for people: where the case is, what was wanted and what
// came, the rule that seems to be meant with the facts that stood in its way,
// and the explanation.
func (f Failure) In(lang aduan.Words) string {
	say := lang.Say
	var b strings.Builder
	b.WriteString(Case{File: f.File, Line: f.Line}.place() + f.Name + ": ")
	if f.Fault != "" {
		b.WriteString(say("kasusnya salah: ", "the case is wrong: ") + f.Fault)
		return b.String()
	}
	b.WriteString(say("putusan tidak sesuai", "the decision is not as wanted"))
	for _, d := range f.Differences {
		fmt.Fprintf(&b, say("\n  %s: seharusnya %s, ternyata %s", "\n  %s: want %s, got %s"), d.Field, d.Want.In(lang), d.Got.In(lang))
	}
	if f.Nearest != nil {
		b.WriteString(say("\n  terdekat: ", "\n  nearest: ") + f.near(lang))
	}
	text := strings.TrimRight(f.Explanation.In(lang), "\n")
	b.WriteString("\n    " + strings.ReplaceAll(text, "\n", "\n    "))
	return b.String()
}

// near says what stood in the way of the nearest rule.
func (f Failure) near(lang aduan.Words) string {
	t, say := f.Nearest, lang.Say
	rule := say("aturan ", "rule ") + t.Rule + inTable(f.table, t.Line)
	switch t.Result {
	case routing.Tied:
		return rule + say(" cocok, sama kuat dengan yang lain", " fits, and so do others")
	case routing.Beaten:
		return rule + fmt.Sprintf(say(" cocok, tetapi %s mendahuluinya", " fits, but %s goes before it"), t.By)
	}
	if len(t.Failed) == 1 {
		return rule + say(" akan cocok jika ", " would fit if ") + would(t.Failed[0], lang)
	}
	rule += say(" akan cocok jika", " would fit if")
	for _, failed := range t.Failed {
		rule += "\n    " + would(failed, lang)
	}
	return rule
}

// would says which fact would have to be another.
func would(f routing.Failure, lang aduan.Words) string {
	format := lang.Say("%s: %s (kini %s)", "%s were %s (it is %s)")
	return fmt.Sprintf(format, f.Label.In(lang), f.Want.In(lang), f.Got.In(lang))
}
