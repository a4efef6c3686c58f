package language

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/aduan-go/aduan"
)

// Draft writes what w lacks in its own language for a translator, in the notation
// that [Parse] reads: each text in English, to be overwritten, under a comment with
// the Indonesian. For a language with nothing yet that is every text.
//
// A label of data that has no English is written in the first language that it has,
// under a comment that names it, and by the end of its key if it has none. A text
// that [Parse] refuses, because of its braces for example, is only a comment.
func Draft(w aduan.Words, packages ...*aduan.Texts) []byte {
	missing := map[string]bool{}
	for _, key := range w.Missing(packages...) {
		missing[key] = true
	}
	var texts bytes.Buffer
	written := 0
	for _, p := range packages {
		for t := range p.All() {
			if !missing[t.Key] {
				continue
			}
			delete(missing, t.Key) // another package may have it too
			tag, other := source(t)
			text := cmp.Or(t.English, other, t.Key[strings.LastIndexByte(t.Key, '.')+1:])
			if tag != "" {
				fmt.Fprintf(&texts, "  # %s: %s\n", tag, strconv.Quote(other))
			}
			line := plainKey(t.Key) + ": " + strconv.Quote(text)
			if _, err := Parse("draft.yaml", []byte("language: en\ntexts: {"+line+"}"), p); err != nil {
				line = "# " + line
			} else {
				written++
			}
			fmt.Fprintf(&texts, "  %s\n", line)
		}
	}
	empty := ""
	if written == 0 {
		empty = " {}"
	}
	return fmt.Appendf(nil, "language: %q\ntexts:%s\n%s", w.Language(), empty, texts.Bytes())
}

// source is what a text says for comparison with the English: the Indonesian, or
// the first other language that there is.
func source(t aduan.Text) (tag, text string) {
	if t.Indonesian != "" {
		return "id", t.Indonesian
	}
	for tag, text := range t.Others.All() {
		return tag, text
	}
	return "", ""
}

// plainKey writes a key as YAML, in quotes unless it is of the plain kind. Data
// may have any names.
func plainKey(key string) string {
	if regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$`).MatchString(key) {
		return key
	}
	return strconv.Quote(key)
}
