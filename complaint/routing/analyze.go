package routing

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// Budget bounds an analysis.
type Budget struct {
	// Cells is how many cells it may cut the space of reports into; 0 is
	// [DefaultCells]. A cell takes some tens of microseconds.
	Cells int
	// Findings is how many findings of each kind are kept; 0 is
	// [DefaultFindings]. All are counted.
	Findings int
}

// The budget that its zero fields stand for.
const (
	DefaultCells    = 1_000_000
	DefaultFindings = 100
)

// Report is what [Router.Analyze] found.
type Report struct {
	Table   string `json:"table"`
	Edition string `json:"edition"`
	// Exact tells that the whole space was looked at. If not, what was found
	// holds all the same, except that a gap or an overlap may also be wider or
	// there may be more; and Undecided findings name the rules.
	Exact bool `json:"exact"`
	// Cells is how many cells were looked at.
	Cells int `json:"cells"`
	// Counts says how many findings there are of each kind, also of those
	// beyond the budget.
	Counts map[FindingKind]int `json:"counts,omitempty"`
	// Findings stand in the order of their kinds; gaps, overlaps and bad
	// destinations in the order of their witnesses, the fallback's last, and
	// those that are only possible behind them; the others in the order of the
	// table.
	Findings []Finding `json:"findings,omitempty"`
	// Opaque lists the conditions that the analysis cannot look into. It takes
	// each to hold or not to hold whatever the others say.
	Opaque []Opaque `json:"opaque,omitempty"`
}

// Opaque is a condition that the analysis cannot look into, with the rules that
// have it.
type Opaque struct {
	Condition string    `json:"condition"`
	Rules     []RuleRef `json:"rules"`
}

// OK reports whether the analysis looked at everything and found nothing.
func (r Report) OK() bool { return r.Exact && len(r.Counts) == 0 }

// Analyze looks for the faults of the table: see [FindingKind] for what each is.
// It is exact for all conditions that are about values, whatever the number of
// reports that can be: it cuts every dimension at the borders of the rules'
// conditions and judges the cells. Within the budget it finds every fault and
// reports none that is not; where words or Go functions have a part, it tries
// them on a report and says so if that does not show the fault, and a rule that
// could decide only if several of them said what they never say together is
// not found to be shadowed or redundant. The report depends on the table, its
// sources and the budget alone.
func (r *Router) Analyze(b Budget) Report {
	if b.Cells <= 0 {
		b.Cells = DefaultCells
	}
	if b.Findings <= 0 {
		b.Findings = DefaultFindings
	}
	j := newJudge(r, b.Cells)
	root := j.run()
	w := &writer{judge: j, limit: b.Findings, report: Report{
		Table: r.table.Name, Edition: r.table.Edition, Cells: j.cells, Exact: j.unexplored == nil,
	}}
	w.gapFindings(root)
	w.overlapFindings()
	w.ruleFindings()
	w.targetFindings()
	w.undecided()
	w.opaque()
	return w.report
}

// writer writes the report.
type writer struct {
	*judge
	limit  int
	report Report
}

// add counts findings.
func (w *writer) add(kind FindingKind, n int) {
	if n == 0 {
		return
	}
	if w.report.Counts == nil {
		w.report.Counts = map[FindingKind]int{}
	}
	w.report.Counts[kind] += n
}

// keep counts a finding and keeps it if there is room.
func (w *writer) keep(f Finding) {
	w.add(f.Kind, 1)
	if w.report.Counts[f.Kind] <= w.limit {
		w.report.Findings = append(w.report.Findings, f)
	}
}

func (w *writer) ref(rule int32) RuleRef {
	if int(rule) == len(w.r.table.Rules) {
		return RuleRef{Rule: FallbackRule}
	}
	return RuleRef{w.r.table.Rules[rule].ID, w.r.table.Rules[rule].Line}
}

// show puts the witness into a finding, or says that it is only possible.
func (w *writer) show(f *Finding, c cell, shown bool) {
	if !shown {
		f.Possible = true
		for _, l := range c.literals {
			f.Conditions = append(f.Conditions, w.condition(l))
		}
		return
	}
	f.Witness = w.r.factsOf(c)
	f.Facts = w.r.factList(f.Witness)
}

