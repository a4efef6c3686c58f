package house

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// roomsOf draws the rooms and arrows: the packages of each level with what they
// import of this module, as the go command tells it.
func roomsOf(all []listed) string {
	imports := map[string][]string{}
	for _, p := range all {
		dir, ours := dirOf(p)
		if !ours || freeArea(dir) != "" {
			continue
		}
		imports[dir] = []string{}
		for _, i := range p.Imports {
			if to, ok := strings.CutPrefix(i, module+"/"); ok {
				imports[dir] = append(imports[dir], to)
			} else if i == module {
				imports[dir] = append(imports[dir], "aduan")
			}
		}
	}
	byLevel := func(a, b string) int {
		x, _ := level(a)
		y, _ := level(b)
		return cmp.Or(x-y, strings.Compare(a, b))
	}
	var b strings.Builder
	b.WriteString("| level | package | imports |\n| --- | --- | --- |\n")
	for _, dir := range slices.SortedFunc(maps.Keys(imports), byLevel) {
		n, _ := level(dir)
		name := dir
		if dir == "." {
			name = "aduan"
		}
		fmt.Fprintf(&b, "| %d | `%s` | %s |\n", n, name, strings.Join(imports[dir], ", "))
	}
	return b.String()
}

// TestMap compares the table of rooms in docs/architecture.md with what go list
// says, and the levels with the arrows in it.
func TestMap(t *testing.T) {
	t.Parallel()
	const begin, end = "<!-- rooms: written by go test ./internal/house -run TestMap -update -->\n", "<!-- end of rooms -->"
	all := list(t)
	for _, p := range all {
		dir, ours := dirOf(p)
		if !ours {
			continue
		}
		for _, i := range p.Imports {
			if why := wrongImport(dir, i); why != "" {
				t.Error(why)
			}
		}
	}
	file := filepath.Join(root(), "docs", "architecture.md")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := bytes.Cut(data, []byte(begin))
	got, tail, closed := bytes.Cut(rest, []byte(end))
	if !ok || !closed {
		t.Fatalf("docs/architecture.md has no lines %q and %q", begin, end)
	}
	want := "\n" + roomsOf(all) + "\n"
	if *update {
		text := string(head) + begin + want + end + string(tail)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		got = []byte(want)
	}
	if string(got) != want {
		t.Errorf("the rooms in docs/architecture.md are not fresh; run 'make generate'. They should read:\n%s", want)
	}
}

// findPlaces finds links to files in a document that do not hold what the
// document says of them: a link followed by words in brackets and backquotes,
// as in [complaint/kinds.go](complaint/kinds.go) (`kindWords`, `Kind`), names a
// file in which each of the words stands. Words that look like the path of a
// file must be one.
func findPlaces(fsys fs.FS, names []string) ([]finding, error) {
	link := regexp.MustCompile("\\]\\(([^)\\s#]+)[^)]*\\)(?: \\(((?:`[^`]+`(?:, )?)+)\\))?")
	file := regexp.MustCompile("`([\\w.\\-]+(?:/[\\w.\\-]+)*\\.(?:go|md|yaml|csv|sql|txt|json))`")
	return inLines(fsys, names, func(name, line string) (subject, why string) {
		for _, m := range link.FindAllStringSubmatch(line, -1) {
			text, err := fs.ReadFile(fsys, path.Join(path.Dir(name), m[1]))
			if err != nil && m[2] != "" {
				return m[1], "names " + m[1] + ", which cannot be read"
			}
			for _, word := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(m[2], -1) {
				if !bytes.Contains(text, []byte(word[1])) {
					return word[1], word[1] + " does not stand in " + m[1]
				}
			}
		}
		for _, m := range file.FindAllStringSubmatch(line, -1) {
			if strings.Contains(m[1], "/") && !strings.HasPrefix(m[1], "./") {
				if _, err := fs.Stat(fsys, m[1]); err != nil {
					return m[1], "names " + m[1] + ", which does not exist"
				}
			}
		}
		return "", ""
	})
}

// changes are what somebody who moves in wants to do first; each has a
// checklist of its own in CONTRIBUTING.md.
func changes() []string {
	return []string{
		"Add a role", "Close automatically after 14 days", "Add a reported field", "Add an index to SQLite",
		"Add a country's holidays", "Add a hit policy", "Reword a denial in Indonesian", "Add a language",
		"Add a reason to pause a clock", "Add a column to the board's table",
		"A new kind of record", "A new action", "A new backend column",
	}
}

// TestChangesAreFound holds the checklists, the map and the README against the
// files that they name.
func TestChangesAreFound(t *testing.T) {
	t.Parallel()
	fsys := os.DirFS(root())
	found, err := findPlaces(fsys, []string{"CONTRIBUTING.md", "README.md", "docs/architecture.md"})
	if err != nil {
		t.Fatal(err)
	}
	check(t, "places", found)
	text, err := fs.ReadFile(fsys, "CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, lists, ok := strings.Cut(string(text), "\n## Checklists\n")
	if !ok {
		t.Fatal("CONTRIBUTING.md has no checklists")
	}
	for _, change := range changes() {
		_, part, ok := strings.Cut(lists, "\n### "+change+"\n")
		part, _, _ = strings.Cut(part, "\n### ")
		if !ok || !strings.Contains(part, "](") {
			t.Errorf("CONTRIBUTING.md has no checklist %q that links to a file", change)
		}
	}
	readme, err := fs.ReadFile(fsys, "README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{"CONTRIBUTING.md#checklists", "docs/architecture.md"} {
		if !strings.Contains(string(readme), "("+target+")") {
			t.Errorf("README.md does not lead to %s", target)
		}
	}
}

func TestPlaceRules(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{
		"a.md":   {Data: []byte("see [it](b/c.go) (`One`, `Two`), [it](b/c.go)\n[it](b/c.go) (`Three`)\n[no](b/d.go) (`One`)\n`b/c.go` and `b/e.go`\n")},
		"b/c.go": {Data: []byte("package b\nconst One, Two = 1, 2\n")},
	}
	found, err := findPlaces(fsys, []string{"a.md"})
	if err != nil {
		t.Fatal(err)
	}
	wantSubjects(t, found, "Three", "b/d.go", "b/e.go")
}
