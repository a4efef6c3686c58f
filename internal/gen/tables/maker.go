package tables

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// maker draws what tables and reports consist of.
type maker struct {
	*rand.Rand
	from     routing.Sources
	units    map[region.Level][]region.Unit
	tops     []complaint.Category
	middles  []complaint.Category
	leaves   []complaint.Category
	function map[complaint.Category]agency.Function // of the tops
}

func newMaker(seed uint64, from routing.Sources) *maker {
	m := &maker{
		Rand: rand.New(rand.NewPCG(seed, 0x6164_7561_6e)), from: from,
		units: map[region.Level][]region.Unit{}, function: map[complaint.Category]agency.Function{},
	}
	for u := range from.Regions.Latest().All() {
		m.units[u.Level()] = append(m.units[u.Level()], u)
	}
	for info := range from.Categories.All() {
		switch parent := info.Path.Parent(); {
		case parent == "":
			m.tops = append(m.tops, info.Path)
		case parent.Parent() == "":
			m.middles = append(m.middles, info.Path)
		default:
			m.leaves = append(m.leaves, info.Path)
		}
	}
	for _, s := range subjects() {
		m.function[s.category] = s.function
	}
	return m
}

// one in so many.
func (m *maker) oneIn(n int) bool { return m.IntN(n) == 0 }

func pick[T any](m *maker, list []T) T { return list[m.IntN(len(list))] }

// functionOf is what the widest category around c is answered by.
func (m *maker) functionOf(c complaint.Category) agency.Function {
	for c.Parent() != "" {
		c = c.Parent()
	}
	return m.function[c]
}

// officeOf is an agency that answers for the function in the region: the office
// of its regency or its province if there is one, and else the government.
func (m *maker) officeOf(u region.Unit, f agency.Function) agency.ID {
	for u.Level() != province && u.Level() != regency {
		if u = u.Parent(); u.IsZero() {
			return agency.ID("ministry/" + f)
		}
	}
	if id := office(u.Code(), f); m.from.Agencies.Known(id, firstDay()) {
		return id
	}
	return government(u.Code())
}

// firstDay is the day on which the tables begin to apply.
func firstDay() time.Time { return time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC) }

// days is how many days there are from then on of which reports are; on none
// of them a region changes.
const days = 600

func dateOf(t time.Time) aduan.Date {
	return aduan.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

// stretch is some weeks to a year within the days of the reports.
func (m *maker) stretch() routing.Days {
	from := firstDay().AddDate(0, 0, m.IntN(days))
	return routing.Days{From: dateOf(from), Until: dateOf(from.AddDate(0, 0, 14+m.IntN(350)))}
}

// several draws a list of different values, in their order.
func several[T comparable](m *maker, n int, draw func() T) []T {
	var out []T
	for range 20 * n {
		if v := draw(); !slices.Contains(out, v) {
			out = append(out, v)
		}
		if len(out) == n {
			break
		}
	}
	return out
}
