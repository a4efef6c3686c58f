package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// File compares a text with a file below testdata, or with update writes it there.
// A difference is told by its first line.
func File[T ~string | ~[]byte](t testing.TB, update bool, name string, is T) {
	t.Helper()
	got := string(is)
	file := filepath.Join("testdata", name)
	if update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	read, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := string(read); want != got {
		line, was, now := difference(want, got)
		t.Fatalf("%s:%d: differs; -update rewrites it\nwant %q\ngot  %q", file, line, was, now)
	}
}

// difference is the first line in which two texts differ, counted from 1.
func difference(want, got string) (line int, was, is string) {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for line < len(a) && line < len(b) && a[line] == b[line] {
		line++
	}
	if line < len(a) {
		was = a[line]
	}
	if line < len(b) {
		is = b[line]
	}
	return line + 1, was, is
}
