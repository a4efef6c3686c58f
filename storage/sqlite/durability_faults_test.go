package sqlite_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
	"github.com/aduan-go/aduan/storage/sqlite/internal/powercut"
)

// stubborn writes couples though the disk fails: after an error it reads again
// what is stored and goes on.
type stubborn struct {
	s      backend.Store
	mine   map[int]*couple
	random *rand.Rand
	acked  acked
	// sure tells that mine is what is stored.
	sure bool
	// Acks counts what was acknowledged, Errors what failed, by its words.
	Acks   int
	Errors map[string]int
}

func newStubborn(s backend.Store) *stubborn {
	return &stubborn{s: s, mine: map[int]*couple{}, random: rand.New(rand.NewPCG(1, 2)), acked: acked{}, sure: true, Errors: map[string]int{}}
}

// versions are those of the pairs.
func versions(pairs map[int]*couple) map[int]storage.Version {
	out := map[int]storage.Version{}
	for n, p := range pairs {
		if p.a != nil {
			out[n] = p.a.Version
		}
	}
	return out
}

// try commits once and reports whether that went well. An error is returned if
// it is not a clear one of the store, or if it says that nothing was written and
// something was.
func (w *stubborn) try(ctx context.Context) (bool, error) {
	before := versions(w.mine)
	ack, err := step(ctx, w.s, w.mine, 0, 1, w.random)
	if err == nil {
		w.Acks++
		return true, w.acked.note(ack)
	}
	var clear *sqlite.Error
	if !errors.As(err, &clear) || errors.Is(err, storage.ErrUnknownOutcome) != clear.Unknown {
		return false, err
	}
	w.Errors[fmt.Sprintf("%d %t", clear.Reason, clear.Unknown)]++
	pairs, err := readPairs(ctx, w.s)
	wasSure, wasUnknown := w.sure, clear.Unknown
	if w.sure = err == nil; err != nil {
		if !errors.As(err, &clear) {
			return false, err
		}
		return false, nil
	}
	w.mine = pairs
	if now := versions(pairs); wasSure && !wasUnknown && !maps.Equal(before, now) {
		return false, fmt.Errorf("nothing was written, it said, but %v became %v", before, now)
	}
	return false, nil
}

// stubbornJob writes until so many commits are acknowledged, and says on its
// descriptor 3 what was acknowledged and what failed.
func stubbornJob(args []string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, args[0], sqlite.Config{Cache: 64 << 10}) // little, so that it reads often
	if err != nil {
		return err
	}
	w := newStubborn(s)
	for tries := 0; w.Acks < 150; tries++ {
		if _, err := w.try(ctx); err != nil {
			return err
		}
		if tries > 1500 {
			return fmt.Errorf("it does not go on: %d acknowledgements, errors %v", w.Acks, w.Errors)
		}
	}
	answer := struct {
		*stubborn
		Versions acked
	}{w, w.acked}
	return errors.Join(s.Close(), json.NewEncoder(os.NewFile(3, "answer")).Encode(answer))
}

// TestFaultsOfTheDisk lets system calls on the files of a store fail for a while:
// writing for want of space, writing, reading and syncing altogether. Every
// error is a clear one and says whether the outcome is open, which is then so;
// nothing acknowledged is lost, and the same store goes on afterwards.
func TestFaultsOfTheDisk(t *testing.T) {
	t.Parallel()
	skipWithoutStrace(t)
	key := func(r sqlite.Reason, unknown bool) string { return fmt.Sprintf("%d %t", r, unknown) }
	full, failed, open := key(sqlite.DiskFull, false), key(sqlite.IO, false), key(sqlite.IO, true)
	// SQLite now and then calls a page damaged that it could not read.
	damaged, unsure := key(sqlite.Corrupt, false), key(sqlite.Corrupt, true)
	for name, tt := range map[string]struct {
		fault string
		legal []string // which errors may come; some must
	}{
		"full":          {"pwrite64:error=ENOSPC:when=200..230", []string{full}},
		"full by turns": {"pwrite64:error=ENOSPC:when=200+97", []string{full}},
		"writing":       {"pwrite64:error=EIO:when=200..230", []string{open, failed}},
		"reading":       {"pread64:error=EIO:when=300..330", []string{failed, open, damaged, unsure}},
		"syncing":       {"fsync,fdatasync:error=EIO:when=20..30", []string{open, failed}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "aduan.db")
			plain, said := process(t, "stubborn", file)
			options := []string{"-P", file, "-P", file + "-wal", "-e", "trace=pread64,pwrite64,fsync,fdatasync", "-e", "inject=" + tt.fault}
			cmd, err := powercut.Command(t.Context(), os.DevNull, options, plain.Args...)
			require.NoError(t, err)
			read, write, err := os.Pipe()
			require.NoError(t, err)
			defer func() { _ = read.Close() }()
			cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.ExtraFiles = plain.Env, plain.Stdin, said, said, []*os.File{write}
			require.NoError(t, cmd.Run(), "%s", said)
			require.NoError(t, write.Close())
			var answer struct {
				Acks     int
				Errors   map[string]int
				Versions acked
			}
			require.NoError(t, json.NewDecoder(read).Decode(&answer))
			t.Logf("%d acknowledgements, errors by reason and unknown outcome: %v", answer.Acks, answer.Errors)
			require.NotEmpty(t, answer.Errors)
			for e := range answer.Errors {
				require.Contains(t, tt.legal, e)
			}
			_, err = answer.Versions.judge(t.Context(), file)
			require.NoError(t, err)
		})
	}
}

// fillJob fills the space that it has until commits fail, gets some more, and
// goes on, three times; then it judges its own file. The space is that of a file
// system of its own, or the size that a file may have.
func fillJob(args []string) error {
	ctx := context.Background()
	more, err := confine(args[0], args[1])
	if err != nil {
		return err
	}
	file := filepath.Join(args[1], "aduan.db")
	s, err := sqlite.Open(ctx, file, sqlite.Config{})
	if err != nil {
		return err
	}
	w := newStubborn(s)
	for range 3 {
		before := w.Acks
		for full := false; !full; {
			ok, err := w.try(ctx)
			if err != nil {
				return err
			}
			if full = !ok; w.Acks > before+20_000 {
				return errors.New("the space never ends")
			}
		}
		for range 10 { // it stays so
			if _, err := w.try(ctx); err != nil { // a small one may still fit
				return err
			}
		}
		if err := more(); err != nil {
			return err
		}
		for range 10 {
			if ok, err := w.try(ctx); err != nil || !ok {
				return fmt.Errorf("it does not go on with more space: %v %w", w.Errors, err)
			}
		}
	}
	if err := s.Close(); err != nil {
		return err
	}
	fmt.Printf("%d acknowledgements, errors by reason and unknown outcome: %v\n", w.Acks, w.Errors)
	_, err = w.acked.judge(ctx, file)
	return err
}

// TestNoMoreSpace fills a small file system, and a file to the size that it may
// have.
func TestNoMoreSpace(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"disk", "limit"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			cmd, said := process(t, "fill", kind, t.TempDir())
			var out strings.Builder
			cmd.Stdout = &out
			if !apart(t, kind, cmd) {
				t.Skip("this machine lets no test have a file system of its own")
			}
			require.NoError(t, cmd.Run(), "%s", said)
			t.Log(strings.TrimSpace(out.String()))
			if kind == "disk" {
				require.Contains(t, out.String(), fmt.Sprintf("map[%d false:", sqlite.DiskFull))
				require.NotContains(t, out.String(), "true")
			}
		})
	}
}
