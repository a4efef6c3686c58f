package lifecycle

// Limits bounds what [Parse] reads and [Compile] proves, so that a hostile
// file costs little. Every bound is inclusive: that many pass, one more is
// refused. The zero value of a field means its default.
type Limits struct {
	// Bytes is the largest file. Default 1 MiB.
	Bytes int
	// Depth is the deepest nesting in a file. Default 16.
	Depth int
	// States is the number of declared states. Default 128.
	States int
	// Transitions is the number of rows. Default 1,024.
	Transitions int
	// Columns is the number of actions, each Back action counted once more for
	// every state it may return to. Default 4,096.
	Columns int
	// Positions is the number of different (state, origins) pairs the proof
	// visits. Default 100,000.
	Positions int
}

// DefaultLimits returns the limits that [Parse] and [Compile] use.
func DefaultLimits() Limits {
	return Limits{
		Bytes: 1 << 20, Depth: 16, States: 128, Transitions: 1024,
		Columns: 4096, Positions: 100_000,
	}
}

// orDefault fills the zero fields.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	for _, f := range [][2]*int{
		{&l.Bytes, &d.Bytes}, {&l.Depth, &d.Depth}, {&l.States, &d.States},
		{&l.Transitions, &d.Transitions}, {&l.Columns, &d.Columns}, {&l.Positions, &d.Positions},
	} {
		if *f[0] <= 0 {
			*f[0] = *f[1]
		}
	}
	// Tables hold state numbers in 16 bits.
	l.States = min(l.States, 1<<14)
	return l
}
