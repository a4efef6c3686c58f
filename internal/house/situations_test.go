package house

import (
	"os"
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
	data, err := os.ReadFile(filepath.Join(root(), "docs", "situations.md"))
	require.NoError(t, err)
	cell := regexp.MustCompile("`([a-z0-9_/]+) (Test[A-Za-z0-9]+)`")
	rows := 0
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| what ") || strings.HasPrefix(line, "| ---") {
			continue
		}
		rows++
		tests := cell.FindAllStringSubmatch(line, -1)
		require.NotEmpty(t, tests, "no test in the row %s", line)
		for _, test := range tests {
			require.True(t, declared(t, test[1], test[2]), "%s has no test %s", test[1], test[2])
		}
	}
	require.Greater(t, rows, 25)
}

// declared reports whether a package declares a test.
func declared(t *testing.T, dir, test string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root(), dir, "*_test.go"))
	require.NoError(t, err)
	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		if strings.Contains(string(source), "\nfunc "+test+"(t *testing.T)") {
			return true
		}
	}
	return false
}
