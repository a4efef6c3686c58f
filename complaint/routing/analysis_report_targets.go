package routing

import (
	"errors"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region/agency"
)

// targetFindings reports the targets that lead nowhere.
func (w *reportWriter) targetFindings() {
	w.fallback()
	keepFaults(w, BadDestination, &w.badTargets, func(b badTarget, one *fault) Finding {
		return Finding{Rules: []RuleRef{w.ref(b.rule)}, Target: b.target, Text: w.targetText(b, one.cell)}
	})
}

// targetText says why a target leads nowhere for the report of a cell.
func (w *reportWriter) targetText(b badTarget, c cell) aduan.Message {
	rule, on := w.ref(b.rule), w.r.noon(c.at[dimDay])
	log := account{router: w.r, noon: on}
	if b.target.Agency != "" {
		_, err := w.r.sources.Agencies.Get(b.target.Agency, on)
		if unknown, ok := errors.AsType[*agency.UnknownError](err); ok && len(unknown.Valid) == 0 {
			return texts().Message("finding.unknown_agency", "rule", rule, "agency", string(b.target.Agency))
		}
		day := aduan.DateOfNumber(int(c.at[dimDay]))
		return texts().Message("finding.absent_agency", "rule", rule, "agency", log.names(b.target.Agency), "date", day)
	}
	p := point{noon: on}
	if view, err := w.r.sources.Regions.AsOf(on); err == nil && c.at[dimRegion] > 0 {
		p.unit, _ = view.Get(w.r.sources.Regions.At(int(c.at[dimRegion] - 1)).Code())
	}
	w.r.resolve(b.target, &p, &log)
	reason := aduan.MessageOf(log.function(b.target))
	if n := len(log.steps); n > 0 {
		reason = log.steps[n-1].Text
	}
	return texts().Message("finding.target", "rule", rule, "reason", reason)
}

// fallback adds the targets of the fallback that are not in force on some day.
// Every day counts, because reports outside the scope and those that accuse the
// agency concerned may come on any.
func (w *reportWriter) fallback() {
	for _, area := range w.badAreas {
		if int(area.rule) < len(w.r.table.Rules) {
			continue
		}
		absent, _ := area.box.Of(dimDay)
		least := cell{at: make([]int64, w.atoms())} // of all reports
		for d := range least.at {
			if box.Dim(d) != dimWeekday {
				least.at[d] = w.r.space.domains[d][0].Lo
			}
		}
		least.at[dimDay] = absent[0].Lo
		one := w.badTargets.of[area.badTarget]
		if one == nil {
			one = &fault{cell: cell{at: make([]int64, w.atoms())}}
			one.at[dimDay] = absent[0].Lo
			w.badTargets.add(area.badTarget, one)
		}
		one.days = box.Span{Lo: absent[0].Lo, Hi: absent[len(absent)-1].Hi}
		if len(w.r.scope) > 0 { // the least report of all is outside the scope
			one.cell, one.shown = least, true
		}
	}
}
