package aduan_test

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"

	// What the program joins: it is built by another process, and only for what
	// the test imports does the go command see that it has to run again.
	_ "github.com/aduan-go/aduan/complaint/deadline"
	_ "github.com/aduan-go/aduan/complaint/routing"
	_ "github.com/aduan-go/aduan/region/indonesia"
	_ "github.com/aduan-go/aduan/storage/sqlite"
)

// update rewrites the generated part of the README: go test . -update.
var update = flag.Bool("update", false, "rewrite the diagram in README.md")

// block returns the text of the first fenced block of a language after a mark.
func block(t *testing.T, readme, mark, language string) (text string, from, to int) {
	t.Helper()
	start := strings.Index(readme, mark)
	require.GreaterOrEqual(t, start, 0, "no %q in the README", mark)
	fence := "```" + language + "\n"
	open := strings.Index(readme[start:], fence)
	require.GreaterOrEqual(t, open, 0, "no block after %q", mark)
	from = start + open + len(fence)
	length := strings.Index(readme[from:], "```")
	require.GreaterOrEqual(t, length, 0, "the block after %q never ends", mark)
	return readme[from : from+length], from, from + length
}

func TestReadmeDiagramIsTheNationalLifecycle(t *testing.T) {
	t.Parallel()
	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	want := national.Machine().MermaidMoves(aduan.English)
	data, err := os.ReadFile("README.md")
	require.NoError(t, err)
	got, from, to := block(t, string(data), "<!-- diagram:", "mermaid")
	if *update {
		require.NoError(t, os.WriteFile("README.md", []byte(string(data[:from])+want+string(data[to:])), 0o644))
		got = want
	}
	require.Equal(t, want, got, "go test . -update rewrites it")
}

// The program in the README is built and run as it stands there, and prints
// what the README says.
func TestReadmeProgramRuns(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("README.md")
	require.NoError(t, err)
	program, _, _ := block(t, string(data), "## In a program", "go")
	require.Less(t, len(data), 13_000, "the README is read in one sitting")
	_, body, _ := strings.Cut(program, "func main() {\n")
	wiring, _, _ := strings.Cut(body, "\n\n")
	require.LessOrEqual(t, strings.Count(wiring, "\n")+1, 30, "what joins the rooms fits on a page")
	for _, file := range regexp.MustCompile(`"(examples/[^"]+)"`).FindAllStringSubmatch(program, -1) {
		require.FileExists(t, file[1])
	}
	promised, _, _ := block(t, string(data), "`go run . aduan.db` prints", "")

	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	require.NoError(t, os.WriteFile(source, []byte(program), 0o600))
	root, err := os.Getwd()
	require.NoError(t, err)
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(root, "examples", "readme", "main.go"): source}})
	require.NoError(t, err)
	overlayFile := filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(overlayFile, overlay, 0o600))

	out, err := exec.CommandContext(t.Context(), "go", "run", "-overlay", overlayFile, "./examples/readme", filepath.Join(dir, "aduan.db")).CombinedOutput()
	require.NoError(t, err, "%s", out)
	printed := regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`).ReplaceAllString(string(out), "...")
	require.Equal(t, promised, printed)
}
