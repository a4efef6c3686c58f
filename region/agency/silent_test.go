package agency_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// A name that shows nothing is none.
func TestSilentBlankName(t *testing.T) {
	t.Parallel()
	for _, blank := range []string{"", " ", "\u200b", "\u3164\u00a0"} {
		_, err := agency.NewDirectory(agency.Config{Agencies: []agency.Agency{{ID: "a", Terms: []agency.Term{{Name: blank, Kind: "office"}}}}})
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.ErrorContains(t, err, "name: it is empty")
	}
}
