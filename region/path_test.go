package region_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

func TestPathFromText(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"51":             "51",
		"51.03.01.2001":  "51 > 51.03 > 51.03.01 > 51.03.01.2001",
		"bps:5103010001": "bps:51 > bps:5103 > bps:5103010 > bps:5103010001",
		"nyc:MN-05":      "nyc:MN-05",
	} {
		require.Equal(t, want, region.MustParse(code).Path().String())
	}
}

func TestPathOfAnyCodeIsValid(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := codes().Draw(t, "code")
		p := c.Path()
		require.NoError(t, p.Validate())
		require.Equal(t, c, p.Unit())
		require.True(t, p.Contains(c))
		for i, ancestor := range p {
			reparsed, err := region.Parse(ancestor.String())
			require.NoError(t, err)
			require.Equal(t, ancestor, reparsed)
			require.Equal(t, p[:i+1], ancestor.Path())
			above, ok := ancestor.Above()
			require.Equal(t, i > 0, ok)
			require.Equal(t, p[:i].Unit(), above)
		}
	})
}

func TestPathValidate(t *testing.T) {
	t.Parallel()
	bali, badung := region.MustParse("51"), region.MustParse("51.03")
	long := make(region.Path, region.MaxPath+1)
	for _, tc := range []struct {
		path  region.Path
		index int
		text  string
	}{
		{nil, -1, "region path: it is empty"},
		{long, -1, "region path: 17 codes, at most 16 are legal"},
		{region.Path{bali, {}}, 1, "region path: position 1 (): it has no code"},
		{region.Path{bali, badung, bali}, 2, "region path: position 2 (51): the code stands at position 0 already"},
	} {
		var bad *region.PathError
		require.ErrorAs(t, tc.path.Validate(), &bad)
		require.ErrorIs(t, bad, storage.ErrInvalid)
		require.Equal(t, tc.index, bad.Index)
		require.Equal(t, tc.text, bad.Error())
	}
	require.False(t, region.Path{bali, {}}.Contains(region.Code{}))
	require.True(t, region.Path(nil).Unit().IsZero())
}
