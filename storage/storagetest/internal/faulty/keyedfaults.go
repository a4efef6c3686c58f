package faulty

import (
	"context"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// faults are those that all kinds share, a fault for each of their checks.
func (k *keyed[ID, T, Q]) faults() []Fault {
	return slices.Concat(k.versionFaults(), k.door.sharing(string(k.kind), k.of, k.id, k.mix), k.listFaults(), k.restFaults())
}

func (k *keyed[ID, T, Q]) versionFaults() []Fault {
	met := func(name, planted string, wrong func(e *storage.ConflictError) bool) Fault {
		return k.forgives(name, planted, func(_ *plant, _ *T, err error) bool {
			e := conflict(err, k.kind)
			return e != nil && wrong(e)
		})
	}
	return []Fault{
		k.door.withoutFacts(k.check("unknown"), "the error for an unknown ID has no facts"),
		k.door.gets(k.check("next"), "what a commit left out stays as it was", func(s *plant, ctx context.Context, id ID, call getCall[ID, T]) (*T, error) {
			v, err := call(ctx, id)
			if err == nil && k.version(v) > 1 {
				for _, b := range s.committed() {
					if before := k.sole(b); before != nil && k.version(before) == 0 && k.id(before) == id {
						k.replace(v, before)
					}
				}
			}
			return v, err
		}),
		met("stale", "what is stale is dropped in silence", func(e *storage.ConflictError) bool { return e.Expected > 0 && e.Expected < e.Stored }),
		met("again", "a stored ID is taken for a repetition", func(e *storage.ConflictError) bool { return e.Expected == 0 }),
		met("missing", "an update of nothing is dropped in silence", func(e *storage.ConflictError) bool { return e.Stored == 0 }),
		answers(k.check("facts"), "a conflict has no facts", func(_ *plant, b backend.Batch, err error) error {
			if k.sole(b) != nil && isErr(err, storage.ErrConflict) {
				return bare(err)
			}
			return err
		}),
		k.forgives("invalid", "what is invalid is dropped in silence", func(_ *plant, v *T, _ error) bool { return !k.valid(v) }),
		accepts(k.check("nil"), "nil is dropped in silence", func(_ *plant, b backend.Batch, _ error) bool {
			return slices.Contains(k.of(b), nil)
		}),
		accepts(k.check("twice"), "the second record of an ID is dropped in silence", func(_ *plant, b backend.Batch, _ error) bool {
			list := k.of(b)
			return len(list) == 2 && k.id(list[0]) == k.id(list[1])
		}),
		halves(k.check("all-or-nothing"), "beside a stale record the others are written", func(_ *plant, b backend.Batch, _ error) (backend.Batch, bool) {
			list := k.of(b)
			return k.batch(list[:min(1, len(list))]...), len(list) == 2 && k.id(list[0]) != k.id(list[1])
		}),
		k.door.gets(k.check("case"), "IDs are looked up in lower case first", func(_ *plant, ctx context.Context, id ID, call getCall[ID, T]) (*T, error) {
			if lower := ID(lowered(id)); lower != id {
				if v, err := call(ctx, lower); err == nil {
					return v, nil
				}
			}
			return call(ctx, id)
		}),
	}
}

func (k *keyed[ID, T, Q]) listFaults() []Fault {
	type ask = func(context.Context, Q) ([]*T, error)
	var every Q
	return []Fault{
		k.lists("list", "three records come in the order of their commits", func(_ *plant, q Q, list []*T, err error, _ ask) ([]*T, error) {
			if q == every && len(list) == 3 {
				slices.Reverse(list)
			}
			return list, err
		}),
		k.lists("list-bytes", "IDs are ordered without case", func(_ *plant, _ Q, list []*T, err error, _ ask) ([]*T, error) {
			slices.SortStableFunc(list, func(a, b *T) int { return strings.Compare(lowered(k.id(a)), lowered(k.id(b))) })
			return list, err
		}),
		k.lists("list-after", "an ID to go on after must be stored", func(s *plant, q Q, list []*T, err error, _ ask) ([]*T, error) {
			if k.after(q) == "id.ab" {
				return nil, storage.ErrNotFound
			}
			return list, err
		}),
		k.lists("list-limit", "the limit counts from the beginning", func(_ *plant, q Q, list []*T, err error, ask ask) ([]*T, error) {
			if k.after(q) == "" || *k.limit(&q) == 0 {
				return list, err
			}
			from, err := ask(context.Background(), *k.only(&every, *k.limit(&q)))
			return slices.DeleteFunc(from, func(v *T) bool { return k.id(v) <= k.after(q) }), err
		}),
		k.door.cancelledList(k.check("list-cancel"), "a cancelled list is empty"),
		k.door.closedList(k.check("list-closed"), "after Close a list is empty"),
		k.door.occupying(k.check("break"), "a list keeps a transaction open"),
	}
}

// only is a query with a limit and nothing else.
func (k *keyed[ID, T, Q]) only(q *Q, limit int) *Q {
	limited := *q
	*k.limit(&limited) = limit
	return &limited
}

func (k *keyed[ID, T, Q]) restFaults() []Fault {
	return []Fault{
		k.door.unheeding(k.check("cancel"), "Get does not look at its context"),
		k.door.closedGet(k.check("closed"), "after Close Get finds nothing"),
		tells("", "the second commit tells of a fact less", func(_ *plant, _ ask, list []storage.Change, _ func(ask) []storage.Change) ([]storage.Change, error) {
			if len(list) == 2 && list[1].Kind == k.kind && list[1].Key == list[0].Key {
				list[1].Seq--
			}
			return list, nil
		}).under(k.check("feed")),
		halves(k.check("with-a-complaint"), "the complaint is written though its companion is refused", func(_ *plant, b backend.Batch, err error) (backend.Batch, bool) {
			return complaintsOf(b), conflict(err, k.kind) != nil && len(b.Complaints) > 0
		}),
	}
}

// under gives a fault to another check.
func (f Fault) under(check string) Fault {
	f.Check = check
	return f
}
