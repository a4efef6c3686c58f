package lifecycle

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/aduan-go/aduan"
)

// edge is one arrow of a diagram: all that leads from one state to another.
type edge struct {
	from, to State
	cells    []*cell
}

// edges returns the arrows in order of states, [New] first, then of actions;
// actions that stay in a state are an arrow to itself.
func (m *Machine) edges() []edge {
	var edges []edge
	number := map[[2]int]int{}
	add := func(from, to int, c *cell) {
		i, ok := number[[2]int{from, to}]
		if !ok {
			i = len(edges)
			number[[2]int{from, to}] = i
			edges = append(edges, edge{from: m.name(from), to: m.name(to)})
		}
		edges[i].cells = append(edges[i].cells, c)
	}
	for i := range len(m.states) + 1 {
		s := (i + m.newState()) % (len(m.states) + 1)
		for _, c := range m.from(s) {
			if c.to != backward {
				add(s, c.to, c)
			}
			for _, o := range c.origins {
				add(s, o, c)
			}
		}
	}
	return edges
}

// describe writes an action with its roles, needs and clocks: "forward by
// national_admin / stop verification, start first_response". Clocks are
// written as the definition does, not expanded.
func (m *Machine) describe(c *cell) string {
	t := &m.def.Transitions[c.rule.row]
	var b strings.Builder
	b.WriteString(string(t.Action) + " by ")
	for i, p := range t.By {
		if i > 0 {
			b.WriteString(" | ")
		}
		b.WriteString(p.String())
	}
	if len(t.Needs) > 0 {
		b.WriteString(" [" + join(t.Needs, ", ") + "]")
	}
	for i, e := range t.Clocks {
		if i == 0 {
			b.WriteString(" / ")
		} else {
			b.WriteString(" + ")
		}
		b.WriteString(e.String())
	}
	return b.String()
}

// Mermaid draws the lifecycle as a Mermaid state diagram (stateDiagram-v2):
// every move an arrow with its action, roles, needs and clocks, the actions
// that stay in a state listed inside it, labels in the given language. The
// text depends on the definition alone, so it can be compared in a test.
func (m *Machine) Mermaid(lang aduan.Words) string {
	return m.mermaid(lang, func(from, to string, cells []*cell) string {
		var lines []string
		for _, c := range cells {
			lines = append(lines, mermaidText(m.describe(c)))
		}
		if from == to {
			return "    " + from + " : " + strings.Join(lines, "\n    "+from+" : ") + "\n"
		}
		return fmt.Sprintf("    %s --> %s : %s\n", from, to, strings.Join(lines, "<br/>"))
	})
}

// MermaidMoves draws the lifecycle's moves as a small Mermaid state diagram:
// an arrow from state to state with the names of its actions, nothing about
// roles, needs and clocks, and nothing of what stays in a state. It is the
// picture to begin with; [Machine.Mermaid] is the whole truth.
func (m *Machine) MermaidMoves(lang aduan.Words) string {
	return m.mermaid(lang, func(from, to string, cells []*cell) string {
		if from == to {
			return ""
		}
		var names []Action
		for _, c := range cells {
			names = append(names, c.rule.action)
		}
		return fmt.Sprintf("    %s --> %s : %s\n", from, to, join(names, ", "))
	})
}

// mermaid draws the states, and between them the arrows as given.
func (m *Machine) mermaid(lang aduan.Words, arrow func(from, to string, cells []*cell) string) string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	for _, s := range m.infos {
		fmt.Fprintf(&b, "    state \"%s\" as %s\n", mermaidText(stateTitle(s, lang)), mermaidID(s.State))
	}
	for _, e := range m.edges() {
		from := mermaidID(e.from)
		if e.from == New {
			from = "[*]"
		}
		b.WriteString(arrow(from, mermaidID(e.to), e.cells))
	}
	for _, s := range m.infos {
		if s.Final {
			fmt.Fprintf(&b, "    %s --> [*]\n", mermaidID(s.State))
		}
	}
	return b.String()
}

// stateTitle is the state's label, or its name if it has none.
func stateTitle(s StateInfo, lang aduan.Words) string {
	if title := s.Label.In(lang); title != "" {
		return title
	}
	return string(s.State)
}

// mermaidID is the state's name, kept apart from the words that Mermaid
// reserves: these, and those words with underscores after them, get one more.
func mermaidID(s State) string {
	switch strings.TrimRight(string(s), "_") {
	case "state", "note", "end", "as", "direction", "class", "default", "style", "click", "scale", "hide", "href":
		return string(s) + "_"
	}
	return string(s)
}

// mermaidText replaces what would end a Mermaid text early, or begin a comment
// or markup in it.
func mermaidText(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '"', '`':
			return '\''
		case ';':
			return ','
		case '<', '{':
			return '('
		case '>', '}':
			return ')'
		case ':', '#', '%', '\\', '\u2028', '\u2029':
			return ' '
		}
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}
