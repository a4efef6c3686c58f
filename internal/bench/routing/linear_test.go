package routing

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
)

// linear is what one would write without a library: a list of structs, read
// from the top until one fits.
type linear struct {
	zone  *time.Location
	rules []plainRule
}

type plainRule struct {
	id         string
	categories []complaint.Category
	regions    []region.Code
	kinds      []complaint.Kind
	classes    []complaint.Class
	channels   []complaint.Channel
	weekdays   []int
	anonymous  *bool
	secret     *bool
	days       []stretch
	events     []stretch
}

func newLinear(table routing.Table, zone *time.Location) *linear {
	l := &linear{zone: zone}
	for _, r := range table.Rules {
		p := plainRule{
			id: r.ID, categories: r.When.Category, regions: r.When.Region, kinds: r.When.Kind, classes: r.When.Class,
			channels: r.When.Channel, weekdays: numbers(r.When.Weekday), anonymous: r.When.Anonymous, secret: r.When.Secret,
		}
		for _, d := range append(slices.Clone(r.When.Submitted), r.Valid) {
			if d != (routing.Days{}) {
				p.days = append(p.days, stretchOf(d))
			}
		}
		for _, d := range r.When.Event {
			p.events = append(p.events, stretchOf(d))
		}
		l.rules = append(l.rules, p)
	}
	return l
}

// find returns the first rule that fits, empty if none does.
func (l *linear) find(f *complaint.Facts) string {
	local := f.Submitted.In(l.zone)
	day, weekday, event := dayOf(local.Date()), (int(local.Weekday())+6)%7+1, never
	if !f.EventDate.IsZero() {
		event = dayOfDate(f.EventDate)
	}
	for i := range l.rules {
		if l.rules[i].fits(f, day, weekday, event) {
			return l.rules[i].id
		}
	}
	return ""
}

func (r *plainRule) fits(f *complaint.Facts, day, weekday, event int) bool {
	if len(r.categories) > 0 && !inCategories(r.categories, f.Category) {
		return false
	}
	if len(r.regions) > 0 && !inRegions(r.regions, f.Region) {
		return false
	}
	if len(r.kinds) > 0 && !slices.Contains(r.kinds, f.Kind) {
		return false
	}
	if len(r.classes) > 0 && !slices.Contains(r.classes, f.Class) {
		return false
	}
	if len(r.channels) > 0 && !slices.Contains(r.channels, f.Channel) {
		return false
	}
	if len(r.weekdays) > 0 && !slices.Contains(r.weekdays, weekday) {
		return false
	}
	if r.anonymous != nil && *r.anonymous != f.Disclosure.Anonymous() || r.secret != nil && *r.secret != f.Disclosure.Secret() {
		return false
	}
	for _, d := range r.days {
		if day < d.from || day >= d.until {
			return false
		}
	}
	for _, d := range r.events {
		if event < d.from || event >= d.until {
			return false
		}
	}
	return true
}

func inCategories(list []complaint.Category, c complaint.Category) bool {
	for _, wide := range list {
		if c.Within(wide) {
			return true
		}
	}
	return false
}

func inRegions(list []region.Code, path region.Path) bool {
	for _, code := range list {
		if path.Contains(code) {
			return true
		}
	}
	return false
}
