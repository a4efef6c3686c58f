package routingtest

import (
	"io/fs"
	"testing"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing"
)

// Compile reads a table and makes a router of it. It ends the test if the file
// cannot be read or the table is wrong, and names every problem: so does a destination that the
// directory does not have.
func Compile(t testing.TB, fsys fs.FS, file string, from routing.Sources) *routing.Router {
	t.Helper()
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		t.Fatalf("routingtest: %v", err)
	}
	table, err := routing.Parse(file, data)
	if err != nil {
		t.Fatalf("routingtest: %v", err)
	}
	r, err := routing.Compile(table, from)
	if err != nil {
		t.Fatalf("routingtest: %v", err)
	}
	return r
}

// Clock returns a clock that stands still at noon of a day such as "2020-05-04"
// in the table's zone, for [complaint.Config].Now. It ends the test if there is
// no such day.
func Clock(t testing.TB, r *routing.Router, day string) func() time.Time {
	t.Helper()
	d, err := aduan.ParseDate(day)
	if err != nil {
		t.Fatalf("routingtest: the day %q: %v", day, err)
	}
	at := r.Noon(d)
	return func() time.Time { return at }
}
