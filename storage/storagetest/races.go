package storagetest

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// together runs n functions at the same time and returns their errors.
func together(n int, do func(i int) error) []error {
	errs := make([]error, n)
	begin := make(chan struct{})
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			<-begin
			errs[i] = do(i)
		})
	}
	close(begin)
	wg.Wait()
	return errs
}

// oneWins expects exactly one success; every other error must unwrap to the
// given one.
func (p *probe) oneWins(errs []error, lost error, doing string) (winner int) {
	winner = -1
	for i, err := range errs {
		switch {
		case err == nil && winner >= 0:
			p.failf("%s: two of %d succeeded, %d and %d", doing, len(errs), winner, i)
		case err == nil:
			winner = i
		case !errors.Is(err, lost):
			p.failf("%s: error %q, want one that unwraps to %q", doing, err, lost)
		}
	}
	if winner < 0 {
		p.failf("%s: none of %d succeeded", doing, len(errs))
	}
	return winner
}

const racers = 8

// raceChecks test commits at the same time.
func raceChecks() []Check {
	return []Check{
		check("races/create", "of several that create the same complaint at the same time one succeeds, the others get storage.ErrConflict", func(p *probe) {
			for range 20 {
				c := p.open()
				p.oneWins(together(racers, func(i int) error {
					mine := copyOf(c)
					written(fmt.Sprintf("by %d", i))(mine)
					return p.cases.Commit(p.ctx, batch(mine))
				}), storage.ErrConflict, "Commit of a new complaint")
			}
		}),
		check("races/update", "of several that change the same version at the same time one succeeds, and its change is what is stored", func(p *probe) {
			c := p.put1(p.open())
			for range 20 {
				next := make([]*complaint.Complaint, racers)
				for i := range next {
					next[i] = later(c, written(fmt.Sprintf("by %d", i)))
				}
				c = next[p.oneWins(together(racers, func(i int) error { return p.cases.Commit(p.ctx, batch(copyOf(next[i]))) }), storage.ErrConflict, "Commit of one version")]
				c.Version++
				p.stored(c)
			}
		}),
		check("races/tracking", "of several that take the same tracking number at the same time one succeeds, the others get storage.ErrDuplicate", func(p *probe) {
			for range 20 {
				var list []*complaint.Complaint
				for range racers {
					list = append(list, p.open())
					list[len(list)-1].Tracking = list[0].Tracking
				}
				p.oneWins(together(racers, func(i int) error { return p.cases.Commit(p.ctx, batch(list[i])) }), storage.ErrDuplicate, "Commit of one number")
			}
		}),
		check("races/external", "of several that import the same case at the same time one succeeds, the others get storage.ErrDuplicate", func(p *probe) {
			for n := range 20 {
				var list []*complaint.Complaint
				for range racers {
					list = append(list, p.open(external("s", fmt.Sprint(n))))
				}
				p.oneWins(together(racers, func(i int) error { return p.cases.Commit(p.ctx, batch(list[i])) }), storage.ErrDuplicate, "Commit of one reference")
			}
		}),
		check("races/lost-update", "every change that was acknowledged is in the record, however many write at the same time", func(p *probe) {
			c := p.put1(p.open())
			const each = 20
			for _, err := range together(racers, func(int) error { return addNotes(p.ctx, p.cases, c.ID, each) }) {
				p.ok(err, "adding notes")
			}
			got, err := p.cases.Get(p.ctx, c.ID)
			p.ok(err, "Get")
			if want := 1 + racers*each; len(got.Timeline) != want || int(got.Version) != want {
				p.failf("%d changes were acknowledged, the record has %d entries and version %d", want, len(got.Timeline), got.Version)
			}
		}),
		check("races/half-a-batch", "nobody sees one record of a batch before the others", func(p *probe) {
			pair := p.put(p.open(), p.open())
			const rounds = 40
			var done atomic.Bool
			for _, err := range together(3, func(i int) error {
				if i == 0 {
					defer done.Store(true)
					for range rounds {
						pair = []*complaint.Complaint{touched(pair[0]), touched(pair[1])}
						if err := p.cases.Commit(p.ctx, batch(copyOf(pair[0]), copyOf(pair[1]))); err != nil {
							return err
						}
						pair[0].Version, pair[1].Version = pair[0].Version+1, pair[1].Version+1
					}
					return nil
				}
				for !done.Load() {
					if err := notHalf(p.ctx, p.cases, opened(i).ID, opened(3-i).ID); err != nil {
						return err
					}
				}
				return nil
			}) {
				p.ok(err, "committing and reading pairs")
			}
		}),
		check("races/linearizable", "commits and reads at the same time behave as if they happened one after another", func(p *probe) {
			_, err := Linearize(p.ctx, p.cases, Load{Writers: 4, Operations: 1500, Complaints: 8})
			p.ok(err, "a load of 1,500 operations")
		}),
	}
}

// notHalf reads two complaints that are always committed together: the second
// cannot be behind the first.
func notHalf(ctx context.Context, s complaint.Store, a, b complaint.ID) error {
	first, err := s.Get(ctx, a)
	if err != nil {
		return err
	}
	second, err := s.Get(ctx, b)
	if err != nil {
		return err
	}
	if second.Version < first.Version {
		return fmt.Errorf("one record of the batch is at version %d, the other still at %d", first.Version, second.Version)
	}
	return nil
}

// addNotes adds entries one after another, reading again after every conflict.
func addNotes(ctx context.Context, s complaint.Store, id complaint.ID, n int) error {
	for n > 0 {
		c, err := s.Get(ctx, id)
		if err != nil {
			return err
		}
		runtime.Gosched() // so that somebody else reads the same
		switch err := s.Commit(ctx, batch(later(c))); {
		case err == nil:
			n--
		case !errors.Is(err, storage.ErrConflict):
			return err
		}
	}
	return nil
}
