package routing

import (
	"iter"
	"math"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/internal/enum"

	"github.com/aduan-go/aduan/complaint"
)

// Explanation is the account of one decision. Its JSON form is for programs;
// [Explanation.In] and String are for people.
type Explanation struct {
	Table   string    `json:"table"`
	Edition string    `json:"edition"`
	Hit     HitPolicy `json:"hit_policy"`
	// Decision is what [Router.Route] returns for the same facts.
	Decision complaint.Decision `json:"decision"`
	// Names are those of the agencies of the decision.
	Names Names `json:"names,omitempty"`
	// Err is why the facts cannot be right; nothing else is given then.
	Err error `json:"-"`
	// Problem is the text of Err, in English.
	Problem string `json:"problem,omitempty"`
	// Facts lists what the table looks at, in the declared order.
	Facts []Fact `json:"facts,omitempty"`
	// OutOfScope names the fact for which the table is not meant, if there is
	// one; the rules are not asked then.
	OutOfScope string `json:"out_of_scope,omitempty"`
	// Rules gives, in the order of the table, the rules that fit and those that come
	// nearest: at most ten that fail one condition, or where none does, the fewest.
	// [Router.Rules] goes through all.
	Rules []Trace `json:"rules,omitempty"`
	// Others is how many rules do not fit either and are not among Rules.
	Others int `json:"others,omitempty"`
	// Steps tells how the destination was found.
	Steps []Step `json:"steps,omitempty"`
	// Readings are the accounts for each of the regions and areas of which the report lies in
	// one, the likeliest first, if there are several; facts, rules and steps are in these.
	Readings []Explanation `json:"readings,omitempty"`
}

// Fact is something that a table looks at: its name as in [When], what people
// call it, and the value. The texts of a report are not repeated.
type Fact struct {
	Name  string        `json:"name"`
	Label aduan.Message `json:"label"`
	Value aduan.Message `json:"value"`
}

// Trace is what became of one rule.
type Trace struct {
	Rule string `json:"rule"`
	Line int    `json:"line,omitempty"`
	// Result says whether it decided; By names the rule that went before it, if
	// it fits and did not decide.
	Result Result `json:"result"`
	By     string `json:"by,omitempty"`
	// Failed lists the conditions that do not hold, in the declared order; of a
	// rule that can be met in several ways those of the nearest way, the one
	// with the fewest.
	Failed []Failure `json:"failed,omitempty"`
	// Words lists the words that the text was found to have.
	Words []string `json:"words,omitempty"`
}

// Failure is a condition that does not hold.
type Failure struct {
	// Fact is the name of the fact, as in [Fact]; "valid" for the rule's
	// validity, "words", or "func" and the name of a function.
	Fact  string        `json:"fact"`
	Label aduan.Message `json:"label"`
	Got   aduan.Message `json:"got"`
	Want  aduan.Message `json:"want"`
}

// Result says what became of a rule.
type Result int8

// The results, in the order of their text forms below.
const (
	// Failed: a condition does not hold.
	Failed Result = iota
	// Decided: the rule decided, alone or together with others.
	Decided
	// Tied: the rule fits as well as others, so none of them decides.
	Tied
	// Beaten: the rule fits, and another goes before it.
	Beaten
)

func resultNames() enum.Set { return enum.Words("failed", "decided", "tied", "beaten") }

// String returns the text form, for example "decided".
func (r Result) String() string { return resultNames().Text("Result", int(r)) }

// MarshalText writes the text form; a value outside the set is an error.
func (r Result) MarshalText() ([]byte, error) { return resultNames().Marshal("Result", int(r)) }

// UnmarshalText reads the text form exactly.
func (r *Result) UnmarshalText(text []byte) error { return enum.Unmarshal(resultNames(), text, r) }

// Explain decides as [Router.Route] does, in the same steps, and keeps the
// account of it.
func (r *Router) Explain(f complaint.Facts) Explanation {
	if r.leavesOpen(&f) {
		return r.explainReadings(f)
	}
	return r.explain(&f)
}

// explain is Explain for a place that leaves nothing open.
func (r *Router) explain(f *complaint.Facts) Explanation {
	e := Explanation{Table: r.table.Name, Edition: r.table.Edition, Hit: r.table.Hit}
	var p point
	if err := r.locate(f, &p); err != nil {
		e.Err, e.Problem = err, err.Error()
		return e
	}
	log := account{router: r, noon: p.noon}
	e.Decision = r.decide(&p, &log)
	e.Names = r.Names(p.noon, receiversOf(e.Decision).all()...)
	e.Steps = log.steps
	for d := range r.space.domains {
		d := box.Dim(d)
		e.Facts = append(e.Facts, Fact{r.space.name(d), r.space.label(d), r.space.value(d, p.at[d])})
	}
	if log.isOutside {
		e.OutOfScope = r.space.name(log.scope)
		return e
	}
	for _, rule := range r.telling(&p) {
		e.Rules = append(e.Rules, r.trace(rule, &p, &log))
	}
	e.Others = len(r.table.Rules) - len(e.Rules)
	return e
}

