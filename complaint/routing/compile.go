package routing

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Sources are what a table speaks of. All are required.
type Sources struct {
	Regions    *region.Tree
	Agencies   *agency.Directory
	Categories *complaint.Categories
}

// Router decides by a table. It is made by [Compile], immutable, and safe for
// concurrent use.
type Router struct {
	table   Table
	sources Sources
	space   *space
	zone    *time.Location
	scope   box.Box
	// rules are the spans of days in which the rules are valid, branches the
	// ways in which they are met, in the order of the table.
	branches []branch
	first    []int32 // the first branch of each rule, and the number of all
	index    index
	atoms    []atom
	lexicon  *lexicon
	// destination has, by rule, one number for all destinations that are the
	// same.
	destination []int32
}

// atom is a condition that is no set of points.
type atom struct {
	list int   // of words; -1 for a function
	fn   *Func // nil for words
}

// Compile checks a table and makes a router of it, which keeps the table: do not
// change its lists afterwards. The error is a [*storage.InvalidError] with
// every problem: regions, categories, levels and attributes that do not exist,
// identifiers that stand twice, missing or wrong values, lists and conditions
// beyond the limits. Each rule becomes the list of the ways in which it can be
// met, of which there are as many as its "any" and "not" multiply to, at most
// [MaxBranches]. Whether destinations exist is for [Router.Analyze] to say,
// because directories change on another day than tables do.
func Compile(t Table, from Sources) (*Router, error) {
	c := &compiler{r: &Router{table: t, sources: from}, t: &t}
	c.sourcesAndHead()
	if len(c.problems) > 0 {
		return nil, c.err()
	}
	c.r.space = newSpace(&c.r.table, from.Categories, from.Regions)
	c.scope()
	c.rules()
	c.fallback()
	if len(c.problems) > 0 {
		return nil, c.err()
	}
	c.r.lexicon = newLexicon(c.lists)
	c.r.index = newIndex(c.r)
	return c.r, nil
}

// Table returns the table that the router was made of; do not change its
// lists.
func (r *Router) Table() Table { return r.table }

// Zone returns the zone of the table's days.
func (r *Router) Zone() *time.Location { return r.zone }

// Sources returns what the table was compiled against.
func (r *Router) Sources() Sources { return r.sources }

// compiler checks a table and fills in a router.
type compiler struct {
	r        *Router
	t        *Table
	problems []storage.Problem
	lists    []Words
	listAt   map[string]int32
	funcAt   map[string]int32
	more     int
}

// maxProblems is how many problems are kept.
const maxProblems = 1000

func (c *compiler) bad(line int, field, message string, legal ...string) {
	if len(c.problems) == maxProblems {
		c.more++
		return
	}
	c.problems = append(c.problems, storage.Problem{File: c.t.File, Line: line, Field: field, Message: message, Legal: legal})
}

func (c *compiler) err() error {
	if c.more > 0 {
		c.problems = append(c.problems, storage.Problem{File: c.t.File, Message: fmt.Sprintf("and %d more", c.more)})
	}
	return &storage.InvalidError{What: "routing table " + clip(c.t.Name), Problems: c.problems}
}

func (c *compiler) sourcesAndHead() {
	if c.r.sources.Regions == nil || c.r.sources.Agencies == nil || c.r.sources.Categories == nil {
		c.bad(0, "sources", "regions, agencies and categories are all required")
	}
	c.identifier(0, "name", c.t.Name)
	c.identifier(0, "edition", c.t.Edition)
	c.zone()
	if c.t.Valid.From.IsZero() {
		c.bad(0, "valid.from", "the first day on which the table applies is required", "2020-01-01")
	}
	c.days(0, "valid", c.t.Valid)
	if _, err := c.t.Hit.MarshalText(); err != nil {
		c.bad(0, "hit_policy", "this is no hit policy", policyNames().Legal()...)
	}
	c.text(0, "source", c.t.Source)
	if len(c.t.Rules) > MaxRules {
		c.bad(0, "rules", fmt.Sprintf("a table has at most %d rules", MaxRules))
	}
	c.attributes()
}

