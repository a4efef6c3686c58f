package backend

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"unicode"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// Searcher is what a [Store] may offer besides: a search for words. Ask for it
// with a type assertion.
//
// Like complaint.Reader it is a call of the storage, which does not ask who
// searches: secret reports are found like all others. Whoever shows results to
// somebody narrows the query to what they may see (Filter.PublicOnly for the
// public), as for a list, and shows views.
type Searcher interface {
	// Search yields those of the complaints that the query means whose title
	// and body together hold every word of the text, in the order of the query:
	// pages are as those of a list, and there is no ranking. Title and body are
	// those of complaint.Complaint.Title and Body; other texts are not searched,
	// and an erased one is found no more. Words are those of [Words]; whether
	// letters with and without diacritics are the same is left to the store. A
	// text without a word finds nothing, one with more than [MaxWords] is
	// storage.ErrInvalid. Everything else is as in complaint.Reader.List.
	Search(ctx context.Context, text string, q complaint.Query) iter.Seq2[*complaint.Complaint, error]
}

// MaxWords is the largest number of different words that a search may ask for.
const MaxWords = 64

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
