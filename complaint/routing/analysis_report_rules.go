package routing

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// condition names a condition that is no set, with what it is taken to say.
func (w *reportWriter) condition(l literal) string {
	name := w.r.atomName(l.atom)
	if at := w.r.atoms[l.atom]; at.fn == nil {
		list := w.r.lexicon.lists[at.list].Any
		name += " " + quotedWords(list)
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
	if f.Agree {
		return textf("%s dan %s cocok untuk laporan yang sama, dengan tujuan yang sama",
			"%s and %s fit the same report, with the same destination", f.Rules[0], f.Rules[1])
	}
	return textf("%s dan %s cocok untuk laporan yang sama, dengan tujuan yang berbeda",
		"%s and %s fit the same report, with different destinations", f.Rules[0], f.Rules[1])
}

func redundantText(f Finding) aduan.Label {
	return textf("tanpa %s setiap laporan tetap ke tujuan yang sama", "without %s every report would still go where it goes now", f.Rules[0])
}

func (w *reportWriter) shadowedText(f Finding) aduan.Label {
	var by []string
	for _, r := range f.Rules[1:] {
		by = append(by, r.String())
	}
	if by == nil {
		return textf("%s tidak pernah menentukan, karena selalu ada aturan lain yang mendahului",
			"%s never decides, because another rule always goes before it", f.Rules[0])
	}
	text := w.r.hit.shadowed
	return textf(text.Text("id"), text.Text("en"), f.Rules[0], strings.Join(by, ", "))
}

// neverText says why a rule fits no report: what rules out its first branch.
func (w *reportWriter) neverText(rule int32) aduan.Label {
	label := func(indonesian, english string) aduan.Label {
		return textf("%s tidak pernah cocok: "+indonesian, "%s never fits: "+english, w.ref(rule))
	}
	if w.r.first[rule] == w.r.first[rule+1] {
		return label("syarat-syaratnya bertentangan", "its conditions contradict each other")
	}
	b := &w.branches[w.r.first[rule]]
	for _, d := range []box.Dim{dimCategory, dimRegion} {
		if s, ok := b.box.Of(d); ok && s.And(w.r.domain(d)) == nil {
			name := w.r.space.label(d)
			return label(name.In(aduan.Indonesian())+" di luar cakupan tabel", "its "+name.In(aduan.English())+" is outside the table's scope")
		}
	}
	if b.stages&(1<<dimDay) != 0 {
		if _, some := daysOn(b.days, b.weekdays); !some {
			return label("tidak ada hari dalam masa berlakunya yang memenuhi syarat", "no day within its validity meets its conditions")
		}
	}
	return label("wilayahnya tidak ada pada hari-hari itu", "its regions do not exist on those days")
}
