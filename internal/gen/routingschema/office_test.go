package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
)

// schemaOf names the schema of a file of an office.
func schemaOf(file string) string {
	kind, _, _ := strings.Cut(strings.TrimPrefix(file, "words/"), ".")
	switch {
	case strings.HasPrefix(file, "words/"):
		return "words.schema.json"
	case kind == "routing":
		return tableSchema
	}
	return kind + ".schema.json"
}

// The files of an office have the shapes of their schemas: those that the page shows and
// those of the cities. Each least file has nothing that the schema could do without.
func TestFilesOfAnOfficeValidate(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join(root, "docs", "office.md"))
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile("(?ms)^### (\\S+[.]yaml)$.*?^```yaml\n(.*?)^```$").FindAllStringSubmatch(string(page), -1) {
		s := resolved(t, schemaOf(m[1]))
		require.NoError(t, s.Validate(value(t, []byte(m[2]))), m[1])
		seen[schemaOf(m[1])] = true
	}
	require.Len(t, seen, 8, "one of each kind")
	files, err := filepath.Glob(filepath.Join(root, "examples", "cities", "*", "*.yaml"))
	require.NoError(t, err)
	languages, err := filepath.Glob(filepath.Join(root, "examples", "cities", "*", "words", "*.yaml"))
	require.NoError(t, err)
	require.NotEmpty(t, languages)
	for _, file := range append(files, languages...) {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		name := filepath.Base(file)
		if filepath.Base(filepath.Dir(file)) == "words" {
			name = "words/" + name
		}
		require.NoError(t, resolved(t, schemaOf(name)).Validate(value(t, text)), file)
	}
}

// What the library writes has the shape that the schemas describe.
func TestWrittenFilesValidate(t *testing.T) {
	t.Parallel()
	check := func(schema string, text []byte, err error) {
		t.Helper()
		require.NoError(t, err)
		var v any
		require.NoError(t, json.Unmarshal(text, &v))
		require.NoError(t, resolved(t, schema).Validate(v))
	}
	for _, edition := range []string{"1", "2"} {
		d, err := complaint.NationalEdition(edition)
		require.NoError(t, err)
		text, err := d.JSON()
		check("lifecycle.schema.json", text, err)
	}
	for _, p := range append(deadline.SP4NEditions(), deadline.Statutory()) {
		text, err := p.JSON()
		check("deadlines.schema.json", text, err)
	}
	text, err := json.Marshal(complaint.NationalCategories())
	check("categories.schema.json", text, err)
}

func TestWrongFilesOfAnOfficeDoNot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, right, old, wrong string }{
		{"lifecycle.yaml", "name: a\nedition: \"1\"\ninitial: open\nstates: [{state: open, label: {fr: Ouvert}}]\ntransitions: [{action: submit, from: [new], to: open, by: [reporter]}]", "state: open", "stat: open"},
		{"lifecycle.yaml", "name: a\nedition: \"1\"\ninitial: open\nstates: [{state: open}]\ntransitions: [{action: submit, from: [new], to: open, by: [reporter]}]", "from: [new]", "from: new"},
		{"lifecycle.yaml", "name: a\nedition: \"1\"\ninitial: open\nstates: [{state: open}]\ntransitions: [{action: submit, from: [new], to: open, by: [reporter]}]", "state: open", "state: In work"},
		{"deadlines.yaml", "name: a\nedition: \"1\"\nrules: [{clock: reply, limit: 4 hours}]\nladder: [{clock: reply, rung: superior}]", "rung: superior", "rung: The boss"},
		{"deadlines.yaml", "name: a\nedition: \"1\"\nrules: [{clock: reply, limit: 4 hours}]\ndepth: 2", "depth: 2", "depth: two"},
		{"calendar.yaml", "zone: UTC\nweek: {monday: [\"08:00-16:00\"]}\nlists: [{year: 2026}]", "08:00-16:00", "8-16"},
		{"calendar.yaml", "zone: UTC\nweek: {monday: [\"08:00-16:00\"]}\nlists: [{year: 2026}]", "monday", "Monday"},
		{"agencies.yaml", "agencies: [{id: a, name: A, kind: office, from: \"2026-01-01\"}]", "id: a, ", ""},
		{"agencies.yaml", "agencies: [{id: a, name: A, kind: office}]", "kind: office", "kind: office, valid: {}"},
		{"agencies.yaml", "agencies: []\nsuccessions: [{kind: renamed, from: a, to: b, on: \"2026-01-01\"}]", "renamed", "moved"},
		{"categories.yaml", "[{path: roads, label: {en: Roads}}]", "label: {en: Roads}", "label: Roads"},
		{"roles.yaml", "[{role: mayor, label: {en: Mayor}, reach: all}]", "reach: all", "reach: own"},
		{"roles.yaml", "[{role: mayor, label: {en: Mayor}, reach: all}]", ", reach: all", ""},
		{"words/nl.yaml", "language: nl\ntexts: {complaint.role.reporter: Melder}", "texts:", "text:"},
	} {
		s := resolved(t, schemaOf(c.file))
		require.NoError(t, s.Validate(value(t, []byte(c.right))), c.right)
		require.Contains(t, c.right, c.old)
		require.Error(t, s.Validate(value(t, []byte(strings.Replace(c.right, c.old, c.wrong, 1)))), "%s instead of %s", c.wrong, c.old)
	}
}
