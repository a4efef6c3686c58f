package sqlite_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// writerVariable holds the [writer] of a child process, in JSON.
const writerVariable = "ADUAN_SQLITE_WRITER"

// writer is a process that writes pairs into a file with several goroutines and
// acknowledges each commit on a pipe, its descriptor 3, with the number and the
// version of the pair. It goes on with what the file holds.
type writer struct {
	File string
	// Mode is what PRAGMA synchronous is set to, empty for the store's own.
	Mode string
	// Seed decides which pairs are written in which order.
	Seed    uint64
	Workers int
	// Acks is after how many acknowledgements the writer closes the file; 0 is
	// never. Sessions is how often it opens it before it ends; 0 is for ever.
	Acks     int64
	Sessions int
}

// TestWriterProcess is the writer, in a process of its own; by itself it has
// nothing to do.
func TestWriterProcess(t *testing.T) {
	text := os.Getenv(writerVariable)
	if text == "" {
		return
	}
	var w writer
	require.NoError(t, json.Unmarshal([]byte(text), &w))
	require.NoError(t, w.run(t.Context(), os.NewFile(3, "acknowledgements")))
}

// environment is that of the child process, which runs nothing but the writer.
func (w writer) environment() ([]string, error) {
	text, err := json.Marshal(w)
	return append(os.Environ(), writerVariable+"="+string(text)), err
}

// command is how the child process is started.
func (w writer) command() ([]string, error) {
	self, err := os.Executable()
	return []string{self, "-test.run=^TestWriterProcess$", "-test.count=1"}, err
}

func (w writer) run(ctx context.Context, acks io.Writer) error {
	for n := 1; ; n++ {
		if err := w.session(ctx, acks, uint64(n)); err != nil || n == w.Sessions {
			return err
		}
	}
}

func (w writer) open(ctx context.Context) (*sqlite.Store, error) {
	if w.Mode == "" {
		return sqlite.Open(ctx, w.File, sqlite.Config{})
	}
	return sqlite.OpenSynchronous(ctx, w.File, w.Mode)
}

// session opens the file, writes and closes it.
func (w writer) session(ctx context.Context, acks io.Writer, number uint64) error {
	s, err := w.open(ctx)
	if err != nil {
		return fmt.Errorf("opening: %w", err)
	}
	pairs, err := readPairs(ctx, s)
	if err != nil {
		return err
	}
	var group sync.WaitGroup
	var given atomic.Int64
	failed := make([]error, w.Workers)
	for i := range w.Workers {
		mine := map[int]*pair{}
		for n, p := range pairs {
			if n%w.Workers == i {
				mine[n] = p
			}
		}
		group.Go(func() {
			random := rand.New(rand.NewPCG(w.Seed, number<<8|uint64(i)))
			for failed[i] == nil && (w.Acks == 0 || given.Load() < w.Acks) {
				var ack string
				if ack, failed[i] = step(ctx, s, mine, i, w.Workers, random); failed[i] == nil {
					_, failed[i] = io.WriteString(acks, "ack "+ack+"\n")
					given.Add(1)
				}
			}
		})
	}
	group.Wait()
	return errors.Join(append(failed, s.Close())...)
}

// step commits once: it opens the next pair of a worker or writes one of his
// again. It returns what to acknowledge.
func step(ctx context.Context, s backend.Store, mine map[int]*pair, worker, workers int, random *rand.Rand) (string, error) {
	n := worker + workers*len(mine)
	if len(mine) > 0 && random.IntN(4) > 0 {
		if one := worker + workers*random.IntN(len(mine)); mine[one].a.Version < pairVersions {
			n = one
		}
	}
	b, err := pairBatch(n, mine[n])
	if err != nil {
		return "", err
	}
	if err := s.Commit(ctx, b); err != nil {
		return "", err
	}
	mine[n] = pairStored(b)
	return fmt.Sprintf("%d %d", n, mine[n].a.Version), nil
}

// pairStored is a pair as a store holds it after its batch.
func pairStored(b backend.Batch) *pair {
	p := &pair{b.Complaints[0].Clone(), b.Complaints[1].Clone(), b.Identities[0]}
	p.a.Version++
	p.b.Version++
	p.person.Version++
	return p
}

// acknowledgements reads what a writer acknowledged until its pipe is closed. A
// last line that was cut off was not acknowledged.
func acknowledgements(r io.Reader, a acked, each func()) error {
	data := make([]byte, 0, 1<<16)
	buffer := make([]byte, 1<<12)
	for {
		n, err := r.Read(buffer)
		data = append(data, buffer[:n]...)
		for {
			line, rest, ok := strings.Cut(string(data), "\n")
			if !ok {
				break
			}
			data = []byte(rest)
			if err := a.note(strings.TrimPrefix(line, "ack ")); err != nil {
				return err
			}
			each()
		}
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
