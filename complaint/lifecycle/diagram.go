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
	lines    []string
}

// edges returns the arrows in order of states, then of actions; actions that
// stay in a state are an arrow to itself.
func (m *Machine) edges() []edge {
	var edges []edge
	number := map[[2]State]int{}
	add := func(from, to State, line string) {
		i, ok := number[[2]State{from, to}]
		if !ok {
			i = len(edges)
			number[[2]State{from, to}] = i
			edges = append(edges, edge{from: from, to: to})
		}
		edges[i].lines = append(edges[i].lines, line)
	}
	last := len(m.states.names) - 1
	for i := range m.states.names {
		s := (i + last) % len(m.states.names) // New first
		for a := range m.actions.names {
			c := m.cells[s*len(m.actions.names)+a]
			switch {
			case c == nil:
			case c.to >= 0:
				add(State(m.states.names[s]), State(m.states.names[c.to]), m.describe(c))
			default:
				for _, o := range c.origins {
					add(State(m.states.names[s]), State(m.states.names[o]), m.describe(c))
				}
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
func (m *Machine) Mermaid(lang aduan.Language) string {
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
		if e.from == e.to {
			for _, line := range e.lines {
				fmt.Fprintf(&b, "    %s : %s\n", from, mermaidText(line))
			}
			continue
		}
		lines := make([]string, len(e.lines))
		for i, line := range e.lines {
			lines[i] = mermaidText(line)
		}
		fmt.Fprintf(&b, "    %s --> %s : %s\n", from, mermaidID(e.to), strings.Join(lines, "<br/>"))
	}
	for _, s := range m.infos {
		if s.Final {
			fmt.Fprintf(&b, "    %s --> [*]\n", mermaidID(s.State))
		}
	}
	return b.String()
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

// DOT draws the lifecycle as a Graphviz digraph with the content of
// [Machine.Mermaid].
func (m *Machine) DOT(lang aduan.Language) string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph %s {\n    rankdir=LR;\n    node [shape=box, style=rounded];\n    %s [shape=point];\n", dotQuote(m.def.Name), dotQuote(string(New)))
	for _, s := range m.infos {
		shape := ""
		if s.Final {
			shape = ", peripheries=2"
		}
		fmt.Fprintf(&b, "    %s [label=%s%s];\n", dotQuote(string(s.State)), dotQuote(stateTitle(s, lang)), shape)
	}
	for _, e := range m.edges() {
		fmt.Fprintf(&b, "    %s -> %s [label=%s];\n", dotQuote(string(e.from)), dotQuote(string(e.to)), dotQuote(strings.Join(e.lines, "\n")+"\n"))
	}
	b.WriteString("}\n")
	return b.String()
}

// stateTitle is the state's label, or its name if it has none.
func stateTitle(s StateInfo, lang aduan.Language) string {
	if title := s.Label.In(lang); title != "" {
		return title
	}
	return string(s.State)
}

// dotQuote writes a DOT string; line ends become left-aligned breaks, other
// control characters spaces.
func dotQuote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\l`)
		case unicode.IsControl(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
