package pace_test

import (
	"hash/fnv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/internal/pace"
)

// Nothing takes few steps, and what is as much work as a hundred steps takes more.
func TestSteps(t *testing.T) {
	t.Parallel()
	short := pace.Steps(func() {})
	long := pace.Steps(func() {
		sum, block := fnv.New64a(), make([]byte, 1<<20)
		for range 100 {
			_, _ = sum.Write(block)
		}
	})
	require.Less(t, short, long)
}
