package routing

import (
	"errors"
	"fmt"

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
func (w *reportWriter) targetText(b badTarget, c cell) aduan.Label {
	rule := w.ref(b.rule)
	text := func(indonesian, english string) aduan.Label {
		return aduan.Label{Indonesian: rule.String() + ": " + indonesian, English: rule.String() + ": " + english}
	}
	on := w.r.noon(c.at[dimDay])
	if b.target.Agency != "" {
		_, err := w.r.sources.Agencies.Get(b.target.Agency, on)
		var unknown *agency.UnknownError
		if errors.As(err, &unknown) && len(unknown.Valid) == 0 {
			return text(fmt.Sprintf("%s tidak ada", b.target.Agency), fmt.Sprintf("%s does not exist", b.target.Agency))
		}
		return text(fmt.Sprintf("%s tidak berlaku pada %s", b.target.Agency, aduan.DateOfNumber(int(c.at[dimDay]))),
			fmt.Sprintf("%s is not in force on %s", b.target.Agency, aduan.DateOfNumber(int(c.at[dimDay]))))
	}
	var log account
	p := point{noon: on}
	if view, err := w.r.sources.Regions.AsOf(on); err == nil && c.at[dimRegion] > 0 {
		p.unit, _ = view.Get(w.r.sources.Regions.At(int(c.at[dimRegion] - 1)).Code())
	}
	w.r.resolve(b.target, &p, &log)
	if len(log.steps) == 0 {
		return text(string(b.target.Function), string(b.target.Function))
	}
	last := log.steps[len(log.steps)-1].Text
	return text(last.In(aduan.Indonesian), last.In(aduan.English))
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
