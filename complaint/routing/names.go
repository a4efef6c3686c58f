package routing

import (
	"hash/maphash"
	"math/bits"
)

// names finds which of many IDs stand twice. It is a hash table of positions
// with a part of each hash, which takes a fraction of the memory of a map.
type names struct {
	seed  maphash.Seed
	slots []nameSlot // open addressing, a power of two, at most half full
}

type nameSlot struct {
	hash uint32
	at   int32 // position + 1; 0 for a free slot
}

func newNames(n int) *names {
	return &names{seed: maphash.MakeSeed(), slots: make([]nameSlot, 1<<bits.Len(uint(2*n)))}
}

// add enters the ID at a position, of which id tells the ID. It returns the
// first position with the same ID; without one, the position itself.
func (t *names) add(position int, id func(int) string) int {
	own := id(position)
	h := maphash.String(t.seed, own)
	for i := h; ; i++ {
		s := &t.slots[i&uint64(len(t.slots)-1)]
		switch {
		case s.at == 0:
			*s = nameSlot{uint32(h >> 32), int32(position) + 1}
			return position
		case s.hash == uint32(h>>32) && id(int(s.at)-1) == own:
			return int(s.at) - 1
		}
	}
}
