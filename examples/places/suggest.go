package main

import (
	"fmt"
	"strconv"

	"github.com/aduan-go/aduan/region"
)

// nobody tells that no region has the name, and which names are like it.
func (g *guide) nobody(text string) int {
	fmt.Fprintln(g.err, g.say("nobody", "name", strconv.Quote(text)))
	near := g.view.Suggest(text, maxSuggested)
	for _, m := range near {
		fmt.Fprintln(g.err, "  "+g.say("meant", "unit", g.place(m.Unit)))
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
			fmt.Fprintln(g.err, "  "+g.say("meant", "unit", c.String()+", "+u.String()))
			return
		}
	}
	fmt.Fprintln(g.err, "  "+g.say("meant", "unit", u.String()))
}

// hint tells how to find a region when nothing is like what was given.
func (g *guide) hint() {
	fmt.Fprintln(g.err, "  "+g.say("hint"))
}
