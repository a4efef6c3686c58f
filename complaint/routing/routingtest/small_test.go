package routingtest_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
)

func sources(t testing.TB) routing.Sources {
	t.Helper()
	regions := routingtest.Regions(t, `
		34     province  DI Yogyakarta
		34.04  regency   Sleman
		34.71  regency   Kota Yogyakarta
	`)
	directory := routingtest.Directory(t, regions, `
		diy              in 34     for works
		diy/inspectorate under diy for inspectorate
		sleman           in 34.04  supervisor diy
		sleman/works     under sleman for works, roads
	`)
	categories, err := complaint.NewCategories(complaint.NationalCategories())
	require.NoError(t, err)
	return routing.Sources{Regions: regions, Agencies: directory, Categories: categories}
}

func TestSmall(t *testing.T) {
	r := routingtest.Compile(t, os.DirFS("testdata"), "small.yaml", sources(t))
	cases := routingtest.Load(t, os.DirFS("testdata"), "small_cases.yaml")
	routingtest.Run(t, r, cases...)
	fmt.Println(routingtest.Cover(r, cases...))
	prop := routingtest.Propose(r, cases...)
	y, err := routingtest.YAML(prop...)
	fmt.Println(string(y), err)
	back, err := routingtest.Read("x.yaml", y)
	require.NoError(t, err)
	fmt.Println(routingtest.Cover(r, append(cases, back...)...))
	for _, f := range routingtest.Check(r, back...) {
		fmt.Println(f)
	}
	fmt.Println(routingtest.Check(r, routingtest.Report("34.04").Category("health").To("sleman/works"), routingtest.Report("34.71").Class(complaint.ClassSupervisory).To("diy").By("all")))
	fmt.Println(string(routingtest.Decisions(r, cases...)))
}
