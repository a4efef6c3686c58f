package routing_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

var jakarta = time.FixedZone("WIB", 7*60*60)

func day(text string) aduan.Date {
	d, err := aduan.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// at is an instant of a day in Jakarta.
func at(text string) time.Time {
	d := day(text)
	return time.Date(d.Year, d.Month, d.Day, 9, 30, 0, 0, jakarta)
}

func path(codes ...string) region.Path {
	var p region.Path
	for _, c := range codes {
		p = append(p, region.MustParse(c))
	}
	return p
}

// newSources returns a small world: two provinces; Kota lies in 34 until
// 2020-01-16 and in 51 from then on; the old inspectorate is followed by the
// new one on 2020-01-11.
func newSources(t testing.TB) routing.Sources {
	t.Helper()
	s, err := world()
	require.NoError(t, err)
	return s
}

func world() (routing.Sources, error) {
	code := region.MustParse
	moved := at("2020-01-16").Truncate(24 * time.Hour).Add(-7 * time.Hour)
	regions, err := region.New(region.Config{
		Levels: []region.Level{"province", "regency", "district"},
		Records: []region.Record{
			{Code: code("34"), Level: "province", Name: "DI Yogyakarta"},
			{Code: code("34.04"), Parent: code("34"), Level: "regency", Name: "Sleman"},
			{Code: code("34.04.01"), Parent: code("34.04"), Level: "district", Name: "Gamping"},
			{Code: code("34.71"), Parent: code("34"), Level: "regency", Name: "Kota", Valid: aduan.Period{Until: moved}},
			{Code: code("51"), Level: "province", Name: "Bali"},
			{Code: code("51.03"), Parent: code("51"), Level: "regency", Name: "Badung"},
			{Code: code("51.72"), Parent: code("51"), Level: "regency", Name: "Kota", Valid: aduan.Period{From: moved}},
		},
		Changes: []region.Change{{Kind: region.Moved, From: code("34.71"), To: code("51.72"), On: moved}},
	})
	if err != nil {
		return routing.Sources{}, err
	}
	over := func(codes ...string) []region.Code { return path(codes...) }
	does := func(f ...agency.Function) []agency.Function { return f }
	next := at("2020-01-11").Truncate(24 * time.Hour).Add(-7 * time.Hour)
	list := []agency.Agency{
		{ID: "diy", Terms: []agency.Term{{Name: "DIY", Kind: "government", Jurisdiction: over("34"), Functions: does("works")}}},
		{ID: "sleman", Terms: []agency.Term{{Name: "Sleman", Kind: "government", Supervisor: "diy", Jurisdiction: over("34.04")}}},
		{ID: "sleman/works", Terms: []agency.Term{{Name: "PU Sleman", Kind: "office", Parent: "sleman", Jurisdiction: over("34.04"), Functions: does("works")}}},
		{ID: "sleman/health", Terms: []agency.Term{{Name: "Dinkes Sleman", Kind: "office", Parent: "sleman", Jurisdiction: over("34.04"), Functions: does("health")}}},
		{ID: "bali", Terms: []agency.Term{{Name: "Bali", Kind: "government", Jurisdiction: over("51"), Functions: does("works", "health")}}},
		{ID: "bali/a", Terms: []agency.Term{{Name: "A", Kind: "office", Parent: "bali", Jurisdiction: over("51"), Functions: does("levies")}}},
		{ID: "bali/b", Terms: []agency.Term{{Name: "B", Kind: "office", Parent: "bali", Jurisdiction: over("51"), Functions: does("levies")}}},
		{
			ID: "old", Terms: []agency.Term{{Name: "Old", Kind: "office", Valid: aduan.Period{Until: next}}},
			Successions: []agency.Succession{{Kind: agency.Renamed, To: "new", On: next}},
		},
		{ID: "gone", Terms: []agency.Term{{Name: "Gone", Kind: "office", Jurisdiction: over("34"), Functions: does("nothing"), Valid: aduan.Period{Until: at("2019-01-01")}}}},
		{ID: "new", Terms: []agency.Term{{Name: "New", Kind: "office", Valid: aduan.Period{From: next}}}},
	}
	for i := range 10 { // each a destination like no other
		list = append(list, agency.Agency{ID: agency.ID(fmt.Sprintf("apart-%d", i)), Terms: []agency.Term{{Name: "Apart", Kind: "office"}}})
	}
	agencies, err := agency.NewDirectory(agency.Config{Regions: regions, Agencies: list})
	if err != nil {
		return routing.Sources{}, err
	}
	categories, err := complaint.NewCategories([]complaint.CategoryInfo{
		{Path: "roads"}, {Path: "roads/bridges"}, {Path: "health"}, {Path: "health/clinic"},
	})
	return routing.Sources{Regions: regions, Agencies: agencies, Categories: categories}, err
}

func newRouter(t testing.TB, table routing.Table) *routing.Router {
	t.Helper()
	r, err := routing.Compile(table, newSources(t))
	require.NoError(t, err)
	return r
}

// reread is a table as it is after it was written and read, so that its rules
// have lines.
func reread(t *testing.T, table routing.Table) routing.Table {
	t.Helper()
	text, err := table.JSON()
	require.NoError(t, err)
	read, err := routing.Parse("t.json", text)
	require.NoError(t, err)
	read.Location = table.Location
	return read
}

// newTable is a table of January 2020 with some rules.
func newTable(hit routing.HitPolicy, rules ...routing.Rule) routing.Table {
	return routing.Table{
		Name: "test", Edition: "1", Location: jakarta, Hit: hit, Rules: rules,
		Valid: routing.Days{From: day("2020-01-01"), Until: day("2020-02-01")},
		Attributes: []routing.Attribute{
			{Name: "size", Type: routing.Integer},
			{Name: "vehicle", Type: routing.Choice, Values: []string{"bus", "train"}},
			{Name: "urgent", Type: routing.Flag},
			{Name: "due", Type: routing.Day},
		},
		Fallback: routing.Destination{Ask: []routing.Target{{Agency: "diy"}, {Agency: "bali"}}},
	}
}

// some draws a list of one to three values.
func some[T any](t *rapid.T, label string, values ...T) []T {
	return rapid.SliceOfN(rapid.SampledFrom(values), 1, 3).Draw(t, label)
}

func chance(t *rapid.T, label string, one int) bool {
	return rapid.IntRange(1, one).Draw(t, label) == 1
}

var (
	drawnDays  = []string{"2020-01-01", "2020-01-02", "2020-01-11", "2020-01-16", "2020-01-20", "2020-01-31"}
	drawnTexts = []string{"", "Jalan rusak", "jalannya berlubang", "lampu mati, jalan gelap", "pungutan liar"}
)

func drawDays(t *rapid.T, label string) routing.Days {
	i := rapid.IntRange(0, len(drawnDays)-2).Draw(t, label+" from")
	j := rapid.IntRange(i+1, len(drawnDays)-1).Draw(t, label+" until")
	d := routing.Days{From: day(drawnDays[i]), Until: day(drawnDays[j])}
	switch rapid.IntRange(0, 3).Draw(t, label+" open") {
	case 0:
		d.From = aduan.Date{}
	case 1:
		d.Until = aduan.Date{}
	}
	return d
}

func drawWhen(t *rapid.T, depth int) routing.When {
	var w routing.When
	if chance(t, "category?", 2) {
		w.Category = some[complaint.Category](t, "category", "roads", "roads/bridges", "health", "health/clinic")
	}
	if chance(t, "region?", 2) {
		w.Region = some(t, "region", path("34", "34.04", "34.04.01", "34.71", "51", "51.03", "51.72")...)
	}
	if chance(t, "kind?", 6) {
		w.Kind = some(t, "kind", complaint.KindComplaint, complaint.KindAspiration)
	}
	if chance(t, "class?", 4) {
		w.Class = some(t, "class", complaint.ClassNonSupervisory, complaint.ClassSupervisory)
	}
	if chance(t, "channel?", 6) {
		w.Channel = some(t, "channel", complaint.ChannelWeb, complaint.ChannelSMS)
	}
	flag := func(label string) *bool {
		if !chance(t, label+"?", 8) {
			return nil
		}
		v := rapid.Bool().Draw(t, label)
		return &v
	}
	w.Anonymous, w.Secret = flag("anonymous"), flag("secret")
	if chance(t, "submitted?", 6) {
		w.Submitted = []routing.Days{drawDays(t, "submitted")}
	}
	if chance(t, "weekday?", 6) {
		w.Weekday = some(t, "weekday", routing.Monday, routing.Thursday, routing.Saturday, routing.Sunday)
	}
	if chance(t, "event?", 8) {
		w.Event = []routing.Days{drawDays(t, "event")}
	}
	if chance(t, "words?", 6) {
		w.Words = &routing.Words{Any: some(t, "words", "jalan", "lampu mati", "pungutan"), Clitics: rapid.Bool().Draw(t, "clitics")}
	}
	if chance(t, "attributes?", 4) {
		w.Attributes = some(t, "attributes",
			routing.AttributeTest{Name: "size", From: "3", Until: "8"}, routing.AttributeTest{Name: "size", Is: []string{"5"}},
			routing.AttributeTest{Name: "vehicle", Is: []string{"bus"}}, routing.AttributeTest{Name: "urgent", Is: []string{"true"}},
			routing.AttributeTest{Name: "due", From: "2020-01-11"}, routing.AttributeTest{Name: "vehicle", Given: flag("given")},
		)
		w.Attributes = slices.DeleteFunc(w.Attributes, func(a routing.AttributeTest) bool {
			return a.Is == nil && a.From == "" && a.Until == "" && a.Given == nil
		})
		if len(w.Attributes) == 0 {
			w.Attributes = nil
		}
	}
	if depth == 0 {
		return w
	}
	inner := func(label string) []routing.When {
		out := make([]routing.When, rapid.IntRange(1, 2).Draw(t, label))
		for i := range out {
			out[i] = drawWhen(t, depth-1)
		}
		return out
	}
	if chance(t, "any?", 4) {
		w.Any = inner("any")
	}
	if chance(t, "all?", 8) {
		w.All = inner("all")
	}
	if chance(t, "not?", 5) {
		not := drawWhen(t, depth-1)
		w.Not = &not
	}
	return w
}

func drawDestination(t *rapid.T, hit routing.HitPolicy) routing.Destination {
	targets := []routing.Target{
		{Agency: "diy"},
		{Agency: "sleman"},
		{Agency: "sleman/works"},
		{Agency: "bali"},
		{Agency: "old"},
		{Agency: "gone"},
		{Function: "works"},
		{Function: "works", Level: "regency"},
		{Function: "health", Level: "province"},
		{Function: "levies"},
	}
	var d routing.Destination
	if chance(t, "ask?", 5) {
		d.Ask = rapid.SliceOfNDistinct(rapid.SampledFrom(targets), 1, 3, func(t routing.Target) routing.Target { return t }).Draw(t, "ask")
	} else if hit != routing.Collect || !chance(t, "support only?", 4) {
		d.Target = rapid.SampledFrom(targets).Draw(t, "to")
	}
	if d.Target == (routing.Target{}) && d.Ask == nil || chance(t, "supporting?", 5) {
		d.Supporting = rapid.SliceOfNDistinct(rapid.SampledFrom(targets), 1, 2, func(t routing.Target) routing.Target { return t }).Draw(t, "supporting")
		d.Supporting = slices.DeleteFunc(d.Supporting, func(s routing.Target) bool { return s == d.Target })
		if len(d.Supporting) == 0 {
			d.Supporting = nil
		}
	}
	return d
}

func drawTable(t *rapid.T) routing.Table {
	hit := rapid.SampledFrom([]routing.HitPolicy{routing.Unique, routing.First, routing.MostSpecific, routing.Collect}).Draw(t, "hit")
	table := newTable(hit)
	for i := range rapid.IntRange(0, 6).Draw(t, "rules") {
		rule := routing.Rule{ID: string(rune('a' + i)), When: drawWhen(t, 2), To: drawDestination(t, hit)}
		if chance(t, "valid?", 4) {
			rule.Valid = drawDays(t, "valid")
		}
		table.Rules = append(table.Rules, rule)
	}
	if chance(t, "scope?", 4) {
		table.Scope.Regions = some(t, "scope regions", path("34", "51.03")...)
	}
	if chance(t, "scope categories?", 4) {
		table.Scope.Categories = some[complaint.Category](t, "scope categories", "roads", "health/clinic")
	}
	return table
}

// drawWord draws a word of a list, or none.
func drawWord[T ~string](t *rapid.T, name string, list []lifecycle.Word) T {
	if n := rapid.IntRange(0, len(list)).Draw(t, name); n > 0 {
		return T(list[n-1].Word)
	}
	return ""
}

func drawFacts(t *rapid.T) complaint.Facts {
	on := rapid.SampledFrom([]string{"2020-01-01", "2020-01-04", "2020-01-11", "2020-01-15", "2020-01-16", "2020-01-31"}).Draw(t, "day")
	kota := path("34", "34.71")
	if on >= "2020-01-16" {
		kota = path("51", "51.72")
	}
	f := complaint.Facts{
		Submitted: at(on),
		Kind:      drawWord[complaint.Kind](t, "kind", complaint.NationalWords().Kinds),
		Class:     drawWord[complaint.Class](t, "class", complaint.NationalWords().Classes),
		Channel:   drawWord[complaint.Channel](t, "channel", complaint.NationalWords().Channels),
		Category:  rapid.SampledFrom([]complaint.Category{"", "roads", "roads/bridges", "health", "health/clinic"}).Draw(t, "category"),
		Region: rapid.SampledFrom([]region.Path{
			nil, path("34"), path("34", "34.04"), path("34", "34.04", "34.04.01"), kota, path("51"), path("51", "51.03"),
		}).Draw(t, "region"),
		Disclosure: complaint.Disclosure{Named: rapid.Bool().Draw(t, "named"), Public: rapid.Bool().Draw(t, "public")},
		Title:      rapid.SampledFrom(drawnTexts).Draw(t, "title"),
		Body:       rapid.SampledFrom(drawnTexts).Draw(t, "body"),
		Attributes: map[string]string{},
	}
	if chance(t, "event?", 2) {
		f.EventDate = day(rapid.SampledFrom(drawnDays).Draw(t, "event"))
	}
	for name, values := range map[string][]string{"size": {"", "2", "3", "5", "8"}, "vehicle": {"", "bus", "train"}, "urgent": {"", "true", "false"}, "due": {"", "2020-01-10", "2020-01-11"}} {
		if v := rapid.SampledFrom(values).Draw(t, name); v != "" {
			f.Attributes[name] = v
		}
	}
	if chance(t, "accused?", 4) {
		f.Named.Agencies = some[agency.ID](t, "accused", "sleman", "bali", "diy", "new")
	}
	return f
}
