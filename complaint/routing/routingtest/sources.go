package routingtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Sources makes a small world: the regions of [Regions], the agencies of
// [Directory] and the national categories. It ends the test if a line cannot be
// read.
func Sources(t testing.TB, regions, agencies string) routing.Sources {
	t.Helper()
	categories, err := complaint.NewCategories(complaint.NationalCategories())
	if err != nil {
		t.Fatalf("routingtest: %v", err)
	}
	tree := Regions(t, regions)
	return routing.Sources{Regions: tree, Agencies: Directory(t, tree, agencies), Categories: categories}
}

// Regions makes a small tree of regions: a line for each, with its code, its
// level and its name. A region lies in the one that its code names, or else in
// none. The levels are those of Indonesia, [region.Country] to [region.Village].
//
//	regions := routingtest.Regions(t, `
//		34     province  DI Yogyakarta
//		34.04  regency   Sleman
//	`)
//
// It ends the test if a line cannot be read.
func Regions(t testing.TB, lines string) *region.Tree {
	t.Helper()
	cfg := region.Config{Levels: []region.Level{region.Country, region.Province, region.Regency, region.District, region.Village}}
	known := map[region.Code]bool{}
	for n, words := range split(lines) {
		if len(words) < 3 {
			t.Fatalf("routingtest: regions, line %d: want a code, a level and a name", n)
		}
		code, err := region.Parse(words[0])
		if err != nil {
			t.Fatalf("routingtest: regions, line %d: %v", n, err)
		}
		rec := region.Record{Code: code, Level: region.Level(words[1]), Name: strings.Join(words[2:], " "), Line: n}
		for _, outer := range code.Path() {
			if outer != code && known[outer] {
				rec.Parent = outer
			}
		}
		known[code] = true
		cfg.Records = append(cfg.Records, rec)
	}
	tree, err := region.New(cfg)
	if err != nil {
		t.Fatalf("routingtest: %v", err)
	}
	return tree
}

// Directory makes a small directory: a line for each agency, with its ID and,
// in any order, the regions that it serves behind "in", what it is there for
// behind "for", the body that it is part of behind "under", and that which
// supervises it behind "supervisor". Lists are separated by commas. The agencies
// are in force at all times.
//
//	agencies := routingtest.Directory(t, regions, `
//		diy           in 34     for public-works
//		sleman        in 34.04  supervisor diy
//		sleman/works  under sleman  for public-works, roads
//	`)
//
// It ends the test if a line cannot be read. For directories with a history see
// [agency.Parse].
func Directory(t testing.TB, regions *region.Tree, lines string) *agency.Directory {
	t.Helper()
	cfg := agency.Config{Regions: regions}
	for n, words := range split(lines) {
		a, err := parseAgency(words)
		if err != nil {
			t.Fatalf("routingtest: directory, line %d: %v", n, err)
		}
		cfg.Agencies = append(cfg.Agencies, a)
	}
	d, err := agency.NewDirectory(cfg)
	if err != nil {
		t.Fatalf("routingtest: %v", err)
	}
	return d
}

// parseAgency reads a line of [Directory].
func parseAgency(words []string) (agency.Agency, error) {
	id := agency.ID(words[0])
	term := agency.Term{Name: words[0], Kind: "office"}
	said := map[string][]string{}
	about := ""
	for _, w := range words[1:] {
		if slices.Contains([]string{"in", "for", "under", "supervisor"}, w) {
			if about = w; said[about] != nil {
				return agency.Agency{}, fmt.Errorf("%q stands twice", w)
			}
			said[about] = []string{}
			continue
		}
		if about == "" {
			return agency.Agency{}, fmt.Errorf("%q: want in, for, under or supervisor", w)
		}
		for part := range strings.SplitSeq(w, ",") {
			if part != "" {
				said[about] = append(said[about], part)
			}
		}
	}
	for about, parts := range said {
		if single := about == "under" || about == "supervisor"; len(parts) == 0 || single && len(parts) > 1 {
			return agency.Agency{}, fmt.Errorf("%q: want one after it, or several with commas for regions and functions", about)
		}
	}
	for _, part := range said["in"] {
		code, err := region.Parse(part)
		if err != nil {
			return agency.Agency{}, err
		}
		term.Jurisdiction = append(term.Jurisdiction, code)
	}
	for _, part := range said["for"] {
		term.Functions = append(term.Functions, agency.Function(part))
	}
	if said["under"] != nil {
		term.Parent = agency.ID(said["under"][0])
	}
	if said["supervisor"] != nil {
		term.Supervisor = agency.ID(said["supervisor"][0])
	}
	return agency.Agency{ID: id, Terms: []agency.Term{term}}, nil
}

// split yields the lines that are not empty, as words, with their numbers.
func split(lines string) func(func(int, []string) bool) {
	return func(yield func(int, []string) bool) {
		n := 0
		for line := range strings.Lines(lines) {
			n++
			if words := strings.Fields(line); len(words) > 0 && !yield(n, words) {
				return
			}
		}
	}
}
