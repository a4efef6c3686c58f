// Soak runs the long forms of the tests, which are those named TestSoak, as many
// at a time as there are processors, and prints how far they are and what they
// found. docs/guarantees.md keeps what the last whole run printed.
//
//	go run ./internal/soak
//	go run ./internal/soak -run 'Kill|PowerCut'
//
// Whatever ends it, a failure, the time or an interrupt, the processes that the
// tests started end with it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"runtime"
	"syscall"
	"time"
)

func main() {
	root := flag.String("root", ".", "the root directory of the module")
	only := flag.String("run", "", "only parts whose package and name match this")
	jobs := flag.Int("jobs", runtime.NumCPU(), "how many parts run at a time")
	most := flag.Duration("for", time.Hour, "after which time what still runs is ended, as a failure")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *root, *only, *jobs, *most); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

// run compiles the parts, runs them and prints what came out.
func run(ctx context.Context, root, only string, jobs int, most time.Duration) error {
	match, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	begin := time.Now()
	ctx, cancel := context.WithDeadlineCause(ctx, begin.Add(most), fmt.Errorf("not over after %v", most))
	defer cancel()
	parts, err := find(os.DirFS(root), match)
	if err != nil {
		return err
	}
	if len(parts) == 0 {
		return fmt.Errorf("no test named TestSoak matches %s", only)
	}
	work, err := os.MkdirTemp("", "soak")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	s := &session{out: os.Stdout, root: root, work: work, deadline: begin.Add(most), parts: parts}
	s.say("%d parts, %d at a time", len(parts), jobs)
	if err := s.compile(ctx); err != nil {
		return err
	}
	s.say("compiled in %s", since(begin))
	s.runAll(ctx, jobs)
	s.table(since(begin))
	if n := s.failures(); n > 0 {
		return fmt.Errorf("%d of %d parts did not pass", n, len(parts))
	}
	return nil
}

// since is a duration for people.
func since(begin time.Time) time.Duration { return time.Since(begin).Round(time.Second) }
