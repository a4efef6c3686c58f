package agency

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/tree"
	"github.com/aduan-go/aduan/region"
)

// plainResolve decides as the doc comment of Resolve says, region by region,
// asking the region tree each time for every code that a region goes by.
func plainResolve(d *Directory, c Case) (Answer, error) {
	if err := d.checkFunction(c.Function); err != nil {
		return Answer{}, err
	}
	barred, err := d.barred(c.Named, c.On)
	if err != nil {
		return Answer{}, err
	}
	view, err := d.regions.AsOf(c.On)
	if err != nil {
		return Answer{}, err
	}
	u, err := view.Resolve(c.Region)
	if err != nil {
		return Answer{}, err
	}
	var steps []Step
	for ; !u.IsZero(); u = u.Parent() {
		codes := d.codes(u.Code(), c.On)
		var free, named []int32
		for i := range d.nodes.Descendants(tree.None, c.On.UnixMicro()) {
			if !slices.Contains(d.term(i, c.On).Functions, c.Function) ||
				!slices.ContainsFunc(d.jurisdiction(i, c.On), func(j region.Code) bool { return slices.Contains(codes, j) }) {
				continue
			}
			if slices.ContainsFunc(barred, func(j int32) bool { return d.nodes.Within(i, j) }) {
				named = append(named, i)
			} else {
				free = append(free, i)
			}
		}
		for _, i := range free {
			if !slices.ContainsFunc(free, func(j int32) bool { return !d.nodes.Within(j, i) }) {
				steps = append(steps, Step{u.Code(), u.Name(), Found, []ID{d.id(i)}})
				return Answer{d.id(i), u.Code(), steps}, nil
			}
		}
		switch {
		case len(free) > 0:
			return Answer{}, &AmbiguousError{c.Function, u.Code(), d.ids(free), steps}
		case len(named) > 0:
			steps = append(steps, Step{u.Code(), u.Name(), AllNamed, d.ids(named)})
		default:
			steps = append(steps, Step{u.Code(), u.Name(), NoneThere, nil})
		}
	}
	return Answer{}, &NoAgencyError{c.Function, c.Region, steps}
}

// agree compares For, Resolve and plainResolve, and returns the answer.
func agree(t require.TestingT, d *Directory, c Case) (Answer, error) {
	want, wantErr := plainResolve(d, c)
	got, err := d.Resolve(c)
	require.Equal(t, want, got, "%+v", c)
	id, shortErr := d.For(c)
	require.Equal(t, want.Agency, id)
	if wantErr == nil {
		require.NoError(t, err, "%+v", c)
		require.NoError(t, shortErr, "%+v", c)
		return got, nil
	}
	require.EqualError(t, err, wantErr.Error())
	require.IsType(t, wantErr, err)
	require.Equal(t, err, shortErr)
	return got, err
}

// land is a country under construction: provinces with regencies with districts,
// whose codes change year by year.
type land struct {
	*rapid.T
	cfg   region.Config
	alive map[region.Code]int // to the place of its record
	codes []region.Code       // all that ever were
	next  int
}

func newYear(n int) time.Time { return time.Date(2000+n, 1, 1, 0, 0, 0, 0, time.UTC) }

// found adds a unit from the year on.
func (l *land) found(code, parent region.Code, level region.Level, year int) region.Code {
	l.alive[code] = len(l.cfg.Records)
	valid := aduan.Period{From: newYear(year)}
	if year == 0 {
		valid.From = time.Time{}
	}
	l.cfg.Records = append(l.cfg.Records, region.Record{Code: code, Parent: parent, Level: level, Name: code.String(), Valid: valid})
	l.codes = append(l.codes, code)
	return code
}

// regency adds a regency with the districts of the given numbers.
func (l *land) regency(year int, districts ...string) region.Code {
	l.next++
	province := region.MustParse(rapid.SampledFrom([]string{"91", "92"}).Draw(l.T, "province"))
	code := l.found(region.MustParse(fmt.Sprintf("%s.%02d", province, l.next)), province, region.Regency, year)
	for _, n := range districts {
		l.found(region.MustParse(code.String()+n), code, region.District, year)
	}
	return code
}

// end ends a regency and returns the numbers of its districts, which it ends
// too.
func (l *land) end(code region.Code, year int) []string {
	var districts []string
	for c, i := range l.alive {
		if r := &l.cfg.Records[i]; c == code || r.Parent == code {
			if r.Valid.Until = newYear(year); c != code {
				districts = append(districts, c.String()[len(code.String()):])
			}
			delete(l.alive, c)
		}
	}
	slices.Sort(districts)
	return districts
}

