package strict

import (
	"reflect"
	"slices"
	"strings"
)

// plan is how a struct type is read: its fields by the names in their json
// tags.
type plan struct {
	// names are the fields in the order of their declaration.
	names  []string
	fields map[string]planField
	// fault is what makes the type unreadable: a programming error.
	fault string
}

// planField is a field: the way to it through embedded structs, and whether
// another one of its name is as deep.
type planField struct {
	index []int
	clash bool
	// required says that a mapping without the field is a problem.
	required bool
}

// planFor returns the plan of a struct type, made once in each Decode.
func (r *reader) planFor(t reflect.Type) *plan {
	if p, ok := r.plans[t]; ok {
		return p
	}
	p := &plan{fields: make(map[string]planField)}
	p.add(t, nil)
	for _, name := range p.names {
		if p.fields[name].clash {
			p.fault = "two fields are named " + name
		}
	}
	r.plans[t] = p
	return p
}

// add takes in the fields of t, which lies at index in the outermost struct.
func (p *plan) add(t reflect.Type, index []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		at := append(slices.Clone(index), i)
		word, worded := f.Tag.Lookup("strict")
		required := word == "required"
		if worded && !required {
			p.fault = "the tag strict:" + word + " of " + f.Name + ` is not strict:"required"`
		}
		tag, tagged := f.Tag.Lookup("json")
		name, _, _ := strings.Cut(tag, ",")
		switch {
		case tag == "-":
		case name == "" && f.Anonymous:
			p.embed(f, at)
		case !tagged || !f.IsExported():
		case name == "":
			p.put(f.Name, at, required)
		default:
			p.put(name, at, required)
		}
	}
}

// embed takes in the fields of an embedded struct.
func (p *plan) embed(f reflect.StructField, at []int) {
	switch {
	case f.Type.Kind() == reflect.Struct:
		p.add(f.Type, at)
	case f.Type.Kind() == reflect.Pointer:
		p.fault = "the embedded pointer " + f.Name + " is not supported"
	}
}

// put adds a field. As in Go, a field hides those of the same name in structs
// embedded deeper; two at one depth would be ambiguous.
func (p *plan) put(name string, at []int, required bool) {
	old, ok := p.fields[name]
	switch {
	case !ok:
		p.names = append(p.names, name)
	case len(old.index) == len(at):
		old.clash = true
		p.fields[name] = old
		return
	case len(old.index) < len(at):
		return
	}
	p.fields[name] = planField{index: at, required: required}
}
