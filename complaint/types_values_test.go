package complaint_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// TestTrackingDetectsSlips tries every wrong digit and every transposition of
// neighbours in many random numbers.
func TestTrackingDetectsSlips(t *testing.T) {
	t.Parallel()
	source := seededBytes{rand.New(rand.NewPCG(1, 1))}
	for range 2000 {
		number, err := complaint.NewTracking(source)
		require.NoError(t, err)
		digits := []byte(number)
		slip := func(changed []byte) {
			if bytes.Equal(changed, digits) {
				return
			}
			if _, err := complaint.ParseTracking(string(changed)); err == nil {
				t.Fatalf("%s passes for %s", changed, digits)
			}
		}
		for i := range digits {
			changed := slices.Clone(digits)
			for d := byte('0'); d <= '9'; d++ {
				changed[i] = d
				slip(changed)
			}
			if i > 0 {
				changed = slices.Clone(digits)
				changed[i], changed[i-1] = changed[i-1], changed[i]
				slip(changed)
			}
		}
	}
}

func TestTrackingForms(t *testing.T) {
	t.Parallel()
	number, err := complaint.NewTracking(seededBytes{rand.New(rand.NewPCG(2, 2))})
	require.NoError(t, err)
	s := string(number)
	for _, text := range []string{s, s[:4] + " " + s[4:8] + "-" + s[8:], s[:1] + "  " + s[1:]} {
		got, err := complaint.ParseTracking(text)
		require.NoError(t, err, text)
		require.Equal(t, number, got)
	}
	for _, text := range []string{
		"", " " + s, s + " ", "-" + s, s + "\n", s[:12], s + "0", s[:5] + "." + s[5:], s[:6] + strings.Repeat(" ", 14) + s[6:],
		strings.Repeat("0", 1<<20), "\u0660" + s[1:],
	} {
		_, err := complaint.ParseTracking(text)
		require.Error(t, err, "%.40q", text)
		require.Less(t, len(err.Error()), 100)
	}
	_, err = complaint.NewTracking(bytes.NewReader(make([]byte, 5)))
	require.Error(t, err, "too little entropy")
	digits := map[rune]int{}
	source := seededBytes{rand.New(rand.NewPCG(3, 3))}
	for range 5000 {
		drawn, err := complaint.NewTracking(source)
		require.NoError(t, err)
		for _, d := range drawn[:12] {
			digits[d]++
		}
	}
	for d, n := range digits {
		require.InDelta(t, 6000, n, 400, "the digit %c comes up too often or too seldom", d)
	}
}