func (l *land) change(kind region.ChangeKind, from, to region.Code, year int) {
	l.cfg.Changes = append(l.cfg.Changes, region.Change{Kind: kind, From: from, To: to, On: newYear(year)})
}

// regencies returns those in force.
func (l *land) regencies() []region.Code {
	var out []region.Code
	for c, i := range l.alive {
		if l.cfg.Records[i].Level == region.Regency {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, region.Code.Compare)
	return out
}

// happen changes the land in a year.
func (l *land) happen(year int) {
	code := rapid.SampledFrom(l.regencies()).Draw(l.T, "regency")
	switch rapid.IntRange(0, 5).Draw(l.T, "what happens") {
	case 0, 1:
		districts := l.end(code, year)
		to := l.regency(year, districts...)
		kind := region.Recoded
		if to.Path()[0] != code.Path()[0] {
			kind = region.Moved
		}
		l.change(kind, code, to, year)
		if len(districts) > 0 && rapid.Bool().Draw(l.T, "listed") { // else it is derived
			l.change(kind, region.MustParse(code.String()+districts[0]), region.MustParse(to.String()+districts[0]), year)
		}
	case 2:
		l.change(region.Split, code, l.regency(year, ".01"), year) // and the old one lives on
	case 3:
		l.end(code, year)
		l.change(region.Split, code, l.regency(year), year)
		l.change(region.Split, code, l.regency(year, ".02"), year)
	case 4:
		// Into a younger one, so that no succession turns in a circle.
		younger := slices.DeleteFunc(l.regencies(), func(c region.Code) bool { return c.String()[2:] <= code.String()[2:] })
		if len(younger) > 0 {
			l.end(code, year)
			l.change(region.Merged, code, rapid.SampledFrom(younger).Draw(l.T, "into"), year)
		}
	case 5:
		first := region.MustParse(code.String() + ".01")
		if _, ok := l.alive[first]; !ok {
			return
		}
		var younger []region.Code // districts elsewhere, that get a part of it
		for c, i := range l.alive {
			if l.cfg.Records[i].Level == region.District && c.String()[2:5] > code.String()[2:] {
				younger = append(younger, c)
			}
		}
		slices.SortFunc(younger, region.Code.Compare)
		if len(younger) == 0 || rapid.Bool().Draw(l.T, "new") {
			l.next++
			younger = []region.Code{l.found(region.MustParse(fmt.Sprintf("%s.%02d", code, l.next+10)), code, region.District, year)}
		}
		l.change(region.Split, first, rapid.SampledFrom(younger).Draw(l.T, "part"), year)
	}
}

// country draws a country.
func country(t *rapid.T) (*region.Tree, []region.Code) {
	l := &land{T: t, alive: map[region.Code]int{}, cfg: region.Config{
		Levels: []region.Level{region.Country, region.Province, region.Regency, region.District},
	}}
	top := l.found(region.MustParse("iso:XX"), region.Code{}, region.Country, 0)
	l.found(region.MustParse("91"), top, region.Province, 0)
	l.found(region.MustParse("92"), top, region.Province, 0)
	for range rapid.IntRange(1, 3).Draw(t, "regencies") {
		l.regency(0, ".01", ".02")
	}
	for year := 1; year <= rapid.IntRange(0, 6).Draw(t, "years"); year++ {
		l.happen(year)
	}
	codes := l.codes
	for i := range rapid.IntRange(0, 4).Draw(t, "aliases") {
		alias := region.MustParse(fmt.Sprintf("x:%d", i))
		l.cfg.Aliases = append(l.cfg.Aliases, region.Alias{Code: rapid.SampledFrom(l.codes).Draw(t, "own"), Alias: alias})
		codes = append(codes, alias)
	}
	r, err := region.New(l.cfg)
	require.NoError(t, err)
	return r, codes
}

// TestForAndResolveAgree draws countries whose regions are moved, recoded,
// divided and merged, and agencies with jurisdictions by any code of any time.
func TestForAndResolveAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r, codes := country(t)
		var agencies []Agency
		for i := range rapid.IntRange(1, 8).Draw(t, "agencies") {
			a := Agency{ID: ID(fmt.Sprintf("a%d", i)), Terms: []Term{{
				Name: "A", Kind: Office, Functions: []Function{"f"},
				Valid: aduan.Period{From: newYear(rapid.IntRange(0, 2).Draw(t, "from"))},
			}}}
			if len(agencies) > 0 && rapid.IntRange(0, 3).Draw(t, "below") == 0 {
				a.Terms[0].Parent = agencies[0].ID
				a.Terms[0].Valid.From = a.Terms[0].Valid.From.AddDate(3, 0, 0)
			} else {
				a.Terms[0].Jurisdiction = rapid.SliceOfNDistinct(rapid.SampledFrom(codes), 1, 2, func(c region.Code) region.Code { return c }).Draw(t, "jurisdiction")
			}
			a.Terms[0].Valid.Until = newYear(rapid.IntRange(6, 8).Draw(t, "until"))
			if len(agencies) == 0 {
				a.Terms[0].Valid.Until = time.Time{}
			}
			if _, err := NewDirectory(Config{Agencies: append(slices.Clone(agencies), a), Regions: r}); err == nil {
				agencies = append(agencies, a) // else its region ends before it does
			}
		}
		d, err := NewDirectory(Config{Agencies: agencies, Regions: r})
		require.NoError(t, err)
		var named Named
		if len(agencies) > 0 && rapid.IntRange(0, 2).Draw(t, "names") == 0 {
			named.Agencies = []ID{agencies[0].ID}
		}
		for year := range 9 {
			for _, code := range codes {
				for _, on := range []time.Time{newYear(year), newYear(year).Add(-time.Nanosecond)} {
					_, _ = agree(t, d, Case{Function: "f", Region: code, On: on, Named: named})
				}
			}
		}
	})
}

