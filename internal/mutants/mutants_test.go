package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// fixture is a small module in testdata, with the laboratory that plants in it.
func fixture(t *testing.T) *laboratory {
	t.Helper()
	m, err := load(t.Context(), filepath.Join("testdata", "fixture"), []string{"fee"})
	require.NoError(t, err)
	l := newLaboratory(m, t.TempDir(), io.Discard)
	l.grace = 5 * time.Second
	return l
}

// TestVerdicts plants a fault of each fate.
func TestVerdicts(t *testing.T) {
	t.Parallel()
	l := fixture(t)
	all, err := l.module.sites([]string{"fee"}, "")
	require.NoError(t, err)
	var drawn []site
	var by []string
	for _, tt := range []struct{ operator, line, by string }{
		{"boundary", "if day > limit {", "fee TestLate"},
		{"drop", "late++", "fee TestLate"},
		{"drop", "list = list[1:]", "fee hangs"},
		{"constant", "list = list[1:]", "fee TestCount"},
		{"result", `return "fee"`, "bill TestHead"},
		{"boundary", "return days < 3", ""},
		{"arithmetic", "var rate = 2 + 1", "fee TestRate"},
		{"arithmetic", "sum += of[i] * len(factors)", "fee TestSum"},
		{"boolean", "return true", "fee TestSum"},
		{"drop", "s = strings.TrimSpace(s)", ""},
		{"constant", "return of[1]", "no program"},
	} {
		var planted []site
		for _, s := range all {
			if s.operator == tt.operator && strings.Contains(s.diff(), "- "+tt.line+"\n") {
				planted = append(planted, s)
			}
		}
		require.NotEmpty(t, planted, tt.line)
		drawn, by = append(drawn, planted[0]), append(by, tt.by)
	}
	mutants, refused, err := l.plant(t.Context(), drawn, len(drawn))
	require.NoError(t, err)
	require.Equal(t, 1, refused)
	for i, m := range mutants {
		v, err := l.try(t.Context(), m)
		require.NoError(t, err)
		require.Equal(t, by[i], v.by, m.diff())
	}
	left, err := os.ReadFile(filepath.Join("testdata", "fixture", "fee", "fee.go"))
	require.NoError(t, err)
	require.Equal(t, all[0].source, left, "the tree is never touched")
}

// TestSeedDraws: the seed alone says what is planted, and in which order.
func TestSeedDraws(t *testing.T) {
	t.Parallel()
	l := fixture(t)
	drawn := func(seed uint64) []site {
		sites, err := l.module.sites([]string{"fee"}, "")
		require.NoError(t, err)
		draw(sites, seed)
		return sites
	}
	require.Equal(t, drawn(1), drawn(1))
	require.NotEqual(t, drawn(1), drawn(2))
	require.ElementsMatch(t, drawn(1), drawn(2))
}

// TestReport says how it went: what survived, and that too much did.
func TestReport(t *testing.T) {
	t.Parallel()
	l := fixture(t)
	sites, err := l.module.sites([]string{"fee"}, "fee/fee.go:40") // Free, which nobody judges
	require.NoError(t, err)
	var out bytes.Buffer
	require.ErrorContains(t, plantAll(t.Context(), &out, l, sites, 1, 1), "0.0 % caught, want 95 %")
	require.Contains(t, out.String(), "seed 1, 3 sites: boundary 1 constant 1 result 1\n")
	require.Contains(t, out.String(), "1 SURVIVED fee/fee.go:40 ")
	require.Contains(t, out.String(), "    - return days < 3\n    + return ")
	require.Contains(t, out.String(), "planted 1, caught 0, survived 1: 0.0 % caught")
}

