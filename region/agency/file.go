package agency

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// File is a directory written down: a vocabulary of functions, and the
// agencies.
type File struct {
	Functions []FunctionInfo
	Agencies  []Agency

	source *strict.Source
	// entries has, for each agency, the place of each of its terms in the file.
	entries map[string][]int
}

// written is a directory as a file has it.
type written struct {
	// Functions is the vocabulary of functions; left out, every function is legal.
	Functions []functionEntry `json:"functions"`
	// Agencies has an entry for each agency, or several, one for each period.
	Agencies []entry `json:"agencies"`
	// Successions say which agency followed which.
	Successions []change `json:"successions"`
}

// entry is one term of an agency in a file, which says from and until and not
// valid.
type entry struct {
	ID ID `json:"id"`
	Term
	From  string `json:"from"`
	Until string `json:"until"`
}

// change is one succession in a file.
type change struct {
	Kind   SuccessionKind `json:"kind"`
	From   ID             `json:"from"`
	To     ID             `json:"to"`
	On     string         `json:"on"`
	Source string         `json:"source"`
}

// Parse reads a directory from YAML or JSON; the ending of the file's name says
// which of the two. The text has three lists:
//
//	functions:
//	- {function: public-works, label: {id: Pekerjaan umum, en: Public works}}
//	agencies:
//	- id: "id:51.03/public-works"
//	  name: Dinas Pekerjaan Umum
//	  kind: office
//	  parent: "id:51.03"
//	  functions: [public-works]
//	  from: "2017-01-01"
//	successions:
//	- {kind: renamed, from: old, to: new, on: "2024-10-21"}
//
// A label that is a text alone is Indonesian. An entry has the fields of [Term] in lower case, and the same agency may have
// several, one for each period. Dates are days of the given zone (nil for UTC);
// a period ends before the day until. Unknown fields and unquoted codes are
// refused, and so is more than 8 MiB of JSON or 512 KiB of YAML, or what takes more
// than 24 MiB of memory, some 60,000 entries. The error is a [*storage.InvalidError] that names the lines; whether
// the agencies fit together is for [NewDirectory] to check.
func Parse(file string, data []byte, zone *time.Location) (File, error) {
	if zone == nil {
		zone = time.UTC
	}
	var in written
	limits := strict.Limits{Memory: 24 << 20}
	if err := strict.Parse("directory", file, data, limits, &in); err != nil {
		return File{}, err
	}
	r := &parser{zone: zone, agencies: map[ID]*Agency{}, entries: map[ID][]int{}}
	for i := range in.Agencies {
		r.entries[in.Agencies[i].ID] = append(r.entries[in.Agencies[i].ID], i)
		r.entry(storage.At("agencies", i), &in.Agencies[i])
	}
	for i := range in.Successions {
		r.change(storage.At("successions", i), &in.Successions[i])
	}
	if err := r.Err("directory"); err != nil {
		return File{}, strict.Locate(err, file, data, limits)
	}
	out := File{source: strict.NewSource(file, data, limits), entries: map[string][]int{}}
	for _, f := range in.Functions {
		out.Functions = append(out.Functions, f.info())
	}
	for _, id := range r.order {
		a, entries := r.agencies[id], r.entries[id]
		order := make([]int, len(a.Terms))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(x, y int) int { return a.Terms[x].Valid.From.Compare(a.Terms[y].Valid.From) })
		terms := make([]Term, len(order))
		for i, k := range order {
			terms[i] = a.Terms[k]
			out.entries[string(id)] = append(out.entries[string(id)], entries[k])
		}
		a.Terms = terms
		out.Agencies = append(out.Agencies, *a)
	}
	return out, nil
}

// Locate gives the problems that [NewDirectory] found with the agencies of a file that
// [Parse] has read the file's name and the line of the agency, or of the term that a
// problem names; those of other fields, which begin with an agency's ID in the same way,
// too. Problems that have a file, and other errors, are returned as they are.
func (f File) Locate(err error) error {
	invalid, ok := errors.AsType[*storage.InvalidError](err)
	if !ok || f.source == nil {
		return err
	}
	located := &storage.InvalidError{What: invalid.What, Problems: slices.Clone(invalid.Problems)}
	fields := make([]string, len(located.Problems))
	for i, p := range located.Problems {
		fields[i] = f.field(p.Field)
	}
	for i, line := range f.source.Lines(fields...) {
		if p := &located.Problems[i]; p.File == "" && fields[i] != "" {
			p.File, p.Line = f.source.File(), line
		}
	}
	return located
}

// field is where the file says what a directory calls "id:51.03: terms[1].parent"; empty
// if it does not.
func (f File) field(of string) string {
	id, rest, _ := strings.Cut(of, ": ")
	entries := f.entries[id]
	if len(entries) == 0 {
		if of == "functions" {
			return of
		}
		return ""
	}
	term, rest, _ := strings.Cut(rest, "]")
	for i, entry := range entries {
		if term+"]" == storage.At("terms", i) {
			return storage.At("agencies", entry) + rest
		}
	}
	return storage.At("agencies", entries[0])
}

// parser makes agencies of what a file says.
type parser struct {
	checker
	zone     *time.Location
	agencies map[ID]*Agency
	order    []ID
	// entries are the places of the terms of each agency.
	entries map[ID][]int
}

// entry adds a term.
func (r *parser) entry(at string, e *entry) {
	if e.Valid != (aduan.Period{}) {
		r.Add(at+".valid", "a file says from when and until when", "from", "until")
	}
	t := e.Term
	t.Valid = aduan.Period{From: r.date(at+".from", e.From), Until: r.date(at+".until", e.Until)}
	a := r.agencies[e.ID]
	if a == nil {
		a = &Agency{ID: e.ID}
		r.agencies[e.ID] = a
		r.order = append(r.order, e.ID)
	}
	a.Terms = append(a.Terms, t)
	r.id(at+".id", e.ID)
	r.term(at, e.ID, &t)
}

// change adds a succession to the agency it leads from.
func (r *parser) change(at string, c *change) {
	a := r.agencies[c.From]
	if a == nil {
		r.Add(at+".from", "no agency "+storage.Quote(string(c.From))+" in this file")
		return
	}
	a.Successions = append(a.Successions, Succession{Kind: c.Kind, To: c.To, On: r.date(at+".on", c.On), Source: c.Source})
}

// date reads a day as its first instant; empty is the zero Time.
func (r *parser) date(field, text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	t, err := time.ParseInLocation(time.DateOnly, text, r.zone)
	if err != nil {
		r.Add(field, "this is not a date", "2024-10-21")
	}
	return t
}
