package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// TestWhatIsSaidCanBeTranslated writes the papers in the pseudo-language. What
// stands outside of its brackets is listed in testdata/outside.txt: what the data
// files say, IDs, currencies and names of regions.
func TestWhatIsSaidCanBeTranslated(t *testing.T) {
	t.Parallel()
	machine, err := workplan.ActivityMachine()
	require.NoError(t, err)
	w := aduan.Pseudo(aduan.FormatTexts(), texts(), workplan.Texts(), machine.Texts(), board.Texts(), evaluation.Texts(), roadmap.Texts())
	var said strings.Builder
	for _, day := range []aduan.Date{
		{Year: 2020, Month: time.February, Day: 3},
		{Year: 2020, Month: time.November, Day: 12},
		{Year: 2020, Month: time.December, Day: 31},
		{Year: 2021, Month: time.May, Day: 6},
	} {
		c, err := load(os.DirFS("data"), day)
		require.NoError(t, err)
		paper, err := c.paper(w)
		require.NoError(t, err)
		said.WriteString(paper.text())
		dir := t.TempDir()
		require.NoError(t, c.write(dir, w))
		files, err := os.ReadDir(dir)
		require.NoError(t, err)
		for _, file := range files {
			// Mermaid and iCalendar have a grammar of words; package roadmap looks at them.
			if ext := filepath.Ext(file.Name()); ext != ".mmd" && ext != ".ics" {
				text, err := os.ReadFile(filepath.Join(dir, file.Name()))
				require.NoError(t, err)
				said.Write(text)
			}
		}
	}
	golden.File(t, *update, "outside.txt", pseudo.Outside(said.String()))
}

// TestOneNamePerThing: a paper has one name for a region, and names where it can.
func TestOneNamePerThing(t *testing.T) {
	t.Parallel()
	for _, day := range []string{"2020-11-12", "2021-05-06"} {
		id, en := paperOf(t, "-asof", day, "-lang", "id"), paperOf(t, "-asof", day, "-lang", "en")
		for _, paper := range []string{id, en} {
			require.NotRegexp(t, `Provinsi|DI Yogyakarta|coordinator-|\d[.,]\d %`, paper)
			require.NotRegexp(t, `(?m) \d+ %.*$`, paper, "decimals of one style")
		}
		require.NotRegexp(t, `quarter I|\bFund\b|Done %`, en)
		require.NotRegexp(t, `Mulai +Selesai|Dieskalasi +Selesai|Selesai .*Selesai$`, id)
	}
}
