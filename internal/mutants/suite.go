package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// suite is what is known of the tests of a package while no mutant is planted.
type suite struct {
	program string // that runs them, with all mutants

	learn   sync.Once
	err     error
	quick   tests        // all that took less than quickTest
	fail    []string     // those that fail: they are no judges
	others  []string     // neither
	reached map[int]bool // the mutants whose host they run

	time    sync.Once
	slow    []tests // the others one by one, the shortest first
	slowErr error
}

// tests are tests that are run together.
type tests struct {
	names   []string      // quoted for -test.run
	took    time.Duration // all of them
	reached map[int]bool  // the mutants whose host they run
}

// anyOf matches the names of tests, and nothing if there are none.
func anyOf(names []string) string { return "^(" + strings.Join(names, "|") + ")$" }

// suite builds the tests of a package with all mutants and runs them while none is planted,
// once. What fails then, such as a test with a deadline on a machine that is busy, would catch
// every mutant and is not asked.
func (l *laboratory) suite(ctx context.Context, p *listed) (*suite, error) {
	known := l.suites[p.dir]
	known.learn.Do(func() { known.err = l.learn(ctx, p, known) })
	return known, known.err
}

func (l *laboratory) learn(ctx context.Context, p *listed, known *suite) error {
	if err := errors.Join(l.build(ctx, p, known.program, l.overlay), l.keep()); err != nil {
		return err
	}
	for {
		started := time.Now()
		r, reached, err := l.noted(ctx, p, known, "-test.skip="+anyOf(known.fail))
		if err != nil {
			return err
		}
		if r.failed == "" {
			known.quick, known.reached = tests{took: time.Since(started), reached: reached}, reached
			for _, t := range r.passed {
				if t.took < quickTest {
					known.quick.names = append(known.quick.names, t.name)
				} else {
					known.others = append(known.others, t.name)
				}
			}
			return nil
		}
		top, _, _ := strings.Cut(r.failed, "/")
		if !strings.HasPrefix(top, "Test") || len(known.fail) == mostFailing {
			return fmt.Errorf("the tests of %s fail without a mutant: %s", p.dir, r.failed)
		}
		fmt.Fprintf(l.notes, "%s fails in %s without a mutant and is not asked\n", top, p.dir)
		known.fail = append(known.fail, regexp.QuoteMeta(top))
	}
}

// slow runs the tests of a package that take long one by one while no mutant is planted,
// once, to know which mutants each comes upon.
func (l *laboratory) slow(ctx context.Context, p *listed) ([]tests, error) {
	known := l.suites[p.dir]
	known.time.Do(func() {
		for _, name := range known.others {
			started := time.Now()
			r, reached, err := l.noted(ctx, p, known, "-test.run="+anyOf([]string{name}))
			if err == nil && r.failed != "" {
				err = fmt.Errorf("%s of %s fails without a mutant, run alone", r.failed, p.dir)
			}
			if err != nil {
				known.slowErr = err
				return
			}
			known.slow = append(known.slow, tests{[]string{name}, time.Since(started), reached})
		}
		slices.SortStableFunc(known.slow, func(a, b tests) int { return cmp.Compare(a.took, b.took) })
	})
	return known.slow, known.slowErr
}

// noted runs tests while no mutant is planted, and tells the mutants whose host they ran.
func (l *laboratory) noted(ctx context.Context, p *listed, known *suite, which string) (ran, map[int]bool, error) {
	notes := known.program + ".reached"
	r, err := l.test(ctx, p, known.program, time.Hour, []string{envNotes + "=" + notes}, which)
	if err != nil {
		return r, nil, err
	}
	reached, err := numbers(notes)
	return r, reached, err
}

// numbers reads what programs noted, and takes it away.
func numbers(notes string) (map[int]bool, error) {
	noted := map[int]bool{}
	text, err := os.ReadFile(notes)
	if errors.Is(err, fs.ErrNotExist) {
		return noted, nil
	}
	for line := range strings.Lines(string(text)) {
		n, bad := strconv.Atoi(strings.TrimSpace(line))
		noted[n], err = true, errors.Join(err, bad)
	}
	return noted, errors.Join(err, os.Remove(notes))
}
