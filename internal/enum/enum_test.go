package enum_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/internal/enum"
)

func TestSet(t *testing.T) {
	t.Parallel()
	set := enum.Words("", "open", "shut")
	for n, text := range []string{"", "open", "shut"} {
		require.Equal(t, text, set.Text("Door", n))
		written, err := set.Marshal("Door", n)
		require.NoError(t, err)
		var read int
		err = enum.Unmarshal(set, written, &read)
		require.NoError(t, err)
		require.Equal(t, n, read)
	}
	for _, n := range []int{-1, 3} {
		require.Contains(t, set.Text("Door", n), "Door(")
		_, err := set.Marshal("Door", n)
		require.ErrorContains(t, err, "outside the set")
	}
	before := 2
	err := enum.Unmarshal(set, []byte("Open"), &before)
	require.EqualError(t, err, "unknown word; legal: open, shut")
	require.Equal(t, 2, before, "what was there stays")
	require.Equal(t, []string{"a", "b"}, enum.Words("", "a", "b").Legal())
}

// The zero value of a set in which something must be chosen has no text.
func TestNone(t *testing.T) {
	t.Parallel()
	set := enum.Words(enum.None, "open", "shut")
	require.Equal(t, "Door(0), open", set.Text("Door", 0)+", "+set.Text("Door", 1))
	require.Equal(t, []string{"open", "shut"}, set.Legal())
	_, err := set.Marshal("Door", 0)
	require.ErrorContains(t, err, "outside the set")
	for _, text := range []string{"", enum.None} {
		n := 2
		require.EqualError(t, enum.Unmarshal(set, []byte(text), &n), "unknown word; legal: open, shut")
	}
}
