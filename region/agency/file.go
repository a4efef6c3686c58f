package agency

import (
	"slices"
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
	var in struct {
		Functions   []functionEntry `json:"functions"`
		Agencies    []entry         `json:"agencies"`
		Successions []change        `json:"successions"`
	}
	limits := strict.Limits{Memory: 24 << 20}
	if err := strict.Parse("directory", file, data, limits, &in); err != nil {
		return File{}, err
	}
	r := &parser{zone: zone, agencies: map[ID]*Agency{}}
	for i := range in.Agencies {
		r.entry(storage.At("agencies", i), &in.Agencies[i])
	}
	for i := range in.Successions {
		r.change(storage.At("successions", i), &in.Successions[i])
	}
	if err := r.Err("directory"); err != nil {
		return File{}, strict.Locate(err, file, data, limits)
	}
	var out File
	for _, f := range in.Functions {
		out.Functions = append(out.Functions, f.info())
	}
	for _, id := range r.order {
		slices.SortStableFunc(r.agencies[id].Terms, func(x, y Term) int { return x.Valid.From.Compare(y.Valid.From) })
		out.Agencies = append(out.Agencies, *r.agencies[id])
	}
	return out, nil
}

// parser makes agencies of what a file says.
type parser struct {
	checker
	zone     *time.Location
	agencies map[ID]*Agency
	order    []ID
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
