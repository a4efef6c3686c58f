package routing

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aduan-go/aduan/region"
)

// identifier checks the name of a rule, a table or an edition.
func (c *compiler) identifier(line int, field, id string) {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:"
	switch {
	case id == "":
		c.bad(line, field, "is required")
	case len(id) > 100 || strings.Trim(id, letters) != "":
		c.bad(line, field, "want at most 100 ASCII letters, digits and -_./:")
	}
}

// validName reports whether s may name an attribute.
func validName(s string) bool {
	return s != "" && len(s) <= 64 && s[0] >= 'a' && s[0] <= 'z' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

func (c *compiler) text(line int, field, text string) {
	switch {
	case len(text) > MaxText:
		c.bad(line, field, fmt.Sprintf("at most %d bytes", MaxText))
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		c.bad(line, field, "this is not text")
	}
}

// days checks a stretch of days and reports whether it is one.
func (c *compiler) days(line int, field string, d Days) bool {
	for _, end := range []struct {
		name string
		ok   bool
	}{{".from", d.From.IsZero() || d.From.Valid()}, {".until", d.Until.IsZero() || d.Until.Valid()}} {
		if !end.ok {
			c.bad(line, field+end.name, "there is no such date", "2020-10-26")
			return false
		}
	}
	if s := d.span(); s.Lo > s.Hi {
		c.bad(line, field, "until must come after from: it is the first day outside")
		return false
	}
	return true
}

func (c *compiler) destination(line int, field string, d Destination, mustTake bool) {
	main := d.Target != (Target{})
	switch {
	case main && d.Ask != nil:
		c.bad(line, field, "either an agency or ask, not both")
	case main:
		c.target(line, field, d.Target)
	case len(d.Ask) > 0:
	case d.Ask != nil:
		c.bad(line, field+".ask", "an empty list asks among nobody")
	case mustTake:
		c.bad(line, field, "a destination is required", "agency", "ask")
	case c.t.Hit != Collect || len(d.Supporting) == 0:
		c.bad(line, field, "a destination is required", "agency", "function", "ask")
	}
	for _, list := range []struct {
		name    string
		targets []Target
	}{{".supporting", d.Supporting}, {".ask", d.Ask}} {
		if len(list.targets) > maxTargets {
			c.bad(line, field+list.name, fmt.Sprintf("at most %d", maxTargets))
			continue
		}
		for i, t := range list.targets {
			c.target(line, fmt.Sprintf("%s%s[%d]", field, list.name, i), t)
			if slices.Contains(list.targets[:i], t) || list.name == ".supporting" && t == d.Target {
				c.bad(line, fmt.Sprintf("%s%s[%d]", field, list.name, i), "stands twice")
			}
		}
	}
}

// maxTargets is how many supporting agencies or candidates a rule may name.
const maxTargets = 100

func (c *compiler) target(line int, field string, t Target) {
	switch {
	case (t.Agency == "") == (t.Function == ""):
		c.bad(line, field, "want either an agency or a function", "agency", "function")
	case t.Agency != "" && t.Level != "":
		c.bad(line, field+".level", "only a function is looked for from a level on")
	case len(t.Agency) > 128 || len(t.Function) > 128:
		c.bad(line, field, "at most 128 bytes")
	case t.Level != "" && !slices.Contains(c.r.sources.Regions.Levels(), t.Level):
		c.bad(line, field+".level", "there is no level "+clip(string(t.Level)), levelNames(c.r.sources.Regions)...)
	}
}

func levelNames(t *region.Tree) []string {
	var out []string
	for _, l := range t.Levels() {
		out = append(out, string(l))
	}
	return out
}

// clip shortens a text for a message.
func clip(s string) string {
	const longest = 100
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "") + "..."
	}
	return fmt.Sprintf("%q", s)
}
