package strict

import (
	"errors"
	"strconv"
	"strings"
)

// maxLocate is how far into the text the line of a syntax error is searched
// for. Beyond it the number in the parser's message has to do.
const maxLocate = 256 << 10

// locateYAML tells the line of an error of parseYAML, 0 if it is not known, and
// what the error says apart from the line.
//
// The parser gives a line only inside its message, and there often the one on
// which the surrounding block began, or the one before. So the line is found
// another way: it is the last line of the shortest beginning of the text that
// fails with the same message. This is where the fault is, or for a bracket or
// quotation mark that is not closed a line between it and the fault.
func locateYAML(data []byte, err error) (line int, message string) {
	line, message = splitLine(err)
	// A comment on top keeps every mark of the parser off its first line, for
	// which it would name a different line.
	shifted := append([]byte("#\n"), data...)
	var ends []int
	for off := 2; off < len(shifted); {
		off += lineLength(shifted[off:])
		ends = append(ends, off)
	}
	_, whole := parseYAML(shifted)
	if whole == nil {
		return line, message
	}
	fails := func(lines int) bool {
		_, e := parseYAML(shifted[:ends[lines-1]])
		return e != nil && e.Error() == whole.Error()
	}
	low, high := 0, 1
	for high < len(ends) && !fails(high) {
		low, high = high, min(2*high, len(ends))
		if ends[high-1] > maxLocate {
			return line, message
		}
	}
	for high-low > 1 {
		if middle := (low + high) / 2; fails(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return high, message
}

// splitLine takes the line out of a message of the form "yaml: line 3: what".
// The parser has no other form for it.
func splitLine(err error) (line int, message string) {
	message = strings.TrimPrefix(err.Error(), "yaml: ")
	if errors.Is(err, errTwoDocuments) {
		return 0, message
	}
	if rest, ok := strings.CutPrefix(message, "line "); ok {
		if digits, what, ok := strings.Cut(rest, ": "); ok {
			if n, e := strconv.Atoi(digits); e == nil {
				return n, what
			}
		}
	}
	return 0, message
}
