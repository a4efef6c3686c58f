package strict

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// tree is a type of any depth.
type tree struct {
	Sub  []tree `json:"s"`
	Text string `json:"t"`
}

func TestLimits(t *testing.T) {
	t.Parallel()
	const doc = `{"s": [{"t": "abé\u00e9"}]}`
	for _, c := range []struct {
		name  string
		least Limits
		want  string
	}{
		{"bytes", Limits{Bytes: len(doc)}, "f: 28 bytes are more than the limit of 27"},
		{"depth", Limits{Depth: 3}, "f:1:8: s[0]: nested more than 2 deep"},
		{"nodes", Limits{Nodes: 6}, "f:1:14: s[0].t: more than 5 values and keys"},
		{"scalar", Limits{ScalarBytes: 6}, "f:1:14: s[0].t: 6 bytes are more than the limit of 5 for one value"},
	} {
		for _, f := range []Format{JSON, YAML} {
			t.Run(c.name+" "+f.String(), func(t *testing.T) {
				t.Parallel()
				for _, more := range []int{0, 1} {
					lim := c.least
					for _, p := range []*int{&lim.Bytes, &lim.Depth, &lim.Nodes, &lim.ScalarBytes} {
						if *p > 0 {
							*p += more
						}
					}
					var got tree
					require.NoError(t, Decode("text", "f", f, []byte(doc), lim, &got))
					require.Equal(t, tree{Sub: []tree{{Text: "abéé"}}}, got)
				}
				lim := c.least
				for _, p := range []*int{&lim.Bytes, &lim.Depth, &lim.Nodes, &lim.ScalarBytes} {
					*p = max(0, *p-1)
				}
				want := c.want
				switch {
				case c.name == "depth" && f == JSON:
					want = "f:1:8: nested more than 2 deep"
				case c.name == "nodes" && f == JSON:
					want = "f:1:12: more than 5 values and keys"
				}
				var got tree
				refused(t, Decode("text", "f", f, []byte(doc), lim, &got), want)
				require.Zero(t, got)
			})
		}
	}
}

func TestDefaultLimits(t *testing.T) {
	t.Parallel()
	require.Equal(t, Limits{8 << 20, 64, 500_000, 32 << 20, 1 << 20}, Limits{}.orDefaults(JSON))
	require.Equal(t, Limits{512 << 10, 64, 150_000, 32 << 20, 1 << 20}, Limits{-1, -1, -1, -1, -1}.orDefaults(YAML))
	require.Equal(t, Limits{math.MaxInt32, 2, 3, 4, 5}, Limits{math.MaxInt, 2, 3, 4, 5}.orDefaults(YAML))
	require.Equal(t, Limits{1, 2, 3, 4, 5}, Limits{1, 2, 3, 4, 5}.orDefaults(YAML))

	nested := func(depth int) []byte { return []byte(strings.Repeat("[", depth) + strings.Repeat("]", depth)) }
	long := func(n int) []byte { return []byte(`["` + strings.Repeat("a", n) + `"]`) }
	padded := func(n int) []byte { return []byte("[1]" + strings.Repeat(" ", n-3)) }
	many := func(n int) []byte { return []byte("[" + strings.Repeat("0,", n-2) + "0]") }

	type lists []lists
	require.NoError(t, Decode("text", "f", JSON, nested(64), Limits{}, new(lists)))
	refused(t, Decode("text", "f", JSON, nested(65), Limits{}, new(lists)), "f:1:65: nested more than 64 deep")
	require.NoError(t, Decode("text", "f", YAML, nested(64), Limits{}, new(lists)))
	refused(t, Decode("text", "f", YAML, nested(65), Limits{}, new(lists)), "f:1:65: "+strings.Repeat("[0]", 64)+": nested more than 64 deep")

	require.NoError(t, Decode("text", "f", JSON, long(1<<20), Limits{}, new([]string)))
	refused(t, Decode("text", "f", JSON, long(1<<20+1), Limits{}, new([]string)),
		"f:1:2: [0]: 1048577 bytes are more than the limit of 1048576 for one value")
	refused(t, Decode("text", "f", YAML, long(1<<20+1), Limits{Bytes: 2 << 20}, new([]string)),
		"f:1:2: [0]: 1048577 bytes are more than the limit of 1048576 for one value")

	require.NoError(t, Decode("text", "f", JSON, padded(8<<20), Limits{}, new([]int)))
	refused(t, Decode("text", "f", JSON, padded(8<<20+1), Limits{}, new([]int)), "f: 8388609 bytes are more than the limit of 8388608")
	require.NoError(t, Decode("text", "f", YAML, padded(512<<10), Limits{}, new([]int)))
	refused(t, Decode("text", "f", YAML, padded(512<<10+1), Limits{}, new([]int)), "f: 524289 bytes are more than the limit of 524288")

	require.NoError(t, Decode("text", "f", JSON, many(500_000), Limits{}, new([]int8)))
	refused(t, Decode("text", "f", JSON, many(500_001), Limits{}, new([]int8)),
		"f:1:999999: more than 500000 values and keys")
}
