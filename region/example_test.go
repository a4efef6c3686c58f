package region_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan/region"
)

func ExampleParse() {
	badung, err := region.Parse("51.03")
	fmt.Println(badung, badung.System(), err)
	same, err := region.Parse("kemendagri:51.03")
	fmt.Println(same == badung, err)
	_, err = region.Parse("5103")
	fmt.Println(err)
	// Output:
	// 51.03 kemendagri <nil>
	// true <nil>
	// code "5103": digits without dots do not say whether Kemendagri or BPS is meant; legal: 51.03, bps:5103
}

func ExampleCode_Path() {
	path := region.MustParse("51.03.01").Path()
	fmt.Println(path)
	fmt.Println(path.Contains(region.MustParse("51")))
	fmt.Println(region.MustParse("nyc:MN-05").Path())
	// Output:
	// 51 > 51.03 > 51.03.01
	// true
	// nyc:MN-05
}

func ExampleNew() {
	const text = `code,level,name,parent,from,until
isl:N,island,Northholm,,,
isl:S,island,Southholm,,,
isl:N/3,county,Shore,isl:N,,2015-06-01
isl:S/7,county,Shore,isl:S,2015-06-01,
`
	records, err := region.ReadCSV("islands.csv", strings.NewReader(text), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	on := time.Date(2015, 6, 1, 0, 0, 0, 0, time.UTC)
	tree, err := region.New(region.Config{
		Levels:  []region.Level{"island", "county"},
		Records: records,
		Changes: []region.Change{{
			Kind: region.Moved, From: region.MustParse("isl:N/3"), To: region.MustParse("isl:S/7"), On: on,
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	today, err := tree.Latest().Resolve(region.MustParse("isl:N/3"))
	fmt.Println(today, today.Path(), err)
	before, err := tree.AsOf(on.AddDate(-1, 0, 0))
	if err != nil {
		fmt.Println(err)
		return
	}
	then, err := before.Resolve(today.Code())
	fmt.Println(then, then.Path(), err)
	_, err = before.Get(today.Code())
	fmt.Println(err)
	// Output:
	// isl:S/7 Shore isl:S > isl:S/7 <nil>
	// isl:N/3 Shore isl:N > isl:N/3 <nil>
	// region isl:S/7 is not in force on 1 June 2014; it is in force from 1 June 2015; legal instead: isl:N/3 Shore in Northholm
}