// daysOf is a first and a last day as an interval.
func daysOf(s box.Span) Days {
	d := Days{From: aduan.DateOfNumber(int(s.Lo))}
	if s.Hi < lastDay {
		d.Until = aduan.DateOfNumber(int(s.Hi + 1))
	}
	return d
}

func (w *writer) overlapFindings() {
	for _, shown := range []bool{true, false} {
		for _, k := range w.pairOrder {
			s := w.pairs[k]
			if s.shown != shown {
				continue
			}
			if w.report.Counts[Overlap] >= w.limit {
				w.add(Overlap, 1)
				continue
			}
			f := Finding{
				Kind: Overlap, Rules: []RuleRef{w.ref(k[0]), w.ref(k[1])}, Days: daysOf(box.Span{Lo: s.from, Hi: s.to}),
				Agree: w.r.destination[k[0]] == w.r.destination[k[1]],
			}
			f.Text = overlapText(f)
			w.show(&f, s.cell, shown)
			w.keep(f)
		}
	}
}

// ruleFindings reports the rules that are shadowed, redundant or never fire.
func (w *writer) ruleFindings() {
	var shadowed, redundant, never []Finding
	for i := range w.r.table.Rules {
		rule := int32(i)
		least, days, fits := w.leastOfRule(rule)
		f := Finding{Rules: []RuleRef{w.ref(rule)}, Days: daysOf(days)}
		switch {
		case !fits:
			f.Kind, f.Days, f.Text = NeverFires, w.r.table.Rules[i].Valid, w.neverText(rule)
			never = append(never, f)
		case w.open[rule]:
		case !w.decides[rule]:
			f.Kind = Shadowed
			w.shadow(&f, rule, least)
			shadowed = append(shadowed, f)
		case !w.matters[rule]:
			f.Kind, f.Text = Redundant, redundantText(f)
			if w.first[rule].at != nil {
				w.show(&f, w.first[rule], true)
			}
			redundant = append(redundant, f)
		}
	}
	for _, f := range slices.Concat(shadowed, redundant, never) {
		w.keep(f)
	}
}

// shadow fills in the least report that a shadowed rule fits, and who decides
// it.
func (w *writer) shadow(f *Finding, rule int32, least cell) {
	facts := w.r.factsOf(least)
	var p point
	if w.r.locate(&facts, &p) == nil {
		for i := w.r.first[rule]; i < w.r.first[rule+1]; i++ {
			if failed, _ := w.r.failures(&w.r.branches[i], &p); len(failed) == 0 {
				for _, by := range w.r.winners(w.r.search(&p, nil), nil) {
					if by != rule {
						f.Rules = append(f.Rules, w.ref(by))
					}
				}
				w.show(f, least, true)
				break
			}
		}
	}
	f.Text = w.shadowedText(*f)
}

func (w *writer) undecided() {
	if w.unexplored == nil {
		return
	}
	f := Finding{Kind: Undecided, Text: aduan.Label{
		Indonesian: "Anggaran analisis habis sebelum semua laporan diperiksa; ini laporan pertama yang tidak diperiksa",
		English:    "The budget was spent before every report was looked at; this is the first that was not",
	}}
	for i, open := range w.open[:len(w.r.table.Rules)] {
		if open {
			f.Rules = append(f.Rules, w.ref(int32(i)))
		}
	}
	w.show(&f, *w.unexplored, true)
	w.keep(f)
}

// opaque lists the conditions that are no sets.
func (w *writer) opaque() {
	for a := range w.r.atoms {
		o := Opaque{Condition: w.condition(literal{atom: int32(a)})}
		for i := range w.r.branches {
			b := &w.r.branches[i]
			uses := slices.ContainsFunc(b.literals, func(l literal) bool { return l.atom == int32(a) })
			if ref := w.ref(b.rule); uses && !slices.Contains(o.Rules, ref) {
				o.Rules = append(o.Rules, ref)
			}
		}
		w.report.Opaque = append(w.report.Opaque, o)
	}
}
