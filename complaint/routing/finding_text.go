package routing

import (
	"errors"
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region/agency"
)

func labelBody() aduan.Label { return aduan.Label{Indonesian: "isi", English: "body"} }

// condition names a condition that is no set, with what it is taken to say.
func (w *writer) condition(l literal) string {
	name := w.r.atomName(l.atom)
	if at := w.r.atoms[l.atom]; at.fn == nil {
		list := w.r.lexicon.lists[at.list].Any
		name += " " + strings.Trim(fmt.Sprintf("%q", list[:min(len(list), maxListed)]), "[]")
		if n := len(list) - maxListed; n > 0 {
			name += fmt.Sprintf(" +%d", n)
		}
	}
	if l.not {
		return "not " + name
	}
	return name
}

func overlapText(f Finding) aduan.Label {
	a, b := f.Rules[0], f.Rules[1]
	if f.Agree {
		return aduan.Label{
			Indonesian: fmt.Sprintf("%s dan %s cocok untuk laporan yang sama, dengan tujuan yang sama", a, b),
			English:    fmt.Sprintf("%s and %s fit the same report, with the same destination", a, b),
		}
	}
	return aduan.Label{
		Indonesian: fmt.Sprintf("%s dan %s cocok untuk laporan yang sama, dengan tujuan yang berbeda", a, b),
		English:    fmt.Sprintf("%s and %s fit the same report, with different destinations", a, b),
	}
}

func redundantText(f Finding) aduan.Label {
	return aduan.Label{
		Indonesian: fmt.Sprintf("tanpa %s setiap laporan tetap ke tujuan yang sama", f.Rules[0]),
		English:    fmt.Sprintf("without %s every report would still go where it goes now", f.Rules[0]),
	}
}

func (w *writer) shadowedText(f Finding) aduan.Label {
	var by []string
	for _, r := range f.Rules[1:] {
		by = append(by, r.String())
	}
	rule := f.Rules[0]
	if by == nil {
		return aduan.Label{
			Indonesian: fmt.Sprintf("%s tidak pernah menentukan, karena selalu ada aturan lain yang mendahului", rule),
			English:    fmt.Sprintf("%s never decides, because another rule always goes before it", rule),
		}
	}
	list := strings.Join(by, ", ")
	if w.r.table.Hit == Unique {
		return aduan.Label{
			Indonesian: fmt.Sprintf("%s tidak pernah cocok sendirian; untuk laporan ini juga cocok %s", rule, list),
			English:    fmt.Sprintf("%s never fits alone; this report is fitted by %s too", rule, list),
		}
	}
	return aduan.Label{
		Indonesian: fmt.Sprintf("%s tidak pernah menentukan; laporan ini ditentukan oleh %s", rule, list),
		English:    fmt.Sprintf("%s never decides; this report is decided by %s", rule, list),
	}
}

// neverText says why a rule fits no report: what rules out its first branch.
func (w *writer) neverText(rule int32) aduan.Label {
	label := func(indonesian, english string) aduan.Label {
		r := w.ref(rule)
		return aduan.Label{
			Indonesian: fmt.Sprintf("%s tidak pernah cocok: %s", r, indonesian),
			English:    fmt.Sprintf("%s never fits: %s", r, english),
		}
	}
	if w.r.first[rule] == w.r.first[rule+1] {
		return label("syarat-syaratnya bertentangan", "its conditions contradict each other")
	}
	b := &w.branches[w.r.first[rule]]
	for _, d := range []box.Dim{dimCategory, dimRegion} {
		if s, ok := b.box.Of(d); ok && s.And(w.domain(d)) == nil {
			name := w.r.space.label(d)
			return label(name.In(aduan.Indonesian)+" di luar cakupan tabel", "its "+name.In(aduan.English)+" is outside the table's scope")
		}
	}
	if b.stages&(1<<dimDay) != 0 {
		some := false
		for _, v := range b.days {
			_, is := dayPiece{v, b.weekdays}.first()
			some = some || is
		}
		if !some {
			return label("tidak ada hari dalam masa berlakunya yang memenuhi syarat", "no day within its validity meets its conditions")
		}
	}
	return label("wilayahnya tidak ada pada hari-hari itu", "its regions do not exist on those days")
}

