package region_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
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

// FuzzDecode checks that broken data give a typed error, and that what is read
// can be asked and encoded again.
func FuzzDecode(f *testing.F) {
	f.Add(string(islandTree(f).Encode()))
	f.Add("aduan regions\x02")
	f.Fuzz(func(t *testing.T, data string) { requireDecodes(t, data) })
}

// requireDecodes is the law of FuzzDecode.
func requireDecodes(t *testing.T, data string) {
	t.Helper()
	tree, err := region.Decode(data)
	if err != nil {
		if _, ok := err.(*region.FormatError); !ok {
			t.Fatalf("%#v", err)
		}
		return
	}
	v := tree.Latest()
	n := 0
	for u := range v.All() {
		if !u.Within(u) || u.Name() == "" || u.Path().Unit() != u.Code() {
			t.Fatalf("unit %v", u)
		}
		if n++; n > 100 {
			break
		}
		_, _ = v.Expand(u), u.Level()
		_ = tree.History(u.Code())
	}
	v.Search("pier, shore", 3)
	again, err := region.Decode(string(tree.Encode()))
	if err != nil || again.Latest().Count("county") != v.Count("county") {
		t.Fatalf("second round: %v", err)
	}
}

// TestEveryChangedByte changes each byte of an encoded tree, and cuts it off after each.
func TestEveryChangedByte(t *testing.T) {
	t.Parallel()
	whole := islandTree(t).Encode()
	for i := range whole {
		if _, err := region.Decode(string(whole[:i])); err == nil {
			t.Fatalf("the first %d of %d bytes are read", i, len(whole))
		}
		for _, b := range []byte{whole[i] ^ 1, whole[i] ^ 0x80, whole[i] + 1, 0, 0xff} {
			changed := slices.Clone(whole)
			changed[i] = b
			requireDecodes(t, string(changed))
		}
	}
	var bad *region.FormatError
	_, err := region.Decode(string(whole) + "x")
	if !errors.As(err, &bad) || bad.Offset != len(whole) || !errors.Is(err, storage.ErrInvalid) {
		t.Fatalf("%#v", err)
	}
}

// FuzzSearch checks that any query, as a name and as a suggestion, is answered
// within the limit and by units in force.
func FuzzSearch(f *testing.F) {
	tree := islandTree(f)
	for _, seed := range []string{"", "pier", "county of shore", "Pört St. Mary,,north", "\xff", "st", ",", "’’’"} {
		f.Add(seed)
	}
	v := tree.Latest()
	f.Fuzz(func(t *testing.T, query string) {
		for _, m := range append(v.Search(query, 3), v.Suggest(query, 3)...) {
			if _, err := v.Get(m.Unit.Code()); err != nil || m.Quality == 0 || m.Name == "" {
				t.Fatalf("%q: %+v", query, m)
			}
		}
		if n := len(v.Suggest(query, 2)); n > 2 {
			t.Fatalf("%q: %d suggestions", query, n)
		}
		for _, u := range v.Find(query) {
			if len(v.Find(u.Name())) == 0 {
				t.Fatalf("%q finds %v, which its own name does not", query, u)
			}
		}
	})
}

// FuzzCSV checks that any text gives records or a typed error, and that records
// make a tree or a typed error.
func FuzzCSV(f *testing.F) {
	f.Add(islands)
	f.Add("code,level,name\n51,province,Bali\n51.03,regency,Badung\n")
	f.Add("code,level,name,parent\nx:1,island,a,x:2\nx:2,island,b,x:1\n")
	f.Fuzz(func(t *testing.T, text string) {
		records, err := region.ReadCSV("", strings.NewReader(text), nil)
		if err == nil {
			_, err = region.New(region.Config{Levels: []region.Level{"island", "county", "parish"}, Records: records})
		}
		if err != nil && !errors.Is(err, storage.ErrInvalid) {
			t.Fatalf("%#v", err)
		}
	})
}
