package workplan_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/workplan"
)

// The plan in docs/plan-format.md is one.
func TestDocumentedFormat(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("../docs/plan-format.md")
	require.NoError(t, err)
	_, rest, ok := strings.Cut(string(doc), "```yaml\n")
	require.True(t, ok)
	file, _, ok := strings.Cut(rest, "```")
	require.True(t, ok)
	p, err := workplan.Parse("plan.yaml", []byte(file), workplan.Sources{})
	require.NoError(t, err)
	require.Equal(t, workplan.StateInForce, p.State())
}