// TestHiddenNames has jurisdictions that the changes listed for their own codes
// do not lead to: of a district whose recoding is derived while another change
// is listed, and of a code of another system whose unit was divided.
func TestHiddenNames(t *testing.T) {
	t.Parallel()
	code := region.MustParse
	before, after := aduan.Period{Until: newYear(2)}, aduan.Period{From: newYear(2)}
	record := func(c string, level region.Level, valid aduan.Period) region.Record {
		own := code(c)
		above, _ := own.Above()
		return region.Record{Code: own, Parent: above, Level: level, Name: c, Valid: valid}
	}
	r, err := region.New(region.Config{
		Levels: []region.Level{region.Province, region.Regency, region.District},
		Records: []region.Record{
			record("91", region.Province, aduan.Period{}),
			record("91.01", region.Regency, before), record("91.01.01", region.District, before),
			record("91.02", region.Regency, after), record("91.02.01", region.District, after),
			record("91.03", region.Regency, aduan.Period{}), record("91.03.01", region.District, aduan.Period{}),
			record("91.04", region.Regency, before),
			record("91.05", region.Regency, after), record("91.06", region.Regency, after),
		},
		Changes: []region.Change{
			{Kind: region.Recoded, From: code("91.01"), To: code("91.02"), On: newYear(2)},
			{Kind: region.Split, From: code("91.03.01"), To: code("91.02.01"), On: newYear(3)},
			{Kind: region.Split, From: code("91.04"), To: code("91.05"), On: newYear(2)},
			{Kind: region.Split, From: code("91.04"), To: code("91.06"), On: newYear(2)},
		},
		Aliases: []region.Alias{{Code: code("91.04"), Alias: code("x:4")}},
	})
	require.NoError(t, err)
	agencies := []Agency{
		{ID: "district", Terms: []Term{{Name: "D", Kind: Office, Functions: []Function{"f"}, Jurisdiction: []region.Code{code("91.02.01")}}}},
		{ID: "divided", Terms: []Term{{Name: "E", Kind: Office, Functions: []Function{"f"}, Jurisdiction: []region.Code{code("x:4")}}}},
	}
	d, err := NewDirectory(Config{Agencies: agencies, Regions: r})
	require.NoError(t, err)
	for _, c := range []struct {
		region string
		year   int
		want   ID
	}{
		{"91.01.01", 1, "district"},
		{"91.02.01", 4, "district"},
		{"91.04", 1, "divided"},
		{"91.05", 2, "divided"},
		{"91.06", 3, "divided"},
	} {
		answer, err := agree(t, d, Case{Function: "f", Region: code(c.region), On: newYear(c.year)})
		require.NoError(t, err)
		require.Equal(t, c.want, answer.Agency)
	}
	_, err = agree(t, d, Case{Function: "f", Region: code("91.03.01"), On: newYear(4)})
	require.Error(t, err)
}
