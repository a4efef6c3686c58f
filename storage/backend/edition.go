package backend

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// EditionKey identifies an edition of a rule set: for example kind
// "lifecycle", name "sp4n-lapor", edition "1".
type EditionKey struct {
	Kind    string `json:"kind"`
	Name    string `json:"name"`
	Edition string `json:"edition"`
}

// String is the key of the record in a store and in the change feed: each
// part quoted, so that no two keys have the same text.
func (k EditionKey) String() string { return fmt.Sprintf("%q/%q/%q", k.Kind, k.Name, k.Edition) }

// Compare orders keys bytewise by kind, name and edition: -1, 0 or +1. It is
// the order of [Editions.List], which the order of String is not: a quotation
// mark sorts after an exclamation mark.
func (k EditionKey) Compare(other EditionKey) int {
	return cmp.Or(strings.Compare(k.Kind, other.Kind), strings.Compare(k.Name, other.Name), strings.Compare(k.Edition, other.Edition))
}

// Edition is an edition of a rule set as a store keeps it. Its body is opaque,
// and it is immutable: a later commit may change the validity only, never the
// body, because cases have been judged by it.
type Edition struct {
	EditionKey
	Version storage.Version `json:"version"`
	// Valid is when the edition applies; zero is always.
	Valid aduan.Period `json:"valid,omitzero"`
	// Body is the rule set in the form of its own package, at most 16 MiB.
	Body []byte `json:"body"`
	// Digest is the SHA-256 of the body.
	Digest complaint.Digest `json:"digest"`
}

// maxBody is the largest body of an edition in bytes.
const maxBody = 16 << 20

// maxEncoded is more than the JSON of an edition takes, in which four bytes stand for
// three of the body.
const maxEncoded = maxBody/3*4 + 64<<10

// maxKeyPart is the longest part of an edition's key in bytes.
const maxKeyPart = 200

// NewEdition returns an edition with the digest of its body.
func NewEdition(key EditionKey, valid aduan.Period, body []byte) *Edition {
	return &Edition{EditionKey: key, Valid: valid, Body: bytes.Clone(body), Digest: sha256.Sum256(body)}
}

// Clone returns a copy that shares nothing with e.
func (e *Edition) Clone() *Edition {
	c := *e
	c.Body = bytes.Clone(e.Body)
	return &c
}

// Validate reports what is wrong with the edition in itself, as a
// *storage.InvalidError.
func (e *Edition) Validate() error {
	var p storage.Problems
	for _, f := range []struct{ field, text string }{{"kind", e.Kind}, {"name", e.Name}, {"edition", e.Edition}} {
		if f.text == "" || len(f.text) > maxKeyPart || !utf8.ValidString(f.text) || bytes.IndexByte([]byte(f.text), 0) >= 0 {
			p.Add(f.field, fmt.Sprintf("want 1 to %d bytes of UTF-8 without NUL", maxKeyPart))
		}
	}
	if e.Version < 0 {
		p.Add("version", "is never negative")
	}
	if len(e.Body) > maxBody {
		p.Add("body", fmt.Sprintf("%d bytes, at most %d are allowed", len(e.Body), maxBody))
	}
	if sha256.Sum256(e.Body) != e.Digest {
		p.Add("digest", "does not match the body")
	}
	return p.Err("edition " + e.EditionKey.String())
}

// Editions reads editions. Implementations return copies.
type Editions interface {
	// Edition returns the edition, or an error that unwraps to
	// storage.ErrNotFound.
	Edition(ctx context.Context, key EditionKey) (*Edition, error)
	// List yields the editions of one kind, ordered bytewise by name, then by
	// edition. One that cannot be read yields a
	// *storage.RecordError, and the list goes on; any other error comes last.
	List(ctx context.Context, kind string) iter.Seq2[*Edition, error]
}

// KindOfEdition is the kind of edition records in the change feed.
const KindOfEdition storage.Kind = "edition"
