package routing_test

import (
	"iter"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// other is a directory that has some agencies by other names, or not at all.
type other struct {
	*agency.Directory
	names map[agency.ID]agency.ID
}

func (d other) Agencies() iter.Seq[agency.Agency] {
	return func(yield func(agency.Agency) bool) {
		for a := range d.Directory.Agencies() {
			if name, changed := d.names[a.ID]; changed {
				a.ID = name
			}
			if a.ID != "" && !yield(a) {
				return
			}
		}
	}
}

// served makes a service of a router and a directory.
func served(router complaint.Router, d complaint.Directory) error {
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	if err != nil {
		return err
	}
	_, err = complaint.NewService(complaint.Config{
		Store: backend.Complaints(memory.New()), Lifecycles: []*complaint.Lifecycle{l}, Deadlines: complaint.NoDeadlines{},
		Router: router, Directory: d,
	})
	return err
}

// A table that sends to agencies which the service's directory does not have,
// although the directory that it was compiled with does.
func TestSilentServiceAsksTheRouter(t *testing.T) {
	t.Parallel()
	from := newSources(t)
	for name, c := range map[string]struct {
		table   string
		names   map[agency.ID]agency.ID
		line    int
		field   string
		says    string
		nearest string
	}{
		"agency":     {"rules:\n- id: a\n  to: {agency: sleman/works}\n", map[agency.ID]agency.ID{"sleman/works": "sleman/work"}, 8, "rules[0].to.agency", `the rule "a" of the table "t" 1 sends to the agency "sleman/works"`, "sleman/work"},
		"ended":      {"rules:\n- id: a\n  to: {agency: gone}\n", map[agency.ID]agency.ID{"gone": "gonne"}, 8, "rules[0].to.agency", `the agency "gone"`, "gonne"},
		"supporting": {"rules:\n- id: a\n  to:\n    agency: diy\n    supporting: [{agency: bali/a}]\n", map[agency.ID]agency.ID{"bali/a": ""}, 10, "rules[0].to.supporting[0].agency", `the agency "bali/a"`, "bali/b"},
		"ask":        {"rules:\n- id: a\n  to:\n    ask:\n    - {agency: diy}\n    - {agency: bali/b}\n", map[agency.ID]agency.ID{"bali/b": ""}, 11, "rules[0].to.ask[1].agency", `the agency "bali/b"`, "bali/a"},
		"function":   {"rules:\n- id: a\n  to: {function: health}\n", map[agency.ID]agency.ID{"bali": "balli"}, 8, "rules[0].to.function", `the function "health" of the agency "bali", which the`, "balli"},
		"functions":  {"rules:\n- id: a\n  to: {function: health}\n", map[agency.ID]agency.ID{"bali": "balli", "sleman/health": "sleman/healt"}, 8, "rules[0].to.function", `the agency "bali", which, like 1 more to which it leads,`, "balli"},
		"fallback":   {"rules: []\n", map[agency.ID]agency.ID{"diy": "diiy"}, 5, "fallback.agency", `the fallback of the table "t" 1 sends to the agency "diy"`, "diiy"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table, err := routing.Parse("t.yaml", []byte(head+c.table))
			require.NoError(t, err)
			router, err := routing.Compile(table, from)
			require.NoError(t, err)
			editions, err := routing.NewEditions(router)
			require.NoError(t, err)
			for at, r := range map[string]complaint.Router{"Router.": router, "Router.editions[0].": editions} {
				require.NoError(t, served(r, from.Agencies), "its own directory")
				require.NoError(t, served(r, nil))
				err = served(r, other{from.Agencies, c.names})
				var invalid *storage.InvalidError
				require.ErrorAs(t, err, &invalid)
				require.Len(t, invalid.Problems, 1, "%v", err)
				p := invalid.Problems[0]
				require.Equal(t, at+c.field, p.Field)
				require.Equal(t, "t.yaml", p.File)
				require.Equal(t, c.line, p.Line)
				require.Contains(t, p.Message, c.says)
				require.True(t, strings.HasSuffix(p.Message, "the service's directory does not have"), p.Message)
				require.Equal(t, c.nearest, p.Legal[0])
			}
		})
	}
}

// Functions are refused for just the agencies to which they lead for some report of
// the table.
func TestServiceDirectoryByFunction(t *testing.T) {
	t.Parallel()
	from := newSources(t)
	for _, scope := range [][]region.Code{nil, path("34"), path("34.04"), path("51.03"), path("34.71")} {
		table := newTable(
			routing.First,
			routing.Rule{ID: "health", When: routing.When{Category: []complaint.Category{"health"}}, To: routing.ToFunction("health", "")},
			routing.Rule{ID: "works", To: routing.ToFunction("works", "regency")},
		)
		table.Scope.Regions = scope
		table.Fallback = routing.ToAgency("new")
		router, err := routing.Compile(table, from)
		require.NoError(t, err)
		reached := map[agency.ID]bool{"new": true}
		for d := table.Valid.From; d.Compare(table.Valid.Until) < 0; d = d.AddDays(1) {
			view, err := from.Regions.AsOf(router.Noon(d))
			require.NoError(t, err)
			for u := range view.All() {
				for _, category := range []complaint.Category{"health", "roads"} {
					decision, err := router.Route(complaint.Facts{Region: u.Path(), Category: category, Submitted: router.Noon(d)})
					require.NoError(t, err)
					reached[decision.Agency] = true
				}
			}
		}
		for a := range from.Agencies.Agencies() {
			err := served(router, other{from.Agencies, map[agency.ID]agency.ID{a.ID: ""}})
			if reached[a.ID] {
				require.ErrorContains(t, err, `"`+string(a.ID)+`"`, "%s", scope)
			} else {
				require.NoError(t, err, "%s %s", a.ID, scope)
			}
		}
	}
}
