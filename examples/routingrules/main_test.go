package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const directory = "../places/directory.yaml"

// call runs the program in its own folder.
func call(args ...string) (status int, out, errs string) {
	var o, e bytes.Buffer
	status = run(args, &o, &e)
	return status, o.String(), e.String()
}

// output is a call of the program and its status.
type output struct {
	args   []string
	status int
}

// outputs are calls of every command.
func outputs() map[string]output {
	files := []string{"-table", "pilots.yaml", "-directory", directory}
	cases := append(files, "-cases", "cases.yaml")
	with := func(command string, args []string, more ...string) []string {
		return append(append([]string{command}, args...), more...)
	}
	return map[string]output{
		"check":       {with("check", files), statusGood},
		"broken":      {[]string{"check", "-table", "broken.yaml", "-directory", directory}, statusFound},
		"ties":        {[]string{"check", "-table", "ties.yaml", "-directory", directory, "-witness"}, statusFound},
		"explain":     {with("explain", files, "-region", "51.03", "-category", "health/hospital"), statusGood},
		"conflict":    {with("explain", files, "-region", "51.03", "-class", "supervisory", "-accused", "id:51.03/inspektorat"), statusGood},
		"choice":      {with("explain", files, "-region", "34.04", "-category", "education", "-on", "2020-05-04"), statusFound},
		"impossible":  {with("explain", files, "-region", "99", "-category", "tax"), statusFound},
		"coverage":    {with("coverage", cases), statusGood},
		"uncovered":   {[]string{"coverage", "-table", "ties.yaml", "-directory", directory, "-cases", "cases.yaml", "-propose"}, statusFound},
		"replay":      {with("replay", cases, "-new", "next.yaml"), statusFound},
		"replay_same": {with("replay", cases, "-new", "pilots.yaml"), statusGood},
	}
}

func TestOutput(t *testing.T) {
	t.Parallel()
	for name, o := range outputs() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for file, lang := range map[string][]string{name + ".golden": nil, name + ".id": {"-lang", "id"}} {
				status, out, errs := call(append(o.args, lang...)...)
				require.Empty(t, errs)
				require.Equal(t, o.status, status, out)
				golden.File(t, *update, file, out)
			}
		})
	}
}

// Outside of the texts of the packages stands nothing but data: names of rules,
// categories, places and agencies, and what the tables say in their own notation.
func TestAllWordsAreTexts(t *testing.T) {
	t.Parallel()
	words := aduan.Pseudo(aduan.FormatTexts(), complaint.Texts(), agency.Texts(), region.Texts(), routing.Texts(), routingtest.Texts(), texts())
	speak := func(string) (aduan.Words, error) { return words, nil }
	var out, errs bytes.Buffer
	for _, c := range commands() {
		for _, o := range outputs() {
			if c.name == o.args[0] && !slices.Contains(o.args, "-propose") { // proposals are a file
				(&program{out: &out, err: &errs, speak: speak}).do(c, o.args[1:])
			}
		}
	}
	require.Empty(t, errs.String())
	golden.File(t, *update, "outside.txt", pseudo.Outside(out.String()))
}

// TestPlantedFaults holds what is found against the comments in the broken
// tables, and routes the witness of each finding.
func TestPlantedFaults(t *testing.T) {
	t.Parallel()
	kinds := map[string]routing.FindingKind{
		"gap": routing.Gap, "overlap": routing.Overlap, "shadowed": routing.Shadowed, "redundant": routing.Redundant,
		"never": routing.NeverFires, "not in force": routing.BadDestination, "unresolved": routing.BadDestination,
	}
	planted := regexp.MustCompile(`(?m)^# FAULT ([a-z ]+):[^\n]*\n(?:#[^\n]*\n)*(?:- id: (\S+))?`)
	for _, file := range []string{"broken.yaml", "ties.yaml"} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			p := &program{table: file, directory: directory}
			r, err := p.load()
			require.NoError(t, err)
			report := r.Analyze(routing.Budget{})
			require.True(t, report.Exact)
			explained := map[int]bool{}
			faults := planted.FindAllStringSubmatch(string(text), -1)
			require.Equal(t, strings.Count(string(text), "# FAULT"), len(faults))
			for _, fault := range faults {
				kind, known := kinds[fault[1]]
				require.True(t, known, "%q is no kind of fault", fault[1])
				hit := false
				for i, f := range report.Findings {
					names := strings.Join(ruleIDs(f), " ")
					if f.Kind == kind && (kind == routing.Gap || strings.Contains(" "+names+" ", " "+fault[2]+" ")) {
						hit, explained[i] = true, true
					}
				}
				require.True(t, hit, "the fault %q of %q was not found", fault[1], fault[2])
			}
			for i, f := range report.Findings {
				require.True(t, explained[i], "nobody planted %s", f)
				shows(t, r, f)
			}
		})
	}
}

func ruleIDs(f routing.Finding) []string {
	var out []string
	for _, r := range f.Rules {
		out = append(out, r.Rule)
	}
	return out
}

