package tree

import (
	"fmt"
	"math"
	"strings"
)

// maxKey is the longest key that is read, in bytes.
const maxKey = 128

// Decode reads a tree that [Tree.Append] wrote, of at most so many nodes, and with
// keys of at most 128 bytes. It checks everything that [Build] guarantees except the
// order of siblings; on an error, which the reader has, there is no tree.
func Decode(r *Reader, limit int) *Tree {
	d := decoder{r}
	t := d.tree(limit)
	if r.Failed() {
		return nil
	}
	t.index.build(t)
	if a, b, found := t.index.overlap(t); found {
		r.Fail(fmt.Sprintf("nodes %d and %d have the same key at the same time", a, b))
		return nil
	}
	return t
}

// decoder reads a tree.
type decoder struct{ *Reader }

// tree reads the header and the nodes.
func (d *decoder) tree(limit int) *Tree {
	rest := d.Rest() // no node takes less than a byte
	n := d.Count(min(rest, limit, math.MaxInt32/2))
	size := d.Count(min(n*maxKey, math.MaxUint32))
	t := &Tree{spans: make([]Span, d.Count(min(rest, math.MaxUint16)))}
	for i := range t.spans {
		s := Span{From: d.Number(), Until: d.Number(), Mark: uint32(d.Count(math.MaxUint32))}
		if s.From >= s.Until {
			d.Fail("a span has no time in it")
		}
		t.spans[i] = s
	}
	if d.Failed() {
		return t
	}
	t.rows = make([]row, n+1)
	t.rows[n].parent = None
	d.nodes(t, size)
	return t
}

// nodes reads the entries of all nodes; size is the length of all keys.
func (d *decoder) nodes(t *Tree, size int) {
	var text strings.Builder
	text.Grow(min(size, 32*d.Rest()))
	var path [MaxDepth]int32 // the open node at each depth
	var sibling [MaxDepth]bool
	var key []byte
	depth, span := -1, uint16(0)
	for i := range int32(t.Len()) {
		flags := d.Byte()
		to := int(flags & depthBits)
		if to > depth+1 || flags&^(depthBits|flagNext|flagSameSpan) != 0 {
			d.Fail("a node lies deeper than the one before allows, or has unknown flags")
		}
		if flags&flagSameSpan == 0 {
			span = uint16(d.Count(math.MaxUint16))
		}
		if int(span) >= len(t.spans) {
			d.Fail("a node has an unknown span")
		}
		if d.Failed() {
			return
		}
		for ; depth >= to; depth-- {
			t.rows[path[depth]].last = i - 1
		}
		parent := None
		if to > 0 {
			parent = path[to-1]
			if p, s := t.spans[t.rows[parent].span], t.spans[span]; s.From < p.From || s.Until > p.Until {
				d.Fail("a node outlives its parent")
			}
		}
		key = d.key(key[:0], flags, text.String(), t, parent, path[to], sibling[to])
		if len(key) > maxKey {
			d.Fail("a key is too long")
		}
		if text.Len()+len(key) > size {
			d.Fail("the keys are longer than announced")
		}
		if d.Failed() {
			return
		}
		text.Write(key)
		t.rows[i+1].key = uint32(text.Len())
		t.rows[i].parent, t.rows[i].span = parent, span
		depth, path[to], sibling[to] = to, i, true
		if to+1 < MaxDepth {
			sibling[to+1] = false
		}
	}
	for ; depth >= 0; depth-- {
		t.rows[path[depth]].last = int32(t.Len() - 1)
	}
	if t.text = text.String(); len(t.text) != size {
		d.Fail("the keys are shorter than announced")
	}
}

// key appends the key of the next node to dst. text holds the keys before it.
func (d *decoder) key(dst []byte, flags byte, text string, t *Tree, parent, before int32, sibling bool) []byte {
	if flags&flagNext != 0 {
		if sibling {
			dst = successor(dst, text[t.rows[before].key:t.rows[before+1].key])
		}
		if len(dst) == 0 {
			d.Fail("a key has nothing to follow")
		}
		return dst
	}
	var above string
	if parent != None {
		above = text[t.rows[parent].key:t.rows[parent+1].key]
	}
	shared := d.Count(len(above))
	rest := d.Bytes(d.Count(d.Rest()))
	if dst = append(append(dst, above[:shared]...), rest...); len(dst) == 0 {
		d.Fail("a node has no key")
	}
	return dst
}
