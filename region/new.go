package region

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/tree"
	"github.com/aduan-go/aduan/storage"
)

// New builds a tree and checks it. The error is a [*storage.InvalidError] that
// lists every problem with the file and line at which its record was read:
// duplicates, unknown parents, parents that are not in force long enough,
// cycles, overlapping validity, unknown or misplaced levels, zones that cannot
// be, and successions that lead to nothing, do not fit the validities, clash
// with each other or turn in a circle. Successions and aliases are looked at
// once the records are sound.
//
// Adjoining records with the same code and parent are one unit that was
// renamed; its level is that of the last.
func New(cfg Config) (*Tree, error) {
	m := &maker{cfg: cfg, tree: emptyTree(cfg)}
	m.levels()
	nodes, origins := m.nodes()
	if m.Len() == 0 { // what follows relies on sound records
		m.fill(nodes, origins)
		m.succession()
		m.aliases()
	}
	if err := m.Err(cmp.Or(cfg.What, "regions")); err != nil {
		return nil, err
	}
	return m.tree, nil
}

// emptyTree makes the maps of a tree.
func emptyTree(cfg Config) *Tree {
	t := &Tree{
		zoneOf: map[int32]uint8{}, former: map[int32][]formerName{}, also: map[int32][]string{},
		horizon: tree.Always, zone: cfg.Zone,
	}
	if t.zone == nil {
		t.zone = time.UTC
	}
	if !cfg.Horizon.IsZero() {
		t.horizon = cfg.Horizon.UnixMicro()
	}
	return t
}

// maker carries the work of New.
type maker struct {
	storage.Problems
	cfg     Config
	tree    *Tree
	sources map[string]uint32
}

// record reports a problem with the record at the index.
func (m *maker) record(i int, message string, legal ...string) {
	p := storage.Problem{Field: storage.At("records", i), Message: message, Legal: legal}
	if i < len(m.cfg.Records) && m.cfg.Records[i].Line > 0 {
		p.File, p.Line, p.Field = m.cfg.Records[i].File, m.cfg.Records[i].Line, ""
	}
	m.Note(p)
}

// change reports a problem with a change.
func (m *maker) change(c *Change, message string) {
	m.Note(storage.Problem{Field: fmt.Sprintf("change %s > %s", c.From, c.To), Line: c.Line, Message: message})
}

// levels takes over the levels and the spelling.
func (m *maker) levels() {
	t := m.tree
	t.levels = slices.Clone(m.cfg.Levels)
	if n := len(t.levels); n == 0 || n > tree.MaxDepth {
		m.Add("levels", fmt.Sprintf("%d levels, 1 to %d are legal", n, tree.MaxDepth))
	}
	for i, l := range t.levels {
		if l == "" || slices.Contains(t.levels[:i], l) {
			m.Add("levels", fmt.Sprintf("level %q is empty or stands twice", l))
		}
	}
	for _, k := range m.cfg.Spelling.Kinds {
		if _, ok := t.levelNumber(k.Level); !ok {
			m.Add("spelling", fmt.Sprintf("kind %q has the unknown level %q", k.Name, k.Level), m.levelNames()...)
		}
	}
	t.spelling = newSpeller(m.cfg.Spelling, t.levelNumber)
}

// levelNumber returns the position of a level.
func (t *Tree) levelNumber(l Level) (uint8, bool) {
	i := slices.Index(t.levels, l)
	return uint8(i), i >= 0
}

func (m *maker) levelNames() []string {
	var names []string
	for _, l := range m.tree.levels {
		names = append(names, string(l))
	}
	return names
}

// nodes checks the records one by one and lays them into a tree.
func (m *maker) nodes() (*tree.Tree, [][]int32) {
	m.sources = make(map[string]uint32)
	records := make([]tree.Record, len(m.cfg.Records))
	zones := map[string]bool{}
	for i := range m.cfg.Records {
		r := &m.cfg.Records[i]
		m.checkName(i, r.Name)
		for _, name := range r.Also {
			m.checkName(i, name)
		}
		if _, ok := m.tree.levelNumber(r.Level); !ok {
			m.record(i, fmt.Sprintf("%s has the unknown level %q", r.Code, r.Level), m.levelNames()...)
		}
		if !zoneName(r.Zone) {
			m.record(i, fmt.Sprintf("%s has the zone %s, which is not the form of an IANA name", r.Code, storage.Quote(r.Zone)),
				"Asia/Jakarta", "America/New_York", "Etc/GMT+1", "UTC")
		}
		zones[r.Zone] = true
		s := spanOf(r.Valid)
		records[i] = tree.Record{Key: r.Code.text, Parent: r.Parent.text, From: s.From, Until: s.Until, Mark: m.source(r.Source)}
	}
	if len(zones) > 256 {
		m.Add("records", "more than 255 time zones")
	}
	nodes, origins, faults := tree.Build(records)
	for _, f := range faults {
		m.record(f.Record, f.Describe(m.where, m.when))
	}
	return nodes, origins
}

// source returns the number of a source text.
func (m *maker) source(text string) uint32 {
	n, ok := m.sources[text]
	if !ok {
		n = uint32(len(m.tree.sources))
		m.sources[text] = n
		m.tree.sources = append(m.tree.sources, text)
	}
	return n
}

// where names a record for a message about another.
func (m *maker) where(i int) string {
	if line := m.cfg.Records[i].Line; line > 0 {
		return fmt.Sprintf("line %d", line)
	}
	return storage.At("records", i)
}

// when names an instant in a message.
func (m *maker) when(at int64) string {
	switch at {
	case tree.Always:
		return "ever"
	case tree.Forever:
		return "further notice"
	}
	return aduan.FormatDay(instant(at, m.tree.zone))
}

// checkName reports a name that is empty, too long or not printable.
func (m *maker) checkName(i int, name string) {
	switch {
	case aduan.Blank(name):
		m.record(i, fmt.Sprintf("%s has no name", m.cfg.Records[i].Code))
	case len(name) > MaxName:
		m.record(i, fmt.Sprintf("the name of %s has %d bytes, at most %d are legal", m.cfg.Records[i].Code, len(name), MaxName))
	case !utf8.ValidString(name) || strings.IndexFunc(name, unicode.IsControl) >= 0:
		m.record(i, fmt.Sprintf("the name of %s is not printable UTF-8", m.cfg.Records[i].Code))
	}
}
