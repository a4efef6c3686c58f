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
		{Indonesian: "kategori", English: "category"},
		{Indonesian: "wilayah", English: "region"},
		{Indonesian: "jenis", English: "kind"},
		{Indonesian: "klasifikasi", English: "class"},
		{Indonesian: "kanal", English: "channel"},
		{Indonesian: "kerahasiaan", English: "disclosure"},
		{Indonesian: "tanggal lapor", English: "submitted"},
		{Indonesian: "hari", English: "weekday"},
		{Indonesian: "tanggal kejadian", English: "event date"},
	}[d]
}

// same is a text that reads alike in both languages.
func same(text string) aduan.Label { return aduan.Label{Indonesian: text, English: text} }

// textf is a text in both languages, about the same values.
func textf(indonesian, english string, args ...any) aduan.Label {
	return aduan.Label{Indonesian: fmt.Sprintf(indonesian, args...), English: fmt.Sprintf(english, args...)}
}

// value says what a number of a dimension stands for.
func (s *space) value(d box.Dim, n int64) aduan.Label {
	none := aduan.Label{Indonesian: "tidak ada", English: "none"}
	switch d {
	case dimCategory:
		if n == 0 {
			return none
		}
		path := s.categories.paths[n]
		l, _ := s.labels.Label(path)
		return aduan.Label{Indonesian: named(path, l.In(aduan.Indonesian)), English: named(path, l.In(aduan.English))}
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
			{Indonesian: "anonim dan rahasia", English: "anonymous and secret"},
			{Indonesian: "bernama dan rahasia", English: "named and secret"},
			{Indonesian: "anonim dan terbuka", English: "anonymous and open"},
			{Indonesian: "bernama dan terbuka", English: "named and open"},
		}[n]
	case dimWeekday:
		return aduan.Label{
			Indonesian: [...]string{"Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"}[n-1],
			English:    Weekday(n).String(),
		}
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
		return aduan.Label{Indonesian: "belum ditentukan", English: "not said"}
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
		return aduan.Label{Indonesian: "tidak ada", English: "nothing"}
	case len(rest) == 0:
		return aduan.Label{Indonesian: "apa saja", English: "anything"}
	}
	parts, n := s.parts(d, v)
	if d == dimCategory || d == dimRegion {
		if others, m := s.parts(d, rest); m < n {
			l := join(others, m)
			return aduan.Label{Indonesian: "semua kecuali " + l.Indonesian, English: "all but " + l.English}
		}
	}
	return join(parts, n)
}

// join lists labels, n in all.
func join(parts []aduan.Label, n int) aduan.Label {
	var id, en []string
	for _, p := range parts {
		id, en = append(id, p.In(aduan.Indonesian)), append(en, p.In(aduan.English))
	}
	l := aduan.Label{Indonesian: strings.Join(id, ", "), English: strings.Join(en, ", ")}
	if more := n - len(parts); more > 0 {
		l.Indonesian += fmt.Sprintf(" dan %d lagi", more)
		l.English += fmt.Sprintf(" and %d more", more)
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
		l.Indonesian += " (tanpa bagiannya)"
		l.English += " (not what lies in it)"
	}
	return l
}

// interval is a stretch of days or integers.
func (s *space) interval(d box.Dim, v box.Span) aduan.Label {
	ends := box.Span{Lo: -maxInteger, Hi: maxInteger}
	if d == dimDay || d == dimEvent || s.table.Attributes[max(d-dimAttribute, 0)].Type == Day {
		ends = box.Span{Lo: firstDay, Hi: lastDay}
	}
	lo, hi := s.value(d, v.Lo).English, s.value(d, v.Hi).English
	switch {
	case v.Lo == ends.Lo && v.Hi == ends.Hi:
		return aduan.Label{Indonesian: "apa saja", English: "any"}
	case v.Lo == ends.Lo:
		return aduan.Label{Indonesian: "sampai " + hi, English: "up to " + hi}
	case v.Hi == ends.Hi:
		return aduan.Label{Indonesian: "sejak " + lo, English: "from " + lo}
	}
	return aduan.Label{Indonesian: lo + " s.d. " + hi, English: lo + " to " + hi}
}
