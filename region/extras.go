package region

import (
	"fmt"

	"github.com/aduan-go/aduan/internal/tree"
)

// extras reads what only some units have: zones and further names.
func (d reader) extras(t *Tree) {
	d.each(func() {
		i, z := d.node(t), d.Count(255)
		if z >= len(t.zones) {
			d.Fail("a unit has an unknown zone")
		}
		t.zoneOf[i] = uint8(z)
	})
	d.each(func() {
		i := d.node(t)
		d.each(func() {
			f := formerName{name: d.Text(), until: d.Number(), source: uint32(d.Count(len(t.sources) - 1))}
			if known := t.former[i]; f.name == "" || len(known) > 0 && known[len(known)-1].until >= f.until {
				d.Fail("former names are empty or out of order")
			}
			t.former[i] = append(t.former[i], f)
		})
	})
	d.each(func() {
		i := d.node(t)
		t.also[i] = d.texts()
	})
}

// node reads the number of a unit.
func (d reader) node(t *Tree) int32 {
	n := t.nodes.Len()
	if n == 0 {
		d.Fail("there are no units")
		return tree.None
	}
	return int32(d.Count(n - 1))
}

// succession reads the changes and the aliases.
func (d reader) succession(t *Tree) {
	d.each(func() {
		c := Change{
			Kind: ChangeKind(d.Count(255)), From: d.code(), To: d.code(),
			On: instant(d.Number(), t.zone), Source: d.Text(), Derived: d.Count(1) == 1,
		}
		if d.Failed() {
			return
		}
		if message := t.wrong(&c); message != "" {
			d.Fail(message)
		}
		t.changes = append(t.changes, c)
	})
	if d.Failed() {
		return
	}
	t.link()
	for _, c := range t.clashes(nil) {
		d.Fail(c.message)
		return
	}
	if path := t.circle(); path != nil {
		d.Fail("the succession turns in a circle: " + path.String())
	}
	t.alias, t.aliases = make(map[Code]Code), make(map[Code][]Code)
	d.each(func() {
		alias, own := d.code(), d.code()
		if _, twice := t.alias[alias]; twice || t.known(alias) || !t.known(own) {
			d.Fail(fmt.Sprintf("the alias %s of %s stands twice, or leads to or is something else", alias, own))
			return
		}
		t.alias[alias] = own
		t.aliases[own] = append(t.aliases[own], alias)
	})
}

// spelling reads the words and makes them ready.
func (d reader) spelling(t *Tree) {
	var s Spelling
	d.each(func() { s.Kinds = append(s.Kinds, Kind{Name: d.Text(), Level: Level(d.Text()), Words: d.texts()}) })
	d.each(func() { s.Same = append(s.Same, d.texts()) })
	t.spelling = newSpeller(s, t.levelNumber)
}
