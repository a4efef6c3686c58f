package agency_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// TestRandomDirectories draws directories whose agencies move and follow each
// other, and checks the answers against the records: who is under whom, that
// escalation ends, and that nobody who is named, or lies below, is an answer.
func TestRandomDirectories(t *testing.T) {
	t.Parallel()
	tree := places(t)
	regions := []region.Code{code("iso:XX"), code("91"), code("91.04"), code("94"), code("94.01"), code("91.04.01")}
	at := func(n int) time.Time { return date("2018-01-01").AddDate(n, 0, 0) }
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 10).Draw(t, "agencies")
		id := func(i int) agency.ID { return agency.ID(fmt.Sprintf("a%d", i)) }
		var agencies []agency.Agency
		for i := range n {
			a := agency.Agency{ID: id(i)}
			life := rapid.IntRange(1, 8).Draw(t, "life")
			if i < 3 {
				life = 12 // parents, supervisors and successors of all others
			}
			for from := 0; from < life; {
				until := min(life, from+rapid.IntRange(1, 8).Draw(t, "years"))
				term := agency.Term{
					Name: "A", Kind: agency.Office, Valid: aduan.Period{From: at(from), Until: at(until)},
					Functions: []agency.Function{"f"},
					Heads:     []agency.Person{agency.Person(fmt.Sprintf("p%d", rapid.IntRange(0, 5).Draw(t, "head")))},
				}
				if i > 0 && rapid.Bool().Draw(t, "below") {
					term.Parent = id(rapid.IntRange(0, min(i, 3)-1).Draw(t, "parent"))
				} else {
					term.Jurisdiction = []region.Code{rapid.SampledFrom(regions).Draw(t, "region")}
				}
				if i > 0 && rapid.Bool().Draw(t, "supervised") {
					term.Supervisor = id(rapid.IntRange(0, min(i, 3)-1).Draw(t, "supervisor"))
				}
				a.Terms = append(a.Terms, term)
				from = until
			}
			if until := a.Terms[len(a.Terms)-1].Valid.Until; i > 2 && rapid.Bool().Draw(t, "followed") {
				a.Successions = []agency.Succession{{Kind: agency.Merged, To: id(rapid.IntRange(0, 2).Draw(t, "to")), On: until}}
			}
			agencies = append(agencies, a)
		}
		d, err := agency.NewDirectory(agency.Config{Agencies: agencies, Regions: tree})
		require.NoError(t, err)
		on := at(rapid.IntRange(0, 9).Draw(t, "on"))
		named := agency.Named{}
		if rapid.Bool().Draw(t, "names an agency") {
			named.Agencies = []agency.ID{id(rapid.IntRange(0, n-1).Draw(t, "named"))}
		}
		if rapid.Bool().Draw(t, "names a person") {
			named.Persons = []agency.Person{"p1"}
		}
		answer, err := d.Resolve(agency.Case{Function: "f", Region: rapid.SampledFrom(regions[:3]).Draw(t, "where"), On: on, Named: named})
		var none *agency.NoAgencyError
		var several *agency.AmbiguousError
		if err != nil && !errors.As(err, &none) && !errors.As(err, &several) && !errors.Is(err, storage.ErrNotFound) {
			t.Fatal(err)
		}
		if err == nil {
			sound(t, d, answer.Agency, named, on)
		}
		for i := range n {
			chain, err := d.Superiors(id(i), on)
			require.Equal(t, d.Known(id(i), on), err == nil)
			require.Less(t, len(chain), n)
			path, err := d.Path(id(i), on)
			require.Equal(t, d.Known(id(i), on), err == nil)
			for _, above := range path {
				require.True(t, d.Under(id(i), above, on))
			}
		}
	})
}

// sound walks up from the answer and finds nobody who is named.
func sound(t *rapid.T, d *agency.Directory, answer agency.ID, named agency.Named, on time.Time) {
	for id := answer; id != ""; {
		term, err := d.Get(id, on)
		require.NoError(t, err)
		for _, n := range named.Agencies {
			require.NotContains(t, d.Follow(n, on), id)
		}
		for _, p := range named.Persons {
			require.NotContains(t, term.Heads, p)
		}
		id = term.Parent
	}
	barred, err := d.Barred(answer, named, on)
	require.NoError(t, err)
	require.False(t, barred)
}