// targetFindings reports the targets that lead nowhere.
func (w *writer) targetFindings() {
	w.fallback()
	for _, shown := range []bool{true, false} {
		for _, n := range w.nowhereOrder {
			s := w.nowhere[n]
			if s.shown != shown {
				continue
			}
			if w.report.Counts[BadDestination] >= w.limit {
				w.add(BadDestination, 1)
				continue
			}
			f := Finding{Kind: BadDestination, Rules: []RuleRef{w.ref(n.rule)}, Days: daysOf(box.Span{Lo: s.from, Hi: s.to}), Target: n.target}
			f.Text = w.targetText(n, s.cell)
			w.show(&f, s.cell, shown)
			w.keep(f)
		}
	}
}

// targetText says why a target leads nowhere for the report of a cell.
func (w *writer) targetText(n nowhere, c cell) aduan.Label {
	rule := w.ref(n.rule)
	text := func(indonesian, english string) aduan.Label {
		return aduan.Label{Indonesian: rule.String() + ": " + indonesian, English: rule.String() + ": " + english}
	}
	on := w.r.noon(c.at[dimDay])
	if n.target.Agency != "" {
		_, err := w.r.sources.Agencies.Get(n.target.Agency, on)
		var unknown *agency.UnknownError
		if errors.As(err, &unknown) && len(unknown.Valid) == 0 {
			return text(fmt.Sprintf("%s tidak ada", n.target.Agency), fmt.Sprintf("%s does not exist", n.target.Agency))
		}
		return text(fmt.Sprintf("%s tidak berlaku pada %s", n.target.Agency, aduan.DateOfNumber(int(c.at[dimDay]))),
			fmt.Sprintf("%s is not in force on %s", n.target.Agency, aduan.DateOfNumber(int(c.at[dimDay]))))
	}
	var log account
	p := point{noon: on}
	if view, err := w.r.sources.Regions.AsOf(on); err == nil && c.at[dimRegion] > 0 {
		p.unit, _ = view.Get(w.r.sources.Regions.At(int(c.at[dimRegion] - 1)).Code())
	}
	w.r.resolve(n.target, &p, &log)
	if len(log.steps) == 0 {
		return text(string(n.target.Function), string(n.target.Function))
	}
	last := log.steps[len(log.steps)-1].Text
	return text(last.In(aduan.Indonesian), last.In(aduan.English))
}

// fallback adds the targets of the fallback that are not in force on some day.
// Every day counts, because reports outside the scope and those that accuse the
// agency concerned may come on any.
func (w *writer) fallback() {
	last := int32(len(w.r.table.Rules))
	for _, x := range w.watches {
		if x.rule != last {
			continue
		}
		n := nowhere{last, x.target}
		absent, _ := x.box.Of(dimDay)
		s := w.nowhere[n]
		if s == nil {
			s = &seen{cell: cell{at: make([]int64, w.atoms())}}
			s.at[dimDay] = absent[0].Lo
			w.nowhere[n] = s
			w.nowhereOrder = append(w.nowhereOrder, n)
		}
		s.from, s.to = absent[0].Lo, absent[len(absent)-1].Hi
		if len(w.r.scope) > 0 { // the least report of all is outside the scope
			s.cell, s.shown = cell{at: make([]int64, w.atoms())}, true
			s.at[dimDay] = absent[0].Lo
			for d := range s.at {
				if box.Dim(d) != dimDay && box.Dim(d) != dimWeekday {
					s.at[d] = w.r.space.domains[d][0].Lo
				}
			}
		}
	}
}
