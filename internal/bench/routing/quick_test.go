package routing

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/internal/gen/tables"
)

func TestQuick(t *testing.T) {
	from := sources(t)
	for _, n := range []int{1000, 10000, 100000} {
		table := tables.Generate(seed, n, from)
		rules := rulesOf(t, table)
		facts := tables.Facts(seed, 2000, from)
		reports := reportsOf(t, facts)
		r := compiled(t, table)
		zone, _ := time.LoadLocation("Asia/Jakarta")
		lin := newLinear(table, zone)
		clock := time.Now()
		lap := func(what string, k int) { fmt.Println(n, what, time.Since(clock)/time.Duration(k)); clock = time.Now() }
		_ = compiled(t, table)
		lap("compile", 1)
		rows := casbinPolicies(rules)
		clock = time.Now()
		cb, err := newCasbin(rows)
		require.NoError(t, err)
		lap("casbin load", 1)
		ctx := context.Background()
		var op *opaPeer
		var ex *exprPeer
		var ce *celPeer
		if n <= 10000 {
		op, err = newOPA(ctx, rules)
		require.NoError(t, err)
		lap("opa load", 1)
		}
		if n <= 10000 {
		ex, err = newExpr(rules)
		require.NoError(t, err)
		lap("expr load", 1)
		ce, err = newCEL(rules)
		require.NoError(t, err)
		lap("cel load", 1)
		}
		want := make([]string, len(facts))
		for range 3 {
		clock = time.Now()
		for range 10 {
		for i, f := range facts {
			d, _ := r.Route(f)
			want[i] = d.Rule
		}}
		lap("route", len(facts)*10)
		}
		for i := range want {
			if want[i] == "fallback" {
				want[i] = ""
			}
		}
		clock = time.Now()
		for i := range facts {
			got := lin.find(&facts[i])
			if got != want[i] {
				t.Fatal(i, got, want[i])
			}
		}
		lap("linear", len(facts))
		k := min(len(facts), 1_000_000/n)
		for i := range k {
			got, err := cb.find(casbinInput(reports[i]))
			require.NoError(t, err)
			require.Equal(t, want[i], got)
		}
		lap("casbin", k)
		if n > 10000 { continue }
		for i := range len(want) {
			in, _ := opaInput(reports[i])
			got, err := op.find(ctx, in)
			require.NoError(t, err)
			require.Equal(t, want[i], got)
		}
		lap("opa", len(want))
		for i := range k {
			env := exprEnvOf(reports[i])
			got, err := ex.find(&env)
			require.NoError(t, err)
			require.Equal(t, want[i], got)
		}
		lap("expr", k)
		for i := range k {
			in, _ := celInput(reports[i])
			got, err := ce.find(in)
			require.NoError(t, err)
			require.Equal(t, want[i], got)
		}
		lap("cel", k)
	}
}
