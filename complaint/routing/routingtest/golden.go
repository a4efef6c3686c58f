package routingtest

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing"
)

// Golden compares the decisions about many reports with those in a file, which
// is kept beside the test and reviewed when it changes: what each case wants is
// not looked at. The file has a line for each case, in their order, with its
// name, the agency, the rule and the basis. Texts of reports do not come into
// it.
//
// The test fails if the file is missing or differs, and shows the lines that
// do. It is written anew if the environment says ADUAN_UPDATE=1, or if the test
// is run with -update and has itself defined such a flag, as many tests do:
//
//	var _ = flag.Bool("update", false, "rewrite golden files")
//
// This package defines none, so it cannot clash with one of the project's own.
func Golden(t testing.TB, r *routing.Router, file string, cases ...Case) {
	t.Helper()
	got := Decisions(r, cases...)
	if updating() {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatalf("routingtest: %v", err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatalf("routingtest: %v", err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("routingtest: %s does not exist yet; ADUAN_UPDATE=1 go test writes it", file)
	}
	if err != nil {
		t.Fatalf("routingtest: %v", err)
	}
	want = bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))
	if !bytes.Equal(got, want) {
		t.Errorf("routingtest: the decisions are not those of %s (- the file, + the table now); if they are meant, ADUAN_UPDATE=1 go test rewrites it:\n%s",
			file, differing(string(want), string(got)))
	}
}

// updating reports whether golden files are to be written.
func updating() bool {
	if os.Getenv("ADUAN_UPDATE") == "1" {
		return true
	}
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

// Decisions writes the decisions about the cases, a line for each, as [Golden]
// keeps them.
func Decisions(r *routing.Router, cases ...Case) []byte {
	var b bytes.Buffer
	t := r.Table()
	fmt.Fprintf(&b, "# Decisions of %s edition %s about %d reports.\n", t.Name, t.Edition, len(cases))
	for i, c := range cases {
		fmt.Fprintf(&b, "%s: %s\n", strings.Join(strings.Fields(c.label(i)), " "), c.decided(r))
	}
	return b.Bytes()
}

// decided is what becomes of a case, on one line.
func (c Case) decided(r *routing.Router) string {
	f, err := c.FactsFor(r)
	if err != nil {
		return "wrong case"
	}
	d, err := r.Route(f)
	if err != nil {
		return "refused: " + strings.Join(refusal(err), ", ")
	}
	english := aduan.English()
	text := verdict(d.Agency, d.Candidates, nil).In(english)
	if len(d.Supporting) > 0 {
		text += ", with " + list(d.Supporting, nil).In(english)
	}
	by := d.Rule
	if by == "" {
		by = "several rules"
	}
	return fmt.Sprintf("%s (%s, %s)", text, by, d.Basis)
}

// shownLines is how many differing lines are shown.
const shownLines = 40

// differing lists the lines that only one of two texts has, each where the other
// has none like it.
func differing(want, got string) string {
	old, now := strings.Split(strings.TrimSuffix(want, "\n"), "\n"), strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	count := map[string]int{}
	for _, line := range now {
		count[line]++
	}
	gone := map[string]int{}
	var out []string
	for _, line := range old {
		if count[line] > 0 {
			count[line]--
			gone[line]++
			continue
		}
		out = append(out, "  - "+line)
	}
	for _, line := range now {
		if gone[line] > 0 {
			gone[line]--
			continue
		}
		out = append(out, "  + "+line)
	}
	switch {
	case len(out) == 0:
		return "  the lines stand in another order"
	case len(out) > shownLines:
		out = append(out[:shownLines], fmt.Sprintf("  and %d more lines", len(out)-shownLines))
	}
	return strings.Join(out, "\n")
}
