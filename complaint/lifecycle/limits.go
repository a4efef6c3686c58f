package lifecycle

import "fmt"

// Limits bounds what [Parse] reads and [Compile] proves, so that a hostile
// file costs little. Every bound is inclusive: that many pass, one more is
// refused. The zero value of a field means its default.
type Limits struct {
	// Bytes is the largest file. Default 512 KiB, several times what a definition
	// at the other limits needs.
	Bytes int
	// Depth is the deepest nesting in a file. Default 16.
	Depth int
	// States is the number of declared states. Default 128.
	States int
	// Transitions is the number of rows. Default 1,024.
	Transitions int
	// Entries is the length of one list: the exits of a state, or the states,
	// permits, needs, effects or returns of a transition, or the needs of one
	// permit or the clocks of one effect. Default 256.
	Entries int
	// Columns is the number of actions, each Back action counted once more for
	// every declared state, which is the width of the machine's table. Default
	// 2,048; the national lifecycle has 47.
	Columns int
	// Positions is the number of different (state, origins) pairs the proof
	// visits. Default 10,000; the national lifecycle has 19.
	Positions int
}

// DefaultLimits returns the limits that [Parse] and [Compile] use.
func DefaultLimits() Limits {
	return Limits{
		Bytes: 512 << 10, Depth: 16, States: 128, Transitions: 1024,
		Entries: 256, Columns: 2048, Positions: 10_000,
	}
}

// orDefault fills the zero fields.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	for _, f := range [][2]*int{
		{&l.Bytes, &d.Bytes},
		{&l.Depth, &d.Depth},
		{&l.States, &d.States},
		{&l.Transitions, &d.Transitions},
		{&l.Entries, &d.Entries},
		{&l.Columns, &d.Columns},
		{&l.Positions, &d.Positions},
	} {
		if *f[0] <= 0 {
			*f[0] = *f[1]
		}
	}
	// Tables hold the numbers of states and actions in 16 bits.
	l.States, l.Transitions = min(l.States, 1<<14), min(l.Transitions, 1<<14)
	return l
}

// withinLimits reports whether the definition is small enough to be proved,
// and finds where it is not.
func (b *builder) withinLimits(l Limits) bool {
	tooLarge := func(what string, got, limit int, at Finding) {
		if got > limit {
			at.Kind, at.Name = TooLarge, what
			at.Message = fmt.Sprintf("%d %s, at most %d are allowed", got, what, limit)
			b.find(at)
		}
	}
	tooLarge("states", len(b.def.States), l.States, Finding{})
	tooLarge("transitions", len(b.def.Transitions), l.Transitions, Finding{})
	columns := map[Action]int{}
	for _, t := range b.def.Transitions {
		width := 1
		if t.To.kind == targetBack {
			width += len(b.def.States)
		}
		columns[t.Action] = max(columns[t.Action], width)
	}
	total := 0
	for _, n := range columns {
		total += n
	}
	tooLarge("actions and returns", total, l.Columns, Finding{})
	for _, s := range b.def.States {
		tooLarge("exits", len(s.Exits), l.Entries, Finding{Line: s.Line, State: s.State})
	}
	for _, t := range b.def.Transitions {
		at := Finding{Line: t.Line, Action: t.Action}
		tooLarge("states to start from", len(t.From), l.Entries, at)
		tooLarge("states to return to", len(t.To.back), l.Entries, at)
		tooLarge("permits", len(t.By), l.Entries, at)
		tooLarge("needs", len(t.Needs), l.Entries, at)
		tooLarge("effects", len(t.Clocks), l.Entries, at)
		for _, p := range t.By {
			tooLarge("needs", len(p.Needs), l.Entries, at)
		}
		for _, e := range t.Clocks {
			tooLarge("clocks", len(e.Clocks)+len(e.Except), l.Entries, at)
		}
	}
	return len(b.findings) == 0
}
