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
func (c Coverage) In(lang aduan.Words) string {
	say := lang.Say
	var b strings.Builder
	rules, reached, entries, met := c.Count()
	fmt.Fprintf(&b, say("%s edisi %s: kasus mencapai %d dari %d aturan", "%s edition %s: cases reach %d of %d rules"),
		c.Table, c.Edition, reached, rules)
	if entries > 0 {
		fmt.Fprintf(&b, say(" dan %d dari %d pilihan any", " and %d of %d entries of any"), met, entries)
	}
	fmt.Fprintf(&b, say("; kasus: %d, ke tujuan cadangan: %d, ditolak: %d", "; cases: %d, to the fallback: %d, refused: %d"),
		c.Cases+c.Refused, c.Fallback, c.Refused)
	b.WriteByte('\n')
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
