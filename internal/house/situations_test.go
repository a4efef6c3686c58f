package house

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSituations holds docs/situations.md against the code: every row names a
// test, and the test stands in the package that the row says.
func TestSituations(t *testing.T) {
	t.Parallel()
	named := namedTests(t, "situations.md")
	require.Greater(t, len(named), 25)
}

// TestGuarantees holds docs/guarantees.md against the code in the same way, and asks
// that no long form is left out.
func TestGuarantees(t *testing.T) {
	t.Parallel()
	named := namedTests(t, "guarantees.md")
	long := regexp.MustCompile(`(?m)^func (TestSoak\w+)\(t \*testing\.T\)`)
	forms := 0
	for _, file := range testFiles(t) {
		source, err := os.ReadFile(filepath.Join(root(), file))
		require.NoError(t, err)
		for _, found := range long.FindAllSubmatch(source, -1) {
			forms++
			require.Contains(t, named, path.Dir(file)+" "+string(found[1]), "docs/guarantees.md leaves out a long form")
		}
	}
	require.Greater(t, forms, 20)
}

// namedTests are the tests that the rows of a document name, as "package test". Each
// row names one, and each stands in that package; one that is linked, in that file.
func namedTests(t *testing.T, name string) map[string]bool {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root(), "docs", name))
	require.NoError(t, err)
	text, _, _ := strings.Cut(string(data), "<!-- soak:")
	cell := regexp.MustCompile("`([a-z0-9_/]+) ((?:Test|Fuzz)[A-Za-z0-9]+)`(?:\\]\\(([^)]+)\\))?")
	named := map[string]bool{}
	header := true
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "| ") {
			header = true
			continue
		}
		if header || strings.HasPrefix(line, "| ---") {
			header = false
			continue
		}
		tests := cell.FindAllStringSubmatch(line, -1)
		require.NotEmpty(t, tests, "no test in the row %s", line)
		for _, test := range tests {
			files := filepath.Join(root(), test[1], "*_test.go")
			if test[3] != "" {
				require.Equal(t, test[1], path.Dir(path.Join("docs", test[3])), "%s lies in another package", test[2])
				files = filepath.Join(root(), "docs", test[3])
			}
			require.True(t, declared(t, files, test[2]), "%s has no test %s", files, test[2])
			named[test[1]+" "+test[2]] = true
		}
	}
	return named
}

// testFiles are all files with tests, by their path from the root.
func testFiles(t *testing.T) (files []string) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(root(), func(file string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(file, "_test.go") {
			short, errShort := filepath.Rel(root(), file)
			files = append(files, filepath.ToSlash(short))
			err = errors.Join(err, errShort)
		}
		return err
	}))
	return files
}

// declared reports whether one of some files declares a test.
func declared(t *testing.T, pattern, test string) bool {
	t.Helper()
	files, err := filepath.Glob(pattern)
	require.NoError(t, err)
	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		if strings.Contains(string(source), "\nfunc "+test+"(") {
			return true
		}
	}
	return false
}
