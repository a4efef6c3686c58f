package routing

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

func labelBody() aduan.Label { return aduan.Label{Indonesian: "isi", English: "body"} }

// condition names a condition that is no set, with what it is taken to say.
func (w *reportWriter) condition(l literal) string {
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

func (w *reportWriter) shadowedText(f Finding) aduan.Label {
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
	text := w.r.hit.shadowed
	return aduan.Label{Indonesian: fmt.Sprintf(text.Indonesian, rule, list), English: fmt.Sprintf(text.English, rule, list)}
}

// neverText says why a rule fits no report: what rules out its first branch.
func (w *reportWriter) neverText(rule int32) aduan.Label {
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
		if s, ok := b.box.Of(d); ok && s.And(w.r.domain(d)) == nil {
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
