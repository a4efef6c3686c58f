package agency

import (
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// UnknownError says that no agency with an ID is in force at an instant. It
// unwraps to storage.ErrNotFound.
type UnknownError struct {
	ID ID
	On time.Time
	// Valid lists the periods in which the agency is in force; empty if there
	// never is one with the ID.
	Valid []aduan.Period
	// Successors lists the agencies that stand for it at the instant.
	Successors []ID
}

// Error names the agency and says when it is in force instead.
func (e *UnknownError) Error() string {
	if len(e.Valid) == 0 {
		return fmt.Sprintf("agency %q is not known", cut(string(e.ID)))
	}
	periods := make([]string, len(e.Valid))
	for i, p := range e.Valid {
		periods[i] = p.String()
	}
	s := fmt.Sprintf("agency %q is not in force on %s; it is in force %s",
		e.ID, e.On.Format(time.RFC3339), strings.Join(periods, ", "))
	if len(e.Successors) > 0 {
		s += "; it was followed by " + join(e.Successors, ", ")
	}
	return s
}

// Unwrap returns storage.ErrNotFound.
func (e *UnknownError) Unwrap() error { return storage.ErrNotFound }

// NamedError says that an agency or a person that a report names cannot be
// understood, so that nobody can be kept out of the case on that ground. It
// unwraps to storage.ErrInvalid.
type NamedError struct {
	// Text is what was given, cut to [MaxID] bytes.
	Text string
	// Person tells that it was given as a person, and holds neither letter nor
	// digit.
	Person bool
	// Invalid says why the text is no ID, if it was given as one; nil
	// otherwise.
	Invalid error
	// Near lists agencies that could have been meant, the likeliest first.
	Near []ID
}

// Error names the text, what is wrong, and what could have been meant.
func (e *NamedError) Error() string {
	s := fmt.Sprintf("the report names %q, which is no agency of the directory", e.Text)
	switch {
	case e.Person:
		return fmt.Sprintf("the report names the person %q, who has neither letter nor digit", e.Text)
	case e.Invalid != nil:
		s += ": " + e.Invalid.Error()
	}
	if len(e.Near) > 0 {
		s += "; legal: " + join(e.Near, ", ")
	}
	return s
}

// Unwrap returns storage.ErrInvalid.
func (e *NamedError) Unwrap() error { return storage.ErrInvalid }

// FunctionError says that a function is not in the directory's vocabulary, or
// cannot be a function at all. It unwraps to storage.ErrInvalid.
type FunctionError struct {
	Function Function
	// Near lists the entries that could have been meant, the likeliest first,
	// or the first of the vocabulary if none is near.
	Near []FunctionInfo
}

// Error names the function and what could have been meant.
func (e *FunctionError) Error() string {
	s := fmt.Sprintf("the function %q is not in the vocabulary", e.Function)
	for i, f := range e.Near {
		if i == 0 {
			s += "; legal: "
		} else {
			s += ", "
		}
		s += string(f.Function)
		if f.Label != "" {
			s += " (" + f.Label + ")"
		}
	}
	return s
}

// Unwrap returns storage.ErrInvalid.
func (e *FunctionError) Unwrap() error { return storage.ErrInvalid }

// NoAgencyError says that no agency may take a case. It unwraps to
// storage.ErrNotFound.
type NoAgencyError struct {
	Function Function
	Region   region.Code
	// Steps says, region by region, why not.
	Steps []Step
}

// Error names the function and the region, and every step.
func (e *NoAgencyError) Error() string {
	return fmt.Sprintf("no agency for %q in %s: %s", e.Function, e.Region, describe(e.Steps))
}

// Unwrap returns storage.ErrNotFound.
func (e *NoAgencyError) Unwrap() error { return storage.ErrNotFound }

// AmbiguousError says that several agencies have the same function in the same
// region and none of them is above all others. It unwraps to
// storage.ErrInvalid.
type AmbiguousError struct {
	Function Function
	Region   region.Code
	// Agencies lists them in the order of their IDs.
	Agencies []ID
	// Steps says, region by region, how far the search had come.
	Steps []Step
}

// Error names the function, the region and the agencies.
func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("several agencies for %q in %s: %s", e.Function, e.Region, join(e.Agencies, ", "))
}

// Unwrap returns storage.ErrInvalid.
func (e *AmbiguousError) Unwrap() error { return storage.ErrInvalid }

// join lists IDs.
func join(ids []ID, between string) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = cut(string(id))
	}
	return strings.Join(texts, between)
}
