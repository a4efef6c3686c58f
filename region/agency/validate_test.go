package agency_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// TestEveryRuleOfARecord makes one mistake at a time, and stands just inside of each
// limit.
func TestEveryRuleOfARecord(t *testing.T) {
	t.Parallel()
	on := date("2020-01-01")
	first := func(a *agency.Agency) *agency.Term { return &a.Terms[0] }
	long := func(n int) string { return strings.Repeat("x", n) }
	many := func(n int) (list []string) {
		for i := range n {
			list = append(list, fmt.Sprint("f", i))
		}
		return list
	}
	functions := func(n int) (list []agency.Function) {
		for _, f := range many(n) {
			list = append(list, agency.Function(f))
		}
		return list
	}
	follow := func(s agency.Succession) func(a *agency.Agency) {
		return func(a *agency.Agency) { a.Successions = []agency.Succession{s} }
	}
	terms := func(n int) func(a *agency.Agency) {
		return func(a *agency.Agency) {
			a.Terms = nil
			for i := range n {
				a.Terms = append(a.Terms, agency.Term{
					Name: "A", Kind: agency.Office, Valid: aduan.Period{From: on.AddDate(0, 0, i), Until: on.AddDate(0, 0, i+1)},
				})
			}
		}
	}
	span := func(from, until time.Time) func(a *agency.Agency) {
		return func(a *agency.Agency) { first(a).Valid = aduan.Period{From: from, Until: until} }
	}
	type rule struct {
		change func(a *agency.Agency)
		field  string
	}
	for name, tt := range map[string]rule{
		"as it is":               {func(*agency.Agency) {}, ""},
		"no ID":                  {func(a *agency.Agency) { a.ID = "" }, "id"},
		"version -1":             {func(a *agency.Agency) { a.Version = -1 }, "version"},
		"no term":                {terms(0), "terms"},
		"500 terms":              {terms(agency.MaxTerms), ""},
		"501 terms":              {terms(agency.MaxTerms + 1), "terms"},
		"a moment":               {span(on, on.Add(time.Microsecond)), ""},
		"no moment":              {span(on, on), "terms[0].valid"},
		"backwards":              {span(on, on.Add(-1)), "terms[0].valid"},
		"overlap":                {func(a *agency.Agency) { terms(2)(a); a.Terms[1].Valid.From = a.Terms[0].Valid.Until.Add(-1) }, "terms[1].valid"},
		"gap":                    {func(a *agency.Agency) { terms(2)(a); a.Terms[1].Valid.From = a.Terms[0].Valid.Until.Add(1) }, ""},
		"open before another":    {func(a *agency.Agency) { terms(2)(a); a.Terms[0].Valid.Until = time.Time{} }, "terms[1].valid"},
		"no name":                {func(a *agency.Agency) { first(a).Name = " " }, "terms[0].name"},
		"500 bytes":              {func(a *agency.Agency) { first(a).Name = long(agency.MaxText) }, ""},
		"501 bytes":              {func(a *agency.Agency) { first(a).Name = long(agency.MaxText + 1) }, "terms[0].name"},
		"control character":      {func(a *agency.Agency) { first(a).Name = "a\nb" }, "terms[0].name"},
		"no UTF-8":               {func(a *agency.Agency) { first(a).Name = "a\xff" }, "terms[0].name"},
		"no kind":                {func(a *agency.Agency) { first(a).Kind = "" }, "terms[0].kind"},
		"calendar":               {func(a *agency.Agency) { first(a).Calendar = "a\nb" }, "terms[0].calendar"},
		"source":                 {func(a *agency.Agency) { first(a).Source = "a\nb" }, "terms[0].source"},
		"its own parent":         {func(a *agency.Agency) { first(a).Parent = a.ID }, "terms[0].parent"},
		"its own supervisor":     {func(a *agency.Agency) { first(a).Supervisor = a.ID }, "terms[0].supervisor"},
		"parent":                 {func(a *agency.Agency) { first(a).Parent = "a b" }, "terms[0].parent"},
		"another name of blanks": {func(a *agency.Agency) { first(a).Also = []string{"B", " "} }, "terms[0].also[1]"},
		"another name twice":     {func(a *agency.Agency) { first(a).Also = []string{"B", "B"} }, "terms[0].also[1]"},
		"function":               {func(a *agency.Agency) { first(a).Functions = []agency.Function{"a b"} }, "terms[0].functions[0]"},
		"500 functions":          {func(a *agency.Agency) { first(a).Functions = functions(agency.MaxList) }, ""},
		"501 functions":          {func(a *agency.Agency) { first(a).Functions = functions(agency.MaxList + 1) }, "terms[0].functions"},
		"head":                   {func(a *agency.Agency) { first(a).Heads = []agency.Person{"a b"} }, "terms[0].heads[0]"},
		"delegate":               {func(a *agency.Agency) { first(a).Delegates = []agency.ID{"a b"} }, "terms[0].delegates[0]"},
		"no region":              {func(a *agency.Agency) { first(a).Jurisdiction = make([]region.Code, 1) }, "terms[0].jurisdiction[0]"},
		"500 regions": {func(a *agency.Agency) {
			first(a).Jurisdiction = slices.Repeat([]region.Code{code("91")}, agency.MaxList)
		}, ""},
		"501 regions": {func(a *agency.Agency) {
			first(a).Jurisdiction = slices.Repeat([]region.Code{code("91")}, agency.MaxList+1)
		}, "terms[0]"},
		"500 channels": {func(a *agency.Agency) {
			first(a).Channels = slices.Repeat([]agency.Channel{{Kind: "sms", Value: "1708"}}, agency.MaxList)
		}, ""},
		"501 channels": {func(a *agency.Agency) {
			first(a).Channels = slices.Repeat([]agency.Channel{{Kind: "sms", Value: "1708"}}, agency.MaxList+1)
		}, "terms[0]"},
		"channel of no kind":   {func(a *agency.Agency) { first(a).Channels = []agency.Channel{{Value: "1708"}} }, "terms[0].channels[0].kind"},
		"channel of no number": {func(a *agency.Agency) { first(a).Channels = []agency.Channel{{Kind: "sms"}} }, "terms[0].channels[0].value"},
		"renamed":              {follow(agency.Succession{Kind: agency.Renamed, To: "b", On: on}), ""},
		"split":                {follow(agency.Succession{Kind: agency.Split, To: "b", On: on}), ""},
		"merged":               {follow(agency.Succession{Kind: agency.Merged, To: "b", On: on}), ""},
		"sold":                 {follow(agency.Succession{Kind: "sold", To: "b", On: on}), "successions[0].kind"},
		"followed by none":     {follow(agency.Succession{Kind: agency.Split, On: on}), "successions[0].to"},
		"followed by itself":   {follow(agency.Succession{Kind: agency.Split, To: "a", On: on}), "successions[0].to"},
		"followed never":       {follow(agency.Succession{Kind: agency.Split, To: "b"}), "successions[0].on"},
		"followed, it is said": {follow(agency.Succession{Kind: agency.Split, To: "b", On: on, Source: "a\nb"}), "successions[0].source"},
	} {
		a := agency.Agency{ID: "a", Terms: []agency.Term{{Name: "A", Kind: agency.Office}}}
		tt.change(&a)
		err := a.Validate()
		if tt.field == "" {
			require.NoError(t, err, name)
			continue
		}
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid, name)
		require.Len(t, invalid.Problems, 1, "%s: %v", name, err)
		require.Equal(t, tt.field, invalid.Problems[0].Field, name)
	}
}

