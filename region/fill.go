package region

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/tree"
	"github.com/aduan-go/aduan/storage"
)

// fill lays the records' texts beside the nodes.
func (m *maker) fill(nodes *tree.Tree, origins [][]int32) {
	t := m.tree
	t.nodes = nodes
	t.nameAt = make([]uint32, nodes.Len())
	t.level = make([]uint8, nodes.Len())
	var names strings.Builder
	for i, from := range origins {
		node := int32(i)
		last := &m.cfg.Records[from[len(from)-1]]
		t.nameAt[i] = uint32(names.Len())
		names.WriteByte(byte(min(len(last.Name), MaxName)))
		names.WriteString(last.Name[:min(len(last.Name), MaxName)])
		t.level[i], _ = t.levelNumber(last.Level)
		if p := nodes.Parent(node); p != tree.None && t.level[p] >= t.level[i] {
			m.record(int(from[len(from)-1]), fmt.Sprintf("%s is an inner unit of %s, but its level %s is not inside %s",
				last.Code, last.Parent, last.Level, t.levels[t.level[p]]))
		}
		if last.Zone != "" {
			t.zoneOf[node] = m.zone(last.Zone)
		}
		var also []string
		for k, r := range from {
			record := &m.cfg.Records[r]
			also = append(also, record.Also...)
			if k+1 < len(from) {
				if next := &m.cfg.Records[from[k+1]]; next.Name != record.Name || next.Source != record.Source {
					t.former[node] = append(t.former[node], formerName{record.Name, spanOf(record.Valid).Until, m.source(record.Source)})
				}
			}
		}
		if len(also) > 0 {
			slices.Sort(also)
			t.also[node] = slices.Compact(also)
		}
	}
	t.names = names.String()
}

// inForce says where the record of the code at the instant was read.
func (m *maker) inForce(c Code, at int64) string {
	for i := range m.cfg.Records {
		if r := &m.cfg.Records[i]; r.Code == c && spanOf(r.Valid).Contains(at) {
			return m.where(i)
		}
	}
	return ""
}

// zone returns the number of a zone name.
func (m *maker) zone(name string) uint8 {
	i := slices.Index(m.tree.zones, name)
	if i < 0 {
		i = len(m.tree.zones)
		m.tree.zones = append(m.tree.zones, name)
	}
	return uint8(i)
}

// succession checks the changes and files them.
func (m *maker) succession() {
	t := m.tree
	t.changes = slices.Clone(m.cfg.Changes)
	slices.SortStableFunc(t.changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.On.UnixMicro(), b.On.UnixMicro()), a.From.Compare(b.From), a.To.Compare(b.To))
	})
	for i := range t.changes {
		c := &t.changes[i]
		if message := t.wrong(c); message != "" {
			m.change(c, message)
		}
		c.On = instant(c.On.UnixMicro(), t.zone)
	}
	t.link()
	for _, c := range t.clashes(m.inForce) {
		m.change(&t.changes[c.change], c.message)
	}
	for i := range t.changes {
		t.changes[i].Line = 0
	}
	if path := t.circle(); path != nil {
		m.Add("changes", "the succession turns in a circle: "+path.String())
	}
}

// link files the changes by both ends.
func (t *Tree) link() {
	t.next, t.prev = make(map[Code][]int32), make(map[Code][]int32)
	for i := range t.changes {
		c := &t.changes[i]
		t.next[c.From] = append(t.next[c.From], int32(i))
		t.prev[c.To] = append(t.prev[c.To], int32(i))
	}
}

// wrong says what is wrong with a change, or nothing.
func (t *Tree) wrong(c *Change) string {
	on := c.On.UnixMicro()
	switch {
	case c.Kind < Recoded || c.Kind > Merged:
		return fmt.Sprintf("the kind %q is not legal here", c.Kind)
	case c.On.IsZero():
		return "it has no date"
	case !t.known(c.From):
		return fmt.Sprintf("no unit ever has the code %q", c.From)
	case !t.known(c.To):
		return fmt.Sprintf("no unit ever has the code %q", c.To)
	case c.From == c.To:
		return "it leads to itself"
	}
	if _, ok := t.nodes.Find(c.To.text, on); !ok {
		return fmt.Sprintf("%s is not in force on %s", c.To, aduan.FormatDay(c.On))
	}
	if _, ok := t.nodes.Find(c.From.text, on-1); !ok {
		return fmt.Sprintf("%s is not in force before %s", c.From, aduan.FormatDay(c.On))
	}
	if _, ok := t.nodes.Find(c.From.text, on); ok && c.Kind != Split {
		return fmt.Sprintf("%s is still in force on %s, though it was %s", c.From, aduan.FormatDay(c.On), c.Kind)
	}
	return ""
}

// circle returns a succession that comes back to its first code, or nil.
func (t *Tree) circle() Path {
	var from []Code
	for i := range t.changes {
		from = append(from, t.changes[i].From)
	}
	for _, circle := range tree.Circles(from, func(c Code) (to []Code) {
		for _, i := range t.next[c] {
			to = append(to, t.changes[i].To)
		}
		return to
	}) {
		return circle
	}
	return nil
}

// aliases checks the codes of other systems and files them.
func (m *maker) aliases() {
	t := m.tree
	t.alias, t.aliases = make(map[Code]Code, len(m.cfg.Aliases)), make(map[Code][]Code)
	for i, a := range m.cfg.Aliases {
		field := storage.At("aliases", i)
		switch own, twice := t.alias[a.Alias]; {
		case a.Alias.IsZero():
			m.Add(field, "it has no code")
		case t.known(a.Alias):
			m.Add(field, fmt.Sprintf("%s is a unit's own code", a.Alias))
		case !t.known(a.Code):
			m.Add(field, fmt.Sprintf("no unit ever has the code %q", a.Code))
		case twice:
			m.Add(field, fmt.Sprintf("%s stands for %s already", a.Alias, own))
		}
		t.alias[a.Alias] = a.Code
		t.aliases[a.Code] = append(t.aliases[a.Code], a.Alias)
	}
}
