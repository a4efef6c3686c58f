package lifecycle

// index numbers a fixed set of names and finds a name's number without
// hashing all of it: length, first, middle and last byte choose a chain, and
// one comparison along the chain settles it. Building tries multipliers until
// chains are short.
type index struct {
	names []string
	heads []int16 // by hash: the first number of the chain, -1 if empty
	next  []int16 // by number: the next one of the chain, -1 at its end
	mult  uint32
	shift uint8
}

// multipliers is how many multipliers newIndex tries.
const multipliers = 256

func newIndex[T ~string](names []T) index {
	bits := uint8(2)
	for 1<<bits < 4*len(names) {
		bits++
	}
	best := index{}
	bestCost := -1
	for i := range uint32(multipliers) {
		x := index{
			names: texts(names), heads: make([]int16, 1<<bits), next: make([]int16, len(names)),
			mult: 2654435769 + 2*i, shift: 32 - bits,
		}
		for h := range x.heads {
			x.heads[h] = -1
		}
		cost := 0
		for n := len(names) - 1; n >= 0; n-- {
			h := x.hash(x.names[n])
			x.next[n] = x.heads[h]
			if x.next[n] >= 0 {
				cost++
			}
			x.heads[h] = int16(n)
		}
		if bestCost < 0 || cost < bestCost {
			best, bestCost = x, cost
		}
		if bestCost == 0 {
			break
		}
	}
	return best
}

// hash must not be called with the empty name.
func (x *index) hash(s string) uint32 {
	n := len(s)
	return ((uint32(s[0]) | uint32(s[n-1])<<8 | uint32(s[n>>1])<<16 | uint32(n)<<24) * x.mult) >> x.shift
}

// find returns the number of a name, -1 if it is not in the set.
func (x *index) find(s string) int {
	if s == "" || len(x.heads) == 0 {
		return -1
	}
	for n := x.heads[x.hash(s)]; n >= 0; n = x.next[n] {
		if x.names[n] == s {
			return int(n)
		}
	}
	return -1
}
