package storage

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
)

// The sentinels to which the typed errors of this module unwrap. Match them
// with errors.Is; never match an error's text.
var (
	// ErrNotFound means that no such record exists, or that the asking person
	// may not know that it does.
	ErrNotFound = errors.New("not found")
	// ErrConflict means that the record has moved on since it was read.
	// Nothing was written; read again and decide again.
	ErrConflict = errors.New("conflict")
	// ErrDuplicate means that a value which must be unique (a tracking number,
	// an external reference) is taken by another record. Nothing was written.
	ErrDuplicate = errors.New("duplicate")
	// ErrInvalid means that the input itself is wrong, whatever the store holds.
	ErrInvalid = errors.New("invalid")
	// ErrUnknownOutcome means that a commit's answer was lost and a look
	// afterwards could not settle whether it happened. Repeating the same
	// command with the same key is harmless.
	ErrUnknownOutcome = errors.New("unknown outcome")
	// ErrClosed means that the store was closed before the call. Nothing was
	// written.
	ErrClosed = errors.New("store is closed")
	// ErrNotWritten means that a commit failed for a reason of the store's own (a
	// full disk, a lock, a file that is gone) and that the store knows for
	// certain that nothing was written.
	ErrNotWritten = errors.New("nothing was written")
)

// NotFoundError names the record that was looked for. It unwraps to
// [ErrNotFound].
type NotFoundError struct {
	Kind Kind
	Key  string
}

// Error names the kind and the key.
func (e *NotFoundError) Error() string { return e.Kind.Name(e.Key) + ": not found" }

// Unwrap returns [ErrNotFound].
func (e *NotFoundError) Unwrap() error { return ErrNotFound }

// ConflictError says which record has moved on. It unwraps to [ErrConflict].
type ConflictError struct {
	Kind Kind
	Key  string
	// Expected is the version the writer had read, Stored the one in the store;
	// 0 means that the record is not stored.
	Expected, Stored Version
	// Field is what else has moved on, while the version stayed: next_due for the hint of
	// a complaint. Empty is the version.
	Field string
}

// Error names the record and both versions.
func (e *ConflictError) Error() string {
	if e.Field != "" {
		return fmt.Sprintf("%s: conflict: its %s has moved since it was read, at version %d; read it again and decide again",
			e.Kind.Name(e.Key), e.Field, e.Stored)
	}
	return fmt.Sprintf("%s: conflict: expected version %d, stored version %d; read it again and decide again",
		e.Kind.Name(e.Key), e.Expected, e.Stored)
}

// Unwrap returns [ErrConflict].
func (e *ConflictError) Unwrap() error { return ErrConflict }

// DuplicateError says which unique field of which record is taken. It does not
// name the other record, which the writer may not be allowed to know. It
// unwraps to [ErrDuplicate].
type DuplicateError struct {
	Kind  Kind
	Key   string
	Field string
}

// Error names the record and the field.
func (e *DuplicateError) Error() string {
	return fmt.Sprintf("%s: %s is taken by another record", e.Kind.Name(e.Key), e.Field)
}

// Unwrap returns [ErrDuplicate].
func (e *DuplicateError) Unwrap() error { return ErrDuplicate }

// RecordError says of one record that it cannot be read or judged, because it is
// damaged, or because a newer release or a rule that is not configured is needed
// for it. In a list it stands in the place of the record, and the list goes on. It
// unwraps to its cause, whose text is logged and must quote nothing that is stored.
type RecordError struct {
	Kind Kind
	Key  string
	// Due is the instant under which the record stands in an order by due instants,
	// Updated that of its last change; zero where it stands under none.
	Due     time.Time
	Updated time.Time
	Cause   error
}

// Error names the record and the cause.
func (e *RecordError) Error() string {
	return fmt.Sprintf("%s: %v", e.Kind.Name(e.Key), e.Cause)
}

// Unwrap returns the cause.
func (e *RecordError) Unwrap() error { return e.Cause }

// IsRecord reports whether an error is about one record, so that a list goes on
// after it.
func IsRecord(err error) bool {
	_, ok := errors.AsType[*RecordError](err)
	return ok
}

// InvalidError lists every problem of one input at once. It unwraps to
// [ErrInvalid].
type InvalidError struct {
	// What names the input: "draft", "command forward", "definition sp4n.yaml".
	What string
	// Problems is never empty; it is in the order of the input. [Problems]
	// collects them.
	Problems []Problem
}

// maxShown bounds how many problems an error prints; all stay in the value.
const maxShown = 20

// Error prints what was wrong, one problem a line after the first, at most 20
// of them.
func (e *InvalidError) Error() string {
	what := aduan.Line(e.What, mostName)
	if len(e.Problems) == 1 {
		return what + ": invalid: " + e.Problems[0].String()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: invalid: %d problems", what, len(e.Problems))
	for i, p := range e.Problems {
		if i == maxShown {
			fmt.Fprintf(&b, "\n  and %d more", len(e.Problems)-maxShown)
			break
		}
		b.WriteString("\n  " + p.String())
	}
	return b.String()
}

// Unwrap returns [ErrInvalid].
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// NotWrittenError is a failure of a store before which nothing was written. It
// unwraps to [ErrNotWritten] and to its cause, whose text is shown to whoever
// gave the command and must quote nothing that is stored.
type NotWrittenError struct{ Cause error }

// Error names the cause.
func (e *NotWrittenError) Error() string { return fmt.Sprintf("%v; nothing was written", e.Cause) }

// Unwrap returns [ErrNotWritten] and the cause.
func (e *NotWrittenError) Unwrap() []error { return []error{ErrNotWritten, e.Cause} }

// NotWritten is what a store answers to a commit of which it knows for certain
// that nothing was written: the error itself if that says so, or says that the
// outcome is unknown, else a *[NotWrittenError] of it. Nil stays nil.
func NotWritten(err error) error {
	if err == nil || errors.Is(err, ErrUnknownOutcome) || SaysNotWritten(err) {
		return err
	}
	return &NotWrittenError{Cause: err}
}

// SaysNotWritten reports whether the error of a commit says for certain that
// nothing was written. After any other error that is unknown.
func SaysNotWritten(err error) bool {
	if errors.Is(err, ErrUnknownOutcome) {
		return false
	}
	for _, clear := range []error{ErrNotWritten, ErrInvalid, ErrConflict, ErrDuplicate, ErrClosed} {
		if errors.Is(err, clear) {
			return true
		}
	}
	return false
}
