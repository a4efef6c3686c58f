package lifecycle_test

import (
	"flag"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/golden"
)

// update rewrites the golden files: go test ./complaint/lifecycle -update.
var update = flag.Bool("update", false, "rewrite the golden files under testdata")

// awkward is a definition whose names are words of the diagram languages, and
// whose labels try to break out.
func awkward() lc.Definition {
	d := small("state", names("state", "note", "end", "end_", "default"),
		row("file", lc.To("state"), "a", lc.New), row("digraph", lc.To("note"), "a", "state"), row("end", lc.To("end"), "a", "note"),
		row("style", lc.Same(), "a", "note"), row("class", lc.To("end_"), "a", "state"), row("click", lc.To("default"), "a", "state"), row("as", lc.To("end"), "a", "default"))
	d.Name = "awkward \"]; x -> y\\"
	hostile := "a\" as b\n[*] --> c : d; %% e <br/> {f} #quot; `g` \\l\u2028\x01"
	d.States[0].Label, d.States[2].Label = aduan.NewLabel(map[string]string{"id": hostile, "en": hostile}), aduan.NewLabel(map[string]string{"id": "Selesai"})
	return d
}

func TestDiagramsAreGolden(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]lc.Definition{"permit": permit(), "national": complaint.National(), "nested": nested(), "awkward": awkward()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := mustCompile(t, d, wordsOf())
			golden.File(t, *update, name+".mmd", m.Mermaid(aduan.Indonesian()))
			golden.File(t, *update, name+".en.mmd", m.Mermaid(aduan.English()))
			golden.File(t, *update, name+".moves.mmd", m.MermaidMoves(aduan.English()))
			golden.File(t, *update, name+".dot", m.DOT(aduan.English()))
			for range 20 { // maps are iterated in another order each time
				again := mustCompile(t, d, wordsOf())
				require.Equal(t, m.Mermaid(aduan.Indonesian()), again.Mermaid(aduan.Indonesian()))
				require.Equal(t, m.MermaidMoves(aduan.English()), again.MermaidMoves(aduan.English()))
				require.Equal(t, m.DOT(aduan.English()), again.DOT(aduan.English()))
			}
		})
	}
}

// Every line of a Mermaid text has one of four forms, every state and every
// action appears, and no text holds what would end it.
func TestMermaidIsWellFormed(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]lc.Definition{"permit": permit(), "national": complaint.National(), "nested": nested(), "awkward": awkward()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := mustCompile(t, d, wordsOf())
			text := m.Mermaid(aduan.Indonesian())
			lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
			require.Equal(t, "stateDiagram-v2", lines[0])
			ids := map[string]bool{"[*]": true}
			for _, line := range lines[1:] {
				line = strings.TrimPrefix(line, "    ")
				if rest, ok := strings.CutPrefix(line, `state "`); ok {
					label, id, ok := strings.Cut(rest, `" as `)
					require.True(t, ok && id != "" && !ids[id], "%q", line)
					require.NotContains(t, label, `"`)
					ids[id] = true
					continue
				}
				move, label, labelled := strings.Cut(line, " : ")
				from, to, isMove := strings.Cut(move, " --> ")
				require.True(t, ids[from] && (!isMove || ids[to]), "%q", line)
				require.True(t, labelled || to == "[*]", "%q", line)
				require.NotRegexp(t, `["#;:{}%\\]|<[^b]|-->`, label)
			}
			require.Len(t, ids, len(d.States)+1)
			for a := range m.Actions() {
				require.Contains(t, text, m.ActionIn(aduan.Indonesian(), a)+" oleh ")
			}
		})
	}
}

func TestGraphvizReadsDOT(t *testing.T) {
	t.Parallel()
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("dot is not installed")
	}
	for name, d := range map[string]lc.Definition{"permit": permit(), "national": complaint.National(), "awkward": awkward()} {
		cmd := exec.Command(dot, "-Tplain")
		cmd.Stdin = strings.NewReader(mustCompile(t, d, wordsOf()).DOT(aduan.English()))
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s: %s", name, out)
	}
}

// Without Graphviz at least the strings of a DOT text can be checked: each one
// ends on the line on which it begins.
func TestDOTQuotes(t *testing.T) {
	t.Parallel()
	m := mustCompile(t, awkward(), wordsOf())
	for line := range strings.Lines(m.DOT(aduan.English())) {
		open := false
		for i := 0; i < len(line); i++ {
			switch line[i] {
			case '\\':
				i++
			case '"':
				open = !open
			}
		}
		require.False(t, open, "%q", line)
	}
}
