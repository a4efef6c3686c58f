package agency

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/indonesia"
)

// national returns a directory of governments with ten offices each, for every
// province and regency of Indonesia.
func national(t require.TestingT) Config {
	regions, err := indonesia.Regions()
	require.NoError(t, err)
	cfg := Config{Regions: regions}
	for u := range regions.Latest().All() {
		if u.Level() != region.Province && u.Level() != region.Regency {
			continue
		}
		id := ID("id:" + u.Code().String())
		cfg.Agencies = append(cfg.Agencies, Agency{ID: id, Terms: []Term{{
			Name: "Pemerintah " + u.Name(), Kind: RegencyGovernment, Jurisdiction: []region.Code{u.Code()},
		}}})
		for k := range 10 {
			office := Agency{ID: id + ID(fmt.Sprintf("/%d", k)), Terms: []Term{{
				Name: fmt.Sprintf("Dinas %d %s", k, u.Name()), Kind: Office, Parent: id, Functions: []Function{Function(fmt.Sprintf("f%d", k))},
			}}}
			if k == 9 && u.Level() == region.Regency {
				office.Terms[0].Functions = nil // the province answers
			}
			cfg.Agencies = append(cfg.Agencies, office)
		}
	}
	return cfg
}

// TestRenamedOfIndonesia compares what a directory prepares with what the region
// tree says, for every unit before and after each change that divided one, with
// jurisdictions by old codes, new ones and those of Statistics Indonesia.
func TestRenamedOfIndonesia(t *testing.T) {
	t.Parallel()
	cfg := national(t)
	last := cfg.Regions.Latest()
	for i := range cfg.Agencies {
		codes := &cfg.Agencies[i].Terms[0].Jurisdiction
		if len(*codes) == 0 {
			continue
		}
		switch others, old := cfg.Regions.Aliases((*codes)[0]), cfg.Regions.Codes((*codes)[0]); {
		case i%3 == 0 && len(others) > 0:
			*codes = others[:1]
		case i%3 != 1 && len(old) > 1:
			*codes = old[1:2]
		}
	}
	d, err := NewDirectory(cfg)
	require.NoError(t, err)
	named := map[region.Code]bool{}
	for p := range d.byPlace {
		named[p.region] = true
	}
	now := last.Tree().Horizon().AddDate(20, 0, 0)
	for _, on := range []time.Time{last.Tree().Horizon(), time.Date(2022, 11, 9, 0, 0, 0, 0, time.UTC), now} {
		view, err := cfg.Regions.AsOf(on)
		require.NoError(t, err)
		other := 0
		for u := range view.All() {
			want, got := map[region.Code]bool{}, map[region.Code]bool{}
			for _, c := range d.codes(u.Code(), on) {
				if named[c] {
					want[c] = true
				}
			}
			if named[u.Code()] {
				got[u.Code()] = true
			}
			for _, n := range d.renamed[u.Code()] {
				if !n.since.After(on) {
					got[n.code] = true
					other++
				}
			}
			if !maps.Equal(want, got) {
				t.Fatalf("%s on %s goes by %v, not %v", u.Code(), on, want, got)
			}
		}
		require.Greater(t, other, 150)
	}
}

// TestForAllocatesNothing is not parallel: other tests' allocations would be
// counted.
func TestForAllocatesNothing(t *testing.T) {
	d, err := NewDirectory(national(t))
	require.NoError(t, err)
	bare := national(t)
	bare.Regions = nil
	open, err := NewDirectory(bare)
	require.NoError(t, err)
	now := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []Case{
		{Function: "f3", Region: region.MustParse("94.01.01"), On: now},
		{Function: "f3", Region: region.MustParse("bps:5103"), On: now},
		{Function: "f3", Region: region.MustParse("51.03"), On: now},
		{Function: "f9", Region: region.MustParse("51.03.01.1001"), On: now}, // up to the province
	} {
		for _, d := range []*Directory{d, open} {
			if d == open && c.Region.System() != region.Kemendagri {
				continue
			}
			id, err := d.For(c)
			require.NoError(t, err, c.Region.String())
			require.Zero(t, testing.AllocsPerRun(100, func() { id, err = d.For(c) }), c.Region.String())
			require.NoError(t, err)
			answer, err := d.Resolve(c)
			require.NoError(t, err)
			require.Equal(t, answer.Agency, id)
		}
	}
}

// BenchmarkResolve finds the office of a village in a national directory, with
// and without the account of how.
func BenchmarkResolve(b *testing.B) {
	d, err := NewDirectory(national(b))
	require.NoError(b, err)
	c := Case{Function: "f3", Region: region.MustParse("51.03.01.1001"), On: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)}
	b.Run("For", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := d.For(c); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Resolve", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := d.Resolve(c); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkNewDirectory(b *testing.B) {
	cfg := national(b)
	for b.Loop() {
		if _, err := NewDirectory(cfg); err != nil {
			b.Fatal(err)
		}
	}
}
