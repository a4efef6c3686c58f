package routing

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
)

// shortcut makes branches of the rules that large tables consist of: conditions
// that only list values, and nothing wrong. It is what
// [compiler.ways] and the checks would make of them, at a fraction of the cost:
// it writes no fields of problems, and what rules have in common it keeps once.
// Every other rule it leaves to them.
type shortcut struct {
	c      *compiler
	levels []region.Level
	units  map[region.Code]set
	// Rooms from which boxes and small sets are cut.
	limits []limit
	spans  []span
}

func newShortcut(c *compiler) *shortcut {
	return &shortcut{c: c, levels: c.r.sources.Regions.Levels(), units: make(map[region.Code]set)}
}

// branch returns what a rule is met by, and false if the rule is not plain.
func (p *shortcut) branch(rule *Rule, number int32) (branch, bool) {
	if !validID(rule.ID) || rule.ID == FallbackRule || !validText(rule.Note) || !validDays(rule.Valid) || !p.destination(&rule.To) {
		return branch{}, false
	}
	var room [int(dimAttribute)]limit
	parts, ok := p.parts(&rule.When, room[:0])
	if !ok {
		return branch{}, false
	}
	if len(p.limits) < len(parts) {
		p.limits = make([]limit, 4096)
	}
	box := box(p.limits[:len(parts):len(parts)])
	p.limits = p.limits[len(parts):]
	copy(box, parts)
	b := branch{rule: number, box: box, valid: rule.Valid.span()}
	b.prepare()
	return b, true
}

// validID reports whether the rule may be called so.
func validID(id string) bool {
	for i := range len(id) {
		switch b := id[i]; {
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b >= '0' && b <= '9', b >= '-' && b <= '/', b == '_', b == ':':
		default:
			return false
		}
	}
	return id != "" && len(id) <= 100
}

func validText(s string) bool {
	return s == "" || len(s) <= MaxText && utf8.ValidString(s) && strings.IndexByte(s, 0) < 0
}

func validDays(d Days) bool {
	if d == (Days{}) {
		return true
	}
	s := d.span()
	return (d.From.IsZero() || d.From.Valid()) && (d.Until.IsZero() || d.Until.Valid()) && s.lo <= s.hi
}

// destination reports whether there is nothing wrong with the destination.
func (p *shortcut) destination(d *Destination) bool {
	main := d.Target != (Target{})
	if main && (d.Ask != nil || !p.target(&d.Target)) || !main && len(d.Ask) == 0 {
		return false
	}
	for _, list := range [...][]Target{d.Supporting, d.Ask} {
		if len(list) > maxTargets {
			return false
		}
		for i := range list {
			if !p.target(&list[i]) || list[i] == d.Target || slices.Contains(list[:i], list[i]) {
				return false
			}
		}
	}
	return true
}

func (p *shortcut) target(t *Target) bool {
	return (t.Agency == "") != (t.Function == "") && len(t.Agency) <= 128 && len(t.Function) <= 128 &&
		(t.Level == "" || t.Agency == "" && slices.Contains(p.levels, t.Level))
}

// parts appends what each dimension is limited to, in their order.
func (p *shortcut) parts(w *When, out []limit) ([]limit, bool) {
	if w.Words != nil || w.Func != nil || w.Attributes != nil || w.All != nil || w.Any != nil || w.Not != nil {
		return nil, false
	}
	add := func(d dim, s set) bool {
		if s != nil && !s.equal(p.c.r.space.domains[d]) {
			out = append(out, limit{d, s})
		}
		return s != nil
	}
	ok := (w.Category == nil || add(dimCategory, p.categories(w.Category))) &&
		(w.Region == nil || add(dimRegion, p.regions(w.Region))) &&
		(w.Kind == nil || add(dimKind, listed(p, dimKind, w.Kind))) &&
		(w.Class == nil || add(dimClass, listed(p, dimClass, w.Class))) &&
		(w.Channel == nil || add(dimChannel, listed(p, dimChannel, w.Channel))) &&
		(w.Anonymous == nil && w.Secret == nil || add(dimDisclosure, disclosed(w))) &&
		(w.Submitted == nil || add(dimDay, p.days(dimDay, w.Submitted))) &&
		(w.Weekday == nil || add(dimWeekday, listed(p, dimWeekday, w.Weekday))) &&
		(w.Event == nil || add(dimEvent, p.days(dimEvent, w.Event)))
	return out, ok
}

// fewValues is how long a list may be for a plain rule.
const fewValues = 100

// categories, regions, listed and days return the set of a list; nil for one
// that is not plain.
func (p *shortcut) categories(list []complaint.Category) set {
	if len(list) == 1 {
		return p.c.r.space.categories.below(list[0])
	}
	var spans []span
	for _, c := range list {
		s := p.c.r.space.categories.below(c)
		if s == nil || len(list) > fewValues {
			return nil
		}
		spans = append(spans, s...)
	}
	return setOf(spans...)
}

func (p *shortcut) regions(list []region.Code) set {
	var spans []span
	for _, code := range list {
		s, known := p.units[code]
		if !known {
			s = p.c.r.space.units(code)
			p.units[code] = s
		}
		switch {
		case s == nil || len(list) > fewValues:
			return nil
		case len(list) == 1:
			return s
		}
		spans = append(spans, s...)
	}
	return setOf(spans...)
}

func listed[V ~int8](p *shortcut, d dim, list []V) set {
	var mask uint64
	for _, v := range list {
		if !p.c.r.space.domains[d].has(int64(v)) || len(list) > fewValues {
			return nil
		}
		mask |= 1 << uint(v)
	}
	if mask == 0 {
		return nil
	}
	return p.ofBits(mask)
}

func (p *shortcut) days(d dim, list []Days) set {
	if len(list) != 1 || !validDays(list[0]) {
		return nil
	}
	return set{list[0].span()}.and(p.c.r.space.domains[d])
}

// ofBits is [setOfBits] in the room for spans.
func (p *shortcut) ofBits(mask uint64) set {
	if len(p.spans) < 64 {
		p.spans = make([]span, 4096)
	}
	n := 0
	for mask != 0 {
		from := bits.TrailingZeros64(mask)
		length := bits.TrailingZeros64(^(mask >> from))
		p.spans[n] = span{int64(from), int64(from + length - 1)}
		n++
		mask &^= (1<<length - 1) << from
	}
	s := set(p.spans[:n:n])
	p.spans = p.spans[n:]
	return s
}
