package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/aduan-go/aduan/internal/group"
)

// laboratory builds mutants and lets the tests judge them.
type laboratory struct {
	module *module
	work   string // a directory for what is built, removed at the end
	cache  string // of the compiler, a directory of its own: mutants are thrown out of it
	notes  io.Writer
	grace  time.Duration
	// ownOnly asks the tests of the own package alone.
	ownOnly  bool
	overlay  string // what the compiler reads to build programs that hold all mutants
	checkers map[string]*checker
	suites   map[string]*suite

	building sync.Mutex // one build at a time: what one makes, another would throw away
	kept     map[string]bool
	single   sync.Mutex // one mutant without a host at a time
}

func newLaboratory(m *module, work string, notes io.Writer) *laboratory {
	l := &laboratory{
		module: m, work: work, notes: notes, grace: 20 * time.Second,
		kept: map[string]bool{}, checkers: map[string]*checker{}, suites: map[string]*suite{},
	}
	for dir := range m.packages {
		l.suites[dir] = &suite{program: filepath.Join(work, "tests+"+strings.ReplaceAll(dir, "/", "+"))}
	}
	return l
}

// mutant is a site that was drawn.
type mutant struct {
	site
	number int // counted from one
}

const (
	// quickTest is what a test may take to count as quick.
	quickTest = 300 * time.Millisecond
	// patience is how many times the time it takes without a mutant a suite gets,
	// beside the grace, before it counts as hanging.
	patience = 5
	// mostFailing is how many tests of a package may fail without a mutant.
	mostFailing = 3
	// mostMemory bounds the address space of the tests, in KiB: a mutant may
	// append for ever.
	mostMemory = 6 << 20
)

// verdict is what became of a mutant.
type verdict struct {
	by    string // the test that fails, and its package; empty if none does
	asked int    // the packages whose tests ran
}

// try plants a mutant and asks the tests that run its host, until one fails: all of its
// own package, the quick ones first, and the quick ones of the others.
func (l *laboratory) try(ctx context.Context, m *mutant) (v verdict, err error) {
	own := l.module.packages[m.dir]
	alone := ""
	if m.host == nil {
		l.single.Lock()
		defer l.single.Unlock()
		if alone, err = l.alone(m); err != nil {
			return v, err
		}
		defer func() { err = errors.Join(err, l.forget()) }()
	}
	judges := l.module.judges(own)
	if l.ownOnly {
		judges = judges[:1]
	}
	for _, p := range judges {
		known, err := l.suite(ctx, p)
		if err != nil {
			return v, err
		}
		program := known.program
		switch {
		case m.host == nil:
			program = filepath.Join(l.work, "tests")
			if err := l.build(ctx, p, program, alone); err != nil {
				return v, err
			}
		case !known.reached[m.number]:
			continue
		}
		v.asked++
		ask := []tests{known.quick}
		if p == own {
			slow, err := l.slow(ctx, p)
			if err != nil {
				return v, err
			}
			ask = append(ask, slow...)
		}
		for _, which := range ask {
			if m.host != nil && !which.reached[m.number] {
				continue
			}
			r, err := l.test(ctx, p, program, patience*which.took+l.grace, []string{envPlanted + "=" + strconv.Itoa(m.number)}, "-test.run="+anyOf(which.names))
			if err != nil {
				return v, err
			}
			if r.failed != "" {
				v.by = p.dir + " " + r.failed
				return v, nil
			}
		}
	}
	return v, nil
}

// command runs the go command.
func (l *laboratory) command(ctx context.Context, args ...string) ([]byte, error) {
	l.building.Lock()
	defer l.building.Unlock()
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = l.module.root
	if cmd.Env = os.Environ(); l.cache != "" {
		cmd.Env = append(cmd.Env, "GOCACHE="+l.cache)
	}
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return out, failed(err)
}

// ran is what tests said.
type ran struct {
	failed string   // the first that failed, "" if none did
	passed []passed // those on the first level that did, in the order of their ends
}

// passed is a test that passed.
type passed struct {
	name string // quoted for -test.run
	took time.Duration
}

// test runs the tests of a package, with one seed of their own, until the first fails
// or the time is over, which counts as failing.
func (l *laboratory) test(ctx context.Context, p *listed, program string, limit time.Duration, env []string, flags ...string) (r ran, err error) {
	args := []string{"-c", "ulimit -v " + strconv.Itoa(mostMemory) + "; exec \"$0\" \"$@\"", program, "-test.v=test2json"}
	if p.seen["pgregory.net/rapid"] {
		args = append(args, "-rapid.seed=1", "-rapid.nofailfile")
	}
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(limited, "sh", append(args, flags...)...)
	cmd.Dir = filepath.Join(l.module.root, filepath.FromSlash(p.dir))
	cmd.Env = slices.Concat(os.Environ(), []string{"TMPDIR=" + l.work, "GOTRACEBACK=none"}, env)
	group.Own(cmd)
	out, in := io.Pipe()
	cmd.Stdout, cmd.Stderr = in, in
	if err := cmd.Start(); err != nil {
		return r, err
	}
	exited := make(chan error, 1)
	go func() {
		err := cmd.Wait()
		_ = in.Close()
		exited <- err
	}()
	r = read(out, cancel)
	_ = out.Close()
	err = <-exited
	switch {
	case ctx.Err() != nil:
		return r, ctx.Err()
	case r.failed != "" || err == nil:
		return r, nil
	case limited.Err() != nil:
		r.failed = "hangs"
	default:
		r.failed = "ends with " + err.Error()
	}
	return r, nil
}

// A line with a result has a mark of its own, so that what tests print cannot be
// taken for one.
var resultLine = regexp.MustCompile(`\x16 *--- (PASS|FAIL): (\S+) \(([0-9.]+)s\)`)

// read follows what tests print and calls stop at the first that fails.
func read(out io.Reader, stop func()) (r ran) {
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadBytes('\n')
		if m := resultLine.FindSubmatch(line); m != nil {
			name := string(m[2])
			seconds, _ := strconv.ParseFloat(string(m[3]), 64)
			switch {
			case string(m[1]) == "FAIL":
				r.failed = name
				stop()
				return r
			case !strings.Contains(name, "/"):
				r.passed = append(r.passed, passed{regexp.QuoteMeta(name), time.Duration(seconds * float64(time.Second))})
			}
		}
		if bytes.HasPrefix(line, []byte("panic: ")) || bytes.HasPrefix(line, []byte("fatal error: ")) {
			r.failed = string(bytes.TrimSpace(line))
			stop()
			return r
		}
		if err != nil {
			return r
		}
	}
}
