package routing

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// generated returns lists of words and phrases as tables have them: few words
// of which many texts are made, many that are rare.
func generated(n int) []Words {
	lists := make([]Words, n)
	for i := range lists {
		lists[i] = Words{Any: []string{
			fmt.Sprintf("kata%c%c", 'a'+i%26, 'a'+i/26%26), fmt.Sprintf("jalan rusak %d", i), fmt.Sprintf("lampu%d padam", i%100),
			fmt.Sprintf("air %d bersih mati", i%1000), "tidak ada " + strings.Repeat("x", i%5),
		}, Clitics: i%2 == 0}
	}
	return lists
}

const report = "Jalannya rusak parah di depan pasar, sudah tiga bulan lampu17 padam dan air 5 bersih mati. " +
	"Tidak ada tindak lanjut dari dinas; mohon segera diperbaiki sebelum ada korban lagi, jalan rusak 3 kilometer. "

// TestScanAllocatesNothing is not parallel: other tests' allocations would be
// counted.
func TestScanAllocatesNothing(t *testing.T) {
	lx := newLexicon(generated(10_000))
	found := make([]uint64, lx.size())
	body := strings.Repeat(report, 100) + strings.Repeat("é\u0301𝒳\xff", 1000)
	require.LessOrEqual(t, testing.AllocsPerRun(20, func() { lx.scan(report, body, found) }), 1.0)
	require.NotZero(t, found[0])
}

// BenchmarkScan reads one report of usual length with lexicons of growing size.
func BenchmarkScan(b *testing.B) {
	for _, n := range []int{1, 100, 10_000} {
		lx := newLexicon(generated(n))
		found := make([]uint64, lx.size())
		b.Run(fmt.Sprintf("lists=%d", n), func(b *testing.B) {
			b.SetBytes(int64(3 * len(report)))
			b.ReportAllocs()
			for b.Loop() {
				lx.scan(report, report+report, found)
			}
		})
	}
}

// BenchmarkScanLong shows that a text ten times as long costs ten times as much,
// also for texts made to be slow: of nothing but clitics, of the words that many
// phrases share, of letters beyond ASCII.
func BenchmarkScanLong(b *testing.B) {
	lx := newLexicon(generated(10_000))
	found := make([]uint64, lx.size())
	for name, text := range map[string]string{
		"report": report, "clitics": "jalanyalah ", "shared": "tidak ada ", "letters": "ǅҖ", "one": "a", "marks": "\u0301",
	} {
		for _, size := range []int{10_000, 100_000, 1_000_000} {
			body := strings.Repeat(text, size/len(text))
			b.Run(fmt.Sprintf("%s/bytes=%d", name, size), func(b *testing.B) {
				b.SetBytes(int64(len(body)))
				for b.Loop() {
					lx.scan("", body, found)
				}
			})
		}
	}
}

func BenchmarkNewLexicon(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		lists := generated(n)
		b.Run(fmt.Sprintf("lists=%d", n), func(b *testing.B) {
			for b.Loop() {
				newLexicon(lists)
			}
		})
	}
}
