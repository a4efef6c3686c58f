package box_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/complaint/routing/internal/box"
)

// drawSet draws a set of numbers below 64, as its bits and as it is made.
func drawSet(t *rapid.T, label string) (uint64, box.Set) {
	bits := rapid.Uint64().Draw(t, label)
	return bits, box.SetOfBits(bits)
}

// Sets calculate as the bits of their numbers do.
func TestSetsAreLikeBits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, x := drawSet(t, "a")
		b, y := drawSet(t, "b")
		require.Equal(t, a, x.Bits())
		require.Equal(t, a&b, x.And(y).Bits())
		require.Equal(t, a|b, x.Or(y).Bits())
		require.Equal(t, a&^b, x.Minus(y).Bits())
		require.Equal(t, a&^b == 0, x.Within(y))
		require.Equal(t, a&b != 0, x.Meets(y))
		require.Equal(t, a == b, x.Equal(y))
		least, some := x.Least(y)
		require.Equal(t, a&b != 0, some)
		for n := range int64(64) {
			require.Equal(t, a&(1<<n) != 0, x.Has(n))
			if some && n < least {
				require.False(t, x.Has(n) && y.Has(n))
			}
		}
	})
}

func TestSetsOfAllNumbers(t *testing.T) {
	t.Parallel()
	all := box.Range(math.MinInt64, math.MaxInt64)
	require.Equal(t, all, box.SetOf(box.Span{Lo: 1, Hi: math.MaxInt64}, box.Span{Lo: 5, Hi: 2}, box.Span{Lo: math.MinInt64, Hi: 0}))
	require.Nil(t, all.Minus(all))
	require.Equal(t, box.One(3), all.And(box.One(3)))
}

func TestBoxes(t *testing.T) {
	t.Parallel()
	narrow := box.Box{{Dim: 0, Set: box.One(1)}, {Dim: 2, Set: box.Range(1, 5)}}
	wide := box.Box{{Dim: 2, Set: box.Range(0, 9)}}
	other := box.Box{{Dim: 1, Set: box.One(7)}, {Dim: 2, Set: box.Range(5, 6)}}
	require.True(t, narrow.Within(wide))
	require.False(t, wide.Within(narrow))
	require.True(t, wide.Within(nil), "the whole space")
	both, some := narrow.And(other)
	require.True(t, some)
	require.Equal(t, box.Box{{Dim: 0, Set: box.One(1)}, {Dim: 1, Set: box.One(7)}, {Dim: 2, Set: box.One(5)}}, both)
	require.True(t, narrow.Meets(other))
	apart := box.Box{{Dim: 2, Set: box.One(8)}}
	_, some = narrow.And(apart)
	require.False(t, some)
	require.False(t, narrow.Meets(apart))
	s, limited := other.Of(1)
	require.True(t, limited)
	require.True(t, s.Equal(box.One(7)))
	_, limited = other.Of(0)
	require.False(t, limited)
	require.True(t, both.Equal(both))
	require.False(t, both.Equal(narrow))
}
