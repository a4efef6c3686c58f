package routing

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// identifier checks the name of a rule, a table or an edition.
func (c *compiler) identifier(field, id string) {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:"
	switch {
	case id == "":
		c.Add(field, "is required")
	case len(id) > 100 || strings.Trim(id, letters) != "":
		c.Add(field, "want at most 100 ASCII letters, digits and -_./:")
	}
}

func (c *compiler) text(field, text string) {
	switch {
	case len(text) > MaxText:
		c.Add(field, fmt.Sprintf("at most %d bytes", MaxText))
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		c.Add(field, "this is not text")
	}
}

// days checks calendar days and reports whether there are such.
func (c *compiler) days(field string, d Days) bool {
	switch {
	case !d.From.IsZero() && !d.From.Valid():
		c.Add(field+".from", "there is no such date", "2020-10-26")
	case !d.Until.IsZero() && !d.Until.Valid():
		c.Add(field+".until", "there is no such date", "2020-10-26")
	case d.span().Lo > d.span().Hi:
		c.Add(field, "until must come after from: it is the first day outside")
	default:
		return true
	}
	return false
}

// destination checks where reports go; decides tells that it cannot be
// supporting agencies alone.
func (c *compiler) destination(field string, d Destination, decides bool) {
	main := d.Target != (Target{})
	switch {
	case main && d.Ask != nil:
		c.Add(field, "either an agency or ask, not both")
	case main:
		c.target(field, d.Target)
	case len(d.Ask) > 0:
	case d.Ask != nil:
		c.Add(field+".ask", "an empty list asks among nobody")
	case decides || len(d.Supporting) == 0:
		c.Add(field, "a destination is required", "agency", "function", "ask")
	}
	c.targets(field+".supporting", d.Supporting, d.Target)
	c.targets(field+".ask", d.Ask, Target{})
}

// maxTargets is how many supporting agencies or candidates a rule may name.
const maxTargets = 100

// targets checks a list of targets, of which none is main.
func (c *compiler) targets(field string, list []Target, main Target) {
	if len(list) > maxTargets {
		c.Add(field, fmt.Sprintf("at most %d", maxTargets))
		return
	}
	for i, t := range list {
		c.target(storage.At(field, i), t)
		if slices.Contains(list[:i], t) || t == main && t != (Target{}) {
			c.Add(storage.At(field, i), "stands twice")
		}
	}
}

func (c *compiler) target(field string, t Target) {
	switch {
	case (t.Agency == "") == (t.Function == ""):
		c.Add(field, "want either an agency or a function", "agency", "function")
	case t.Agency != "" && t.Level != "":
		c.Add(field+".level", "only a function is looked for from a level on")
	case len(t.Agency) > 128 || len(t.Function) > 128:
		c.Add(field, "at most 128 bytes")
	case t.Level != "" && !slices.Contains(c.r.sources.Regions.Levels(), t.Level):
		var levels []string
		for _, l := range c.r.sources.Regions.Levels() {
			levels = append(levels, string(l))
		}
		c.Unknown(field+".level", "there is no level "+storage.Quote(string(t.Level)), string(t.Level), levels)
	case t.Agency != "":
		c.agency(field, t.Agency)
	default:
		c.does(field, t.Function)
	}
}

// region is the set of a region, with suggestions for one that does not exist.
func (c *compiler) region(field string, code region.Code) box.Set {
	s := c.r.space.units(code)
	if s == nil {
		message, legal := "there is no region "+storage.Quote(code.String()), []string(nil)
		if own, err := c.r.sources.Regions.LastPath(code); err == nil {
			message, legal = "a table names regions by their own codes, not "+storage.Quote(code.String()), []string{own.Unit().String()}
		}
		c.Add(field, message, legal...)
	}
	return s
}

func (c *compiler) category(field string, cat complaint.Category) box.Set {
	s := c.r.space.categories.below(cat)
	if s == nil {
		c.Add(field, "there is no category "+storage.Quote(string(cat)), c.r.space.categories.near(cat)...)
	}
	return s
}
