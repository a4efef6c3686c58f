package storage

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// maxNamed is the length, in characters, beyond which no name is compared with
// another, so that a hostile word costs nothing.
const maxNamed = 48

// Nearest returns the legal words in their order, but the one that is most like
// word first, if one is like it: the same but for upper and lower case, or at
// most a third of its characters away (one for the shortest). The first of
// equals wins. The argument is not changed.
func Nearest(word string, legal []string) []string {
	best := nearest(word, legal)
	if best < 0 {
		return slices.Clone(legal)
	}
	sorted := make([]string, 0, len(legal))
	sorted = append(sorted, legal[best])
	sorted = append(sorted, legal[:best]...)
	return append(sorted, legal[best+1:]...)
}

// nearest is the index of the candidate most like word, -1 if none is like it.
func nearest(word string, candidates []string) int {
	from := []rune(word)
	if len(from) == 0 || len(from) > maxNamed {
		return -1
	}
	best, least := -1, max(1, (len(from)+1)/3)
	for i, c := range candidates {
		if strings.EqualFold(c, word) {
			return i
		}
		if n := utf8.RuneCountInString(c); n > maxNamed || max(n-len(from), len(from)-n) > least {
			continue
		}
		to := []rune(c)
		if d := distance(from, to); d < least || d == least && best < 0 {
			best, least = i, d
		}
	}
	return best
}

// distance counts the insertions, deletions, replacements and exchanges of
// neighbours that turn a into b (optimal string alignment).
func distance(a, b []rune) int {
	var before []int
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
