package region

import (
	"fmt"

	"github.com/aduan-go/aduan/internal/tree"
)

// extras reads what only some units have: zones and further names.
func (d *reader) extras(t *Tree) {
	for range d.count(d.rest()) {
		i := d.node(t)
		z := d.count(255)
		if z >= len(t.zones) {
			d.fail("a unit has an unknown zone")
		}
		t.zoneOf[i] = uint8(z)
		if d.err != nil {
			return
		}
	}
	for range d.count(d.rest()) {
		i := d.node(t)
		for range d.count(d.rest()) {
			f := formerName{name: d.text(), until: d.number(), source: uint32(d.count(max(len(t.sources)-1, 0)))}
			if known := t.former[i]; f.name == "" || len(known) > 0 && known[len(known)-1].until >= f.until {
				d.fail("former names are empty or out of order")
			}
			if d.err != nil {
				return
			}
			t.former[i] = append(t.former[i], f)
		}
	}
	for range d.count(d.rest()) {
		i := d.node(t)
		names := d.texts()
		if d.err != nil {
			return
		}
		t.also[i] = names
	}
}

// node reads the number of a unit.
func (d *reader) node(t *Tree) int32 {
	n := t.nodes.Len()
	if n == 0 {
		d.fail("there are no units")
		return tree.None
	}
	return int32(d.count(n - 1))
}

// succession reads the changes and the aliases.
func (d *reader) succession(t *Tree) {
	for range d.count(d.rest()) {
		c := Change{
			Kind: ChangeKind(d.count(255)), From: d.code(), To: d.code(),
			On: instant(d.number(), t.zone), Source: d.text(), Derived: d.count(1) == 1,
		}
		if d.err != nil {
			return
		}
		if message := t.wrong(&c); message != "" {
			d.fail(message)
			return
		}
		t.changes = append(t.changes, c)
	}
	t.link()
	for _, c := range t.clashes(nil) {
		d.fail(c.message)
		return
	}
	if path := t.circle(); path != nil {
		d.fail("the succession turns in a circle: " + path.String())
	}
	t.alias, t.aliases = make(map[Code]Code), make(map[Code][]Code)
	for range d.count(d.rest()) {
		alias, own := d.code(), d.code()
		if _, twice := t.alias[alias]; d.err == nil && (twice || t.known(alias) || !t.known(own)) {
			d.fail(fmt.Sprintf("the alias %s of %s stands twice, or leads to or is something else", alias, own))
		}
		if d.err != nil {
			return
		}
		t.alias[alias] = own
		t.aliases[own] = append(t.aliases[own], alias)
	}
}

// spelling reads the words and makes them ready.
func (d *reader) spelling(t *Tree) {
	var s Spelling
	for range d.count(d.rest()) {
		if d.err != nil {
			return
		}
		s.Kinds = append(s.Kinds, Kind{Name: d.text(), Level: Level(d.text()), Words: d.texts()})
	}
	for range d.count(d.rest()) {
		if d.err != nil {
			return
		}
		s.Same = append(s.Same, d.texts())
	}
	t.spelling = newSpeller(s, t.levelNumber)
}
