package routing

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/storage"
)

// head checks everything outside the rules that needs no sources.
func (c *compiler) head() {
	if c.r.sources.Regions == nil || c.r.sources.Agencies == nil || c.r.sources.Categories == nil {
		c.Add("sources", "regions, agencies and categories are all required")
	}
	for i, l := range c.r.sources.Lifecycles {
		if l == nil || l.Machine().Name() == "" {
			c.Add(storage.At("sources.lifecycles", i), "was not made by complaint.Compile")
		}
	}
	c.identifier("name", c.t.Name)
	c.identifier("edition", c.t.Edition)
	c.zone()
	if c.t.Valid.From.IsZero() {
		c.Add("valid.from", "the first day on which the table applies is required", "2020-01-01")
	}
	c.days("valid", c.t.Valid)
	if _, err := c.t.Hit.MarshalText(); err != nil {
		c.Add("hit_policy", "this is no hit policy", policyNames().Legal()...)
	}
	c.text("source", c.t.Source)
	if len(c.t.Rules) > MaxRules {
		c.Add("rules", fmt.Sprintf("a table has at most %d rules", MaxRules))
	}
	c.attributes()
}

func (c *compiler) zone() {
	switch {
	case c.t.Location != nil:
		c.r.zone = c.t.Location
	case c.t.Zone == "" || c.t.Zone == "Local":
		c.Add("zone", "a time zone is required, and not that of some machine", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC")
	default:
		zone, err := time.LoadLocation(c.t.Zone)
		if err != nil {
			c.Add("zone", "the zone "+storage.Quote(c.t.Zone)+" is unknown on this machine", "the names of the IANA database")
		}
		c.r.zone = zone
	}
}

func (c *compiler) attributes() {
	if len(c.t.Attributes) > MaxAttributes {
		c.Add("attributes", fmt.Sprintf("a table has at most %d attributes", MaxAttributes))
	}
	declared := map[string]bool{}
	for i, a := range c.t.Attributes {
		field := storage.At("attributes", i)
		if !complaint.ValidAttributeCode(a.Name) {
			c.Add(field+".name", "want 1 to 64 ASCII letters, digits and _ - ., beginning with a letter or a digit")
		}
		if declared[a.Name] {
			c.Add(field+".name", "the attribute "+storage.Quote(a.Name)+" is declared twice")
		}
		declared[a.Name] = true
		if _, err := a.Type.MarshalText(); err != nil || a.Type == 0 {
			c.Add(field+".type", "an attribute has a type", typeNames().Legal()...)
		}
		switch {
		case a.Type != Choice && a.Values != nil:
			c.Add(field+".values", "only a choice lists its values")
		case a.Type == Choice && (len(a.Values) == 0 || len(a.Values) > MaxList):
			c.Add(field+".values", fmt.Sprintf("a choice lists 1 to %d values", MaxList))
		}
		if a.Area != "" && (a.Type != Choice || !complaint.ValidAttributeCode(a.Area)) {
			c.Add(field+".area", "only a choice is fed by a set of areas, whose name is 1 to 64 ASCII letters, digits and _ - .")
		}
		once := map[string]bool{}
		for j, v := range a.Values {
			if aduan.Blank(v) || once[v] || strings.Contains(v, "\n") {
				c.Add(storage.At(field+".values", j), "a value is a line of text that stands once")
			}
			once[v] = true
		}
		for tag, text := range a.Label.All() {
			c.text(field+".label."+tag, text)
		}
	}
}

func (c *compiler) scope() {
	limit := func(d box.Dim, s box.Set) { c.r.scope = append(c.r.scope, box.Limit{Dim: d, Set: s}) }
	union(c.t.Scope.Categories, "scope.categories", c.category, dimCategory, limit)
	union(c.t.Scope.Regions, "scope.regions", c.region, dimRegion, limit)
}

func (c *compiler) fallback() {
	f := c.t.Fallback
	c.destination("fallback", f, true)
	for _, target := range slices.Concat([]Target{f.Target}, f.Supporting, f.Ask) {
		if target.Function != "" || target.Level != "" {
			c.Add("fallback", "the fallback takes what the directory cannot resolve, so it has no selectors", "an agency", "ask, with agencies")
		}
	}
}
