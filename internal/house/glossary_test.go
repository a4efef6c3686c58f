package house

import (
	"go/ast"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// findSynonyms finds Indonesian texts with a word that the last column of a table
// of the glossary keeps out.
func findSynonyms(t *tree, glossary string) []finding {
	instead := map[string]string{}
	var words []string
	for line := range strings.Lines(glossary) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 5 || strings.Contains(line, "---") || strings.Contains(line, "| not |") {
			continue
		}
		for word := range strings.FieldsFuncSeq(cells[4], func(r rune) bool { return r == ',' || r == ' ' }) {
			instead[word] = strings.TrimSpace(cells[1])
			words = append(words, regexp.QuoteMeta(word))
		}
	}
	if len(words) == 0 {
		return nil
	}
	kept := regexp.MustCompile(`(?i)\b(` + strings.Join(words, "|") + `)(nya)?\b`)
	var found []finding
	for _, u := range t.Units {
		s := &speech{tree: t, texts: map[string]*spokenText{}}
		for _, src := range u.Files {
			ast.Inspect(src.Syntax, s.row)
		}
		for key, text := range s.texts {
			if len(text.row.Elts) < 2 {
				continue
			}
			indonesian, _ := literal(text.row.Elts[1])
			if m := kept.FindStringSubmatch(indonesian); m != nil {
				found = append(found, t.at(text.row.Pos(), key, "the text %s says %q; docs/glossary.md has %q", key, m[1], instead[strings.ToLower(m[1])]))
			}
		}
	}
	return found
}

func TestGlossary(t *testing.T) {
	t.Parallel()
	glossary, err := fs.ReadFile(os.DirFS(root()), "docs/glossary.md")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "glossary", findSynonyms(loadOurs(t), string(glossary)))
	loaded, err := load(fstest.MapFS{"p/p.go": {Data: []byte("package p\n\nvar texts = f([][3]string{{\"a\", \"Pelakunya\", \"x\"}, {\"b\", \"Petugas\", \"x\"}})\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if found := findSynonyms(loaded, string(glossary)); len(found) != 1 || !strings.Contains(found[0].Text, "petugas") {
		t.Errorf("found %v, want the word that the glossary keeps out", found)
	}
}
