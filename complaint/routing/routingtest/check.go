package routingtest

import (
	"errors"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Failure is a case that did not come out as wanted. Its JSON form is for
// programs; [Failure.In] and String are for people.
type Failure struct {
	// Name, File and Line are those of the case.
	Name string `json:"name"`
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
	// Fault says what is wrong with the case itself; empty if it is its decision.
	Fault string `json:"fault,omitempty"`
	// Differences lists what is not as wanted, in the order of [Want].
	Differences []Difference `json:"differences,omitempty"`
	// Nearest is the rule that the case seems to mean and that did not decide: the
	// rule that is wanted, or else the nearest of those that lead to the agency
	// that is wanted, or else the nearest of all. Nil if there is none.
	Nearest *routing.Trace `json:"nearest,omitempty"`
	// Explanation is the account of the decision.
	Explanation routing.Explanation `json:"explanation,omitzero"`

	table string // the table's file
}

// Difference is one thing that is not as wanted.
type Difference struct {
	// Field is that of [Want], in lower case.
	Field string `json:"field"`
	Want  string `json:"want"`
	Got   string `json:"got"`
}

// Check decides every case and returns those that do not come out as wanted, in
// their order.
func Check(r *routing.Router, cases ...Case) []Failure {
	var out []Failure
	for i, c := range cases {
		if f, ok := check(r, c, i); !ok {
			out = append(out, f)
		}
	}
	return out
}

// check decides one case, the i-th.
func check(r *routing.Router, c Case, i int) (Failure, bool) {
	f := Failure{Name: c.label(i), File: c.File, Line: c.Line, table: r.Table().File}
	if c.Want.isZero() {
		f.Fault = "it wants nothing: say which agency, ask, supporting, rule, basis or refused"
		return f, false
	}
	facts, err := c.FactsFor(r)
	if err != nil {
		f.Fault = err.Error()
		return f, false
	}
	d, err := r.Route(facts)
	if f.Differences = c.Want.compare(d, err); f.Differences == nil {
		return f, true
	}
	f.Explanation = r.Explain(facts)
	f.Nearest = nearest(r, c.Want, &f.Explanation, facts)
	return f, false
}

// compare lists what is not as wanted.
func (w Want) compare(d complaint.Decision, err error) []Difference {
	var out []Difference
	differ := func(field, want, got string) { out = append(out, Difference{field, want, got}) }
	if refused := refusal(err); err != nil || w.Refused != "" {
		switch {
		case w.Refused == "":
			differ("refused", "a decision", strings.Join(refused, ", "))
		case err == nil:
			differ("refused", w.Refused, "a decision: "+verdict(d))
		case !slices.Contains(refused, w.Refused):
			differ("refused", w.Refused, strings.Join(refused, ", "))
		}
		return out
	}
	if w.Agency != "" && w.Agency != d.Agency {
		differ("agency", string(w.Agency), verdict(d))
	}
	if w.Ask != nil && (d.Agency != "" || !alike(w.Ask, d.Candidates)) {
		differ("ask", list(w.Ask), verdict(d))
	}
	if w.Supporting != nil && !alike(w.Supporting, d.Supporting) {
		differ("supporting", list(w.Supporting), list(d.Supporting))
	}
	if w.Rule != "" && w.Rule != d.Rule {
		got := d.Rule
		if got == "" {
			got = "several"
		}
		differ("rule", w.Rule, got)
	}
	if w.Basis != 0 && w.Basis != d.Basis {
		differ("basis", w.Basis.String(), d.Basis.String())
	}
	return out
}

// refusal lists the facts for which a report was refused.
func refusal(err error) []string {
	var invalid *storage.InvalidError
	if !errors.As(err, &invalid) {
		return nil
	}
	var out []string
	for _, p := range invalid.Problems {
		out = append(out, p.Field)
	}
	return out
}

// verdict is a decision in a few words.
func verdict(d complaint.Decision) string {
	switch {
	case d.Agency != "":
		return string(d.Agency)
	case len(d.Candidates) > 0:
		return "a person chooses among " + list(d.Candidates)
	}
	return "a person chooses"
}

func list(ids []agency.ID) string {
	if len(ids) == 0 {
		return "none"
	}
	var out []string
	for _, id := range ids {
		out = append(out, string(id))
	}
	return strings.Join(out, ", ")
}

// alike reports whether the lists hold the same, in any order.
func alike(a, b []agency.ID) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// nearest finds the rule that a case seems to mean.
func nearest(r *routing.Router, w Want, e *routing.Explanation, f complaint.Facts) *routing.Trace {
	if w.Rule != "" {
		if i := slices.IndexFunc(e.Rules, func(t routing.Trace) bool { return t.Rule == w.Rule }); i >= 0 {
			return undecided(e.Rules[i])
		}
	}
	if w.Agency != "" {
		var best *routing.Trace
		for i := range e.Rules {
			t := undecided(e.Rules[i])
			if t == nil || !leadsTo(r, r.Table().Rules[i].To, w.Agency, f) {
				continue
			}
			if best == nil || len(t.Failed) < len(best.Failed) {
				best = t
			}
		}
		if best != nil {
			return best
		}
	}
	if t, ok := e.Nearest(); ok {
		return &t
	}
	return nil
}

// undecided returns the trace unless the rule decided.
func undecided(t routing.Trace) *routing.Trace {
	if t.Result == routing.Decided {
		return nil
	}
	return &t
}

// leadsTo reports whether the destination can be the agency.
func leadsTo(r *routing.Router, to routing.Destination, id agency.ID, f complaint.Facts) bool {
	if to.Function == "" {
		return to.Agency == id
	}
	term, err := r.Sources().Agencies.Get(id, f.Submitted)
	return err == nil && slices.Contains(term.Functions, to.Function)
}

// String is [Failure.In] English, the language of the go command.
func (f Failure) String() string { return f.In(lifecycle.English) }
