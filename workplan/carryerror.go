package workplan

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"

	"github.com/aduan-go/aduan/storage"
)

// Refusal says why something is not carried over.
type Refusal int8

// The refusals.
const (
	// WrongPlan is a plan into or from which nothing can be carried.
	WrongPlan Refusal = iota + 1
	// NotOpen is an activity that does not exist, is completed or was
	// cancelled.
	NotOpen
	// AlreadyCarried is an activity that was carried over before.
	AlreadyCarried
	// ScopeLost and ScopeDoubled are less or more scope than is open.
	ScopeLost
	ScopeDoubled
	// MoneyLost and MoneyDoubled are less or more money than is left.
	MoneyLost
	MoneyDoubled
	// CurrencyChanged and FundChanged are money of another currency or funding
	// source.
	CurrencyChanged
	FundChanged
	// Overspent is a line of which more was spent than it had.
	Overspent
)

func refusalWords() enum.Set {
	return enum.Words("", "wrong_plan", "not_open", "already_carried", "scope_lost", "scope_doubled", "money_lost", "money_doubled", "currency_changed", "fund_changed", "overspent")
}

// String returns the text form: "money_lost".
func (r Refusal) String() string { return refusalWords().Text("Refusal", int(r)) }

// In is the refusal for people.
func (r Refusal) In(w aduan.Words) string {
	return texts().Word(w, "refusal", r.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (r Refusal) MarshalText() ([]byte, error) { return refusalWords().Marshal("Refusal", int(r)) }

// CarryOverError says why [CarryOver] refused. It unwraps to
// storage.ErrInvalid.
type CarryOverError struct {
	Refusal Refusal
	// Plan, Activity and Line say what it is about, as far as it is about that.
	Plan     PlanID
	Activity ActivityID
	Line     LineID
	// Want and Got are what would have been right and what was given; empty
	// where Text says it.
	Want, Got string
	Text      string
}

// Error names what was refused, and what would have been right.
func (e *CarryOverError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "carry-over: plan %s", e.Plan)
	if e.Activity != "" {
		fmt.Fprintf(&b, ", activity %s", e.Activity)
	}
	if e.Line != "" {
		fmt.Fprintf(&b, ", line %s", e.Line)
	}
	fmt.Fprintf(&b, ": %s", e.Refusal.In(aduan.English()))
	if e.Text != "" {
		fmt.Fprintf(&b, ": %s", e.Text)
	}
	if e.Want != "" {
		fmt.Fprintf(&b, ": want %s, got %s", e.Want, e.Got)
	}
	return b.String()
}

// Unwrap returns storage.ErrInvalid.
func (e *CarryOverError) Unwrap() error { return storage.ErrInvalid }
