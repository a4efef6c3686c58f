package routing_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// everything lists, in the declared order, the values of every dimension that
// can make a difference to the drawn tables, so that all reports can be tried.
type everything struct {
	sources    routing.Sources
	categories []complaint.Category
	units      []region.Unit // the first is none
	paths      []region.Path
	days       []time.Time // noon of each
	// alive tells by unit and day whether the unit exists.
	alive [][]bool
	// lost tells by target, unit and day whether the target leads nowhere.
	lost map[routing.Target][][]bool
	// extras are the values of the dimensions that only some tables speak of; for
	// those without end, the first value of each stretch between the borders that
	// are drawn.
	extras [dimensions][]string
	events []aduan.Date
}

// The dimensions of a report in the test.
const (
	inCategory = iota
	inRegion
	inKind
	inClass
	inChannel
	inDisclosure
	inDay
	inEvent
	inSize
	inVehicle
	inUrgent
	inDue
	inText
	dimensions
)

func newExtras() [dimensions][]string {
	return [dimensions][]string{
		inKind: {"0", "1", "2", "3"}, inClass: {"0", "1", "2", "3", "4"}, inChannel: {"0", "1", "2", "3", "4", "5", "6", "7"},
		inDisclosure: {"0", "1", "2", "3"}, inEvent: {"", "0001-01-01", "2020-01-10", "2020-01-12"},
		inSize: {"", "-999999999999999999", "3", "5", "6", "8"}, inVehicle: {"", "bus", "train"}, inUrgent: {"", "false", "true"},
		inDue: {"", "0001-01-01", "2020-01-11"}, inText: {"", "jalan"},
	}
}

func newEverything(t testing.TB) *everything {
	w := &everything{sources: newSources(t), categories: []complaint.Category{""}, units: []region.Unit{{}}, paths: []region.Path{nil}}
	for info := range w.sources.Categories.All() {
		w.categories = append(w.categories, info.Path)
	}
	for i := range w.sources.Regions.Len() {
		w.units = append(w.units, w.sources.Regions.At(i))
		w.paths = append(w.paths, w.sources.Regions.At(i).Path())
	}
	for d := 9; d < 19; d++ {
		w.days = append(w.days, time.Date(2020, 1, d, 12, 0, 0, 0, jakarta))
	}
	for _, u := range w.units {
		row := make([]bool, len(w.days))
		for i, noon := range w.days {
			row[i] = u.IsZero() || u.Valid().Contains(noon)
		}
		w.alive = append(w.alive, row)
	}
	w.extras = newExtras()
	for _, text := range w.extras[inEvent] {
		var d aduan.Date
		if text != "" {
			d = day(text)
		}
		w.events = append(w.events, d)
	}
	w.lost = map[routing.Target][][]bool{}
	for _, target := range drawnTargets() {
		for i := range w.units {
			row := make([]bool, len(w.days))
			for j, noon := range w.days {
				row[j] = w.leadsNowhere(target, w.paths[i], noon)
			}
			w.lost[target] = append(w.lost[target], row)
		}
	}
	return w
}

// leadsNowhere asks the directory as the documentation of Target says.
func (w *everything) leadsNowhere(t routing.Target, p region.Path, noon time.Time) bool {
	if t.Agency != "" {
		return !w.sources.Agencies.Known(t.Agency, noon)
	}
	if t.Level != "" {
		n := slices.Index(w.sources.Regions.Levels(), t.Level)
		p = p[:min(n+1, len(p))]
		if len(p) <= n {
			return true
		}
	}
	if len(p) == 0 {
		return true
	}
	_, err := w.sources.Agencies.Resolve(agency.Case{Function: t.Function, Region: p.Unit(), On: noon})
	return err != nil
}

func drawnTargets() []routing.Target {
	return []routing.Target{
		{Agency: "diy"},
		{Agency: "bali"},
		{Agency: "sleman"},
		{Agency: "old"},
		{Agency: "new"},
		{Agency: "gone"},
		{Function: "works"},
		{Function: "works", Level: "regency"},
		{Function: "health", Level: "province"},
		{Function: "levies"},
	}
}

// values is a report as indexes into the values of each dimension.
type values [dimensions]int8

