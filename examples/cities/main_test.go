package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/complainttest"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/office"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
	"github.com/aduan-go/aduan/internal/golden"
)

// update rewrites the golden files: go test ./examples/cities -update.
var update = flag.Bool("update", false, "rewrite the golden files")

// output is what the program prints.
func output(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	require.NoError(t, run(t.Context(), args, &out, &errs))
	require.Empty(t, errs.String())
	return out.String()
}

// cities are the directories of the cities that lie here.
func cities(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*/calendar.yaml")
	require.NoError(t, err)
	require.Len(t, files, 4)
	for i := range files {
		files[i] = filepath.Dir(files[i])
	}
	return files
}

// Every city has a day of its own, in its own language.
func TestCities(t *testing.T) {
	t.Parallel()
	for _, city := range cities(t) {
		t.Run(city, func(t *testing.T) {
			t.Parallel()
			golden.File(t, *update, city+".golden", output(t, city))
		})
	}
}

// In the city's language nothing is said in English: lines that are the same in both have
// names only.
func TestNothingIsEnglish(t *testing.T) {
	t.Parallel()
	for city, example := range map[string]string{"baie-sud": "Burst main", "nl-waterveen": "Loose paving stone", "indonesia": "Street light out"} {
		english := strings.Split(output(t, "-lang", "en", city), "\n")
		for _, line := range strings.Split(output(t, city), "\n") {
			if strings.ContainsFunc(line, unicode.IsLetter) && !strings.HasSuffix(line, "):") { // a rule and its line
				require.NotContains(t, english, line)
			}
		}
		require.True(t, slices.Contains(english, example), city)
	}
}

// Three steps of the ladder were taken, to three superiors one above another.
func TestThreeSteps(t *testing.T) {
	t.Parallel()
	require.Equal(t, 3, strings.Count(output(t, "-lang", "en", "baie-sud"), "  Escalate  "))
}

// The table of each city does what its cases want, and leaves nothing untried; nothing is
// found wrong with it, and no day of two years lacks a rule or a list of holidays.
func TestNothingIsFoundWrong(t *testing.T) {
	t.Parallel()
	for _, city := range cities(t) {
		t.Run(city, func(t *testing.T) {
			t.Parallel()
			here, err := office.Load(os.DirFS(city))
			require.NoError(t, err, "what the proofs find is refused")
			day := time.Date(2026, 3, 2, 8, 0, 0, 0, here.Zone)
			router := here.Router.Of(complaint.Facts{Submitted: day})
			cases := routingtest.Load(t, os.DirFS(city), "cases/*.yaml")
			routingtest.Run(t, router, cases...)
			routingtest.Complete(t, router, cases...)
			require.Empty(t, router.Analyze(routing.Budget{}).Findings)
			first := time.Date(2026, 1, 1, 0, 0, 0, 0, here.Zone)
			require.Empty(t, here.Deadlines.Check(first, first.AddDate(2, 0, -1)))
		})
	}
}

// People and time bring about every action of each lifecycle of a city's own.
func TestWalks(t *testing.T) {
	t.Parallel()
	for _, city := range cities(t) {
		if city == "indonesia" { // whose lifecycle package complaint tests
			continue
		}
		t.Run(city, func(t *testing.T) {
			t.Parallel()
			here := complainttest.New(t, complainttest.Options{Files: os.DirFS(city)})
			draft := complainttest.Draft("A report")
			for info := range here.Categories.All() {
				draft.Category = info.Path
			}
			for u := range here.Regions.Latest().All() {
				draft.Region = u.Code()
			}
			missing := slices.Collect(here.Lifecycles[0].Machine().Actions())
			for seed := uint64(0); seed < 40 && len(missing) > 0; seed++ {
				id := here.Submit(complaint.Actor{ID: "awa"}, draft)
				steps := 0
				for range here.Walk(id, seed) {
					if steps++; steps == 40 {
						break
					}
				}
				for _, e := range here.Case(id).Timeline {
					missing = slices.DeleteFunc(missing, func(a lifecycle.Action) bool { return a == e.Action })
				}
			}
			require.Empty(t, missing)
		})
	}
}

// The files of docs/any-city.md are a city as they stand there: with the five files of its
// first part the national rules apply, with the next two its own.
func TestAnyCity(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/any-city.md")
	require.NoError(t, err)
	dir, files := t.TempDir(), 0
	for _, part := range strings.Split(string(page), "\n## ") {
		for _, m := range regexp.MustCompile("(?ms)^### (\\S+)$.*?^```\\w+\n(.*?)^```$").FindAllStringSubmatch(part, -1) {
			require.NoError(t, os.MkdirAll(filepath.Join(dir, filepath.Dir(m[1])), 0o755))
			require.NoError(t, os.WriteFile(filepath.Join(dir, m[1]), []byte(m[2]), 0o644))
			files++
		}
		switch files {
		case 5:
			require.Contains(t, output(t, dir), " of policy sp4n-lapor ")
		case 7:
			out := output(t, dir)
			require.Contains(t, out, "Decision: Water Office (town/water)")
			require.Contains(t, out, "Limit: 6 hours\n")
			require.Contains(t, out, "Breached: 2 March 2026 ")
			require.Contains(t, out, "  Escalate  ")
		case 8:
			require.Contains(t, output(t, dir), "\nMwisho: 2 March 2026 ")
		}
	}
	require.Equal(t, 8, files)
}

func TestWhatIsWrong(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.ErrorContains(t, run(t.Context(), nil, &out, &out), "want one directory")
	require.ErrorContains(t, run(t.Context(), []string{"-lang", "nl", "baie-sud"}, &out, &out), `the office has no words for "nl"; legal: en, fr, id`)
	require.ErrorIs(t, run(t.Context(), []string{"no-such-city"}, &out, &out), os.ErrNotExist)
	require.ErrorContains(t, run(t.Context(), []string{"../../complaint/office"}, &out, &out), "no file of an office has this name")
	require.Error(t, run(t.Context(), []string{"-x"}, &out, &bytes.Buffer{}))
}
