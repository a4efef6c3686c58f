package complaint_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// BenchmarkImport imports 10,000 cases with six entries each, and submits as many
// reports, by turns: cases a second, and the rate of the import as a part of that of
// SubmitAll.
func BenchmarkImport(b *testing.B) {
	const n = 10_000
	for name, open := range map[string]func(b *testing.B) backend.Store{
		"memory": func(*testing.B) backend.Store { return memory.New() },
		"sqlite": func(b *testing.B) backend.Store {
			s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "a.db"), sqlite.Config{})
			require.NoError(b, err)
			return s
		},
	} {
		b.Run(name, func(b *testing.B) {
			var importing, submitting time.Duration
			for range b.N {
				importing += onNewDesk(b, open(b), func(d *desk) {
					for got := range d.Import(b.Context(), byImport(), cityMapping(), pastCases(n)) {
						require.NoError(b, got.Err)
					}
				})
				submitting += onNewDesk(b, open(b), func(d *desk) {
					drafts := make([]complaint.Draft, n)
					for i := range drafts {
						drafts[i] = pastCase(i).Draft
					}
					for _, r := range d.SubmitAll(b.Context(), byImport(), drafts) {
						require.NoError(b, r.Err)
					}
				})
			}
			b.ReportMetric(n*float64(b.N)/importing.Seconds(), "cases/s")
			b.ReportMetric(submitting.Seconds()/importing.Seconds(), "of-SubmitAll")
		})
	}
}

// onNewDesk times something on an empty store.
func onNewDesk(b *testing.B, store backend.Store, do func(d *desk)) time.Duration {
	d := newDesk(b, func(cfg *complaint.Config) {
		cfg.Store, cfg.Identities = backend.Complaints(store), store.Set().Identities
	})
	begin := time.Now()
	do(d)
	took := time.Since(begin)
	require.NoError(b, store.Close())
	return took
}
