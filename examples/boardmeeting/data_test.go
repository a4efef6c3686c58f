package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// changed is a copy of the data with something else in one file. What was there
// has to be there exactly once.
func changed(t *testing.T, file, was, is string) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("data")))
	if file == "" {
		return dir
	}
	text, err := os.ReadFile(filepath.Join(dir, file))
	require.NoError(t, err)
	require.Equal(t, 1, strings.Count(string(text), was), was)
	require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(strings.Replace(string(text), was, is, 1)), 0o644))
	return dir
}

func TestOwnData(t *testing.T) {
	t.Parallel()
	require.Equal(t, paperOf(t), paperOf(t, "-data", changed(t, "", "", "")))
}

func TestBrokenData(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file, was, is string
		want          []string
	}{
		"a misspelt field":     {"plan-2020.yaml", "calendar: id-wib", "calender: id-wib", []string{"plan-2020.yaml:14:1:", "calender"}},
		"an unknown region":    {"plan-2021.yaml", `regions: ["13", "34", "51", "36.03", "34.04", "51.03"] # [V]`, `regions: ["13", "34", "51", "36.03", "34.04", "51.03", "99"]`, []string{"plan-2021.yaml:20:58", "99"}},
		"negative money":       {"plan-2021.yaml", "fund: koica, amount: 210000.00 USD", "fund: koica, amount: -210000.00 USD", []string{"plan-2021.yaml:", "-210000.00 USD"}},
		"another currency":     {"plan-2021.yaml", "line: L8, quarter: 2021-Q2, column: spent, amount: 58000.00 USD", "line: L8, quarter: 2021-Q2, column: spent, amount: 58000.00 IDR", []string{"plan-2021.yaml:", "IDR"}},
		"a meeting of nobody":  {"meeting-5.yaml", "{name: Tim proyek, party: undp, role: observer}", "{name: Tim proyek, party: nobody, role: observer}", []string{"meeting-5.yaml:19:29:", "nobody"}},
		"a milestone too many": {"roadmap.yaml", "after: [{milestone: strategy}]", "after: [{milestone: strategi}]", []string{"roadmap.yaml:", "strategi"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out, errs bytes.Buffer
			require.Equal(t, 1, run([]string{"-data", changed(t, c.file, c.was, c.is)}, &out, &errs))
			for _, want := range c.want {
				require.Contains(t, errs.String(), want)
			}
			require.Empty(t, out.String())
		})
	}
}

func TestMissingData(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"plan-2020.yaml", "roadmap.yaml"} {
		dir := changed(t, "", "", "")
		require.NoError(t, os.Remove(filepath.Join(dir, file)))
		var out, errs bytes.Buffer
		require.Equal(t, 1, run([]string{"-data", dir}, &out, &errs), file)
		require.NotEmpty(t, errs.String(), file)
	}
}

// TestCarriedOver computes the carry-over of the day from what was known before
// the meeting, and compares with the second edition of both plans, which the
// files record.
func TestCarriedOver(t *testing.T) {
	t.Parallel()
	day := aduan.Date{Year: 2020, Month: 11, Day: 12}
	c, err := load(os.DirFS("data"), day)
	require.NoError(t, err)
	now, next, err := c.current()
	require.NoError(t, err)
	require.Len(t, now.Editions, 1, "the meeting has not decided yet")
	require.Len(t, next.Editions, 1)

	carry := proposal(c.of(now.ID), c.of(next.ID), day)
	require.Len(t, carry.Items, 4)
	closed, taken, err := workplan.CarryOver(now, next, carry)
	require.NoError(t, err)
	require.Empty(t, workplan.Diff(closed.Editions[1], c.of(now.ID).Editions[1]))
	require.Empty(t, workplan.Diff(taken.Editions[1], c.of(next.ID).Editions[1]))
	require.NotEmpty(t, workplan.Diff(taken.Editions[0], taken.Editions[1]), "it moves something")
}

// TestConservation breaks the carry-over in the files; it is refused on every
// day, also long after it was decided.
func TestConservation(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file, was, is string
		want          []string
	}{
		"money is lost": {
			"plan-2021.yaml", "fund: koica, amount: 75000.00 USD, from", "fund: koica, amount: 70000.00 USD, from",
			[]string{"L3", "75,000.00 USD", "70,000.00 USD"},
		},
		"money is doubled": {
			"plan-2021.yaml", "fund: undp, amount: 15000.00 USD, from", "fund: undp, amount: 30000.00 USD, from",
			[]string{"L6", "15,000.00 USD", "30,000.00 USD"},
		},
		"it changes its fund": {
			"plan-2021.yaml", "fund: undp, amount: 15000.00 USD, from", "fund: koica, amount: 15000.00 USD, from",
			[]string{"L6", "undp", "koica"},
		},
		"scope is lost": {"plan-2021.yaml", `scope: "70"`, `scope: "60"`, []string{"regional-assistance", "70", "60"}},
		"the old line says something else": {
			"plan-2020.yaml", "amount: 120000.00 USD, carried: 95000.00 USD", "amount: 120000.00 USD, carried: 90000.00 USD",
			[]string{"sp4n-2020, edition 2: line L8 is not what carrying over comes to"},
		},
		"more was spent than the files carry over": {
			"plan-2020.yaml", "line: L3, quarter: 2020-Q3, column: spent, amount: 12000.00 USD", "line: L3, quarter: 2020-Q3, column: spent, amount: 13000.00 USD",
			[]string{"plan-2020.yaml:300:91", "L3", "75000.00 USD of its 90000.00 USD"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := changed(t, c.file, c.was, c.is)
			for _, day := range []string{"2020-11-12", "2021-05-06"} {
				var out, errs bytes.Buffer
				require.Equal(t, 1, run([]string{"-data", dir, "-asof", day}, &out, &errs))
				for _, want := range c.want {
					require.Contains(t, errs.String(), want)
				}
				require.Empty(t, out.String())
			}
		})
	}
}

// TestADelayMovesWhatDependsOnIt lets the learning platform end later, and looks
// which milestones are later then.
func TestADelayMovesWhatDependsOnIt(t *testing.T) {
	t.Parallel()
	rows := func(paper string) map[string]string {
		found := map[string]string{}
		for _, m := range regexp.MustCompile(`(?m)^(\S.*?)  .* \d{4}  +(\d+ \w+ \d{4})  +[-+\d]+ +[\d.]+ %  (\w.*)$`).FindAllStringSubmatch(paper, -1) {
			found[m[1]] = m[2]
		}
		require.Len(t, found, 12)
		return found
	}
	later := paperOf(t, "-lang", "en", "-data", changed(t, "plan-2021.yaml", "end: 2021-02-26", "end: 2021-05-31"))
	before, after := rows(paperOf(t, "-lang", "en")), rows(later)
	moved := map[string]string{}
	for name := range before {
		if before[name] != after[name] {
			moved[name] = after[name]
		}
	}
	require.Equal(t, map[string]string{"Learning platform available": "31 May 2021", "Web-based SP4N learning running": "27 August 2021"}, moved)
	require.Contains(t, later, "- Web-based SP4N learning running: expected on 27 August 2021")
	require.Contains(t, later, "  - Because: it waits for \"Learning platform available\" (finish to start), which is 108 working days late\n"+
		"    - Because: the activity \"Learning platform\" (sp4n-2020/learning-platform) was planned to end on 15 December 2020 and is now expected to end on 31 May 2021;")
}