func (c *compiler) zone() {
	switch {
	case c.t.Location != nil:
		c.r.zone = c.t.Location
	case c.t.Zone == "" || c.t.Zone == "Local":
		c.bad(0, "zone", "a time zone is required, and not that of some machine", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC")
	default:
		zone, err := time.LoadLocation(c.t.Zone)
		if err != nil {
			c.bad(0, "zone", "the zone "+clip(c.t.Zone)+" is unknown on this machine", "the names of the IANA database")
		}
		c.r.zone = zone
	}
}

func (c *compiler) attributes() {
	if len(c.t.Attributes) > MaxAttributes {
		c.bad(0, "attributes", fmt.Sprintf("a table has at most %d attributes", MaxAttributes))
	}
	seen := map[string]bool{}
	for i, a := range c.t.Attributes {
		field := fmt.Sprintf("attributes[%d]", i)
		if !validName(a.Name) {
			c.bad(a.Line, field+".name", "want lower case letters, digits and _, beginning with a letter")
		}
		if seen[a.Name] {
			c.bad(a.Line, field+".name", "the attribute "+clip(a.Name)+" is declared twice")
		}
		seen[a.Name] = true
		if _, err := a.Type.MarshalText(); err != nil || a.Type == 0 {
			c.bad(a.Line, field+".type", "an attribute has a type", typeNames().Legal()...)
		}
		switch {
		case a.Type != Choice && a.Values != nil:
			c.bad(a.Line, field+".values", "only a choice lists its values")
		case a.Type == Choice && (len(a.Values) == 0 || len(a.Values) > MaxList):
			c.bad(a.Line, field+".values", fmt.Sprintf("a choice lists 1 to %d values", MaxList))
		}
		once := map[string]bool{}
		for j, v := range a.Values {
			if v == "" || once[v] {
				c.bad(a.Line, fmt.Sprintf("%s.values[%d]", field, j), "a value is a text that stands once")
			}
			once[v] = true
		}
		c.text(a.Line, field+".label", a.Label.Indonesian+a.Label.English)
	}
}

func (c *compiler) scope() {
	var regions, categories box.Set
	for i, code := range c.t.Scope.Regions {
		regions = regions.Or(c.region(0, fmt.Sprintf("scope.regions[%d]", i), code))
	}
	for i, cat := range c.t.Scope.Categories {
		categories = categories.Or(c.category(0, fmt.Sprintf("scope.categories[%d]", i), cat))
	}
	if c.t.Scope.Categories != nil {
		c.r.scope = append(c.r.scope, box.Limit{Dim: dimCategory, Set: categories})
	}
	if c.t.Scope.Regions != nil {
		c.r.scope = append(c.r.scope, box.Limit{Dim: dimRegion, Set: regions})
	}
}

// region is the set of a region, with suggestions for one that does not exist.
func (c *compiler) region(line int, field string, code region.Code) box.Set {
	s := c.r.space.units(code)
	if s == nil {
		message, legal := "there is no region "+clip(code.String()), []string(nil)
		if own, err := c.r.sources.Regions.LastPath(code); err == nil {
			message, legal = "a table names regions by their own codes, not "+clip(code.String()), []string{own.Unit().String()}
		}
		c.bad(line, field, message, legal...)
	}
	return s
}

func (c *compiler) category(line int, field string, cat complaint.Category) box.Set {
	s := c.r.space.categories.below(cat)
	if s == nil {
		c.bad(line, field, "there is no category "+clip(string(cat)), c.r.space.nearCategories(cat)...)
	}
	return s
}

// nearCategories lists the categories beside or below the nearest wider one
// that exists, at most ten.
func (s *space) nearCategories(c complaint.Category) []string {
	for c != "" {
		c = c.Parent()
		if n, ok := s.categories.number[c]; ok || c == "" {
			var out []string
			for i := 1; i < len(s.categories.paths) && len(out) < 10; i++ {
				if s.categories.parent[i] == n {
					out = append(out, string(s.categories.paths[i]))
				}
			}
			return out
		}
	}
	return nil
}

func (c *compiler) rules() {
	named, destinations := make(map[string]int, len(c.t.Rules)), map[string]int32{}
	for i := range c.t.Rules {
		rule := &c.t.Rules[i]
		c.r.first = append(c.r.first, int32(len(c.r.branches)))
		key := rule.To.key()
		if _, known := destinations[key]; !known {
			destinations[key] = int32(len(destinations))
		}
		c.r.destination = append(c.r.destination, destinations[key])
		field := fmt.Sprintf("rules[%d]", i)
		c.identifier(rule.Line, field+".id", rule.ID)
		if rule.ID == FallbackRule {
			c.bad(rule.Line, field+".id", "the name "+FallbackRule+" is that of the fallback")
		}
		if before, twice := named[rule.ID]; twice {
			c.bad(rule.Line, field+".id", fmt.Sprintf("rules[%d] has the id %s too", before, clip(rule.ID)))
		} else {
			named[rule.ID] = i
		}
		c.text(rule.Line, field+".note", rule.Note)
		c.days(rule.Line, field+".valid", rule.Valid)
		c.destination(rule.Line, field+".to", rule.To, false)
		for _, way := range c.ways(rule, field+".when") {
			c.r.branches = append(c.r.branches, branch{rule: int32(i), box: way.box, literals: way.literals, valid: rule.Valid.span()})
		}
	}
	c.r.first = append(c.r.first, int32(len(c.r.branches)))
}

// ways returns the ways in which a rule can be met, none twice.
func (c *compiler) ways(rule *Rule, field string) []conj {
	w := &conditions{c: c, line: rule.Line}
	ways, ok := w.all(&rule.When, field, false, 1)
	if !ok {
		c.bad(rule.Line, field, fmt.Sprintf("there are more than %d ways to meet the rule; split it", MaxBranches))
	}
	var out []conj
	for _, way := range ways {
		if !slices.ContainsFunc(out, way.equal) {
			out = append(out, way)
		}
	}
	return out
}

func (c *compiler) fallback() {
	f := c.t.Fallback
	c.destination(0, "fallback", f, true)
	for _, target := range slices.Concat([]Target{f.Target}, f.Supporting, f.Ask) {
		if target.Function != "" || target.Level != "" {
			c.bad(0, "fallback", "the fallback takes what the directory cannot resolve, so it has no selectors", "an agency", "ask, with agencies")
		}
	}
}

// key is one text for all destinations that are the same, whatever the order of
// their lists.
func (d *Destination) key() string {
	one := func(t Target) string {
		return strconv.Quote(string(t.Agency)) + strconv.Quote(string(t.Function)) + strconv.Quote(string(t.Level))
	}
	list := func(ts []Target) string {
		var out []string
		for _, t := range ts {
			out = append(out, one(t))
		}
		slices.Sort(out)
		return strings.Join(out, "+")
	}
	return one(d.Target) + "," + list(d.Supporting) + "," + list(d.Ask)
}
