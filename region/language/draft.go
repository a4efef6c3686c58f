package language

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/aduan-go/aduan"
)

// Draft writes what w lacks in its own language for a translator, in the notation
// that [Parse] reads: each text in English, to be overwritten, under a comment with
// the Indonesian. For a language with nothing yet that is every text.
func Draft(w aduan.Words, packages ...*aduan.Texts) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "language: %q\ntexts:\n", w.Language())
	for _, p := range packages {
		missing := map[string]bool{}
		for _, key := range w.Missing(p) {
			missing[key] = true
		}
		for t := range p.All() {
			if missing[t.Key] {
				fmt.Fprintf(&b, "  # id: %s\n  %s: %s\n", strconv.Quote(t.Indonesian), t.Key, strconv.Quote(t.English))
			}
		}
	}
	return b.Bytes()
}
