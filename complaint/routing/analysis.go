package routing

import "github.com/aduan-go/aduan"

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
	// Exact tells that the whole space was looked at, cells that are alike once,
	// as a hash of 128 bits tells them apart. If not, what was found
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
	Condition aduan.Message `json:"condition"`
	Rules     []RuleRef     `json:"rules"`
}

// OK reports whether the analysis looked at everything and found nothing.
func (r Report) OK() bool { return r.Exact && len(r.Counts) == 0 }

// Analyze looks for the faults of the table: see [FindingKind] for what each is.
// It is exact for all conditions that are about values, whatever the number of
// reports that can be: it cuts every dimension at the borders of the rules'
// conditions and judges the cells. Within the budget it finds every fault and
// reports none that is not, which rests on cells being known again by a hash of
// 128 bits; where words or Go functions have a part, it tries
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
	w := &reportWriter{judge: j, limit: b.Findings, report: Report{
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
