package routing

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// name is what a dimension is called in JSON and in findings.
func (s *space) name(d box.Dim) string {
	if d >= dimAttribute {
		return "attributes." + s.table.Attributes[d-dimAttribute].Name
	}
	return [...]string{"category", "region", "kind", "class", "channel", "disclosure", "submitted", "weekday", "event"}[d]
}

// label is what people call a dimension.
func (s *space) label(d box.Dim) aduan.Label {
	if d >= dimAttribute {
		a := s.table.Attributes[d-dimAttribute]
		if a.Label == (aduan.Label{}) {
			return same(a.Name)
		}
		return a.Label
	}
	return [...]aduan.Label{
		aduan.NewLabel(map[string]string{"id": "kategori", "en": "category"}),
		aduan.NewLabel(map[string]string{"id": "wilayah", "en": "region"}),
		aduan.NewLabel(map[string]string{"id": "jenis", "en": "kind"}),
		aduan.NewLabel(map[string]string{"id": "klasifikasi", "en": "class"}),
		aduan.NewLabel(map[string]string{"id": "kanal", "en": "channel"}),
		aduan.NewLabel(map[string]string{"id": "kerahasiaan", "en": "disclosure"}),
		aduan.NewLabel(map[string]string{"id": "tanggal lapor", "en": "submitted"}),
		aduan.NewLabel(map[string]string{"id": "hari", "en": "weekday"}),
		aduan.NewLabel(map[string]string{"id": "tanggal kejadian", "en": "event date"}),
	}[d]
}

// same is a text that reads alike in both languages.
func same(text string) aduan.Label { return aduan.NewLabel(map[string]string{"id": text, "en": text}) }

// textf is a text in both languages, about the same values.
func textf(indonesian, english string, args ...any) aduan.Label {
	return aduan.NewLabel(map[string]string{"id": fmt.Sprintf(indonesian, args...), "en": fmt.Sprintf(english, args...)})
}

// value says what a number of a dimension stands for.
func (s *space) value(d box.Dim, n int64) aduan.Label {
	none := aduan.NewLabel(map[string]string{"id": "tidak ada", "en": "none"})
	switch d {
	case dimCategory:
		if n == 0 {
			return none
		}
		path := s.categories.paths[n]
		l, _ := s.labels.Label(path)
		return aduan.NewLabel(map[string]string{"id": named(path, l.In(aduan.Indonesian())), "en": named(path, l.In(aduan.English()))})
	case dimRegion:
		if n == 0 {
			return none
		}
		return same(s.regions.At(int(n - 1)).String())
	case dimKind:
		return given(n, complaint.Kind(n).Label())
	case dimClass:
		return given(n, complaint.Class(n).Label())
	case dimChannel:
		return given(n, complaint.Channel(n).Label())
	case dimDisclosure:
		return [...]aduan.Label{
			aduan.NewLabel(map[string]string{"id": "anonim dan rahasia", "en": "anonymous and secret"}),
			aduan.NewLabel(map[string]string{"id": "bernama dan rahasia", "en": "named and secret"}),
			aduan.NewLabel(map[string]string{"id": "anonim dan terbuka", "en": "anonymous and open"}),
			aduan.NewLabel(map[string]string{"id": "bernama dan terbuka", "en": "named and open"}),
		}[n]
	case dimWeekday:
		return aduan.NewLabel(map[string]string{"id": [...]string{"Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"}[n-1], "en": Weekday(n).String()})
	case dimDay, dimEvent:
		if n == absent {
			return none
		}
		return same(aduan.DateOfNumber(int(n)).String())
	}
	if text := s.table.Attributes[d-dimAttribute].text(n); text != "" {
		return same(text)
	}
	return none
}

// named is a category with what people call it.
func named(c complaint.Category, label string) string {
	if label == "" {
		return string(c)
	}
	return string(c) + " " + label
}

// given is the label of a value whose zero is not said yet.
func given(n int64, l aduan.Label) aduan.Label {
	if n == 0 {
		return aduan.NewLabel(map[string]string{"id": "belum ditentukan", "en": "not said"})
	}
	return l
}

// maxListed is how many values a description lists.
const maxListed = 6

