package aduan_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
)

func TestDatesForPeople(t *testing.T) {
	t.Parallel()
	d := aduan.Date{Year: 2020, Month: time.August, Day: 7}
	require.Equal(t, []string{"7 Agustus 2020", "7 Agu 2020", "7 August 2020", "7 Aug 2020"},
		[]string{d.In(aduan.Indonesian()), d.Short(aduan.Indonesian()), d.In(aduan.English()), d.Short(aduan.English())})
	d.Day = 32
	require.Empty(t, d.In(aduan.Indonesian()))
	require.Empty(t, aduan.Date{}.Short(aduan.Indonesian()))
}
