package workplan_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

func TestMoneyText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"12500.00 USD": "12500.00 USD", "12500 USD": "12500.00 USD", "12500.5 USD": "12500.50 USD", "0 KRW": "0 KRW", "-1 IDR": "-1.00 IDR",
		"1.234 KWD": "1.234 KWD", "99999999999999999999999.99 USD": "99999999999999999999999.99 USD",
	} {
		m, err := workplan.ParseMoney(in)
		require.NoError(t, err, in)
		require.Equal(t, want, m.String())
		again, err := workplan.ParseMoney(want)
		require.NoError(t, err)
		require.Equal(t, m, again, "one form for one amount")
	}
	for _, in := range []string{
		"", "12500", "USD", "12500.00USD", "12500.00  USD", "12500.00 usd", "12,500.00 USD", "1e3 USD", "+1 USD", "01 USD", ".5 USD", "1. USD",
		"1.5 KRW", "0.001 USD", "1 XXX", "1 US", "1 D A", "١ USD", "1 USD ", strings.Repeat("9", 33) + " USD", "NaN USD", "- USD",
	} {
		_, err := workplan.ParseMoney(in)
		require.Error(t, err, in)
	}
	_, err := json.Marshal(workplan.Money{Amount: decimal.New(1, -3), Currency: "USD"})
	require.Error(t, err, "what cannot be read back is not written")
	_, err = json.Marshal(workplan.Money{Amount: decimal.New(1, 400), Currency: "USD"})
	require.Error(t, err)
	_, err = workplan.NewMoney(decimal.New(1, 1_000_000), "USD")
	require.Error(t, err)
}

func TestMoneyNeverMixes(t *testing.T) {
	t.Parallel()
	a, b := usd("10"), workplan.Money{Amount: decimal.New(10, 0), Currency: "IDR"}
	_, err := a.Add(b)
	var mixed *workplan.CurrencyError
	require.ErrorAs(t, err, &mixed)
	require.Equal(t, workplan.CurrencyError{Have: "USD", Got: "IDR"}, *mixed)
	_, err = a.Sub(b)
	require.ErrorAs(t, err, &mixed)
	_, err = a.Cmp(b)
	require.ErrorAs(t, err, &mixed)
	require.False(t, a.Equal(b))
	sum, err := workplan.Money{}.Add(a)
	require.NoError(t, err)
	require.True(t, sum.Equal(a), "no money at all fits every currency")
	require.False(t, workplan.Money{}.Equal(usd("0")))
}

// TestNoMoneyAtAll compares amounts, and writes and reads none.
func TestNoMoneyAtAll(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b workplan.Money
		want int
	}{
		{usd("10"), usd("9.99"), 1},
		{usd("10"), usd("10"), 0},
		{usd("9.99"), usd("10"), -1},
		{workplan.Money{}, usd("1"), -1},
		{usd("1"), workplan.Money{}, 1},
		{workplan.Money{}, workplan.Money{}, 0},
	} {
		got, err := tt.a.Cmp(tt.b)
		require.NoError(t, err)
		require.Equal(t, tt.want, got, "%v and %v", tt.a, tt.b)
	}
	none := workplan.Money{}
	require.Empty(t, none.String())
	require.Empty(t, none.In(aduan.English()))
	require.Equal(t, "10.00 USD", usd("10").In(aduan.English()))
	written, err := none.MarshalText()
	require.NoError(t, err)
	require.Empty(t, written)
	read := usd("10")
	require.NoError(t, read.UnmarshalText(nil))
	require.Equal(t, none, read)
	written, err = workplan.Money{Amount: decimal.New(1, 0)}.MarshalText()
	require.EqualError(t, err, `workplan: "" is no currency code of ISO 4217, such as USD or IDR`)
	require.Nil(t, written)
}

func TestMoneyIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom([]workplan.Currency{"USD", "IDR", "KRW", "KWD"}).Draw(t, "currency")
		a, b := amount(t, c, "a"), amount(t, c, "b")
		sum, err := a.Add(b)
		require.NoError(t, err)
		back, err := sum.Sub(b)
		require.NoError(t, err)
		require.Equal(t, a, back)
		require.True(t, a.Neg().Neg().Equal(a))
		read, err := workplan.ParseMoney(sum.String())
		require.NoError(t, err)
		require.Equal(t, sum, read)
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"12500.00 USD", "-0 IDR", "37.5", "1e9", "2020-Q4", "0.10", "-0.0", "100"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if m, err := workplan.ParseMoney(s); err == nil {
			again, err := workplan.ParseMoney(m.String())
			require.NoError(t, err)
			require.Equal(t, m, again)
		}
		if n, err := workplan.ParseNumber(s); err == nil {
			again, err := workplan.ParseNumber(n.String())
			require.NoError(t, err)
			require.Equal(t, n, again)
		}
		if q, err := workplan.ParseQuarter(s); err == nil {
			require.Equal(t, s, q.String())
		}
	})
}

func TestNumber(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"37.50": "37.5", "100": "100", "0": "0", "-0.0": "0", "-3.10": "-3.1", "1000": "1000"} {
		var n workplan.Number
		require.NoError(t, n.UnmarshalText([]byte(in)))
		require.Equal(t, want, n.String())
		require.Zero(t, n.Cmp(number(want)))
		require.Equal(t, workplan.NewNumber(n.Decimal()), number(want))
	}
	require.Error(t, new(workplan.Number).UnmarshalText(nil), "a number that is missing is not 0")
	require.Equal(t, workplan.NumberOf(1000), workplan.NewNumber(decimal.New(1, 3)))
	require.Equal(t, workplan.NumberOf(0), workplan.NewNumber(decimal.New(0, -9)))
	require.Equal(t, "0.67", number("0.665").Fixed(2))
	_, err := workplan.NewNumber(decimal.New(1, 400)).MarshalText()
	require.Error(t, err)
}

func TestQuarter(t *testing.T) {
	t.Parallel()
	q := quarter(4)
	require.Equal(t, "2020-10-01", q.Start().String())
	require.Equal(t, "2020-12-31", q.End().String())
	require.Equal(t, "2021-Q1", q.Next().String())
	require.Equal(t, quarter(1), workplan.QuarterOf(day("2020-03-31")))
	require.Equal(t, quarter(2), workplan.QuarterOf(day("2020-04-01")))
	require.Equal(t, -1, quarter(1).Compare(q))
	require.Equal(t, 1, q.Next().Compare(q))
	require.Zero(t, q.Compare(q))
	for _, s := range []string{"2020-Q0", "2020-Q5", "2020Q4", "020-Q4", "2020-Q4 ", "2020-q4", "0000-Q1", "2020-Q+4", "-020-Q1"} {
		_, err := workplan.ParseQuarter(s)
		require.Error(t, err, s)
	}
	_, err := json.Marshal(workplan.Quarter{Year: 2020, Number: 7})
	require.Error(t, err)
}
