package office

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/storage"
)

// Bounds of a directory, beside those that each kind of file has.
const (
	// maxFiles is how many files an office may have.
	maxFiles = 500
	// maxBytes is how much all files may hold together.
	maxBytes = 128 << 20
)

// kind is a kind of file, by the name that its file has without the ending.
type kind string

const (
	roles      kind = "roles"
	lifecycles kind = "lifecycle"
	deadlines  kind = "deadlines"
	calendars  kind = "calendar"
	regions    kind = "regions"
	postcodes  kind = "postcodes"
	agencies   kind = "agencies"
	categories kind = "categories"
	routes     kind = "routing"
	words      kind = "words"
)

// layout says where the files of a kind lie.
type layout struct {
	kind kind
	// ends are the legal endings.
	ends []string
	// alone says that a file may lie beside those of other kinds, folder in which
	// directory there may be any number; empty for none.
	alone  bool
	folder string
}

// layouts lists the kinds of files.
func layouts() []layout {
	text := []string{".yaml", ".yml", ".json"}
	return []layout{
		{lifecycles, text, true, "lifecycle"},
		{roles, text, true, ""},
		{deadlines, text, true, "deadlines"},
		{calendars, append(slices.Clone(text), ".csv"), true, "calendars"},
		{regions, []string{".csv"}, true, ""},
		{postcodes, []string{".csv"}, true, ""},
		{agencies, text, true, ""},
		{categories, text, true, ""},
		{routes, text, true, "routing"},
		{words, text, false, "words"},
	}
}

// main is the usual name of the file of a kind.
func (k kind) main() string {
	if k == regions || k == postcodes {
		return string(k) + ".csv"
	}
	return string(k) + ".yaml"
}

// legal are the names of files and directories, the usual ones first.
func legal() []string {
	var names, others []string
	for _, l := range layouts() {
		if l.alone {
			names = append(names, l.kind.main())
			for _, end := range l.ends {
				if name := string(l.kind) + end; name != l.kind.main() {
					others = append(others, name)
				}
			}
		}
		if l.folder != "" {
			names = append(names, l.folder+"/")
		}
	}
	return append(names, others...)
}

// stem is the name of a file without directory and ending.
func stem(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// leftOut says that a name is none of the office's.
func leftOut(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".md") || name == "cases"
}

// list finds the files of each kind: the one beside the others first, then those of the
// directory by their names. The error is that of the file system.
func (l *loader) list() error {
	entries, err := fs.ReadDir(l.fsys, ".")
	if err != nil {
		return err
	}
	var folders []fs.DirEntry
	for _, e := range entries {
		name := e.Name()
		if leftOut(name) {
			continue
		}
		if e.IsDir() {
			folders = append(folders, e)
			continue
		}
		if !l.place(name, func(k layout) bool { return k.alone && stem(name) == string(k.kind) }) {
			word := name
			if slices.Contains(legal(), stem(name)+"/") { // words.yaml, where words/ is meant
				word = stem(name) + "/"
			}
			l.unknown(name, word, legal())
		}
	}
	for _, e := range folders {
		if err := l.folder(e.Name()); err != nil {
			return err
		}
	}
	for _, k := range layouts() {
		slices.SortStableFunc(l.files[k.kind], func(a, b string) int {
			return cmp.Or(strings.Count(a, "/")-strings.Count(b, "/"), strings.Compare(stem(a), stem(b)))
		})
		if files := l.files[k.kind]; k.folder == "" && len(files) > 1 {
			l.Note(storage.Problem{File: files[1], Message: "an office has one such file, and there is " + files[0]})
		}
	}
	return nil
}

// folder lists a directory in the office's.
func (l *loader) folder(name string) error {
	k := slices.IndexFunc(layouts(), func(k layout) bool { return k.folder == name })
	if k < 0 {
		l.unknown(name, name+"/", legal())
		return nil
	}
	entries, err := fs.ReadDir(l.fsys, name)
	if err != nil {
		return err
	}
	for _, e := range entries {
		file := path.Join(name, e.Name())
		if leftOut(e.Name()) || !e.IsDir() && l.place(file, func(k layout) bool { return k.folder == name }) {
			continue
		}
		l.unknown(file, path.Ext(file), layouts()[k].ends)
	}
	return nil
}

// place files a name under its kind; false if it has none.
func (l *loader) place(file string, is func(layout) bool) bool {
	for _, k := range layouts() {
		if !is(k) || !slices.Contains(k.ends, path.Ext(file)) {
			continue
		}
		if l.count++; l.count == maxFiles+1 {
			l.Note(storage.Problem{File: file, Message: fmt.Sprintf("an office has at most %d files", maxFiles)})
		}
		if l.count <= maxFiles {
			l.files[k.kind] = append(l.files[k.kind], file)
		}
		return true
	}
	return false
}

// unknown notes a name that no file of an office has.
func (l *loader) unknown(file, word string, legal []string) {
	l.Note(storage.Problem{File: file, Message: "no file of an office has this name", Legal: storage.Nearest(word, legal)})
}

// read reads a file; false if that failed, which is then noted, or ends the loading.
func (l *loader) read(file string) ([]byte, bool) {
	if l.broken != nil || l.bytes > maxBytes {
		return nil, false
	}
	f, err := l.fsys.Open(file)
	if err != nil {
		l.broken = err
		return nil, false
	}
	data, err := io.ReadAll(io.LimitReader(f, int64(maxBytes-l.bytes+1)))
	if err = cmp.Or(err, f.Close()); err != nil {
		l.broken = err
		return nil, false
	}
	if l.bytes += len(data); l.bytes > maxBytes {
		l.Note(storage.Problem{File: file, Message: fmt.Sprintf("the files of an office have at most %d bytes together", maxBytes)})
		return nil, false
	}
	l.texts[file] = data
	return data, true
}
