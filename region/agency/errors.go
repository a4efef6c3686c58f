package agency

import (
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

// In names the agency and says when it is in force instead.
func (e *UnknownError) In(w aduan.Words) string {
	say := texts().In(w)
	if len(e.Valid) == 0 {
		return say("unknown", "agency", cut(string(e.ID)))
	}
	text := say("not_in_force", "agency", cut(string(e.ID)), "time", e.On, "periods", aduan.List(e.Valid))
	if len(e.Successors) > 0 {
		text += "; " + say("followed", "agencies", join(e.Successors, ", "))
	}
	return text
}

// Error is [UnknownError.In] English.
func (e *UnknownError) Error() string { return e.In(aduan.English()) }

// Unwrap returns storage.ErrNotFound.
func (e *UnknownError) Unwrap() error { return storage.ErrNotFound }

// HeirError says that an agency is not in force at an instant and that nobody knows
// which one a case of it belongs to. It unwraps to storage.ErrNotFound.
type HeirError struct {
	ID ID
	// Where is the place of the case.
	Where region.Path
	On    time.Time
	// Candidates are the agencies among which a person may choose, in the order of
	// their IDs; empty if nobody is known to have followed.
	Candidates []ID
}

// In names the agency, and those that followed it.
func (e *HeirError) In(w aduan.Words) string {
	say := texts().In(w)
	if len(e.Candidates) == 0 {
		return say("heirless", "agency", cut(string(e.ID)), "time", e.On)
	}
	return say("heirs", "agency", cut(string(e.ID)), "time", e.On, "agencies", join(e.Candidates, ", "))
}

// Error is [HeirError.In] English.
func (e *HeirError) Error() string { return e.In(aduan.English()) }

// Unwrap returns storage.ErrNotFound.
func (e *HeirError) Unwrap() error { return storage.ErrNotFound }

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

// In names the text, what is wrong, and what could have been meant.
func (e *NamedError) In(w aduan.Words) string {
	say := texts().In(w)
	if e.Person {
		return say("named_person", "text", e.Text)
	}
	text := say("named", "text", e.Text)
	if e.Invalid != nil {
		text += ": " + w.Error(e.Invalid)
	}
	if len(e.Near) > 0 {
		text += "; " + say("legal", "legal", join(e.Near, ", "))
	}
	return text
}

// Error is [NamedError.In] English.
func (e *NamedError) Error() string { return e.In(aduan.English()) }

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

// In names the function and what could have been meant.
func (e *FunctionError) In(w aduan.Words) string {
	say := texts().In(w)
	text := say("function", "function", string(e.Function))
	if len(e.Near) == 0 {
		return text
	}
	near := make([]string, len(e.Near))
	for i, f := range e.Near {
		near[i] = string(f.Function)
		if !f.Label.IsZero() {
			near[i] += " (" + f.Label.In(w) + ")"
		}
	}
	return text + "; " + say("legal", "legal", aduan.List(near))
}

// Error is [FunctionError.In] English.
func (e *FunctionError) Error() string { return e.In(aduan.English()) }

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

// In names the function and the region, and every step.
func (e *NoAgencyError) In(w aduan.Words) string {
	say := texts().In(w)
	return say("no_agency", "function", string(e.Function), "region", e.Region.String(), "steps", describe(w, e.Steps))
}

// Error is [NoAgencyError.In] English.
func (e *NoAgencyError) Error() string { return e.In(aduan.English()) }

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

// In names the function, the region and the agencies.
func (e *AmbiguousError) In(w aduan.Words) string {
	say := texts().In(w)
	return say("ambiguous", "function", string(e.Function), "region", e.Region.String(), "agencies", join(e.Agencies, ", "))
}

// Error is [AmbiguousError.In] English.
func (e *AmbiguousError) Error() string { return e.In(aduan.English()) }

// Unwrap returns storage.ErrInvalid.
func (e *AmbiguousError) Unwrap() error { return storage.ErrInvalid }

// join lists IDs.
func join(ids []ID, between string) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = cut(string(id))
	}
	return strings.Join(list, between)
}
