package evaluation

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan/workplan"
)

// Value is the earned value of some work in one currency on a day.
type Value struct {
	Currency workplan.Currency `json:"currency"`
	// Budget is the money planned for the whole work (BAC), without what was
	// carried over.
	Budget workplan.Money `json:"budget"`
	// Planned is the budget of the work that should be done (PV), Earned of
	// that which is done (EV), Actual what was spent (AC). Neither Planned nor
	// Earned exceeds the Budget, of a line of which money was carried over too.
	Planned workplan.Money `json:"planned"`
	Earned  workplan.Money `json:"earned"`
	Actual  workplan.Money `json:"actual"`
	// Authorised and Accepted are what was granted, and what was accepted of
	// what was spent.
	Authorised workplan.Money `json:"authorised"`
	Accepted   workplan.Money `json:"accepted"`
}

// SV is the schedule variance, earned less planned; negative is late.
func (v Value) SV() workplan.Money {
	return workplan.MoneyOf(v.Earned.Amount.Sub(v.Planned.Amount), v.Currency)
}

// CV is the cost variance, earned less actual; negative is dear.
func (v Value) CV() workplan.Money {
	return workplan.MoneyOf(v.Earned.Amount.Sub(v.Actual.Amount), v.Currency)
}

// SPI is the schedule performance index, earned by planned, rounded to so many
// decimals; false while nothing is planned.
func (v Value) SPI(decimals int32) (workplan.Number, bool) {
	return ratio(v.Earned.Amount, v.Planned.Amount, decimals)
}

// CPI is the cost performance index, earned by actual, rounded to so many
// decimals; false while nothing is spent.
func (v Value) CPI(decimals int32) (workplan.Number, bool) {
	return ratio(v.Earned.Amount, v.Actual.Amount, decimals)
}

// Delivery is the delivery rate (tingkat penyerapan), spent by budget in
// percent, rounded to so many decimals; false without a budget.
func (v Value) Delivery(decimals int32) (workplan.Number, bool) {
	return ratio(v.Actual.Amount.Mul(hundred), v.Budget.Amount, decimals)
}

var hundred = decimal.NewFromInt(100)

func ratio(part, whole decimal.Decimal, decimals int32) (workplan.Number, bool) {
	if whole.IsZero() {
		return workplan.Number{}, false
	}
	return workplan.NewNumber(part.DivRound(whole, decimals)), true
}

// values sums the values of lines by currency.
type values []Value

// add adds a value; the list stays in the order of currencies.
func (vs *values) add(v Value) {
	i, ok := slices.BinarySearchFunc(*vs, v.Currency, func(a Value, c workplan.Currency) int { return cmp.Compare(a.Currency, c) })
	if !ok {
		*vs = slices.Insert(*vs, i, Value{Currency: v.Currency})
	}
	sum := (*vs)[i].amounts()
	for i, more := range v.amounts() {
		sum[i].Amount = sum[i].Amount.Add(more.Amount)
		sum[i].Currency = v.Currency
	}
}

// settle gives all amounts their one form.
func (vs values) settle() []Value {
	for i := range vs {
		for _, m := range vs[i].amounts() {
			*m = workplan.MoneyOf(m.Amount, vs[i].Currency)
		}
	}
	return vs
}

// amounts are all amounts of a value.
func (v *Value) amounts() [6]*workplan.Money {
	return [...]*workplan.Money{&v.Budget, &v.Planned, &v.Earned, &v.Actual, &v.Authorised, &v.Accepted}
}

// amount is an amount in the making; settle gives it its form.
func amount(d decimal.Decimal, c workplan.Currency) workplan.Money {
	return workplan.Money{Amount: d, Currency: c}
}

// valueOf reckons the value of a line of which planned and done percent of the
// work should be and are done. A line of which money was carried over neither
// plans nor earns more than it still has: the value of the work beyond that is
// in the plan that took the money. Amounts are rounded to the currency, so that
// sums over lines do not depend on their order.
func valueOf(l *workplan.Line, planned, done decimal.Decimal, spent *columns) Value {
	c := l.Amount.Currency
	budget := l.Amount.Amount.Sub(l.Carried.Amount)
	worth := func(percent decimal.Decimal) workplan.Money {
		return amount(decimal.Min(share(l, percent), budget), c)
	}
	return Value{
		Currency: c, Budget: amount(budget, c),
		Planned: worth(planned), Earned: worth(done),
		Actual: amount(spent.total(workplan.Spent), c), Authorised: amount(spent.total(workplan.Authorised), c), Accepted: amount(spent.total(workplan.Accepted), c),
	}
}

// share is a part of the whole amount of a line, in its currency.
func share(l *workplan.Line, percent decimal.Decimal) decimal.Decimal {
	switch {
	case percent.IsZero():
		return decimal.Decimal{}
	case percent.Equal(hundred):
		return l.Amount.Amount
	}
	return l.Amount.Amount.Mul(percent).DivRound(hundred, l.Amount.Currency.Decimals())
}