// shows asserts that the witness, routed, shows the fault.
func shows(t *testing.T, r *routing.Router, f routing.Finding) {
	t.Helper()
	if f.Kind == routing.NeverFires {
		return
	}
	e := r.Explain(f.Witness)
	require.NoError(t, e.Err)
	result := map[string]routing.Result{}
	for _, trace := range e.Rules {
		result[trace.Rule] = trace.Result
	}
	switch f.Kind {
	case routing.Gap:
		require.Equal(t, complaint.BasisNoRule, e.Decision.Basis)
	case routing.Overlap:
		require.Equal(t, complaint.BasisAmbiguous, e.Decision.Basis)
		for _, id := range ruleIDs(f) {
			require.Equal(t, routing.Tied, result[id], "%s: %s", f, id)
		}
	case routing.Shadowed:
		require.Equal(t, routing.Beaten, result[f.Rules[0].Rule])
	case routing.Redundant:
		require.Equal(t, routing.Decided, result[f.Rules[0].Rule])
		table := r.Table()
		table.Rules = nil
		for _, rule := range r.Table().Rules {
			if rule.ID != f.Rules[0].Rule {
				table.Rules = append(table.Rules, rule)
			}
		}
		without, err := routing.Compile(table, r.Sources())
		require.NoError(t, err)
		d, err := without.Route(f.Witness)
		require.NoError(t, err)
		require.Equal(t, e.Decision.Agency, d.Agency)
	case routing.BadDestination:
		require.Equal(t, routing.Decided, result[f.Rules[0].Rule])
		require.Equal(t, complaint.BasisUnresolved, e.Decision.Basis)
	default:
		t.Fatalf("a finding of kind %s", f.Kind)
	}
}

// TestPilots is what the issue of the table promises.
func TestPilots(t *testing.T) {
	t.Parallel()
	p := &program{table: "pilots.yaml", directory: directory}
	r, err := p.load()
	require.NoError(t, err)
	table := r.Table()
	require.GreaterOrEqual(t, len(table.Rules), 60)
	selectors := 0
	for _, rule := range table.Rules {
		if rule.To.Function != "" {
			selectors++
		}
	}
	require.GreaterOrEqual(t, selectors, 20)
	require.True(t, r.Analyze(routing.Budget{}).OK())
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{
		"nothing": nil, "no command": {"chek"}, "no flag": {"check", "-tabel", "x"}, "no language": {"check", "-lang", "nl"},
		"argument": {"check", "pilots.yaml"}, "no file": {"check", "-table", "none.yaml", "-directory", directory},
		"no cases": {"coverage", "-table", "pilots.yaml", "-directory", directory, "-cases", "none.yaml"},
		"no table": {"check", "-table", "cases.yaml", "-directory", directory},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, out, errs := call(args...)
			require.Equal(t, statusUsage, status)
			require.Empty(t, out)
			require.NotEmpty(t, errs)
		})
	}
	status, out, _ := call("help")
	require.Equal(t, statusGood, status)
	require.Contains(t, out, "coverage")
	status, _, errs := call("check", "-table", "cases.yaml", "-directory", directory)
	require.Equal(t, statusUsage, status)
	require.Contains(t, errs, "cases.yaml:2", "a message has the place in the file")
	status, _, errs = call("check", "-lang", "id", "extra")
	require.Equal(t, statusUsage, status)
	require.Equal(t, "routingrules check: \"extra\" bukan opsi\n", errs)
}

// A destination that nobody has is no finding: the table is refused, with the place.
func TestSilentDestinations(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("pilots.yaml")
	require.NoError(t, err)
	for old, c := range map[string]struct{ typed, field, nearest string }{
		"{function: health, level: province}": {"{function: helth, level: province}", "to.function", "health"},
		"fallback: {agency: id/panrb}":        {"fallback: {agency: id/panbr}", "fallback.agency", "id/panrb"},
	} {
		before, after, found := strings.Cut(string(text), old)
		require.True(t, found, old)
		file := filepath.Join(t.TempDir(), "typed.yaml")
		require.NoError(t, os.WriteFile(file, []byte(before+c.typed+after), 0o600))
		status, out, errs := call("check", "-table", file, "-directory", directory)
		require.Equal(t, statusUsage, status)
		require.Empty(t, out)
		require.Contains(t, errs, fmt.Sprintf("typed.yaml:%d:", strings.Count(before, "\n")+1))
		require.Contains(t, errs, c.field)
		require.Contains(t, errs, "legal: "+c.nearest)
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"check", "-table", "broken.yaml", "-directory", directory, "-json"},
		{"explain", "-table", "pilots.yaml", "-directory", directory, "-region", "13", "-json"},
		{"replay", "-table", "pilots.yaml", "-directory", directory, "-new", "next.yaml", "-cases", "cases.yaml", "-json"},
	} {
		_, out, errs := call(args...)
		require.Empty(t, errs)
		require.True(t, json.Valid([]byte(out)), args[0])
	}
}
