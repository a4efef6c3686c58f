package enum_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/enum"
)

func TestSet(t *testing.T) {
	t.Parallel()
	set := enum.Set{{}, {"open", "Terbuka", "Open"}, {"shut"}}
	for n, text := range []string{"", "open", "shut"} {
		require.Equal(t, text, set.Text("Door", n))
		written, err := set.Marshal("Door", n)
		require.NoError(t, err)
		read, err := set.Unmarshal(written)
		require.NoError(t, err)
		require.Equal(t, n, read)
	}
	require.Equal(t, lifecycle.Label{Indonesian: "Terbuka", English: "Open"}, set.Label(1))
	for _, n := range []int{-1, 3} {
		require.Equal(t, lifecycle.Label{}, set.Label(n))
		require.Contains(t, set.Text("Door", n), "Door(")
		_, err := set.Marshal("Door", n)
		require.ErrorContains(t, err, "outside the set")
	}
	_, err := set.Unmarshal([]byte("Open"))
	require.EqualError(t, err, "unknown word; legal: open, shut")
}