// TestTurns are the instants at which what an agency is responsible for may change.
func TestTurns(t *testing.T) {
	t.Parallel()
	term := func(name, from, until string, functions ...agency.Function) agency.Term {
		v := aduan.Period{}
		if from != "" {
			v.From = date(from)
		}
		if until != "" {
			v.Until = date(until)
		}
		return agency.Term{Name: name, Kind: agency.Office, Functions: functions, Valid: v}
	}
	d, err := agency.NewDirectory(agency.Config{Regions: places(t), Agencies: []agency.Agency{
		{ID: "always", Terms: []agency.Term{term("A", "", "")}},
		{ID: "named", Terms: []agency.Term{term("A", "", "2020-01-01", "roads"), term("B", "2020-01-01", "", "roads")}},           // only its name changes
		{ID: "does", Terms: []agency.Term{term("A", "", "2021-01-01", "roads"), term("A", "2021-01-01", "", "roads", "bridges")}}, // what it does
		{ID: "pauses", Terms: []agency.Term{term("A", "2017-01-01", "2018-01-01"), term("A", "2019-01-01", "2021-01-01")}},
	}})
	require.NoError(t, err)
	var got []string
	for _, at := range d.Turns() {
		got = append(got, at.Format(time.DateOnly))
	}
	require.Equal(t, []string{"2017-01-01", "2018-01-01", "2019-01-01", "2021-01-01"}, got)
	require.Equal(t, []agency.Function{"bridges", "roads"}, d.Functions())
	var ids []agency.ID
	for a := range d.Agencies() {
		ids = append(ids, a.ID)
	}
	require.Equal(t, []agency.ID{"always", "does", "named", "pauses"}, ids)
	for range d.Agencies() {
		break // whoever iterates may stop
	}
}
