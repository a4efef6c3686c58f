package storagetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

// Check is one promise of a store and how to test it.
type Check struct {
	// Name is unique in the suite: an area and what is tested there, such as
	// "versions/stale".
	Name string
	// Promise is what the check guards, in words for whoever reads a failure.
	Promise string
	// Shared says why no faulty store is caught by this check alone, empty if
	// one is: removing the check would then let that store pass unnoticed.
	Shared string

	needs part
	run   func(*probe)
}

// check is a promise that every store of complaints gives.
func check(name, promise string, run func(*probe)) Check {
	return Check{Name: name, Promise: promise, run: run}
}

// part says which part of a store a check needs.
type part int8

const (
	ofComplaints part = iota // a complaint.Store
	ofIdentities             // and its identities
	ofWhole                  // a backend.Store
	ofSearch                 // a backend.Store that is a complaint.Searcher
)

// Failure is the error of a check that found a promise broken.
type Failure struct {
	Check, Promise string
	// Found says what was seen instead.
	Found string
}

// Error names the check, the promise and what was found.
func (f *Failure) Error() string {
	return fmt.Sprintf("%s: %s\n  broken promise: %s", f.Check, f.Found, f.Promise)
}

// Exception excuses a backend from one check.
type Exception struct {
	// Check is the name of the check.
	Check string
	// Reason says why the backend cannot keep the promise; it is printed.
	Reason string
}

// Run tests a whole store with every check of the suite, each as a parallel
// subtest. open returns a new, empty store; it registers what it has to clean up
// with t.Cleanup, closing the store included. An exception for a check that does
// not exist, or without a reason, fails the test.
func Run(t *testing.T, open func(t testing.TB) backend.Store, except ...Exception) {
	t.Helper()
	runAll(t, Checks(), func(t testing.TB) subject { return wholeSubject(open(t)) }, except)
}

// RunComplaints tests a store of complaints alone. One that implements
// complaint.Identities too is also tested with the checks of identities.
func RunComplaints(t *testing.T, open func(t testing.TB) complaint.Store, except ...Exception) {
	t.Helper()
	var list []Check
	for _, c := range Checks() {
		if c.needs != ofWhole && c.needs != ofSearch {
			list = append(list, c)
		}
	}
	runAll(t, list, func(t testing.TB) subject { return casesSubject(open(t)) }, except)
}

// Try runs one check on a whole store and returns what it found, a *[Failure],
// instead of failing t: it is how the suite itself is tested. open gets a
// testing.TB whose failures count for the check.
func (c Check) Try(t testing.TB, open func(t testing.TB) backend.Store) error {
	return c.try(t, func(t testing.TB) subject { return wholeSubject(open(t)) })
}

// subject is the store that a check is about, in its parts.
type subject struct {
	cases  complaint.Store
	people complaint.Identities // nil where identities are kept elsewhere
	whole  backend.Store        // nil for a store of complaints alone
}

func wholeSubject(s backend.Store) subject {
	return subject{cases: backend.Complaints(s), people: s.Set().Identities, whole: s}
}

func casesSubject(s complaint.Store) subject {
	people, _ := s.(complaint.Identities)
	return subject{cases: s, people: people}
}

func runAll(t *testing.T, list []Check, open func(testing.TB) subject, except []Exception) {
	t.Helper()
	reasons := map[string]string{}
	for _, e := range except {
		if e.Reason == "" {
			t.Errorf("the exception %s has no reason", e.Check)
		}
		reasons[e.Check] = e.Reason
	}
	excused := 0
	for _, c := range list {
		reason, skip := reasons[c.Name]
		delete(reasons, c.Name)
		if skip {
			excused++
		}
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			if skip {
				t.Skipf("exception: %s", reason)
			}
			if err := c.try(t, open); isMissing(err) {
				t.Skip(err)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
	for name := range reasons {
		t.Errorf("there is no check %s to make an exception of", name)
	}
	t.Logf("storagetest: %d checks, %d exceptions", len(list), excused)
}

// errNoIdentities skips checks of identities where they are kept elsewhere.
var errNoIdentities = errors.New("the store keeps no identities: it does not implement complaint.Identities")

// errNoSearch skips checks of searches where there are none.
var errNoSearch = errors.New("the store does not search: it does not implement complaint.Searcher")

func isMissing(err error) bool { return errors.Is(err, errNoIdentities) || errors.Is(err, errNoSearch) }

// reserve is how long before the end of a test a check is given up.
const reserve = 5 * time.Second

// limited is a context that ends a little before go test stops everything
// (-timeout), so that a check that hangs is told by name. No other clock judges a
// store: how long a check takes says more about the machine and what else it does.
func limited(t testing.TB) (context.Context, context.CancelFunc) {
	if timed, ok := t.(interface{ Deadline() (time.Time, bool) }); ok {
		if end, bounded := timed.Deadline(); bounded {
			return context.WithDeadline(t.Context(), end.Add(-reserve))
		}
	}
	return context.WithCancel(t.Context())
}

// try runs the check in a goroutine of its own, so that a store that hangs
// fails it and nothing else.
func (c Check) try(t testing.TB, open func(testing.TB) subject) error {
	t.Helper()
	ctx, cancel := limited(t)
	defer cancel()
	bench := &stand{TB: t, ctx: ctx}
	found := make(chan error, 1)
	go func() {
		err := errors.New("the check was ended from outside")
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("panic: %v", r)
			}
			bench.cleanUp()
			found <- errors.Join(err, bench.problem())
		}()
		p := &probe{ctx: ctx, tb: bench}
		p.subject = open(bench)
		if c.needs == ofIdentities && p.people == nil {
			err = errNoIdentities
			return
		}
		if _, ok := p.whole.(complaint.Searcher); c.needs == ofSearch && !ok {
			err = errNoSearch
			return
		}
		err = nil // what fails from here on is told to the stand
		c.run(p)
	}()
	select {
	case err := <-found:
		return c.failure(err)
	case <-ctx.Done():
		// The store may honour the cancellation; give it a moment to say so.
		select {
		case err := <-found:
			if err == nil {
				err = errors.New("it finished after the deadline only")
			}
			return c.failure(err)
		case <-time.After(time.Second):
			return c.failure(errors.New("no answer in nearly all the time that the test has; the store hangs"))
		}
	}
}

func (c Check) failure(err error) error {
	if err == nil || isMissing(err) {
		return err
	}
	return &Failure{Check: c.Name, Promise: c.Promise, Found: err.Error()}
}

// closing closes what can be closed.
func closing(s any) error {
	if c, ok := s.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
