package house

import (
	"slices"
	"testing"
	"testing/fstest"
)

// allowed is one exception to one rule.
type allowed struct {
	Rule string
	// File and Subject say what is excused, as the finding names them.
	File, Subject string
	// Reason says why the rule does not serve its purpose here.
	Reason string
}

// allowList returns every exception. Keep it short: an entry is a debt.
func allowList() []allowed {
	return []allowed{}
}

// check reports the findings that no entry excuses, and the entries of the
// rule that excuse nothing.
func check(t *testing.T, rule string, found []finding) {
	t.Helper()
	open, idle := settle(rule, found, allowList())
	for _, f := range open {
		t.Errorf("%s", f)
	}
	for _, e := range idle {
		t.Errorf("allow_test.go: the entry for %s in %s (rule %q) excuses nothing, remove it", e.Subject, e.File, rule)
	}
}

// settle divides the findings and the entries of one rule.
func settle(rule string, found []finding, list []allowed) (open []finding, idle []allowed) {
	used := make([]bool, len(list))
	for _, f := range found {
		i := slices.IndexFunc(list, func(e allowed) bool {
			return e.Rule == rule && e.File == f.File && e.Subject == f.Subject
		})
		if i < 0 {
			open = append(open, f)
			continue
		}
		used[i] = true
	}
	for i, e := range list {
		if e.Rule == rule && !used[i] {
			idle = append(idle, e)
		}
	}
	return open, idle
}

func TestAllowListGivesReasons(t *testing.T) {
	t.Parallel()
	for _, e := range allowList() {
		if len(e.Reason) < 20 || !slices.Contains(ruleNames(), e.Rule) {
			t.Errorf("the entry for %s in %s needs a known rule and a reason of some words", e.Subject, e.File)
		}
	}
}

func TestSettle(t *testing.T) {
	t.Parallel()
	list := []allowed{
		{Rule: "panic", File: "a/a.go", Subject: "check"},
		{Rule: "panic", File: "a/a.go", Subject: "gone"},
		{Rule: "init", File: "a/a.go", Subject: "gone"},
	}
	found := []finding{{File: "a/a.go", Subject: "check"}, {File: "a/a.go", Subject: "other"}}
	open, idle := settle("panic", found, list)
	if len(open) != 1 || open[0].Subject != "other" {
		t.Errorf("open findings: %v", open)
	}
	if len(idle) != 1 || idle[0].Subject != "gone" {
		t.Errorf("idle entries: %v", idle)
	}
}

// rule is one rule over a tree.
type rule struct {
	Name string
	Find func(*tree) []finding
}

// rules lists those that need the sources only.
func rules() []rule {
	return []rule{
		{"levels", findLevels},
		{"length", findLong},
		{"init", findInit},
		{"panic", findPanic},
		{"clock", findClock},
		{"names", findNames},
		{"vars", findVars},
		{"doc.go", findDocFile},
		{"comments", findComments},
		{"examples", findExamples},
		{"texts", findTexts},
	}
}

// ruleNames lists what an allow list entry may name.
func ruleNames() []string {
	var names []string
	for _, r := range rules() {
		names = append(names, r.Name)
	}
	return append(names, "paths", "links", "glossary")
}

// TestHouse asks this module about every rule; the name of the subtest is the
// rule's.
func TestHouse(t *testing.T) {
	t.Parallel()
	for _, r := range rules() {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			check(t, r.Name, r.Find(loadOurs(t)))
		})
	}
}

// made builds a tree from sources that a test makes up.
func made(t *testing.T, files map[string]string) *tree {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	loaded, err := load(fsys)
	if err != nil {
		t.Fatalf("the made-up tree cannot be read: %v", err)
	}
	return loaded
}

// subjects lists what the findings are about, in order.
func subjects(found []finding) []string {
	var names []string
	for _, f := range found {
		names = append(names, f.Subject)
	}
	return names
}

// wantSubjects compares the findings of a rule with what they should be about.
func wantSubjects(t *testing.T, found []finding, want ...string) {
	t.Helper()
	if got := subjects(found); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q:", got, want)
		for _, f := range found {
			t.Logf("  %s", f)
		}
	}
}
