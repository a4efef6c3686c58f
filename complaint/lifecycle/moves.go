package lifecycle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
)

// MermaidMoves draws the lifecycle's moves as a small Mermaid state diagram:
// an arrow from state to state with the names of its actions, nothing about
// roles, needs and clocks, and nothing of what stays in a state. It is the
// picture to begin with; [Machine.Mermaid] is the whole truth.
func (m *Machine) MermaidMoves(lang aduan.Language) string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	for _, s := range m.infos {
		fmt.Fprintf(&b, "    state \"%s\" as %s\n", mermaidText(stateTitle(s, lang)), mermaidID(s.State))
	}
	for _, e := range m.edges() {
		if e.from == e.to {
			continue
		}
		from := mermaidID(e.from)
		if e.from == New {
			from = "[*]"
		}
		var names []string
		for _, line := range e.lines {
			name, _, _ := strings.Cut(line, " ")
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		fmt.Fprintf(&b, "    %s --> %s : %s\n", from, mermaidID(e.to), strings.Join(names, ", "))
	}
	for _, s := range m.infos {
		if s.Final {
			fmt.Fprintf(&b, "    %s --> [*]\n", mermaidID(s.State))
		}
	}
	return b.String()
}
