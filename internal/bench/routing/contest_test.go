package routing

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/internal/gen/tables"
)

// contestant names the first rule that fits a report, empty if none does.
type contestant struct {
	name string
	// find begins with the facts, as everybody must who asks.
	find func(f *complaint.Facts) (string, error)
	// prepared begins with what prepare made of the facts; nil for those that
	// take the facts themselves.
	prepare  func(f *complaint.Facts) (any, error)
	prepared func(in any) (string, error)
}

// begins returns a contestant that goes from the facts through in to a rule.
func begins[In any](name string, in func(*complaint.Facts) (In, error), find func(In) (string, error)) contestant {
	return contestant{
		name: name,
		find: func(f *complaint.Facts) (string, error) {
			input, err := in(f)
			if err != nil {
				return "", err
			}
			return find(input)
		},
		prepare:  func(f *complaint.Facts) (any, error) { return in(f) },
		prepared: func(input any) (string, error) { return find(input.(In)) },
	}
}

func ours(r *routing.Router) contestant {
	return contestant{name: "ours", find: func(f *complaint.Facts) (string, error) {
		d, err := r.Route(*f)
		if d.Rule == routing.FallbackRule {
			return "", err
		}
		return d.Rule, err
	}}
}

func scan(t testing.TB, table routing.Table) contestant {
	t.Helper()
	l := newLinear(table, jakarta(t))
	return contestant{name: "linear", find: func(f *complaint.Facts) (string, error) { return l.find(f), nil }}
}

// peers loads the four.
func peers(t testing.TB, ctx context.Context, table routing.Table) []contestant {
	t.Helper()
	zone, rules := jakarta(t), rulesOf(t, table)
	opa, err := newOPA(ctx, rules)
	require.NoError(t, err)
	expr, err := newExpr(rules)
	require.NoError(t, err)
	cel, err := newCEL(rules)
	require.NoError(t, err)
	casbin, err := newCasbin(casbinPolicies(rules))
	require.NoError(t, err)
	return []contestant{
		begins("opa", opaInputOf(zone), func(in opaIn) (string, error) { return opa.find(ctx, in) }),
		begins("expr", exprInputOf(zone), expr.find),
		begins("cel", celInputOf(zone), cel.find),
		begins("casbin", casbinInputOf(zone), casbin.find),
	}
}

// agree lets all find the rule of every report and fails if one differs.
func agree(t testing.TB, facts []complaint.Facts, all ...contestant) {
	t.Helper()
	found := map[string]int{}
	for i := range facts {
		want, err := all[0].find(&facts[i])
		require.NoError(t, err)
		found[want]++
		for _, c := range all[1:] {
			got, err := c.find(&facts[i])
			require.NoError(t, err, c.name)
			require.Equal(t, want, got, "%s, report %d: %+v", c.name, i, facts[i])
		}
	}
	require.Greater(t, len(found), 20, "the reports should find many rules")
}

// All contestants name the same rule for every report.
func TestContestantsAgree(t *testing.T) {
	t.Parallel()
	from := sources(t)
	for _, n := range []int{100, 400} {
		table := tables.Generate(seed+uint64(n), n, from)
		all := append([]contestant{ours(compiled(t, table)), scan(t, table)}, peers(t, t.Context(), table)...)
		agree(t, tables.Facts(seed, 3_000, from), all...)
	}
}
