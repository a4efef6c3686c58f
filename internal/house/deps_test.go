package house

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// update makes TestDependencyList, TestMap, TestReadmeDiagram and TestNationalEditionsAreCompared
// rewrite what they compare.
var update = flag.Bool("update", false, "rewrite docs/dependencies.txt, the rooms in docs/architecture.md, the diagram in README.md and the differences in docs/national-editions.md")

// light lists the modules that a user of the domain compiles: identifiers, money, the
// state machine, a YAML reader, and the tags and plural rules of languages.
func light() []string {
	return []string{
		"github.com/google/uuid",
		"github.com/looplab/fsm",
		"github.com/shopspring/decimal",
		"go.yaml.in/yaml/v3",
		"golang.org/x/text",
	}
}

// mayLink returns the modules that a package may link, without its tests;
// false where the list of dependencies alone keeps watch.
func mayLink(dir string) ([]string, bool) {
	switch {
	case dir == "." || dir == "storage":
		return []string{"golang.org/x/text"}, true
	case isDomain(dir), dir == "storage/backend":
		return light(), true
	case dir == "storage/memory", dir == memoryKit:
		return append(light(), "github.com/tidwall/btree"), true
	}
	return nil, false
}

// listed is what the go command tells of a package.
type listed struct {
	ImportPath string
	ForTest    string
	Imports    []string
	Deps       []string
	Module     *struct {
		Path, Version string
		Main          bool
	}
}

// list asks the go command for all packages of the module and everything they
// import, with or without their tests. The answer is for one platform, so that
// it is the same everywhere.
func list(t *testing.T, flags ...string) []listed {
	t.Helper()
	args := append([]string{"list", "-deps", "-json=ImportPath,ForTest,Imports,Deps,Module"}, flags...)
	cmd := exec.Command("go", append(args, "./...")...)
	cmd.Dir = root()
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0", "GOWORK=off", "GOFLAGS=-mod=readonly")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// modules maps the packages of a listing to the module that holds them, but
// for those of this module and of the standard library.
func modules(all []listed) map[string]string {
	held := map[string]string{}
	for _, p := range all {
		if p.Module != nil && !p.Module.Main {
			held[p.ImportPath] = p.Module.Path + " " + p.Module.Version
		}
	}
	return held
}

// dirOf returns the directory of a package of this module.
func dirOf(p listed) (string, bool) {
	if p.Module == nil || !p.Module.Main {
		return "", false
	}
	if p.ImportPath == module {
		return ".", true
	}
	return strings.CutPrefix(p.ImportPath, module+"/")
}

// isKit says whether only tests link a package: kits, examples, generators.
func isKit(dir string) bool {
	if freeArea(dir) != "" {
		return true
	}
	for d := dir; d != "."; d = path.Dir(d) {
		if strings.HasSuffix(path.Base(d), "test") {
			return true
		}
	}
	return false
}

// excess lists the modules that a package links and may not.
func excess(p listed, held map[string]string) []string {
	dir, isOurs := dirOf(p)
	may, limited := mayLink(dir)
	if !isOurs || !limited {
		return nil
	}
	var over []string
	for _, dep := range p.Deps {
		name, _, found := strings.Cut(held[dep], " ")
		if found && !slices.Contains(may, name) && !slices.Contains(over, name) {
			over = append(over, name)
		}
	}
	return over
}

func TestDependencies(t *testing.T) {
	t.Parallel()
	all := list(t)
	held := modules(all)
	for _, p := range all {
		for _, name := range excess(p, held) {
			dir, _ := dirOf(p)
			t.Errorf("%s links %s; who imports it shall compile no more than %q", dir, name, light())
		}
	}
}

// dependencies renders the list: every module with its version and who links
// it, sorted by name. What a package links is not repeated for kits and tests.
func dependencies(all, withTests []listed) []byte {
	held := modules(all)
	use := map[string]string{}
	for _, p := range all {
		dir, isOurs := dirOf(p)
		if !isOurs {
			continue
		}
		for _, dep := range p.Deps {
			m, ok := held[dep]
			if !ok {
				continue
			}
			if !isKit(dir) {
				use[m] = "linked"
			} else if use[m] == "" {
				use[m] = "kits"
			}
		}
	}
	for _, m := range modules(withTests) {
		use[m] = cmp.Or(use[m], "tests")
	}
	var b bytes.Buffer
	b.WriteString("# Every module that the packages of this one need, without those of tools/.\n" +
		"# linked: compiled into a program that imports a package; kits: by test kits,\n" +
		"# examples and generators only; tests: by tests only. Written by 'make deps'.\n")
	for _, m := range slices.Sorted(maps.Keys(use)) {
		b.WriteString(m + " " + use[m] + "\n")
	}
	return b.Bytes()
}

func TestDependencyList(t *testing.T) {
	t.Parallel()
	file := filepath.Join(root(), "docs", "dependencies.txt")
	want := dependencies(list(t), list(t, "-test"))
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("docs/dependencies.txt is not fresh; weigh the change, then run 'make deps'. It should read:\n%s", want)
	}
}

func TestDependencyRules(t *testing.T) {
	t.Parallel()
	const answer = `[
		{"ImportPath": "example.org/big/part", "Module": {"Path": "example.org/big", "Version": "v1.0.0"}},
		{"ImportPath": "example.org/check", "Module": {"Path": "example.org/check", "Version": "v1.1.0"}},
		{"ImportPath": "github.com/google/uuid", "Module": {"Path": "github.com/google/uuid", "Version": "v1.2.0"}},
		{"ImportPath": "MODULE/complaint", "Deps": ["fmt", "github.com/google/uuid", "example.org/big/part"], "Module": {"Main": true}},
		{"ImportPath": "MODULE/storage", "Deps": ["github.com/google/uuid"], "Module": {"Main": true}},
		{"ImportPath": "MODULE/storage/postgres", "Deps": ["example.org/big/part"], "Module": {"Main": true}},
		{"ImportPath": "MODULE/storage/storagetest/faulty", "Deps": ["example.org/check"], "Module": {"Main": true}}
	]`
	var all []listed
	if err := json.Unmarshal([]byte(strings.ReplaceAll(answer, "MODULE", module)), &all); err != nil {
		t.Fatal(err)
	}
	held := modules(all)
	var got []string
	for _, p := range all {
		for _, over := range excess(p, held) {
			got = append(got, strings.TrimPrefix(p.ImportPath, module+"/")+" "+over)
		}
	}
	if want := []string{"complaint example.org/big", "storage github.com/google/uuid"}; !slices.Equal(got, want) {
		t.Errorf("excess %q, want %q", got, want)
	}
	var rapid listed
	if err := json.Unmarshal([]byte(`{"ImportPath": "rapid", "Module": {"Path": "rapid", "Version": "v1"}}`), &rapid); err != nil {
		t.Fatal(err)
	}
	text := string(dependencies(all, append(all, rapid)))
	_, text, _ = strings.Cut(text, "'make deps'.\n")
	if want := "example.org/big v1.0.0 linked\nexample.org/check v1.1.0 kits\ngithub.com/google/uuid v1.2.0 linked\nrapid v1 tests\n"; text != want {
		t.Errorf("got:\n%swant:\n%s", text, want)
	}
}
