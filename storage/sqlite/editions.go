package sqlite

import (
	"context"
	"fmt"
	"iter"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

const selectEdition = "SELECT kind, name, edition, version, valid_from, valid_until, digest, body FROM edition "

// editionOf reads an edition, nil if there is none.
func editionOf(ctx context.Context, in session, key string) (found *backend.Edition, err error) {
	err = in.query(ctx, selectEdition+"WHERE key = ?", func(r row) error {
		found, err = scanEdition(r)
		return err
	}, key)
	return found, err
}

func keyOfEdition(r row) string {
	return backend.EditionKey{Kind: r.text(0), Name: r.text(1), Edition: r.text(2)}.String()
}

func scanEdition(r row) (*backend.Edition, error) {
	e := &backend.Edition{
		EditionKey: backend.EditionKey{Kind: r.text(0), Name: r.text(1), Edition: r.text(2)},
		Version:    storage.Version(r.int(3)),
		Valid:      aduan.Period{From: r.time(4), Until: r.time(5)},
	}
	if copy(e.Digest[:], r.bytes(6)) != len(e.Digest) {
		return nil, damaged("edition %s has no valid digest", e.EditionKey)
	}
	e.Body = append(e.Body, r.bytes(7)...)
	return e, nil
}

func putEdition(ctx context.Context, in session, e *backend.Edition) error {
	body := e.Body
	if body == nil {
		body = []byte{}
	}
	return in.exec(ctx, into("edition", e.Version)+" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", e.EditionKey.String(), e.Kind, e.Name, e.Edition,
		int64(e.Version), micros(e.Valid.From), micros(e.Valid.Until), e.Digest[:], body)
}

type editionReader struct{ s *Store }

func (r editionReader) Format(f fmt.State, _ rune) { r.s.Format(f, 'v') }

// Edition reads one edition.
func (r editionReader) Edition(ctx context.Context, key backend.EditionKey) (*backend.Edition, error) {
	return one(ctx, r.s, backend.KindOfEdition, key.String(), editionOf)
}

// List reads the editions of a kind.
func (r editionReader) List(ctx context.Context, kind string) iter.Seq2[*backend.Edition, error] {
	return backend.EachFound(ctx, func() ([]backend.Found[*backend.Edition], error) {
		return list(ctx, r.s, backend.KindOfEdition, selectEdition+"WHERE kind = ? ORDER BY name, edition", scanEdition, keyOfEdition, kind)
	})
}
