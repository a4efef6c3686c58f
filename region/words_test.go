package region_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
)

// What cannot be answered is said in the language of who asks.
func TestErrorsInIndonesian(t *testing.T) {
	t.Parallel()
	day := time.Date(2020, 10, 26, 0, 0, 0, 0, time.UTC)
	nabire := region.MustParse("94.01")
	for want, err := range map[string]aduan.Spoken{
		"wilayah 94.01 tidak dikenal":      &region.UnknownError{Code: nabire},
		"wilayah tanpa kode tidak dikenal": &region.UnknownError{},
		"wilayah 94.01 tidak berlaku; masa berlakunya sejak 26 Oktober 2020": &region.UnknownError{
			Code: nabire, Valid: []aduan.Period{{From: day}},
		},
		"wilayah 94.01 tidak berlaku pada 26 Oktober 2020 pukul 05:00 UTC; masa berlakunya sebelum 26 Oktober 2020": &region.UnknownError{
			Code: nabire, At: day.Add(5 * time.Hour), Valid: []aduan.Period{{Until: day}},
		},
		"wilayah pada 25 Oktober 2020 tidak diketahui: datanya mulai 26 Oktober 2020": &region.HorizonError{At: day.AddDate(0, 0, -1), Horizon: day},
		`"Papua" berarti 0 wilayah: `: &region.AmbiguousError{Text: "Papua"},
	} {
		require.Equal(t, want, err.In(aduan.Indonesian()))
	}
}

// A language file may say the levels that a tree has of its own.
func TestLevelsOfOnesOwn(t *testing.T) {
	t.Parallel()
	cfg := islandConfig(t)
	cfg.Levels = append([]region.Level{region.Country}, cfg.Levels...)
	tree, err := region.New(cfg)
	require.NoError(t, err)
	require.Equal(t, []aduan.Text{
		{Key: "region.level.country", Indonesian: "negara", English: "country"},
		{Key: "region.level.island", Indonesian: "", English: "island"},
		{Key: "region.level.county", Indonesian: "", English: "county"},
		{Key: "region.level.parish", Indonesian: "", English: "parish"},
	}, slices.Collect(tree.Texts().All()))
	words, err := aduan.NewWords("nl", map[string]string{"region.level.island": "eiland"})
	require.NoError(t, err)
	require.Equal(t, "eiland", region.Level("island").In(words))
	require.Empty(t, words.Unknown(region.Texts(), tree.Texts()))
}
