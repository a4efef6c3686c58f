package roadmap

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// CycleError says that milestones wait for each other, or one for itself. It
// unwraps to storage.ErrInvalid.
type CycleError struct {
	// Path leads from a milestone to those that wait for it and back to itself;
	// the first and the last are the same.
	Path []MilestoneID
}

// Error prints the cycle.
func (e *CycleError) Error() string {
	if len(e.Path) == 2 {
		return fmt.Sprintf("road map: milestone %s depends on itself", e.Path[0])
	}
	names := make([]string, len(e.Path))
	for i, id := range e.Path {
		names[i] = string(id)
	}
	return "road map: milestones wait for each other: " + strings.Join(names, " -> ")
}

// Unwrap returns storage.ErrInvalid.
func (e *CycleError) Unwrap() error { return storage.ErrInvalid }

// WindowError says that a milestone cannot be reached by the last day on which
// it may be. It unwraps to storage.ErrInvalid.
type WindowError struct {
	Milestone MilestoneID
	// Earliest is the first day on which it can be reached, NotAfter the last
	// one allowed.
	Earliest, NotAfter aduan.Date
	// Path is what makes it so late, from the beginning to the milestone.
	Path []PathStep
}

// PathStep is a milestone on a path with the earliest dates of its work.
type PathStep struct {
	Milestone     MilestoneID
	Start, Finish aduan.Date
	// Via is how it waits for the step before; zero for the first one.
	Via Dependency
}

// Error prints the window and the path.
func (e *WindowError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "road map: milestone %s can be reached on %s at the earliest, not by %s: ", e.Milestone, e.Earliest, e.NotAfter)
	for i, s := range e.Path {
		if i > 0 {
			fmt.Fprintf(&b, " -> (%s", s.Via.Type)
			if s.Via.Lag != 0 {
				fmt.Fprintf(&b, " %+d", s.Via.Lag)
			}
			b.WriteString(") ")
		}
		fmt.Fprintf(&b, "%s %s..%s", s.Milestone, s.Start, s.Finish)
	}
	return b.String()
}

// Unwrap returns storage.ErrInvalid.
func (e *WindowError) Unwrap() error { return storage.ErrInvalid }
