package chart

import (
	"strings"
	"unicode"
)

// width estimates how wide a text is at most, in the letters of a wide typeface.
func width(s string, l letters) float64 {
	sum := 0.0
	for _, r := range s {
		sum += advance(r)
	}
	if l.bold {
		sum *= 1.12
	}
	return sum * l.size
}

// advance is the width of a letter as a part of the size of the type.
func advance(r rune) float64 {
	switch {
	case strings.ContainsRune("ijlI.,:;'|!", r):
		return 0.34
	case strings.ContainsRune(" ftr()[]-/\\\"", r):
		return 0.42
	case strings.ContainsRune("mwMW%@\u2026\u2014\u2192", r):
		return 1.0
	case strings.ContainsRune("+=<>~#&", r):
		return 0.84
	case r >= '0' && r <= '9', r >= 'a' && r <= 'z':
		return 0.64
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		return 0
	case r < 0x250:
		return 0.79
	default:
		return 1.05
	}
}

// wrap breaks a text into at most a number of lines that fit. The last line is
// shortened if the text does not fit. An empty text has no lines.
func wrap(s string, l letters, room float64, most int) []string {
	words := strings.Fields(s)
	var lines []string
	for len(words) > 0 {
		line := words[0]
		n := 1
		for n < len(words) && width(line+" "+words[n], l) <= room {
			line += " " + words[n]
			n++
		}
		if len(lines)+1 == most && n < len(words) {
			line = strings.Join(words, " ")
			n = len(words)
		}
		lines = append(lines, shorten(line, l, room))
		words = words[n:]
	}
	return lines
}

// shorten cuts a text that does not fit, and ends it with an ellipsis. If not
// even that fits, nothing is left.
func shorten(s string, l letters, room float64) string {
	if width(s, l) <= room {
		return s
	}
	left := room - width("\u2026", l)
	for at, r := range s {
		if left -= width(string(r), l); left < 0 {
			if cut := strings.TrimRight(s[:at], " "); cut != "" {
				return cut + "\u2026"
			}
			return ""
		}
	}
	return s
}
