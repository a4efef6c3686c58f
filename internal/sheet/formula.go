package sheet

import (
	"strings"
	"unicode/utf8"
)

// formula are the characters that a cell does not begin with as it is: with most of them a
// spreadsheet takes it for a formula, some also with those of full width, and the apostrophe is
// the sign of [Guard].
const formula = "=+-@＝＋－＠\t\r\n'"

// Guard is a cell as it is written: one that a spreadsheet would take for a formula, or
// that begins with an apostrophe, gets an apostrophe before it.
func Guard(cell string) string {
	if first, _ := utf8.DecodeRuneInString(cell); cell != "" && strings.ContainsRune(formula, first) {
		return "'" + cell
	}
	return cell
}

// Unguard is the inverse of [Guard].
func Unguard(cell string) string { return strings.TrimPrefix(cell, "'") }
