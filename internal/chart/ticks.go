package chart

import (
	"math"
	"strconv"
	"strings"
)

// ticks returns round values that enclose a range, about six of them, and how
// many decimals they have.
func ticks(low, high float64) (values []float64, decimals int) {
	if high <= low {
		high = low + 1
	}
	// Both halves of the sum are finite even if the difference is not.
	raw := high/6 - low/6
	unit := math.Pow(10, math.Floor(math.Log10(raw)))
	step := 10 * unit
	for _, s := range []float64{1, 2, 2.5, 5} {
		if raw <= s*unit {
			step = s * unit
			break
		}
	}
	if d := -int(math.Floor(math.Log10(step))); d > 0 {
		decimals = d
	}
	if scaled := step * math.Pow(10, float64(decimals)); math.Abs(scaled-math.Round(scaled)) > 1e-6 {
		decimals++
	}
	first, last := math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
	for i := first; i <= last; i++ {
		values = append(values, i*step)
	}
	return values, decimals
}

// number writes a value as the language does, with a true minus sign.
func (l Lines) number(v float64, decimals int) string {
	write := l.Words.Number
	if l.Percent {
		write = l.Words.Percent
	}
	digits := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	if v < 0 && strings.ContainsAny(digits, "123456789") {
		return "\u2212" + write(digits)
	}
	return write(digits)
}
