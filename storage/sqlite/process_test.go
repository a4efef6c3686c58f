package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// The variable that makes the test binary a second process: a job and its
// arguments, separated by "|".
const jobVariable = "ADUAN_SQLITE_JOB"

// child does a job and returns the exit code.
func child(job string) int {
	go endWithParent()
	name, args, _ := strings.Cut(job, "|")
	jobs := map[string]func(args []string) error{"migrate": migrateJob, "write": writeJob, "serve": serveJob, "couples": couplesJob, "stubborn": stubbornJob, "fill": fillJob, "report": reportJob, "medium": mediumJob}
	if err := jobs[name](strings.Split(args, "|")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// alive is a pipe of which this process holds the writing end as long as it lives,
// however it ends, and all processes that it starts the reading end.
var alive = sync.OnceValues(func() (pipe [2]*os.File, err error) {
	pipe[0], pipe[1], err = os.Pipe()
	return pipe, err
})

// endWithParent ends this process when the one that started it is gone.
func endWithParent() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(1)
}

// process prepares a second process for a job, which does not outlive this one.
func process(t testing.TB, job string, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	pipe, err := alive()
	require.NoError(t, err)
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), jobVariable+"="+job+"|"+strings.Join(args, "|"))
	said := new(bytes.Buffer)
	cmd.Stdin, cmd.Stderr = pipe[0], said
	return cmd, said
}

// migrateJob opens a file, which makes its schema.
func migrateJob(args []string) error {
	s, err := sqlite.Open(context.Background(), args[0], sqlite.Config{})
	if err != nil {
		return err
	}
	return s.Close()
}

// TestSoakProcessesMigrateAtTheSameTime opens a new file in several processes at
// once, again and again.
func TestSoakProcessesMigrateAtTheSameTime(t *testing.T) {
	t.Parallel()
	rounds := 3
	if soaking() {
		rounds = 50
	}
	const processes = 4
	for n := range rounds {
		path := filepath.Join(t.TempDir(), fmt.Sprintf("%d.db", n))
		var wg sync.WaitGroup
		for range processes {
			cmd, said := process(t, "migrate", path)
			require.NoError(t, cmd.Start())
			wg.Go(func() {
				if err := cmd.Wait(); err != nil {
					t.Errorf("%v: %s", err, said)
				}
			})
		}
		wg.Wait()
		s := openedAt(t, path)
		require.NoError(t, s.Commit(t.Context(), complaints(newOffice(t, byte(n)).open())))
	}
	t.Logf("%d files, %d processes each", rounds, processes)
}

// The counters of writeJob are complaints whose hint for the timer counts.
const (
	counters = 4
	writers  = 4 // in each of two processes
)

// counted is where a counter stands.
func counted(c *complaint.Complaint) int {
	if c.NextDue.IsZero() {
		return 0
	}
	return int(c.NextDue.Sub(c.SubmittedAt()) / time.Microsecond)
}

// writeJob lets several goroutines count in the complaints of a file: the
// arguments are the file and how often each counts.
func writeJob(args []string) error {
	s, err := sqlite.Open(context.Background(), args[0], sqlite.Config{})
	if err != nil {
		return err
	}
	each, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	return errors.Join(count(s, each), s.Close())
}

// count counts from several goroutines; a conflict is a reason to read
// again, anything else is an error.
func count(s *sqlite.Store, each int) error {
	ctx := context.Background()
	var ids []complaint.ID
	for c, err := range s.Set().Complaints.List(ctx, complaint.Query{}) {
		if err != nil {
			return err
		}
		ids = append(ids, c.ID)
	}
	errs := make([]error, writers)
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for n := 0; n < each && errs[w] == nil; {
				c, err := s.Set().Complaints.Get(ctx, ids[(n+w)%len(ids)])
				if err == nil {
					c.NextDue = c.SubmittedAt().Add(time.Duration(counted(c)+1) * time.Microsecond)
					err = s.Commit(ctx, complaints(c))
				}
				switch {
				case err == nil:
					n++
				case !errors.Is(err, storage.ErrConflict):
					errs[w] = err
				}
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// TestSoakTwoProcessesWrite lets two processes with four writers each work on
// four complaints. Nobody may be told that the database is busy, and nothing
// that was acknowledged may be missing: in the records and in the feed.
func TestSoakTwoProcessesWrite(t *testing.T) {
	t.Parallel()
	each := 60
	if soaking() {
		each = 2000
	}
	path := filepath.Join(t.TempDir(), "aduan.db")
	s := openedAt(t, path)
	o := newOffice(t, 1)
	for range counters {
		require.NoError(t, s.Commit(t.Context(), complaints(o.open())))
	}
	cmd, said := process(t, "write", path, strconv.Itoa(each))
	require.NoError(t, cmd.Start())
	err := count(s, each)
	require.NoError(t, cmd.Wait(), "%s", said)
	require.NoError(t, err)

	want, total := 2*writers*each, 0
	for c, err := range s.Set().Complaints.List(t.Context(), complaint.Query{}) {
		require.NoError(t, err)
		require.EqualValues(t, counted(c)+1, c.Version)
		total += counted(c)
	}
	require.Equal(t, want, total, "an acknowledged change is missing")
	next := map[string]storage.Version{}
	told := 0
	for change, err := range s.Changes(t.Context(), "", 0) {
		require.NoError(t, err)
		told++
		next[change.Key]++
		require.Equal(t, next[change.Key], change.Version, "the feed tells versions in order and without gaps")
		require.Equal(t, storage.Cursor(strconv.Itoa(told)), change.Cursor)
	}
	require.Equal(t, want+counters, told)
	t.Logf("%d commits by two processes", want)
}

var _ backend.Store = (*sqlite.Store)(nil)
