package sqlite_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestSoakKill kills a writing process again and again, at any moment, and
// looks into the file that it leaves: nothing acknowledged is lost, nothing is half
// done. The next process goes on with the file; every 20 cycles there is a new
// one, so that the first moments of a file are struck as well. The test is not
// parallel: it wants the machine for its children.
func TestSoakKill(t *testing.T) {
	cycles := 15
	if soaking() {
		cycles = 1000
	}
	const seed = 20261123
	random := rand.New(rand.NewPCG(seed, 0))
	var file string
	var a acked
	total, early := 0, 0
	for cycle := range cycles {
		if cycle%50 == 49 {
			t.Logf("%d of %d kills", cycle+1, cycles)
		}
		if cycle%20 == 0 {
			file, a = filepath.Join(t.TempDir(), "aduan.db"), acked{}
		}
		w := writer{File: file, Seed: uint64(cycle), Workers: 4, Acks: 20 * int64(cycle%2)} // every second one closes and opens the file all the time
		delay := time.Duration(random.Int64N(int64(60 * time.Millisecond)))
		got := killed(t, w, a, cycle%5 == 4, delay)
		total += got
		if got == 0 {
			early++
		}
		pairs, err := a.judge(t.Context(), file)
		require.NoError(t, err, "cycle %d, killed %s after the first acknowledgement", cycle, delay)
		for n, p := range pairs { // what was written and not acknowledged stays from now on
			a[n] = p.a.Version
		}
	}
	t.Logf("%d kills, %d acknowledgements, none lost; %d kills came before the first", cycles, total, early)
	require.Greater(t, total, cycles)
}

// killed starts a writer and kills it a while after its first acknowledgement,
// or after its start. It returns how many acknowledgements came.
func killed(t *testing.T, w writer, a acked, fromStart bool, delay time.Duration) int {
	t.Helper()
	read, write, err := os.Pipe()
	require.NoError(t, err)
	defer func() { _ = read.Close() }()
	cmd, said := w.process(t, write)
	require.NoError(t, cmd.Start())
	require.NoError(t, write.Close())
	if fromStart {
		time.AfterFunc(delay, func() { _ = cmd.Process.Kill() })
	}
	got := 0
	err = acknowledgements(read, a, func() {
		if got++; got == 1 && !fromStart {
			time.AfterFunc(delay, func() { _ = cmd.Process.Kill() })
		}
	})
	require.NoError(t, err)
	err = cmd.Wait()
	require.ErrorContains(t, err, "signal: killed", "the writer ended by itself: %s", said)
	return got
}
