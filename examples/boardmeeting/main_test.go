package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/internal/golden"
)

// update rewrites the golden files: go test ./examples/boardmeeting -update.
var update = flag.Bool("update", false, "rewrite the golden files")

// paperOf is what the program prints.
func paperOf(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	require.Equal(t, 0, run(args, &out, &errs), "%s", errs.String())
	require.Empty(t, errs.String())
	return out.String()
}

func TestPapers(t *testing.T) {
	t.Parallel()
	for _, day := range []string{"2020-11-12", "2021-05-06"} {
		for _, lang := range []string{"id", "en"} {
			t.Run(day+"-"+lang, func(t *testing.T) {
				t.Parallel()
				golden.File(t, *update, day+"-"+lang+".txt", paperOf(t, "-asof", day, "-lang", lang))
			})
		}
	}
	t.Run("defaults", func(t *testing.T) {
		t.Parallel()
		require.Equal(t, paperOf(t, "-asof", "2020-11-12", "-lang", "en"), paperOf(t))
	})
}

// TestFacts holds each fact of README.md against the data files, which name it,
// and against the lines of the paper of 12 November 2020 that show it.
func TestFacts(t *testing.T) {
	t.Parallel()
	facts := map[string][]string{
		"1": {"49 days are left: 7 weeks, 31 working days.", "ALARM: the rest has to go more than 2 times as fast as the work so far."},
		"2": {"3. Evaluation from Q1 2020 until 12 November 2020", "Q1 2020", "Q4 2020"},
		"3": {
			"5. Lagging activities: 4", "- Appointing local coordinators (Ministry PANRB)", "- Assistance for six regions (UNDP Indonesia)",
			"- National SP4N-LAPOR! communication strategy (Ministry PANRB)", "- Learning platform (UNDP Indonesia)",
		},
		"4": {
			"What Covid-19 delayed is carried over into 2021.",
			"Appointing local coordinators                Covid-19 epidemic  20.00 %       80.00 %  Appointing local coordinators, continued                1 January 2021  31 March 2021",
			"- KOICA: 460,000.00 USD leaves, 460,000.00 USD arrives: conserved", "- UNDP Indonesia: 15,000.00 USD leaves, 15,000.00 USD arrives: conserved",
		},
		"5": {
			"7. What starts on 1 January 2021", "- Technical training for LAPOR! operators", "- Web-based SP4N learning",
			"- Public communication champion training, from 1 March 2021", "- Invitational training in South Korea, from 1 October 2021",
		},
		"6": {
			"13     Sumatera Barat", "34     Daerah Istimewa Yogyakarta", "51     Bali", "36.03  Kabupaten Tangerang, Banten",
			"34.04  Kabupaten Sleman, Daerah Istimewa Yogyakarta", "51.03  Kabupaten Badung, Bali", "Kabupaten Badung, Bali (51.03)                        Not assessed  Model for others",
		},
		"7": {"4. Capacity: measured, not only a few trainings", "Reports answered within five working days in the six regions  Q2 2020        55      58      57  no"},
		"8": {"34.04  Kabupaten Sleman, Daerah Istimewa Yogyakarta  Kepala Bagian Organisasi Sleman  1 October 2020", "Without a coordinator: 5 of 6 regions."},
		"9": {
			"Communication at executive and working level     Ministry PANRB     Ongoing", "K1  Appointing local coordinators                Board            Project Board   16 March 2020   15 October 2020",
			"- pb5/d1: Communication at executive and working level becomes more intense; obstacles are resolved quickly.",
		},
		"10": {"9. Road map: it is made, now it is implemented", "Reached: Road map made.", "Being implemented: 11 of 12 milestones;"},
		"11": {
			"Fifth Project Board Meeting: meeting 5, 12 November 2020. Form: Virtual.", "Ministry PANRB  Executive", "KOICA           Senior supplier",
			"UNDP Indonesia  Senior supplier", "12. Decisions and action items", "a51  Appoint local coordinators in the five regions without one",
		},
	}
	paper := paperOf(t, "-lang", "en")
	var data strings.Builder
	files, err := filepath.Glob("data/*.yaml")
	require.NoError(t, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		data.Write(text)
	}
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	require.Len(t, regexp.MustCompile(`(?m)^\d+\. `).FindAll(readme, -1), len(facts), "the facts of README.md")
	require.Len(t, facts, 11)
	for number, lines := range facts {
		require.Regexp(t, `(?m)#.*Fact `+number+`\b`, data.String(), "a data file names fact %s", number)
		for _, line := range lines {
			require.Regexp(t, `(?m)^`+regexp.QuoteMeta(line), paper, "fact %s", number)
		}
	}
}

func TestRecovery(t *testing.T) {
	t.Parallel()
	paper := paperOf(t, "-lang", "en", "-asof", "2021-05-06")
	for _, line := range []string{
		"What 2020 left open is late by 1 to 2 quarters.",
		"- Appointing local coordinators, continued: Six local coordinators are in place (reported on 22 March 2021)",
		"- Learning platform, continued: Four learning modules are done (reported on 31 March 2021)",
		"- National SP4N-LAPOR! communication strategy, continued: The communication strategy is under way (reported on 30 April 2021)",
		"- Regions with a local coordinator: 6 of 6",
		"Every region has a coordinator.",
	} {
		require.Contains(t, paper, line+"\n")
	}
	late := regexp.MustCompile(`(?m)^\S.*  \d+ \w+ \d{4}  +[\d.]+ %  \d+ \w+ \d{4} +(\d)$`).FindAllStringSubmatch(paper, -1)
	require.Len(t, late, 4, "the four activities that were carried over")
	for _, row := range late {
		require.Contains(t, []string{"1", "2"}, row[1], row[0])
	}
}

// TestOtherDays shows days without a meeting, without a plan of the next year,
// and before there was any edition to carry over.
func TestOtherDays(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]string{
		"2020-02-03": "What is left of 2020",
		"2020-10-27": "What starts on 1 January 2021",
		"2020-12-31": "There is no meeting on 31 December 2020",
		"2021-01-04": "What is left of 2021",
		"2021-03-21": "- Regions with a local coordinator: 5 of 6\n",
		"2021-03-22": "- Regions with a local coordinator: 6 of 6\n",
		"2021-12-31": "0 days are left",
	} {
		paper := paperOf(t, "-lang", "en", "-asof", day)
		require.Contains(t, paper, want, day)
		require.Equal(t, day > "2021", strings.Contains(paper, ". Recovery\n"), "%s: what the year itself carries over has not recovered", day)
		for line := range strings.Lines(paper) {
			require.NotRegexp(t, ` \n$`, line, "%s: no line ends in a space", day)
		}
		require.NotContains(t, paper, "\n\n\n", day)
		require.NotRegexp(t, `(?m)^-+\n\n\d+\. `, paper, "%s: no section is empty", day)
	}
}

func TestWrongCalls(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"-lang", "fr"}, {"-asof", "12-11-2020"}, {"-asof", "2020-11-31"}, {"-unknown"}, {"paper"}, {"-lang", "en", "paper"}} {
		var out, errs bytes.Buffer
		require.Equal(t, 2, run(args, &out, &errs), "%v", args)
		require.NotEmpty(t, errs.String(), "%v", args)
		require.Empty(t, out.String(), "%v", args)
	}
}

func TestADayWithoutAPlan(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	require.Equal(t, 1, run([]string{"-asof", "2022-01-03"}, &out, &errs))
	require.Contains(t, errs.String(), "there is no plan for 2022")
	require.Empty(t, out.String())
}
