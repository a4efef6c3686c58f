package complaint

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What somebody told about themselves is found however it is written, and nothing else is.
func TestBlackOut(t *testing.T) {
	t.Parallel()
	black := blackOut(Person{
		Account: NewPrivate("7"), Name: NewPrivate("Ana Li P\u00e9rez-Soto"), NationalID: NewPrivate("7654321-K"), Phone: NewPrivate("555-0199"),
	}, "Calle Larga 5", "OT-4711", "ADDR-99", "")
	for text, want := range map[string]string{
		"":                                     "",
		"calle 1472, de 7 a 9":                 "calle 1472, de 7 a 9", // an account of one sign
		"P\u00c9REZ and p\u00e9rez\nSOTO":      "[...] and [...]\n[...]",
		"ana  li p\u00e9rez soto was here":     "[...] was here",
		"Ana-Li-Pe\u0301rez-Soto.":             "[...].",
		"555 0199 or 5550199, not 15550199":    "[...] or [...], not 15550199",
		"7.654.321-K":                          "[...]",
		"at calle larga, 5 (ot 4711; addr 99)": "at [...] ([...]; [...])",
		"calle larga 57":                       "calle larga 57",
		"Sotomayor and Perezoso":               "Sotomayor and Perezoso",
		"555 ---- 0199":                        "555 ---- 0199",
		"a@b.c, 0812-3456 7890":                "[...] [...]",
	} {
		require.Equal(t, want, black(text), text)
	}
	require.Equal(t, "x", blackOut(Person{})("x"))
}
