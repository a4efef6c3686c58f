package region_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// TestImpossibleSuccessions gives changes each of which fits the records, and
// which together, or beside what is in force, cannot have happened.
func TestImpossibleSuccessions(t *testing.T) {
	t.Parallel()
	on := date("2015-01-01")
	ended, begun := aduan.Period{Until: on}, aduan.Period{From: on}
	unit := func(c string, valid aduan.Period, line int) region.Record {
		return region.Record{Code: code(c), Level: "a", Name: c, Valid: valid, File: "x.csv", Line: line}
	}
	records := []region.Record{
		unit("x:4", ended, 2), unit("x:5", ended, 3), unit("x:7", aduan.Period{}, 4), unit("x:8", begun, 5), unit("x:9", begun, 6),
	}
	change := func(kind region.ChangeKind, from, to string, line int) region.Change {
		return region.Change{Kind: kind, From: code(from), To: code(to), On: on, Line: line}
	}
	for name, tc := range map[string]struct {
		changes []region.Change
		want    []string
	}{
		"into a code in use": {
			[]region.Change{change(region.Recoded, "x:4", "x:7", 12)},
			[]string{"line 12: change x:4 > x:7: x:4 cannot be recoded into x:7, which another unit has already; it is in force always: line 4"},
		},
		"two into one": {
			[]region.Change{change(region.Recoded, "x:4", "x:8", 12), change(region.Moved, "x:5", "x:8", 13)},
			[]string{"line 13: change x:5 > x:8: x:4 and x:5 cannot both be moved into x:8, where one code is given to one unit; " +
				"the other is x:4 > x:8, recoded on 2015-01-01, line 12; a union is merged"},
		},
		"one into two": {
			[]region.Change{change(region.Recoded, "x:4", "x:8", 12), change(region.Recoded, "x:4", "x:9", 13)},
			[]string{"line 13: change x:4 > x:9: x:4 cannot be recoded into two units, x:8 and x:9; " +
				"the other is x:4 > x:8, recoded on 2015-01-01, line 12; a division is split"},
		},
		"twice": {
			[]region.Change{change(region.Merged, "x:4", "x:7", 12), change(region.Merged, "x:4", "x:7", 13)},
			[]string{"line 13: change x:4 > x:7: it is a duplicate of x:4 > x:7, merged on 2015-01-01, line 12"},
		},
		"possible": {
			[]region.Change{
				change(region.Merged, "x:4", "x:7", 12), change(region.Merged, "x:5", "x:7", 13),
				change(region.Split, "x:7", "x:8", 14), change(region.Split, "x:7", "x:9", 15),
			},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := region.New(region.Config{Levels: []region.Level{"a"}, Records: records, Changes: tc.changes})
			if tc.want == nil {
				require.NoError(t, err)
				return
			}
			var invalid *storage.InvalidError
			require.ErrorAs(t, err, &invalid)
			var got []string
			for _, p := range invalid.Problems {
				got = append(got, p.String())
			}
			require.Equal(t, tc.want, got)
		})
	}
}

func TestFormOfZones(t *testing.T) {
	t.Parallel()
	for zone, legal := range map[string]bool{
		"": true, "UTC": true, "Asia/Jakarta": true, "America/Argentina/Buenos_Aires": true, "Etc/GMT+1": true,
		"Mars/Base": false, "Asia": false, "Asia/": false, "asia/jakarta": false, "WIB": false, "Asia/Ja karta": false,
		"Asia/a/b/c": false, "../etc": false, "Local": false,
	} {
		_, err := region.New(region.Config{
			Levels:  []region.Level{"a"},
			Records: []region.Record{{Code: code("x:1"), Level: "a", Name: "A", Zone: zone}},
		})
		if legal {
			require.NoError(t, err, zone)
			continue
		}
		require.ErrorIs(t, err, storage.ErrInvalid, zone)
		require.ErrorContains(t, err, "records[0]: x:1 has the zone", zone)
		require.ErrorContains(t, err, "legal: Asia/Jakarta")
	}
}
