package routing

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
)

// shownMisses is how many of the rules that do not fit are written out.
const shownMisses = 5

// String is [Explanation.In] English.
func (e Explanation) String() string { return e.In(aduan.English()) }

// Why is the account of [Router.Explain] for people. It implements
// complaint.RouteExplainer.
func (r *Router) Why(f complaint.Facts) aduan.Message { return aduan.MessageOf(r.Explain(f)) }

var _ complaint.RouteExplainer = (*Router)(nil)

// In writes the explanation for an officer: the decision and why it came about,
// how the destination was found, the rules that fit, the rules that come
// nearest with the facts that failed them, and how many others there are.
func (e Explanation) In(w aduan.Words) string {
	t := explanationText{of: e, words: w, say: texts().In(w)}
	t.line(0, t.say("explanation", "table", e.Table, "edition", e.Edition, "policy", e.Hit))
	if e.Problem != "" {
		t.line(0, t.say("explanation.problem", "problem", t.problem()))
		return t.String()
	}
	d := receiversOf(e.Decision)
	t.line(0, t.say("explanation.decision", "decision", Receivers{Agency: d.Agency, Candidates: d.Candidates}.Named(e.Names)))
	if ids := e.Decision.Supporting; len(ids) > 0 {
		t.line(0, t.say("explanation.supporting", "agencies", e.Names.List(ids)))
	}
	t.line(0, t.basis())
	if len(e.Readings) > 0 {
		t.line(0, t.say("explanation.readings", "count", len(e.Readings)))
		for _, one := range e.Readings {
			for line := range strings.Lines(one.In(w)) {
				t.line(1, strings.TrimSuffix(line, "\n"))
			}
		}
		return t.String()
	}
	for _, s := range e.Steps {
		t.line(1, "- ", s.Text.In(w))
	}
	t.line(0, t.say("explanation.facts"))
	for _, f := range e.Facts {
		t.line(1, f.Label.In(w), ": ", f.Value.In(w))
	}
	if len(e.Rules) > 0 {
		t.rules()
	}
	return t.String()
}

// explanationText is an explanation while it is written.
type explanationText struct {
	strings.Builder
	of    Explanation
	words aduan.Words
	say   aduan.Say
}

// line writes a line.
func (t *explanationText) line(indent int, parts ...string) {
	t.WriteString(strings.Repeat("  ", indent) + strings.Join(parts, "") + "\n")
}

// problem is the error in the language, or what was read of it.
func (t *explanationText) problem() string { return cmp.Or(t.words.Error(t.of.Err), t.of.Problem) }

// basis says why the decision came about.
func (t *explanationText) basis() string {
	basis := t.of.Decision.Basis
	if t.of.OutOfScope != "" {
		return t.say("explanation.outside", "basis", basis, "fact", factName(t.of.OutOfScope))
	}
	var decided, tied []string
	for _, r := range t.of.Rules {
		switch r.Result {
		case Decided:
			decided = append(decided, r.Rule)
		case Tied:
			tied = append(tied, r.Rule)
		}
	}
	switch {
	case len(tied) > 0:
		return t.say("explanation.tied", "basis", basis, "rules", aduan.List(tied))
	case len(decided) == 0:
		return t.say("explanation.basis", "basis", basis)
	}
	return t.say("explanation.decided", "basis", basis, "rules", aduan.List(decided), "policy", t.of.Hit)
}

// rules writes out the rules that fit and those that come nearest.
func (t *explanationText) rules() {
	t.line(0, t.say("explanation.rules"))
	var missed []Trace
	for _, r := range t.of.Rules {
		switch rule := (RuleRef{r.Rule, r.Line}); r.Result {
		case Decided:
			t.fits("+ ", t.say("rule.decides", "rule", rule), r)
		case Tied:
			t.fits("= ", t.say("rule.tied", "rule", rule), r)
		case Beaten:
			t.fits("~ ", t.say("rule.beaten", "rule", rule, "by", r.By), r)
		case Failed:
			missed = append(missed, r)
		}
	}
	shown := missed[:min(shownMisses, len(missed))]
	for _, r := range shown {
		t.line(1, "- ", RuleRef{r.Rule, r.Line}.String(), ":")
		for _, f := range r.Failed {
			t.line(3, f.In(t.words))
		}
	}
	if others := len(missed) - len(shown) + t.of.Others; others > 0 {
		t.line(1, t.say("rule.others", "count", others))
	}
}

// fits writes out a rule that fits, with the words that were found.
func (t *explanationText) fits(mark, result string, r Trace) {
	if len(r.Words) > 0 {
		words := make([]string, len(r.Words))
		for i, word := range r.Words {
			words[i] = strconv.Quote(word)
		}
		result = t.say("rule.found", "result", result, "words", aduan.List(words))
	}
	t.line(1, mark, result)
}

// In says what failed: the fact, what it is and what it would have to be.
func (f Failure) In(w aduan.Words) string {
	return texts().In(w)("rule.failed", "fact", f.Label, "got", f.Got, "want", f.Want)
}

// String is [Failure.In] English.
func (f Failure) String() string { return f.In(aduan.English()) }

// Nearest returns the rule that does not fit and has the fewest conditions that
// fail, the first of several in the order of the table, and false if every rule
// fits or none of the others ever can. If one fact failed it, changing that one fact would make it fit.
func (e Explanation) Nearest() (Trace, bool) {
	i := slices.IndexFunc(e.Rules, func(t Trace) bool { return t.Result == Failed }) // all of them fail as few
	if i < 0 {
		return Trace{}, false
	}
	return e.Rules[i], true
}
