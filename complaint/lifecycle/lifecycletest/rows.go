package lifecycletest

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// fault notes that a row of the table makes no sense.
func (c *comparison) fault(row string, r Row, format string, args ...any) {
	c.differences = append(c.differences, Difference{Row: row, Action: r.Action, Fault: fmt.Sprintf(format, args...)})
}

// allow writes down what a row of Allowed expects of each of its cells.
func (c *comparison) allow(row string, r Row) {
	if len(r.By) == 0 {
		c.fault(row, r, "%s is allowed to nobody: a row needs roles", r.Action)
	}
	if _, err := r.To.MarshalText(); err != nil {
		c.fault(row, r, "%s leads nowhere: a row that allows needs a target", r.Action)
		return
	}
	target := c.target(row, r)
	for _, s := range c.expand(row, r, r.From) {
		to := target
		if to.IsSame() {
			to = lifecycle.To(s)
		}
		for _, p := range r.By {
			var needs []string
			for _, n := range p.Needs {
				needs = append(needs, string(n))
			}
			at := cell{s, r.Action, p.Role}
			if first, ok := c.expected[at]; ok {
				c.fault(row, r, "%s from %s by %s is already allowed by %s", r.Action, s, p.Role, first.row)
				continue
			}
			c.expected[at] = verdict{says: says(to, needs), row: row}
		}
	}
}

// refuse holds a row of Refused against those of Allowed, and writes it down so
// that a difference can name it.
func (c *comparison) refuse(row string, r Row) {
	if !r.To.Equal(lifecycle.Target{}) {
		c.fault(row, r, "%s is refused, so it leads nowhere: leave out the target", r.Action)
	}
	roles := c.roles
	if len(r.By) > 0 {
		roles = nil
	}
	for _, p := range r.By {
		roles = append(roles, p.Role)
		if len(p.Needs) > 0 {
			c.fault(row, r, "%s is refused to %s whatever holds: leave out the needs", r.Action, p.Role)
		}
	}
	for _, s := range c.expand(row, r, r.From) {
		for _, role := range roles {
			at := cell{s, r.Action, role}
			if first, ok := c.expected[at]; ok && first.says != refused {
				c.fault(row, r, "%s from %s by %s is refused here and allowed by %s", r.Action, s, role, first.row)
			} else if !ok {
				c.expected[at] = verdict{says: refused, row: row}
			}
		}
	}
}

// expand lists the states of a row, each once, in the machine's order of
// [lifecycle.AnyOpen].
func (c *comparison) expand(row string, r Row, list []lifecycle.State) []lifecycle.State {
	if len(list) == 0 {
		c.fault(row, r, "%s starts from no state", r.Action)
	}
	var all []lifecycle.State
	add := func(s lifecycle.State) {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	for _, s := range list {
		switch {
		case s == lifecycle.AnyOpen:
			for _, o := range c.states[1:] {
				if !c.machine.Final(o) {
					add(o)
				}
			}
		case slices.Contains(c.states, s):
			add(s)
		default:
			c.fault(row, r, "%s speaks of the state %s, which the machine does not have", r.Action, s)
		}
	}
	return all
}

// target is the target of a row with its origins in the machine's order.
func (c *comparison) target(row string, r Row) lifecycle.Target {
	origins, back := r.To.Origins()
	if !back {
		return r.To
	}
	listed := c.expand(row, r, origins)
	slices.SortFunc(listed, func(a, b lifecycle.State) int { return slices.Index(c.states, a) - slices.Index(c.states, b) })
	return lifecycle.Back(listed...)
}
