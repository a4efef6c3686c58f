package language

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// file is a language as it is written.
type file struct {
	Language string `json:"language" strict:"required"`
	// Fallback lists languages that are built in or given.
	Fallback []string          `json:"fallback"`
	Texts    map[string]string `json:"texts" strict:"required"`
}

// Parse reads the words of a language from a file; the ending of its name (.yaml,
// .yml or .json) says the notation. The packages are those whose texts it may hold,
// together with [aduan.FormatTexts], which is always among them. A file has at most
// 8 MiB as JSON and 512 KiB as YAML, and falls back on at most 32 languages. The error is a
// *storage.InvalidError with the place of every problem.
func Parse(name string, data []byte, packages ...*aduan.Texts) (aduan.Words, error) {
	return ParseOver(name, data, nil, packages...)
}

// ParseOver is [Parse] for a file that may fall back on others: its fallback names
// languages that are built in, and those of the words that are given. These stand
// before the built-in ones of the same tag, the first of a tag before the others.
func ParseOver(name string, data []byte, fallbacks []aduan.Words, packages ...*aduan.Texts) (aduan.Words, error) {
	var f file
	if err := strict.Parse("language", name, data, strict.Limits{}, &f); err != nil {
		return aduan.Words{}, err
	}
	packages = append(slices.Clone(packages), aduan.FormatTexts())
	fallbacks = append(slices.Clone(fallbacks), aduan.Indonesian(), aduan.English())
	problems, chosen := f.check(fallbacks, packages)
	if err := problems.Err("language"); err != nil {
		return aduan.Words{}, strict.Locate(err, name, data, strict.Limits{})
	}
	return aduan.NewWords(f.Language, f.Texts, chosen...)
}

// maxNamed is how many keys an error names.
const maxNamed = 3

// unknown notes a text that no package has. There are many keys, so that the nearest
// are looked for only as long as they will be told.
func unknown(problems *storage.Problems, field, key string, legal []string) {
	var near []string
	if !problems.Full() {
		near = slices.Clone(storage.Nearest(key, legal)[:min(len(legal), maxNamed)])
	}
	problems.Add(field, "no package has this text", near...)
}

// check finds what is wrong with a file, and its fallbacks among those there are.
func (f *file) check(fallbacks []aduan.Words, packages []*aduan.Texts) (*storage.Problems, []aduan.Words) {
	var problems storage.Problems
	problems.Check("language", aduan.CheckTag(f.Language))
	var tags []string
	for _, w := range fallbacks {
		if !slices.Contains(tags, w.Language()) {
			tags = append(tags, w.Language())
		}
	}
	var chosen []aduan.Words
	if len(f.Fallback) > aduan.MaxLanguages {
		problems.Add("fallback", fmt.Sprintf("%d languages, at most %d are legal", len(f.Fallback), aduan.MaxLanguages))
		return &problems, nil
	}
	for i, tag := range f.Fallback {
		if j := slices.IndexFunc(fallbacks, func(w aduan.Words) bool { return w.Language() == tag }); j >= 0 {
			chosen = append(chosen, fallbacks[j])
		} else {
			problems.Unknown(storage.At("fallback", i), "is neither built in nor given", tag, tags)
		}
	}
	of, legal := map[string]*aduan.Texts{}, []string(nil)
	for _, p := range packages {
		for t := range p.All() {
			if of[t.Key] == nil {
				of[t.Key] = p
				legal = append(legal, t.Key)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(f.Texts)) {
		text := f.Texts[key]
		field := "texts[" + storage.Quote(key) + "]"
		p, known := of[key]
		if !known {
			unknown(&problems, field, key, legal)
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
	return &problems, chosen
}
