package faulty

import (
	"context"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// keyedReader is what a reader of agencies, plans, meetings and road maps is.
type keyedReader[ID ~string, T, Q any] interface {
	Get(ctx context.Context, id ID) (*T, error)
	List(ctx context.Context, q Q) iter.Seq2[*T, error]
}

// calls are the replaced calls of such a reader; nil replaces nothing.
type calls[ID ~string, T, Q any] struct {
	get  func(ctx context.Context, id ID, call func(context.Context, ID) (*T, error)) (*T, error)
	list func(ctx context.Context, q Q, call func(context.Context, Q) iter.Seq2[*T, error]) iter.Seq2[*T, error]
}

// plantKeyed is a reader with replaced calls.
type plantKeyed[ID ~string, T, Q any] struct {
	*calls[ID, T, Q]
	inner keyedReader[ID, T, Q]
}

func (r plantKeyed[ID, T, Q]) Get(ctx context.Context, id ID) (*T, error) {
	if r.get == nil {
		return r.inner.Get(ctx, id)
	}
	return r.get(ctx, id, r.inner.Get)
}

func (r plantKeyed[ID, T, Q]) List(ctx context.Context, q Q) iter.Seq2[*T, error] {
	if r.list == nil {
		return r.inner.List(ctx, q)
	}
	return r.list(ctx, q, r.inner.List)
}

// keyed describes such a kind to the faults that it shares with the others.
type keyed[ID ~string, T any, Q comparable] struct {
	kind    storage.Kind
	calls   func(s *plant) *calls[ID, T, Q]
	reader  func(s backend.Set) keyedReader[ID, T, Q]
	of      func(b backend.Batch) []*T
	batch   func(list ...*T) backend.Batch
	id      func(v *T) ID
	version func(v *T) storage.Version
	after   func(q Q) ID
	limit   func(q *Q) *int
	valid   func(v *T) bool
	replace func(now, before *T) // makes of a record what replaced another one badly
	mix     func(into, from *T)  // lets a record share parts of another one
}

// sole is the record of a batch that holds nothing else.
func (k *keyed[ID, T, Q]) sole(b backend.Batch) *T {
	if list := k.of(b); len(list) == 1 && size(b) == 1 {
		return list[0]
	}
	return nil
}

// size is the number of records of a batch.
func size(b backend.Batch) int {
	return len(b.Complaints) + len(b.Identities) + len(b.Agencies) + len(b.Plans) + len(b.Meetings) + len(b.Roadmaps) + len(b.Editions)
}

// stored is a record as it is stored, nil for none.
func (k *keyed[ID, T, Q]) stored(s *plant, id ID) *T {
	v, err := k.reader(s.Store.Set()).Get(context.Background(), id)
	if err != nil {
		return nil
	}
	return v
}

func (k *keyed[ID, T, Q]) fault(name, planted string, into func(s *plant)) Fault {
	return Fault{Check: string(k.kind) + "/" + name, Planted: planted, into: into}
}

// got plants another answer to Get.
func (k *keyed[ID, T, Q]) got(name, planted string, answer func(s *plant, ctx context.Context, id ID, call func(context.Context, ID) (*T, error)) (*T, error)) Fault {
	return k.fault(name, planted, func(s *plant) {
		k.calls(s).get = func(ctx context.Context, id ID, call func(context.Context, ID) (*T, error)) (*T, error) {
			return answer(s, ctx, id, call)
		}
	})
}

// read plants a change of what Get returns.
func (k *keyed[ID, T, Q]) read(name, planted string, change func(v *T)) Fault {
	return k.got(name, planted, func(_ *plant, ctx context.Context, id ID, call func(context.Context, ID) (*T, error)) (*T, error) {
		v, err := call(ctx, id)
		if err == nil {
			change(v)
		}
		return v, err
	})
}

// lists plants another list: the function gets what a correct one yields, and a
// way to ask another.
func (k *keyed[ID, T, Q]) lists(name, planted string, answer func(s *plant, q Q, list []*T, err error, ask func(context.Context, Q) ([]*T, error)) ([]*T, error)) Fault {
	return k.fault(name, planted, func(s *plant) {
		k.calls(s).list = func(ctx context.Context, q Q, call func(context.Context, Q) iter.Seq2[*T, error]) iter.Seq2[*T, error] {
			return func(yield func(*T, error) bool) {
				list, err := collect(call(ctx, q))
				list, err = answer(s, q, list, err, func(ctx context.Context, q Q) ([]*T, error) { return collect(call(ctx, q)) })
				spread(context.WithoutCancel(ctx), list, err)(yield)
			}
		}
	})
}

// forgives plants a commit of one record that drops it in silence instead of
// refusing it.
func (k *keyed[ID, T, Q]) forgives(name, planted string, wrong func(s *plant, v *T, err error) bool) Fault {
	return accepts(string(k.kind)+"/"+name, planted, func(s *plant, b backend.Batch, err error) bool {
		return k.sole(b) != nil && wrong(s, k.sole(b), err)
	})
}

// past plants a store that drops in silence some change of the past.
func (k *keyed[ID, T, Q]) past(name, planted string, wrong func(old, next *T) bool) Fault {
	return k.forgives("past-"+name, planted, func(s *plant, next *T, err error) bool {
		old := k.stored(s, k.id(next))
		return isErr(err, storage.ErrInvalid) && old != nil && wrong(old, next)
	})
}

// narrowed plants two faults of a list that is narrowed: also says which records
// it should have left out and does not.
func (k *keyed[ID, T, Q]) narrowed(name, planted string, widen func(q *Q) (asked bool), also func(q Q, v *T) bool) []Fault {
	return []Fault{
		k.lists("list-"+name, planted, func(_ *plant, q Q, list []*T, err error, ask func(context.Context, Q) ([]*T, error)) ([]*T, error) {
			wide := q
			if !widen(&wide) || *k.limit(&wide) > 0 {
				return list, err
			}
			all, err := ask(context.Background(), wide)
			return slices.DeleteFunc(all, func(v *T) bool { return !also(q, v) }), err
		}),
		k.lists("list-"+name+"-limit", "the limit counts what is left out", func(_ *plant, q Q, list []*T, err error, ask func(context.Context, Q) ([]*T, error)) ([]*T, error) {
			wide := q
			if !widen(&wide) || *k.limit(&wide) == 0 {
				return list, err
			}
			looked, err := ask(context.Background(), wide)
			return slices.DeleteFunc(list, func(v *T) bool {
				return !slices.ContainsFunc(looked, func(l *T) bool { return k.id(l) == k.id(v) })
			}), err
		}),
	}
}

// held keeps what somebody else holds of records.
type held[ID ~string, T any] struct {
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

// sharing plants a store that hands out a part of what somebody else holds.
func (k *keyed[ID, T, Q]) sharing(name, planted string, into func(s *plant, h *held[ID, T])) Fault {
	return k.fault(name, planted, func(s *plant) {
		h := &held[ID, T]{records: map[ID]*T{}}
		k.calls(s).get = func(ctx context.Context, id ID, call func(context.Context, ID) (*T, error)) (*T, error) {
			v, err := call(ctx, id)
			if other := h.of(id); other != nil && err == nil {
				k.mix(v, other)
			}
			return v, err
		}
		into(s, h)
	})
}

// complaintsOf are the complaints of a batch, with their identities.
func complaintsOf(b backend.Batch) backend.Batch {
	return backend.Batch{Batch: complaint.Batch{Complaints: b.Complaints, Identities: b.Identities}}
}

// lowered compares IDs without case.
func lowered[ID ~string](id ID) string { return strings.ToLower(string(id)) }
