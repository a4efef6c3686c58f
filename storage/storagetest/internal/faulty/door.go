package faulty

import (
	"context"
	"iter"
	"sync"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// The calls by which a reader finds one record and lists several.
type (
	getCall[ID, T any] = func(ctx context.Context, id ID) (*T, error)
	listCall[T, Q any] = func(ctx context.Context, q Q) iter.Seq2[*T, error]
)

// calls are the replaced calls of a reader; nil replaces nothing.
type calls[ID comparable, T, Q any] struct {
	get  func(ctx context.Context, id ID, call getCall[ID, T]) (*T, error)
	list func(ctx context.Context, q Q, call listCall[T, Q]) iter.Seq2[*T, error]
}

// plantDoor is a reader with replaced calls.
type plantDoor[ID comparable, T, Q any] struct {
	*calls[ID, T, Q]
	innerGet  getCall[ID, T]
	innerList listCall[T, Q]
}

// doorOf replaces the calls of a reader of complaints, agencies, plans, meetings
// or road maps.
func doorOf[ID comparable, T, Q any](c *calls[ID, T, Q], inner storage.Reader[ID, T, Q]) plantDoor[ID, T, Q] {
	return plantDoor[ID, T, Q]{c, inner.Get, inner.List}
}

func (r plantDoor[ID, T, Q]) Get(ctx context.Context, id ID) (*T, error) {
	if r.get == nil {
		return r.innerGet(ctx, id)
	}
	return r.get(ctx, id, r.innerGet)
}

func (r plantDoor[ID, T, Q]) List(ctx context.Context, q Q) iter.Seq2[*T, error] {
	if r.list == nil {
		return r.innerList(ctx, q)
	}
	return r.list(ctx, q, r.innerList)
}

// door leads to the calls of one kind that a fault replaces. The faults that any
// reader may have are its methods.
type door[ID comparable, T, Q any] func(s *plant) *calls[ID, T, Q]

func toCases() door[complaint.ID, complaint.Complaint, complaint.Query] {
	return func(s *plant) *calls[complaint.ID, complaint.Complaint, complaint.Query] { return &s.cases }
}

func toPeople() door[complaint.ReporterRef, complaint.Identity, string] {
	return func(s *plant) *calls[complaint.ReporterRef, complaint.Identity, string] { return &s.people }
}

func toRules() door[backend.EditionKey, backend.Edition, string] {
	return func(s *plant) *calls[backend.EditionKey, backend.Edition, string] { return &s.rules }
}

// gets plants another answer to Get.
func (d door[ID, T, Q]) gets(check, planted string, answer func(s *plant, ctx context.Context, id ID, call getCall[ID, T]) (*T, error)) Fault {
	return Fault{Check: check, Planted: planted, into: func(s *plant) {
		d(s).get = func(ctx context.Context, id ID, call getCall[ID, T]) (*T, error) { return answer(s, ctx, id, call) }
	}}
}

// reads plants a change of what Get returns.
func (d door[ID, T, Q]) reads(check, planted string, change func(v *T)) Fault {
	return d.gets(check, planted, func(_ *plant, ctx context.Context, id ID, call getCall[ID, T]) (*T, error) {
		v, err := call(ctx, id)
		if err == nil {
			change(v)
		}
		return v, err
	})
}

// lists plants another list.
func (d door[ID, T, Q]) lists(check, planted string, answer func(s *plant, ctx context.Context, q Q, call listCall[T, Q]) iter.Seq2[*T, error]) Fault {
	return Fault{Check: check, Planted: planted, into: func(s *plant) {
		d(s).list = func(ctx context.Context, q Q, call listCall[T, Q]) iter.Seq2[*T, error] {
			return answer(s, ctx, q, call)
		}
	}}
}

// relists plants a change of what a list yields.
func (d door[ID, T, Q]) relists(check, planted string, change func(s *plant, q Q, list []*T) []*T) Fault {
	return d.lists(check, planted, func(s *plant, ctx context.Context, q Q, call listCall[T, Q]) iter.Seq2[*T, error] {
		return func(yield func(*T, error) bool) {
			list, err := collect(call(ctx, q))
			if err == nil {
				list = change(s, q, list)
			}
			spread(ctx, list, err)(yield)
		}
	})
}

// withoutFacts plants a bare error for what is not there.
func (d door[ID, T, Q]) withoutFacts(check, planted string) Fault {
	return d.gets(check, planted, func(_ *plant, ctx context.Context, id ID, call getCall[ID, T]) (*T, error) {
		v, err := call(ctx, id)
		return v, bare(err)
	})
}

// unheeding plants a Get that does not look at its context.
func (d door[ID, T, Q]) unheeding(check, planted string) Fault {
	return d.gets(check, planted, func(_ *plant, ctx context.Context, id ID, call getCall[ID, T]) (*T, error) {
		return call(context.WithoutCancel(ctx), id)
	})
}

// closedGet plants a Get that finds nothing after Close.
func (d door[ID, T, Q]) closedGet(check, planted string) Fault {
	return d.gets(check, planted, func(s *plant, ctx context.Context, id ID, call getCall[ID, T]) (*T, error) {
		if s.isClosed() {
			return nil, storage.ErrNotFound
		}
		return call(ctx, id)
	})
}

// emptied plants a list that is empty in some cases.
func (d door[ID, T, Q]) emptied(check, planted string, when func(s *plant, ctx context.Context, q Q) bool) Fault {
	return d.lists(check, planted, func(s *plant, ctx context.Context, q Q, call listCall[T, Q]) iter.Seq2[*T, error] {
		if when(s, ctx, q) {
			return spread[*T](ctx, nil, nil)
		}
		return call(ctx, q)
	})
}

// closedList plants a list that is empty after Close, cancelledList one that is
// empty once it is cancelled.
func (d door[ID, T, Q]) closedList(check, planted string) Fault {
	return d.emptied(check, planted, func(s *plant, _ context.Context, _ Q) bool { return s.isClosed() })
}

func (d door[ID, T, Q]) cancelledList(check, planted string) Fault {
	return d.emptied(check, planted, func(_ *plant, ctx context.Context, _ Q) bool { return ctx.Err() != nil })
}

// occupying plants a list that keeps a transaction open.
func (d door[ID, T, Q]) occupying(check, planted string) Fault {
	return Fault{Check: check, Planted: planted, into: func(s *plant) {
		d(s).list = func(ctx context.Context, q Q, call listCall[T, Q]) iter.Seq2[*T, error] {
			return occupied(s, call(ctx, q))
		}
		s.commit = busyCommit(s)
	}}
}

// passing shows each item to a function before it is yielded.
func passing[T any](seq iter.Seq2[*T, error], show func(v *T)) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for v, err := range seq {
			if err == nil {
				show(v)
			}
			if !yield(v, err) {
				return
			}
		}
	}
}

