package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
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
	caught := 0
	for _, m := range mutants {
		started := time.Now()
		v, err := l.try(ctx, m)
		if err != nil {
			return fmt.Errorf("%s: %w", m.place(), err)
		}
		took := time.Since(started).Round(100 * time.Millisecond)
		if v.by != "" {
			caught++
			fmt.Fprintf(w, "%d caught   %s %s by %s (%s)\n", m.number, m.place(), m.operator, v.by, took)
			continue
		}
		fmt.Fprintf(w, "%d SURVIVED %s %s, %d packages asked (%s)\n%s", m.number, m.place(), m.operator, v.asked, took, m.diff())
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

// draw puts sites into the order in which they are tried.
func draw(sites []site, seed uint64) {
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(sites), func(i, j int) { sites[i], sites[j] = sites[j], sites[i] })
}
