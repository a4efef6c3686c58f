package bounds

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	// most is how many times what a byte costs at one percent of the limit it may
	// cost at the limit.
	most = 3
	// besides is what may be in memory besides the result.
	besides = 64 * mib
	// slack is what a call may allocate whatever the size, such as the texts of an
	// error.
	slack = 256 * kib
)

// TestSoakWork is not parallel, so that what is counted is its own. Its short form
// leaves out sizes beyond 64 KiB, and the memory that is held.
func TestSoakWork(t *testing.T) {
	long := os.Getenv("ADUAN_SOAK") != ""
	texts := 0
	for _, d := range table() {
		t.Run(d.name, func(t *testing.T) {
			for _, s := range d.shapes {
				texts++
				limit := d.limit
				if !long {
					limit = min(limit, 64*kib)
				}
				small := s.make(limit / 100)
				least := (float64(allocated(d, small)) + slack) / float64(len(small))
				for _, size := range sizes(limit, long) {
					large := s.make(size)
					each := float64(allocated(d, large)) / float64(len(large))
					require.LessOrEqual(t, each, most*least, "%s, %d bytes: bytes allocated for each", s.name, size)
					if long {
						held := beyond(d, large)
						t.Logf("%s, %d bytes: %.1f bytes allocated for each, %.1f at one percent; %d KiB besides the result", s.name, len(large), each, least, held/kib)
						require.LessOrEqual(t, held, uint64(besides), "%s, %d bytes: bytes held besides the result", s.name, size)
					}
				}
			}
		})
	}
	t.Logf("%d decoders, %d hostile texts", len(table()), texts)
}

// sizes are the limit, at which many texts are refused before they cost anything, and
// in the long form some below it.
func sizes(limit int, long bool) []int {
	if !long {
		return []int{limit}
	}
	return []int{limit, limit / 2, limit / 8}
}

// BenchmarkWork prints the time of a byte at the limit, and how many times that at
// one percent it is.
func BenchmarkWork(b *testing.B) {
	for _, d := range table() {
		for _, s := range d.shapes {
			b.Run(d.name+"/"+s.name, func(b *testing.B) {
				limit := d.limit
				small := s.make(limit / 100)
				for range b.N {
					least, each := took(d, small, 5).Seconds()/float64(len(small)), 0.0
					for _, size := range sizes(limit, true) {
						large := s.make(size)
						each = max(each, took(d, large, 1).Seconds()/float64(len(large)))
					}
					b.ReportMetric(each*1e9, "ns/byte")
					b.ReportMetric(each/least, "times")
					if each > most*least {
						b.Errorf("a byte costs %.1f times as much near the limit", each/least)
					}
				}
			})
		}
	}
}
