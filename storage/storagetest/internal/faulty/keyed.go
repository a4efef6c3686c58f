package faulty

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// keyed describes a kind that is found by its ID to the faults that it shares
// with the others.
type keyed[ID ~string, T any, Q comparable] struct {
	kind    storage.Kind
	door    door[ID, T, Q]
	reader  func(s backend.Set) storage.Reader[ID, T, Q]
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
	return len(b.Complaints) + len(b.Identities) + len(b.Due) + len(b.Agencies) + len(b.Plans) + len(b.Meetings) + len(b.Roadmaps) + len(b.Editions)
}

// stored is a record as it is stored, nil for none.
func (k *keyed[ID, T, Q]) stored(s *plant, id ID) *T {
	v, err := k.reader(s.Store.Set()).Get(context.Background(), id)
	if err != nil {
		return nil
	}
	return v
}

// check is the name of a check of the kind.
func (k *keyed[ID, T, Q]) check(name string) string { return string(k.kind) + "/" + name }

// read plants a change of what Get returns.
func (k *keyed[ID, T, Q]) read(name, planted string, change func(v *T)) Fault {
	return k.door.reads(k.check(name), planted, change)
}

// lists plants another list: the function gets what a correct one yields, and a
// way to ask another.
func (k *keyed[ID, T, Q]) lists(name, planted string, answer func(s *plant, q Q, list []*T, err error, ask func(context.Context, Q) ([]*T, error)) ([]*T, error)) Fault {
	return k.door.lists(k.check(name), planted, func(s *plant, ctx context.Context, q Q, call listCall[T, Q]) iter.Seq2[*T, error] {
		return func(yield func(*T, error) bool) {
			list, err := collect(call(ctx, q))
			list, err = answer(s, q, list, err, func(ctx context.Context, q Q) ([]*T, error) { return collect(call(ctx, q)) })
			spread(context.WithoutCancel(ctx), list, err)(yield)
		}
	})
}

// forgives plants a commit of one record that drops it in silence instead of
// refusing it.
func (k *keyed[ID, T, Q]) forgives(name, planted string, wrong func(s *plant, v *T, err error) bool) Fault {
	return accepts(k.check(name), planted, func(s *plant, b backend.Batch, err error) bool {
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

// complaintsOf are the complaints of a batch, with their identities.
func complaintsOf(b backend.Batch) backend.Batch {
	return backend.Batch{Batch: complaint.Batch{Complaints: b.Complaints, Identities: b.Identities}}
}

// lowered compares IDs without case.
func lowered[ID ~string](id ID) string { return strings.ToLower(string(id)) }
