package backend_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage/backend"
)

// FuzzRecords reads whatever comes as a record of some kind: it is refused, or what
// is written of it is read as the same.
func FuzzRecords(f *testing.F) {
	kinds := backend.Kinds()
	for n, kind := range kinds {
		for _, line := range goldenLines(f, string(kind)) {
			if len(line) < 4<<10 {
				f.Add(uint8(n), line)
			}
		}
	}
	f.Fuzz(func(t *testing.T, n uint8, data []byte) {
		kind := kinds[int(n)%len(kinds)]
		value, err := backend.Decode(kind, data)
		if err != nil {
			return
		}
		written, err := backend.Encode(backend.Record{Value: value})
		require.NoError(t, err)
		again, err := backend.Decode(kind, written)
		require.NoError(t, err, string(written))
		rewritten, err := backend.Encode(backend.Record{Value: again})
		require.NoError(t, err)
		require.Equal(t, string(written), string(rewritten))
	})
}
