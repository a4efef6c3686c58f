package routingtest_test

import (
	"os"
	"testing"

	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
)

func sources(t testing.TB) routing.Sources {
	t.Helper()
	return routingtest.Sources(t, `
		34        province  DI Yogyakarta
		34.04     regency   Sleman
		34.04.01  district  Gamping
		34.71     regency   Kota Yogyakarta
		51        province  Bali
	`, `
		diy               in 34     for works
		diy/inspectorate  under diy
		sleman            in 34.04  supervisor diy
		sleman/works      under sleman  for works, roads
	`)
}

// small is the router of testdata/small.yaml.
func small(t testing.TB) *routing.Router {
	t.Helper()
	return routingtest.Compile(t, os.DirFS("testdata"), "small.yaml", sources(t))
}

// table compiles a table of which only the rules and what goes before them
// matter.
func table(t testing.TB, text string) *routing.Router {
	t.Helper()
	read, err := routing.Parse("t.yaml", []byte("name: t\nedition: \"1\"\nvalid: {from: 2020-01-01}\nzone: Asia/Jakarta\nfallback: {ask: [{agency: diy}]}\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := routing.Compile(read, sources(t))
	if err != nil {
		t.Fatal(err)
	}
	return r
}
