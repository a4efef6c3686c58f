package workplan

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

// Value is the earned value of some work in one currency on a day.
type Value struct {
	Currency Currency `json:"currency"`
	// Budget is the money planned for the whole work (BAC), without what was
	// carried over.
	Budget Money `json:"budget"`
	// Planned is the budget of the work that should be done (PV), Earned of
	// that which is done (EV), Actual what was spent (AC). Neither Planned nor
	// Earned exceeds the Budget, of a line of which money was carried over too.
	Planned Money `json:"planned"`
	Earned  Money `json:"earned"`
	Actual  Money `json:"actual"`
	// Authorised and Accepted are what was granted, and what was accepted of
	// what was spent.
	Authorised Money `json:"authorised"`
	Accepted   Money `json:"accepted"`
}

// SV is the schedule variance, earned less planned; negative is late.
func (v Value) SV() Money { return money(v.Earned.Amount.Sub(v.Planned.Amount), v.Currency) }

// CV is the cost variance, earned less actual; negative is dear.
func (v Value) CV() Money { return money(v.Earned.Amount.Sub(v.Actual.Amount), v.Currency) }

// SPI is the schedule performance index, earned by planned, rounded to so many
// decimals; false while nothing is planned.
func (v Value) SPI(decimals int32) (Number, bool) {
	return ratio(v.Earned.Amount, v.Planned.Amount, decimals)
}

// CPI is the cost performance index, earned by actual, rounded to so many
// decimals; false while nothing is spent.
func (v Value) CPI(decimals int32) (Number, bool) {
	return ratio(v.Earned.Amount, v.Actual.Amount, decimals)
}

// Delivery is the delivery rate (tingkat penyerapan), spent by budget in
// percent, rounded to so many decimals; false without a budget.
func (v Value) Delivery(decimals int32) (Number, bool) {
	return ratio(v.Actual.Amount.Mul(hundred), v.Budget.Amount, decimals)
}

func ratio(part, whole decimal.Decimal, decimals int32) (Number, bool) {
	if whole.IsZero() {
		return Number{}, false
	}
	return NewNumber(part.DivRound(whole, decimals)), true
}

// values sums the values of lines by currency.
type values []Value

// add adds a value; the list stays in the order of currencies.
func (vs *values) add(v Value) {
	i, ok := slices.BinarySearchFunc(*vs, v.Currency, func(a Value, c Currency) int { return cmp.Compare(a.Currency, c) })
	if !ok {
		*vs = slices.Insert(*vs, i, Value{Currency: v.Currency})
	}
	sum := &(*vs)[i]
	for _, part := range []struct {
		to   *Money
		more Money
	}{
		{&sum.Budget, v.Budget},
		{&sum.Planned, v.Planned},
		{&sum.Earned, v.Earned},
		{&sum.Actual, v.Actual},
		{&sum.Authorised, v.Authorised},
		{&sum.Accepted, v.Accepted},
	} {
		*part.to = Money{part.to.Amount.Add(part.more.Amount), v.Currency}
	}
}

// settle gives all amounts their one form.
func (vs values) settle() []Value {
	for i := range vs {
		v := &vs[i]
		for _, m := range []*Money{&v.Budget, &v.Planned, &v.Earned, &v.Actual, &v.Authorised, &v.Accepted} {
			*m = money(m.Amount, v.Currency)
		}
	}
	return vs
}

// value reckons the value of a line of which planned and done percent of the
// work should be and are done. A line of which money was carried over neither
// plans nor earns more than it still has: the value of the work beyond that is
// in the plan that took the money. Amounts are rounded to the currency, so that
// sums over lines do not depend on their order.
func (l *Line) value(planned, done decimal.Decimal, spent *columns) Value {
	c := l.Amount.Currency
	budget := l.Amount.Amount.Sub(l.Carried.Amount)
	share := func(percent decimal.Decimal) Money {
		return Money{decimal.Min(l.share(percent), budget), c}
	}
	return Value{
		Currency: c, Budget: Money{budget, c},
		Planned: share(planned), Earned: share(done),
		Actual: Money{spent.total(Spent), c}, Authorised: Money{spent.total(Authorised), c}, Accepted: Money{spent.total(Accepted), c},
	}
}

// share is a part of the whole amount of a line, in its currency.
func (l *Line) share(percent decimal.Decimal) decimal.Decimal {
	switch {
	case percent.IsZero():
		return decimal.Decimal{}
	case percent.Equal(hundred):
		return l.Amount.Amount
	}
	return l.Amount.Amount.Mul(percent).DivRound(hundred, l.Amount.Currency.Decimals())
}
