package storagetest

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"
)

// stand is the testing.TB of one check: failures are collected instead of
// failing the test, so that a check can be tried on a faulty store.
type stand struct {
	testing.TB // for what is not overridden: TempDir, Setenv, Log, Name
	ctx        context.Context

	mu       sync.Mutex
	problems []error
	cleanups []func()
}

var _ testing.TB = (*stand)(nil)

// Cleanup registers what runs when the check is over.
func (s *stand) Cleanup(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cleanups = append(s.cleanups, f)
}

// cleanUp runs what was registered, the last first. A failure inside must not
// keep the others from running.
func (s *stand) cleanUp() {
	s.mu.Lock()
	list := s.cleanups
	s.cleanups = nil
	s.mu.Unlock()
	for _, f := range slices.Backward(list) {
		done := make(chan struct{})
		go func() {
			defer close(done)
			defer func() {
				if r := recover(); r != nil {
					s.note(fmt.Errorf("panic in a cleanup: %v", r))
				}
			}()
			f()
		}()
		<-done
	}
}

func (s *stand) note(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.problems = append(s.problems, err)
}

// problem is all that was noted, nil for nothing.
func (s *stand) problem() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return errors.Join(s.problems...)
}

// Context ends with the check's deadline.
func (s *stand) Context() context.Context { return s.ctx }

// Error notes a failure and goes on.
func (s *stand) Error(args ...any) { s.note(errors.New(fmt.Sprint(args...))) }

// Errorf notes a failure and goes on.
func (s *stand) Errorf(format string, args ...any) { s.note(fmt.Errorf(format, args...)) }

// Fail notes a failure without words.
func (s *stand) Fail() { s.note(errors.New("failed")) }

// FailNow ends the check.
func (s *stand) FailNow() {
	if !s.Failed() {
		s.Fail()
	}
	runtime.Goexit()
}

// Failed reports whether something was noted.
func (s *stand) Failed() bool { return s.problem() != nil }

// Fatal notes a failure and ends the check.
func (s *stand) Fatal(args ...any) {
	s.Error(args...)
	runtime.Goexit()
}

// Fatalf notes a failure and ends the check.
func (s *stand) Fatalf(format string, args ...any) {
	s.Errorf(format, args...)
	runtime.Goexit()
}
