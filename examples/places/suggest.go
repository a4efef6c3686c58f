package main

import (
	"fmt"

	"github.com/aduan-go/aduan/region"
)

// nobody tells that no region has the name, and which names are like it.
func (g *guide) nobody(text string) int {
	fmt.Fprintf(g.err, "no region is called %q\n", text)
	near := g.view.Suggest(text, maxSuggested)
	for _, m := range near {
		fmt.Fprintf(g.err, "  did you mean %s?\n", place(m.Unit))
	}
	if len(near) == 0 {
		g.hint()
	}
	return statusUnknown
}

// meant suggests a unit, with its code in the system that was asked in.
func (g *guide) meant(u region.Unit, system region.System) {
	for _, c := range g.regions.Aliases(u.Code()) {
		if c.System() == system {
			fmt.Fprintf(g.err, "  did you mean %s, %s?\n", c, u)
			return
		}
	}
	fmt.Fprintf(g.err, "  did you mean %s?\n", u)
}

// hint tells how to find a region when nothing is like what was given.
func (g *guide) hint() {
	fmt.Fprintln(g.err, "  nothing is like it; -search lists the regions with a part of a name, as in -search slem, and a code begins with that of its province, as in 34")
}
