package indonesia_test

import (
	"fmt"
	"time"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/indonesia"
)

func ExampleRegions() {
	regions, err := indonesia.Regions()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, u := range regions.Latest().Find("kab. badung") {
		zone, err := indonesia.Location(u)
		fmt.Println(u, "in", u.Parent().Name(), zone, err)
	}
	then, err := regions.AsOf(time.Date(2021, 12, 31, 0, 0, 0, 0, time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	nabire, err := then.Resolve(region.MustParse("94.01"))
	fmt.Println(nabire, "in", nabire.Parent().Name(), err)
	// Output:
	// 51.03 Kabupaten Badung in Bali WITA <nil>
	// 91.04 Kabupaten Nabire in Papua <nil>
}
