package routingtest

import (
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing"
)

// In writes the failure for people: where the case is, what was wanted and what
// came, the rule that seems to be meant with the facts that stood in its way,
// and the explanation.
func (f Failure) In(w aduan.Words) string {
	say := texts().In(w)
	var b strings.Builder
	b.WriteString(Case{File: f.File, Line: f.Line}.place() + f.Name + ": ")
	if !f.Fault.IsZero() {
		b.WriteString(say("failure.case", "fault", f.Fault))
		return b.String()
	}
	b.WriteString(say("failure.decision"))
	for _, d := range f.Differences {
		field := texts().Word(w, "want", d.Field, aduan.Label{})
		b.WriteString("\n  " + say("failure.difference", "field", field, "want", d.Want, "got", d.Got))
	}
	if f.Nearest != nil {
		b.WriteString("\n  " + say("failure.nearest", "rule", f.near(w)))
	}
	text := strings.TrimRight(f.Explanation.In(w), "\n")
	b.WriteString("\n    " + strings.ReplaceAll(text, "\n", "\n    "))
	return b.String()
}

// near says what stood in the way of the nearest rule.
func (f Failure) near(w aduan.Words) string {
	t, say := f.Nearest, texts().In(w)
	rule := t.Rule + inTable(f.table, t.Line)
	switch {
	case t.Result == routing.Tied:
		return say("nearest.tied", "rule", rule)
	case t.Result == routing.Beaten:
		return say("nearest.beaten", "rule", rule, "by", t.By)
	case len(t.Failed) == 1:
		return say("nearest.one", "rule", rule, "change", would(w, t.Failed[0]))
	}
	text := say("nearest.several", "rule", rule)
	for _, failed := range t.Failed {
		text += "\n    " + would(w, failed)
	}
	return text
}

// would says which fact would have to be another.
func would(w aduan.Words, f routing.Failure) string {
	return texts().In(w)("nearest.change", "fact", f.Label, "want", f.Want, "got", f.Got)
}