// kinds, classes and channels are the national words by number; 0 is none.
func kinds() []complaint.Kind {
	return []complaint.Kind{"", complaint.KindComplaint, complaint.KindAspiration, complaint.KindInformation}
}

func classes() []complaint.Class {
	return []complaint.Class{"", complaint.ClassNonSupervisory, complaint.ClassSupervisory, complaint.ClassInformation, complaint.ClassAspiration}
}

func channels() []complaint.Channel {
	return []complaint.Channel{
		"", complaint.ChannelWeb, complaint.ChannelSMS, complaint.ChannelMobileApp, complaint.ChannelSocialMedia, complaint.ChannelWhatsApp,
		complaint.ChannelFaceToFace, complaint.ChannelIntegrated,
	}
}

// facts makes the report.
func (w *everything) facts(v values) complaint.Facts {
	f := complaint.Facts{
		Category: w.categories[v[inCategory]], Region: w.paths[v[inRegion]],
		Kind: kinds()[v[inKind]], Class: classes()[v[inClass]], Channel: channels()[v[inChannel]],
		Disclosure: complaint.Disclosure{Named: v[inDisclosure]&1 != 0, Public: v[inDisclosure]&2 != 0},
		Submitted:  w.days[v[inDay]], EventDate: w.events[v[inEvent]], Body: w.extras[inText][v[inText]],
	}
	for d := inSize; d <= inDue; d++ {
		if v[d] == 0 {
			continue
		}
		if f.Attributes == nil {
			f.Attributes = map[string]string{}
		}
		f.Attributes[attributeOf(d)] = w.extras[d][v[d]]
	}
	return f
}

func attributeOf(d int) string { return [...]string{"size", "vehicle", "urgent", "due"}[d-inSize] }

// drawn is a table with the dimensions that its conditions speak of.
type drawn struct {
	table routing.Table
	dims  []int // beyond category, region and day
}

func drawSmallTable(rnd *rand.Rand) drawn {
	hit := routing.HitPolicy(rnd.IntN(4))
	d := drawn{table: newTable(hit)}
	d.table.Valid = routing.Days{From: day("2020-01-09"), Until: day("2020-01-19")}
	for len(d.dims) < 2 {
		if n := []int{inKind, inClass, inChannel, inDisclosure, inEvent, inSize, inVehicle, inUrgent, inDue, inText}[rnd.IntN(10)]; !slices.Contains(d.dims, n) {
			d.dims = append(d.dims, n)
		}
	}
	slices.Sort(d.dims)
	for i := range rnd.IntN(6) {
		rule := routing.Rule{ID: fmt.Sprintf("r%d", 9-i), When: d.when(rnd, 2), To: drawSmallDestination(rnd, hit)}
		if rnd.IntN(5) == 0 {
			rule.Valid = smallDays(rnd)
		}
		d.table.Rules = append(d.table.Rules, rule)
	}
	if rnd.IntN(4) == 0 {
		d.table.Scope.Regions = draw(rnd, path("34", "34.04", "51", "51.72"))
	}
	if rnd.IntN(4) == 0 {
		d.table.Scope.Categories = draw(rnd, []complaint.Category{"roads", "health", "health/clinic"})
	}
	if rnd.IntN(5) == 0 {
		d.table.Fallback = routing.Destination{Target: routing.Target{Agency: "old"}, Supporting: []routing.Target{{Agency: "gone"}}}
	}
	return d
}

func draw[T any](rnd *rand.Rand, values []T) []T {
	out := make([]T, 1+rnd.IntN(2))
	for i := range out {
		out[i] = values[rnd.IntN(len(values))]
	}
	return out
}

func smallDays(rnd *rand.Rand) routing.Days {
	d := routing.Days{From: day("2020-01-01"), Until: day("2020-01-01")}
	d.From.Day = 5 + rnd.IntN(16)
	d.Until.Day = d.From.Day + 1 + rnd.IntN(8)
	switch rnd.IntN(4) {
	case 0:
		d.From = aduan.Date{}
	case 1:
		d.Until = aduan.Date{}
	}
	return d
}

