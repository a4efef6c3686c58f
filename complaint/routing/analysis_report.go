package routing

import (
	"cmp"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// reportWriter writes the report.
type reportWriter struct {
	*judge
	limit  int
	report Report
}

// add counts findings.
func (w *reportWriter) add(kind FindingKind, n int) {
	if n == 0 {
		return
	}
	if w.report.Counts == nil {
		w.report.Counts = map[FindingKind]int{}
	}
	w.report.Counts[kind] += n
}

// keep counts a finding and keeps it if there is room.
func (w *reportWriter) keep(f Finding) {
	w.add(f.Kind, 1)
	if w.report.Counts[f.Kind] <= w.limit {
		w.report.Findings = append(w.report.Findings, f)
	}
}

func (w *reportWriter) ref(rule int32) RuleRef {
	if int(rule) == len(w.r.table.Rules) {
		return RuleRef{Rule: FallbackRule}
	}
	return RuleRef{w.r.table.Rules[rule].ID, w.r.lines()[rule]}
}

// show puts the witness into a finding, or says that it is only possible.
func (w *reportWriter) show(f *Finding, c cell, shown bool) {
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

// keepFaults counts the faults of a kind and keeps as many as there is room for;
// about makes a finding of one, all but its kind, its days and what shows it.
func keepFaults[K comparable](w *reportWriter, kind FindingKind, all *faults[K], about func(K, *fault) Finding) {
	for k, one := range all.shownFirst() {
		if w.report.Counts[kind] >= w.limit {
			w.add(kind, 1)
			continue
		}
		f := about(k, one)
		f.Kind, f.Days = kind, daysOf(one.days)
		w.show(&f, one.cell, one.shown)
		w.keep(f)
	}
}

func (w *reportWriter) overlapFindings() {
	keepFaults(w, Overlap, &w.overlaps, func(pair [2]int32, _ *fault) Finding {
		f := Finding{Rules: []RuleRef{w.ref(pair[0]), w.ref(pair[1])}, Agree: w.r.sameDestination(pair[0], pair[1])}
		f.Text = overlapText(f)
		return f
	})
}

// ruleFindings reports the rules that are shadowed, redundant or never fire.
func (w *reportWriter) ruleFindings() {
	var found []Finding
	for i := range w.r.table.Rules {
		rule := int32(i)
		least, days, fits := w.leastOfRule(rule)
		f := Finding{Rules: []RuleRef{w.ref(rule)}, Days: daysOf(days)}
		switch {
		case !fits:
			f.Kind, f.Days, f.Text = NeverFires, w.r.table.Rules[i].Valid, w.neverText(rule)
		case w.open[rule]:
			continue
		case !w.decides[rule]:
			f.Kind = Shadowed
			w.shadow(&f, rule, least)
		case !w.matters[rule]:
			f.Kind, f.Text = Redundant, texts().Message("finding.redundant", "rule", f.Rules[0])
			if w.first[rule].at != nil {
				w.show(&f, w.first[rule], true)
			}
		default:
			continue
		}
		found = append(found, f)
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(a.Kind, b.Kind) })
	for _, f := range found {
		w.keep(f)
	}
}

// shadow fills in the least report that a shadowed rule fits, and who decides
// it.
func (w *reportWriter) shadow(f *Finding, rule int32, least cell) {
	facts := w.r.factsOf(least)
	var p point
	if w.r.locate(&facts, &p) == nil {
		for _, b := range w.r.ways(rule) {
			if failed, _ := w.r.failures(&b, &p); len(failed) == 0 {
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

func (w *reportWriter) undecided() {
	if w.unexplored == nil {
		return
	}
	f := Finding{Kind: Undecided, Text: texts().Message("finding.unexplored")}
	for i, open := range w.open[:len(w.r.table.Rules)] {
		if open {
			f.Rules = append(f.Rules, w.ref(int32(i)))
		}
	}
	w.show(&f, *w.unexplored, true)
	w.keep(f)
}

// opaque lists the conditions that are no sets.
func (w *reportWriter) opaque() {
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
