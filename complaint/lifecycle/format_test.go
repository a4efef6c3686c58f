package lifecycle_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// The example in docs/lifecycle-format.md is sound.
func TestDocumentedFormatIsSound(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("../../docs/lifecycle-format.md")
	require.NoError(t, err)
	_, rest, ok := strings.Cut(string(doc), "```yaml\n")
	require.True(t, ok)
	text, _, ok := strings.Cut(rest, "```")
	require.True(t, ok)
	v := permitWords()
	v.Guards = append(v.Guards, lc.Guard{Name: "reopened_fewer_than", Takes: lc.TakesNumber})
	v.Clocks = append(v.Clocks, "statutory")
	mustCompile(t, mustParse(t, text), v)
	for op := lc.Start; op <= lc.Keep; op++ {
		require.Contains(t, string(doc), "`"+op.String()+"`")
	}
}
