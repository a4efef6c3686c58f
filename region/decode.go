package region

import (
	"encoding/binary"
	"fmt"
	"math"
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
// checked that [New] guarantees except the order of siblings; the error is a
// [*FormatError].
func Decode(data string) (*Tree, error) {
	d := &reader{data: data}
	if !strings.HasPrefix(data, formatMagic) {
		return nil, &FormatError{0, "this is no encoded tree of this edition"}
	}
	d.at = len(formatMagic)
	t := d.tree()
	if d.err == nil && d.at != len(data) {
		d.fail("there are more data than the tree")
	}
	if d.err != nil {
		return nil, d.err
	}
	return t, nil
}

// reader reads the parts of the form. After an error it yields zeros.
type reader struct {
	data string
	at   int
	err  error
}

func (d *reader) fail(reason string) {
	if d.err == nil {
		d.err = &FormatError{d.at, reason}
	}
}

// window is what is left to read of a varint, which is ten bytes at most.
func (d *reader) window() []byte {
	return []byte(d.data[d.at:min(len(d.data), d.at+binary.MaxVarintLen64)])
}

// count reads a number of things, of which each takes at least a byte, or a
// position among limit things.
func (d *reader) count(limit int) int {
	v, n := binary.Uvarint(d.window())
	if n <= 0 || v > uint64(limit) {
		d.fail("a number is broken or too large")
		return 0
	}
	d.at += n
	return int(v)
}

func (d *reader) rest() int { return len(d.data) - d.at }

func (d *reader) number() int64 {
	v, n := binary.Varint(d.window())
	if n <= 0 {
		d.fail("a number is broken")
		return 0
	}
	d.at += n
	return v
}

func (d *reader) text() string {
	n := d.count(d.rest())
	if n > d.rest() {
		d.fail("a text is longer than the data")
		return ""
	}
	s := d.data[d.at : d.at+n]
	if !utf8.ValidString(s) {
		d.fail("a text is not UTF-8")
	}
	d.at += n
	return s
}

func (d *reader) texts() []string {
	n := d.count(d.rest())
	list := make([]string, 0, min(n, 64))
	for range n {
		if d.err != nil {
			return nil
		}
		list = append(list, d.text())
	}
	return list
}

// code reads a code in canonical text.
func (d *reader) code() Code {
	s := d.text()
	if canonical, err := parse(s); d.err == nil && (err != nil || canonical != s) {
		d.fail(fmt.Sprintf("%q is not a code", cut(s)))
	}
	return Code{s}
}

// tree reads everything behind the magic.
func (d *reader) tree() *Tree {
	t := emptyTree(Config{})
	for _, l := range d.texts() {
		t.levels = append(t.levels, Level(l))
	}
	if len(t.levels) == 0 || len(t.levels) > tree.MaxDepth {
		d.fail("there are no levels, or too many")
	}
	name := d.text()
	offset := d.number()
	if offset < -86400 || offset > 86400 {
		d.fail("the zone is more than a day off")
	}
	t.zone = time.FixedZone(name, int(offset))
	if name == "UTC" && offset == 0 {
		t.zone = time.UTC
	}
	t.horizon = d.number()
	t.sources, t.zones = d.texts(), d.texts()
	for _, z := range t.zones {
		if z == "" || !zoneName(z) {
			d.fail(fmt.Sprintf("%q is not the name of a zone", cut(z)))
		}
	}
	if d.err != nil {
		return t
	}
	nodes, n, err := tree.Decode(d.data[d.at:])
	if err != nil {
		d.fail(err.Error())
		return t
	}
	t.nodes = nodes
	d.at += n
	d.names(t)
	d.ranks(t)
	d.extras(t)
	if d.err != nil {
		return t
	}
	t.mark()
	d.succession(t)
	d.spelling(t)
	return t
}

// names finds the names and checks them and the codes.
func (d *reader) names(t *Tree) {
	if len(d.data) > math.MaxUint32 {
		d.fail("the data are too long")
		return
	}
	t.names = d.data
	t.nameAt = make([]uint32, t.nodes.Len())
	for i := range t.nameAt {
		if d.at >= len(d.data) || d.rest() <= int(d.data[d.at]) {
			d.fail("the names end too early")
			return
		}
		t.nameAt[i] = uint32(d.at)
		name := t.name(int32(i))
		if name == "" || !utf8.ValidString(name) {
			d.fail("a name is empty or not UTF-8")
			return
		}
		key := t.nodes.Key(int32(i))
		if canonical, err := parse(key); err != nil || canonical != key {
			d.fail(fmt.Sprintf("%q is not a code", cut(key)))
			return
		}
		d.at += 1 + len(name)
	}
	for i := range int32(t.nodes.Len()) {
		if int(t.nodes.Span(i).Mark) >= len(t.sources) {
			d.fail("a unit has an unknown source")
			return
		}
	}
}

// ranks reads the levels of the units.
func (d *reader) ranks(t *Tree) {
	n := t.nodes.Len()
	t.level = make([]uint8, n)
	if d.count(1) == 0 {
		t.rank()
	} else if d.rest() < n {
		d.fail("the levels end too early")
	} else {
		copy(t.level, d.data[d.at:d.at+n])
		d.at += n
	}
	if t.misplaced() != tree.None {
		d.fail("a unit does not have a level inside its parent's")
	}
}
