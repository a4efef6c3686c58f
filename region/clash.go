package region

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
)

// clash is a change that cannot have happened beside another, or beside the
// units that are in force.
type clash struct {
	change  int // into Tree.changes
	message string
}

// clashes returns the changes that are each possible and together are not: one
// listed twice; one unit that takes two codes, or two that take the same, by
// being recoded or moved; and a code that was given to a unit while another had
// it. inForce says where the record of a code at an instant was read; nil for
// nowhere.
func (t *Tree) clashes(inForce func(Code, int64) string) []clash {
	var out []clash
	for i := range t.changes {
		if message := t.clash(i, inForce); message != "" {
			out = append(out, clash{i, message})
		}
	}
	return out
}

// clash says with what change i clashes, or nothing. Of two changes, the later
// in the list is wrong.
func (t *Tree) clash(i int, inForce func(Code, int64) string) string {
	c := &t.changes[i]
	for _, k := range t.prev[c.To] {
		o := &t.changes[k]
		switch {
		case int(k) >= i || !o.On.Equal(c.On):
		case o.From == c.From:
			return "it is a duplicate of " + o.described()
		case c.same() && o.same():
			return fmt.Sprintf("%s and %s cannot both be %s into %s, where one code is given to one unit; the other is %s; a union is %s",
				o.From, c.From, c.Kind, c.To, o.described(), Merged)
		}
	}
	if !c.same() {
		return ""
	}
	for _, k := range t.next[c.From] {
		if o := &t.changes[k]; int(k) < i && o.same() && o.On.Equal(c.On) {
			return fmt.Sprintf("%s cannot be %s into two units, %s and %s; the other is %s; a division is %s",
				c.From, c.Kind, o.To, c.To, o.described(), Split)
		}
	}
	on := c.On.UnixMicro()
	held, ok := t.nodes.Find(c.To.text, on-1)
	if !ok {
		return ""
	}
	message := fmt.Sprintf("%s cannot be %s into %s, which another unit has already; it is in force %s",
		c.From, c.Kind, c.To, period(t.nodes.Span(held), t.zone))
	if inForce != nil {
		message += ": " + inForce(c.To, on-1)
	}
	return message
}

// same reports whether the unit stays itself under another code.
func (c *Change) same() bool { return c.Kind == Recoded || c.Kind == Moved }

// described names the change and, if it was read somewhere, its line.
func (c *Change) described() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s > %s, %s on %s", c.From, c.To, c.Kind, aduan.FormatDay(c.On))
	if c.Line > 0 {
		fmt.Fprintf(&b, ", line %d", c.Line)
	}
	return b.String()
}
