package region_test

import (
	"testing"
	"unicode/utf8"

	"github.com/aduan-go/aduan/region"
)

// FuzzParse checks that an accepted text round-trips, that its parts fit
// together, and that a refusal is a typed error in valid UTF-8.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "51", "51.03.01.2001", "kemendagri:51.03", "bps:5103010", "nyc:MN-05", "5103", "bps:51.03", "a:\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := region.Parse(text)
		if err != nil {
			bad, ok := err.(*region.CodeError)
			if !ok || bad.Reason == "" || !utf8.ValidString(bad.Error()) || !c.IsZero() {
				t.Fatalf("%q: %#v, code %v", text, err, c)
			}
			return
		}
		again, err := region.Parse(c.String())
		if err != nil || again != c {
			t.Fatalf("%q: canonical %q reads as %q, %v", text, c, again, err)
		}
		if full, err := region.Parse(string(c.System()) + ":" + c.Local()); err != nil || full != c {
			t.Fatalf("%q: %s + %s is %q, %v", text, c.System(), c.Local(), full, err)
		}
		if p := c.Path(); p.Validate() != nil || p.Unit() != c {
			t.Fatalf("%q: path %v", text, p)
		}
	})
}
