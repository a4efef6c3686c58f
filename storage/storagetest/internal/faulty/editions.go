package faulty

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

type editionCall = func(context.Context, backend.EditionKey) (*backend.Edition, error)

// editing plants a change of the edition that is read.
func editing(check, planted string, change func(e *backend.Edition)) Fault {
	return looking("edition/"+check, planted, func(_ *plant, ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
		e, err := call(ctx, key)
		if err == nil {
			change(e)
		}
		return e, err
	})
}

// looking plants another answer to Edition.
func looking(check, planted string, answer func(s *plant, ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error)) Fault {
	return Fault{Check: check, Planted: planted, into: func(s *plant) {
		s.edition = func(ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
			return answer(s, ctx, key, call)
		}
	}}
}

// bodies keeps what somebody else holds of editions.
type bodies struct {
	mu   sync.Mutex
	held map[backend.EditionKey][]byte
}

func (n *bodies) keep(e *backend.Edition) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.held[e.EditionKey] = e.Body
}

func (n *bodies) answer(ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
	e, err := call(ctx, key)
	n.mu.Lock()
	defer n.mu.Unlock()
	if body, ok := n.held[key]; ok && err == nil {
		e.Body = bytes.Clone(body)
	}
	return e, err
}

// rule is the edition of a batch that holds nothing else.
func rule(b backend.Batch) *backend.Edition {
	if len(b.Editions) == 1 && size(b) == 1 {
		return b.Editions[0]
	}
	return nil
}

// ruled is an edition as it is stored, nil for none.
func (s *plant) ruled(key backend.EditionKey) *backend.Edition {
	e, err := s.Store.Set().Editions.Edition(context.Background(), key)
	if err != nil {
		return nil
	}
	return e
}

func editionFaults() []Fault {
	forgives := func(check, planted string, wrong func(s *plant, e *backend.Edition, err error) bool) Fault {
		return accepts("edition/"+check, planted, func(s *plant, b backend.Batch, err error) bool {
			return rule(b) != nil && wrong(s, rule(b), err)
		})
	}
	return []Fault{
		shared(editing("round-trip", "a body gets a line feed at its end", func(e *backend.Edition) { e.Body = append(e.Body, '\n') })),
		editing("bytes", "a body is made UTF-8", func(e *backend.Edition) { e.Body = bytes.ToValidUTF8(e.Body, []byte("?")) }),
		editing("empty", "an empty body becomes null", func(e *backend.Edition) {
			if len(e.Body) == 0 {
				e.Body = []byte("null")
			}
		}),
		editing("large", "a body ends after 64 KiB", func(e *backend.Edition) { e.Body = e.Body[:min(len(e.Body), 1<<16)] }),
		editing("validity", "a validity with a beginning has no end", func(e *backend.Edition) {
			if !e.Valid.From.IsZero() {
				e.Valid.Until = time.Time{}
			}
		}),
		editing("open-validity", "a validity without end ends in the year 9999", func(e *backend.Edition) {
			if !e.Valid.From.IsZero() && e.Valid.Until.IsZero() {
				e.Valid.Until = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
			}
		}),
		looking("edition/case", "keys are looked up in lower case first", func(_ *plant, ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
			lower := key
			lower.Name = strings.ToLower(key.Name)
			if e, err := call(ctx, lower); err == nil {
				return e, nil
			}
			return call(ctx, key)
		}),
		looking("edition/joints", "keys are joined with a slash", func(s *plant, ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
			for _, b := range s.committed() {
				for _, e := range b.Editions {
					if e.Kind+"/"+e.Name+"/"+e.Edition == key.Kind+"/"+key.Name+"/"+key.Edition {
						return call(ctx, e.EditionKey)
					}
				}
			}
			return call(ctx, key)
		}),
		looking("edition/unknown", "the error for an unknown edition has no facts", func(_ *plant, ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
			e, err := call(ctx, key)
			return e, bare(err)
		}),
		forgives("immutable", "another body is dropped in silence", func(s *plant, e *backend.Edition, _ error) bool {
			old := s.ruled(e.EditionKey)
			return old != nil && old.Digest != e.Digest
		}),
		refuses("edition/ended", "another validity is refused", storage.ErrInvalid, func(s *plant, b backend.Batch) bool {
			if rule(b) == nil {
				return false
			}
			old := s.ruled(rule(b).EditionKey)
			return old != nil && old.Valid != rule(b).Valid
		}),
		forgives("stale", "a stale edition is dropped in silence", func(_ *plant, _ *backend.Edition, err error) bool {
			e := conflict(err, backend.KindOfEdition)
			return e != nil && e.Expected > 0 && e.Stored > 0
		}),
		forgives("again", "a stored key is taken for a repetition", func(_ *plant, _ *backend.Edition, err error) bool {
			e := conflict(err, backend.KindOfEdition)
			return e != nil && e.Expected == 0
		}),
		forgives("digest", "a wrong digest is dropped in silence", func(s *plant, e *backend.Edition, err error) bool {
			return isErr(err, storage.ErrInvalid) && s.ruled(e.EditionKey) == nil && !strings.Contains(e.Name, "\x00")
		}),
		forgives("nul", "a key with NUL is dropped in silence", func(_ *plant, e *backend.Edition, _ error) bool { return strings.Contains(e.Name, "\x00") }),
		{Check: "edition/in", Planted: "the store keeps the committed edition itself", into: func(s *plant) {
			n := &bodies{held: map[backend.EditionKey][]byte{}}
			s.commit = func(ctx context.Context, b backend.Batch, call commitCall) error {
				err := call(ctx, b)
				if err == nil && rule(b) != nil {
					n.keep(rule(b))
				}
				return err
			}
			s.edition = n.answer
		}},
		{Check: "edition/out", Planted: "Edition returns the stored edition itself", into: func(s *plant) {
			n := &bodies{held: map[backend.EditionKey][]byte{}}
			s.edition = func(ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
				e, err := n.answer(ctx, key, call)
				if err == nil {
					n.keep(e)
				}
				return e, err
			}
		}},
		{Check: "edition/listed-out", Planted: "a list yields the stored editions themselves", into: func(s *plant) {
			n := &bodies{held: map[backend.EditionKey][]byte{}}
			s.edition = n.answer
			s.editions = func(ctx context.Context, kind string, call func(context.Context, string) rules) rules {
				return func(yield func(*backend.Edition, error) bool) {
					for e, err := range call(ctx, kind) {
						if err == nil {
							n.keep(e)
						}
						if !yield(e, err) {
							return
						}
					}
				}
			}
		}},
		looking("edition/cancel", "Edition does not look at its context", func(_ *plant, ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
			return call(context.WithoutCancel(ctx), key)
		}),
	}
}

