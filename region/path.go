package region

import (
	"fmt"
	"slices"
	"strings"
)

// MaxPath is the largest number of codes in a valid [Path].
const MaxPath = 16

// Path leads from the outermost region to a unit: [51 51.03 51.03.01] for the
// district (kecamatan) 51.03.01. The order is outermost first, the unit itself
// last. An empty path means "no place".
type Path []Code

// Unit returns the unit that the path leads to, its last code; the zero Code
// for an empty path.
func (p Path) Unit() Code {
	if len(p) == 0 {
		return Code{}
	}
	return p[len(p)-1]
}

// Contains reports whether c is one of the path's codes, that is, whether the
// unit is c or lies in c. It is false for the zero Code.
func (p Path) Contains(c Code) bool { return !c.IsZero() && slices.Contains(p, c) }

// Validate checks that the path has 1 to [MaxPath] codes, none of them zero
// and none twice. It does not know whether the codes exist or lie in each
// other. The error is a [*PathError] and names the first fault.
func (p Path) Validate() error {
	if len(p) == 0 {
		return &PathError{Index: -1, Reason: "it is empty"}
	}
	if len(p) > MaxPath {
		return &PathError{Index: -1, Reason: fmt.Sprintf("%d codes, at most %d are legal", len(p), MaxPath)}
	}
	for i, c := range p {
		if c.IsZero() {
			return &PathError{Index: i, Reason: "it has no code"}
		}
		if first := slices.Index(p[:i], c); first >= 0 {
			return &PathError{Index: i, Code: c, Reason: fmt.Sprintf("the code stands at position %d already", first)}
		}
	}
	return nil
}

// String prints the codes outermost first, with " > " between them. It is for
// reading; store a path as a list of codes.
func (p Path) String() string {
	var b strings.Builder
	for i, c := range p {
		if i > 0 {
			b.WriteString(" > ")
		}
		b.WriteString(c.text)
	}
	return b.String()
}

// Path returns the path that can be read off the text alone. Kemendagri and
// BPS codes hold their ancestors in their digits, so 51.03.01 gives
// [51 51.03 51.03.01]; a code of any other system gives only itself, and the
// zero Code nil. It does not ask whether the codes exist, and knows nothing of
// units whose code says less than their place: use a tree where one is at
// hand.
func (c Code) Path() Path {
	if c.text == "" {
		return nil
	}
	path := Path{c}
	for above, ok := c.Above(); ok; above, ok = above.Above() {
		path = append(path, above)
	}
	slices.Reverse(path)
	return path
}

// Above returns the code around c that its text alone gives, the one before it
// in [Code.Path], and false if there is none. It does not allocate.
func (c Code) Above() (Code, bool) {
	switch c.System() {
	case Kemendagri:
		if i := strings.LastIndexByte(c.text, '.'); i >= 0 {
			return Code{c.text[:i]}, true
		}
	case BPS:
		const skip = len(BPS) + 1
		switch len(c.text) - skip {
		case 10:
			return Code{c.text[:skip+7]}, true
		case 7:
			return Code{c.text[:skip+4]}, true
		case 4:
			return Code{c.text[:skip+2]}, true
		}
	}
	return Code{}, false
}
