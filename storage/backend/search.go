package backend

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/aduan-go/aduan/storage"
)

// MaxWords is the largest number of different words that a search may ask for.
const MaxWords = 64

// SearchBudget is at how many complaints a search with a limit looks, words and filter
// together, before it ends with a *complaint.IncompleteError. The stores of this module
// keep to it. A word with fewer hits is always searched to the end, and so is every word
// by a query without a limit.
const SearchBudget = 2_000

// Words returns the different words of a text in lower case, in the order in
// which they come first: runs of letters, numbers and the marks on them, at least
// one letter or number each. Nothing else in a text means anything to a search.
func Words(text string) []string {
	var list []string
	seen := map[string]bool{}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !inWord(r) && !unicode.IsMark(r) }) {
		if word = strings.ToLower(word); strings.ContainsFunc(word, inWord) && !seen[word] {
			seen[word] = true
			list = append(list, word)
		}
	}
	return list
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// Sought returns the words for which a search asks, or why it is refused.
func Sought(text string) ([]string, error) {
	words := Words(text)
	if len(words) > MaxWords {
		return nil, &storage.InvalidError{What: "search", Problems: []storage.Problem{{
			Field: "text", Message: fmt.Sprintf("%d different words, at most %d are allowed", len(words), MaxWords),
		}}}
	}
	return words, nil
}
