package storagetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

func editionsOf(es ...*backend.Edition) backend.Batch { return backend.Batch{Editions: es} }

// rules commits an edition and returns it as stored.
func (p *probe) rules(e *backend.Edition) *backend.Edition {
	stored := copyOf(e)
	p.commit(editionsOf(e))
	stored.Version++
	return stored
}

// ruled expects an edition to be stored exactly so.
func (p *probe) ruled(want *backend.Edition) {
	got, err := p.whole.Set().Editions.Edition(p.ctx, want.EditionKey)
	p.ok(err, "Edition")
	p.same(got, want, "the stored edition")
}

func withBody(e *backend.Edition, body []byte) *backend.Edition {
	e.Body, e.Digest = body, sha256.Sum256(body)
	return e
}

// editionChecks test editions of rule sets.
func editionChecks() []Check {
	check := func(name, promise string, run func(*probe)) Check {
		return Check{Name: "edition/" + name, Promise: promise, needs: ofWhole, run: run}
	}
	year := func(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }
	return []Check{
		{
			Name: "edition/round-trip", Promise: "an edition comes back as it was committed, with version 1", needs: ofWhole,
			Shared: "nearly every check of editions reads one back; this one says in a word that nothing works at all",
			run:    func(p *probe) { p.ruled(p.rules(edition("routing", "kota", "1"))) },
		},
		check("bytes", "the body is opaque: every byte comes back, NUL and broken UTF-8 included", func(p *probe) {
			body := make([]byte, 256)
			for i := range body {
				body[i] = byte(i)
			}
			p.ruled(p.rules(withBody(edition("routing", "kota", "1"), body)))
		}),
		check("empty", "an empty body comes back empty", func(p *probe) {
			p.ruled(p.rules(withBody(edition("routing", "kota", "1"), nil)))
		}),
		check("large", "a body of 4 MiB comes back whole", func(p *probe) {
			p.ruled(p.rules(withBody(edition("routing", "kota", "1"), bytes.Repeat([]byte("rule"), 1<<20))))
		}),
		check("validity", "the validity comes back", func(p *probe) {
			e := edition("routing", "kota", "1")
			e.Valid = aduan.Period{From: year(2024), Until: year(2026)}
			p.ruled(p.rules(e))
		}),
		check("open-validity", "a validity without end comes back without end", func(p *probe) {
			e := edition("routing", "kota", "1")
			e.Valid = aduan.Period{From: year(2025)}
			p.ruled(p.rules(e))
		}),
		check("case", "keys that differ in case only are different", func(p *probe) {
			a, b := p.rules(edition("routing", "Kota", "1")), p.rules(withBody(edition("routing", "kota", "1"), []byte("other")))
			p.ruled(a)
			p.ruled(b)
		}),
		check("joints", "keys are not the same because their parts look alike when joined", func(p *probe) {
			for i, key := range []backend.EditionKey{
				{Kind: "k", Name: `a/b`, Edition: "c"},
				{Kind: "k", Name: "a", Edition: "b/c"},
				{Kind: "k", Name: `a"/"b`, Edition: "c"},
				{Kind: "k", Name: "a", Edition: `b"/"c`},
				{Kind: "k", Name: "a:b", Edition: "c"},
				{Kind: "k", Name: "a", Edition: "b:c"},
			} {
				p.ruled(p.rules(withBody(edition(key.Kind, key.Name, key.Edition), []byte{byte(i)})))
			}
		}),
		check("unknown", "an unknown key is a *storage.NotFoundError of the kind edition", func(p *probe) {
			p.rules(edition("k", "n", "another"))
			_, err := p.whole.Set().Editions.Edition(p.ctx, backend.EditionKey{Kind: "k", Name: "n", Edition: "e"})
			if got := errorAs[*storage.NotFoundError](p, err, storage.ErrNotFound, "Edition"); got.Kind != "edition" {
				p.failf("the error names the kind %s, want edition", got.Kind)
			}
		}),
		check("immutable", "another body for a stored edition is refused with storage.ErrInvalid", func(p *probe) {
			e := p.rules(edition("routing", "kota", "1"))
			p.is(p.whole.Commit(p.ctx, editionsOf(withBody(copyOf(e), []byte("others")))), storage.ErrInvalid, "Commit of another body")
			p.ruled(e)
		}),
		check("ended", "the validity of a stored edition may change, and the version rises", func(p *probe) {
			e := p.rules(edition("routing", "kota", "1"))
			e.Valid.Until = year(2027)
			p.ruled(p.rules(e))
		}),
		check("stale", "an edition read at an older version is refused with storage.ErrConflict", func(p *probe) {
			e := p.rules(edition("routing", "kota", "1"))
			now := p.rules(e)
			p.is(p.whole.Commit(p.ctx, editionsOf(e)), storage.ErrConflict, "Commit of a stale edition")
			p.ruled(now)
		}),
		check("again", "a new edition whose key is stored already is refused with storage.ErrConflict", func(p *probe) {
			e := edition("routing", "kota", "1")
			stored := p.rules(e)
			p.is(p.whole.Commit(p.ctx, editionsOf(e)), storage.ErrConflict, "Commit of a stored key")
			p.ruled(stored)
		}),
		check("digest", "an edition whose digest is not that of its body is refused with storage.ErrInvalid", func(p *probe) {
			e := edition("routing", "kota", "1")
			e.Digest[0]++
			p.is(p.whole.Commit(p.ctx, editionsOf(e)), storage.ErrInvalid, "Commit of a wrong digest")
		}),
		check("nul", "a NUL in a key is refused with storage.ErrInvalid", func(p *probe) {
			p.is(p.whole.Commit(p.ctx, editionsOf(edition("routing", "a\x00b", "1"))), storage.ErrInvalid, "Commit of a NUL")
		}),
		check("in", "changing an edition that was committed changes nothing stored", func(p *probe) {
			e := edition("routing", "kota", "1")
			stored := p.rules(e)
			e.Body[0] = 'X'
			p.ruled(stored)
		}),
		check("out", "changing an edition that was read changes nothing stored", func(p *probe) {
			e := p.rules(edition("routing", "kota", "1"))
			got, err := p.whole.Set().Editions.Edition(p.ctx, e.EditionKey)
			p.ok(err, "Edition")
			got.Body[0] = 'X'
			p.ruled(e)
		}),
		check("listed-out", "changing an edition that a list yielded changes nothing stored", func(p *probe) {
			e := p.rules(edition("routing", "kota", "1"))
			for _, got := range all(p, p.whole.Set().Editions.List(p.ctx, "routing")) {
				got.Body[0] = 'X'
			}
			p.ruled(e)
		}),
		check("list", "a list yields the editions of one kind, whole, ordered by name and then by edition", func(p *probe) {
			a, b, c := edition("routing", "a", "2"), edition("routing", "b", "1"), edition("routing", "b", "10")
			other := edition("lifecycle", "a", "1")
			p.commit(editionsOf(copyOf(c), copyOf(other), copyOf(b), copyOf(a)))
			for _, e := range []*backend.Edition{a, b, c, other} {
				e.Version = 1
			}
			p.same(all(p, p.whole.Set().Editions.List(p.ctx, "routing")), []*backend.Edition{a, b, c}, "the list of routing")
			p.same(all(p, p.whole.Set().Editions.List(p.ctx, "lifecycle")), []*backend.Edition{other}, "the list of lifecycle")
		}),
		check("list-bytes", "the order of a list is bytewise by its parts, not by a joined or quoted text", func(p *probe) {
			var want []*backend.Edition
			for _, name := range []string{"a", "a!", "a\"", "a#", "a/", "aB", "ab", "a\u00e9"} {
				want = append(want, edition("k", name, "1"))
			}
			for i := len(want) - 1; i >= 0; i-- {
				p.commit(editionsOf(copyOf(want[i])))
				want[i].Version = 1
			}
			p.same(all(p, p.whole.Set().Editions.List(p.ctx, "k")), want, "the list")
		}),
		check("list-prefix", "a kind that begins like another one is another one", func(p *probe) {
			p.rules(edition("routing-2", "a", "1"))
			p.same(all(p, p.whole.Set().Editions.List(p.ctx, "routing")), []*backend.Edition{}, "the list")
		}),
		check("break", "a caller may stop a list of editions, and commit while iterating", func(p *probe) {
			p.rules(edition("k", "a", "1"))
			p.rules(edition("k", "b", "1"))
			for _, err := range p.whole.Set().Editions.List(p.ctx, "k") {
				p.ok(err, "List")
				p.rules(edition("k", "c", "1"))
				break
			}
		}),
		check("cancel", "Edition with a cancelled context gives its error", func(p *probe) {
			e := p.rules(edition("k", "a", "1"))
			_, err := p.whole.Set().Editions.Edition(p.gone(), e.EditionKey)
			p.is(err, context.Canceled, "Edition")
		}),
		check("list-cancel", "a list of editions with a cancelled context yields its error, not an empty list", func(p *probe) {
			p.rules(edition("k", "a", "1"))
			p.is(lastError(p, p.whole.Set().Editions.List(p.gone(), "k")), context.Canceled, "List")
		}),
	}
}
