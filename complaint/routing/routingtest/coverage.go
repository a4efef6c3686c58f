package routingtest

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
)

// String is [Coverage.In] English.
func (c Coverage) String() string { return c.In(aduan.English()) }

// In writes the coverage for people: a summary, and a line for every rule and
// every entry of "any" with its place in the table. What no case reaches is
// marked with "!".
func (c Coverage) In(w aduan.Words) string {
	say := texts().In(w)
	var b strings.Builder
	rules, reached, entries, met := c.Count()
	if entries == 0 {
		b.WriteString(say("coverage", "table", c.Table, "edition", c.Edition, "reached", reached, "rules", rules))
	} else {
		b.WriteString(say("coverage.entries", "table", c.Table, "edition", c.Edition, "reached", reached, "rules", rules, "met", met, "entries", entries))
	}
	b.WriteString("; " + say("coverage.cases", "cases", c.Cases+c.Refused, "fallback", c.Fallback, "refused", c.Refused) + "\n")
	line := func(n int, indent, name string, at int) {
		mark := " "
		if n == 0 {
			mark = "!"
		}
		fmt.Fprintf(&b, "%s %6d  %s%s%s\n", mark, n, indent, name, c.at(at))
	}
	for _, r := range c.Rules {
		line(r.Cases, "", r.Rule, r.Line)
		for _, e := range r.Any {
			line(e.Cases, "  ", e.Field, e.Line)
		}
	}
	return b.String()
}

// at is a place in the table, in brackets; empty for a table written in Go.
func (c Coverage) at(line int) string { return inTable(c.File, line) }

func inTable(file string, line int) string {
	if line == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s:%d)", file, line)
}
