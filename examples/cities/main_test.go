package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
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
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/region"
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

// Every city that lies here has a day of its own, in its own language.
func TestCities(t *testing.T) {
	t.Parallel()
	cities, err := filepath.Glob("*/lifecycle.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, cities)
	for _, file := range cities {
		city := filepath.Dir(file)
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
	english := strings.Split(output(t, "-lang", "en", "baie-sud"), "\n")
	for _, line := range strings.Split(output(t, "baie-sud"), "\n") {
		if strings.ContainsFunc(line, unicode.IsLetter) && !strings.HasSuffix(line, "):") { // a rule and its line
			require.NotContains(t, english, line)
		}
	}
	require.True(t, slices.Contains(english, "Burst main"))
}

// Three steps of the ladder were taken, to three superiors one above another.
func TestThreeSteps(t *testing.T) {
	t.Parallel()
	require.Equal(t, 3, strings.Count(output(t, "-lang", "en", "baie-sud"), "  Escalate  "))
}

// The table of each city does what its cases want, and leaves nothing untried.
func TestRouting(t *testing.T) {
	t.Parallel()
	here, err := office.Load(os.DirFS("baie-sud"))
	require.NoError(t, err)
	router := here.Router.Of(complaint.Facts{Submitted: time.Date(2026, 3, 2, 8, 0, 0, 0, here.Zone)})
	cases := routingtest.Load(t, os.DirFS("baie-sud"), "cases/*.yaml")
	routingtest.Run(t, router, cases...)
	routingtest.Complete(t, router, cases...)
}

// People and time bring about every action of the city's lifecycle.
func TestWalks(t *testing.T) {
	t.Parallel()
	here := complainttest.New(t, complainttest.Options{Files: os.DirFS("baie-sud")})
	taken := map[lifecycle.Action]bool{}
	for seed := range uint64(40) {
		draft := complainttest.Draft("Conduite rompue")
		draft.Category, draft.Region = "water/burst_main", region.MustParse("bs:2")
		id := here.Submit(complaint.Actor{ID: "awa"}, draft)
		steps := 0
		for range here.Walk(id, seed) {
			if steps++; steps == 40 {
				break
			}
		}
		for _, e := range here.Case(id).Timeline {
			taken[e.Action] = true
		}
	}
	for a := range here.Lifecycles[0].Machine().Actions() {
		require.True(t, taken[a], "%s of %v", a, taken)
	}
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
