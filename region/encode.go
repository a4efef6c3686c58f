package region

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"

	"github.com/aduan-go/aduan/internal/tree"
)

// formatMagic begins every encoded tree; its last byte is the edition of the
// format.
const formatMagic = "aduan regions\x02"

// Encode returns the tree in a compact form for [Decode], which takes a fraction
// of the time and the memory of parsing text. The form is the same for the same
// tree. It is meant to be embedded in a program, not kept for years: another
// edition of this package may refuse it, so keep the records it was made from.
func (t *Tree) Encode() []byte {
	w := &writer{buf: []byte(formatMagic)}
	w.count(len(t.levels))
	for _, l := range t.levels {
		w.text(string(l))
	}
	at := instant(t.horizon, t.zone)
	name, offset := at.In(t.zone).Zone()
	w.text(name)
	w.number(int64(offset))
	w.number(t.horizon)
	w.texts(t.sources)
	w.texts(t.zones)
	w.buf = t.nodes.Append(w.buf)
	for i := range int32(t.nodes.Len()) {
		w.buf = append(append(w.buf, byte(len(t.name(i)))), t.name(i)...)
	}
	w.ranks(t)
	w.count(len(t.zoneOf))
	for _, i := range slices.Sorted(maps.Keys(t.zoneOf)) {
		w.count(int(i))
		w.count(int(t.zoneOf[i]))
	}
	w.count(len(t.former))
	for _, i := range slices.Sorted(maps.Keys(t.former)) {
		w.count(int(i))
		w.count(len(t.former[i]))
		for _, f := range t.former[i] {
			w.text(f.name)
			w.number(f.until)
			w.count(int(f.source))
		}
	}
	w.count(len(t.also))
	for _, i := range slices.Sorted(maps.Keys(t.also)) {
		w.count(int(i))
		w.texts(t.also[i])
	}
	w.succession(t)
	w.spelling(t.spelling.spelling)
	return w.buf
}

// writer appends the parts of the form.
type writer struct{ buf []byte }

func (w *writer) count(n int)    { w.buf = binary.AppendUvarint(w.buf, uint64(n)) }
func (w *writer) number(n int64) { w.buf = binary.AppendVarint(w.buf, n) }

func (w *writer) text(s string) {
	w.count(len(s))
	w.buf = append(w.buf, s...)
}

func (w *writer) texts(list []string) {
	w.count(len(list))
	for _, s := range list {
		w.text(s)
	}
}

// ranks writes the units' levels, unless each is that of the unit's depth.
func (w *writer) ranks(t *Tree) {
	for i := range int32(t.nodes.Len()) {
		if t.nodes.Depth(i) != int(t.level[i]) {
			w.count(1)
			w.buf = append(w.buf, t.level...)
			return
		}
	}
	w.count(0)
}

// succession writes the changes and the aliases.
func (w *writer) succession(t *Tree) {
	w.count(len(t.changes))
	for _, c := range t.changes {
		w.count(int(c.Kind))
		w.text(c.From.text)
		w.text(c.To.text)
		w.number(c.On.UnixMicro())
		w.text(c.Source)
		derived := 0
		if c.Derived {
			derived = 1
		}
		w.count(derived)
	}
	w.count(len(t.alias))
	for _, a := range slices.SortedFunc(maps.Keys(t.alias), Code.Compare) {
		w.text(a.text)
		w.text(t.alias[a].text)
	}
}

// spelling writes the words.
func (w *writer) spelling(s Spelling) {
	w.count(len(s.Kinds))
	for _, k := range s.Kinds {
		w.text(k.Name)
		w.text(string(k.Level))
		w.texts(k.Words)
	}
	w.count(len(s.Same))
	for _, words := range s.Same {
		w.texts(words)
	}
}

// rank fills in the levels of units from their depths.
func (t *Tree) rank() {
	for i := range int32(t.nodes.Len()) {
		if p := t.nodes.Parent(i); p != tree.None {
			t.level[i] = t.level[p] + 1
		}
	}
}

// misplaced returns a unit that does not have an inner level of its parent's,
// or [tree.None].
func (t *Tree) misplaced() int32 {
	for i := range int32(t.nodes.Len()) {
		p := t.nodes.Parent(i)
		if int(t.level[i]) >= len(t.levels) || p != tree.None && cmp.Compare(t.level[p], t.level[i]) >= 0 {
			return i
		}
	}
	return tree.None
}
