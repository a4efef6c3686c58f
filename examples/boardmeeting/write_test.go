package main

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/internal/golden"
)

// written are the files that the program writes, by name.
func written(t *testing.T, args ...string) map[string][]byte {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "paper", "of today")
	paperOf(t, append(args, "-out", dir)...)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	files := map[string][]byte{}
	for _, e := range entries {
		files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
	}
	return files
}

func TestFiles(t *testing.T) {
	t.Parallel()
	kept := regexp.MustCompile(`^(paper|minutes|roadmap|scurve|face|carried-money)_(id|en)\.(md|svg|mmd|ics|csv)$`)
	for _, day := range []string{"2020-11-12", "2021-05-06"} {
		t.Run(day, func(t *testing.T) {
			t.Parallel()
			files := written(t, "-asof", day)
			require.Equal(t, files, written(t, "-asof", day, "-lang", "en"), "the same files, whatever is printed")
			for _, name := range []string{"paper", "minutes"} {
				require.Contains(t, files, name+"_id.md")
				require.Contains(t, files, name+"_en.md")
			}
			for name, text := range files {
				require.True(t, strings.HasSuffix(string(text), "\n"), name)
				switch filepath.Ext(name) {
				case ".csv":
					checkCSV(t, name, text)
				case ".svg":
					checkSVG(t, name, text)
				case ".ics":
					checkICalendar(t, name, text)
				case ".md":
					checkMarkdown(t, name, string(text), files)
				case ".mmd":
					require.True(t, strings.HasPrefix(string(text), "gantt\n"), name)
				default:
					t.Fatalf("what is %s?", name)
				}
				if day == "2020-11-12" && kept.MatchString(name) {
					golden.File(t, *update, filepath.Join("files", name), bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))) // as Git keeps it
				}
			}
		})
	}
}

func checkCSV(t *testing.T, name string, text []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll() // every row as long as the first
	require.NoError(t, err, name)
	require.Greater(t, len(rows), 1, "%s has rows", name)
}

// checkSVG reads the whole drawing strictly; it has a title and a description.
func checkSVG(t *testing.T, name string, text []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = true
	seen := map[string]int{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err, name)
		if e, ok := token.(xml.StartElement); ok {
			seen[e.Name.Local]++
		}
	}
	require.Equal(t, 1, seen["svg"], name)
	require.NotZero(t, seen["title"], name)
	require.NotZero(t, seen["desc"], name)
	require.NotZero(t, seen["text"], name)
}

// checkICalendar holds the lines of a calendar against RFC 5545: CR LF, no more
// than 75 octets, and every component closed. Package roadmap checks the rest.
func checkICalendar(t *testing.T, name string, text []byte) {
	t.Helper()
	var open []string
	events := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(string(text), "\r\n"), "\r\n") {
		require.LessOrEqual(t, len(line), 75, name)
		require.NotContains(t, line, "\n", name)
		if kind, ok := strings.CutPrefix(line, "BEGIN:"); ok {
			open = append(open, kind)
		}
		if kind, ok := strings.CutPrefix(line, "END:"); ok {
			require.NotEmpty(t, open, name)
			require.Equal(t, open[len(open)-1], kind, name)
			open = open[:len(open)-1]
			if kind == "VEVENT" {
				events++
			}
		}
	}
	require.Empty(t, open, name)
	require.Equal(t, 12, events, "%s has every milestone", name)
}

// checkMarkdown looks at what makes a table or a list fall apart: an empty line
// is missing around it, the cells do not fit the head, or a picture is not there.
func checkMarkdown(t *testing.T, name, text string, files map[string][]byte) {
	t.Helper()
	kind := func(line string) string {
		for _, k := range []string{"|", "#", "!["} {
			if strings.HasPrefix(line, k) {
				return k
			}
		}
		if regexp.MustCompile(`^ *(-|\d+\.) `).MatchString(line) {
			return "-"
		}
		return "text"
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	cells := func(line string) int { return strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") }
	for i, line := range lines {
		require.Equal(t, strings.TrimRight(line, " "), line, "%s: no trailing space", name)
		if i == 0 || line == "" {
			if i > 0 {
				require.NotEmpty(t, lines[i-1], "%s:%d: two empty lines", name, i+1)
			}
			continue
		}
		before := lines[i-1]
		if before == "" {
			continue
		}
		require.Equal(t, kind(before), kind(line), "%s:%d: no empty line before it", name, i+1)
		require.Contains(t, []string{"|", "-"}, kind(line), "%s:%d", name, i+1)
		if kind(line) == "|" {
			require.Equal(t, cells(before), cells(line), "%s:%d", name, i+1)
		}
	}
	for _, link := range regexp.MustCompile(`!\[[^\]]*\]\(([^)]+)\)`).FindAllStringSubmatch(text, -1) {
		require.Contains(t, files, link[1], name)
	}
	if strings.HasPrefix(name, "paper") {
		require.Equal(t, 2, strings.Count(text, "!["), "%s shows both charts", name)
	}
}

func TestOutIsNotADirectory(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "paper")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	var out, errs bytes.Buffer
	require.Equal(t, 1, run([]string{"-out", file}, &out, &errs))
	require.Contains(t, errs.String(), "paper")
}
