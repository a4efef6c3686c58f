package agency

import (
	"maps"
	"slices"
	"time"

	"github.com/aduan-go/aduan/internal/tree"
	"github.com/aduan-go/aduan/region"
)

// naming is a code by which a jurisdiction may name a region that has another,
// from an instant on; a zero instant is always.
type naming struct {
	code  region.Code
	since time.Time
}

// rename prepares what [Directory.codes] says of the jurisdictions, so that a
// search need not ask the region tree. It asks codes only of the regions that a
// jurisdiction may concern, which are few in a country of many.
func (b *builder) rename() {
	d := b.d
	if d.regions == nil {
		return
	}
	jurisdictions := make(map[region.Code]bool)
	for p := range d.byPlace {
		jurisdictions[p.region] = true
	}
	d.renamed = make(map[region.Code][]naming)
	concerned, divided := d.concerned(jurisdictions)
	for _, code := range concerned {
		for _, since := range append([]time.Time{{}}, divided...) {
			for _, c := range d.codes(code, since) {
				if c != code && jurisdictions[c] && !slices.ContainsFunc(d.renamed[code], func(n naming) bool { return n.code == c }) {
					d.renamed[code] = append(d.renamed[code], naming{c, since})
				}
			}
		}
	}
}

// concerned returns the codes of all regions that one of the jurisdictions may
// name by another code, and perhaps more, and the instants at which one of them
// was divided, in order. It goes all ways back that codes goes: along every
// change of a region, along those of the regions around it, and from the code
// of another system to the unit that it belongs to.
func (d *Directory) concerned(jurisdictions map[region.Code]bool) (codes []region.Code, divided []time.Time) {
	changes := make(map[region.Code][]region.Change) // of regions around others
	codes = tree.Reach(slices.Collect(maps.Keys(jurisdictions)), func(code region.Code) []region.Code {
		reached := []region.Code{d.regions.Own(code)}
		for around, ok := code, true; ok; around, ok = around.Above() {
			here, known := changes[around]
			if !known {
				here = append(d.regions.Predecessors(around), d.regions.Successors(around)...)
			}
			tail := code.String()[len(around.String()):]
			if tail != "" {
				changes[around] = here
			}
			for _, ch := range here {
				if tail != "" && ch.Kind != region.Moved && ch.Kind != region.Recoded {
					continue
				}
				if ch.Kind == region.Split {
					divided = append(divided, ch.On)
				}
				for _, end := range [...]region.Code{ch.From, ch.To} {
					if other, err := region.Parse(end.String() + tail); err == nil {
						reached = append(reached, other)
					}
				}
			}
		}
		return reached
	})
	slices.SortFunc(divided, time.Time.Compare)
	return codes, slices.CompactFunc(divided, time.Time.Equal)
}

// codes returns the codes by which a jurisdiction may name the region: those
// that it had or has at any time, that of a region which was divided into it
// and others, and those of other systems for each.
func (d *Directory) codes(code region.Code, on time.Time) []region.Code {
	own := d.regions.Codes(code)
	for i := 0; i < len(own); i++ {
		for _, ch := range d.regions.Predecessors(own[i]) {
			if ch.Kind != region.Split || ch.On.After(on) || slices.Contains(own, ch.From) {
				continue
			}
			if then, err := d.regions.AsOf(ch.On); err != nil || then.Within(ch.From, ch.From) {
				continue // it lives on beside what was cut out of it
			}
			for _, c := range d.regions.Codes(ch.From) {
				if !slices.Contains(own, c) {
					own = append(own, c)
				}
			}
		}
	}
	for _, c := range own[:len(own):len(own)] {
		for _, alias := range d.regions.Aliases(c) {
			if !slices.Contains(own, alias) {
				own = append(own, alias)
			}
		}
	}
	return own
}
