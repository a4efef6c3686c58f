package workplan

import (
	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan/internal/record"
)

// NeedApproval returns those changes from one edition to another for which the
// tolerances are not enough, so that the board has to decide: all that are no
// re-phasing and no change of a line's amount by at most Rules.Tolerance
// percent. A re-phasing by which an activity ends later is a delay, and needs
// approval. Amounts may only change within the tolerance while the sums of each
// funding source and currency stay the same. A difference of names alone needs
// approval too: what is not a number cannot be within a tolerance.
func (r Rules) NeedApproval(before, after Edition) []Change {
	balanced := balance(before.Lines, after.Lines)
	old, activities := byKey(before.Lines, lineKey), byKey(before.Activities, activityKey)
	var need []Change
	for _, c := range Diff(before, after) {
		if c.Event == Rephased && !later(before.Activities, activities, c.Activity) {
			continue
		}
		if c.Line != nil && balanced {
			if at, ok := old[c.ID]; ok && r.within(&before.Lines[at], c.Line) {
				continue
			}
		}
		need = append(need, c)
	}
	return need
}

// later reports whether an activity ends later than it did; nil does not.
func later(before []Activity, index map[string]int, after *Activity) bool {
	if after == nil {
		return false
	}
	at, ok := index[string(after.ID)]
	return ok && after.End.Compare(before[at].End) > 0
}

// within reports whether a line changed in nothing but its amount, and that
// within the tolerance.
func (r Rules) within(before, after *Line) bool {
	alike := *after
	alike.Amount, alike.Phases = before.Amount, before.Phases
	if !record.Same(before, &alike) || before.Amount.Currency != after.Amount.Currency {
		return false
	}
	moved := after.Amount.Amount.Sub(before.Amount.Amount).Abs().Mul(hundred)
	return moved.LessThanOrEqual(before.Amount.Amount.Mul(r.Tolerance.value))
}

// balance reports whether the money of each funding source and currency is the
// same in both.
func balance(before, after []Line) bool {
	type source struct {
		fund     PartyID
		currency Currency
	}
	sums := map[source]decimal.Decimal{}
	for i := range before {
		key := source{before[i].Fund, before[i].Amount.Currency}
		sums[key] = sums[key].Add(before[i].Amount.Amount)
	}
	for i := range after {
		key := source{after[i].Fund, after[i].Amount.Currency}
		sums[key] = sums[key].Sub(after[i].Amount.Amount)
	}
	for _, rest := range sums {
		if !rest.IsZero() {
			return false
		}
	}
	return true
}
