package golden

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDifference(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		want, got string
		line      int
		was, is   string
	}{
		{"a\nb\n", "a\nc\n", 2, "b", "c"}, {"a", "a\nb", 2, "", "b"}, {"a\nb", "a", 2, "b", ""}, {"", "x", 1, "", "x"},
	} {
		line, was, is := difference(c.want, c.got)
		require.Equal(t, []any{c.line, c.was, c.is}, []any{line, was, is})
	}
}

func TestFile(t *testing.T) {
	t.Chdir(t.TempDir())
	File(t, true, "deep/a.txt", "text\n")
	File(t, false, "deep/a.txt", "text\n")
}
