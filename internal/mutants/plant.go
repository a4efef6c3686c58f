package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"time"
)

// plantAll draws sites until as many mutants are planted as asked for, or no
// site is left, and prints what becomes of them.
func plantAll(ctx context.Context, w io.Writer, l *laboratory, sites []site, seed uint64, number int) error {
	draw(sites, seed)
	count := map[string]int{}
	for _, s := range sites {
		count[s.operator]++
	}
	fmt.Fprintf(w, "seed %d, %d sites:", seed, len(sites))
	for _, name := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(w, " %s %d", name, count[name])
	}
	fmt.Fprintln(w)

	begin := time.Now()
	mutants, refused, err := l.plant(ctx, sites, number)
	if err != nil {
		return err
	}
	caught, err := l.tryAll(ctx, w, mutants)
	if err != nil {
		return err
	}
	planted := len(mutants)
	if planted == 0 {
		return errors.New("no mutant compiles")
	}
	share := 100 * float64(caught) / float64(planted)
	fmt.Fprintf(w, "planted %d, caught %d, survived %d: %.1f %% caught, in %s (%d drawn did not compile)\n",
		planted, caught, planted-caught, share, time.Since(begin).Round(time.Second), refused)
	if share < leastCaught {
		return fmt.Errorf("%.1f %% caught, want %d %%", share, leastCaught)
	}
	return nil
}

// tryAll plants mutants, as many at a time as there are processors, prints what becomes of
// each and counts those that are caught.
func (l *laboratory) tryAll(ctx context.Context, w io.Writer, mutants []*mutant) (caught int, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var told sync.Mutex // w, caught, err
	var workers sync.WaitGroup
	next := make(chan *mutant, len(mutants))
	for _, m := range mutants {
		next <- m
	}
	close(next)
	for range runtime.NumCPU() {
		workers.Go(func() {
			for m := range next {
				started := time.Now()
				v, bad := l.try(ctx, m)
				took := time.Since(started).Round(100 * time.Millisecond)
				told.Lock()
				switch {
				case bad != nil && err == nil:
					err = fmt.Errorf("%s: %w", m.place(), bad)
					stop()
				case bad != nil || err != nil:
				case v.by != "":
					caught++
					fmt.Fprintf(w, "%d caught   %s %s by %s (%s)\n", m.number, m.place(), m.operator, v.by, took)
				default:
					fmt.Fprintf(w, "%d SURVIVED %s %s, %d packages asked (%s)\n%s", m.number, m.place(), m.operator, v.asked, took, m.diff())
				}
				told.Unlock()
			}
		})
	}
	workers.Wait()
	return caught, err
}

// draw puts sites into the order in which they are tried.
func draw(sites []site, seed uint64) {
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(sites), func(i, j int) { sites[i], sites[j] = sites[j], sites[i] })
}
