// Mutants plants small faults in the core packages, one at a time, and tells
// which of them no test sees. The sites are drawn by a seed, so that a run can be
// repeated; docs/mutants.md says how to read what it prints.
//
//	go run ./internal/mutants -seed 7 -n 300
//
// The tree is never touched: the compiler reads the changed file through an
// overlay, and what it makes of it is thrown away.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

// corePackages are those whose sites are drawn, below the root of the module.
const corePackages = "complaint complaint/lifecycle complaint/deadline complaint/routing complaint/routing/internal/box complaint/stats " +
	"region region/agency region/calendar workplan workplan/board workplan/evaluation roadmap " +
	"storage storage/backend storage/memory storage/sqlite internal/record internal/schedule"

// leastCaught is the share of planted mutants, in percent, with which a run passes.
const leastCaught = 95

func main() {
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "which sites are drawn, and in which order")
	number := flag.Int("n", 300, "how many mutants are planted")
	root := flag.String("root", ".", "the root directory of the module")
	packages := flag.String("packages", corePackages, "the packages to plant them in, separated by spaces")
	at := flag.String("at", "", "only sites whose file:line begins with this, for example complaint/actor.go:1")
	own := flag.Bool("own", false, "ask only the tests of the package itself: quick, but others may see what they do not")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, *root, strings.Fields(*packages), *at, *own, *seed, *number)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

// run plants mutants and prints what became of them.
func run(ctx context.Context, root string, packages []string, at string, own bool, seed uint64, number int) error {
	m, err := load(ctx, root, packages)
	if err != nil {
		return err
	}
	sites, err := m.sites(packages, at)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	user, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	l := newLaboratory(m, work, os.Stdout)
	l.cache, l.ownOnly = filepath.Join(user, "aduan-mutants"), own
	clean, err := l.prepare(ctx)
	if err != nil {
		return err
	}
	return errors.Join(plantAll(ctx, os.Stdout, l, sites, seed, number), clean())
}
