package lifecycletest

import (
	"fmt"
	"io/fs"
	"testing"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// Row is one expectation: an action from some states, taken by some roles.
type Row struct {
	Action lifecycle.Action `json:"action"`
	// From may hold [lifecycle.New] and [lifecycle.AnyOpen].
	From []lifecycle.State `json:"from"`
	// By lists the roles. In a row of Allowed each has exactly its needs: those
	// that hold for everybody and its own. In a row of Refused it has none, and
	// an empty list means every role.
	By []lifecycle.Permit `json:"by"`
	// To is where the action leads. A row of Refused has none.
	To lifecycle.Target `json:"to"`
}

// Table is what a lifecycle must allow and refuse. Everything that no row
// allows must be refused.
type Table struct {
	Allowed []Row `json:"allowed"`
	Refused []Row `json:"refused"`

	places map[string]string // file and line by the path of a row, of those that were read
}

// Load reads a table from a YAML or JSON file, told apart by the ending of its
// name. It ends the test if the file cannot be read or is not a table; the
// failure says where.
func Load(tb testing.TB, fsys fs.FS, name string) Table {
	tb.Helper()
	t, err := load(fsys, name)
	if err != nil {
		tb.Fatalf("lifecycletest: %v", err)
	}
	return t
}

func load(fsys fs.FS, name string) (Table, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return Table{}, err
	}
	var t Table
	if err := strict.Parse("table", name, data, strict.Limits{}, &t); err != nil {
		return Table{}, err
	}
	t.places = map[string]string{}
	var fields []string
	for i := range t.Allowed {
		fields = append(fields, storage.At("allowed", i))
	}
	for i := range t.Refused {
		fields = append(fields, storage.At("refused", i))
	}
	for i, line := range strict.NewSource(name, data, strict.Limits{}).Lines(fields...) {
		t.places[fields[i]] = fmt.Sprintf("%s:%d", name, line)
	}
	return t, nil
}

// place names a row for people: file and line, or its number in the list.
func (t Table) place(list string, number int) string {
	if place, ok := t.places[storage.At(list, number)]; ok {
		return place
	}
	return fmt.Sprintf("%s row %d", list, number+1)
}
