package lifecycle

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestIndexFindsWhatIsThere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		// Few letters and all lengths around the words' edges make names alike.
		name := rapid.StringMatching(`[ab]{1,20}|[a-z_]{1,64}`)
		names := rapid.SliceOfNDistinct(name, 0, 200, rapid.ID).Draw(t, "names")
		x := newIndex(names)
		for i, n := range names {
			require.Equal(t, i, x.find(strings.Clone(n)))
		}
		for range 20 {
			other := name.Draw(t, "other")
			want := -1
			for i, n := range names {
				if n == other {
					want = i
				}
			}
			require.Equal(t, want, x.find(other))
		}
		require.Equal(t, -1, x.find(""))
	})
}

func TestIndexOfNothing(t *testing.T) {
	t.Parallel()
	x := newIndex([]string(nil))
	require.Equal(t, -1, x.find(""))
	require.Equal(t, -1, x.find("a"))
}

func TestIndexOfMany(t *testing.T) {
	t.Parallel()
	var names []string
	for i := range 1 << 12 {
		names = append(names, fmt.Sprintf("a_rather_long_name_%d_of_many", i))
	}
	x := newIndex(names)
	for i, n := range names {
		require.Equal(t, i, x.find(n))
	}
}
