package office

import (
	"fmt"
	"io/fs"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// Given is what an office has besides its files, made in Go. The zero value is nothing.
type Given struct {
	// Extensions are the guards and clocks of its own that its lifecycles speak of, and
	// the roles that roles.yaml does not have.
	Extensions complaint.Extensions
	// Regions stand in the place of regions.csv, for those of a country that a
	// package has, or that have a history. With both an office is refused.
	Regions *region.Tree
	// Calendars are further calendars, and Calendar is the name of the one among them
	// that stands in the place of calendar.yaml, if there is no such file.
	Calendars *calendar.Set
	Calendar  string
}

// Load reads the office in the root of a file system, os.DirFS for example. It reads
// files and no clock, and keeps nothing open. At most 500 files and 128 MiB are read,
// and of each kind of file as much as its package says.
//
// The error is a *storage.InvalidError that lists everything that is wrong in all files,
// in the order in which they are read, or an error of the file system.
func Load(fsys fs.FS) (*Office, error) { return Given{}.Load(fsys) }

// Load is [Load] for an office that has more than its files.
func (g Given) Load(fsys fs.FS) (*Office, error) {
	l := &loader{
		given: g, with: g.Extensions, fsys: fsys, office: &Office{Zone: time.UTC, words: map[string]aduan.Words{}},
		files: map[kind][]string{}, texts: map[string][]byte{}, unsound: map[kind]bool{},
	}
	if l.broken = l.list(); l.broken == nil {
		for _, part := range []func(){l.calendars, l.roles, l.lifecycles, l.categories, l.regions, l.postcodes, l.agencies, l.routes, l.deadlines, l.words, l.service} {
			part()
		}
	}
	if l.broken != nil {
		return nil, fmt.Errorf("office: %w", l.broken)
	}
	if err := l.Err("office"); err != nil {
		return nil, err
	}
	return l.office, nil
}

// loader reads the files of an office and notes what is wrong with them.
type loader struct {
	storage.Problems
	given  Given
	with   complaint.Extensions // those given, and the roles of roles.yaml
	fsys   fs.FS
	files  map[kind][]string
	count  int
	texts  map[string][]byte // what was read, by file
	bytes  int
	broken error // of the file system
	// unsound tells the kinds of which something could not be made.
	unsound map[kind]bool

	office   *Office
	policies []*deadline.Policy
	routers  []*routing.Router
	// judged are the files of policies, tables those of routers, proved those of
	// lifecycles, by their place in the lists.
	judged, tables, proved []string
}

// parsed reads all files of a kind and hands out what is in each; what cannot be read is
// noted.
func parsed[T any](l *loader, k kind, parse func(file string, data []byte) (T, error), take func(file string, value T)) {
	for _, file := range l.files[k] {
		data, ok := l.read(file)
		if !ok {
			l.unsound[k] = true
			continue
		}
		value, err := parse(file, data)
		if l.failed(k, err, part{"", []string{file}}) {
			continue
		}
		take(file, value)
	}
}

// needs notes the files that another one needs and that are not there; false if one is
// missing, or is wrong.
func (l *loader) needs(file string, kinds ...kind) bool {
	all := true
	for _, k := range kinds {
		if len(l.files[k]) == 0 && (k != regions || l.given.Regions == nil) {
			l.Note(storage.Problem{File: k.main(), Message: "is required, because " + file + " speaks of what it holds"})
			all = false
		}
		all = all && !l.unsound[k]
	}
	return all
}
