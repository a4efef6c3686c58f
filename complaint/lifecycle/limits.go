package lifecycle

import (
	"cmp"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

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
	// Transitions is the number of rows, and of declared actions. Default 1,024.
	Transitions int
	// Entries is the length of one list: the exits of a state, or the states,
	// permits, needs, effects or returns of a transition, the needs of one
	// permit or the clocks of one effect, the meanings or fields of an action, the duties or
	// the words of one, or the words of one vocabulary or what one means. Default 256.
	Entries int
	// Columns is the number of actions, each Back action counted once more for
	// every declared state, which is what the engine is asked in each state.
	// Default 2,048; the national lifecycle has 47.
	Columns int
	// Positions is the number of different (state, origins) pairs the proof
	// visits. Default 10,000; the national lifecycle has 19.
	Positions int
}

// mostNumbered is how many states or rows there can be under any limits: the
// proof writes the number of a state in 16 bits.
const mostNumbered = 1 << 14

// DefaultLimits returns the limits that [Parse] and [Compile] use.
func DefaultLimits() Limits { return Limits{}.orDefault() }

// orDefault fills the zero fields.
func (l Limits) orDefault() Limits {
	return Limits{
		Bytes: cmp.Or(l.Bytes, 512<<10), Depth: cmp.Or(l.Depth, 16),
		States: min(cmp.Or(l.States, 128), mostNumbered), Transitions: min(cmp.Or(l.Transitions, 1024), mostNumbered),
		Entries: cmp.Or(l.Entries, 256), Columns: cmp.Or(l.Columns, 2048), Positions: cmp.Or(l.Positions, 10_000),
	}
}

// withinLimits reports whether the definition is small enough to be proved,
// and finds where it is not.
func (b *builder) withinLimits(l Limits) bool {
	within := func(at Finding, what string, got, limit int) {
		if got > limit {
			at.Kind, at.Name = TooLarge, what
			b.find(at, texts().Message("fault.too_many", "count", got, "what", counted(what), "limit", limit))
		}
	}
	within(Finding{}, "states", len(b.def.States), l.States)
	within(Finding{}, "transitions", len(b.def.Transitions), l.Transitions)
	within(Finding{}, "declared_actions", len(b.def.Actions), l.Transitions)
	columns, total := map[Action]int{}, 0
	for _, t := range b.def.Transitions {
		width := 1
		if t.To.kind == targetBack {
			width += len(b.def.States)
		}
		more := max(0, width-columns[t.Action])
		columns[t.Action] += more
		total += more
	}
	within(Finding{}, "actions_and_returns", total, l.Columns)
	for i, s := range b.def.States {
		within(Finding{Field: storage.At("states", i), State: s.State}, "exits", len(s.Exits), l.Entries)
	}
	for i, t := range b.def.Transitions {
		at := Finding{Field: storage.At("transitions", i), Action: t.Action}
		within(at, "states_to_start_from", len(t.From), l.Entries)
		within(at, "states_to_return_to", len(t.To.back), l.Entries)
		within(at, "permits", len(t.By), l.Entries)
		within(at, "needs", len(t.Needs), l.Entries)
		within(at, "effects", len(t.Clocks), l.Entries)
		for _, p := range t.By {
			within(at, "needs", len(p.Needs), l.Entries)
		}
		for _, e := range t.Clocks {
			within(at, "clocks", len(e.Clocks)+len(e.Except), l.Entries)
		}
	}
	for i, info := range b.def.Actions {
		at := Finding{Field: storage.At("actions", i), Action: info.Action}
		within(at, "meanings", len(info.Does), l.Entries)
		within(at, "fields", len(info.Requires)+len(info.Takes), l.Entries)
	}
	within(Finding{}, "duties", len(b.def.Duties), l.Entries)
	for i, d := range b.def.Duties {
		within(Finding{Field: storage.At("duties", i), Name: d.Name}, "words", max(len(d.Who), len(d.Not), len(d.After)), l.Entries)
	}
	for _, f := range Families() {
		list := b.def.Words.Of(f)
		within(Finding{Field: f.Field()}, "words", len(list), l.Entries)
		for i, w := range list {
			within(Finding{Field: storage.At(f.Field(), i)}, "meanings", len(w.Means), l.Entries)
		}
	}
	return len(b.findings) == 0
}

// counted is what a limit counts, as a word.
type counted string

func (c counted) In(w aduan.Words) string {
	return texts().Word(w, "counted", string(c), aduan.Label{})
}
