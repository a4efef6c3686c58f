package sheet

import (
	"bytes"
	"fmt"
	"io"
)

const (
	// MaxRow is the most bytes read for one row, so that a quote that is never closed
	// does not fill the memory.
	MaxRow = 4 << 20
	// maxCommas is the most commas read for one row, in texts or between cells, each
	// of which takes some 40 bytes.
	maxCommas = 500_000
	// MaxColumns is how many columns a table may have.
	MaxColumns = 200
)

// ErrLongRow is what reading stops with at a row beyond the limits of [Bound].
var ErrLongRow = fmt.Errorf("a row is longer than %d bytes, or has more than %d commas; is a quote never closed?", MaxRow, maxCommas)

// Bound is a reader that fails with [ErrLongRow] at a row of more than [MaxRow] bytes
// or 500,000 commas.
type Bound struct {
	In            io.Reader
	bytes, commas int
}

// Next tells that a row begins.
func (b *Bound) Next() { b.bytes, b.commas = 0, 0 }

// Read reads on.
func (b *Bound) Read(p []byte) (int, error) {
	if b.bytes > MaxRow || b.commas > maxCommas {
		return 0, ErrLongRow
	}
	n, err := b.In.Read(p)
	b.bytes += n
	b.commas += bytes.Count(p[:n], []byte(","))
	return n, err
}

// Long reports whether a row is longer than a [Bound] takes.
func Long(row []byte) bool { return len(row) > MaxRow || bytes.Count(row, []byte(",")) > maxCommas }
