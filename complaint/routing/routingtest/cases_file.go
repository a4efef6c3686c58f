package routingtest

import (
	"fmt"
	"io/fs"
	"slices"
	"testing"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// MaxFile is the size of the largest file of cases, in bytes: some 10,000 cases. A
// file of YAML has at most 150,000 values, one of JSON 500,000.
const MaxFile = 2 << 20

// caseFile is a file of cases.
type caseFile struct {
	// Cases are run in this order.
	Cases []entry `json:"cases"`
}

// entry is a case as files write it.
type entry struct {
	// Name says what the case is about; no two cases share it. Required.
	Name string `json:"name"`
	// Region is the code of the place, quoted.
	Region region.Code `json:"region"`
	// Regions are codes, quoted, of which one is the place; Areas those in which it
	// lies, each with set and code, of which two of one set are candidates too.
	Regions []region.Code    `json:"regions"`
	Areas   []complaint.Area `json:"areas"`
	// Category is what the report is about.
	Category complaint.Category `json:"category"`
	// Kind, Class and Channel are as in the table's conditions.
	Kind    complaint.Kind    `json:"kind"`
	Class   complaint.Class   `json:"class"`
	Channel complaint.Channel `json:"channel"`
	// Anonymous is whether it is hidden who reported, Secret whether the report
	// is restricted. Both are true unless said otherwise.
	Anonymous *bool `json:"anonymous"`
	Secret    *bool `json:"secret"`
	// Submitted is the day on which the report came, in the table's zone; the
	// first on which the table is valid if it is not given.
	Submitted aduan.Date `json:"submitted"`
	// Event is the day on which it happened.
	Event aduan.Date `json:"event"`
	// Title and Body are the text, for conditions on words.
	Title string `json:"title"`
	Body  string `json:"body"`
	// Target is the agency that the reporter has in mind.
	Target agency.ID `json:"target"`
	// Accused lists the agencies that the report accuses, AccusedPersons the
	// persons.
	Accused        []agency.ID     `json:"accused"`
	AccusedPersons []agency.Person `json:"accused_persons"`
	// Attributes are facts of the embedder's own, quoted.
	Attributes map[string]string `json:"attributes"`
	// Want is what should become of the report.
	Want Want `json:"want"`
}

// Parse reads cases from YAML or JSON; the ending of the file's name (.yaml, .yml
// or .json) says which. docs/routing-cases.schema.json describes the fields for
// editors. The format is as strict as that of tables: unknown and repeated
// fields, codes that are not quoted, cases without name or with that of another
// are refused, with their places. A case without want is read; [Run] refuses it,
// [Cover] and [Propose] do not need it. The error is a *storage.InvalidError.
func Parse(file string, data []byte) ([]Case, error) {
	var f caseFile
	limits := strict.Limits{Bytes: MaxFile, Memory: 24 << 20, Depth: 8, ScalarBytes: 64 << 10}
	if err := strict.Parse("routing cases", file, data, limits, &f); err != nil {
		return nil, err
	}
	var problems storage.Problems
	if len(f.Cases) == 0 {
		problems.Add("cases", "there are no cases in the file")
	}
	fields := make([]string, len(f.Cases))
	for i := range fields {
		fields[i] = storage.At("cases", i)
	}
	source := strict.NewSource(file, data, limits)
	lines := source.Lines(fields...)
	named := map[string]int{}
	cases := make([]Case, len(f.Cases))
	for i, e := range f.Cases {
		if aduan.Blank(e.Name) {
			problems.Add(fields[i]+".name", "is required")
		} else if line, twice := named[e.Name]; twice {
			problems.Add(fields[i]+".name", fmt.Sprintf("the case on line %d has this name too", line))
		}
		named[e.Name] = lines[i]
		cases[i] = e.toCase(file, lines[i])
	}
	if err := problems.Err("routing cases"); err != nil {
		return nil, source.Locate(err)
	}
	return cases, nil
}

func (e entry) toCase(file string, line int) Case {
	c := Case{
		Name: e.Name, Day: e.Submitted, Want: e.Want, File: file, Line: line,
		Facts: complaint.Facts{
			Kind: e.Kind, Class: e.Class, Category: e.Category, Channel: e.Channel, EventDate: e.Event,
			Title: e.Title, Body: e.Body, Target: e.Target, Attributes: e.Attributes, Regions: e.Regions, Areas: e.Areas,
			Named: agency.Named{Agencies: e.Accused, Persons: e.AccusedPersons},
			Disclosure: complaint.Disclosure{
				Named:  e.Anonymous != nil && !*e.Anonymous,
				Public: e.Secret != nil && !*e.Secret,
			},
		},
	}
	if e.Region != (region.Code{}) {
		c.Facts.Region = region.Path{e.Region}
	}
	return c
}

// toEntry is the case as files write it, the inverse of toCase.
func (c Case) toEntry() entry {
	f := c.Facts
	e := entry{
		Name: c.Name, Region: f.Region.Unit(), Category: f.Category, Kind: f.Kind, Class: f.Class, Channel: f.Channel,
		Submitted: c.Day, Event: f.EventDate, Title: f.Title, Body: f.Body, Target: f.Target,
		Regions: slices.Concat(f.Regions), Areas: slices.Concat(f.Areas),
		Accused: slices.Concat(f.Named.Agencies), AccusedPersons: slices.Concat(f.Named.Persons), Want: c.Want,
	}
	if f.Disclosure.Named {
		e.Anonymous = new(false)
	}
	if f.Disclosure.Public {
		e.Secret = new(false)
	}
	if !f.Submitted.IsZero() {
		e.Submitted = aduan.DateOf(f.Submitted)
	}
	if len(f.Attributes) > 0 {
		e.Attributes = f.Attributes
	}
	return e
}

// Load reads the cases of all files that match the pattern, as [Parse] does, in
// the order of the files' names. It ends the test if a file cannot be read or is
// wrong, if two files have a case of one name, and if no file matches: a test
// that has silently lost its cases proves nothing.
func Load(t testing.TB, fsys fs.FS, glob string) []Case {
	t.Helper()
	cases, err := loadAll(fsys, glob)
	if err != nil {
		t.Fatalf("routingtest: %v", err)
	}
	return cases
}

func loadAll(fsys fs.FS, glob string) ([]Case, error) {
	names, err := fs.Glob(fsys, glob)
	if err != nil {
		return nil, fmt.Errorf("the pattern %q: %w", glob, err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no file matches %q", glob)
	}
	var all []Case
	seen := map[string]Case{}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		cases, err := Parse(name, data)
		if err != nil {
			return nil, err
		}
		for _, c := range cases {
			if other, twice := seen[c.Name]; twice {
				return nil, fmt.Errorf("%sthe case %q is in %s:%d too", c.place(), c.Name, other.File, other.Line)
			}
			seen[c.Name] = c
		}
		all = append(all, cases...)
	}
	return all, nil
}
