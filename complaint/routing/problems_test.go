package routing_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/storage"
)

// TestProblemsOfATable: what is wrong with a table is said with the field, the message and
// what is legal, and nothing else is.
func TestProblemsOfATable(t *testing.T) {
	t.Parallel()
	no := aduan.Date{Year: 2020, Month: 2, Day: 30}
	test := func(is routing.AttributeTest) func(*routing.Table, *routing.Rule, *routing.Sources) {
		return func(_ *routing.Table, r *routing.Rule, _ *routing.Sources) {
			r.When.Attributes = []routing.AttributeTest{is}
		}
	}
	for name, tt := range map[string]struct {
		wrong func(*routing.Table, *routing.Rule, *routing.Sources)
		want  storage.Problem
	}{
		"source too long": {
			func(table *routing.Table, _ *routing.Rule, _ *routing.Sources) {
				table.Source = strings.Repeat("x", routing.MaxText+1)
			},
			storage.Problem{Field: "source", Message: "at most 2000 bytes"},
		},
		"source is no text": {
			func(table *routing.Table, _ *routing.Rule, _ *routing.Sources) { table.Source = "a\x00" },
			storage.Problem{Field: "source", Message: "this is not text"},
		},
		"no first day": {
			func(table *routing.Table, _ *routing.Rule, _ *routing.Sources) { table.Valid.From = no },
			storage.Problem{Field: "valid.from", Message: "there is no such date", Legal: []string{"2020-10-26"}},
		},
		"no last day": {
			func(table *routing.Table, _ *routing.Rule, _ *routing.Sources) { table.Valid.Until = no },
			storage.Problem{Field: "valid.until", Message: "there is no such date", Legal: []string{"2020-10-26"}},
		},
		"hit policy": {
			func(table *routing.Table, _ *routing.Rule, _ *routing.Sources) { table.Hit = 4 },
			storage.Problem{Field: "hit_policy", Message: "this is no hit policy", Legal: []string{"unique", "first", "most_specific", "collect"}},
		},
		"negative hit policy": {
			func(table *routing.Table, _ *routing.Rule, _ *routing.Sources) { table.Hit = -1 },
			storage.Problem{Field: "hit_policy", Message: "this is no hit policy", Legal: []string{"unique", "first", "most_specific", "collect"}},
		},
		"too many rules": {
			func(table *routing.Table, _ *routing.Rule, _ *routing.Sources) {
				table.Rules = make([]routing.Rule, routing.MaxRules+1)
			},
			storage.Problem{Field: "rules", Message: "a table has at most 200000 rules"},
		},
		"no lifecycle": {
			func(_ *routing.Table, _ *routing.Rule, s *routing.Sources) {
				s.Lifecycles = []*complaint.Lifecycle{nil}
			},
			storage.Problem{Field: "sources.lifecycles[0]", Message: "was not made by complaint.Compile"},
		},
		"empty lifecycle": {
			func(_ *routing.Table, _ *routing.Rule, s *routing.Sources) { s.Lifecycles = []*complaint.Lifecycle{{}} },
			storage.Problem{Field: "sources.lifecycles[0]", Message: "was not made by complaint.Compile"},
		},
		"attribute without a type": {
			func(table *routing.Table, _ *routing.Rule, _ *routing.Sources) { table.Attributes[0].Type = 0 },
			storage.Problem{Field: "attributes[0].type", Message: "an attribute has a type", Legal: []string{"choice", "integer", "flag", "date"}},
		},
		"attribute of no type": {
			func(table *routing.Table, _ *routing.Rule, _ *routing.Sources) {
				table.Attributes[0].Type = routing.Day + 1
			},
			storage.Problem{Field: "attributes[0].type", Message: "an attribute has a type", Legal: []string{"choice", "integer", "flag", "date"}},
		},
		"values of an integer": {
			func(table *routing.Table, _ *routing.Rule, _ *routing.Sources) {
				table.Attributes[0].Values = []string{}
			},
			storage.Problem{Field: "attributes[0].values", Message: "only a choice lists its values"},
		},
		"a value twice": {
			func(table *routing.Table, _ *routing.Rule, _ *routing.Sources) {
				table.Attributes[1].Values = []string{"bus", "train", "bus"}
			},
			storage.Problem{Field: "attributes[1].values[2]", Message: "a value is a line of text that stands once"},
		},
		"label too long": {
			func(table *routing.Table, _ *routing.Rule, _ *routing.Sources) {
				table.Attributes[0].Label = aduan.NewLabel(map[string]string{"en": strings.Repeat("x", routing.MaxText+1)})
			},
			storage.Problem{Field: "attributes[0].label.en", Message: "at most 2000 bytes"},
		},
		"no region": {
			func(_ *routing.Table, r *routing.Rule, _ *routing.Sources) { r.When.Region = path("77") },
			storage.Problem{Field: "rules[0].when.region[0]", Message: `there is no region "77"`},
		},
		"no day of submission": {
			func(_ *routing.Table, r *routing.Rule, _ *routing.Sources) {
				r.When.Submitted = []routing.Days{{From: day("2020-01-02")}, {Until: no}}
			},
			storage.Problem{Field: "rules[0].when.submitted[1].until", Message: "there is no such date", Legal: []string{"2020-10-26"}},
		},
		"no weekday": {
			func(_ *routing.Table, r *routing.Rule, _ *routing.Sources) {
				r.When.Weekday = []routing.Weekday{routing.Monday, 0}
			},
			storage.Problem{Field: "rules[0].when.weekday[1]", Message: "there is no such value"},
		},
		"an eighth weekday": {
			func(_ *routing.Table, r *routing.Rule, _ *routing.Sources) {
				r.When.Weekday = []routing.Weekday{routing.Sunday + 1}
			},
			storage.Problem{Field: "rules[0].when.weekday[0]", Message: "there is no such value"},
		},
		"attribute is too much": {
			test(routing.AttributeTest{Name: "vehicle", Is: make([]string, routing.MaxList+1)}),
			storage.Problem{Field: "rules[0].when.attributes[0].is", Message: "a list has at most 10000 entries"},
		},
		"attribute is nothing": {
			test(routing.AttributeTest{Name: "vehicle", Is: []string{"bus", ""}}),
			storage.Problem{Field: "rules[0].when.attributes[0].is[1]", Message: "an empty text is not a value; write given: false", Legal: []string{"bus", "train"}},
		},
		"attribute is no flag": {
			test(routing.AttributeTest{Name: "urgent", Is: []string{"yes"}}),
			storage.Problem{Field: "rules[0].when.attributes[0].is[0]", Message: "this is not a value of the attribute urgent", Legal: []string{"true", "false"}},
		},
		"attribute from no day": {
			test(routing.AttributeTest{Name: "due", From: "soon"}),
			storage.Problem{Field: "rules[0].when.attributes[0].from", Message: "this is not a value of the attribute due", Legal: []string{"a date such as 2020-10-26"}},
		},
		"attribute until no number": {
			test(routing.AttributeTest{Name: "size", Until: "+8"}),
			storage.Problem{Field: "rules[0].when.attributes[0].until", Message: "this is not a value of the attribute size", Legal: []string{"a whole number of at most 18 digits"}},
		},
		"attribute until its first": {
			test(routing.AttributeTest{Name: "size", From: "8", Until: "8"}),
			storage.Problem{Field: "rules[0].when.attributes[0].until", Message: "until must come after from: it is the first value outside", Legal: []string{"a whole number of at most 18 digits"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table, from := newTable(routing.First, routing.Rule{ID: "a", To: routing.ToAgency("diy")}), newSources(t)
			tt.wrong(&table, &table.Rules[0], &from)
			r, err := routing.Compile(table, from)
			require.Nil(t, r)
			require.Equal(t, &storage.InvalidError{What: `routing table "test"`, Problems: []storage.Problem{tt.want}}, err)
		})
	}
}

// TestLargestOfATable: what is as large as it may be is no problem.
func TestLargestOfATable(t *testing.T) {
	t.Parallel()
	table := newTable(routing.First, routing.Rule{ID: "a", To: routing.ToAgency("diy")})
	table.Source = strings.Repeat("x", routing.MaxText)
	for i := range routing.MaxList - 2 {
		table.Attributes[1].Values = append(table.Attributes[1].Values, fmt.Sprint("v", i))
	}
	table.Rules[0].When = routing.When{
		Weekday:    []routing.Weekday{routing.Monday, routing.Sunday},
		Attributes: []routing.AttributeTest{{Name: "vehicle", Is: table.Attributes[1].Values}, {Name: "size", From: "8", Until: "9"}},
	}
	f := complaint.Facts{Submitted: at("2020-01-05"), Attributes: map[string]string{"vehicle": "v7", "size": "8"}}
	d, err := newRouter(t, table).Route(f)
	require.NoError(t, err)
	require.Equal(t, "a", d.Rule)
}

// TestAttributeBounds: an ordered attribute is met from the first value on, before the first
// outside, and never where it is not given.
func TestAttributeBounds(t *testing.T) {
	t.Parallel()
	given, missing := true, false
	for i, tt := range []struct {
		test     routing.AttributeTest
		met, not []string
	}{
		{routing.AttributeTest{Name: "size", From: "3", Until: "5"}, []string{"3", "4"}, []string{"", "2", "5", "-3"}},
		{routing.AttributeTest{Name: "size", Until: "0"}, []string{"-1", "-999999999999999999"}, []string{"", "0"}},
		{routing.AttributeTest{Name: "size", From: "0"}, []string{"0", "999999999999999999"}, []string{"", "-1"}},
		{routing.AttributeTest{Name: "due", Until: "2020-01-11"}, []string{"2020-01-10", "0001-01-01"}, []string{"", "2020-01-11"}},
		{routing.AttributeTest{Name: "due", From: "2020-01-11"}, []string{"2020-01-11", "9999-12-31"}, []string{"", "2020-01-10"}},
		{routing.AttributeTest{Name: "urgent", Given: &given}, []string{"true", "false"}, []string{""}},
		{routing.AttributeTest{Name: "vehicle", Given: &missing}, []string{""}, []string{"bus", "train"}},
	} {
		r := newRouter(t, newTable(routing.First, routing.Rule{ID: "a", When: routing.When{Attributes: []routing.AttributeTest{tt.test}}, To: routing.ToAgency("diy")}))
		rule := func(value string) string {
			d, err := r.Route(complaint.Facts{Submitted: at("2020-01-05"), Attributes: map[string]string{tt.test.Name: value}})
			require.NoError(t, err)
			return d.Rule
		}
		for _, value := range tt.met {
			require.Equal(t, "a", rule(value), "%d: %s", i, value)
		}
		for _, value := range tt.not {
			require.Equal(t, routing.FallbackRule, rule(value), "%d: %s", i, value)
		}
	}
}

// TestARouterSaysWhatItWasMadeOf, and what it was made of says where it was read.
func TestARouterSaysWhatItWasMadeOf(t *testing.T) {
	t.Parallel()
	from := newSources(t)
	table := reread(t, newTable(routing.First, routing.Rule{ID: "a", To: routing.ToAgency("diy")}))
	r, err := routing.Compile(table, from)
	require.NoError(t, err)
	require.Equal(t, from, r.Sources())
	require.Equal(t, jakarta, r.Zone())
	require.Equal(t, "t.json", table.File())
	require.Empty(t, newTable(routing.First).File())
	require.Equal(t, "", routing.Weekday(0).In(aduan.English())+routing.Weekday(8).In(aduan.English()))
	require.Equal(t, "Monday, Sunday", routing.Monday.In(aduan.English())+", "+routing.Sunday.In(aduan.English()))
}
