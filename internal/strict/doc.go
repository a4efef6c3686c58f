// Package strict reads YAML and JSON into Go values, refuses whatever is not
// beyond doubt, and says where. It reads rule files, records and test tables.
//
// [Decode] takes a text and a pointer. Both notations become one tree of nodes
// with lines and columns, the tree is read into a fresh value by the json tags
// of its type, and only if nothing at all is wrong is the value assigned. The
// error is a *storage.InvalidError with every problem in the order of the text.
//
// # An example
//
// The types say which fields there are:
//
//	type Rules struct {
//		Transitions []Transition `json:"transitions"`
//	}
//
//	type Transition struct {
//		Action string   `json:"action" strict:"required"`
//		From   []string `json:"from"`
//	}
//
// The file rules.yaml has a misspelt field, and a version number that YAML
// takes for a fraction:
//
//	transitions:
//	- action: accept
//	  form: [submitted]
//	- action: 1.10
//
// Decode("rules", "rules.yaml", YAML, data, Limits{}, &rules) returns both problems:
//
//	rules.yaml:3:3: transitions[0].form: unknown field; legal: from, action
//	rules.yaml:4:11: transitions[1].action: 1.10 must be quoted to be text: write "1.10"
//
// With from and "1.10" written the call succeeds. A [Source] of the text then
// tells that the two transitions stand in lines 2 and 4, for messages about what
// this package cannot know.
//
// # What is read
//
// Strings, bools, integers, structs, slices, arrays of the exact length, maps
// with string keys, pointers to these, and whatever implements
// [encoding.TextUnmarshaler], which is given text only. A struct that
// implements it and has json fields may be written as a mapping too. A type with a
// method AddText(key, text string) error, such as a label, is a mapping of texts; with
// both methods it may be written either way. Embedded structs without a tag are flattened. Names match in exact case; options after
// the comma in a tag mean nothing here. Implementing json.Unmarshaler alone
// means nothing either: such a type is read by its kind, and []byte is a list
// of numbers. Other types, such as interfaces and floats, are a problem.
//
// # What is refused
//
// In both notations: unknown and repeated fields, null where the type has no
// nil (pointers, slices and maps do), numbers such as 1.0 and 010 for integers,
// the character U+0000, invalid UTF-8, an empty text, a second one after the
// first, and anything beyond the [Limits]. In JSON also half surrogate pairs.
// In YAML also anchors, aliases, merge keys, tags, directives, keys that are
// not text, and unquoted text that this or another reader takes for something
// else: 51.03, 010, true, null, no, 12:30. A date such as 2020-10-26 is text.
// That a field is missing is a problem only with the tag strict:"required"; what
// else the caller finds wrong gets its line and column from a [Source].
package strict
