package region_test

import (
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
