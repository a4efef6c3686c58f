package routing

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Sources are what a table speaks of. All are required but Lifecycles.
type Sources struct {
	Regions    *region.Tree
	Agencies   *agency.Directory
	Categories *complaint.Categories
	// Lifecycles are the editions whose cases are routed: conditions may speak of the
	// kinds, classes and channels of any of them, and reports have no others. Nil means
	// the words of the national lifecycle.
	Lifecycles []*complaint.Lifecycle
}

// Router decides by a table. It is made by [Compile], immutable, and safe for
// concurrent use.
type Router struct {
	table   Table
	hit     policy
	sources Sources
	space   *space
	zone    *time.Location
	scope   box.Box
	// branches are the ways in which the rules are met, in the order of the
	// table.
	branches []branch
	first    []int32 // the first branch of each rule, and the number of all
	index    index
	atoms    []atom
	lexicon  *lexicon
	// destination has, by rule, one number for all destinations that are the
	// same.
	destination []int32
	// lines gives the line of each rule; the text is read when it is asked for
	// the first time.
	lines func() []int
	// lifespans gives the regions of the scope by the days on which they exist.
	lifespans func() []lifespan
}

// Compile checks a table and makes a router of it, which keeps the table: do not
// change its lists afterwards. The error is a [*storage.InvalidError] with
// every problem: regions, categories, words, levels and attributes that do not exist,
// identifiers that stand twice, missing or wrong values, lists and conditions
// beyond the limits, and destinations that can lead nowhere: an agency that the
// directory does not have, and a function that none of its agencies has, at any
// time. The nearest that there is comes first. Each rule becomes the list of the ways in which it can be
// met, of which there are as many as its "any" and "not" multiply to, at most
// [MaxBranches]. Where and when a destination leads nowhere although the directory
// has it is a [BadDestination] of [Router.Analyze], because directories change on
// another day than tables do.
func Compile(t Table, from Sources) (*Router, error) {
	c := &compiler{
		r: &Router{table: t, hit: t.Hit.policy(), sources: from, lines: sync.OnceValue(t.ruleLines)},
		t: &t, atoms: map[string]int32{},
	}
	if c.head(); c.Len() > 0 {
		return nil, c.err()
	}
	c.r.space = newSpace(&c.r.table, from)
	c.scope()
	c.rules()
	c.fallback()
	if c.Len() > 0 {
		return nil, c.err()
	}
	c.r.lexicon = newLexicon(c.lists)
	c.r.index = newIndex(c.r)
	c.r.lifespans = sync.OnceValue(c.r.findLifespans)
	return c.r, nil
}

// Table returns the table that the router was made of; do not change its
// lists.
func (r *Router) Table() Table { return r.table }

// Zone returns the zone of the table's days.
func (r *Router) Zone() *time.Location { return r.zone }

// Noon returns the instant as of which regions and agencies are asked on a day:
// noon in the table's zone.
func (r *Router) Noon(d aduan.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, r.zone)
}

// Sources returns what the table was compiled against.
func (r *Router) Sources() Sources { return r.sources }

// compiler checks a table and fills in a router.
type compiler struct {
	storage.Problems
	r     *Router
	t     *Table
	lists []Words
	atoms map[string]int32 // the number of each condition that is no set
	// conditions counts those of the rule that is being compiled.
	conditions int
	bodies     bodies
}

func (c *compiler) err() error {
	return c.t.source.Locate(c.Err("routing table " + storage.Quote(c.t.Name)))
}

func (c *compiler) rules() {
	named, destinations := make(map[string]int, len(c.t.Rules)), map[string]int32{}
	for i := range c.t.Rules {
		rule, field := &c.t.Rules[i], storage.At("rules", i)
		key := rule.To.key()
		if _, known := destinations[key]; !known {
			destinations[key] = int32(len(destinations))
		}
		c.r.destination = append(c.r.destination, destinations[key])
		c.identifier(field+".id", rule.ID)
		if rule.ID == FallbackRule {
			c.Add(field+".id", "the name "+FallbackRule+" is that of the fallback")
		}
		if before, twice := named[rule.ID]; twice {
			c.Add(field+".id", storage.At("rules", before)+" has the id "+storage.Quote(rule.ID)+" too")
		} else {
			named[rule.ID] = i
		}
		c.text(field+".note", rule.Note)
		c.days(field+".valid", rule.Valid)
		c.destination(field+".to", rule.To, !c.r.hit.together)
		c.r.first = append(c.r.first, int32(len(c.r.branches)))
		for _, w := range c.rule(rule, field+".when") {
			c.r.branches = append(c.r.branches, branch{rule: int32(i), way: w, valid: rule.Valid.span()})
		}
	}
	c.r.first = append(c.r.first, int32(len(c.r.branches)))
}

// key is one text for all destinations that are the same, whatever the order of
// their lists.
func (d Destination) key() string {
	d.Supporting = slices.SortedFunc(slices.Values(d.Supporting), compareTargets)
	d.Ask = slices.SortedFunc(slices.Values(d.Ask), compareTargets)
	return fmt.Sprintf("%q", d)
}
