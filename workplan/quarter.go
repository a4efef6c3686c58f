package workplan

import (
	"cmp"
	"fmt"
	"strconv"
	"time"

	"github.com/aduan-go/aduan"
)

// Quarter is a quarter (triwulan) of a calendar year. Its text form is
// "2020-Q4". The zero value means that none is given.
type Quarter struct {
	Year int
	// Number is 1 to 4.
	Number int
}

// QuarterOf returns the quarter in which a day lies.
func QuarterOf(d aduan.Date) Quarter { return Quarter{d.Year, (int(d.Month)-1)/3 + 1} }

// ParseQuarter reads "2020-Q4", years 0001 to 9999.
func ParseQuarter(text string) (Quarter, error) {
	var q Quarter
	n, err := fmt.Sscanf(text, "%04d-Q%d", &q.Year, &q.Number)
	if err != nil || n != 2 || !q.Valid() || q.String() != text {
		return Quarter{}, fmt.Errorf("want a quarter such as 2020-Q4")
	}
	return q, nil
}

// IsZero reports whether no quarter is given.
func (q Quarter) IsZero() bool { return q == Quarter{} }

// Valid reports whether there is such a quarter, years 1 to 9999.
func (q Quarter) Valid() bool {
	return q.Year >= 1 && q.Year <= 9999 && q.Number >= 1 && q.Number <= 4
}

// Next returns the quarter after q.
func (q Quarter) Next() Quarter {
	if q.Number == 4 {
		return Quarter{q.Year + 1, 1}
	}
	return Quarter{q.Year, q.Number + 1}
}

// Before returns the quarter before q.
func (q Quarter) Before() Quarter {
	if q.Number == 1 {
		return Quarter{q.Year - 1, 4}
	}
	return Quarter{q.Year, q.Number - 1}
}

// Start returns the first day.
func (q Quarter) Start() aduan.Date {
	return aduan.Date{Year: q.Year, Month: time.Month(3*q.Number - 2), Day: 1}
}

// End returns the last day.
func (q Quarter) End() aduan.Date { return q.Next().Start().AddDays(-1) }

// Compare orders quarters in time: -1, 0 or +1.
func (q Quarter) Compare(r Quarter) int {
	return cmp.Or(cmp.Compare(q.Year, r.Year), cmp.Compare(q.Number, r.Number))
}

// String returns "2020-Q4"; empty for the zero value.
func (q Quarter) String() string {
	if q.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-Q%d", q.Year, q.Number)
}

// In is the quarter for people: "TW IV 2020", "Q4 2020"; empty for a quarter that
// does not exist.
func (q Quarter) In(w aduan.Words) string {
	if !q.Valid() {
		return ""
	}
	say := texts().In(w)
	return say("quarter", "quarter", w.Quarter(q.Number), "year", strconv.Itoa(q.Year))
}

// MarshalText writes the text form; a quarter that does not exist is an error.
func (q Quarter) MarshalText() ([]byte, error) {
	if !q.IsZero() && !q.Valid() {
		return nil, fmt.Errorf("workplan: there is no quarter %v", q)
	}
	return []byte(q.String()), nil
}

// UnmarshalText reads the text form; empty text is the zero value.
func (q *Quarter) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*q = Quarter{}
		return nil
	}
	read, err := ParseQuarter(string(text))
	if err == nil {
		*q = read
	}
	return err
}
