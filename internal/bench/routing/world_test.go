package routing

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/internal/gen/tables"
)

const seed = 1

// made is read once: the directory takes a while.
var made = sync.OnceValues(tables.Sources)

func sources(t testing.TB) routing.Sources {
	t.Helper()
	from, err := made()
	require.NoError(t, err)
	return from
}

func compiled(t testing.TB, table routing.Table) *routing.Router {
	t.Helper()
	r, err := routing.Compile(table, sources(t))
	require.NoError(t, err)
	return r
}

// report is a report as the peers see it.
type report struct {
	// Categories and Regions lead from the widest to the narrowest: top, middle
	// and leaf; province, regency, district and village. Empty is none.
	Categories [3]string
	Regions    [4]string
	Kind       int
	Class      int
	Channel    int
	Anonymous  bool
	Secret     bool
	Day        int // since 1970-01-01
	Weekday    int // Monday is 1
	Event      int // never if unknown
}

// never is a day that lies in no stretch.
const never = -1_000_000

func dayOf(year int, month time.Month, day int) int {
	return int(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func dayOfDate(d aduan.Date) int { return dayOf(d.Year, d.Month, d.Day) }

// reportOf lays a report out for the peers, without waste: its time counts as
// theirs.
func reportOf(f *complaint.Facts, zone *time.Location) report {
	local := f.Submitted.In(zone)
	r := report{
		Kind: national().kind[f.Kind], Class: national().class[f.Class], Channel: national().channel[f.Channel],
		Anonymous: f.Disclosure.Anonymous(), Secret: f.Disclosure.Secret(),
		Day: dayOf(local.Date()), Weekday: (int(local.Weekday())+6)%7 + 1, Event: never,
	}
	if !f.EventDate.IsZero() {
		r.Event = dayOfDate(f.EventDate)
	}
	n := 0
	for i := range len(f.Category) {
		if f.Category[i] == '/' {
			r.Categories[n] = string(f.Category[:i])
			n++
		}
	}
	r.Categories[n] = string(f.Category)
	for i, code := range f.Region {
		if i > 0 { // the country
			r.Regions[i-1] = code.String()
		}
	}
	return r
}

func jakarta(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Jakarta")
	require.NoError(t, err)
	return zone
}

// rule is a rule as it is translated for the peers: all of what is given must
// hold, and of a list one entry.
type rule struct {
	ID         string
	Categories []place
	Regions    []place
	Kind       []int
	Class      []int
	Channel    []int
	Weekday    []int
	Anonymous  *bool
	Secret     *bool
	Day        []stretch // all must hold
	Event      []stretch
}

// place is a category or a region, with the number of the ancestor at which to
// look for it.
type place struct {
	level int
	name  string
}

// stretch is some days, until excluded.
type stretch struct{ from, until int }

// endless is a day after all reports.
const endless = 1_000_000

func stretchOf(d routing.Days) stretch {
	s := stretch{never + 1, endless}
	if !d.From.IsZero() {
		s.from = dayOfDate(d.From)
	}
	if !d.Until.IsZero() {
		s.until = dayOfDate(d.Until)
	}
	return s
}

func numbers[T ~int8](list []T) []int {
	var out []int
	for _, v := range list {
		out = append(out, int(v))
	}
	return out
}

// wordNumbers are the numbers by which the peers know the national words, from 1 on.
type wordNumbers struct {
	kind    map[complaint.Kind]int
	class   map[complaint.Class]int
	channel map[complaint.Channel]int
}

var national = sync.OnceValue(func() wordNumbers {
	words := complaint.NationalWords()
	return wordNumbers{numberWords[complaint.Kind](words.Kinds), numberWords[complaint.Class](words.Classes), numberWords[complaint.Channel](words.Channels)}
})

func numberWords[T ~string](list []lifecycle.Word) map[T]int {
	out := map[T]int{}
	for i, w := range list {
		out[T(w.Word)] = i + 1
	}
	return out
}

func numbered[T comparable](list []T, numbers map[T]int) []int {
	var out []int
	for _, v := range list {
		out = append(out, numbers[v])
	}
	return out
}

// rulesOf translates a table. What the generator does not write is refused.
func rulesOf(t testing.TB, table routing.Table) []rule {
	t.Helper()
	require.Equal(t, routing.First, table.Hit)
	var out []rule
	for _, from := range table.Rules {
		w := from.When
		require.True(t, w.Words == nil && w.Func == nil && w.Attributes == nil && w.All == nil && w.Any == nil && w.Not == nil)
		require.LessOrEqual(t, len(w.Submitted), 1)
		require.LessOrEqual(t, len(w.Event), 1)
		to := rule{
			ID: from.ID, Kind: numbered(w.Kind, national().kind), Class: numbered(w.Class, national().class), Channel: numbered(w.Channel, national().channel), Weekday: numbers(w.Weekday),
			Anonymous: w.Anonymous, Secret: w.Secret,
		}
		for _, c := range w.Category {
			level := -1
			for up := c; up != ""; up = up.Parent() {
				level++
			}
			to.Categories = append(to.Categories, place{level, string(c)})
		}
		for _, code := range w.Region {
			path, err := sources(t).Regions.LastPath(code)
			require.NoError(t, err)
			to.Regions = append(to.Regions, place{len(path) - 2, code.String()})
		}
		for _, d := range w.Submitted {
			to.Day = append(to.Day, stretchOf(d))
		}
		if from.Valid != (routing.Days{}) {
			to.Day = append(to.Day, stretchOf(from.Valid))
		}
		for _, d := range w.Event {
			to.Event = append(to.Event, stretchOf(d))
		}
		out = append(out, to)
	}
	return out
}