// when draws a condition on the dimensions of the table.
func (d *drawn) when(rnd *rand.Rand, depth int) routing.When {
	var w routing.When
	if rnd.IntN(2) == 0 {
		w.Category = draw(rnd, []complaint.Category{"roads", "roads/bridges", "health", "health/clinic"})
	}
	if rnd.IntN(2) == 0 {
		w.Region = draw(rnd, path("34", "34.04", "34.04.01", "34.71", "51", "51.03", "51.72"))
	}
	if rnd.IntN(7) == 0 {
		w.Submitted = []routing.Days{smallDays(rnd)}
	}
	if rnd.IntN(7) == 0 {
		w.Weekday = draw(rnd, []routing.Weekday{routing.Monday, routing.Thursday, routing.Saturday, routing.Sunday})
	}
	for _, dim := range d.dims {
		if rnd.IntN(3) == 0 {
			limit(rnd, &w, dim)
		}
	}
	if depth == 0 {
		return w
	}
	if rnd.IntN(5) == 0 {
		w.Any = []routing.When{d.when(rnd, depth-1), d.when(rnd, depth-1)}
	}
	if rnd.IntN(10) == 0 {
		w.All = []routing.When{d.when(rnd, depth-1)}
	}
	if rnd.IntN(5) == 0 {
		not := d.when(rnd, depth-1)
		w.Not = &not
	}
	return w
}

// limit draws a condition on one dimension.
func limit(rnd *rand.Rand, w *routing.When, dim int) {
	yes := rnd.IntN(2) == 0
	test := func(tests ...routing.AttributeTest) {
		w.Attributes = append(w.Attributes, tests[rnd.IntN(len(tests))])
	}
	switch dim {
	case inKind:
		w.Kind = draw(rnd, kinds())
	case inClass:
		w.Class = draw(rnd, classes())
	case inChannel:
		w.Channel = draw(rnd, []complaint.Channel{"", complaint.ChannelWeb, complaint.ChannelWhatsApp, complaint.ChannelIntegrated})
	case inDisclosure:
		if rnd.IntN(2) == 0 {
			w.Anonymous = &yes
		} else {
			w.Secret = &yes
		}
	case inEvent:
		w.Event = []routing.Days{[]routing.Days{
			{From: day("2020-01-10"), Until: day("2020-01-12")}, {Until: day("2020-01-10")}, {From: day("2020-01-12")}, {},
		}[rnd.IntN(4)]}
	case inSize:
		test(routing.AttributeTest{Name: "size", From: "3", Until: "8"}, routing.AttributeTest{Name: "size", Is: []string{"5"}},
			routing.AttributeTest{Name: "size", From: "-999999999999999999", Until: "5"}, routing.AttributeTest{Name: "size", Given: &yes})
	case inVehicle:
		test(routing.AttributeTest{Name: "vehicle", Is: []string{"bus"}}, routing.AttributeTest{Name: "vehicle", Given: &yes})
	case inUrgent:
		test(routing.AttributeTest{Name: "urgent", Is: []string{"true"}}, routing.AttributeTest{Name: "urgent", Given: &yes})
	case inDue:
		test(routing.AttributeTest{Name: "due", From: "2020-01-11"}, routing.AttributeTest{Name: "due", Until: "2020-01-11"})
	case inText:
		w.Words = &routing.Words{Any: []string{"jalan"}}
	}
}

func drawSmallDestination(rnd *rand.Rand, hit routing.HitPolicy) routing.Destination {
	targets := drawnTargets()
	one := func() routing.Target {
		if rnd.IntN(3) > 0 {
			return targets[rnd.IntN(2)]
		}
		return targets[rnd.IntN(len(targets))]
	}
	var d routing.Destination
	switch n := rnd.IntN(6); {
	case n == 0:
		d.Ask = []routing.Target{one()}
		if more := one(); more != d.Ask[0] {
			d.Ask = append(d.Ask, more)
		}
	case n == 1 && hit == routing.Collect:
		d.Supporting = []routing.Target{one()}
	default:
		d.Target = one()
	}
	if more := one(); rnd.IntN(5) == 0 && more != d.Target && d.Supporting == nil {
		d.Supporting = []routing.Target{more}
	}
	return d
}

func TestEverythingIsTheWholeWorld(t *testing.T) {
	t.Parallel()
	w := newEverything(t)
	require.Len(t, w.days, 10)
	moved := 0
	for i := range w.units {
		if slices.Contains(w.alive[i], false) {
			moved++
		}
	}
	require.Positive(t, moved)
}
