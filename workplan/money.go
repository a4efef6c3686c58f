package workplan

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// Money is an exact amount in one currency. Its text form is "12500.00 USD",
// with as many decimals as the currency has; finer amounts are refused. The
// zero value is no money at all: it can be added to any currency. Compare
// amounts with [Money.Equal] or [Money.Cmp].
type Money struct {
	Amount   decimal.Decimal
	Currency Currency
}

// NewMoney makes an amount. The error says that the currency is unknown, the
// amount too long, or finer than the currency's smallest unit.
func NewMoney(amount decimal.Decimal, c Currency) (Money, error) {
	if !c.Valid() {
		return Money{}, fmt.Errorf("%s is no currency code of ISO 4217, such as USD or IDR", storage.Quote(string(c)))
	}
	places := c.Decimals()
	exact := amount.Round(places)
	if !exact.Equal(amount) {
		return Money{}, fmt.Errorf("an amount in %s has at most %d decimals", c, places)
	}
	if len(exact.StringFixed(places)) > maxDigits {
		return Money{}, fmt.Errorf("an amount of more than %d characters", maxDigits)
	}
	return MoneyOf(exact, c), nil
}

// MoneyOf makes an amount that is known to be sound, in the one form that it has
// in its currency. Decimals finer than the currency's smallest unit are cut off;
// [NewMoney] refuses them.
func MoneyOf(amount decimal.Decimal, c Currency) Money {
	places := c.Decimals()
	if amount.IsZero() {
		return Money{decimal.New(0, -places), c}
	}
	if amount.Exponent() > -places {
		amount = amount.Add(decimal.New(0, -places)) // adding takes the finer exponent
	}
	return Money{amount.Truncate(places), c}
}

// ParseMoney reads the text form "12500.00 USD"; missing decimals are zeros.
func ParseMoney(text string) (Money, error) {
	digits, code, ok := strings.Cut(text, " ")
	if !ok {
		return Money{}, fmt.Errorf("want an amount and a currency, such as 12500.00 USD")
	}
	amount, err := parseDecimal(digits)
	if err != nil {
		return Money{}, err
	}
	return NewMoney(amount, Currency(code))
}

// IsZero reports whether the amount is 0, in whatever currency.
func (m Money) IsZero() bool { return m.Amount.IsZero() }

// IsNegative reports whether the amount is below 0.
func (m Money) IsNegative() bool { return m.Amount.IsNegative() }

// Add returns m+o. The error is a [*CurrencyError] for two currencies.
func (m Money) Add(o Money) (Money, error) {
	c, err := common(m, o)
	if err != nil || c == "" {
		return Money{}, err
	}
	return MoneyOf(m.Amount.Add(o.Amount), c), nil
}

// Sub returns m-o. The error is a [*CurrencyError] for two currencies.
func (m Money) Sub(o Money) (Money, error) { return m.Add(o.Neg()) }

// Neg returns -m.
func (m Money) Neg() Money {
	if m.Currency == "" {
		return m
	}
	return MoneyOf(m.Amount.Neg(), m.Currency)
}

// Cmp orders amounts: -1, 0 or +1. The error is a [*CurrencyError] for two
// currencies.
func (m Money) Cmp(o Money) (int, error) {
	if _, err := common(m, o); err != nil {
		return 0, err
	}
	return m.Amount.Cmp(o.Amount), nil
}

// Equal reports whether both are the same amount in the same currency; no
// money at all equals only itself.
func (m Money) Equal(o Money) bool { return m.Currency == o.Currency && m.Amount.Equal(o.Amount) }

// String returns the text form; empty for no money at all.
func (m Money) String() string {
	if m.Currency == "" {
		return ""
	}
	return m.Amount.StringFixed(m.Currency.Decimals()) + " " + string(m.Currency)
}

// In is the amount for people: "12.500,00 USD", "12,500.00 USD"; empty for no
// money at all.
func (m Money) In(w aduan.Words) string {
	if m.Currency == "" {
		return ""
	}
	return w.Money(m.Amount.StringFixed(m.Currency.Decimals()), string(m.Currency))
}

// MarshalText writes the text form; an amount that [NewMoney] refuses is an
// error.
func (m Money) MarshalText() ([]byte, error) {
	if m.Currency == "" && m.Amount.IsZero() {
		return nil, nil
	}
	if _, err := NewMoney(m.Amount, m.Currency); err != nil {
		return nil, fmt.Errorf("workplan: %w", err)
	}
	return []byte(m.String()), nil
}

// UnmarshalText reads the text form; empty text is no money at all.
func (m *Money) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = Money{}
		return nil
	}
	read, err := ParseMoney(string(text))
	if err == nil {
		*m = read
	}
	return err
}

// CurrencyError says that amounts of two currencies cannot be added or
// compared. Nothing is ever converted.
type CurrencyError struct{ Have, Got Currency }

// In names both currencies.
func (e *CurrencyError) In(w aduan.Words) string {
	say := texts().In(w)
	return say("currencies", "have", e.Have, "got", e.Got)
}

// Error is [CurrencyError.In] English.
func (e *CurrencyError) Error() string { return e.In(aduan.English()) }

// common is the currency of two amounts, empty if neither has one.
func common(a, b Money) (Currency, error) {
	switch {
	case a.Currency == "":
		return b.Currency, nil
	case b.Currency == "" || b.Currency == a.Currency:
		return a.Currency, nil
	}
	return "", &CurrencyError{Have: a.Currency, Got: b.Currency}
}