// Rules says what became of each rule of the table, in its order, as
// [Router.Explain] says it of those that matter; of none if the facts are out of scope.
// Of a report that lies in one of several regions or areas it is said for the likeliest.
// The error is that of [Router.Route], and says that the facts cannot be right.
func (r *Router) Rules(f complaint.Facts) (iter.Seq[Trace], error) {
	if r.leavesOpen(&f) {
		readings, _ := r.readings(f)
		f = readings[0]
	}
	var p point
	if err := r.locate(&f, &p); err != nil {
		return nil, err
	}
	log := account{}
	r.decide(&p, &log)
	return func(yield func(Trace) bool) {
		for rule := range r.table.Rules {
			if log.isOutside || !yield(r.trace(int32(rule), &p, &log)) {
				return
			}
		}
	}, nil
}

// mostMisses is how many of the rules that do not fit an explanation tells.
const mostMisses = 10

// telling lists the rules that fit and those that come nearest.
func (r *Router) telling(p *point) []int32 {
	var fit, near []int32
	fewest := math.MaxInt
	for i := range r.table.Rules {
		rule := int32(i)
		switch missing := r.missing(rule, p, fewest); {
		case missing == 0:
			fit = append(fit, rule)
		case missing < fewest:
			fewest, near = missing, append(near[:0], rule)
		case missing == fewest && missing < math.MaxInt && len(near) < mostMisses:
			near = append(near, rule)
		}
	}
	telling := slices.Concat(fit, near)
	slices.Sort(telling)
	return telling
}

// missing is how many conditions of a rule do not hold on its nearest way, exact up to
// a number. A rule without a way misses endlessly many: nothing makes it fit.
func (r *Router) missing(rule int32, p *point, most int) int {
	fewest := math.MaxInt
	for i := r.first[rule]; i < r.first[rule+1] && fewest > 0; i++ {
		fewest = min(fewest, r.missingOf(&r.branches[i], p, most))
	}
	return fewest
}

// missingOf counts the conditions of a branch that do not hold, the cheap ones first; it
// ends above a number.
func (r *Router) missingOf(b *branch, p *point, most int) int {
	n := 0
	if day := p.at[dimDay]; day < b.valid.Lo || day > b.valid.Hi {
		n++
	}
	for _, l := range b.box {
		if !l.Set.Has(p.at[l.Dim]) {
			if n++; n > most {
				return n
			}
		}
	}
	for _, l := range b.literals {
		if !r.holds(p, l) {
			if n++; n > most {
				return n
			}
		}
	}
	return n
}

// trace says what became of a rule.
func (r *Router) trace(rule int32, p *point, log *account) Trace {
	t := Trace{Rule: r.table.Rules[rule].ID, Line: r.lines()[rule]}
	from, to := r.first[rule], r.first[rule+1]
	for i := from; i < to; i++ {
		failed, words := r.failures(&r.branches[i], p)
		if i == from || len(failed) < len(t.Failed) {
			t.Failed, t.Words = failed, words
		}
		if len(t.Failed) == 0 {
			break
		}
	}
	switch {
	case from == to:
		t.Failed = []Failure{{
			Fact: "when", Label: texts().Message("fact.when"),
			Got: texts().Message("value.fails"), Want: texts().Message("value.never"),
		}}
	case len(t.Failed) > 0:
	case !log.won(rule):
		t.Result = Beaten
		if by := r.goesBefore(rule, log); by >= 0 {
			t.By = r.table.Rules[by].ID
		}
	case len(log.winners) > 1 && !r.hit.together:
		t.Result = Tied
	default:
		t.Result = Decided
	}
	return t
}

// goesBefore returns the rule for which a rule that fits did not decide, or -1.
func (r *Router) goesBefore(rule int32, log *account) int32 {
	if by := r.beaten(rule, log.hits); by >= 0 || len(log.winners) == 0 {
		return by
	}
	return log.winners[0]
}

// failures lists the conditions of a branch that do not hold, and the words
// that were found.
func (r *Router) failures(b *branch, p *point) (failed []Failure, words []string) {
	for _, l := range b.box {
		if !l.Set.Has(p.at[l.Dim]) {
			s := r.space
			failed = append(failed, Failure{s.name(l.Dim), s.label(l.Dim), s.value(l.Dim, p.at[l.Dim]), s.describe(l.Dim, l.Set)})
		}
	}
	if day := p.at[dimDay]; day < b.valid.Lo || day > b.valid.Hi {
		failed = append(failed, Failure{
			"valid", texts().Message("fact.valid"), r.space.value(dimDay, day), aduan.MessageOf(r.table.Rules[b.rule].Valid),
		})
	}
	for _, l := range b.literals {
		holds, at := r.holds(p, l), r.atoms[l.atom]
		if at.fn == nil && !l.not && holds {
			if found, ok := r.lexicon.first(at.list, p.facts.Title, p.facts.Body); ok {
				words = append(words, found)
			}
		}
		if !holds {
			failed = append(failed, r.literalFailure(l))
		}
	}
	return failed, words
}

func (r *Router) literalFailure(l literal) Failure {
	at := r.atoms[l.atom]
	if at.fn != nil {
		want, got := texts().Message("value.holds"), texts().Message("value.fails")
		if l.not {
			want, got = got, want
		}
		return Failure{"func " + at.fn.Name, texts().Message("function", "name", at.fn.Name), got, want}
	}
	f := Failure{Fact: "words", Label: texts().Message("fact.words")}
	words := quoted(r.lexicon.lists[at.list].Any)
	if l.not {
		f.Got, f.Want = texts().Message("value.found"), texts().Message("value.none_of", "words", words)
	} else {
		f.Got, f.Want = texts().Message("value.missing"), texts().Message("value.one_of", "words", words)
	}
	return f
}
