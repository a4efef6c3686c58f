package lifecycletest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// Difference is one cell in which machine and table disagree, or one fault of
// the table itself.
type Difference struct {
	// Row is the row concerned: "permit.yaml:3", or "allowed row 1" for a table
	// written in Go; empty if no row lists the cell.
	Row string
	// State, Action and Role are the cell. Some are empty for a fault of the
	// table.
	State  lifecycle.State
	Action lifecycle.Action
	Role   lifecycle.Role
	// Expected is what the table says and Got what the machine says, such as
	// "refused" or "to waiting if not_applicant". Both are empty for a fault of
	// the table.
	Expected, Got string
	// Fault says what is wrong with the table; empty if it is not the table.
	Fault string
	// Path is a shortest sequence of actions to the state; empty for
	// [lifecycle.New] and for a fault of the table.
	Path []lifecycle.Step
}

// refused is what Expected and Got say of a cell that is not allowed.
const refused = "refused"

// String prints the difference on one line.
func (d Difference) String() string {
	var b strings.Builder
	if d.Row != "" {
		b.WriteString(d.Row + ": ")
	}
	if d.Fault != "" {
		b.WriteString(d.Fault)
		return b.String()
	}
	fmt.Fprintf(&b, "%s from %s by %s: expected %s, the machine ", d.Action, d.State, d.Role, d.Expected)
	if d.Got == refused {
		b.WriteString("refuses it")
	} else {
		b.WriteString("allows it " + d.Got)
	}
	for i, s := range d.Path {
		b.WriteString([]string{"; path: ", ", "}[min(i, 1)] + string(s.Action) + " -> " + string(s.To))
	}
	return b.String()
}

// Check compares a machine with a table and returns every difference: faults of
// the table first, in its order, then cells in the order of states, actions and
// roles. It returns nothing if they agree.
func Check(m *lifecycle.Machine, t Table) []Difference {
	return newComparison(m, t).differences
}

// Run reports every difference as an error of the test, and logs how many cells
// were compared.
func Run(tb testing.TB, m *lifecycle.Machine, t Table) {
	tb.Helper()
	c := newComparison(m, t)
	for _, d := range c.differences {
		tb.Errorf("lifecycletest: %s", d)
	}
	tb.Logf("lifecycletest: %s %s: %d cells of state, action and role: %d allowed, %d refused",
		m.Name(), m.Edition(), c.allowed+c.refused, c.allowed, c.refused)
}

// cell is one combination that a table judges.
type cell struct {
	state  lifecycle.State
	action lifecycle.Action
	role   lifecycle.Role
}

// verdict is what a table says of a cell: where it leads and what it needs, or
// refused, and the row that says so.
type verdict struct{ says, row string }

type comparison struct {
	machine *lifecycle.Machine
	table   Table

	states  []lifecycle.State // New first
	actions []lifecycle.Action
	roles   []lifecycle.Role

	expected         map[cell]verdict
	differences      []Difference
	allowed, refused int // cells of the machine
}

func newComparison(m *lifecycle.Machine, t Table) *comparison {
	c := &comparison{machine: m, table: t, states: []lifecycle.State{lifecycle.New}, expected: map[cell]verdict{}}
	for s := range m.States() {
		c.states = append(c.states, s.State)
	}
	c.actions = slices.Collect(m.Actions())
	for _, tr := range m.Definition().Transitions {
		c.addRoles(tr.By)
	}
	for _, r := range slices.Concat(t.Allowed, t.Refused) {
		c.addRoles(r.By)
		if !slices.Contains(c.actions, r.Action) {
			c.actions = append(c.actions, r.Action)
		}
	}
	for i, r := range t.Allowed {
		c.allow(t.place("allowed", i), r)
	}
	for i, r := range t.Refused {
		c.refuse(t.place("refused", i), r)
	}
	c.compare()
	return c
}

func (c *comparison) addRoles(permits []lifecycle.Permit) {
	for _, p := range permits {
		if !slices.Contains(c.roles, p.Role) {
			c.roles = append(c.roles, p.Role)
		}
	}
}

// compare asks the machine about every cell.
func (c *comparison) compare() {
	paths := map[lifecycle.State][]lifecycle.Step{}
	for p, path := range c.machine.Positions() {
		if _, ok := paths[p.State]; !ok {
			paths[p.State] = path
		}
	}
	for _, s := range c.states {
		for _, a := range c.actions {
			for _, role := range c.roles {
				got := c.machineSays(s, a, role)
				if got == refused {
					c.refused++
				} else {
					c.allowed++
				}
				want, listed := c.expected[cell{s, a, role}]
				if !listed {
					want.says = refused
				}
				if got != want.says {
					c.differences = append(c.differences, Difference{
						Row: want.row, State: s, Action: a, Role: role, Expected: want.says, Got: got, Path: paths[s],
					})
				}
			}
		}
	}
}

// machineSays asks the machine about one cell. Where an action leads is what
// Next answers, for each origin that a case might have.
func (c *comparison) machineSays(s lifecycle.State, a lifecycle.Action, role lifecycle.Role) string {
	rule, ok := c.machine.Rule(s, a)
	if !ok || !rule.Permits(role) {
		return refused
	}
	var needs []string
	for n := range rule.Needs(role) {
		needs = append(needs, n.String())
	}
	if to, ok := c.machine.Next(s, a, ""); ok {
		return says(lifecycle.To(to), needs)
	}
	var origins []lifecycle.State
	for _, o := range c.states {
		if to, ok := c.machine.Next(s, a, o); ok && to == o {
			origins = append(origins, o)
		}
	}
	return says(lifecycle.Back(origins...), needs)
}

// says writes where an allowed action leads and what it needs, so that equal
// texts mean the same.
func says(to lifecycle.Target, needs []string) string {
	text := "to " + to.String()
	slices.Sort(needs)
	if needs = slices.Compact(needs); len(needs) > 0 {
		text += " if " + strings.Join(needs, ", ")
	}
	return text
}
