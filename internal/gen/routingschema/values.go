package main

import (
	"encoding"
	"maps"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
)

// values are the schemas of the types that are written as one value, by their
// qualified names.
func values() map[string]*jsonschema.Schema {
	text := func() *jsonschema.Schema { return &jsonschema.Schema{Type: "string"} }
	national := complaint.NationalWords()
	out := map[string]*jsonschema.Schema{
		"string":             text(),
		"bool":               {Type: "boolean"},
		"complaint.Category": text(),
		"agency.ID":          text(),
		"agency.Function":    text(),
		"agency.Person":      text(),
		"region.Code":        text(),
		"region.Level":       text(),
		"aduan.Date":         {Type: "string", Pattern: "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"},
		"aduan.Label": {
			Type: "object", PropertyNames: &jsonschema.Schema{Pattern: "^([a-z]{2,8}|x)(-[A-Za-z0-9]{1,8})*$"},
			AdditionalProperties: &jsonschema.Schema{Type: "string", MaxLength: jsonschema.Ptr(routing.MaxText)},
		},
		"complaint.Area": {
			Type: "object", Properties: map[string]*jsonschema.Schema{"set": code(), "code": {Type: "string", MinLength: jsonschema.Ptr(1)}},
			Required: []string{"set", "code"}, AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
		},
		"complaint.Kind":        open(national.Kinds),
		"complaint.Class":       open(national.Classes),
		"complaint.Channel":     open(national.Channels),
		"complaint.Basis":       enum(words[complaint.Basis]()),
		"routing.HitPolicy":     enum(words[routing.HitPolicy]()),
		"routing.AttributeType": enum(words[routing.AttributeType]()[1:]),
		"routing.Weekday":       enum(words[routing.Weekday]()[1:]),
	}
	maps.Copy(out, officeValues())
	return out
}

// code is what may name an attribute or a set of areas.
func code() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"}
}

// words are the text forms of a closed set, in its order.
func words[T interface {
	~int8
	encoding.TextMarshaler
}]() []any {
	var out []any
	for n := T(0); ; n++ {
		word, err := n.MarshalText()
		if err != nil {
			return out
		}
		out = append(out, string(word))
	}
}

// open are words of which an edition may have others: those of the national one, which
// editors offer, or any of their form, or none.
func open(words []lifecycle.Word) *jsonschema.Schema {
	list := []any{""}
	for _, w := range words {
		list = append(list, w.Word)
	}
	return &jsonschema.Schema{Type: "string", AnyOf: []*jsonschema.Schema{enum(list), {Pattern: "^[a-z][a-z0-9_]{0,63}$"}}}
}

func enum(words []any) *jsonschema.Schema { return &jsonschema.Schema{Type: "string", Enum: words} }

// shapes says more of types and fields than their Go types do.
func shapes() map[string]func(*jsonschema.Schema) {
	required := func(fields ...string) func(*jsonschema.Schema) {
		return func(s *jsonschema.Schema) { s.Required = fields }
	}
	// A list says nothing if it is left out, and never holds if it is empty.
	filled := func(s *jsonschema.Schema) {
		s.MinItems, s.MaxItems = jsonschema.Ptr(1), jsonschema.Ptr(routing.MaxList)
	}
	nonempty := func(s *jsonschema.Schema) { s.MinLength = jsonschema.Ptr(1) }
	name := func(s *jsonschema.Schema) { s.Pattern = "^[A-Za-z0-9_./:-]{1,100}$" }
	text := func(s *jsonschema.Schema) { s.MaxLength = jsonschema.Ptr(routing.MaxText) }
	out := map[string]func(*jsonschema.Schema){
		"routing.Table":         required("name", "edition", "valid", "zone", "fallback"),
		"routing.Table.name":    name,
		"routing.Table.edition": name,
		"routing.Table.zone":    nonempty,
		"routing.Table.source":  text,
		"routing.Table.valid": func(s *jsonschema.Schema) {
			s.AllOf, s.Ref = []*jsonschema.Schema{{Ref: s.Ref}, {Required: []string{"from"}}}, ""
		},
		"routing.Table.attributes": func(s *jsonschema.Schema) { s.MaxItems = jsonschema.Ptr(routing.MaxAttributes) },
		"routing.Table.rules":      func(s *jsonschema.Schema) { s.MaxItems = jsonschema.Ptr(routing.MaxRules) },
		"routing.Table.fallback": func(s *jsonschema.Schema) {
			s.AllOf, s.Ref = []*jsonschema.Schema{{Ref: s.Ref}, either("agency", "ask"), {Properties: map[string]*jsonschema.Schema{
				"function": {MaxLength: jsonschema.Ptr(0)}, "level": {MaxLength: jsonschema.Ptr(0)},
			}}}, ""
		},
		"routing.Rule": required("id", "to"),
		"routing.Rule.id": func(s *jsonschema.Schema) {
			name(s)
			s.Not = &jsonschema.Schema{Enum: []any{routing.FallbackRule}}
		},
		"routing.Rule.note":        text,
		"routing.Destination":      func(s *jsonschema.Schema) { s.AnyOf = either("agency", "function", "ask", "supporting").AnyOf },
		"routing.Destination.ask":  func(s *jsonschema.Schema) { s.MinItems = jsonschema.Ptr(1) },
		"routing.Target":           func(s *jsonschema.Schema) { s.AnyOf = either("agency", "function").AnyOf },
		"routing.Attribute":        required("name", "type"),
		"routing.Attribute.name":   func(s *jsonschema.Schema) { s.Pattern = code().Pattern },
		"routing.Attribute.area":   func(s *jsonschema.Schema) { s.Pattern = code().Pattern },
		"routing.Attribute.values": func(s *jsonschema.Schema) { s.MinItems = jsonschema.Ptr(1); nonempty(s.Items) },
		"routing.AttributeTest":    required("name"),
		"routing.AttributeTest.is": func(s *jsonschema.Schema) { nonempty(s.Items) },
		"routing.Words":            required("any"),
		"routing.Words.any": func(s *jsonschema.Schema) {
			s.MinItems, s.MaxItems = jsonschema.Ptr(1), jsonschema.Ptr(routing.MaxWords)
			nonempty(s.Items)
		},
		"routingtest.caseFile":       required("cases"),
		"routingtest.caseFile.cases": func(s *jsonschema.Schema) { s.MinItems = jsonschema.Ptr(1) },
		"routingtest.entry":          required("name"),
		"routingtest.entry.name":     nonempty,
		"routingtest.entry.region":   func(s *jsonschema.Schema) { s.Examples = []any{"34.04"} },
		"routingtest.entry.category": func(s *jsonschema.Schema) { s.Examples = []any{"public_works/roads"} },
		"routingtest.Want.rule":      func(s *jsonschema.Schema) { s.Examples = []any{routing.FallbackRule} },
		"routing.Target.level":       func(s *jsonschema.Schema) { s.Examples = []any{"province", "regency", "district"} },
	}
	for _, f := range []string{"kind", "class", "channel", "category", "region", "submitted", "weekday", "event", "attributes", "all", "any"} {
		out["routing.When."+f] = filled
	}
	maps.Copy(out, officeShapes())
	return out
}

