package main

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// part is one test in its long form, and what became of it.
type part struct {
	dir, name string

	verdict         string // ok, FAIL, or ended; empty before it is over
	took, processor time.Duration
	figure          string // the last line that the test logged
}

// longest are the parts of several minutes. They begin first, so that none of
// them is left alone at the end.
func longest() []string {
	return []string{
		"TestSoakWork", "TestSoakEveryFlipIsReported", "TestSoakPowerCut", "TestSoakNoCaseIsAbsent", "TestSoakEveryFaultIsCaught",
		"TestSoakRandomCommands", "TestSoakAllowedIsWhatIsDone", "TestSoakAnalyzeIsTryingEverything",
	}
}

// find lists the tests named TestSoak of a tree, the longest first.
func find(tree fs.FS, match *regexp.Regexp) (parts []*part, err error) {
	test := regexp.MustCompile(`(?m)^func (TestSoak\w+)\(t \*testing\.T\)`)
	err = fs.WalkDir(tree, ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			if base := path.Base(file); base == "testdata" || base != "." && strings.HasPrefix(base, ".") {
				return fs.SkipDir
			}
			return nil
		case !strings.HasSuffix(file, "_test.go"):
			return nil
		}
		source, err := fs.ReadFile(tree, file)
		for _, found := range test.FindAllSubmatch(source, -1) {
			if p := (&part{dir: path.Dir(file), name: string(found[1])}); match.MatchString(p.dir + " " + p.name) {
				parts = append(parts, p)
			}
		}
		return err
	})
	rank := func(p *part) int {
		if i := slices.Index(longest(), p.name); i >= 0 {
			return i
		}
		return len(longest())
	}
	slices.SortStableFunc(parts, func(a, b *part) int { return rank(a) - rank(b) })
	return parts, err
}
