package agency

import (
	"slices"
	"strings"
	"time"
)

// maxNear is how many suggestions an error carries.
const maxNear = 8

// Identify returns the agencies that a text stands for, for [Named]: the one
// with just this ID, or all that have or ever had this name, up to the
// directory's spelling, in the order of their IDs. Offices of several regions
// share their names; whoever is in doubt bars them all. The error is a
// [*NamedError] with suggestions.
func (d *Directory) Identify(text string, on time.Time) ([]ID, error) {
	if d.agencies[ID(text)] != nil {
		return []ID{ID(text)}, nil
	}
	var out []ID
	if want := d.spelling.Fold(text); want != "" {
		for _, i := range d.byName[want] {
			out = append(out, d.id(i))
		}
	}
	if len(out) == 0 {
		return nil, &NamedError{Text: cut(text), Near: d.near(text, on)}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// near returns the agencies that a text may mean, the likeliest first: those
// with this ID or name but for case, spacing and punctuation or, if there are
// none, those whose ID or name differs in few letters or contains it.
func (d *Directory) near(text string, on time.Time) []ID {
	want := d.spelling.Fold(text)
	if want == "" {
		return nil
	}
	allowed := max(1, len(want)/4)
	ranks := map[ID]int{}
	rank := func(id ID, folded string, exact int) {
		r := allowed + 3
		switch off := d.spelling.Distance(folded, want); {
		case off == 0:
			r = exact
		case off <= allowed:
			r = 2 + off
		}
		if r <= allowed+2 && (ranks[id] == 0 || r < ranks[id]) {
			ranks[id] = r
		}
	}
	for id := range d.agencies {
		rank(id, string(id), 1)
	}
	for name, nodes := range d.byName {
		for _, i := range nodes {
			rank(d.id(i), name, 2)
		}
	}
	out := ranked(ranks)
	if len(out) > 0 && ranks[out[0]] <= 2 { // nothing but case, spacing and punctuation differs
		out = slices.DeleteFunc(out, func(id ID) bool { return ranks[id] > 2 })
		return out[:min(len(out), maxNear)]
	}
	for _, id := range d.Search(text, maxNear, on) {
		if ranks[id] == 0 {
			out = append(out, id)
		}
	}
	return out[:min(len(out), maxNear)]
}

// checkFunction refuses a function that no agency of the directory can have.
func (d *Directory) checkFunction(f Function) error {
	if err := ID(f).Validate(); err == nil {
		if _, ok := d.labels[f]; ok || !d.vocabulary {
			return nil
		}
	}
	return &FunctionError{Function: Function(cut(string(f))), Near: d.nearFunctions(f)}
}

// nearFunctions returns the entries of the vocabulary that a text may mean: by
// a part of the function or its label, or but for few letters of either or of
// one of their words; the first entries of the vocabulary if none is near.
func (d *Directory) nearFunctions(f Function) []FunctionInfo {
	want := d.spelling.Fold(string(f))
	allowed := max(1, len(want)/4)
	off := make(map[Function]int, len(d.labels))
	for g, label := range d.labels {
		off[g] = allowed + 1
		texts := []string{string(g)}
		for _, text := range label.All() {
			texts = append(texts, text)
		}
		for _, text := range texts {
			folded := d.spelling.Fold(text)
			if want != "" && (strings.Contains(folded, want) || len(folded) > 3 && strings.Contains(want, folded)) {
				off[g] = 0
			}
			words := strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == ' ' })
			for _, word := range append(words, text) {
				off[g] = min(off[g], d.spelling.Distance(word, want))
			}
		}
	}
	found := ranked(off)
	if len(found) > 0 && off[found[0]] <= allowed {
		found = slices.DeleteFunc(found, func(g Function) bool { return off[g] > allowed })
	}
	var out []FunctionInfo
	for _, g := range found[:min(len(found), maxNear)] {
		out = append(out, FunctionInfo{g, d.labels[g]})
	}
	return out
}