// describe says in words what a set of a dimension holds.
func (s *space) describe(d box.Dim, v box.Set) aduan.Label {
	rest := s.domains[d].Minus(v)
	switch {
	case len(v) == 0:
		return aduan.NewLabel(map[string]string{"id": "tidak ada", "en": "nothing"})
	case len(rest) == 0:
		return aduan.NewLabel(map[string]string{"id": "apa saja", "en": "anything"})
	}
	parts, n := s.parts(d, v)
	if d == dimCategory || d == dimRegion {
		if others, m := s.parts(d, rest); m < n {
			l := join(others, m)
			return aduan.NewLabel(map[string]string{"id": "semua kecuali " + l.Text("id"), "en": "all but " + l.Text("en")})
		}
	}
	return join(parts, n)
}

// join lists labels, n in all.
func join(parts []aduan.Label, n int) aduan.Label {
	var id, en []string
	for _, p := range parts {
		id, en = append(id, p.In(aduan.Indonesian())), append(en, p.In(aduan.English()))
	}
	l := aduan.NewLabel(map[string]string{"id": strings.Join(id, ", "), "en": strings.Join(en, ", ")})
	if more := n - len(parts); more > 0 {
		l = l.With("id", l.Text("id")+fmt.Sprintf(" dan %d lagi", more))
		l = l.With("en", l.Text("en")+fmt.Sprintf(" and %d more", more))
	}
	return l
}

// parts returns labels for at most [maxListed] parts of a set, and how many
// there are: subtrees, intervals or single values.
func (s *space) parts(d box.Dim, v box.Set) ([]aduan.Label, int) {
	var out []aduan.Label
	n := 0
	add := func(l func() aduan.Label) {
		if n++; n <= maxListed {
			out = append(out, l())
		}
	}
	ordered := d == dimDay || d == dimEvent || d >= dimAttribute && s.table.Attributes[d-dimAttribute].missing() == absent
	for _, one := range v {
		switch {
		case d == dimCategory || d == dimRegion:
			for at := one.Lo; at <= one.Hi; {
				whole, last := true, s.last(d, at)
				if last > one.Hi {
					whole, last = false, at
				}
				add(func() aduan.Label { return s.node(d, at, whole) })
				at = last + 1
			}
		case ordered && one.Lo != one.Hi:
			add(func() aduan.Label { return s.interval(d, one) })
		default:
			for at := one.Lo; at <= one.Hi; at++ {
				add(func() aduan.Label { return s.value(d, at) })
			}
		}
	}
	return out, n
}

// last is the last number inside a category or region; 0 has none.
func (s *space) last(d box.Dim, n int64) int64 {
	switch {
	case n == 0:
		return 0
	case d == dimCategory:
		return int64(s.categories.last[n])
	}
	return numbersOf(s.regions.At(int(n - 1))).Hi
}

// node is a category or a region with what lies in it, or alone.
func (s *space) node(d box.Dim, n int64, whole bool) aduan.Label {
	l := s.value(d, n)
	if !whole {
		l = l.With("id", l.Text("id")+" (tanpa bagiannya)")
		l = l.With("en", l.Text("en")+" (not what lies in it)")
	}
	return l
}

// interval is a stretch of days or integers.
func (s *space) interval(d box.Dim, v box.Span) aduan.Label {
	ends := box.Span{Lo: -maxInteger, Hi: maxInteger}
	if d == dimDay || d == dimEvent || s.table.Attributes[max(d-dimAttribute, 0)].Type == Day {
		ends = box.Span{Lo: firstDay, Hi: lastDay}
	}
	lo, hi := s.value(d, v.Lo).Text("en"), s.value(d, v.Hi).Text("en")
	switch {
	case v.Lo == ends.Lo && v.Hi == ends.Hi:
		return aduan.NewLabel(map[string]string{"id": "apa saja", "en": "any"})
	case v.Lo == ends.Lo:
		return aduan.NewLabel(map[string]string{"id": "sampai " + hi, "en": "up to " + hi})
	case v.Hi == ends.Hi:
		return aduan.NewLabel(map[string]string{"id": "sejak " + lo, "en": "from " + lo})
	}
	return aduan.NewLabel(map[string]string{"id": lo + " s.d. " + hi, "en": lo + " to " + hi})
}
