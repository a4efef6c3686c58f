package strict

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/internal/pace"
)

// hostile is a text that is built to be dear.
type hostile struct {
	name string
	f    Format
	text string
	want string
}

// fill repeats a part up to n bytes.
func fill(n int, before, part, after string) string {
	return before + strings.Repeat(part, (n-len(before)-len(after))/len(part)) + after
}

func hostiles() []hostile {
	var bomb strings.Builder
	bomb.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 20; i++ {
		fmt.Fprintf(&bomb, "a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), i-1)
	}
	var stairs, tags strings.Builder
	for i := range 1000 {
		stairs.WriteString(strings.Repeat(" ", i) + "s:\n")
	}
	for i := 0; tags.Len() < defaultBytesYAML-30; i++ {
		fmt.Fprintf(&tags, "%%TAG !%x! a\n", i)
	}
	return []hostile{
		{"20 KB of [", JSON, strings.Repeat("[", 20000), "f:1:65: nested more than 64 deep"},
		{"8 MiB of [", JSON, strings.Repeat("[", 8<<20), "f:1:65: nested more than 64 deep"},
		{"20 KB of {", JSON, strings.Repeat(`{"a":`, 4000), "f:1:321: nested more than 64 deep"},
		{"8 MiB of numbers", JSON, fill(8<<20, "[", "0,", "0]"), "more than 500000 values"},
		{"half a million numbers", JSON, fill(2*(5e5-1)-1, "[", "0,", "0]"), "want a mapping, found a list"},
		{"strings", JSON, fill(9*4e5, "[", `"\u0061",`, "0]"), "want a mapping, found a list"},
		{"mappings", JSON, fill(8*166e3, "[", `{"a":0},`, "0]"), "want a mapping, found a list"},
		{"8 MiB of lists", JSON, fill(8<<20, "[", "[],", "0]"), "more than 500000 values"},
		{"8 MiB of keys", JSON, fill(8<<20, "{", `"a":0,`, `"b":0}`), "more than 500000 values"},
		{"8 MiB of text", JSON, fill(8<<20, `{"a":"`, `\u0061`, `"}`), "f:1:6: more bytes than the limit of 1048576 for one value"},
		{"20 KB of [", YAML, strings.Repeat("[", 20000), "f:1: not YAML: exceeded max depth of 10000"},
		{"9999 of [", YAML, strings.Repeat("[", 9999) + strings.Repeat("]", 9999), "nested more than 64 deep"},
		{"512 KiB of -", YAML, fill(defaultBytesYAML, "", "- ", ""), "f:1: not YAML: exceeded max depth of 10000"},
		{"deep blocks", YAML, stairs.String(), "f:65:65: s.s.s.s.s.s.s.s.s.s.s.s.s.s.s.s"},
		{"alias bomb", YAML, bomb.String(), "f:1:5: a0: anchors (&) are refused"},
		{"512 KiB of directives", YAML, tags.String(), "f:1:1: directives (%) are refused"},
		{"512 KiB of directives after the end", YAML, "a: b\n" + tags.String(), "f:2:1: directives (%) are refused"},
		{"512 KiB of empty keys", YAML, fill(defaultBytesYAML, "{", "a,", "b}"), "more than 150000 values"},
		{"380 KiB of commented elements", YAML, fill(380<<10, "[", "a,#\n", "b]"), "want a mapping, found a list"},
		{"400 KiB of empty elements", YAML, fill(400<<10, "", "-\n#", ""), "want a mapping, found a list"},
		{"150,000 empty keys", YAML, fill(149_000, "{", "a,", "b}"), "the key occurs twice"},
		{"512 KiB of nothing", YAML, fill(defaultBytesYAML, "", "?\n", ""), "more than 150000 values"},
		{"150,000 of nothing", YAML, fill(149_000, "", "?\n", ""), "a key must be text, found nothing"},
		{"512 KiB of anchors", YAML, fill(defaultBytesYAML, "[", "&a a,", "b]"), "anchors (&) are refused"},
		{"512 KiB of documents", YAML, fill(defaultBytesYAML, "", "---\n", ""), "f:2:1: a second document is refused"},
		{"512 KiB of text", YAML, fill(defaultBytesYAML, "s: ", "a ", "b"), "f:1:1: want|f:1:4: s: want a list, found text"},
		{"512 KiB in one key", YAML, fill(defaultBytesYAML, "? ", "a", "\n: b"), "unknown field"},
		{"256 KiB with a fault at the end", YAML, fill(maxLocate, "- {}\n", "- a\n", "*a\n"), "not YAML: "},
		{"380 KiB never closed", YAML, fill(380<<10, "[\n", "[],\n", "["), "not YAML: did not find expected"},
	}
}

// TestHostile takes texts at the limits that are as dear as we know how to make
// them. It is not parallel, so that the memory that is counted is its own.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("dear texts take some 20 seconds with the race detector")
	}
	for _, h := range hostiles() {
		t.Run(h.name+" "+h.f.String(), func(t *testing.T) {
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var got tree
			var err error
			steps := pace.Steps(func() { err = Decode("text", "f", h.f, []byte(h.text), Limits{}, &got) })
			runtime.ReadMemStats(&after)
			allocated := (after.TotalAlloc - before.TotalAlloc) >> 20
			t.Logf("%d steps, %d MiB allocated, %d MiB in the heap", steps, allocated, after.HeapSys>>20)
			require.Error(t, err)
			require.Regexp(t, "(?s)"+strings.NewReplacer("(", `\(`, ")", `\)`, "[", `\[`, "{", `\{`, "*", `\*`, "&", `&`).Replace(h.want), err.Error())
			require.Less(t, steps, 20_000)
			require.Less(t, allocated, uint64(500))
			require.Less(t, len(err.Error()), 10000)
			require.Zero(t, got)
		})
	}
}
