package tree

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Record says that a key lies under a parent from From up to and without
// Until.
type Record struct {
	Key string
	// Parent is the key of the parent; empty for a root.
	Parent string
	// From and Until bound the validity; [Always] and [Forever] leave it open.
	From, Until int64
	// Mark is handed through to the node's [Span].
	Mark uint32
}

// Build makes a tree of records in any order. For each node it returns the
// indices of the records it stands for, in the order of their validity: one,
// or several where adjoining records have the same key and parent. Mark is then
// that of the last. With faults there is no tree, and every fault is reported.
func Build(records []Record) (*Tree, [][]int32, []Fault) {
	b := &builder{records: records}
	b.group()
	if len(b.faults) == 0 {
		b.plant()
		b.check()
	}
	if len(b.faults) > 0 {
		slices.SortStableFunc(b.faults, func(x, y Fault) int { return cmp.Compare(x.Record, y.Record) })
		return nil, nil, b.faults
	}
	return b.finish(), b.origins, nil
}

// group is a run of adjoining records of one key under one parent.
type group struct {
	key, parent string
	span        Span
	records     []int32
	covered     int64 // how much of span has been laid into the tree
}

type builder struct {
	records  []Record
	groups   []group
	children map[string][]int32 // groups by parent key, in key order
	byKey    map[string][]int32 // groups by key, in the order of validity
	faults   []Fault

	nodes   []builtNode
	origins [][]int32
}

type builtNode struct {
	key          string
	parent, last int32
	span         Span
}

// group sorts the records, joins those that adjoin, and reports what is wrong
// with single keys.
func (b *builder) group() {
	order := make([]int32, len(b.records))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int {
		p, q := &b.records[x], &b.records[y]
		return cmp.Or(strings.Compare(p.Key, q.Key), cmp.Compare(p.From, q.From), cmp.Compare(x, y))
	})
	b.byKey = make(map[string][]int32, len(order))
	b.children = make(map[string][]int32)
	previous := int32(-1)
	for _, i := range order {
		r := &b.records[i]
		if r.Key == "" {
			b.faultf(i, "it has no key")
			continue
		}
		if r.From >= r.Until {
			b.fault(i, func(t teller) string {
				return fmt.Sprintf("%s is valid %s, which is no time", r.Key, t.during(r.From, r.Until))
			})
			continue
		}
		if previous >= 0 && b.records[previous].Key == r.Key {
			p := &b.records[previous]
			if p.Until > r.From {
				first, second := int(min(previous, i)), max(previous, i)
				b.fault(second, func(t teller) string {
					if *p == *r {
						return fmt.Sprintf("%s is a duplicate of %s", r.Key, t.where(first))
					}
					return fmt.Sprintf("%s is in force twice %s; the other is %s", r.Key, t.during(r.From, min(p.Until, r.Until)), t.where(first))
				})
				continue
			}
			if g := &b.groups[len(b.groups)-1]; p.Until == r.From && p.Parent == r.Parent {
				g.span.Until, g.span.Mark = r.Until, r.Mark
				g.records = append(g.records, i)
				previous = i
				continue
			}
		}
		previous = i
		at := int32(len(b.groups))
		b.groups = append(b.groups, group{key: r.Key, parent: r.Parent, span: Span{r.From, r.Until, r.Mark}, records: []int32{i}})
		b.byKey[r.Key] = append(b.byKey[r.Key], at)
		b.children[r.Parent] = append(b.children[r.Parent], at)
	}
}

// plant lays the groups into preorder, from the roots down. At no instant does
// a key have two parents, so no group can be reached twice at one instant, and
// the walk ends even if the records hold a cycle: it is never reached.
func (b *builder) plant() {
	for _, g := range b.children[""] {
		b.lay(g, None, b.groups[g].span, 1)
	}
}

// lay adds the piece of group g within span as a child of parent, and then
// what lies below it.
func (b *builder) lay(g, parent int32, span Span, depth int) {
	group := &b.groups[g]
	if depth > MaxDepth {
		b.faultf(group.records[0], "%s lies deeper than %d levels", group.key, MaxDepth)
		return
	}
	group.covered += length(span)
	at := int32(len(b.nodes))
	b.nodes = append(b.nodes, builtNode{key: group.key, parent: parent, span: span})
	b.origins = append(b.origins, b.within(group, span))
	for _, c := range b.children[group.key] {
		child := b.groups[c].span
		child.From, child.Until = max(child.From, span.From), min(child.Until, span.Until)
		if child.From < child.Until {
			b.lay(c, at, child, depth+1)
		}
	}
	b.nodes[at].last = int32(len(b.nodes) - 1)
}

// within returns the records of the group that overlap the span.
func (b *builder) within(g *group, span Span) []int32 {
	var in []int32
	for _, i := range g.records {
		if r := &b.records[i]; r.From < span.Until && span.From < r.Until {
			in = append(in, i)
		}
	}
	return in
}

// length measures a span; the sum over disjoint pieces of a span, in wrapping
// arithmetic, is the length of the whole.
func length(s Span) int64 { return s.Until - s.From }

// finish lays the nodes out in columns.
func (b *builder) finish() *Tree {
	n := len(b.nodes)
	t := &Tree{rows: make([]row, 0, n+1)}
	var text strings.Builder
	seen := make(map[Span]uint16)
	for _, node := range b.nodes {
		at, ok := seen[node.span]
		if !ok {
			at = uint16(len(t.spans))
			seen[node.span] = at
			t.spans = append(t.spans, node.span)
		}
		t.rows = append(t.rows, row{uint32(text.Len()), node.parent, node.last, at})
		text.WriteString(node.key)
	}
	t.rows = append(t.rows, row{key: uint32(text.Len()), parent: None})
	t.text = text.String()
	t.index.build(t)
	return t
}
