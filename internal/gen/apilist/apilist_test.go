package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// TestFresh compares docs/api.txt with the sources.
func TestFresh(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..", "..")
	want, err := list(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, "docs", "api.txt"))
	if err != nil {
		t.Fatalf("%v; run 'make api'", err)
	}
	if bytes.Equal(got, want) {
		return
	}
	t.Error("docs/api.txt is not fresh; weigh the change of the API, then run 'make api':")
	report(t, "-", got, want)
	report(t, "+", want, got)
}

// report prints the lines of a that b has not, at most 20 of them.
func report(t *testing.T, mark string, a, b []byte) {
	t.Helper()
	has := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		has[line] = true
	}
	shown := 0
	for line := range strings.Lines(string(a)) {
		if !has[line] && shown < 20 {
			t.Errorf("%s %s", mark, strings.TrimSuffix(line, "\n"))
			shown++
		}
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	const text = `// Package codes is made up.
package codes

import (
	"errors"
	"time"
)

type Level int8

const (
	Province Level = iota + 1
	Regency
	hidden
	Ward = "a ward" // not a level
)

const Pause = 2 * time.Hour

const First = Province

var ErrCode, errOther = errors.New("code"), errors.New("other")

var Max int

var Zone = time.FixedZone("WIB", 7)

type Node[K comparable, V any] struct {
	Key K ` + "`json:\"key\"`" + `
	A, b []V
	*Level
	time.Time
	level
}

type Empty struct{}

type Alias = Level

type Walk func(n int) error

type Store interface {
	Reader
	Put(k, v string) (old string, err error)
	seal()
}

type Number interface{ ~int | ~int64 }

func New[K comparable](k K, opts ...func(*Empty)) (*Node[K, int], error) { return nil, nil }
func unexported() {}
func (n *Node[K, V]) Find(f struct{ Name string }) V { var v V; return v }
func (Level) String() string { return "" }
func (level) String() string { return "" }
`
	const want = `pkg region/codes, const First Level = 1
pkg region/codes, const Pause = 2 * time.Hour
pkg region/codes, const Province Level = 1
pkg region/codes, const Regency Level = 2
pkg region/codes, const Ward = "a ward"
pkg region/codes, func New[K comparable](k K, opts ...func(*Empty)) (*Node[K, int], error)
pkg region/codes, method (*Node[K, V]) Find(f struct{Name string}) V
pkg region/codes, method (Level) String() string
pkg region/codes, type Alias = Level
pkg region/codes, type Empty struct
pkg region/codes, type Level int8
pkg region/codes, type Node[K comparable, V any] struct
pkg region/codes, type Node[K comparable, V any] struct, A []V
pkg region/codes, type Node[K comparable, V any] struct, Key K ` + "`json:\"key\"`" + `
pkg region/codes, type Node[K comparable, V any] struct, embedded *Level
pkg region/codes, type Node[K comparable, V any] struct, embedded time.Time
pkg region/codes, type Node[K comparable, V any] struct, with unexported fields
pkg region/codes, type Number interface
pkg region/codes, type Number interface, embedded ~int | ~int64
pkg region/codes, type Store interface
pkg region/codes, type Store interface, Put(k, v string) (old string, err error)
pkg region/codes, type Store interface, embedded Reader
pkg region/codes, type Store interface, with unexported methods
pkg region/codes, type Walk func(n int) error
pkg region/codes, var ErrCode error
pkg region/codes, var Max int
pkg region/codes, var Zone = time.FixedZone("WIB", 7)
`
	fsys := fstest.MapFS{
		"region/codes/a.go":      {Data: []byte(text)},
		"region/codes/a_test.go": {Data: []byte("package codes\nconst Test = 1\n")},
		"region/codes/gen.go":    {Data: []byte("//go:build ignore\n\npackage main\n")},
		"internal/x/x.go":        {Data: []byte("package x\nconst X = 1\n")},
		"examples/x/x.go":        {Data: []byte("package x\nconst X = 1\n")},
		"bench/go.mod":           {Data: []byte("module bench\n")},
		"bench/x.go":             {Data: []byte("package bench\nconst X = 1\n")},
		"cmd/x/main.go":          {Data: []byte("package main\nconst X = 1\n")},
	}
	got, err := list(fsys)
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(got), "\n")
	if body != want {
		t.Errorf("got:\n%swant:\n%s", body, want)
	}
}
