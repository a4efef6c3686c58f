package faulty

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// editing plants a change of the edition that is read.
func editing(check, planted string, change func(e *backend.Edition)) Fault {
	return toRules().reads("edition/"+check, planted, change)
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
	return slices.Concat([]Fault{
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
		toRules().gets("edition/case", "keys are looked up in lower case first", func(_ *plant, ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
			lower := key
			lower.Name = strings.ToLower(key.Name)
			if e, err := call(ctx, lower); err == nil {
				return e, nil
			}
			return call(ctx, key)
		}),
		toRules().gets("edition/joints", "keys are joined with a slash", func(s *plant, ctx context.Context, key backend.EditionKey, call editionCall) (*backend.Edition, error) {
			for _, b := range s.committed() {
				for _, e := range b.Editions {
					if e.Kind+"/"+e.Name+"/"+e.Edition == key.Kind+"/"+key.Name+"/"+key.Edition {
						return call(ctx, e.EditionKey)
					}
				}
			}
			return call(ctx, key)
		}),
		toRules().withoutFacts("edition/unknown", "the error for an unknown edition has no facts"),
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
		toRules().unheeding("edition/cancel", "Edition does not look at its context"),
	}, toRules().sharing(
		"edition",
		func(b backend.Batch) []*backend.Edition { return b.Editions },
		func(e *backend.Edition) backend.EditionKey { return e.EditionKey },
		func(into, from *backend.Edition) { into.Body = bytes.Clone(from.Body) },
	))
}

func editionListFaults() []Fault {
	sorted := func(check, planted string, order func(a, b *backend.Edition) int) Fault {
		return toRules().relists("edition/"+check, planted, func(_ *plant, _ string, list []*backend.Edition) []*backend.Edition {
			slices.SortStableFunc(list, order)
			return list
		})
	}
	return []Fault{
		sorted("list", "editions of one name come backwards", func(a, b *backend.Edition) int {
			return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(b.Edition, a.Edition))
		}),
		sorted("list-bytes", "editions come in the order of their quoted keys", func(a, b *backend.Edition) int {
			return cmp.Compare(fmt.Sprintf("%q/%q", a.Name, a.Edition), fmt.Sprintf("%q/%q", b.Name, b.Edition))
		}),
		toRules().relists("edition/list-prefix", "kinds are compared by their first letters", func(s *plant, kind string, list []*backend.Edition) []*backend.Edition {
			for _, b := range s.committed() {
				for _, e := range b.Editions {
					if strings.HasPrefix(e.Kind, kind) && e.Kind != kind {
						list = append(list, e)
					}
				}
			}
			return list
		}),
		toRules().occupying("edition/break", "a list of editions keeps a transaction open"),
		toRules().cancelledList("edition/list-cancel", "a cancelled list of editions is empty"),
	}
}
