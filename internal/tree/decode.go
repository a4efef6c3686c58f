package tree

import (
	"math"
	"strings"
)

// decoder reads the compact form. After an error it yields zeros.
type decoder struct {
	data string
	at   int
	err  error
}

func (d *decoder) fail(reason string) {
	if d.err == nil {
		d.err = &FormatError{d.at, reason}
	}
}

func (d *decoder) byte() byte {
	if d.at >= len(d.data) {
		d.fail("the data end too early")
		return 0
	}
	b := d.data[d.at]
	d.at++
	return b
}

// uvarint reads a number and refuses one above limit.
func (d *decoder) uvarint(limit uint64) uint64 {
	var v uint64
	for shift := 0; shift < 64; shift += 7 {
		b := d.byte()
		if b < 0x80 {
			if shift == 63 && b > 1 {
				break
			}
			if v |= uint64(b) << shift; v > limit {
				d.fail("the number is too large")
				return 0
			}
			return v
		}
		v |= uint64(b&0x7f) << shift
	}
	d.fail("the number is too long")
	return 0
}

func (d *decoder) varint() int64 {
	v := d.uvarint(math.MaxUint64)
	return int64(v>>1) ^ -int64(v&1)
}

// tree reads the header and the nodes.
func (d *decoder) tree() *Tree {
	// No node takes less than a byte, and no byte of a key comes for less than
	// 1/255 byte, so the counts cannot ask for much more memory than the data
	// have.
	rest := uint64(len(d.data))
	n := int(d.uvarint(min(rest, math.MaxInt32/2)))
	size := int(d.uvarint(min(rest*255, math.MaxUint32)))
	t := &Tree{spans: make([]Span, d.uvarint(min(rest, math.MaxUint16)))}
	for i := range t.spans {
		s := Span{From: d.varint(), Until: d.varint(), Mark: uint32(d.uvarint(math.MaxUint32))}
		if s.From >= s.Until {
			d.fail("a span has no time in it")
		}
		t.spans[i] = s
	}
	if d.err != nil {
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
	text.Grow(min(size, 32*len(d.data)))
	var path [MaxDepth]int32 // the open node at each depth
	var sibling [MaxDepth]bool
	var key []byte
	depth, span := -1, uint16(0)
	for i := range int32(t.Len()) {
		flags := d.byte()
		to := int(flags & depthBits)
		if to > depth+1 || flags&^(depthBits|flagNext|flagSameSpan) != 0 {
			d.fail("a node lies deeper than the one before allows, or has unknown flags")
		}
		if flags&flagSameSpan == 0 {
			span = uint16(d.uvarint(math.MaxUint16))
		}
		if int(span) >= len(t.spans) {
			d.fail("a node has an unknown span")
		}
		if d.err != nil {
			return
		}
		for ; depth >= to; depth-- {
			t.rows[path[depth]].last = i - 1
		}
		parent := None
		if to > 0 {
			parent = path[to-1]
			if p, s := t.spans[t.rows[parent].span], t.spans[span]; s.From < p.From || s.Until > p.Until {
				d.fail("a node outlives its parent")
			}
		}
		key = d.key(key[:0], flags, text.String(), t, parent, path[to], sibling[to])
		if text.Len()+len(key) > size {
			d.fail("the keys are longer than announced")
		}
		if d.err != nil {
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
		d.fail("the keys are shorter than announced")
	}
}

// key appends the key of the next node to dst. text holds the keys before it.
func (d *decoder) key(dst []byte, flags byte, text string, t *Tree, parent, before int32, sibling bool) []byte {
	if flags&flagNext != 0 {
		if sibling {
			dst = successor(dst, text[t.rows[before].key:t.rows[before+1].key])
		}
		if len(dst) == 0 {
			d.fail("a key has nothing to follow")
		}
		return dst
	}
	var above string
	if parent != None {
		above = text[t.rows[parent].key:t.rows[parent+1].key]
	}
	shared := d.uvarint(uint64(len(above)))
	n := int(d.uvarint(uint64(len(d.data) - d.at)))
	if n > len(d.data)-d.at {
		d.fail("a key is longer than the data")
	}
	if d.err != nil {
		return dst
	}
	dst = append(append(dst, above[:shared]...), d.data[d.at:d.at+n]...)
	if d.at += n; len(dst) == 0 {
		d.fail("a node has no key")
	}
	return dst
}
