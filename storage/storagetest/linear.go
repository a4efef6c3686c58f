package storagetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// Load says how much [Linearize] does.
type Load struct {
	// Writers is how many work at the same time; 0 is 8.
	Writers int
	// Operations is how many reads and commits they make in all; 0 is 10,000.
	Operations int
	// Complaints is on how many complaints they work; 0 is one for every 200
	// operations. Fewer make more conflicts, longer timelines, and a longer
	// search.
	Complaints int
	// Patience bounds the search for an order; 0 leaves that to the -timeout of
	// go test.
	Patience time.Duration
}

// Figures tells what [Linearize] saw.
type Figures struct {
	// Operations were made; Committed of them were commits that succeeded,
	// Refused those that met a conflict, the others reads.
	Operations, Committed, Refused int
}

// input and output of one operation, as porcupine sees it. The text of a state
// is told by a number.
type input struct {
	complaint int
	commit    bool
	version   storage.Version // at which it was read
	text      int             // of the entry that the commit adds
}

type output struct {
	refused bool
	version storage.Version
	text    int
}

// Linearize lets several writers read and commit complaints at the same time,
// and then looks for one order of all operations that explains every answer:
// a read sees the last commit before it, a commit succeeds only upon the version
// that is stored. The error says that there is none, that none was found in
// time, or that the store failed otherwise. About half of the operations are
// commits, each of which moves the complaint to another state. The history is checked with
// porcupine, complaint by complaint; the model is the suite's own.
func Linearize(ctx context.Context, s complaint.Store, load Load) (Figures, error) {
	load = load.orDefault()
	ids := make([]complaint.ID, load.Complaints)
	for i := range ids {
		c := opened(i + 1)
		if err := s.Commit(ctx, batch(c)); err != nil {
			return Figures{}, fmt.Errorf("opening a complaint: %w", err)
		}
		ids[i] = c.ID
	}
	var clock atomic.Int64 // orders beginnings and ends; no clock is read
	histories := make([][]porcupine.Operation, load.Writers)
	for _, err := range together(load.Writers, func(w int) error {
		client := &client{store: s, ids: ids, of: w, clock: &clock, rand: rand.New(rand.NewPCG(uint64(w), 6))}
		err := client.run(ctx, load.Operations/load.Writers)
		histories[w] = client.history
		return err
	}) {
		if err != nil {
			return Figures{}, err
		}
	}
	var all []porcupine.Operation
	var fig Figures
	for _, h := range histories {
		all = append(all, h...)
	}
	for _, op := range all {
		fig.Operations++
		switch {
		case !op.Input.(input).commit:
		case op.Output.(output).refused:
			fig.Refused++
		default:
			fig.Committed++
		}
	}
	switch porcupine.CheckOperationsTimeout(model(), all, load.Patience) {
	case porcupine.Ok:
		return fig, nil
	case porcupine.Unknown:
		return fig, fmt.Errorf("whether %d operations are linearizable is unknown: no order was found within %s", len(all), load.Patience)
	default:
		return fig, fmt.Errorf("no order of the %d operations explains what the store answered: an update was lost, or a read was stale", len(all))
	}
}

func (l Load) orDefault() Load {
	const writers, operations, share = 8, 10_000, 200
	if l.Writers <= 0 {
		l.Writers = writers
	}
	if l.Operations <= 0 {
		l.Operations = operations
	}
	if l.Complaints <= 0 {
		l.Complaints = 1 + l.Operations/share
	}
	l.Patience = max(l.Patience, 0)
	return l
}

// model is a register with a version for every complaint.
func model() porcupine.Model {
	return porcupine.Model{
		Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
			var parts [][]porcupine.Operation
			for _, op := range history {
				n := op.Input.(input).complaint
				for len(parts) <= n {
					parts = append(parts, nil)
				}
				parts[n] = append(parts[n], op)
			}
			return parts
		},
		Init: func() any { return output{version: 1} },
		Step: func(state, in, out any) (bool, any) {
			at, i, o := state.(output), in.(input), out.(output)
			switch {
			case !i.commit:
				return o == at, at
			case o.refused:
				return i.version != at.version, at
			default:
				return i.version == at.version, output{version: at.version + 1, text: i.text}
			}
		},
		Equal: func(a, b any) bool { return a == b },
	}
}

// client is one writer.
type client struct {
	store   complaint.Store
	ids     []complaint.ID
	of      int
	clock   *atomic.Int64
	rand    *rand.Rand
	history []porcupine.Operation
}

// run makes n operations: it stays with one complaint for a few of them, often
// with one at which the other writers are too.
func (c *client) run(ctx context.Context, n int) error {
	var known *complaint.Complaint // as last read or committed
	which := 0
	for i := range n {
		const stretch, hot, least = 5, 4, 100
		if i%stretch == 0 {
			known, which = nil, c.rand.IntN(len(c.ids))
			if c.rand.IntN(hot) == 0 {
				which = i / least % len(c.ids)
			}
		}
		var err error
		if known != nil && c.rand.IntN(stretch) > 0 {
			known, err = c.commit(ctx, which, known, 1+i*64+c.of)
		} else {
			known, err = c.read(ctx, which)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// note adds an operation to the history.
func (c *client) note(begin int64, in input, out output) {
	c.history = append(c.history, porcupine.Operation{ClientId: c.of, Input: in, Output: out, Call: begin, Return: c.clock.Add(1)})
}

// read reads by ID, or now and then through a list.
func (c *client) read(ctx context.Context, which int) (*complaint.Complaint, error) {
	begin := c.clock.Add(1)
	var got *complaint.Complaint
	var err error
	if c.rand.IntN(4) > 0 {
		got, err = c.store.Get(ctx, c.ids[which])
	} else {
		q := complaint.Query{Filter: complaint.Filter{Tracking: trackingOf(which + 1)}}
		for got, err = range c.store.List(ctx, q) {
			break
		}
	}
	if err != nil || got == nil {
		return nil, fmt.Errorf("reading complaint %s: %w", c.ids[which], errors.Join(err, missing(got)))
	}
	c.note(begin, input{complaint: which}, output{version: got.Version, text: got.Returns})
	return got, nil
}

// commit moves a complaint to its other state. It returns the complaint as it
// is stored then, nil after a conflict.
func (c *client) commit(ctx context.Context, which int, known *complaint.Complaint, text int) (*complaint.Complaint, error) {
	next := *known // a deep copy would cost more than what is tested
	next.Returns, next.State = text, complaint.StateInProgress
	if known.State == next.State {
		next.State = complaint.StateResponded
	}
	n := len(known.Timeline)
	next.Timeline = append(known.Timeline[:n:n], complaint.Entry{
		Seq: n + 1, At: known.Timeline[n-1].At.Add(time.Second), By: complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin},
		Action: complaint.ActionNote, From: known.State, To: next.State, Version: known.Version + 1,
	})
	runtime.Gosched() // so that somebody else may have read the same
	begin := c.clock.Add(1)
	err := c.store.Commit(ctx, batch(&next))
	if err != nil && !errors.Is(err, storage.ErrConflict) {
		return nil, fmt.Errorf("committing complaint %s: %w", c.ids[which], err)
	}
	c.note(begin, input{complaint: which, commit: true, version: known.Version, text: text}, output{refused: err != nil})
	if err != nil {
		return nil, nil
	}
	next.Version = known.Version + 1
	return &next, nil
}

func missing(c *complaint.Complaint) error {
	if c == nil {
		return errors.New("it is not there")
	}
	return nil
}
