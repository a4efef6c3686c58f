package stats

import (
	"errors"
	"fmt"
)

// ErrUnbalanced is what the errors of figures that do not add up unwrap to.
var ErrUnbalanced = errors.New("the figures do not add up")

// Part is a named part of a published total.
type Part struct {
	Name  string
	Count int
}

// UnbalancedError says that parts do not sum to their total. It unwraps to
// [ErrUnbalanced].
type UnbalancedError struct {
	// What names the figures.
	What string
	// Total is what was published or counted, Sum what the parts sum to.
	Total, Sum int
}

// Missing is how much the parts are short of the total, negative if they exceed
// it.
func (e *UnbalancedError) Missing() int { return e.Total - e.Sum }

// Error says by how much the parts are short or in excess.
func (e *UnbalancedError) Error() string {
	if n := e.Missing(); n > 0 {
		return fmt.Sprintf("%s: the parts sum to %d, %d short of the total of %d", e.What, e.Sum, n, e.Total)
	}
	return fmt.Sprintf("%s: the parts sum to %d, %d more than the total of %d", e.What, e.Sum, -e.Missing(), e.Total)
}

// Unwrap returns [ErrUnbalanced].
func (e *UnbalancedError) Unwrap() error { return ErrUnbalanced }

// Reconcile checks that parts sum to a total. The error is an
// [*UnbalancedError].
func Reconcile(what string, total int, parts ...Part) error {
	sum := 0
	for _, p := range parts {
		sum += p.Count
	}
	if sum == total {
		return nil
	}
	return &UnbalancedError{What: what, Total: total, Sum: sum}
}
