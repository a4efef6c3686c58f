package routingtest

import (
	"testing"

	"github.com/aduan-go/aduan/complaint/routing"
)

// Run decides every case and fails the test for those that do not come out as
// wanted. With a *testing.T each case is a subtest of its name, so that
// go test -run can pick one; with another testing.TB the failure names the case.
// No cases at all fail too.
func Run(t testing.TB, r *routing.Router, cases ...Case) {
	t.Helper()
	if len(cases) == 0 {
		t.Errorf("routingtest: there are no cases")
	}
	for i, c := range cases {
		one(t, c.label(i), func(t testing.TB) {
			t.Helper()
			if f, ok := check(r, c, i); !ok {
				t.Errorf("%s", f)
			}
		})
	}
}

// one runs a part of a test, as a subtest if the test can have some.
func one(t testing.TB, name string, run func(testing.TB)) {
	t.Helper()
	if parent, ok := t.(interface {
		Run(string, func(*testing.T)) bool
	}); ok {
		parent.Run(name, func(t *testing.T) {
			t.Helper()
			run(t)
		})
		return
	}
	run(t)
}
