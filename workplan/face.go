package workplan

import (
	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
)

// FACE is a row of the FACE form (funding authorisation and certificate of
// expenditures) of one line and quarter.
type FACE struct {
	Line    LineID  `json:"line"`
	Quarter Quarter `json:"quarter"`
	// Authorised (A) is what could be spent in the quarter: G of the quarter
	// before, or in the first quarter what was authorised for it.
	Authorised Money `json:"authorised"`
	// Actual (B) is what was spent in the quarter, Accepted (C) what was
	// accepted of it.
	Actual   Money `json:"actual"`
	Accepted Money `json:"accepted"`
	// Balance (D) is A - C.
	Balance Money `json:"balance"`
	// Requested (E) is what is asked for the next quarter, Granted (F) what was
	// authorised of that; both are zero in the last quarter, whose next one
	// belongs to another plan.
	Requested Money `json:"requested"`
	Granted   Money `json:"granted"`
	// Outstanding (G) is D + F.
	Outstanding Money `json:"outstanding"`
}

// FACE returns the rows of all lines of the current edition as reported up to a
// day: lines in the order of the edition, four quarters each.
func (p *Plan) FACE(asOf aduan.Date) []FACE {
	facts, e := p.ledger(asOf), p.current(asOf)
	rows := make([]FACE, 0, 4*len(e.Lines))
	for i := range e.Lines {
		l := &e.Lines[i]
		sums := facts.expenses[l.ID]
		if sums == nil {
			sums = new(columns)
		}
		c := l.Amount.Currency
		a := sums[Authorised][1]
		for n := 1; n <= 4; n++ {
			var asked, granted decimal.Decimal
			if n < 4 {
				asked, granted = sums[Requested][n+1], sums[Authorised][n+1]
			}
			d := a.Sub(sums[Accepted][n])
			g := d.Add(granted)
			rows = append(rows, FACE{
				Line: l.ID, Quarter: Quarter{p.Year, n}, Authorised: money(a, c), Actual: money(sums[Spent][n], c),
				Accepted: money(sums[Accepted][n], c), Balance: money(d, c), Requested: money(asked, c), Granted: money(granted, c),
				Outstanding: money(g, c),
			})
			a = g
		}
	}
	return rows
}
