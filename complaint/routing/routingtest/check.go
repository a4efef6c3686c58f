package routingtest

import (
	"errors"
	"slices"
	"strings"

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
	Field string      `json:"field"`
	Want  aduan.Label `json:"want"`
	Got   aduan.Label `json:"got"`
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
		f.Fault = err.Error()
		return f, false
	case c.Want.isZero():
		f.Fault = "it wants nothing: say which agency, ask, supporting, rule, basis or refused"
		return f, false
	}
	d, err := r.Route(facts)
	if f.Differences = c.Want.compare(d, err); f.Differences == nil {
		return f, true
	}
	f.Explanation = r.Explain(facts)
	if c.Want.Refused == "" {
		f.Nearest = nearest(r, c.Want, &f.Explanation, facts)
	}
	return f, false
}

// compare lists what is not as wanted.
func (w Want) compare(d complaint.Decision, err error) []Difference {
	var out []Difference
	differ := func(field string, want, got aduan.Label) { out = append(out, Difference{field, want, got}) }
	if refused := refusal(err); err != nil || w.Refused != "" {
		switch {
		case w.Refused == "":
			differ("refused", aduan.NewLabel(map[string]string{"id": "sebuah putusan", "en": "a decision"}), same(strings.Join(refused, ", ")))
		case err == nil:
			differ("refused", same(w.Refused), verdict(d.Agency, d.Candidates))
		case !slices.Contains(refused, w.Refused):
			differ("refused", same(w.Refused), same(strings.Join(refused, ", ")))
		}
		return out
	}
	if w.Agency != "" && w.Agency != d.Agency {
		differ("agency", same(string(w.Agency)), verdict(d.Agency, d.Candidates))
	}
	if w.Ask != nil && (d.Agency != "" || !alike(w.Ask, d.Candidates)) {
		differ("ask", verdict("", w.Ask), verdict(d.Agency, d.Candidates))
	}
	if w.Supporting != nil && !alike(w.Supporting, d.Supporting) {
		differ("supporting", list(w.Supporting), list(d.Supporting))
	}
	if w.Rule != "" && w.Rule != d.Rule {
		got := same(d.Rule)
		if d.Rule == "" {
			got = aduan.NewLabel(map[string]string{"id": "beberapa", "en": "several"})
		}
		differ("rule", same(w.Rule), got)
	}
	if w.Basis != 0 && w.Basis != d.Basis {
		differ("basis", same(w.Basis.String()), same(d.Basis.String()))
	}
	return out
}

// same is a text that reads alike in both languages.
func same(text string) aduan.Label { return aduan.NewLabel(map[string]string{"id": text, "en": text}) }

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
func verdict(id agency.ID, candidates []agency.ID) aduan.Label {
	switch {
	case id != "":
		return same(string(id))
	case len(candidates) > 0:
		ids := list(candidates).Text("en")
		return aduan.NewLabel(map[string]string{"id": "dipilih petugas di antara " + ids, "en": "a person chooses among " + ids})
	}
	return aduan.NewLabel(map[string]string{"id": "dipilih petugas", "en": "a person chooses"})
}

func list(ids []agency.ID) aduan.Label {
	if len(ids) == 0 {
		return aduan.NewLabel(map[string]string{"id": "tidak ada", "en": "none"})
	}
	var out []string
	for _, id := range ids {
		out = append(out, string(id))
	}
	return same(strings.Join(out, ", "))
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
func (f Failure) String() string { return f.In(aduan.English()) }
