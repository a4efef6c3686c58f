package house

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// tracked lists the files of the repository, as git knows them: those added
// and those that could be. Without git it lists everything but hidden
// directories and bin.
func tracked(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("git", "-C", root(), "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err == nil && len(out) > 0 {
		return strings.Split(strings.TrimRight(string(out), "\x00"), "\x00")
	}
	var names []string
	err = filepath.WalkDir(root(), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".git" || d.Name() == "bin") {
			return fs.SkipDir
		}
		if rel, _ := filepath.Rel(root(), name); !d.IsDir() {
			names = append(names, filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// findPaths finds places that exist on one machine only: directories of a
// user, of a build or for scratch files at the root of a file system.
func findPaths(fsys fs.FS, names []string) ([]finding, error) {
	place := regexp.MustCompile(`(?:^|[^\w.\-/])(/(?:work|root|tmp|home)/)`)
	return inLines(fsys, names, func(name, line string) (subject, why string) {
		if m := place.FindStringSubmatch(line); m != nil {
			return m[1], "names a place on somebody's machine: " + m[1]
		}
		return "", ""
	})
}

// findLinks finds links in Markdown that lead to no file.
func findLinks(fsys fs.FS, names []string) ([]finding, error) {
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return path.Ext(n) != ".md" })
	return inLines(fsys, names, func(name, line string) (subject, why string) {
		for _, m := range link.FindAllStringSubmatch(line, -1) {
			target, _, _ := strings.Cut(m[1], "#")
			if target == "" || strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
				continue
			}
			if _, err := fs.Stat(fsys, path.Join(path.Dir(name), target)); err != nil {
				return target, "links to " + target + ", which does not exist"
			}
		}
		return "", ""
	})
}

// inLines asks about every line of the text files.
func inLines(fsys fs.FS, names []string, ask func(name, line string) (subject, why string)) ([]finding, error) {
	var found []finding
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed, and the removal is not committed yet
		}
		if err != nil {
			return nil, err
		}
		if bytes.IndexByte(text[:min(len(text), 8000)], 0) >= 0 {
			continue // not text
		}
		number := 0
		for line := range strings.Lines(string(text)) {
			number++
			if subject, why := ask(name, line); why != "" {
				found = append(found, finding{File: name, Line: number, Subject: subject, Text: why})
			}
		}
	}
	return found, nil
}

func TestPaths(t *testing.T) {
	t.Parallel()
	found, err := findPaths(os.DirFS(root()), tracked(t))
	if err != nil {
		t.Fatal(err)
	}
	check(t, "paths", found)
}

func TestLinks(t *testing.T) {
	t.Parallel()
	found, err := findLinks(os.DirFS(root()), tracked(t))
	if err != nil {
		t.Fatal(err)
	}
	check(t, "links", found)
}

func TestTextRules(t *testing.T) {
	t.Parallel()
	scratch := "/" + "tmp" + "/"
	fsys := fstest.MapFS{
		"a.md":       {Data: []byte("see [it](docs/b.md#part), [us](https://example.org" + scratch + ") and [none](docs/c.md)\n")},
		"docs/b.md":  {Data: []byte("[up](../a.md) and [here](#part)\n")},
		"run.sh":     {Data: []byte("#!/usr/bin/env bash\ncd x" + scratch + "y\ncd \"" + scratch + "y\"\n")},
		"binary":     {Data: []byte("\x00 " + scratch)},
		"begins.txt": {Data: []byte(scratch)},
	}
	names := []string{"a.md", "docs/b.md", "run.sh", "binary", "begins.txt", "removed"}
	links, err := findLinks(fsys, names)
	if err != nil {
		t.Fatal(err)
	}
	wantSubjects(t, links, "docs/c.md")
	paths, err := findPaths(fsys, names)
	if err != nil {
		t.Fatal(err)
	}
	wantSubjects(t, paths, scratch, scratch)
	if paths[0].File != "run.sh" || paths[0].Line != 3 {
		t.Errorf("found at %s", paths[0])
	}
}
