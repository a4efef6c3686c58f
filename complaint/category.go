package complaint

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// Category is a path in the tree of categories, from the widest to the
// narrowest, such as "public_works/roads". Each part is lower case letters,
// digits and underscores; the whole has at most 200 bytes. Empty means none.
type Category string

// maxCategory is the longest category path in bytes.
const maxCategory = 200

// Validate reports what is wrong with the form of a category; empty is fine.
func (c Category) Validate() error {
	if c == "" {
		return nil
	}
	if len(c) > maxCategory {
		return fmt.Errorf("a category has at most %d bytes, not %d", maxCategory, len(c))
	}
	for part := range strings.SplitSeq(string(c), "/") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
			return fmt.Errorf("want a category such as public_works/roads")
		}
	}
	return nil
}

// Within reports whether c is the given category or lies below it. Every
// category lies within the empty one.
func (c Category) Within(d Category) bool {
	return d == "" || c == d || (len(c) > len(d) && c[:len(d)] == d && c[len(d)] == '/')
}

// Parent returns the category one step wider, empty at the top.
func (c Category) Parent() Category {
	i := strings.LastIndexByte(string(c), '/')
	return c[:max(i, 0)]
}

// UnmarshalText reads and validates a category.
func (c *Category) UnmarshalText(text []byte) error {
	read := Category(text)
	if err := read.Validate(); err != nil {
		return err
	}
	*c = read
	return nil
}

// CategoryInfo declares a category.
type CategoryInfo struct {
	Path  Category    `json:"path"`
	Label aduan.Label `json:"label"`
}

// Categories is the tree of categories an office works with. It is immutable
// and safe for concurrent use; the zero value is empty.
type Categories struct {
	infos []CategoryInfo // as declared
	byKey map[Category]int
}

// NewCategories builds a tree. Parents must be declared before their children,
// and nothing twice; the error is a *storage.InvalidError that lists every
// fault.
func NewCategories(infos []CategoryInfo) (*Categories, error) {
	t := &Categories{infos: slices.Clone(infos), byKey: make(map[Category]int, len(infos))}
	var problems []storage.Problem
	for i, info := range infos {
		bad := func(format string, args ...any) {
			problems = append(problems, storage.Problem{Field: fmt.Sprintf("categories[%d]", i), Message: fmt.Sprintf(format, args...)})
		}
		_, repeated := t.byKey[info.Path]
		_, parent := t.byKey[info.Path.Parent()]
		switch err := info.Path.Validate(); {
		case err != nil || info.Path == "":
			bad("%q cannot name a category: want lower case letters, digits and _, parts separated by /", info.Path)
		case repeated:
			bad("%s is declared twice", info.Path)
		case info.Path.Parent() != "" && !parent:
			bad("%s lies below %s, which is not declared before it", info.Path, info.Path.Parent())
		}
		t.byKey[info.Path] = i
	}
	if len(problems) > 0 {
		return nil, &storage.InvalidError{What: "categories", Problems: problems}
	}
	return t, nil
}

// Label returns the label of a category, and false if the tree does not have it.
func (t *Categories) Label(c Category) (aduan.Label, bool) {
	i, ok := t.byKey[c]
	if !ok {
		return aduan.Label{}, false
	}
	return t.infos[i].Label, true
}

// Contains reports whether the tree has the category.
func (t *Categories) Contains(c Category) bool {
	_, ok := t.byKey[c]
	return ok
}

// All yields the categories in declared order, so a parent comes before its
// children.
func (t *Categories) All() iter.Seq[CategoryInfo] {
	return func(yield func(CategoryInfo) bool) {
		for _, info := range t.infos {
			if !yield(info) {
				return
			}
		}
	}
}

// Below yields a category and everything below it, in declared order; all of
// them for the empty category.
func (t *Categories) Below(c Category) iter.Seq[CategoryInfo] {
	return func(yield func(CategoryInfo) bool) {
		for _, info := range t.infos {
			if info.Path.Within(c) && !yield(info) {
				return
			}
		}
	}
}