// TestSites shows what each operator makes of a statement.
func TestSites(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"if ok(n) { return nil }":      {"negate: if !(ok(n)) { return nil }", "never: if false && (ok(n)) { return nil }"},
		"if err == nil { return err }": {"never: if false && (err == nil) { return err }", "equality: if err != nil { return err }", "result: if err == nil { return nil }"},
		"_ = n < 7":                    {"boundary: _ = n <= 7", "constant: _ = n < 8"},
		"_ = a && b":                   {"logic: _ = a || b"},
		"_ = n - m":                    {"arithmetic: _ = n + m"},
		`_ = s + "x"`:                  nil,
		"f(n)":                         {"drop: "},
		"n += m":                       {"drop: "},
		"n++":                          {"drop: "},
		`logger.Info("n", n > 1); slog.Info("x", 1)`:          nil,
		"_ = make([]int, 5); b.Grow(64)":                      nil,
		"_ = true":                                            {"boolean: _ = false"},
		"_ = []int{n, m}":                                     {"element: _ = []int{m}", "element: _ = []int{n}"},
		"_ = T{A: n, B: m}":                                   {"element: _ = T{B: m}", "element: _ = T{A: n}"},
		"switch n { case m: f(n) }":                           {"case: switch n {  }", "drop: switch n { case m:  }"},
		"for { continue }":                                    {"branch: for { break }"},
		"for { break }":                                       {"branch: for { continue }"},
		"for { switch { case a: break } }":                    {"case: for { switch {  } }"},
		"_ = min(n, m)":                                       {"extreme: _ = max(n, m)"},
		"_ = strconv.FormatInt(n, 10)":                        nil,
		"_ = func() (int, error) { return n, nil }":           {"result: _ = func() (int, error) { return *new(int), nil }"},
		"_ = func() (int, error) { return g() }":              nil,
		"_ = func() (x int, err error) { return n + 1, err }": {"result: _ = func() (x int, err error) { return n + 1, nil }"},
	} {
		source := "package p\n\nfunc p() error {\n" + text + "\n}\n"
		found, err := sitesOf("p.go", []byte(source))
		require.NoError(t, err, text)
		var got []string
		for _, s := range found {
			require.Equal(t, 4, s.line)
			line := strings.Split(string(s.planted()), "\n")[3]
			got = append(got, fmt.Sprintf("%s: %s", s.operator, line))
		}
		require.Equal(t, want, got, text)
	}
	found, err := sitesOf("p.go", []byte("// Code generated by x. DO NOT EDIT.\n\npackage p\n\nvar x = 1 + 2\n"))
	require.NoError(t, err)
	require.Empty(t, found)
}

// TestFailingTestsAreNoJudges: what fails without a mutant is named and not asked, and
// when most does, nothing is planted.
func TestFailingTestsAreNoJudges(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module broken\n\ngo 1.26\n", "a.go": "package broken\n\nvar X = 1 + 2\n",
		"a_test.go": "package broken\n\nimport \"testing\"\n\nfunc TestX(t *testing.T) { t.Fail() }\n\nfunc TestY(t *testing.T) { if X != 3 { t.Fail() } }\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(root, name), []byte(text), 0o600))
	}
	m, err := load(t.Context(), root, []string{"."})
	require.NoError(t, err)
	sites, err := m.sites([]string{"."}, "")
	require.NoError(t, err)
	var out bytes.Buffer
	l := newLaboratory(m, t.TempDir(), &out)
	require.NoError(t, plantAll(t.Context(), &out, l, sites, 1, 1))
	require.Contains(t, out.String(), "TestX fails in . without a mutant and is not asked\n")
	require.Contains(t, out.String(), " by . TestY (")

	require.NoError(t, os.WriteFile(filepath.Join(root, "b_test.go"), []byte("package broken\n\nfunc init() { panic(1) }\n"), 0o600))
	l = newLaboratory(m, t.TempDir(), &out)
	require.ErrorContains(t, plantAll(t.Context(), &out, l, sites, 1, 1), "the tests of . fail without a mutant: panic: 1")
	_, err = load(t.Context(), root, []string{"complaints"})
	require.ErrorContains(t, err, "no package in complaints")
}
