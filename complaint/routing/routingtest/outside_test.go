package routingtest_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/internal/golden"
)

// outside runs the go command in a module of its own that tests its table with
// this package.
func outside(t *testing.T, env []string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = filepath.Join("..", "..", "..", "internal", "outside")
	cmd.Env = append(append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly"), env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// Another project tests its rules, and needs no more modules than the library
// links: one that it asks for, and those that a router is made of.
func TestOutsideModule(t *testing.T) {
	t.Parallel()
	out, err := outside(t, nil, "test", "./...")
	require.NoError(t, err, out)
	out, err = outside(t, nil, "mod", "tidy", "-diff")
	require.NoError(t, err, out)

	text, err := os.ReadFile(filepath.Join("..", "..", "..", "internal", "outside", "go.mod"))
	require.NoError(t, err)
	var direct, indirect []string
	for _, m := range regexp.MustCompile(`(?m)^(?:require )?\s*([a-z.]+/\S+) v\S+( // indirect)?$`).FindAllStringSubmatch(string(text), -1) {
		if m[2] == "" {
			direct = append(direct, m[1])
		} else {
			indirect = append(indirect, m[1])
		}
	}
	require.Equal(t, []string{"github.com/aduan-go/aduan"}, direct)
	require.Equal(t, []string{"github.com/google/uuid", "github.com/looplab/fsm", "go.yaml.in/yaml/v3", "golang.org/x/text"}, indirect)
}

// The test of the other project is five lines long.
func TestOutsideTestIsFiveLines(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "internal", "outside", "routing_test.go"))
	require.NoError(t, err)
	_, body, found := strings.Cut(string(text), "func TestRouting(")
	require.True(t, found)
	body, _, found = strings.Cut(body, "\n}\n")
	require.True(t, found)
	require.Equal(t, 5, len(strings.Split(body, "\n")), "the line of the function and four in it")
}

// What a failing test of the other project prints.
func TestOutsideFailure(t *testing.T) {
	t.Parallel()
	out, err := outside(t, []string{"ADUAN_SHOW_FAILURE=1"}, "test", "-count=1", "-run", "^TestWrong$", ".")
	require.Error(t, err, out)
	out = regexp.MustCompile(`\(?\d+\.\d+s\)?`).ReplaceAllString(out, "0s")
	golden.File(t, *update, "outside.golden", out)
}
