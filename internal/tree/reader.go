package tree

import (
	"encoding/binary"
	"fmt"
	"unicode/utf8"
)

// FormatError says where a compact form is broken.
type FormatError struct {
	// Offset is the position in the data, in bytes.
	Offset int
	Reason string
}

// Error names the position and the reason.
func (e *FormatError) Error() string {
	return fmt.Sprintf("compact tree: byte %d: %s", e.Offset, e.Reason)
}

// Reader reads the parts of a compact form: numbers as varints, signed ones in
// zigzag, and texts behind their lengths. After an error it yields zeros.
type Reader struct {
	data string
	at   int
	err  *FormatError
}

// NewReader returns a reader at the beginning of the data.
func NewReader(data string) *Reader { return &Reader{data: data} }

// At is the position of the next byte.
func (r *Reader) At() int { return r.at }

// Rest is how many bytes are left.
func (r *Reader) Rest() int { return len(r.data) - r.at }

// Fail makes the reader fail at its position, unless it has failed before.
func (r *Reader) Fail(reason string) {
	if r.err == nil {
		r.err = &FormatError{r.at, reason}
	}
}

// Failed reports whether the reader has failed.
func (r *Reader) Failed() bool { return r.err != nil }

// Err is the first error, a [*FormatError], or nil.
func (r *Reader) Err() error {
	if r.err == nil {
		return nil
	}
	return r.err
}

// Bytes reads n bytes.
func (r *Reader) Bytes(n int) string {
	if r.err != nil || n < 0 || n > r.Rest() {
		r.Fail("the data end too early")
		return ""
	}
	r.at += n
	return r.data[r.at-n : r.at]
}

// Byte reads a byte.
func (r *Reader) Byte() byte {
	if b := r.Bytes(1); b != "" {
		return b[0]
	}
	return 0
}

// window is what is left to read of a varint, which is ten bytes at most.
func (r *Reader) window() []byte {
	if r.err != nil {
		return nil
	}
	return []byte(r.data[r.at:min(len(r.data), r.at+binary.MaxVarintLen64)])
}

// Count reads a number of things, or a position among things, and refuses one
// above the limit.
func (r *Reader) Count(limit int) int {
	v, n := binary.Uvarint(r.window())
	if n <= 0 || v > uint64(max(limit, 0)) {
		r.Fail("a number is broken or too large")
		return 0
	}
	r.at += n
	return int(v)
}

// Number reads a signed number.
func (r *Reader) Number() int64 {
	v, n := binary.Varint(r.window())
	if n <= 0 {
		r.Fail("a number is broken")
		return 0
	}
	r.at += n
	return v
}

// Text reads a text in UTF-8.
func (r *Reader) Text() string {
	s := r.Bytes(r.Count(r.Rest()))
	if !utf8.ValidString(s) {
		r.Fail("a text is not UTF-8")
	}
	return s
}
