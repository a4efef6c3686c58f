package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aduan-go/aduan/internal/group"
)

// session is one run of parts.
type session struct {
	root, work string
	deadline   time.Time
	parts      []*part

	mu  sync.Mutex // guards out
	out io.Writer
}

func (s *session) say(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Fprintf(s.out, "soak: "+format+"\n", args...)
}

// command prepares one that ends with the context, and all that it started too.
func (s *session) command(ctx context.Context, dir, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = filepath.Join(s.root, filepath.FromSlash(dir))
	cmd.Env = append(os.Environ(), "ADUAN_SOAK=1", "TMPDIR="+s.work)
	group.Own(cmd)
	return cmd
}

// compile makes one program for each package.
func (s *session) compile(ctx context.Context) error {
	args := []string{"test", "-c", "-o", s.work + string(filepath.Separator)}
	for _, p := range s.parts {
		if dir := "./" + p.dir; !slices.Contains(args, dir) {
			args = append(args, dir)
		}
	}
	out, err := s.command(ctx, ".", "go", args...).CombinedOutput()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	} else if err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// program is what compile made of the package of a part.
func (s *session) program(p *part) string { return filepath.Join(s.work, path.Base(p.dir)+".test") }

// runAll runs the parts, so many at a time, in their order.
func (s *session) runAll(ctx context.Context, jobs int) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range jobs {
		wg.Go(func() {
			for i := range next {
				s.runPart(ctx, i)
			}
		})
	}
	for i := range s.parts {
		next <- i
	}
	close(next)
	wg.Wait()
}

// runPart runs a part and says how it goes. After the context has ended nothing is
// started.
func (s *session) runPart(ctx context.Context, i int) {
	p := s.parts[i]
	if p.verdict = "ended"; ctx.Err() != nil {
		return
	}
	s.say("%2d of %d begins: %s in %s", i+1, len(s.parts), p.name, p.dir)
	begin := time.Now()
	cmd := s.command(ctx, p.dir, s.program(p), "-test.run", "^"+p.name+"$", "-test.v", "-test.timeout", time.Until(s.deadline).String())
	last, err := s.watch(cmd, p, begin)
	p.took = since(begin)
	if cmd.ProcessState != nil {
		p.processor = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Round(time.Second)
	}
	switch {
	case ctx.Err() != nil:
		p.figure = context.Cause(ctx).Error()
	case err != nil:
		p.verdict = "FAIL"
		s.say("%s: %v\n%s", p.name, err, strings.Join(last, "\n"))
	default:
		p.verdict = "ok"
	}
	s.say("%2d of %d %s after %s: %s: %s", i+1, len(s.parts), p.verdict, p.took, p.name, p.figure)
}

// watch runs a program to its end, keeps what its test logged last as the figure of
// the part, and says it every half minute. It returns the last lines printed.
func (s *session) watch(cmd *exec.Cmd, p *part, begin time.Time) (last []string, err error) {
	const kept, pause = 1000, 30 * time.Second
	out, in := io.Pipe()
	cmd.Stdout, cmd.Stderr = in, in
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	lines := make(chan string)
	go func() {
		defer close(lines)
		scanner := bufio.NewScanner(out)
		scanner.Buffer(nil, 1<<20)
		for scanner.Scan() {
			lines <- scanner.Text()
		}
		_, _ = io.Copy(io.Discard, out)
	}()
	exited := make(chan error, 1)
	go func() {
		err := cmd.Wait()
		_ = cmd.Cancel() // what the program started does not outlive it
		_ = in.Close()
		exited <- err
	}()
	logged := regexp.MustCompile(`^\s+\w+_test\.go:\d+: (.*)$`)
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for {
		select {
		case line, ok := <-lines:
			if !ok {
				return last, <-exited
			}
			if last = append(last, line); len(last) > kept {
				last = last[1:]
			}
			if m := logged.FindStringSubmatch(line); m != nil {
				p.figure = m[1]
			}
		case <-tick.C:
			s.say("%s, %s: %s", since(begin), p.name, cmp.Or(p.figure, "begun"))
		}
	}
}

// failures counts the parts that did not pass.
func (s *session) failures() (n int) {
	for _, p := range s.parts {
		if p.verdict != "ok" {
			n++
		}
	}
	return n
}

// table prints what came out as docs/guarantees.md keeps it.
func (s *session) table(took time.Duration) {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s, %d processors, %s/%s, %s: %d of %d parts passed in %s.\n\n", time.Now().UTC().Format(time.DateOnly),
		runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), len(s.parts)-s.failures(), len(s.parts), took)
	b.WriteString("| part | time | of processors | verdict | figure |\n| --- | ---: | ---: | --- | --- |\n")
	for _, p := range s.parts {
		fmt.Fprintf(&b, "| `%s %s` | %s | %s | %s | %s |\n", p.dir, p.name, p.took, p.processor, p.verdict, strings.ReplaceAll(p.figure, "|", "\\|"))
	}
	_, err := io.WriteString(s.out, b.String())
	if err != nil {
		fmt.Fprintln(os.Stderr, errors.Join(errors.New("the table is not printed"), err))
	}
}
