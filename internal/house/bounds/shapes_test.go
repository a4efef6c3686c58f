package bounds

import (
	"fmt"
	"strings"
)

// shape makes a text of at most n bytes that is bad in one way.
type shape struct {
	name string
	make func(n int) []byte
}

// fill writes parts, which may count, between a beginning and an end.
func fill(n int, head string, part func(i int) string, tail string) []byte {
	b := make([]byte, 0, n)
	b = append(b, head...)
	for i := 0; ; i++ {
		p := part(i)
		if len(b)+len(p)+len(tail) > n {
			return append(b, tail...)
		}
		b = append(b, p...)
	}
}

// same is a part that does not count.
func same(part string) func(int) string { return func(int) string { return part } }

// counted is a part with its number in it.
func counted(format string) func(int) string {
	return func(i int) string { return fmt.Sprintf(format, i) }
}

// filled is a shape of one part between a beginning and an end.
func filled(name, head string, part func(int) string, tail string) shape {
	return shape{name: name, make: func(n int) []byte { return fill(n, head, part, tail) }}
}

// lists are the shapes of a list that stands between a beginning and an end, in JSON,
// which is YAML too.
func lists(head, tail string) []shape {
	name := func(s string) string { return s + " in " + head }
	return []shape{
		filled(name("empty elements"), head, same("{},"), "{}"+tail),
		filled(name("unknown fields"), head, counted(`{"nmae%d":""},`), "{}"+tail),
		filled(name("ids"), head, counted(`{"id":"i%d"},`), "{}"+tail),
		filled(name("one id"), head, same(`{"id":"i"},`), "{}"+tail),
	}
}

// texts are the shapes that do not depend on what is read. They are tried with the
// decoders of the smallest type and of the largest text.
func texts() []shape {
	return []shape{
		filled("commas", "[", same(","), "]"),
		filled("empty lists", "[", same("[],"), "0]"),
		filled("nulls", "[", same("null,"), "0]"),
		filled("pairs of brackets", "[", same(strings.Repeat("[", 10)+strings.Repeat("]", 10)+","), "0]"),
		filled("open brackets", "", same("["), ""),
		filled("open braces", "", same(`{"a":`), ""),
		filled("a long name", `{"`, same("a"), `":0}`),
		filled("a long text", `{"id":"`, same("a"), `"}`),
		filled("an escaped text", `{"id":"`, same(`\u0061`), `"}`),
		filled("a huge number", `{"id":`, same("9"), `}`),
		filled("unknown fields", `{`, counted(`"nmae%d":0,`), `"z":0}`),
		filled("one field again and again", "{", same(`"id":"",`), `"z":0}`),
		filled("spaces", "{}", same(" "), ""),
		filled("line ends", "{", same("\n"), "}x"),
	}
}

// blocks are the shapes that only YAML has.
func blocks() []shape {
	return []shape{
		filled("block of nothing", "", same("?\n"), ""),
		filled("block of empty elements", "", same("-\n"), ""),
		filled("block of mappings", "", same("- {}\n"), ""),
		filled("block of keys", "", counted("k%d:\n"), ""),
		filled("one key", "", same("k:\n"), ""),
		filled("flow of keys", "{", same("a,"), "b}"),
		filled("flow of pairs", "[", same(":,"), ":]"),
		filled("anchors", "[", same("&a a,"), "b]"),
		filled("aliases", "[&a a,", same("*a,"), "b]"),
		filled("comments", "[", same("a,#\n"), "b]"),
		filled("tags", "[", same("!a a,"), "b]"),
		filled("dashes", "", same("- "), ""),
		filled("directives", "", same("%TAG !a! a\n"), ""),
		filled("documents", "", same("---\n"), ""),
		filled("never closed", "[\n", same("[],\n"), "["),
	}
}
