package routing

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// watch is where a target of a rule leads nowhere: its box is the regions and
// days for which it does. The rule behind the last one is the fallback.
type watch struct {
	rule   int32
	target Target
	box    box.Box
}

// targets lists the targets of a destination, none twice.
func (d *Destination) targets() []Target {
	var out []Target
	add := func(t Target) {
		if t != (Target{}) && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	add(d.Target)
	for _, list := range [][]Target{d.Ask, d.Supporting} {
		for _, t := range list {
			add(t)
		}
	}
	return out
}

// watches returns where the targets of the table lead nowhere.
func (r *Router) watches(stretches []stretch) []watch {
	o := &outlook{r: r, nowhere: map[Target][]box.Box{}}
	o.cut(stretches)
	ends := make([]*Destination, 0, len(r.table.Rules)+1)
	for i := range r.table.Rules {
		ends = append(ends, &r.table.Rules[i].To)
	}
	ends = append(ends, &r.table.Fallback)
	for _, d := range ends {
		for _, t := range d.targets() {
			if _, ok := o.nowhere[t]; !ok {
				o.nowhere[t] = nil
				o.list = append(o.list, t)
			}
		}
	}
	o.agencies()
	o.selectors()
	var out []watch
	for i, d := range ends {
		for _, t := range d.targets() {
			for _, b := range o.nowhere[t] {
				if i == len(ends)-1 || r.reaches(int32(i), b) {
					out = append(out, watch{int32(i), t, b})
				}
			}
		}
	}
	return out
}

// reaches reports whether some branch of the rule has something in common with
// the box.
func (r *Router) reaches(rule int32, b box.Box) bool {
	for i := r.first[rule]; i < r.first[rule+1]; i++ {
		if _, ok := r.branches[i].box.And(b); ok {
			return true
		}
	}
	return false
}

// outlook finds where targets lead nowhere.
type outlook struct {
	r       *Router
	list    []Target
	nowhere map[Target][]box.Box
	// spells are the stretches of days during which neither the agencies nor
	// the regions of the scope change.
	spells []box.Span
}

// cut finds the spells.
func (o *outlook) cut(stretches []stretch) {
	days := o.r.space.domains[dimDay][0]
	cuts := []int64{days.Lo, days.Hi + 1}
	add := func(day int64) {
		if days.Lo < day && day <= days.Hi {
			cuts = append(cuts, day)
		}
	}
	for _, s := range stretches {
		add(s.days[0].Lo)
		add(s.days[0].Hi + 1)
	}
	// The agencies' regions may also be outside the scope, around one in it.
	for n := range o.r.sources.Regions.Len() {
		if u := o.r.sources.Regions.At(n); u.Valid() != (aduan.Period{}) {
			valid := o.r.noons(u.Valid())
			add(valid.Lo)
			add(valid.Hi + 1)
		}
	}
	if h := o.r.sources.Regions.Horizon(); !h.IsZero() {
		add(o.r.noonFrom(h))
	}
	for _, at := range o.r.sources.Agencies.Turns() {
		add(o.r.noonFrom(at))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for i := range cuts[1:] {
		o.spells = append(o.spells, box.Span{Lo: cuts[i], Hi: cuts[i+1] - 1})
	}
}

// agencies finds the days on which named agencies are not in force.
func (o *outlook) agencies() {
	for _, t := range o.list {
		var absent []box.Span
		for _, s := range o.spells {
			if t.Agency != "" && !o.r.sources.Agencies.Known(t.Agency, o.r.noon(s.Lo)) {
				absent = append(absent, s)
			}
		}
		if absent != nil {
			o.nowhere[t] = []box.Box{{{Dim: dimDay, Set: box.SetOf(absent...)}}}
		}
	}
}

// selectors finds the regions and days for which the directory has no single
// agency.
func (o *outlook) selectors() {
	var list []Target
	for _, t := range o.list {
		if t.Function != "" {
			list = append(list, t)
		}
	}
	if list == nil {
		return
	}
	places := o.mentioned(list)
	size := o.r.sources.Regions.Len()/64 + 1
	exists := make([][]uint64, len(o.spells))
	fails := make([][][]uint64, len(list))
	for i := range fails {
		fails[i] = make([][]uint64, len(o.spells))
	}
	for s := range o.spells {
		exists[s] = make([]uint64, size)
		m := newMoment(o.r, o.r.noon(o.spells[s].Lo), places)
		for i := range list {
			fails[i][s] = make([]uint64, size)
		}
		m.each(o.domain(), func(n int64, u region.Unit) {
			exists[s][n/64] |= 1 << (n % 64)
			for i, t := range list {
				if !m.leads(t, u) {
					fails[i][s][n/64] |= 1 << (n % 64)
				}
			}
		})
	}
	for i, t := range list {
		o.nowhere[t] = o.group(exists, fails[i])
	}
}

func (o *outlook) domain() box.Set {
	if s, ok := o.r.scope.Of(dimRegion); ok {
		return s
	}
	return o.r.space.domains[dimRegion]
}

// group puts regions together that fail in the same spells. One that fails
// whenever it exists needs no days.
func (o *outlook) group(exists, fails [][]uint64) []box.Box {
	groups := map[string][]box.Span{}
	var order []string
	for n := range int64(len(fails[0]) * 64) {
		name, always, never := make([]byte, len(fails)), true, true
		for s := range fails {
			fail, exist := fails[s][n/64]>>(n%64)&1, exists[s][n/64]>>(n%64)&1
			name[s] = byte(fail)
			always = always && fail == exist
			never = never && fail == 0
		}
		if never {
			continue
		}
		if always {
			name = nil
		}
		if groups[string(name)] == nil {
			order = append(order, string(name))
		}
		groups[string(name)] = append(groups[string(name)], box.Span{Lo: n, Hi: n})
	}
	var out []box.Box
	for _, name := range order {
		b := box.Box{{Dim: dimRegion, Set: box.SetOf(groups[name]...)}}
		if name != "" {
			var days []box.Span
			for s := range name {
				if name[s] != 0 {
					days = append(days, o.spells[s])
				}
			}
			b = append(b, box.Limit{Dim: dimDay, Set: box.SetOf(days...)})
		}
		out = append(out, b)
	}
	return out
}

// mentioned returns, for each function that is looked for, the codes of all
// jurisdictions in which it is ever there.
func (o *outlook) mentioned(list []Target) map[agency.Function]map[region.Code]bool {
	out := map[agency.Function]map[region.Code]bool{}
	for _, t := range list {
		out[t.Function] = map[region.Code]bool{}
	}
	d := o.r.sources.Agencies
	for _, s := range o.spells {
		noon := o.r.noon(s.Lo)
		for id := range d.All("", noon) {
			term, err := d.Get(id, noon)
			if err != nil {
				continue
			}
			for _, f := range term.Functions {
				if codes, ok := out[f]; ok {
					over, _ := d.Jurisdiction(id, noon)
					for _, c := range over {
						codes[c] = true
					}
				}
			}
		}
	}
	return out
}
