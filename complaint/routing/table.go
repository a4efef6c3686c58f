package routing

import (
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Table says which agency a report goes to. It is a value: [Parse] reads it
// from a file, [Compile] checks it and makes a [Router] of it.
type Table struct {
	// Name and Edition identify the table; decisions name the edition. Required.
	Name    string `json:"name"`
	Edition string `json:"edition"`
	// Valid is when reports must have been submitted; From is required. A report
	// of another day is refused: it belongs to another edition.
	Valid Days `json:"valid,omitzero"`
	// Zone is the IANA name of the time zone whose days the table means, for
	// example "Asia/Jakarta". Required, unless Location is given.
	Zone string `json:"zone,omitempty"`
	// Location is the zone as a value; it goes before Zone.
	Location *time.Location `json:"-"`
	// Source says where the rules come from, for people.
	Source string `json:"source,omitempty"`
	// Hit says what happens when several rules fit. The zero value is [Unique].
	Hit HitPolicy `json:"hit_policy,omitempty"`
	// Scope says for which reports the table is meant. All others go to the
	// fallback, and the analysis does not look at them.
	Scope Scope `json:"scope,omitzero"`
	// Attributes declares the facts of the embedder's own.
	Attributes []Attribute `json:"attributes,omitempty"`
	// Rules stand in the order that [First] goes by.
	Rules []Rule `json:"rules"`
	// Fallback takes every report that no rule takes. Required: an agency, or a
	// person to ask among agencies; no selectors.
	Fallback Destination `json:"fallback"`

	// source is the text that the table was read from; nil for one written in Go.
	source *strict.Source
}

// File is the name of the file that the table was read from; empty for a table
// written in Go.
func (t Table) File() string { return t.source.File() }

// Lines returns the line of each field in the file that the table was read from,
// such as "rules[3].when.any[0]", or that of the nearest thing around it; all 0
// for a table written in Go. The file is read again, so ask for many at once.
// Rules are counted as the file has them.
func (t Table) Lines(fields ...string) []int { return t.source.Lines(fields...) }

// ruleLines returns the line of each rule.
func (t Table) ruleLines() []int {
	fields := make([]string, len(t.Rules))
	for i := range fields {
		fields[i] = storage.At("rules", i)
	}
	return t.Lines(fields...)
}

// Rule sends the reports that meet its conditions to a destination.
type Rule struct {
	// ID names the rule in decisions: 1 to 100 bytes of ASCII letters, digits
	// and -_./: and not [FallbackRule].
	ID string `json:"id"`
	// When says which reports the rule takes; zero is every report.
	When When `json:"when,omitzero"`
	// To is where they go.
	To Destination `json:"to"`
	// Valid is when reports must have been submitted; zero is always.
	Valid Days `json:"valid,omitzero"`
	// Note is for people.
	Note string `json:"note,omitempty"`
}

// FallbackRule is what a decision names as its rule if the fallback took the
// report.
const FallbackRule = "fallback"

// Scope limits a table. Empty lists do not limit it.
type Scope struct {
	// Regions are the regions, with everything in them, that the table is for.
	Regions []region.Code `json:"regions,omitempty"`
	// Categories are the categories, with everything below them.
	Categories []complaint.Category `json:"categories,omitempty"`
}

// When is a condition. Everything that it says must hold: a report meets
//
//	{category: [health], region: ["51", "34"], not: {channel: [sms]}}
//
// if it is about health, lies in Bali or Yogyakarta, and did not come by text
// message. A list holds if one of its entries does. Fields that are zero say
// nothing, and the zero When holds always.
type When struct {
	Kind    []complaint.Kind    `json:"kind,omitempty"`
	Class   []complaint.Class   `json:"class,omitempty"`
	Channel []complaint.Channel `json:"channel,omitempty"`
	// Category lists categories, each with everything below it.
	Category []complaint.Category `json:"category,omitempty"`
	// Region lists regions, each with everything in it.
	Region []region.Code `json:"region,omitempty"`
	// Anonymous is whether it is hidden who reported, Secret whether the report
	// is restricted.
	Anonymous *bool `json:"anonymous,omitempty"`
	Secret    *bool `json:"secret,omitempty"`
	// Submitted and Weekday are about the day on which the report came.
	Submitted []Days    `json:"submitted,omitempty"`
	Weekday   []Weekday `json:"weekday,omitempty"`
	// Event is about the day on which it happened; an unknown day is in none.
	Event []Days `json:"event,omitempty"`
	// Words must occur in the title or the body.
	Words *Words `json:"words,omitempty"`
	// Attributes are about the embedder's own facts; all of them must hold.
	Attributes []AttributeTest `json:"attributes,omitempty"`
	// Func is a condition written in Go. The analysis cannot look inside it.
	Func *Func `json:"-"`
	// All of these, one of these, and this one not.
	All []When `json:"all,omitempty"`
	Any []When `json:"any,omitempty"`
	Not *When  `json:"not,omitempty"`
}

// Func is a condition written in Go.
type Func struct {
	// Name tells it from others, in explanations too. Two conditions of one name
	// must be the same function. Required.
	Name string
	// Fits must depend on the facts alone and may be called from several
	// goroutines. Required.
	Fits func(complaint.Facts) bool
}

// Destination is where a rule sends a report: to the agency of its Target,
// with others that support it, or to a person who chooses among Ask.
type Destination struct {
	// Target is the main agency. Zero with Ask, and with [Collect] for a rule
	// that only names supporting agencies.
	Target
	// Supporting are further agencies concerned.
	Supporting []Target `json:"supporting,omitempty"`
	// Ask lists those among which a person chooses.
	Ask []Target `json:"ask,omitempty"`
}

// Target is an agency, or a selector that the directory resolves where the
// report lies. Exactly one of Agency and Function is given.
type Target struct {
	Agency agency.ID `json:"agency,omitempty"`
	// Function is what the agency is to be there for. The directory looks for
	// it in the report's region and then outward, see [agency.Directory.Resolve].
	Function agency.Function `json:"function,omitempty"`
	// Level is the level of the report's region at which the search begins:
	// with "regency" a report from a village begins at its regency. A report
	// whose region is not inside one of that level is not resolved. Empty
	// begins at the region itself.
	Level region.Level `json:"level,omitempty"`
}

// ToAgency returns the destination that is one agency.
func ToAgency(id agency.ID) Destination { return Destination{Target: Target{Agency: id}} }

// ToFunction returns the destination that the directory resolves by function,
// beginning at a level of the report's region; an empty level begins at the
// region itself.
func ToFunction(f agency.Function, level region.Level) Destination {
	return Destination{Target: Target{Function: f, Level: level}}
}

// Attribute declares an attribute of reports, or a fact of the embedder's own. A
// report that lacks it, or gives an empty text, has it not given. One with several
// values is refused with a [*FactsError]: a table compares one, and taking any of
// them would depend on their order. A [Day] is also the day of an instant as in RFC
// 3339, in the table's zone.
type Attribute struct {
	// Name is its key in [complaint.Facts].Attributes; see
	// [complaint.ValidAttributeCode].
	Name string        `json:"name"`
	Type AttributeType `json:"type"`
	// Area names a set of areas ([complaint.Area]): the value is then the code of the
	// area in which the place lies, and what reports state under Name does not count.
	// Only for a Choice, whose values are codes of the set.
	Area string `json:"area,omitempty"`
	// Values lists what a Choice may be, in the order that the analysis goes by.
	Values []string `json:"values,omitempty"`
	// Label is the name for people; zero shows Name.
	Label aduan.Label `json:"label,omitzero"`
}

// AttributeTest is a condition on an attribute: that it is one of several
// values, that it lies in an interval, or that it is given. Exactly one of the
// three.
type AttributeTest struct {
	Name string `json:"name"`
	// Is lists values; for a flag "true" and "false".
	Is []string `json:"is,omitempty"`
	// From and Until bound an integer or a date, Until excluded. Either may be
	// empty.
	From  string `json:"from,omitempty"`
	Until string `json:"until,omitempty"`
	// Given is whether the report has the attribute at all.
	Given *bool `json:"given,omitempty"`
}

// Limits of a table. They bound the work that a hostile file can cause.
const (
	MaxRules      = 200_000 // rules of a table
	MaxList       = 10_000  // entries of one list
	MaxDepth      = 16      // conditions inside one another
	MaxBranches   = 1_000   // ways in which one rule can be met, see [Compile]
	MaxAttributes = 32      // attributes of a table
	MaxText       = 2_000   // bytes of a note, a source or a label
)
