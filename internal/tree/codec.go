package tree

import (
	"encoding/binary"
	"math"
)

// The compact form of a tree: the number of nodes, the number of bytes of all
// keys, the table of spans, and one entry for each node in preorder. All
// numbers are unsigned varints, instants zigzag varints. An entry is one byte
// of flags and depth, then what the flags announce. A key is written as the
// number of leading bytes it shares with its parent's key and the rest, or not
// at all if it is that of the sibling before it with its last number plus one.
const (
	flagNext     = 0x20 // the key follows from the sibling before
	flagSameSpan = 0x40 // the span is that of the entry before
	depthBits    = 0x1f
)

// Append appends the compact form of the tree to dst.
func (t *Tree) Append(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(t.Len()))
	dst = binary.AppendUvarint(dst, uint64(len(t.text)))
	dst = binary.AppendUvarint(dst, uint64(len(t.spans)))
	for _, s := range t.spans {
		dst = binary.AppendVarint(dst, s.From)
		dst = binary.AppendVarint(dst, s.Until)
		dst = binary.AppendUvarint(dst, uint64(s.Mark))
	}
	var sibling [MaxDepth]string // the last key at each depth
	var next []byte
	span := uint16(math.MaxUint16)
	for i := range int32(t.Len()) {
		depth, key, parent := t.Depth(i), t.Key(i), ""
		if p := t.rows[i].parent; p != None {
			parent = t.Key(p)
		}
		flags := byte(depth)
		if t.rows[i].span == span {
			flags |= flagSameSpan
		}
		next = successor(next[:0], sibling[depth])
		if len(next) > 0 && string(next) == key {
			flags |= flagNext
		}
		dst = append(dst, flags)
		if flags&flagSameSpan == 0 {
			span = t.rows[i].span
			dst = binary.AppendUvarint(dst, uint64(span))
		}
		if flags&flagNext == 0 {
			shared := 0
			for shared < len(parent) && shared < len(key) && parent[shared] == key[shared] {
				shared++
			}
			dst = binary.AppendUvarint(dst, uint64(shared))
			dst = binary.AppendUvarint(dst, uint64(len(key)-shared))
			dst = append(dst, key[shared:]...)
		}
		sibling[depth] = key
		if depth+1 < MaxDepth {
			sibling[depth+1] = ""
		}
	}
	return dst
}

// successor appends key to dst with the number at its end raised by one, or
// nothing if that number does not exist or is all nines.
func successor(dst []byte, key string) []byte {
	i := len(key) - 1
	for i >= 0 && key[i] == '9' {
		i--
	}
	if i < 0 || key[i] < '0' || key[i] > '8' {
		return dst
	}
	dst = append(dst, key...)
	dst = dst[len(dst)-len(key):]
	dst[i]++
	for i++; i < len(dst); i++ {
		dst[i] = '0'
	}
	return dst
}
