package region

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aduan-go/aduan/internal/tree"
	"github.com/aduan-go/aduan/storage"
)

// FormatError says where an encoded tree is broken. It unwraps to
// storage.ErrInvalid.
type FormatError struct {
	// Offset is the position in the data, in bytes.
	Offset int
	Reason string
}

// Error names the position and the reason.
func (e *FormatError) Error() string {
	return fmt.Sprintf("encoded regions: byte %d: %s", e.Offset, e.Reason)
}

// Unwrap returns storage.ErrInvalid.
func (e *FormatError) Unwrap() error { return storage.ErrInvalid }

// Decode reads a tree that [Tree.Encode] wrote. The tree keeps the data as its
// names, so that data embedded in a program cost no memory twice. Everything is
// checked that [New] guarantees except the order of siblings; at most 16 MiB, 250,000
// units and 500,000 other things are read. The error is a [*FormatError].
func Decode(data string) (*Tree, error) {
	if len(data) > maxEncoded {
		return nil, &FormatError{maxEncoded, fmt.Sprintf("there are more than %d bytes", maxEncoded)}
	}
	if !strings.HasPrefix(data, formatMagic) {
		return nil, &FormatError{0, "this is no encoded tree of this edition"}
	}
	d := reader{tree.NewReader(data), new(int)}
	d.Bytes(len(formatMagic))
	t := d.tree(data)
	if d.Rest() > 0 {
		d.Fail("there are more data than the tree")
	}
	if broken, ok := errors.AsType[*tree.FormatError](d.Err()); ok {
		return nil, &FormatError{broken.Offset, broken.Reason}
	}
	return t, nil
}

const (
	// maxEncoded is how many bytes an encoded tree may have.
	maxEncoded = 16 << 20
	// maxThings is how many texts, changes, former names and so on it may have.
	maxThings = 500_000
)

// reader reads the parts of the form.
type reader struct {
	*tree.Reader
	things *int // that were read
}

// each calls read for each of a number of things, until the reader fails.
func (d reader) each(read func()) {
	for range d.Count(d.Rest()) {
		if *d.things++; *d.things > maxThings {
			d.Fail(fmt.Sprintf("there are more than %d things besides the units", maxThings))
		}
		if read(); d.Failed() {
			return
		}
	}
}

func (d reader) texts() []string {
	var list []string
	d.each(func() { list = append(list, d.Text()) })
	return list
}

// code reads a code in canonical text.
func (d reader) code() Code {
	s := d.Text()
	if canonical, err := parse(s); !d.Failed() && (err != nil || canonical != s) {
		d.Fail(fmt.Sprintf("%q is not a code", cut(s)))
	}
	return Code{s}
}

// tree reads everything behind the magic.
func (d reader) tree(data string) *Tree {
	t := emptyTree(Config{})
	for _, l := range d.texts() {
		t.levels = append(t.levels, Level(l))
	}
	if len(t.levels) == 0 || len(t.levels) > tree.MaxDepth {
		d.Fail("there are no levels, or too many")
	}
	name := d.Text()
	offset := d.Number()
	if offset < -86400 || offset > 86400 {
		d.Fail("the zone is more than a day off")
	}
	t.zone = time.FixedZone(name, int(offset))
	if name == "UTC" && offset == 0 {
		t.zone = time.UTC
	}
	t.horizon = d.Number()
	t.sources, t.zones = d.texts(), d.texts()
	for _, z := range t.zones {
		if z == "" || !zoneName(z) {
			d.Fail(fmt.Sprintf("%q is not the name of a zone", cut(z)))
		}
	}
	if d.Failed() {
		return t
	}
	if t.nodes = tree.Decode(d.Reader, maxRecords); d.Failed() {
		return t
	}
	d.names(t, data)
	d.ranks(t)
	d.extras(t)
	if d.Failed() {
		return t
	}
	d.succession(t)
	d.spelling(t)
	return t
}

// names finds the names in the data and checks them and the codes.
func (d reader) names(t *Tree, data string) {
	t.names = data
	t.nameAt = make([]uint32, t.nodes.Len())
	for i := range t.nameAt {
		t.nameAt[i] = uint32(d.At())
		if name := d.Bytes(int(d.Byte())); name == "" || !utf8.ValidString(name) {
			d.Fail("a name is empty or not UTF-8")
			return
		}
		key := t.nodes.Key(int32(i))
		if canonical, err := parse(key); err != nil || canonical != key {
			d.Fail(fmt.Sprintf("%q is not a code", cut(key)))
			return
		}
	}
	for i := range int32(t.nodes.Len()) {
		if int(t.nodes.Span(i).Mark) >= len(t.sources) {
			d.Fail("a unit has an unknown source")
			return
		}
	}
}

// ranks reads the levels of the units.
func (d reader) ranks(t *Tree) {
	n := t.nodes.Len()
	t.level = make([]uint8, n)
	if d.Count(1) == 0 {
		t.rank()
	} else {
		copy(t.level, d.Bytes(n))
	}
	if !d.Failed() && t.misplaced() != tree.None {
		d.Fail("a unit does not have a level inside its parent's")
	}
}