func TestNewID(t *testing.T) {
	t.Parallel()
	source := seededBytes{rand.New(rand.NewPCG(4, 4))}
	at := time.Date(2020, 11, 12, 9, 0, 0, 0, time.FixedZone("WITA", 8*3600))
	var last complaint.ID
	for range 1000 {
		id, err := complaint.NewID(at, source)
		require.NoError(t, err)
		require.EqualValues(t, 7, id.Version())
		require.Equal(t, "RFC4122", id.Variant().String())
		require.Positive(t, complaint.ByID.Compare(complaint.Position{ID: id}, complaint.Position{ID: last}))
		require.Less(t, last.String(), id.String(), "the text sorts like the bytes")
		sec, nsec := id.Time().UnixTime()
		require.Equal(t, at.UnixMilli(), time.Unix(sec, nsec).UnixMilli())
		last, at = id, at.Add(time.Millisecond)
	}
	_, err := complaint.NewID(at, bytes.NewReader(make([]byte, 9)))
	require.Error(t, err)
	_, err = complaint.NewReporterRef(bytes.NewReader(make([]byte, 15)))
	require.Error(t, err)
	s := last.String()
	upper, err := complaint.ParseID(strings.ToUpper(s))
	require.NoError(t, err)
	require.Equal(t, last, upper)
	for _, text := range []string{
		"", "{" + s + "}", "urn:uuid:" + s, strings.ReplaceAll(s, "-", ""), s + " ", " " + s, s[:35] + "g", s[:35],
		strings.ReplaceAll(s, "-", "_"), "{" + s[1:35] + "}",
	} {
		_, err := complaint.ParseID(text)
		require.Error(t, err, text)
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	for text, ok := range map[string]bool{
		"2020-02-29": true, "2021-02-29": false, "2000-02-29": true, "1900-02-29": false, "0001-01-01": true, "0000-12-31": false,
		"9999-12-31": true, "10000-01-01": false, "2020-04-31": false, "2020-1-01": false, "20-01-01": false, "2020-11-12T00:00:00Z": false,
		" 2020-11-12": false, "2020-00-10": false, "2020-13-10": false, "-2020-01-01": false, "2020/11/12": false, "": false,
	} {
		d, err := aduan.ParseDate(text)
		require.Equal(t, ok, err == nil, text)
		if ok {
			require.True(t, d.Valid())
			require.Equal(t, text, d.String())
		} else {
			require.True(t, d.IsZero())
		}
	}
	for _, d := range []aduan.Date{{Year: 2021, Month: 2, Day: 29}, {Year: 10000, Month: 1, Day: 1}, {Day: 1}, {Year: -1, Month: 1, Day: 1}, {Year: 2020, Month: 13, Day: 1}} {
		require.False(t, d.Valid())
		_, err := d.MarshalText()
		require.Error(t, err)
	}
	require.Empty(t, aduan.Date{}.String())
}

func TestCategoryRules(t *testing.T) {
	t.Parallel()
	for text, ok := range map[complaint.Category]bool{
		"": true, "health": true, "public_works/roads": true, "a/b/c/d/e": true, "0/_": true, complaint.Category(strings.Repeat("a", 200)): true,
		complaint.Category(strings.Repeat("a", 201)): false, "/a": false, "a/": false, "a//b": false, "A": false, "a b": false, "é": false, "a\x00": false, "a-b": false,
	} {
		require.Equal(t, ok, text.Validate() == nil, "%q", text)
	}
	require.True(t, complaint.Category("a/b").Within("a"))
	require.True(t, complaint.Category("a/b").Within("a/b"))
	require.True(t, complaint.Category("a/b").Within(""))
	require.False(t, complaint.Category("ab").Within("a"))
	require.False(t, complaint.Category("a").Within("a/b"))
	require.Equal(t, complaint.Category("a/b"), complaint.Category("a/b/c").Parent())
	require.Empty(t, complaint.Category("a").Parent())

	info := func(paths ...complaint.Category) (list []complaint.CategoryInfo) {
		for _, p := range paths {
			list = append(list, complaint.CategoryInfo{Path: p, Label: aduan.NewLabel(map[string]string{"en": string(p)})})
		}
		return list
	}
	tree, err := complaint.NewCategories(info("a", "a/b", "a/b/c", "ab", "d"))
	require.NoError(t, err)
	var below []complaint.Category
	for c := range tree.Below("a") {
		below = append(below, c.Path)
	}
	require.Equal(t, []complaint.Category{"a", "a/b", "a/b/c"}, below)
	require.Len(t, slices.Collect(tree.Below("")), 5)
	require.Len(t, slices.Collect(tree.All()), 5)
	label, ok := tree.Label("a/b")
	require.True(t, ok)
	require.Equal(t, "a/b", label.Text("en"))
	_, ok = tree.Label("a/c")
	require.False(t, ok)
	require.True(t, tree.Contains("ab") && !tree.Contains("") && !new(complaint.Categories).Contains("a"))
	for range tree.All() {
		break // stopping early is fine
	}

	_, err = complaint.NewCategories(info("a/b", "a", "a", "", "B", "c/d/e"))
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	var fields []string
	for _, p := range invalid.Problems {
		fields = append(fields, p.Field)
	}
	require.Equal(t, []string{"categories[0]", "categories[2]", "categories[3]", "categories[4]", "categories[5]"}, fields, "every fault at once")
}

// TestOrderLaws checks that every order is total, and that a place survives
// its token.
func TestOrderLaws(t *testing.T) {
	t.Parallel()
	w := newWalker(t, walkRules(t, complaint.Extensions{}), 8)
	var places []complaint.Position
	for range 12 {
		id := w.id()
		for i, due := range []time.Time{{}, w.now, w.now.Add(time.Microsecond), w.now.In(time.FixedZone("WIT", 9*3600))} {
			places = append(places, complaint.Position{Due: due, ID: id}, complaint.Position{Due: due, Updated: w.now.Add(time.Duration(i/2) * time.Hour), ID: id})
		}
	}
	for _, order := range []complaint.Order{complaint.ByID, complaint.ByDue, complaint.ByNewest, complaint.ByUpdated, complaint.ByLatest} {
		plain, backwards := order.Reverse()
		for _, a := range places {
			require.Zero(t, order.Compare(a, a))
			if backwards {
				require.Equal(t, plain.Compare(places[0], a), order.Compare(a, places[0]))
			}
			for _, b := range places {
				require.Equal(t, -order.Compare(b, a), order.Compare(a, b))
				for _, c := range places {
					if order.Compare(a, b) <= 0 && order.Compare(b, c) <= 0 {
						require.LessOrEqual(t, order.Compare(a, c), 0)
					}
				}
			}
		}
	}
	for _, p := range append(places, complaint.Position{}) {
		token, err := p.MarshalText()
		require.NoError(t, err)
		require.NotContains(t, string(token), " ")
		var back complaint.Position
		require.NoError(t, back.UnmarshalText(token))
		require.Zero(t, complaint.ByDue.Compare(p, back))
		require.Zero(t, complaint.ByUpdated.Compare(p, back))
		require.Equal(t, p.ID, back.ID)
		require.Equal(t, p.IsZero(), back.IsZero())
	}
	require.Positive(t, complaint.ByDue.Compare(complaint.Position{}, complaint.Position{Due: w.now}), "never due comes last")
	for _, token := range []string{"x", "@", w.id().String(), w.id().String() + "@yesterday", w.id().String() + "@@", "@2020-11-12T00:00:00Z", w.id().String() + "@@@", w.id().String() + "@@yesterday"} {
		p := places[1]
		require.Error(t, p.UnmarshalText([]byte(token)), token)
		require.Equal(t, places[1], p)
	}
}

// TestFilterLaws narrows by each field what the zero filter means.
func TestFilterLaws(t *testing.T) {
	t.Parallel()
	w := newWalker(t, walkRules(t, complaint.Extensions{}), 9)
	var cases []*complaint.Complaint
	for c := w.open(); len(cases) < 400; {
		next, ok := w.step(c)
		if c = next; !ok {
			c = w.open()
		}
		if len(cases)%3 == 0 {
			c.NextDue = w.now.Truncate(time.Microsecond)
		}
		cases = append(cases, c)
	}
	like := cases[200]
	like.Region = region.MustParse("51.03.01").Path()
	from, until := like.SubmittedAt(), like.SubmittedAt().Add(time.Microsecond)
	for name, f := range map[string]complaint.Filter{
		"states": {States: []lifecycle.State{like.State}}, "kinds": {Kinds: []complaint.Kind{like.Kind}},
		"classes": {Classes: []complaint.Class{like.Class}}, "channels": {Channels: []complaint.Channel{like.Channel}},
		"category": {Category: like.Category}, "region": {Region: region.MustParse("51.03")}, "agency": {Agency: like.Agency},
		"tracking": {Tracking: like.Tracking}, "external": {External: like.External}, "parent": {Parent: like.Parent},
		"submitted": {SubmittedFrom: from, SubmittedUntil: until}, "updated": {UpdatedFrom: like.UpdatedAt()},
	} {
		require.True(t, f.Match(like), name)
		n := 0
		for _, c := range cases {
			require.True(t, complaint.Filter{}.Match(c))
			if f.Match(c) {
				n++
			}
		}
		require.Positive(t, n, name)
	}
	require.False(t, complaint.Filter{SubmittedUntil: from}.Match(like), "the end is excluded")
	require.False(t, complaint.Filter{SubmittedFrom: until}.Match(like))
	require.False(t, complaint.Filter{Region: region.MustParse("34")}.Match(like))
	require.False(t, complaint.Filter{States: []lifecycle.State{"nowhere"}}.Match(like))
	for _, c := range cases {
		require.Equal(t, c.Verified && c.Disclosure.Public && !c.TakenDown() && len(c.Accused) == 0, complaint.Filter{PublicOnly: true}.Match(c))
		require.Equal(t, !c.NextDue.IsZero() && !c.NextDue.After(from), complaint.Filter{DueBy: from}.Match(c))
		for _, unit := range append(slices.Clone(c.Supporting), c.Main, c.Agency) {
			require.True(t, complaint.Filter{Agency: unit}.Match(c))
		}
	}
}

// TestTextsKeepOnce keeps a repeated text under one salt only once, and finds
// none behind an erased one.
func TestTextsKeepOnce(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{})
	w := newWalker(t, l, 10)
	c, at := w.open(), w.moment()
	national := complaint.Actor{ID: "nasional", Role: complaint.RoleNationalAdmin}
	once, err := l.Apply(c, national, complaint.Command{Action: complaint.ActionNote, Note: "sekali"}, at)
	require.NoError(t, err)
	once.Version++
	twice, err := l.Apply(once, national, complaint.Command{Action: complaint.ActionNote, Note: "sekali"}, at)
	require.NoError(t, err)
	require.Len(t, twice.Texts, len(once.Texts))
	note := twice.Timeline[len(twice.Timeline)-1].Note
	body, ok := twice.Text(note)
	require.True(t, ok)
	require.Equal(t, "sekali", body)
	i := slices.IndexFunc(twice.Texts, func(x complaint.Text) bool { return x.Digest == note })
	twice.Texts[i] = complaint.Text{Digest: note, Erased: true}
	body, ok = twice.Text(note)
	require.False(t, ok)
	require.Empty(t, body)
	require.NoError(t, twice.Validate(complaint.Limits{}), "a tombstone is sound")
	data, err := twice.Encode()
	require.NoError(t, err)
	require.NotContains(t, string(data), "sekali")
	requireReplays(t, l, twice)
	require.NotContains(t, fmt.Sprintf("%+v", twice.Texts), "sekali")
}
