package region_test

import (
	"fmt"

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
