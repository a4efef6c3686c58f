package routing

import (
	"slices"

	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// bodies remembers what was asked about the directory.
type bodies struct {
	functions []agency.Function
	// listed tells that functions and ids are filled in.
	listed struct{ functions, ids bool }
	ids    []string
	// near has what is nearest to a wrong name.
	near map[string][]string
}

// How many legal names are listed for a wrong one, and for how many wrong names of
// a table the nearest is looked for: comparing takes time with every agency of
// a country.
const (
	shownNames = 10
	maxNear    = 50
)

// agency checks that the directory has an agency at some time.
func (c *compiler) agency(field string, id agency.ID) {
	d := c.r.sources.Agencies
	if d.Has(id) {
		return
	}
	c.Add(field+".agency", "the directory has no agency "+storage.Quote(string(id)), c.bodies.nearest(string(id), func() []string {
		if !c.bodies.listed.ids {
			c.bodies.listed.ids = true
			for a := range d.Agencies() {
				c.bodies.ids = append(c.bodies.ids, string(a.ID))
			}
		}
		return c.bodies.ids
	})...)
}

// does checks that some agency of the directory has a function at some time.
func (c *compiler) does(field string, f agency.Function) {
	if !c.bodies.listed.functions {
		c.bodies.listed.functions, c.bodies.functions = true, c.r.sources.Agencies.Functions()
	}
	if _, ok := slices.BinarySearch(c.bodies.functions, f); ok {
		return
	}
	c.Add(field+".function", "no agency of the directory has the function "+storage.Quote(string(f)), c.bodies.nearest(string(f), func() []string {
		var all []string
		for _, f := range c.bodies.functions {
			all = append(all, string(f))
		}
		return all
	})...)
}

// nearest lists some of the names that there are, the one most like the wrong one
// first; for a name that was wrong before, the same.
func (b *bodies) nearest(name string, all func() []string) []string {
	if near, known := b.near[name]; known || len(b.near) == maxNear {
		return near
	}
	near := storage.Nearest(name, all())
	near = slices.Clone(near[:min(len(near), shownNames)])
	if b.near == nil {
		b.near = map[string][]string{}
	}
	b.near[name] = near
	return near
}