// either wants at least one of several fields.
func either(fields ...string) *jsonschema.Schema {
	s := &jsonschema.Schema{}
	for _, f := range fields {
		s.AnyOf = append(s.AnyOf, &jsonschema.Schema{Required: []string{f}})
	}
	return s
}

// descriptions are those of fields whose comments are not about them alone.
func descriptions() map[string]string {
	out := officeDescriptions()
	maps.Copy(out, map[string]string{
		"routing.Table.name":    "The name of the table.",
		"routing.Table.edition": "The edition of the table, quoted; decisions name it.",
		"routing.Table.valid":   "When reports must have been submitted; from is required. A report of another day is refused: it belongs to another edition.",
		"routing.Table.zone":    "The IANA name of the time zone whose days the table means, for example Asia/Jakarta.",
		"routing.Table.hit_policy": "What happens when several rules fit. unique (also if left out): they must not, a person chooses; first: the first in the table decides; " +
			"most_specific: the one whose conditions say most decides; collect: all decide together.",
		"routing.Table.attributes":          "The facts of the project's own.",
		"routing.Table.rules":               "The rules, in the order that the hit policy first goes by.",
		"routing.Table.fallback":            "Who takes every report that no rule takes: an agency, or a person asked among agencies.",
		"routing.Rule.id":                   "The name of the rule in decisions, once in the table.",
		"routing.Rule.when":                 "Which reports the rule takes. All that it says must hold; of a list, one entry. Left out, every report.",
		"routing.Rule.to":                   "Where the reports go.",
		"routing.Rule.valid":                "When reports must have been submitted for the rule to count. Left out, always.",
		"routing.Destination.ask":           "The agencies among which a person chooses.",
		"routing.When.kind":                 "What the reporter wants. Empty text is not said.",
		"routing.When.class":                "How the report is classified. Empty text is not classified yet.",
		"routing.When.channel":              "The way by which the report came. Empty text is not said.",
		"routing.When.anonymous":            "Whether it is hidden who reported.",
		"routing.When.secret":               "Whether the report is restricted.",
		"routing.When.submitted":            "Stretches of days, one of which holds the day on which the report came.",
		"routing.When.weekday":              "The day of the week on which the report came.",
		"routing.When.all":                  "All of these conditions hold.",
		"routing.When.any":                  "One of these conditions holds.",
		"routing.When.not":                  "This condition does not hold.",
		"routing.Days.from":                 "The first day, for example 2020-01-01. Left out, the days before count too.",
		"routing.Days.until":                "The first day that no longer counts. Left out, all days after from count.",
		"routing.Attribute.label":           "The name for people, by language: id, en or any other BCP 47 tag. Left out, name.",
		"routing.Attribute.area":            "The set of areas that feeds a choice: the value is the code of the area in which the place lies.",
		"routing.Attribute.type":            "What the values of the attribute are.",
		"routing.AttributeTest.name":        "The name of a declared attribute.",
		"routing.AttributeTest.from":        "The first integer or date that counts, quoted.",
		"routing.AttributeTest.until":       "The first integer or date that no longer counts, quoted.",
		"routing.Target.agency":             "The ID of an agency.",
		"routingtest.entry.kind":            "What the reporter wants. Empty text is not said.",
		"routingtest.entry.class":           "How the report is classified. Empty text is not classified yet.",
		"routingtest.entry.channel":         "The way by which the report came. Empty text is not said.",
		"routingtest.entry.anonymous":       "Whether it is hidden who reported; true if left out.",
		"routingtest.entry.secret":          "Whether the report is restricted; true if left out.",
		"routingtest.entry.regions":         "Codes of regions, quoted, of which one is the place.",
		"routingtest.entry.areas":           "The areas in which the place lies; of two of one set it lies in one.",
		"routingtest.entry.title":           "The title, for conditions on words.",
		"routingtest.entry.body":            "The text, for conditions on words.",
		"routingtest.entry.accused":         "The agencies that the report accuses.",
		"routingtest.entry.accused_persons": "The persons that the report accuses.",
	})
	return out
}
