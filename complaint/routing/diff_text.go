package routing

import (
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Named returns the changes with the names of agencies, functions, regions and
// categories at an instant for [Changes.In], which gives their codes alone
// otherwise. Sources that are missing name nothing.
func (c Changes) Named(from Sources, on time.Time) Changes {
	c.names, c.on = from, on
	return c
}

// In says the changes, one part on each line. Changes that were read back from
// JSON, and parts that differ in what is not said, are shown as they are written
// there.
func (c Changes) In(w aduan.Words) string {
	t := changesText{words: w, say: texts().In(w), router: Router{sources: c.names}, on: c.on}
	var b strings.Builder
	fmt.Fprintln(&b, t.say("changes", "old", c.Old, "new", c.New))
	if c.None() {
		fmt.Fprintln(&b, t.say("changes.none"))
	}
	parts := func(indent string, list []PartChange) {
		for _, p := range list {
			part := texts().Word(w, "part", p.Part, aduan.Label{})
			old, now := t.both(p)
			if old != "" {
				fmt.Fprintf(&b, "%s- %s: %s\n", indent, part, old)
			}
			if now != "" {
				fmt.Fprintf(&b, "%s+ %s: %s\n", indent, part, now)
			}
		}
	}
	parts("", c.Head)
	for _, r := range c.Rules {
		old, now := RuleRef{r.Rule, r.OldLine}, RuleRef{r.Rule, r.NewLine}
		switch {
		case r.Kind == RuleAdded:
			fmt.Fprintln(&b, t.say("changes.added", "rule", now))
		case r.Kind == RuleRemoved:
			fmt.Fprintln(&b, t.say("changes.removed", "rule", old))
		case r.Kind == RuleMoved && r.After == "":
			fmt.Fprintln(&b, t.say("changes.first", "rule", now))
		case r.Kind == RuleMoved:
			fmt.Fprintln(&b, t.say("changes.moved", "rule", now, "after", r.After))
		default:
			fmt.Fprintln(&b, t.say("changes.changed", "rule", now))
		}
		parts("  ", r.Parts)
	}
	return b.String()
}

// changesText is changes while they are written.
type changesText struct {
	words  aduan.Words
	say    aduan.Say
	router Router // of which only the sources are known
	on     time.Time
}

// spoken is a part of a table that can be said.
type spoken interface{ in(t *changesText) string }

// both says the two sides of a part.
func (t *changesText) both(p PartChange) (old, now string) {
	if p.old != nil && p.Old != "" {
		old = p.old.in(t)
	}
	if p.now != nil && p.New != "" {
		now = p.now.in(t)
	}
	if old == now || (old == "") != (p.Old == "") || (now == "") != (p.New == "") {
		return p.Old, p.New
	}
	return old, now
}

type (
	saidText        string // is data
	saidValue       struct{ aduan.Spoken }
	saidScope       Scope
	saidAttributes  []Attribute
	saidDestination Destination
	saidWhen        struct {
		When
		attributes []Attribute
	}
)

func (s saidText) in(t *changesText) string { return t.words.Quote(string(s)) }

func (s saidValue) in(t *changesText) string { return s.In(t.words) }

func (s saidScope) in(t *changesText) string {
	return aduan.Clauses(t.places(nil, s.Categories, s.Regions)).In(t.words)
}

func (s saidAttributes) in(t *changesText) string {
	var parts []string
	for _, a := range s {
		text := withCode(a.Label.In(t.words), a.Name) + ": " + a.Type.In(t.words)
		if a.Area != "" {
			text += " (" + t.say("attribute.area", "set", a.Area) + ")"
		}
		if len(a.Values) > 0 {
			text += ": " + aduan.List(a.Values).In(t.words)
		}
		parts = append(parts, text)
	}
	return aduan.Clauses(parts).In(t.words)
}

func (s saidDestination) in(t *changesText) string {
	var main string
	switch {
	case s.Target != Target{}:
		main = t.target(s.Target)
	case len(s.Ask) > 0:
		main = t.say("receivers.choice", "agencies", t.targets(s.Ask))
	}
	switch {
	case len(s.Supporting) == 0:
		return main
	case main == "":
		return t.say("destination.supporting", "agencies", t.targets(s.Supporting))
	}
	return t.say("receivers.with", "agency", main, "supporting", t.targets(s.Supporting))
}

// targets lists targets.
func (t *changesText) targets(list []Target) aduan.Spoken {
	return aduan.List(each(list, t.target))
}

// target says an agency, or how it is found.
func (t *changesText) target(to Target) string {
	if to.Function == "" {
		return t.agency(to.Agency)
	}
	var label aduan.Label
	if t.router.sources.Agencies != nil {
		label = t.router.sources.Agencies.Label(to.Function)
	}
	function := coded{label, string(to.Function)}
	if to.Level == "" {
		return t.say("destination.function", "function", function)
	}
	return t.say("destination.level", "function", function, "level", to.Level)
}

func (t *changesText) agency(id agency.ID) string {
	if t.router.sources.Agencies == nil {
		return string(id)
	}
	return t.router.Names(t.on, id).Of(id)
}

func (t *changesText) category(c complaint.Category) string {
	var label aduan.Label
	if t.router.sources.Categories != nil {
		label, _ = t.router.sources.Categories.Label(c)
	}
	return coded{label, string(c)}.In(t.words)
}

func (t *changesText) region(code region.Code) string {
	if t.router.sources.Regions == nil {
		return code.String()
	}
	return (&account{router: &t.router, noon: t.on}).place(code)
}

// places adds what is said of categories and regions.
func (t *changesText) places(parts []string, categories []complaint.Category, regions []region.Code) []string {
	parts = t.fact(parts, "category", each(categories, t.category))
	return t.fact(parts, "region", each(regions, t.region))
}

// fact adds a condition on a fact that every table has, if it has values.
func (t *changesText) fact(parts []string, fact string, values []string) []string {
	if len(values) == 0 {
		return parts
	}
	return append(parts, factName(fact).In(t.words)+": "+aduan.List(values).In(t.words))
}

// each says every entry of a list.
func each[V any](list []V, one func(V) string) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = one(v)
	}
	return out
}

