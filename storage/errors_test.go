package storage_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
)

func TestTypedErrorsUnwrapToOneSentinel(t *testing.T) {
	t.Parallel()
	sentinels := []error{
		storage.ErrNotFound, storage.ErrConflict, storage.ErrDuplicate, storage.ErrInvalid, storage.ErrUnknownOutcome, storage.ErrClosed,
		storage.ErrNotWritten,
	}
	for _, tt := range []struct {
		err  error
		want error
		text string
	}{
		{
			&storage.NotFoundError{Kind: "complaint", Key: "k1"}, storage.ErrNotFound,
			"complaint k1: not found",
		},
		{
			&storage.ConflictError{Kind: "complaint", Key: "k1", Expected: 4, Stored: 5}, storage.ErrConflict,
			"complaint k1: conflict: expected version 4, stored version 5; read it again and decide again",
		},
		{
			&storage.DuplicateError{Kind: "complaint", Key: "k1", Field: "tracking"}, storage.ErrDuplicate,
			"complaint k1: tracking is taken by another record",
		},
		{
			&storage.NotWrittenError{Cause: errors.New("no room")}, storage.ErrNotWritten,
			"no room; nothing was written",
		},
		{
			&storage.InvalidError{What: "draft", Problems: []storage.Problem{{Field: "title", Message: "is required"}}}, storage.ErrInvalid,
			"draft: invalid: title: is required",
		},
	} {
		wrapped := fmt.Errorf("while saving: %w", tt.err)
		for _, s := range sentinels {
			require.Equal(t, s == tt.want, errors.Is(wrapped, s), "%v against %v", tt.err, s)
		}
		require.EqualError(t, tt.err, tt.text)
	}
}

func TestTypedErrorsKeepTheirFacts(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("commit: %w", &storage.ConflictError{Kind: "edition", Key: "k", Expected: 1, Stored: 3})
	var conflict *storage.ConflictError
	require.ErrorAs(t, err, &conflict)
	require.Equal(t, storage.ConflictError{Kind: "edition", Key: "k", Expected: 1, Stored: 3}, *conflict)
}

func TestProblemText(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		problem storage.Problem
		want    string
	}{
		{storage.Problem{Message: "is wrong"}, "is wrong"},
		{storage.Problem{Field: "from[0]", Message: "is wrong"}, "from[0]: is wrong"},
		{storage.Problem{File: "a.yaml", Message: "is wrong"}, "a.yaml: is wrong"},
		{storage.Problem{Line: 3, Message: "is wrong"}, "line 3: is wrong"},
		{storage.Problem{Column: 7, Message: "is wrong"}, "is wrong"},
		{
			storage.Problem{File: "a.yaml", Line: 3, Column: 7, Field: "to", Message: "unknown state x", Legal: []string{"a", "b"}},
			"a.yaml:3:7: to: unknown state x; legal: a, b",
		},
	} {
		require.Equal(t, tt.want, tt.problem.String())
	}
}

func TestInvalidErrorShowsAtMostTwentyProblems(t *testing.T) {
	t.Parallel()
	const shown = 20
	for _, n := range []int{1, 2, shown - 1, shown, shown + 1, 1000} {
		err := &storage.InvalidError{What: "draft"}
		for i := range n {
			err.Problems = append(err.Problems, storage.Problem{Field: fmt.Sprintf("f%d", i), Message: "is wrong"})
		}
		lines := strings.Split(err.Error(), "\n")
		switch {
		case n == 1:
			require.Equal(t, []string{"draft: invalid: f0: is wrong"}, lines)
		case n <= shown:
			require.Len(t, lines, n+1)
			require.Equal(t, fmt.Sprintf("draft: invalid: %d problems", n), lines[0])
			require.Equal(t, fmt.Sprintf("  f%d: is wrong", n-1), lines[n])
		default:
			require.Len(t, lines, shown+2)
			require.Equal(t, fmt.Sprintf("  f%d: is wrong", shown-1), lines[shown])
			require.Equal(t, fmt.Sprintf("  and %d more", n-shown), lines[shown+1])
		}
		require.Len(t, err.Problems, n, "all of them stay in the value")
	}
}

func Example() {
	err := fmt.Errorf("forwarding: %w", &storage.ConflictError{Kind: "complaint", Key: "0190", Expected: 4, Stored: 5})
	fmt.Println(errors.Is(err, storage.ErrConflict))

	var conflict *storage.ConflictError
	if errors.As(err, &conflict) {
		fmt.Println("stored by now: version", conflict.Stored)
	}
	// Output:
	// true
	// stored by now: version 5
}

func ExampleInvalidError() {
	err := &storage.InvalidError{What: "definition office.yaml", Problems: []storage.Problem{
		{File: "office.yaml", Line: 12, Column: 9, Field: "transitions[3].to", Message: "unknown state closed", Legal: []string{"open", "done"}},
		{File: "office.yaml", Line: 15, Column: 3, Field: "transitions[4].by", Message: "is required"},
	}}
	fmt.Println(err)
	// Output:
	// definition office.yaml: invalid: 2 problems
	//   office.yaml:12:9: transitions[3].to: unknown state closed; legal: open, done
	//   office.yaml:15:3: transitions[4].by: is required
}

// TestNotWritten marks what says by itself nothing about what was written.
func TestNotWritten(t *testing.T) {
	t.Parallel()
	require.NoError(t, storage.NotWritten(nil))
	for _, clear := range []error{
		storage.ErrConflict, storage.ErrDuplicate, storage.ErrInvalid, storage.ErrClosed, storage.ErrNotWritten,
		storage.NotWritten(context.Canceled),
	} {
		require.Equal(t, clear, storage.NotWritten(clear), "it says so already")
		require.True(t, storage.SaysNotWritten(clear))
	}
	unknown := fmt.Errorf("lost: %w", storage.ErrUnknownOutcome)
	require.Equal(t, unknown, storage.NotWritten(unknown), "nobody knows better than the store")
	both := errors.Join(storage.ErrNotWritten, storage.ErrUnknownOutcome)
	for _, open := range []error{nil, unknown, both, errors.New("no room"), context.Canceled, storage.ErrNotFound} {
		require.False(t, storage.SaysNotWritten(open), "%v", open)
	}
	err := storage.NotWritten(context.Canceled)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, err, storage.ErrNotWritten)
}

// TestUnknownWordsBeyondTheLimit are counted as any problem.
func TestUnknownWordsBeyondTheLimit(t *testing.T) {
	t.Parallel()
	var p storage.Problems
	for n := 1; n <= storage.MaxProblems+2; n++ {
		p.Unknown("field", "is unknown", "lamp", []string{"other", "lamps"})
		require.Equal(t, n, p.Len())
		require.Equal(t, n >= storage.MaxProblems, p.Full())
	}
	var invalid *storage.InvalidError
	require.ErrorAs(t, p.Err("x"), &invalid)
	require.Len(t, invalid.Problems, storage.MaxProblems+1)
	require.Equal(t, storage.Problem{Field: "field", Message: "is unknown", Legal: []string{"lamps", "other"}}, invalid.Problems[storage.MaxProblems-1])
	require.Equal(t, storage.Problem{Message: "and 2 more problems"}, invalid.Problems[storage.MaxProblems])
}
