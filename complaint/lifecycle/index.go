package lifecycle

// index numbers a fixed set of names and finds a name's number faster than a
// map does: two words that hold the first and the last bytes of a name choose a
// slot, and settle by themselves whether a name of up to 16 bytes is the one in
// the slot. Building tries multipliers until names seldom share a slot.
type index struct {
	names []string
	slots []slot
	mult  uint64
	shift uint8
}

// slot holds one name: its words, its length and its number, or a length of 0
// if the slot is empty. A name whose slot is taken goes into the next free one.
type slot struct {
	lo, hi uint64
	length int32
	number int32
}

// effort is how many names newIndex puts into slots, over all multipliers that
// it tries. Up to a hundred names it mostly finds one that lets none share.
const effort = 8192

// newIndex indexes names that differ and are not empty.
func newIndex[T ~string](names []T) index {
	bits := uint8(2)
	for 1<<bits < 4*len(names) {
		bits++
	}
	var best index
	least := -1
	for i := range uint64(1 + effort/(1+len(names))) {
		x := index{
			names: texts(names), slots: make([]slot, 1<<bits),
			mult: 0x9e3779b97f4a7c15 + 2*i*0x632be59bd9b4e019, shift: 64 - bits,
		}
		if shared := x.fill(); least < 0 || shared < least {
			best, least = x, shared
		}
		if least == 0 {
			break
		}
	}
	return best
}

// fill puts the names into slots and returns how many found theirs taken.
func (x *index) fill() (shared int) {
	for n, name := range x.names {
		lo, hi := words(name)
		i := x.slot(lo, hi)
		if x.slots[i].length > 0 {
			shared++
		}
		for x.slots[i].length > 0 {
			i = (i + 1) & uint64(len(x.slots)-1)
		}
		x.slots[i] = slot{lo: lo, hi: hi, length: int32(len(name)), number: int32(n)}
	}
	return shared
}

// slot is where a name with these words belongs.
func (x *index) slot(lo, hi uint64) uint64 { return ((lo ^ hi>>3) * x.mult) >> x.shift }

// words returns the first and the last 8 bytes of a name. They overlap in a
// name of up to 15 bytes, and are filled up from the name if it has less than
// 8, so that the words and the length tell names of up to 16 bytes apart.
func words(s string) (lo, hi uint64) {
	n := len(s)
	switch {
	case n >= 8:
		return word8(s), word8(s[n-8:])
	case n >= 4:
		return word4(s), word4(s[n-4:])
	case n > 0:
		return uint64(s[0]) | uint64(s[n>>1])<<8 | uint64(s[n-1])<<16, 0
	}
	return 0, 0
}

// word8 and word4 are written so that the compiler makes each a single load.
func word8(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func word4(s string) uint64 {
	_ = s[3]
	return uint64(uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24)
}

// find returns the number of a name, -1 if it is not in the set. It is written
// out, words included, because calls would cost as much as the rest.
func (x *index) find(s string) int {
	var lo, hi uint64
	switch n := len(s); {
	case n >= 8:
		lo, hi = word8(s), word8(s[n-8:])
	case n >= 4:
		lo, hi = word4(s), word4(s[n-4:])
	case n > 0:
		lo = uint64(s[0]) | uint64(s[n>>1])<<8 | uint64(s[n-1])<<16
	default:
		return -1
	}
	if len(x.slots) == 0 {
		return -1 // the zero index holds nothing
	}
	i := ((lo ^ hi>>3) * x.mult) >> x.shift
	for {
		e := &x.slots[i&uint64(len(x.slots)-1)]
		if e.lo == lo && e.hi == hi && int(e.length) == len(s) && (len(s) <= 16 || x.names[e.number] == s) {
			return int(e.number)
		}
		if e.length == 0 {
			return -1
		}
		i++
	}
}
