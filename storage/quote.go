package storage

import (
	"strconv"
	"strings"
)

// mostQuoted is how many bytes of a text [Quote] repeats.
const mostQuoted = 80

// Quote puts a text from outside into quotation marks for an error: escaped, so
// that it cannot pass for a part of the message, and cut after 80 bytes.
func Quote(text string) string {
	if len(text) > mostQuoted {
		text = strings.ToValidUTF8(text[:mostQuoted], "") + "..."
	}
	return strconv.Quote(text)
}

// How many bytes an error shows of what stands in it: of a name or a path, and of a
// message.
const (
	mostName    = 200
	mostMessage = 2000
)
