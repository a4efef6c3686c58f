package sqlite_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// writer is a process that writes pairs into a file with several goroutines and
// acknowledges each commit on a pipe, its descriptor 3, with the number and the
// version of the pair. It goes on with what the file holds.
type writer struct {
	File string
	// Pragma is a setting in which the writer differs from a store, if any.
	Pragma string
	// Seed decides which pairs are written in which order.
	Seed    uint64
	Workers int
	// Acks is after how many acknowledgements the writer closes the file; 0 is
	// never. Sessions is how often it opens it before it ends; 0 is for ever.
	Acks     int64
	Sessions int
}

// couplesJob is the writer, in a process of its own.
func couplesJob(args []string) error {
	var w writer
	if err := json.Unmarshal([]byte(args[0]), &w); err != nil {
		return err
	}
	return w.run(context.Background(), os.NewFile(3, "acknowledgements"))
}

// process prepares the process; what it is to say on its descriptor 3 goes to
// acks.
func (w writer) process(t testing.TB, acks *os.File) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	text, err := json.Marshal(w)
	require.NoError(t, err)
	cmd, said := process(t, "couples", string(text))
	cmd.Stdout, cmd.ExtraFiles = said, []*os.File{acks}
	return cmd, said
}

func (w writer) run(ctx context.Context, acks io.Writer) error {
	for n := 1; ; n++ {
		if err := w.session(ctx, acks, uint64(n)); err != nil || n == w.Sessions {
			return err
		}
	}
}

func (w writer) open(ctx context.Context) (*sqlite.Store, error) {
	if w.Pragma == "" {
		return sqlite.Open(ctx, w.File, sqlite.Config{})
	}
	return sqlite.OpenWith(ctx, w.File, w.Pragma)
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
		mine := map[int]*couple{}
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
func step(ctx context.Context, s backend.Store, mine map[int]*couple, worker, workers int, random *rand.Rand) (string, error) {
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
func pairStored(b backend.Batch) *couple {
	p := &couple{b.Complaints[0].Clone(), b.Complaints[1].Clone(), b.Identities[0]}
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
