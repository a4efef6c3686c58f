package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage/sqlite/internal/powercut"
)

// cuts is a test of power cuts: writers are recorded one after another, each
// with a new file, and images are taken from the records and judged.
type cuts struct {
	// Pragmas are settings in which the writers differ from a store, by turns;
	// the empty one is a store as it is.
	Pragmas []string
	// Acks is how many acknowledgements are recorded in all, PerFile how many
	// with one file.
	Acks, PerFile int64
	// Every is how many acknowledgements come to one image of what was synced.
	Every int
	// Torn is how many acknowledgements or changes of the disk come to one image
	// with some of what was not synced.
	Torn int
}

// cut is what came out.
type cut struct {
	acks, changes, synced, torn int
	bad                         []error
}

// make records, cuts and judges.
func (c cuts) make(t *testing.T) cut {
	t.Helper()
	const seed = 20261123
	random := rand.New(rand.NewPCG(seed, 1))
	var found cut
	for n := uint64(1); int64(found.acks) < c.Acks; n++ {
		dir := t.TempDir()
		pragma := c.Pragmas[n%uint64(len(c.Pragmas))]
		w := writer{File: filepath.Join(dir, "aduan.db"), Pragma: pragma, Seed: n, Workers: 8, Acks: c.PerFile / 3, Sessions: 3}
		record := filepath.Join(t.TempDir(), "record")
		recorded(t, w, record)
		f, err := os.Open(record)
		require.NoError(t, err)
		c.replay(t, powercut.NewDisk(dir), f, random, &found)
		require.NoError(t, f.Close())
		require.NoError(t, os.Remove(record))
		t.Logf("%d of %d acknowledgements", found.acks, c.Acks)
	}
	return found
}

// recorded runs a writer to its end and records its system calls.
func recorded(t *testing.T, w writer, record string, options ...string) {
	t.Helper()
	read, write, err := os.Pipe()
	require.NoError(t, err)
	plain, said := w.process(t, write)
	cmd, err := powercut.Command(t.Context(), record, options, plain.Args...)
	require.NoError(t, err)
	cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.ExtraFiles = plain.Env, plain.Stdin, said, said, plain.ExtraFiles
	drained := make(chan error, 1)
	go func() { // the pipe must not fill up
		_, err := io.Copy(io.Discard, bufio.NewReader(read))
		drained <- err
	}()
	err = cmd.Run()
	require.NoError(t, write.Close())
	require.NoError(t, <-drained)
	require.NoError(t, read.Close())
	require.NoError(t, err, "%s", said)
}

// replay takes images from a record and judges them.
func (c cuts) replay(t *testing.T, disk *powercut.Disk, record io.Reader, random *rand.Rand, found *cut) {
	t.Helper()
	a, image := acked{}, filepath.Join(t.TempDir(), "image")
	look := func(what string, err error) {
		if err == nil {
			err = a.judgeImage(t.Context(), image)
		}
		if err != nil {
			acks, changes := disk.Steps()
			found.bad = append(found.bad, fmt.Errorf("%s after %d acknowledgements and %d changes: %w", what, acks, changes, err))
		}
	}
	err := disk.Replay(record, func(s powercut.Step) error {
		if s.Ack != "" {
			found.acks++
			if err := a.note(s.Ack); err != nil {
				return err
			}
			if found.acks%c.Every == 0 {
				found.synced++
				look("what was synced", disk.Synced(image))
			}
		} else {
			found.changes++
		}
		if random.IntN(c.Torn) == 0 {
			found.torn++
			sector := []int64{512, 4096}[random.IntN(2)]
			chance := []float64{0.1, 0.5, 0.9}[random.IntN(3)]
			look(fmt.Sprintf("sectors of %d, %.0f %% kept,", sector, 100*chance), disk.Torn(image, random, sector, chance))
		}
		return nil
	})
	require.NoError(t, err)
}

// judgeImage judges what the power cut left. Before the first acknowledgement
// the file may be missing.
func (a acked) judgeImage(ctx context.Context, image string) error {
	_, err := a.judge(ctx, filepath.Join(image, "aduan.db"))
	return err
}

// TestSoakPowerCut cuts the power at every acknowledgement, and at many other
// moments: nothing that was acknowledged is lost, and nothing is half done.
func TestSoakPowerCut(t *testing.T) {
	t.Parallel()
	skipWithoutStrace(t)
	// Small files do not come to write their log back by themselves, which
	// happens every few commits with the second.
	c := cuts{Pragmas: []string{"", "wal_autocheckpoint = 100"}, Acks: 180, PerFile: 90, Every: 10, Torn: 150}
	if soaking() {
		c.Acks, c.PerFile, c.Every, c.Torn = 5_000, 240, 1, 25
	}
	found := c.make(t)
	t.Logf("%d acknowledgements, %d changes of the disk; %d images of what was synced, %d torn ones; %d bad",
		found.acks, found.changes, found.synced, found.torn, len(found.bad))
	require.GreaterOrEqual(t, found.acks, int(c.Acks))
	require.NotZero(t, found.synced*found.torn)
	for _, err := range found.bad {
		t.Error(err)
	}
}

// TestPowerCutFindsMissingSyncs shows that the test above can fail: without a
// sync for each commit, or without any, it finds what is lost.
func TestPowerCutFindsMissingSyncs(t *testing.T) {
	t.Parallel()
	skipWithoutStrace(t)
	for _, mode := range []string{"NORMAL", "OFF"} {
		found := cuts{Pragmas: []string{"synchronous = " + mode}, Acks: 60, PerFile: 60, Every: 5, Torn: 1 << 30}.make(t)
		require.NotZero(t, found.synced)
		require.Greater(t, len(found.bad), found.synced/2, mode)
		t.Logf("synchronous=%s: %d of %d images are bad, the first: %v", mode, len(found.bad), found.synced, found.bad[0])
	}
}

func skipWithoutStrace(t *testing.T) {
	t.Helper()
	if _, err := powercut.Command(t.Context(), os.DevNull, nil, "true"); err != nil {
		t.Skip(err)
	}
}
