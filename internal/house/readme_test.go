package house

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"

	// What the program joins: it is built by another process, and only for what
	// the test imports does the go command see that it has to run again.
	_ "github.com/aduan-go/aduan/complaint/deadline"
	_ "github.com/aduan-go/aduan/complaint/routing"
	_ "github.com/aduan-go/aduan/region/indonesia"
	_ "github.com/aduan-go/aduan/storage/sqlite"
)

// readme reads the README. Its tests stand here and not in the root package,
// whose tests would put whatever they import into the go.sum of every program
// that imports the library.
func readme(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root(), "README.md"))
	require.NoError(t, err)
	return string(data)
}

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

func TestReadmeDiagram(t *testing.T) {
	t.Parallel()
	drawn := national(t, "2").MermaidMoves(aduan.English())
	requireBlock(t, "README.md", "<!-- diagram:", "mermaid", drawn)
}

func TestNationalEditionsAreCompared(t *testing.T) {
	t.Parallel()
	diff := lifecycle.Diff(national(t, "1"), national(t, "2")).In(aduan.English())
	requireBlock(t, filepath.Join("docs", "national-editions.md"), "<!-- diff:", "", diff)
}

// national proves an edition of the national lifecycle.
func national(t *testing.T, edition string) *lifecycle.Machine {
	t.Helper()
	d, err := complaint.NationalEdition(edition)
	require.NoError(t, err)
	l, err := complaint.Compile(d, complaint.Extensions{})
	require.NoError(t, err)
	return l.Machine()
}

// requireBlock compares a block of a document with what it is generated from, or
// rewrites it.
func requireBlock(t *testing.T, file, mark, language, want string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root(), file))
	require.NoError(t, err)
	text := string(data)
	got, from, to := block(t, text, mark, language)
	if *update {
		require.NoError(t, os.WriteFile(filepath.Join(root(), file), []byte(text[:from]+want+text[to:]), 0o644))
		got = want
	}
	require.Equal(t, want, got, "%s: make generate rewrites it", file)
}

// The program in the README is built and run as it stands there, and prints
// what the README says.
func TestReadmeProgramRuns(t *testing.T) {
	t.Parallel()
	text := readme(t)
	program, _, _ := block(t, text, "## In a program", "go")
	require.Less(t, len(text), 13_000, "the README is read in one sitting")
	_, body, _ := strings.Cut(program, "func main() {\n")
	wiring, _, _ := strings.Cut(body, "\n\n")
	require.LessOrEqual(t, strings.Count(wiring, "\n")+1, 30, "what joins the rooms fits on a page")
	for _, file := range regexp.MustCompile(`"(examples/[^"]+)"`).FindAllStringSubmatch(program, -1) {
		require.FileExists(t, filepath.Join(root(), file[1]))
	}
	promised, _, _ := block(t, text, "`go run . aduan.db` prints", "")

	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	require.NoError(t, os.WriteFile(source, []byte(program), 0o600))
	top, err := filepath.Abs(root())
	require.NoError(t, err)
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(top, "examples", "readme", "main.go"): source}})
	require.NoError(t, err)
	overlayFile := filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(overlayFile, overlay, 0o600))

	run := exec.CommandContext(t.Context(), "go", "run", "-overlay", overlayFile, "./examples/readme", filepath.Join(dir, "aduan.db"))
	run.Dir = top
	out, err := run.CombinedOutput()
	require.NoError(t, err, "%s", out)
	printed := regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`).ReplaceAllString(string(out), "...")
	require.Equal(t, promised, printed)
}
