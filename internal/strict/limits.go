package strict

import "math"

// Limits bounds what one call of [Decode] reads. Each limit is inclusive: a
// text that reaches it is read, one beyond it is refused. A field that is zero
// (or negative) stands for its default.
type Limits struct {
	// Bytes is the length of the whole text, a byte order mark included.
	// The default is 8 MiB for JSON and 512 KiB for YAML. YAML is dearer: the
	// worst text of 512 KiB that was found takes a quarter of a second and
	// 100 MB while it is parsed, and twice the text takes twice as much.
	// More than 2 GiB are never read.
	Bytes int
	// Depth is how many lists and mappings may lie inside one another; [[1]]
	// has depth 2. The default is 64. The parsers below stop at 10,000
	// whatever is asked for.
	Depth int
	// Nodes is how many lists, mappings, scalars and keys the text may hold.
	// The default is 500,000 for JSON and 150,000 for YAML, whose parser needs some
	// 170 bytes for each and is therefore not called for a text with twice as many
	// marks (commas, colons, question marks count two, brackets, dashes and comments one).
	Nodes int
	// Memory is how many bytes the elements of all lists and maps may take
	// together as values of their Go types: {} is two bytes, and may be an element
	// of five hundred. The default is 32 MiB.
	Memory int
	// ScalarBytes is the length of a single scalar or key after its escapes
	// are resolved. The default is 1 MiB.
	ScalarBytes int
}

const (
	defaultBytesJSON   = 8 << 20
	defaultBytesYAML   = 512 << 10
	defaultDepth       = 64
	defaultNodesJSON   = 500_000
	defaultNodesYAML   = 150_000
	defaultMemory      = 32 << 20
	defaultScalarBytes = 1 << 20
)

// orDefaults returns l with its zero fields filled in for texts in f.
func (l Limits) orDefaults(f Format) Limits {
	if l.Bytes <= 0 {
		l.Bytes = defaultBytesJSON
		if f == YAML {
			l.Bytes = defaultBytesYAML
		}
	}
	l.Bytes = min(l.Bytes, math.MaxInt32)
	if l.Depth <= 0 {
		l.Depth = defaultDepth
	}
	if l.Nodes <= 0 {
		l.Nodes = defaultNodesJSON
		if f == YAML {
			l.Nodes = defaultNodesYAML
		}
	}
	if l.Memory <= 0 {
		l.Memory = defaultMemory
	}
	if l.ScalarBytes <= 0 {
		l.ScalarBytes = defaultScalarBytes
	}
	return l
}
