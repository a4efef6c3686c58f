package workplan

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
)

// maxDigits is how many characters the text of a number or an amount may have.
const maxDigits = 32

// Number is an exact decimal number: a percentage, or the value of an
// indicator. Its text form is plain digits with an optional sign and fraction,
// "37.5"; exponents are refused. The zero value is 0. Compare numbers with
// [Number.Cmp].
type Number struct{ value decimal.Decimal }

// NewNumber makes a Number of a decimal.
func NewNumber(d decimal.Decimal) Number {
	if d.IsZero() {
		return Number{}
	}
	for d.Exponent() < 0 { // one form for one value
		cut := d.Truncate(-d.Exponent() - 1)
		if !cut.Equal(d) {
			return Number{d}
		}
		d = cut
	}
	return Number{d.Add(decimal.New(0, 0))}
}

// NumberOf makes a Number of a whole number.
func NumberOf(n int64) Number { return NewNumber(decimal.NewFromInt(n)) }

// ParseNumber reads the text form, at most 32 characters.
func ParseNumber(text string) (Number, error) {
	d, err := parseDecimal(text)
	return NewNumber(d), err
}

// parseDecimal reads plain digits with an optional sign and fraction.
func parseDecimal(text string) (decimal.Decimal, error) {
	whole, fraction, has := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	switch {
	case len(text) > maxDigits:
		return decimal.Decimal{}, fmt.Errorf("a number of more than %d characters", maxDigits)
	case !digits(whole), has && !digits(fraction), len(whole) > 1 && whole[0] == '0':
		return decimal.Decimal{}, fmt.Errorf("want a number in plain digits, such as 37.5")
	}
	return decimal.NewFromString(text)
}

// Decimal returns the number as a decimal.
func (n Number) Decimal() decimal.Decimal { return n.value }

// IsZero reports whether the number is 0.
func (n Number) IsZero() bool { return n.value.IsZero() }

// Cmp orders numbers: -1, 0 or +1.
func (n Number) Cmp(m Number) int { return n.value.Cmp(m.value) }

// String returns the text form without trailing zeros.
func (n Number) String() string { return n.value.String() }

// In is the number for people: "37,5", "37.5".
func (n Number) In(w aduan.Words) string { return w.Number(n.String()) }

// Fixed returns the number with exactly so many decimals, rounded half away
// from zero.
func (n Number) Fixed(decimals int32) string { return n.value.StringFixed(decimals) }

// MarshalText writes the text form.
func (n Number) MarshalText() ([]byte, error) {
	text := n.String()
	if len(text) > maxDigits {
		return nil, fmt.Errorf("workplan: a number of more than %d characters", maxDigits)
	}
	return []byte(text), nil
}

// UnmarshalText reads the text form; a number that is given has digits.
func (n *Number) UnmarshalText(text []byte) error {
	read, err := ParseNumber(string(text))
	if err == nil {
		*n = read
	}
	return err
}
