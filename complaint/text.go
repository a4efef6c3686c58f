package complaint

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Digest refers to a free text: the SHA-256 of its salt and body. Entries hold
// digests only, so that a text can be erased without touching an entry. The
// zero value refers to no text.
type Digest [sha256.Size]byte

// IsZero reports whether the digest refers to no text.
func (d Digest) IsZero() bool { return d == Digest{} }

// String returns 64 hexadecimal digits.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// MarshalText writes 64 hexadecimal digits.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads 64 hexadecimal digits, lower case.
func (d *Digest) UnmarshalText(text []byte) error {
	var read Digest
	if _, err := hex.Decode(read[:], text[:min(len(text), 2*len(read))]); err != nil || read.String() != string(text) {
		return errors.New("want 64 hexadecimal digits in lower case")
	}
	*d = read
	return nil
}

// Salt keeps digests from being guessed: without it, whoever holds the digest
// of an erased name could try names. One is drawn for each command, kept beside
// the texts and erased with them.
type Salt [16]byte

// MarshalText writes 32 hexadecimal digits.
func (s Salt) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(s[:])), nil }

// UnmarshalText reads 32 hexadecimal digits.
func (s *Salt) UnmarshalText(text []byte) error {
	var read Salt
	if n, err := hex.Decode(read[:], text[:min(len(text), 2*len(read))]); err != nil || n != len(read) || len(text) != 2*n {
		return errors.New("want 32 hexadecimal digits")
	}
	*s = read
	return nil
}

// IsZero reports whether the salt was never drawn or is erased.
func (s Salt) IsZero() bool { return s == Salt{} }

// Text is a free text of a complaint, beside the timeline that refers to it.
// Erased texts stay as tombstones: the digest without salt and body.
type Text struct {
	Digest Digest `json:"digest"`
	Salt   Salt   `json:"salt,omitzero"`
	Body   string `json:"body,omitempty"`
	Erased bool   `json:"erased,omitempty"`
}

// digestOf computes the reference of a body under a salt; the empty body has
// none.
func digestOf(salt Salt, body string) Digest {
	if body == "" {
		return Digest{}
	}
	h := sha256.New()
	h.Write(salt[:])
	h.Write([]byte(body))
	return Digest(h.Sum(nil))
}

// Text returns the text to which a digest refers. It is empty, and ok false,
// if there is none or it was erased.
func (c *Complaint) Text(d Digest) (body string, ok bool) {
	if i := c.textIndex(d); i >= 0 && !c.Texts[i].Erased {
		return c.Texts[i].Body, true
	}
	return "", false
}

// text is a text that may be missing.
func (c *Complaint) text(d Digest) string {
	body, _ := c.Text(d)
	return body
}

func (c *Complaint) textIndex(d Digest) int {
	if d.IsZero() {
		return -1
	}
	return slices.IndexFunc(c.Texts, func(t Text) bool { return t.Digest == d })
}

// bodies are the texts by their digests, for whoever reads most of them.
func (c *Complaint) bodies() map[Digest]string {
	bodies := make(map[Digest]string, len(c.Texts))
	for _, t := range c.Texts {
		if !t.Erased {
			bodies[t.Digest] = t.Body
		}
	}
	return bodies
}

// textBytes is how much free text the complaint holds.
func (c *Complaint) textBytes() int {
	n := 0
	for _, t := range c.Texts {
		n += len(t.Body)
	}
	return n
}

// keep adds a text and returns its reference.
func (c *Complaint) keep(salt Salt, body string) Digest {
	d := digestOf(salt, body)
	if !d.IsZero() && c.textIndex(d) < 0 {
		c.Texts = append(c.Texts, Text{Digest: d, Salt: salt, Body: body})
	}
	return d
}

// says reports whether the text behind a digest is the given one; an erased
// text says anything, because nobody can tell any more.
func (c *Complaint) says(d Digest, body string) bool {
	i := c.textIndex(d)
	if i < 0 {
		return d.IsZero() && body == ""
	}
	return c.Texts[i].Erased || c.Texts[i].Body == body
}

// checkText reports what is wrong with a free text: it must be UTF-8 without
// NUL (which PostgreSQL cannot store) and at most limit bytes. Everything else,
// control characters for the direction of writing included, is kept faithfully;
// whoever prints a text escapes it for the medium.
func checkText(s string, limit int) error {
	if len(s) > limit {
		return fmt.Errorf("%d bytes, at most %d are allowed", len(s), limit)
	}
	if !utf8.ValidString(s) {
		return errors.New("the text is not valid UTF-8")
	}
	for i := range len(s) {
		if s[i] == 0 {
			return fmt.Errorf("the text holds a NUL character at byte %d", i)
		}
	}
	return nil
}

// checkName reports what is wrong with a short identifier from outside: like
// checkText, and no control or invisible formatting characters, so that two
// different ones never look alike in a log.
func checkName(s string, limit int) error {
	if err := checkText(s, limit); err != nil {
		return err
	}
	for _, r := range s {
		if r < 0x20 || r == 0x7f || (0x80 <= r && r < 0xa0) || isFormat(r) {
			return fmt.Errorf("the character %U is not allowed in an identifier", r)
		}
	}
	return nil
}

// isFormat reports whether r only steers how others are shown: the controls of
// bidirectional writing, zero-width characters and line separators.
func isFormat(r rune) bool {
	return (0x200b <= r && r <= 0x200f) || (0x2028 <= r && r <= 0x202e) || (0x2060 <= r && r <= 0x2069) || r == 0xfeff || r == 0x061c
}
