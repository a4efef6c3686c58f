package stats

import (
	"fmt"
	"math/big"
)

// Rate is a part of a whole, kept as two counts so that nothing is rounded
// before it is shown.
type Rate struct{ Part, Whole int }

// Defined reports whether there is a whole to take a part of.
func (r Rate) Defined() bool { return r.Whole != 0 }

// Value returns the part as a fraction of the whole, 0 if it is not defined.
func (r Rate) Value() float64 {
	if r.Whole == 0 {
		return 0
	}
	return float64(r.Part) / float64(r.Whole)
}

// Percent returns the rate in percent with a number of decimals from 0 to 9,
// rounded half away from zero and computed exactly: 51,538 of 63,208 is "81.54".
// A rate that is not defined is "-".
func (r Rate) Percent(decimals int) string {
	if r.Whole == 0 {
		return "-"
	}
	decimals = max(0, min(decimals, 9))
	part := new(big.Int).Mul(big.NewInt(int64(r.Part)), big.NewInt(100))
	return new(big.Rat).SetFrac(part, big.NewInt(int64(r.Whole))).FloatString(decimals)
}

// String returns "51538/63208 (81.54 %)".
func (r Rate) String() string {
	if !r.Defined() {
		return fmt.Sprintf("%d/%d", r.Part, r.Whole)
	}
	return fmt.Sprintf("%d/%d (%s %%)", r.Part, r.Whole, r.Percent(2))
}
