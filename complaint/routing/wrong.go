package routing

import (
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// FactsError says which facts of a report cannot be right. It unwraps to a
// [*storage.InvalidError] with the same problems.
type FactsError struct {
	invalid *storage.InvalidError
	facts   []wrongFact
}

// Error is [FactsError.In] English.
func (e *FactsError) Error() string { return e.In(aduan.English()) }

// In says what is wrong with each fact.
func (e *FactsError) In(w aduan.Words) string {
	problems := make([]string, len(e.facts))
	for i, f := range e.facts {
		problems[i] = f.label.In(w) + ": " + f.In(w)
	}
	return texts().In(w)("wrong", "problems", strings.Join(problems, "; "))
}

// Unwrap returns the [*storage.InvalidError].
func (e *FactsError) Unwrap() error { return e.invalid }

// wrongFact is what is wrong with a fact, and what would be legal.
type wrongFact struct {
	field   string
	label   aduan.Message
	problem aduan.Message
	legal   []aduan.Message
}

// In says what is wrong.
func (f wrongFact) In(w aduan.Words) string {
	if len(f.legal) == 0 {
		return f.problem.In(w)
	}
	return texts().In(w)("wrong.legal", "problem", f.problem, "legal", aduan.List(f.legal))
}

// wrongFacts collects what is wrong with the facts of a report.
type wrongFacts []wrongFact

func (p *wrongFacts) add(field string, label, problem aduan.Message, legal ...aduan.Message) {
	*p = append(*p, wrongFact{field, label, problem, legal})
}

// err is nil if nothing is wrong.
func (p wrongFacts) err() error {
	if len(p) == 0 {
		return nil
	}
	e := &FactsError{invalid: &storage.InvalidError{What: "facts"}, facts: p}
	for _, f := range p {
		problem := storage.Problem{Field: f.field, Message: f.problem.String()}
		for _, l := range f.legal {
			problem.Legal = append(problem.Legal, l.String())
		}
		e.invalid.Problems = append(e.invalid.Problems, problem)
	}
	return e
}

// data are texts that stand in no language, as messages.
func data(list []string) []aduan.Message {
	out := make([]aduan.Message, len(list))
	for i, text := range list {
		out[i] = aduan.MessageOf(text)
	}
	return out
}
