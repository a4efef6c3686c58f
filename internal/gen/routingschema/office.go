package main

import (
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
)

// officeValues are the types that files of an office write as one value.
func officeValues() map[string]*jsonschema.Schema {
	text := func(examples ...any) *jsonschema.Schema {
		return &jsonschema.Schema{Type: "string", Examples: examples}
	}
	label := func() *jsonschema.Schema {
		return &jsonschema.Schema{Type: "object", AdditionalProperties: &jsonschema.Schema{Type: "string"}}
	}
	name := func() *jsonschema.Schema {
		return &jsonschema.Schema{Type: "string", Pattern: "^[a-z][a-z0-9_]{0,63}$"}
	}
	return map[string]*jsonschema.Schema{
		"int":                       {Type: "integer"},
		"time.Month":                {Type: "integer", Minimum: jsonschema.Ptr(1.0), Maximum: jsonschema.Ptr(12.0)},
		"time.Time":                 text("2026-01-01T00:00:00+07:00"),
		"lifecycle.State":           name(),
		"lifecycle.Meaning":         name(),
		"lifecycle.Action":          name(),
		"lifecycle.Role":            name(),
		"lifecycle.ClockName":       name(),
		"lifecycle.Need":            text("elapsed(reply)", "reopened_fewer_than(2)"),
		"lifecycle.Target":          text("same", "back(any_open)"),
		"lifecycle.Permit":          text("agency_admin", "reporter if entered_within_days(30)"),
		"lifecycle.Effect":          text("start resolution", "pause all except ombudsman"),
		"deadline.Term":             text("5 working days", "4 hours", "90 working minutes", "none"),
		"deadline.Reclassification": enum(words[deadline.Reclassification]()),
		"deadline.Holding":          enum(words[deadline.Holding]()),
		"deadline.Knowledge":        enum(words[deadline.Knowledge]()),
		"deadline.AtDue":            enum(words[deadline.AtDue]()),
		"complaint.Rung":            open(complaint.NationalWords().Rungs),
		"complaint.Reach":           reaches(),
		"calendar.Shift":            {Type: "string", Pattern: "^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$", Examples: []any{"08:00-12:00"}},
		"calendar.Kind":             enum([]any{"holiday", "joint_leave", "half_day", "worked"}),
		"agency.Kind":               text("ministry", "office"),
		"agency.SuccessionKind":     enum([]any{"renamed", "split", "merged"}),
		"agency.functionLabel":      {AnyOf: []*jsonschema.Schema{text(), label()}},
	}
}

// officeShapes says which fields the files of an office require.
func officeShapes() map[string]func(*jsonschema.Schema) {
	out := map[string]func(*jsonschema.Schema){
		// A file says from when until when, not valid.
		"agency.entry": func(s *jsonschema.Schema) {
			delete(s.Properties, "valid")
			s.PropertyOrder = slices.DeleteFunc(s.PropertyOrder, func(name string) bool { return name == "valid" })
			s.Required = []string{"id", "name", "kind"}
		},
	}
	for name, fields := range map[string][]string{
		"lifecycle.Definition":   {"name", "edition", "initial", "states", "transitions"},
		"lifecycle.StateInfo":    {"state"},
		"lifecycle.Transition":   {"action", "from", "to", "by"},
		"lifecycle.Duty":         {"name", "who", "not"},
		"deadline.Policy":        {"name", "edition", "rules"},
		"deadline.Rule":          {"clock", "limit"},
		"deadline.Step":          {"clock", "rung"},
		"calendar.Definition":    {"zone", "week"},
		"calendar.Edition":       {"year"},
		"calendar.Entry":         {"date", "kind", "name"},
		"calendar.Removal":       {"date"},
		"calendar.Layer":         {"name", "lists"},
		"calendar.Change":        {"name", "from"},
		"calendar.Provisional":   {"until"},
		"calendar.FixedDay":      {"month", "day", "name"},
		"agency.functionEntry":   {"function"},
		"agency.change":          {"kind", "from", "to", "on"},
		"complaint.CategoryInfo": {"path"},
		"language.file":          {"language", "texts"},
		"office.ownRole":         {"role", "label", "reach"},
	} {
		out[name] = func(s *jsonschema.Schema) { s.Required = fields }
	}
	return out
}

// officeDescriptions are those of fields without a comment of their own.
func officeDescriptions() map[string]string {
	week := "The office hours of the day, each from opening to closing; left out, it is a day of rest."
	out := map[string]string{
		"aduan.Period.from":             "The first instant, in quotes, as in RFC 3339. Left out, all before count too.",
		"aduan.Period.until":            "The first instant that no longer counts. Left out, all after count.",
		"lifecycle.Definition.name":     "The name of the rules.",
		"lifecycle.Definition.edition":  "The edition of the rules, in quotes; a case keeps the one under which it began.",
		"lifecycle.StateInfo.state":     "The name of the state.",
		"lifecycle.Transition.action":   "The name of the action; the same action may have several rows, each from other states.",
		"calendar.Entry.date":           "The day.",
		"calendar.Removal.date":         "The day.",
		"calendar.Layer.lists":          "The editions of its lists, one at least for each year.",
		"deadline.Policy.name":          "The name of the policy.",
		"deadline.Policy.edition":       "The edition of the policy, in quotes; a case keeps the one under which it was submitted.",
		"deadline.Rule.clock":           "The clock that the rule limits.",
		"deadline.Step.clock":           "The clock whose breach is escalated.",
		"deadline.Step.rung":            "Whom the step tells.",
		"agency.Term.valid":             "Written as from and until.",
		"agency.Term.kind":              "What kind of body it is.",
		"agency.Term.channels":          "The ways to reach it.",
		"agency.entry.id":               "The ID of the agency; the same for each of its periods.",
		"agency.entry.from":             "The first day of the period, in quotes. Left out, it reaches back before all days.",
		"agency.entry.until":            "The first day after the period, in quotes. Left out, it has not ended.",
		"agency.functionEntry.function": "The name of the function, which agencies and routing tables use.",
		"agency.functionEntry.label":    "What people call it, by language; a text alone is Indonesian.",
		"agency.change.kind":            "What became of the agency.",
		"agency.change.from":            "The ID of the agency that ended.",
		"agency.change.to":              "The ID of one that followed it.",
		"agency.change.on":              "The day from which the other is in force, in quotes.",
		"agency.change.source":          "Where this comes from.",
		"complaint.CategoryInfo.path":   "The path of the category, such as public_works/roads; what it lies below stands before it.",
		"complaint.CategoryInfo.label":  "What people call it, by language.",
		"language.file.language":        "The language, as a BCP 47 tag; the file is named after it.",
		"language.file.texts":           "The texts by their keys; what is left out is said in the fallbacks, then in English.",
		"calendar.FixedDay.month":       "The month, from 1.",
		"calendar.FixedDay.day":         "The day of the month.",
	}
	for _, day := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		out["calendar.Week."+day] = week
	}
	return out
}

// reaches are sets of relations that a role of an office may have.
func reaches() *jsonschema.Schema {
	words := []string{complaint.ReachHolding.String(), complaint.ReachUnit.String()}
	for r := complaint.ReachNew; r <= complaint.ReachAll; r <<= 1 {
		words = append(words, r.String())
	}
	one := "(" + strings.Join(words, "|") + ")"
	return &jsonschema.Schema{Type: "string", Pattern: "^" + one + `(\+` + one + ")*$", Examples: []any{"holding", "above+escalated"}}
}
