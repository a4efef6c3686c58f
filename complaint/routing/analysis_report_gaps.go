package routing

import (
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// gapFindings reports the gaps, those that are shown first.
func (w *reportWriter) gapFindings(root int32) {
	total := w.gaps.count(root)
	var possible []Finding
	kept := 0
	w.gaps.each(root, nil, func(way []gapStep) bool {
		f := w.gap(slices.Clone(way))
		if kept++; f.Possible {
			possible = append(possible, f)
		} else {
			w.report.Findings = append(w.report.Findings, f)
		}
		return kept < w.limit
	})
	w.report.Findings = append(w.report.Findings, possible...)
	w.add(Gap, total)
}

// gap is the finding of one way through the diagram.
func (w *reportWriter) gap(way []gapStep) Finding {
	c := cell{at: make([]int64, w.atoms())}
	for d := range c.at {
		if box.Dim(d) != dimWeekday && box.Dim(d) != dimDay {
			c.at[d] = w.r.domain(box.Dim(d))[0].Lo
		}
	}
	places := w.r.domain(dimRegion)
	var days []dayPiece
	for _, s := range way {
		switch {
		case s.stage >= w.atoms():
			c.literals = append(c.literals, literal{int32(s.stage - w.atoms()), s.spans[0].Lo == 0})
		case box.Dim(s.stage) == dimDay:
			days = s.days
		case box.Dim(s.stage) == dimRegion:
			places = s.spans
		default:
			c.at[s.stage] = s.spans[0].Lo
		}
	}
	var spread box.Span
	c.at[dimRegion], c.at[dimDay], spread, _ = w.leastPlace(&cellBranch{weekdays: allWeekdays}, places)
	if days != nil {
		spread = box.Span{Lo: lastDay, Hi: firstDay}
		for _, p := range days {
			first, _ := p.first()
			spread = hull(spread, box.Span{Lo: first, Hi: p.last()})
		}
		c.at[dimDay] = spread.Lo
	}
	f := Finding{Kind: Gap, Days: daysOf(spread), router: w.r, gap: way}
	w.show(&f, c, len(c.literals) == 0 || w.isGap(c))
	f.Text = w.gapText(way)
	return f
}

// isGap tries a report.
func (w *reportWriter) isGap(c cell) bool {
	f := w.r.factsOf(c)
	var p point
	return w.r.locate(&f, &p) == nil && w.r.outcome(w.r.winners(w.r.search(&p, nil), nil)).n == 0
}

// gapText says which reports a gap is.
func (w *reportWriter) gapText(way []gapStep) aduan.Message {
	var facts gapFacts
	add := func(d box.Dim, set box.Set) {
		facts = append(facts, [2]aduan.Message{w.r.space.label(d), w.r.space.describe(d, set)})
	}
	for _, s := range way {
		switch {
		case s.stage >= w.atoms():
			l := literal{int32(s.stage - w.atoms()), s.spans[0].Lo == 0}
			facts = append(facts, [2]aduan.Message{w.condition(l)})
		case box.Dim(s.stage) == dimDay:
			spans, weekdays := []box.Span{}, uint8(0)
			for _, p := range s.days {
				spans, weekdays = append(spans, p.Span), weekdays|p.weekdays
			}
			add(dimDay, box.SetOf(spans...))
			if weekdays != allWeekdays {
				add(dimWeekday, box.SetOfBits(uint64(weekdays)))
			}
		default:
			add(box.Dim(s.stage), s.spans)
		}
	}
	if facts == nil {
		return texts().Message("finding.gap_all")
	}
	return texts().Message("finding.gap", "facts", facts)
}

// gapFacts are the facts of a gap, each with what it is, or conditions.
type gapFacts [][2]aduan.Message

// In lists the facts.
func (g gapFacts) In(w aduan.Words) string {
	var out []string
	for _, f := range g {
		text := f[0].In(w)
		if !f[1].IsZero() {
			text += ": " + f[1].In(w)
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}
