package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"strings"
	"unicode"

	"github.com/google/jsonschema-go/jsonschema"
)

// builder makes the schema of one file.
type builder struct {
	structs
	defs map[string]*jsonschema.Schema
}

// schema renders the schema of a file.
func (f file) schema(from structs) ([]byte, error) {
	s, err := f.build(from)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func (f file) build(from structs) (*jsonschema.Schema, error) {
	b := &builder{structs: from, defs: map[string]*jsonschema.Schema{}}
	s, err := b.object(f.root)
	if err != nil {
		return nil, err
	}
	if f.list {
		s = &jsonschema.Schema{Type: "array", Items: s}
	}
	s.Schema = "http://json-schema.org/draft-07/schema#"
	s.Title, s.Description, s.Definitions = f.title, f.description, b.defs
	return s, nil
}

// object is the schema of a struct type.
func (b *builder) object(name string) (*jsonschema.Schema, error) {
	typ, ok := b.structs[name]
	if !ok {
		return nil, fmt.Errorf("there is no struct %s", name)
	}
	s := &jsonschema.Schema{
		Type: "object", Description: typ.doc, Properties: map[string]*jsonschema.Schema{},
		AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
	}
	if err := b.fields(s, name, typ); err != nil {
		return nil, err
	}
	if adjust := shapes()[name]; adjust != nil {
		adjust(s)
	}
	return s, nil
}

// fields adds the fields of a struct to its schema, those of embedded structs
// too.
func (b *builder) fields(s *jsonschema.Schema, name string, typ structure) error {
	pkg, _, _ := strings.Cut(name, ".")
	for _, f := range typ.fields {
		if f.name == "" { // embedded
			inner := typeName(pkg, f.typ)
			embedded, ok := b.structs[inner]
			if !ok {
				return fmt.Errorf("%s embeds %s, which cannot be found", name, inner)
			}
			if err := b.fields(s, inner, embedded); err != nil {
				return err
			}
			continue
		}
		value, err := b.value(pkg, f.typ)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", name, f.name, err)
		}
		value.Description = describe(name, f)
		if value.Description == "" {
			return fmt.Errorf("%s.%s has no description", name, f.name)
		}
		if adjust := shapes()[name+"."+f.name]; adjust != nil {
			adjust(value)
		}
		s.Properties[f.name] = value
		s.PropertyOrder = append(s.PropertyOrder, f.name)
	}
	return nil
}

// value is the schema of a field's type. What may be nil may be null.
func (b *builder) value(pkg string, e ast.Expr) (*jsonschema.Schema, error) {
	switch e := e.(type) {
	case *ast.StarExpr:
		inner, err := b.value(pkg, e.X)
		if err != nil {
			return nil, err
		}
		if inner.Type == "" {
			return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{inner, {Type: "null"}}}, nil
		}
		inner.Types, inner.Type = []string{inner.Type, "null"}, ""
		return inner, nil
	case *ast.ArrayType:
		inner, err := b.value(pkg, e.Elt)
		if err != nil {
			return nil, err
		}
		return &jsonschema.Schema{Types: []string{"array", "null"}, Items: inner}, nil
	case *ast.MapType:
		inner, err := b.value(pkg, e.Value)
		if err != nil {
			return nil, err
		}
		return &jsonschema.Schema{Types: []string{"object", "null"}, AdditionalProperties: inner}, nil
	}
	name := typeName(pkg, e)
	if v, ok := values()[name]; ok {
		return v, nil
	}
	return b.ref(name)
}

// ref refers to the schema of a struct, which is made the first time.
func (b *builder) ref(name string) (*jsonschema.Schema, error) {
	short := name[strings.IndexByte(name, '.')+1:]
	short = string(unicode.ToUpper(rune(short[0]))) + short[1:]
	if b.defs[short] == nil {
		b.defs[short] = &jsonschema.Schema{} // for structs that hold themselves
		made, err := b.object(name)
		if err != nil {
			return nil, err
		}
		*b.defs[short] = *made
	}
	return &jsonschema.Schema{Ref: "#/definitions/" + short}, nil
}

// describe is the description of a field: its comment, or the one written for
// it here.
func describe(name string, f field) string {
	if text := descriptions()[name+"."+f.name]; text != "" {
		return text
	}
	return f.doc
}
