package strict

import "strings"

// maxName is the length, in characters, beyond which no name is proposed for
// another, so that a hostile key costs nothing.
const maxName = 48

// nearest returns the candidate that is most like name: the same but for upper
// and lower case, or at most a third of its characters away (one for the
// shortest). The first of equals wins.
func nearest(name string, candidates []string) (string, bool) {
	from := []rune(name)
	if len(from) == 0 || len(from) > maxName {
		return "", false
	}
	best, found := "", false
	least := max(1, (len(from)+1)/3)
	for _, c := range candidates {
		if strings.EqualFold(c, name) {
			return c, true
		}
		to := []rune(c)
		if len(to) > maxName {
			continue
		}
		if d := distance(from, to); d < least || d == least && !found {
			best, least, found = c, d, true
		}
	}
	return best, found
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
