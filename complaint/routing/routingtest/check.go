package routingtest

import (
	"errors"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
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
	// Fault says what is wrong with the case itself; zero if it is its decision.
	Fault aduan.Message `json:"fault,omitzero"`
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
	Field string        `json:"field"`
	Want  aduan.Message `json:"want"`
	Got   aduan.Message `json:"got"`
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
	f := Failure{Name: c.label(i), File: c.File, Line: c.Line, table: r.Table().File()}
	facts, err := c.FactsFor(r)
	switch {
	case err != nil:
		f.Fault = aduan.MessageOf(err)
		return f, false
	case c.Want.isZero():
		f.Fault = texts().Message("failure.wants_nothing")
		return f, false
	}
	if f.Fault = c.Want.unknown(r); !f.Fault.IsZero() {
		return f, false
	}
	d, err := r.Route(facts)
	names := r.Names(facts.Submitted, slices.Concat(c.Want.Ask, c.Want.Supporting, d.Candidates, d.Supporting, []agency.ID{c.Want.Agency, d.Agency})...)
	if f.Differences = c.Want.compare(d, err, names); f.Differences == nil {
		return f, true
	}
	f.Explanation = r.Explain(facts)
	if c.Want.Refused == "" {
		f.Nearest = nearest(r, c.Want, &f.Explanation, facts)
	}
	return f, false
}

// unknown says that a case wants an agency that the directory never has; zero if it
// does not.
func (w Want) unknown(r *routing.Router) aduan.Message {
	directory := r.Sources().Agencies
	for _, id := range slices.Concat([]agency.ID{w.Agency}, w.Ask, w.Supporting) {
		if id == "" || directory.Has(id) {
			continue
		}
		var all []string
		for a := range directory.Agencies() {
			all = append(all, string(a.ID))
		}
		near := storage.Nearest(string(id), all)
		return texts().Message("failure.no_agency", "agency", string(id), "near", aduan.List(near[:min(len(near), 5)]))
	}
	return aduan.Message{}
}

// compare lists what is not as wanted.
func (w Want) compare(d complaint.Decision, err error, names routing.Names) []Difference {
	var out []Difference
	differ := func(field string, want, got any) {
		out = append(out, Difference{field, aduan.MessageOf(want), aduan.MessageOf(got)})
	}
	got := verdict(d.Agency, d.Candidates, names)
	if refused := refusal(err); err != nil || w.Refused != "" {
		switch {
		case w.Refused == "":
			differ("refused", texts().Message("value.decision"), aduan.List(refused))
		case err == nil:
			differ("refused", w.Refused, got)
		case !slices.Contains(refused, w.Refused):
			differ("refused", w.Refused, aduan.List(refused))
		}
		return out
	}
	if w.Agency != "" && w.Agency != d.Agency {
		differ("agency", names.Of(w.Agency), got)
	}
	if w.Ask != nil && (d.Agency != "" || !alike(w.Ask, d.Candidates)) {
		differ("ask", verdict("", w.Ask, names), got)
	}
	if w.Supporting != nil && !alike(w.Supporting, d.Supporting) {
		differ("supporting", list(w.Supporting, names), list(d.Supporting, names))
	}
	switch {
	case w.Rule == "" || w.Rule == d.Rule:
	case d.Rule == "":
		differ("rule", w.Rule, texts().Message("value.several"))
	default:
		differ("rule", w.Rule, d.Rule)
	}
	if w.Basis != 0 && w.Basis != d.Basis {
		differ("basis", basis(w.Basis), basis(d.Basis))
	}
	return out
}

// basis is a basis as people call it, with the word that a case has for it.
type basis complaint.Basis

// In is the name with the word in brackets.
func (b basis) In(w aduan.Words) string {
	return complaint.Basis(b).In(w) + " (" + complaint.Basis(b).String() + ")"
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

// verdict is in a few words to whom a report goes.
func verdict(id agency.ID, candidates []agency.ID, names routing.Names) aduan.Message {
	return routing.Receivers{Agency: id, Candidates: candidates}.Named(names)
}

func list(ids []agency.ID, names routing.Names) aduan.Spoken {
	if len(ids) == 0 {
		return texts().Message("value.none")
	}
	return names.List(ids)
}

// alike reports whether the lists hold the same, in any order.
func alike(a, b []agency.ID) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// nearest finds the rule that a case seems to mean: the one that it names, or of those
// that lead to its agency the one that comes nearest.
func nearest(r *routing.Router, w Want, e *routing.Explanation, f complaint.Facts) *routing.Trace {
	rules, err := r.Rules(f)
	if err != nil {
		return nil
	}
	var best *routing.Trace
	place := -1
	for t := range rules {
		place++
		switch meant := w.Rule != "" && t.Rule == w.Rule; {
		case meant:
			return undecided(t)
		case w.Agency == "" || t.Result == routing.Decided || best != nil && len(t.Failed) >= len(best.Failed):
		case leadsTo(r, r.Table().Rules[place].To, w.Agency, f):
			best = &t
		}
	}
	if best != nil {
		return best
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
func (f Failure) String() string { return f.In(aduan.English()) }
