package pseudo

import (
	"regexp"
	"slices"
	"strings"
)

// Outside lists the words of at least two letters that stand outside of square
// brackets, sorted, each once and on a line of its own. Backslashes, which escape brackets in Markdown, and
// the tags of XML do not count.
func Outside(text string) string {
	tags := regexp.MustCompile(`(?s:<[^>]*>)`)
	inside := regexp.MustCompile(`\[[^\[\]]*\]`)
	words := regexp.MustCompile(`\pL[\pL\pN_'-]*\pL[\pL\pN_'-]*`).FindAllString(inside.ReplaceAllString(strings.ReplaceAll(tags.ReplaceAllString(text, " "), `\`, ""), " "), -1)
	slices.Sort(words)
	var lines strings.Builder
	for _, word := range slices.Compact(words) {
		lines.WriteString(word + "\n")
	}
	return lines.String()
}
