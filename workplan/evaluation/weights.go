package evaluation

import (
	"cmp"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/workplan"

	"github.com/shopspring/decimal"
)

// Basis says what the weights of activities come from.
type Basis int8

// The bases.
const (
	// ByWeight takes [workplan.Activity].Weight.
	ByWeight Basis = iota + 1
	// ByCost takes the money of the lines, which are all in one currency.
	ByCost
	// Equally gives every activity the same weight: there are no weights, and
	// no costs or costs in several currencies, which are never added [D].
	Equally
)

func basisWords() enum.Set {
	return enum.Words("", "weight", "cost", "equal")
}

// String returns the text form: "cost".
func (b Basis) String() string { return basisWords().Text("Basis", int(b)) }

// In is the basis for people.
func (b Basis) In(w aduan.Words) string {
	return texts().Word(w, "basis", b.String(), aduan.Label{})
}

// MarshalText writes the text form.
func (b Basis) MarshalText() ([]byte, error) { return basisWords().Marshal("Basis", int(b)) }

// weights are the weights of the activities of an edition by position, not
// normalised and not rounded.
type weights struct {
	basis Basis
	raw   []decimal.Decimal
	sum   decimal.Decimal
}

// weigh finds the weights of the edition. Activities that were carried over or
// cancelled weigh nothing.
func weigh(c *workplan.Content) weights {
	w := weights{basis: ByWeight, raw: make([]decimal.Decimal, len(c.Activities))}
	live := make([]bool, len(c.Activities))
	weighted := false
	for i := range c.Activities {
		a := &c.Activities[i]
		live[i] = !a.Stopped()
		if live[i] {
			w.raw[i] = a.Weight.Decimal()
			weighted = weighted || !a.Weight.IsZero()
		}
	}
	if !weighted {
		w.basis = ByCost
		if !costs(c, &w, live) {
			w.basis = Equally
			for i := range w.raw {
				w.raw[i] = decimal.Decimal{}
				if live[i] {
					w.raw[i] = decimal.NewFromInt(1)
				}
			}
		}
	}
	for _, d := range w.raw {
		w.sum = w.sum.Add(d)
	}
	return w
}

// costs takes the money of the lines for weights; false without money, or with
// several currencies.
func costs(c *workplan.Content, w *weights, live []bool) bool {
	index := places(c.Activities)
	var currency workplan.Currency
	some := false
	for i := range c.Lines {
		l := &c.Lines[i]
		at, ok := index[l.Activity]
		if !ok || !live[at] || l.Amount.IsZero() {
			continue
		}
		if currency != "" && currency != l.Amount.Currency {
			return false
		}
		currency, some = l.Amount.Currency, true
		w.raw[at] = w.raw[at].Add(l.Amount.Amount)
	}
	return some
}

// Shares divides 100 percent by weights, rounded to 0 to 9 decimals so that the
// shares sum to exactly 100: each gets its exact share cut off, and what is
// left goes, a smallest unit each, to those with the largest remainders (Hare's
// method); of equal remainders to the larger weight, then to the earlier one.
// Negative weights count as 0. If all are 0, so are the shares.
func Shares(weights []workplan.Number, decimals int32) []workplan.Number {
	raw := make([]decimal.Decimal, len(weights))
	for i, w := range weights {
		raw[i] = w.Decimal()
	}
	out := make([]workplan.Number, len(raw))
	for i, s := range shares(raw, hundred, max(0, min(decimals, 9))) {
		out[i] = workplan.NewNumber(s)
	}
	return out
}

// shares divides a whole, which has at most so many decimals, by weights.
func shares(weights []decimal.Decimal, whole decimal.Decimal, decimals int32) []decimal.Decimal {
	out := make([]decimal.Decimal, len(weights))
	var sum decimal.Decimal
	for _, w := range weights {
		if w.IsPositive() {
			sum = sum.Add(w)
		}
	}
	if sum.IsZero() || whole.IsZero() {
		return out
	}
	type rest struct {
		at        int
		remainder decimal.Decimal
	}
	var rests []rest
	left := whole
	for i, w := range weights {
		if !w.IsPositive() {
			continue
		}
		quotient, remainder := whole.Mul(w).QuoRem(sum, decimals)
		out[i] = quotient
		left = left.Sub(quotient)
		rests = append(rests, rest{i, remainder})
	}
	slices.SortStableFunc(rests, func(a, b rest) int {
		return cmp.Or(b.remainder.Cmp(a.remainder), weights[b.at].Cmp(weights[a.at]))
	})
	unit := decimal.New(1, -decimals)
	for _, r := range rests {
		if !left.IsPositive() {
			break
		}
		out[r.at] = out[r.at].Add(unit)
		left = left.Sub(unit)
	}
	return out
}
