package language

import (
	"errors"
	"maps"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// file is a language as it is written.
type file struct {
	Language string `json:"language" strict:"required"`
	// Fallback lists languages that are built in.
	Fallback []string          `json:"fallback"`
	Texts    map[string]string `json:"texts" strict:"required"`
}

// Parse reads the words of a language from a file; the ending of its name (.yaml,
// .yml or .json) says the notation. The packages are those whose texts it may hold,
// together with [aduan.FormatTexts], which is always among them. The error is a
// *storage.InvalidError with the place of every problem.
func Parse(name string, data []byte, packages ...*aduan.Texts) (aduan.Words, error) {
	var f file
	if err := strict.Parse("language", name, data, strict.Limits{}, &f); err != nil {
		return aduan.Words{}, err
	}
	packages = append(slices.Clone(packages), aduan.FormatTexts())
	problems, fallbacks := f.check(packages)
	if err := problems.Err("language"); err != nil {
		return aduan.Words{}, strict.Locate(err, name, data, strict.Limits{})
	}
	return aduan.NewWords(f.Language, f.Texts, fallbacks...)
}

// maxNamed is how many keys an error names.
const maxNamed = 3

// check finds what is wrong with a file, and its fallbacks.
func (f *file) check(packages []*aduan.Texts) (*storage.Problems, []aduan.Words) {
	var problems storage.Problems
	problems.Check("language", aduan.CheckTag(f.Language))
	var fallbacks []aduan.Words
	for i, tag := range f.Fallback {
		if w, err := aduan.BuiltIn(tag); err != nil {
			problems.Add(storage.At("fallback", i), "is not built in", storage.Nearest(tag, []string{"en", "id"})...)
		} else {
			fallbacks = append(fallbacks, w)
		}
	}
	of, legal := map[string]*aduan.Texts{}, []string(nil)
	for _, p := range packages {
		for t := range p.All() {
			of[t.Key] = p
			legal = append(legal, t.Key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(f.Texts)) {
		text := f.Texts[key]
		field := "texts[" + storage.Quote(key) + "]"
		p, known := of[key]
		if !known {
			problems.Add(field, "no package has this text", storage.Nearest(key, legal)[:min(len(legal), maxNamed)]...)
			continue
		}
		err := p.Check(key, text)
		if unknown, ok := errors.AsType[*aduan.UnknownArgError](err); ok {
			problems.Add(field, "there is no argument {"+unknown.Arg+"}", storage.Nearest(unknown.Arg, unknown.Legal)...)
		} else if err != nil {
			problems.Check(field, err)
		} else if aduan.Blank(text) {
			problems.Add(field, "is empty; leave it out to fall back")
		}
	}
	return &problems, fallbacks
}
