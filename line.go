package aduan

import (
	"strconv"
	"strings"
)

// mostName is how much is shown of the name of a word that has no text.
const mostName = 200

// Line is a text from outside as one line of an error or a log shows it: what would
// end the line, steer a terminal or turn the direction of writing is escaped as in Go
// source, and what follows after most bytes is cut.
func Line(text string, most int) string {
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "..."
	}
	text = strings.ToValidUTF8(text, "\ufffd")
	odd := func(r rune) bool { return !strconv.IsPrint(r) && r != '\u00a0' }
	if strings.IndexFunc(text, odd) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if odd(r) {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
