package workplan_test

import (
	"cmp"
	"encoding/json"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

func encoded(t require.TestingT, v any) string {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	return string(data)
}

// Whatever is changed, the difference gives the changes back, in whichever
// order they were made; the edition that was changed stays as it was.
func TestDiffGivesTheChangesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before := randomPlan(t, 2020).Editions[0]
		kept := encoded(t, before)
		changes := randomChanges(t, before, 2020)
		after, err := workplan.Apply(before, changes)
		require.NoError(t, err)
		require.Equal(t, kept, encoded(t, before), "an edition is never changed")
		diff := workplan.Diff(before, after)
		require.Equal(t, encoded(t, after.Changes), encoded(t, diff))

		shuffled := rapid.Permutation(diff).Draw(t, "order")
		again, err := workplan.Apply(before, shuffled)
		require.NoError(t, err)
		require.Equal(t, encoded(t, diff), encoded(t, again.Changes), "the changes come back in canonical form")
		require.Empty(t, workplan.Diff(after, again), "and make the same content")
		require.Empty(t, workplan.Diff(after, after.Clone()))

		touched := map[string]bool{}
		for _, c := range changes {
			touched[c.Subject.String()+c.ID] = true
		}
		for _, c := range diff {
			require.True(t, touched[c.Subject.String()+c.ID], "nothing else changed")
		}
	})
}

// What an edition holds, a plan holds for good: a plan that was stored is the
// beginning of every later one, and Follows sees any difference.
func TestEditionsAreImmutable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := randomPlan(t, 2020)
		changes := randomChanges(t, p.Editions[0], 2020)
		next, err := workplan.Apply(p.Editions[0], changes)
		require.NoError(t, err)
		if len(next.Changes) == 0 {
			return
		}
		next.Number, next.Date, next.Reason = 2, day("2020-05-01"), text("second")
		grown := p.Clone()
		grown.Reports = nil
		grown.Editions = append(grown.Editions, next)
		require.NoError(t, grown.Validate())
		stored := p.Clone()
		stored.Reports = nil
		require.NoError(t, grown.Follows(stored))
		require.Error(t, stored.Follows(grown), "the past cannot be cut off")
		if len(grown.Editions[0].Activities) > 0 {
			forged := grown.Clone()
			forged.Editions[0].Activities[0].Name = text("forged")
			require.ErrorIs(t, forged.Follows(stored), storage.ErrInvalid)
			require.NotEqual(t, text("forged"), grown.Editions[0].Activities[0].Name, "clones share nothing")
			id := string(forged.Editions[0].Activities[0].ID)
			if !slices.ContainsFunc(next.Changes, func(c workplan.Change) bool { return c.ID == id }) {
				require.ErrorIs(t, forged.Validate(), storage.ErrInvalid, "the second edition no longer follows from the first")
			}
		}
	})
}

// Rounded shares sum to exactly 100, none is further than a unit from its exact
// share, and a larger weight never gets less.
func TestSharesSumExactly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.Int32Range(0, 9).Draw(t, "decimals")
		raw := rapid.SliceOfN(rapid.Int64Range(0, 1_000_000), 1, 40).Draw(t, "weights")
		weights := make([]workplan.Number, len(raw))
		total := decimal.Decimal{}
		for i, w := range raw {
			weights[i] = workplan.NewNumber(decimal.New(w, -3))
			total = total.Add(weights[i].Decimal())
		}
		sum, unit := decimal.Decimal{}, decimal.New(1, -places)
		shares := evaluation.Shares(weights, places)
		for i, s := range shares {
			sum = sum.Add(s.Decimal())
			off := s.Decimal().Mul(total).Sub(weights[i].Decimal().Mul(decimal.New(100, 0))).Abs()
			require.True(t, total.IsZero() || off.LessThan(unit.Mul(total)), "share %s of %s", s, weights[i])
			for j := range shares {
				if weights[i].Cmp(weights[j]) > 0 {
					require.GreaterOrEqual(t, s.Cmp(shares[j]), 0)
				}
			}
		}
		if total.IsZero() {
			require.True(t, sum.IsZero())
			return
		}
		require.True(t, sum.Equal(decimal.New(100, 0)), "they sum to %s", sum)
	})
}

