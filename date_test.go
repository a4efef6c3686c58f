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

// TestShortNames says the short names by key: in French, the first letters of June
// and July are the same.
func TestShortNames(t *testing.T) {
	t.Parallel()
	require.Equal(t, "Jum", aduan.Indonesian().ShortWeekday(time.Friday))
	require.Equal(t, "Agu", aduan.Indonesian().ShortMonth(time.August))
	french, err := aduan.NewWords("fr", map[string]string{"aduan.month.short.6": "juin", "aduan.month.short.7": "juil."})
	require.NoError(t, err)
	require.Equal(t, "7 juil. 2020", aduan.Date{Year: 2020, Month: time.July, Day: 7}.Short(french))
	require.Empty(t, french.ShortMonth(0)+french.ShortMonth(13))
	pseudo := aduan.Pseudo(aduan.FormatTexts())
	require.Equal(t, "[Fri]", pseudo.ShortWeekday(time.Friday))
	require.Equal(t, "7 [Aug] 2020", aduan.Date{Year: 2020, Month: time.August, Day: 7}.Short(pseudo))
}

func TestAMidnightEndsADay(t *testing.T) {
	t.Parallel()
	wita := time.FixedZone("WITA", 8*60*60)
	midnight := time.Date(2020, 11, 1, 0, 0, 0, 0, wita)
	require.Equal(t, "31 October 2020 24:00 WITA", aduan.English().Until(midnight))
	require.Equal(t, "1 November 2020 pukul 16:00 WITA", aduan.Indonesian().Until(midnight.Add(16*time.Hour)))
	require.Empty(t, aduan.English().Until(time.Time{}))
}
