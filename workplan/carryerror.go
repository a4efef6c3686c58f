package workplan

import (
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
	// Why says what exactly is wrong, such as what would have been right and
	// what was given.
	Why aduan.Message
}

// In names what was refused, and what would have been right.
func (e *CarryOverError) In(w aduan.Words) string {
	say := texts().In(w)
	place := []string{say("carry.plan", "plan", e.Plan)}
	if e.Activity != "" {
		place = append(place, say("carry.activity", "activity", e.Activity))
	}
	if e.Line != "" {
		place = append(place, say("carry.line", "line", e.Line))
	}
	return say("carry.error", "place", aduan.List(place), "refusal", e.Refusal, "why", e.Why)
}

// Error is [CarryOverError.In] English.
func (e *CarryOverError) Error() string { return e.In(aduan.English()) }

// Unwrap returns storage.ErrInvalid.
func (e *CarryOverError) Unwrap() error { return storage.ErrInvalid }
