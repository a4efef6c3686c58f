package lifecycle

import (
	"fmt"
	"strconv"
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

// describe writes an action with its roles, needs and clocks: "Forward by National
// admin / stop Verification + start First response". Clocks are written as the
// definition does, not expanded.
func (m *Machine) describe(w aduan.Words, c *cell) string {
	say, t := texts().In(w), &m.def.Transitions[c.rule.row]
	roles := make([]string, len(t.By))
	for i, p := range t.By {
		roles[i] = m.RoleIn(w, p.Role)
		if len(p.Needs) > 0 {
			roles[i] = say("described.permit", "role", roles[i], "needs", strings.Join(m.needs(w, p.Needs), ", "))
		}
	}
	text := say("described.action", "action", m.words().Word(w, "action", string(t.Action), t.Label), "roles", strings.Join(roles, " | "))
	needs := m.needs(w, t.Needs)
	for _, c := range c.rule.duties() {
		needs = append(needs, m.GuardIn(w, c))
	}
	if len(needs) > 0 {
		text += " [" + strings.Join(needs, ", ") + "]"
	}
	for i, e := range t.Clocks {
		text += []string{" / ", " + "}[min(i, 1)] + m.effect(w, e)
	}
	return text
}

// needs says what must hold, as a list.
func (m *Machine) needs(w aduan.Words, needs []Need) []string {
	said := make([]string, len(needs))
	for i, n := range needs {
		name, arg, _, _ := n.split() // proved
		guard, _ := m.voc.guard(name)
		c := Condition{Guard: name, takes: guard.Takes}
		switch guard.Takes {
		case TakesNumber:
			c.Number, _ = strconv.Atoi(arg)
		case TakesClock:
			c.Clock = ClockName(arg)
		}
		said[i] = m.GuardIn(w, c)
	}
	return said
}

// effect says what happens to which clocks.
func (m *Machine) effect(w aduan.Words, e Effect) string {
	say := texts().In(w)
	clocks := m.clocks(w, e.Clocks)
	switch {
	case e.all() && len(e.Except) > 0:
		clocks = say("described.all_except", "clocks", m.clocks(w, e.Except))
	case e.all():
		clocks = say("described.all")
	}
	return texts().Word(w, "op", e.Op.String(), aduan.Label{}, "clocks", clocks)
}

func (m *Machine) clocks(w aduan.Words, clocks []ClockName) string {
	said := make([]string, len(clocks))
	for i, c := range clocks {
		said[i] = m.ClockIn(w, c)
	}
	return strings.Join(said, ", ")
}

// Mermaid draws the lifecycle as a Mermaid state diagram (stateDiagram-v2):
// every move an arrow with its action, roles, needs and clocks, the actions
// that stay in a state listed inside it, all in the words of people. The
// text depends on the definition alone, so it can be compared in a test.
func (m *Machine) Mermaid(w aduan.Words) string {
	return m.mermaid(w, func(from, to string, cells []*cell) string {
		var lines []string
		for _, c := range cells {
			lines = append(lines, mermaidText(m.describe(w, c)))
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
func (m *Machine) MermaidMoves(w aduan.Words) string {
	return m.mermaid(w, func(from, to string, cells []*cell) string {
		if from == to {
			return ""
		}
		var actions []string
		for _, c := range cells {
			actions = append(actions, mermaidText(m.ActionIn(w, c.rule.action)))
		}
		return fmt.Sprintf("    %s --> %s : %s\n", from, to, strings.Join(actions, ", "))
	})
}

// mermaid draws the states, and between them the arrows as given.
func (m *Machine) mermaid(w aduan.Words, arrow func(from, to string, cells []*cell) string) string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	for _, s := range m.infos {
		fmt.Fprintf(&b, "    state \"%s\" as %s\n", mermaidText(m.StateIn(w, s.State)), mermaidID(s.State))
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
