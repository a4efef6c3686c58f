package routing

import (
	"fmt"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/storage"
)

// familyOf is the vocabulary that a dimension takes its values from.
func familyOf(d box.Dim) lifecycle.Family {
	return [...]lifecycle.Family{lifecycle.Kinds, lifecycle.Classes, lifecycle.Channels}[d-dimKind]
}

// vocabulary knows the words of the dimensions of kind, class and channel: word n-1 stands
// for the number n, and 0 for none.
type vocabulary [dimChannel - dimKind + 1][]string

// vocabulary lists the words of the lifecycles in their order, each once; those of the
// national one if none is given.
func (from Sources) vocabulary() (v vocabulary) {
	for i := range v {
		family := familyOf(dimKind + box.Dim(i))
		lists := [][]lifecycle.Word{complaint.NationalWords().Of(family)}
		if len(from.Lifecycles) > 0 {
			lists = nil
		}
		for _, l := range from.Lifecycles {
			lists = append(lists, l.Words().Of(family))
		}
		for _, word := range slices.Concat(lists...) {
			if !slices.Contains(v[i], word.Word) {
				v[i] = append(v[i], word.Word)
			}
		}
	}
	return v
}

// of lists the words of a dimension.
func (v *vocabulary) of(d box.Dim) []string { return v[d-dimKind] }

// number is the number of a word, false if there is none.
func (v *vocabulary) number(d box.Dim, word string) (int64, bool) {
	n := int64(slices.Index(v.of(d), word)) + 1
	return n, n > 0 || word == ""
}

// word is what a number of a dimension stands for.
func (v *vocabulary) word(d box.Dim, n int64) string {
	if n == 0 {
		return ""
	}
	return v.of(d)[n-1]
}

// spokenWord is a word of a dimension that waits for the language.
type spokenWord struct {
	from Sources
	dim  box.Dim
	word string
}

func (x spokenWord) In(w aduan.Words) string {
	return complaint.WordIn(w, x.from.Lifecycles, familyOf(x.dim), x.word)
}

// values reads the entries of a list of words.
func values[V ~string](c *compiler, d box.Dim) func(string, V) box.Set {
	return func(field string, word V) box.Set {
		n, ok := c.r.space.words.number(d, string(word))
		if !ok {
			c.Unknown(field, "there is no such value", string(word), c.r.space.words.of(d))
			return nil
		}
		return box.One(n)
	}
}

// checkWords checks that the table was compiled with all kinds, classes and channels that
// cases of some lifecycles may have: a report with another one would be refused.
func (r *Router) checkWords(problems *storage.Problems, lifecycles []*complaint.Lifecycle) {
	for _, l := range lifecycles {
		for d := dimKind; d <= dimChannel; d++ {
			f := familyOf(d)
			for _, word := range l.Words().Of(f) {
				if _, ok := r.space.words.number(d, word.Word); !ok {
					problems.Add(f.Field(), fmt.Sprintf("the lifecycle %s has the word %s, which the table %s %s was compiled without; give its sources the lifecycles of the service",
						l.Edition(), storage.Quote(word.Word), storage.Quote(r.table.Name), r.table.Edition))
				}
			}
		}
	}
}
