package agency

import (
	"fmt"
	"strings"
	"time"

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
	Valid []region.Period
	// Successors lists the agencies that stand for it at the instant.
	Successors []ID
}

// Error names the agency and says when it is in force instead.
func (e *UnknownError) Error() string {
	if len(e.Valid) == 0 {
		return fmt.Sprintf("agency %q is not known", clip(string(e.ID)))
	}
	periods := make([]string, len(e.Valid))
	for i, p := range e.Valid {
		periods[i] = p.String()
	}
	s := fmt.Sprintf("agency %q is not in force on %s; it is in force %s",
		e.ID, e.On.Format(time.RFC3339), strings.Join(periods, ", "))
	if len(e.Successors) > 0 {
		s += "; it was followed by " + join(e.Successors)
	}
	return s
}

// Unwrap returns storage.ErrNotFound.
func (e *UnknownError) Unwrap() error { return storage.ErrNotFound }

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
	return fmt.Sprintf("several agencies for %q in %s: %s", e.Function, e.Region, join(e.Agencies))
}

// Unwrap returns storage.ErrInvalid.
func (e *AmbiguousError) Unwrap() error { return storage.ErrInvalid }

// join lists IDs.
func join(ids []ID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = clip(string(id))
	}
	return strings.Join(texts, ", ")
}