// spokenList says the entries of a list that can be said.
func spokenList[V aduan.Spoken](t *changesText, list []V) []string {
	return each(list, func(v V) string { return v.In(t.words) })
}

// spokenWords says the words of a dimension.
func spokenWords[V ~string](t *changesText, d box.Dim, list []V) []string {
	return each(list, func(word V) string { return spokenWord{t.router.sources, d, string(word)}.In(t.words) })
}

func (s saidWhen) in(t *changesText) string {
	return aduan.Clauses(t.conditions(&s.When, s.attributes)).In(t.words)
}

// conditions says each condition of a rule.
func (t *changesText) conditions(w *When, attributes []Attribute) []string {
	parts := t.places(nil, w.Category, w.Region)
	parts = t.fact(parts, "kind", spokenWords(t, dimKind, w.Kind))
	parts = t.fact(parts, "class", spokenWords(t, dimClass, w.Class))
	parts = t.fact(parts, "channel", spokenWords(t, dimChannel, w.Channel))
	parts = append(parts, t.disclosure(w)...)
	parts = t.fact(parts, "submitted", spokenList(t, w.Submitted))
	parts = t.fact(parts, "weekday", spokenList(t, w.Weekday))
	parts = t.fact(parts, "event", spokenList(t, w.Event))
	if w.Words != nil {
		words := aduan.List(each(w.Words.Any, t.words.Quote))
		if w.Words.Clitics {
			parts = append(parts, t.say("condition.clitics", "words", words))
		} else {
			parts = append(parts, t.say("condition.words", "words", words))
		}
	}
	for _, test := range w.Attributes {
		parts = append(parts, t.test(test, attributes))
	}
	if w.Func != nil {
		parts = append(parts, t.say("condition.func", "name", w.Func.Name))
	}
	inner := func(w When) string { return "(" + aduan.Clauses(t.conditions(&w, attributes)).In(t.words) + ")" }
	if len(w.All) > 0 {
		parts = append(parts, t.say("condition.all", "conditions", aduan.List(each(w.All, inner))))
	}
	if len(w.Any) > 0 {
		parts = append(parts, t.say("condition.any", "conditions", aduan.List(each(w.Any, inner))))
	}
	if w.Not != nil {
		parts = append(parts, t.say("condition.not", "conditions", inner(*w.Not)))
	}
	return parts
}

// disclosure says the conditions on what the reporter hides.
func (t *changesText) disclosure(w *When) (parts []string) {
	if w.Anonymous != nil && *w.Anonymous {
		parts = append(parts, t.say("condition.anonymous"))
	} else if w.Anonymous != nil {
		parts = append(parts, t.say("condition.named"))
	}
	if w.Secret != nil && *w.Secret {
		parts = append(parts, t.say("condition.secret"))
	} else if w.Secret != nil {
		parts = append(parts, t.say("condition.public"))
	}
	return parts
}

// test says a condition on a fact of the embedder's own.
func (t *changesText) test(test AttributeTest, attributes []Attribute) string {
	a := Attribute{Name: test.Name}
	for _, declared := range attributes {
		if declared.Name == test.Name {
			a = declared
		}
	}
	label := a.Label.In(t.words)
	if label == "" {
		label = a.Name
	}
	return label + ": " + t.values(test, a)
}

// values says what an attribute is to be.
func (t *changesText) values(test AttributeTest, a Attribute) string {
	switch {
	case test.Given != nil && *test.Given:
		return t.say("value.given")
	case test.Given != nil:
		return t.say("value.not_given")
	case len(test.Is) > 0:
		return aduan.List(each(test.Is, func(v string) string { return t.value(v, a) })).In(t.words)
	case test.Until == "":
		return t.say("days.from", "first", t.value(test.From, a))
	case test.From == "":
		return t.say("value.before", "end", t.value(test.Until, a))
	}
	return t.say("value.within", "first", t.value(test.From, a), "end", t.value(test.Until, a))
}

// value says one value of an attribute.
func (t *changesText) value(v string, a Attribute) string {
	switch {
	case a.Type == Flag && v == "true":
		return t.say("value.yes")
	case a.Type == Flag && v == "false":
		return t.say("value.no")
	case a.Type == Day:
		var d aduan.Date
		if d.UnmarshalText([]byte(v)) == nil {
			return d.In(t.words)
		}
	}
	return v
}