func editionListFaults() []Fault {
	sorted := func(check, planted string, order func(a, b *backend.Edition) int) Fault {
		return Fault{Check: "edition/" + check, Planted: planted, into: func(s *plant) {
			s.editions = func(ctx context.Context, kind string, call func(context.Context, string) rules) rules {
				return func(yield func(*backend.Edition, error) bool) {
					list, err := collect(call(ctx, kind))
					slices.SortStableFunc(list, order)
					spread(ctx, list, err)(yield)
				}
			}
		}}
	}
	return []Fault{
		sorted("list", "editions of one name come backwards", func(a, b *backend.Edition) int {
			return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(b.Edition, a.Edition))
		}),
		sorted("list-bytes", "editions come in the order of their quoted keys", func(a, b *backend.Edition) int {
			return cmp.Compare(fmt.Sprintf("%q/%q", a.Name, a.Edition), fmt.Sprintf("%q/%q", b.Name, b.Edition))
		}),
		{Check: "edition/list-prefix", Planted: "kinds are compared by their first letters", into: func(s *plant) {
			s.editions = func(ctx context.Context, kind string, call func(context.Context, string) rules) rules {
				return func(yield func(*backend.Edition, error) bool) {
					list, err := collect(call(ctx, kind))
					for _, b := range s.committed() {
						for _, e := range b.Editions {
							if strings.HasPrefix(e.Kind, kind) && e.Kind != kind {
								list = append(list, e)
							}
						}
					}
					spread(ctx, list, err)(yield)
				}
			}
		}},
		{Check: "edition/break", Planted: "a list of editions keeps a transaction open", into: func(s *plant) {
			s.editions = func(ctx context.Context, kind string, call func(context.Context, string) rules) rules {
				return occupied(s, call(ctx, kind))
			}
			s.commit = busyCommit(s)
		}},
		{Check: "edition/list-cancel", Planted: "a cancelled list of editions is empty", into: func(s *plant) {
			s.editions = func(ctx context.Context, kind string, call func(context.Context, string) rules) rules {
				if ctx.Err() != nil {
					return spread[*backend.Edition](ctx, nil, nil)
				}
				return call(ctx, kind)
			}
		}},
	}
}
