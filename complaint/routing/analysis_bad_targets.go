package routing

import (
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// badTarget is a target of a rule that leads nowhere for some reports. The rule
// behind the last one is the fallback.
type badTarget struct {
	rule   int32
	target Target
}

// badArea is a part of the regions and days for which a target leads nowhere.
type badArea struct {
	badTarget
	box box.Box
}

// targets lists the targets of a destination, none twice.
func (d *Destination) targets() []Target {
	var out []Target
	for _, t := range slices.Concat([]Target{d.Target}, d.Ask, d.Supporting) {
		if t != (Target{}) && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// badAreas returns where the targets of the table lead nowhere.
func (r *Router) badAreas() []badArea {
	s := &targetSurvey{r: r, bad: map[Target][]box.Box{}}
	s.cutDays()
	to := make([]*Destination, 0, len(r.table.Rules)+1)
	for i := range r.table.Rules {
		to = append(to, &r.table.Rules[i].To)
	}
	to = append(to, &r.table.Fallback)
	for _, d := range to {
		for _, t := range d.targets() {
			if _, known := s.bad[t]; !known {
				s.bad[t] = nil
				s.list = append(s.list, t)
			}
		}
	}
	s.agencies()
	s.selectors()
	var out []badArea
	for i, d := range to {
		for _, t := range d.targets() {
			for _, b := range s.bad[t] {
				if i == len(to)-1 || slices.ContainsFunc(r.ways(int32(i)), func(way branch) bool { return way.box.Meets(b) }) {
					out = append(out, badArea{badTarget{int32(i), t}, b})
				}
			}
		}
	}
	return out
}

// targetSurvey finds where targets lead nowhere.
type targetSurvey struct {
	r    *Router
	list []Target
	bad  map[Target][]box.Box
	// unchanging are spans of days during which neither the agencies nor the
	// regions of the scope change.
	unchanging []box.Span
}

// cutDays finds the spans of days during which nothing changes.
func (s *targetSurvey) cutDays() {
	days := s.r.space.domains[dimDay][0]
	cuts := []int64{days.Lo, days.Hi + 1}
	add := func(day int64) {
		if days.Lo < day && day <= days.Hi {
			cuts = append(cuts, day)
		}
	}
	// The agencies' regions may also be outside the scope, around one in it.
	for n := range s.r.sources.Regions.Len() {
		if u := s.r.sources.Regions.At(n); u.Valid() != (aduan.Period{}) {
			valid := s.r.noons(u.Valid())
			add(valid.Lo)
			add(valid.Hi + 1)
		}
	}
	if h := s.r.sources.Regions.Horizon(); !h.IsZero() {
		add(s.r.noonFrom(h))
	}
	for _, at := range s.r.sources.Agencies.Turns() {
		add(s.r.noonFrom(at))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for i := range cuts[1:] {
		s.unchanging = append(s.unchanging, box.Span{Lo: cuts[i], Hi: cuts[i+1] - 1})
	}
}

// agencies finds the days on which named agencies are not in force.
func (s *targetSurvey) agencies() {
	for _, t := range s.list {
		var absent []box.Span
		for _, days := range s.unchanging {
			if t.Agency != "" && !s.r.sources.Agencies.Known(t.Agency, s.r.noon(days.Lo)) {
				absent = append(absent, days)
			}
		}
		if absent != nil {
			s.bad[t] = []box.Box{{{Dim: dimDay, Set: box.SetOf(absent...)}}}
		}
	}
}

// selectors finds the regions and days for which the directory has no single
// agency.
func (s *targetSurvey) selectors() {
	list := slices.DeleteFunc(slices.Clone(s.list), func(t Target) bool { return t.Function == "" })
	if len(list) == 0 {
		return
	}
	mentioned := s.mentioned(list)
	size := s.r.sources.Regions.Len() + 1
	exists := make([][]bool, len(s.unchanging)) // by span and region
	fails := make([][][]bool, len(list))        // by selector, span and region
	for n, days := range s.unchanging {
		exists[n] = make([]bool, size)
		d := newDirectoryAt(s.r, s.r.noon(days.Lo), mentioned)
		for i := range list {
			fails[i] = append(fails[i], make([]bool, size))
		}
		d.each(s.r.domain(dimRegion), func(at int64, u region.Unit) {
			exists[n][at] = true
			for i, t := range list {
				fails[i][n][at] = !d.leads(t, u)
			}
		})
	}
	for i, t := range list {
		s.bad[t] = s.group(exists, fails[i])
	}
}

// group puts regions together that fail in the same spans of days. One that
// fails whenever it exists needs no days.
func (s *targetSurvey) group(exists, fails [][]bool) []box.Box {
	groups := map[string][]box.Span{}
	var order []string
	for at := range exists[0] {
		name, always, never := make([]byte, len(fails)), true, true
		for n := range fails {
			always = always && fails[n][at] == exists[n][at]
			if fails[n][at] {
				name[n], never = 1, false
			}
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
		groups[string(name)] = append(groups[string(name)], box.Span{Lo: int64(at), Hi: int64(at)})
	}
	var out []box.Box
	for _, name := range order {
		b := box.Box{{Dim: dimRegion, Set: box.SetOf(groups[name]...)}}
		var days []box.Span
		for n := range name {
			if name[n] != 0 {
				days = append(days, s.unchanging[n])
			}
		}
		if days != nil {
			b = append(b, box.Limit{Dim: dimDay, Set: box.SetOf(days...)})
		}
		out = append(out, b)
	}
	return out
}

// mentioned returns, for each function that is looked for, the codes of all
// jurisdictions in which it is ever there.
func (s *targetSurvey) mentioned(list []Target) map[agency.Function]map[region.Code]bool {
	out := map[agency.Function]map[region.Code]bool{}
	for _, t := range list {
		out[t.Function] = map[region.Code]bool{}
	}
	d := s.r.sources.Agencies
	for _, days := range s.unchanging {
		noon := s.r.noon(days.Lo)
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
