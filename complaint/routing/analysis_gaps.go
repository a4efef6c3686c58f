package routing

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// gapNodes holds the reports that only the fallback takes, as a decision
// diagram: a node says for a stage which values lead to which node for the
// stages behind it. Equal nodes are one, values that lead to the same node stand
// on one edge, and a stage that makes no difference has no node. So the diagram
// depends on the set of reports alone, not on the rules that leave it.
type gapNodes struct {
	nodes []gapNode
	ids   map[string]int32
}

// gapNone and gapAll are the nodes of no report and of every report.
const (
	gapNone = int32(iota)
	gapAll
)

type gapNode struct {
	stage int
	edges []gapEdge
}

// gapEdge is the values that lead to a node: spans, or pieces for days.
type gapEdge struct {
	child int32
	spans []box.Span
	days  []dayPiece
}

func newGapNodes() gapNodes {
	return gapNodes{nodes: make([]gapNode, 2), ids: map[string]int32{}}
}

// node returns the node of a stage with the edges, which together are its whole
// domain.
func (g *gapNodes) node(stage int, edges []gapEdge) int32 {
	alike := true
	for _, e := range edges {
		alike = alike && e.child == edges[0].child
	}
	switch {
	case len(edges) == 0:
		return gapNone
	case alike:
		return edges[0].child
	}
	var united []gapEdge
	for _, e := range edges {
		n := slices.IndexFunc(united, func(u gapEdge) bool { return u.child == e.child })
		switch {
		case e.child == gapNone:
		case n < 0:
			united = append(united, gapEdge{e.child, slices.Clone(e.spans), slices.Clone(e.days)})
		default:
			united[n].spans = append(united[n].spans, e.spans...)
			united[n].days = append(united[n].days, e.days...)
		}
	}
	name := binary.AppendUvarint(nil, uint64(stage))
	for i := range united {
		u := &united[i]
		u.spans, u.days = box.SetOf(u.spans...), uniteDays(u.days)
		name = binary.AppendUvarint(name, uint64(u.child))
		name = binary.AppendUvarint(name, uint64(len(u.spans)))
		for _, s := range u.spans {
			name = binary.AppendVarint(binary.AppendVarint(name, s.Lo), s.Hi)
		}
		name = binary.AppendUvarint(name, uint64(len(u.days)))
		for _, p := range u.days {
			name = append(binary.AppendVarint(binary.AppendVarint(name, p.Lo), p.Hi), p.weekdays)
		}
	}
	id, ok := g.ids[string(name)]
	if !ok {
		id = int32(len(g.nodes))
		g.ids[string(name)] = id
		g.nodes = append(g.nodes, gapNode{stage, united})
	}
	return id
}

// uniteDays unites pieces of which any two have the same span or no day in
// common.
func uniteDays(pieces []dayPiece) []dayPiece {
	slices.SortFunc(pieces, func(a, b dayPiece) int { return cmp.Compare(a.Lo, b.Lo) })
	var out []dayPiece
	for _, p := range pieces {
		if n := len(out) - 1; n >= 0 && out[n].Span == p.Span {
			out[n].weekdays |= p.weekdays
		} else {
			out = append(out, p)
		}
	}
	pieces, out = out, nil
	for _, p := range pieces {
		if n := len(out) - 1; n >= 0 && out[n].Hi+1 == p.Lo && out[n].weekdays == p.weekdays {
			out[n].Hi = p.Hi
		} else {
			out = append(out, p)
		}
	}
	return out
}

// count returns how many ways lead from a node to gapAll.
func (g *gapNodes) count(id int32) int {
	counts := make([]int, len(g.nodes))
	counts[gapAll] = 1
	for i := 2; i < len(g.nodes); i++ { // children come first
		for _, e := range g.nodes[i].edges {
			if counts[i] += counts[e.child]; counts[i] < 0 {
				counts[i] = math.MaxInt
			}
		}
	}
	return counts[id]
}

// each yields the ways from a node to gapAll, each as the edges with their
// stages, in the order of their least elements, until yield returns false.
func (g *gapNodes) each(id int32, way []gapStep, yield func([]gapStep) bool) bool {
	if id == gapNone {
		return true
	}
	if id == gapAll {
		return yield(way)
	}
	n := &g.nodes[id]
	for _, e := range n.edges {
		if !g.each(e.child, append(way, gapStep{n.stage, e}), yield) {
			return false
		}
	}
	return true
}

// gapStep is an edge with the stage that it is about.
type gapStep struct {
	stage int
	gapEdge
}
