package lifecycle

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/aduan-go/aduan"
)

// DOT draws the lifecycle as a Graphviz digraph with the content of
// [Machine.Mermaid].
func (m *Machine) DOT(w aduan.Words) string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph %s {\n    rankdir=LR;\n    node [shape=box, style=rounded];\n    %s [shape=point];\n", dotQuote(m.def.Name), dotQuote(string(New)))
	for _, s := range m.infos {
		shape := ""
		if s.Final {
			shape = ", peripheries=2"
		}
		if s.Retired {
			shape += `, style="rounded,dashed"`
		}
		fmt.Fprintf(&b, "    %s [label=%s%s];\n", dotQuote(string(s.State)), dotQuote(m.StateIn(w, s.State)), shape)
	}
	for _, e := range m.edges() {
		label := ""
		for _, c := range e.cells {
			label += m.describe(w, c) + "\n"
		}
		fmt.Fprintf(&b, "    %s -> %s [label=%s];\n", dotQuote(string(e.from)), dotQuote(string(e.to)), dotQuote(label))
	}
	b.WriteString("}\n")
	return b.String()
}

// dotQuote writes a DOT string; line ends become left-aligned breaks, other
// control characters spaces.
func dotQuote(s string) string {
	s = strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	return `"` + strings.NewReplacer(`"`, `\"`, `\`, `\\`, "\n", `\l`).Replace(s) + `"`
}
