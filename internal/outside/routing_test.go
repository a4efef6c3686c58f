package outside

import (
	"os"
	"testing"

	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
)

func TestRouting(t *testing.T) {
	router := routingtest.Compile(t, os.DirFS("."), "routing.yaml", sources(t))
	cases := routingtest.Load(t, os.DirFS("testdata"), "*.yaml")
	routingtest.Run(t, router, cases...)
	routingtest.Complete(t, router, cases...)
}

// The world of the table, as small as the tests allow.
func sources(t *testing.T) routing.Sources {
	return routingtest.Sources(t, `
		34        province  Daerah Istimewa Yogyakarta
		34.04     regency   Sleman
		34.04.01  district  Gamping
		34.71     regency   Kota Yogyakarta
	`, `
		sleman              in 34.04
		sleman/works        under sleman  for public-works
		sleman/health       under sleman  for health
		sleman/inspectorate under sleman
	`)
}

// TestWrong is wrong on purpose, to show what a failure looks like. It runs if
// the environment says so.
func TestWrong(t *testing.T) {
	if os.Getenv("ADUAN_SHOW_FAILURE") == "" {
		t.Skip("runs with ADUAN_SHOW_FAILURE=1")
	}
	router := routingtest.Compile(t, os.DirFS("."), "routing.yaml", sources(t))
	report := routingtest.Report("34.04.01").On("2020-05-04")
	routingtest.Run(t, router,
		report.Called("roads by another name").Category("public_works").To("sleman/works"),
		report.Called("inspected first").Category("health").Text("Ada pungli", "").To("sleman/health"),
		report.Called("no such code").Accuses("sleman/helath").To("sleman"),
	)
	routingtest.Complete(t, router, report.Category("health"))
}