// held keeps what somebody else holds of records.
type held[ID comparable, T any] struct {
	mu      sync.Mutex
	records map[ID]*T
}

func (h *held[ID, T]) keep(id ID, v *T) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.records[id] = v
}

func (h *held[ID, T]) of(id ID) *T {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.records[id]
}

// sharing plants the three stores that hand out a part of what somebody else
// holds: mix lets a record that is read share parts of one that is held.
func (d door[ID, T, Q]) sharing(area string, of func(b backend.Batch) []*T, id func(v *T) ID, mix func(into, from *T)) []Fault {
	plants := func(name, planted string, into func(s *plant, h *held[ID, T])) Fault {
		return Fault{Check: area + "/" + name, Planted: planted, into: func(s *plant) {
			h := &held[ID, T]{records: map[ID]*T{}}
			d(s).get = func(ctx context.Context, id ID, call getCall[ID, T]) (*T, error) {
				v, err := call(ctx, id)
				if other := h.of(id); other != nil && err == nil {
					mix(v, other)
				}
				return v, err
			}
			into(s, h)
		}}
	}
	return []Fault{
		plants("in", "the store keeps the committed record itself", func(s *plant, h *held[ID, T]) {
			s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
				err := call(ctx, b)
				for _, v := range of(b) {
					if err == nil && v != nil {
						h.keep(id(v), v)
					}
				}
				return err
			}
		}),
		plants("out", "what is read is the stored record itself", func(s *plant, h *held[ID, T]) {
			mixed := d(s).get
			d(s).get = func(ctx context.Context, id ID, call getCall[ID, T]) (*T, error) {
				v, err := mixed(ctx, id, call)
				if err == nil {
					h.keep(id, v)
				}
				return v, err
			}
			s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
				for _, v := range of(b) {
					if v != nil {
						h.keep(id(v), nil)
					}
				}
				return call(ctx, b)
			}
		}),
		plants("listed-out", "a list yields the stored records themselves", func(s *plant, h *held[ID, T]) {
			d(s).list = func(ctx context.Context, q Q, call listCall[T, Q]) iter.Seq2[*T, error] {
				return passing(call(ctx, q), func(v *T) { h.keep(id(v), v) })
			}
		}),
	}
}