// The order of regions, outputs, activities and lines in an edition changes
// nothing but the order of the answer.
func TestOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	cal := office(t)
	rapid.Check(t, func(t *rapid.T) {
		p := randomPlan(t, 2020)
		on, _ := dates(t, 2020)
		other := p.Clone()
		e := &other.Editions[0]
		e.Activities = rapid.Permutation(e.Activities).Draw(t, "activities")
		e.Lines = rapid.Permutation(e.Lines).Draw(t, "lines")
		e.Outputs = rapid.Permutation(e.Outputs).Draw(t, "outputs")
		a, err := evaluation.Evaluate(p, on, workplan.DefaultRules(), cal)
		require.NoError(t, err)
		b, err := evaluation.Evaluate(other, on, workplan.DefaultRules(), cal)
		require.NoError(t, err)
		for d := evaluation.ByOutput; d <= evaluation.ByFund; d++ {
			require.Equal(t, encoded(t, a.Breakdown(d)), encoded(t, b.Breakdown(d)), d)
		}
		require.Equal(t, encoded(t, a.Lagging()), encoded(t, b.Lagging()))
		for _, list := range [][]evaluation.ActivityStatus{a.Activities, b.Activities} {
			slices.SortFunc(list, func(x, y evaluation.ActivityStatus) int { return cmp.Compare(x.Activity, y.Activity) })
		}
		require.Equal(t, encoded(t, a), encoded(t, b))

		x, err := evaluation.SCurve(p, on, workplan.DefaultRules(), cal)
		require.NoError(t, err)
		y, err := evaluation.SCurve(other, on, workplan.DefaultRules(), cal)
		require.NoError(t, err)
		require.Equal(t, encoded(t, x.Points), encoded(t, y.Points))
	})
}

// Every breakdown sums to the whole, to the last cent, and the S-curve begins at
// 0, never falls in its plan, and ends at exactly 100.
func TestSumsAgree(t *testing.T) {
	t.Parallel()
	cal := office(t)
	rapid.Check(t, func(t *rapid.T) {
		p := randomPlan(t, 2020)
		on, _ := dates(t, 2020)
		rules := workplan.DefaultRules()
		rules.Quarterly = rapid.Bool().Draw(t, "quarterly")
		e, err := evaluation.Evaluate(p, on, rules, cal)
		require.NoError(t, err)
		for d := evaluation.ByOutput; d <= evaluation.ByFund; d++ {
			sums := map[workplan.Currency]evaluation.Value{}
			for _, g := range e.Breakdown(d) {
				for _, v := range g.Values {
					s := sums[v.Currency]
					s.Currency = v.Currency
					for _, part := range [][2]*workplan.Money{
						{&s.Budget, &v.Budget},
						{&s.Planned, &v.Planned},
						{&s.Earned, &v.Earned},
						{&s.Actual, &v.Actual},
						{&s.Authorised, &v.Authorised},
						{&s.Accepted, &v.Accepted},
					} {
						*part[0], err = part[0].Add(*part[1])
						require.NoError(t, err)
					}
					sums[v.Currency] = s
				}
			}
			require.Len(t, sums, len(e.Values))
			for _, v := range e.Values {
				require.Equal(t, encoded(t, v), encoded(t, sums[v.Currency]), "by %s", d)
			}
		}
		curve, err := evaluation.SCurve(p, on, rules, cal)
		require.NoError(t, err)
		sum, before := workplan.Number{}, workplan.Number{}
		for _, w := range curve.Weights {
			sum = workplan.NewNumber(sum.Decimal().Add(w.Weight.Decimal()))
		}
		for _, point := range curve.Points {
			require.GreaterOrEqual(t, point.Planned.Cmp(before), 0)
			before = point.Planned
		}
		if len(p.Editions[0].Activities) == 0 {
			require.True(t, sum.IsZero())
			return
		}
		require.Equal(t, "100", sum.String())
		require.Equal(t, "100", before.String())
	})
}
