package evaluation

import (
	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// FACERow is a row of the FACE form (funding authorisation and certificate of
// expenditures) of one line and quarter.
type FACERow struct {
	Line workplan.LineID `json:"line"`
	// Name is that of the line or, where it has none, of its activity.
	Name    aduan.Label      `json:"name,omitzero"`
	Quarter workplan.Quarter `json:"quarter"`
	// Authorised (A) is what could be spent in the quarter: G of the quarter
	// before, or in the first quarter what was authorised for it.
	Authorised workplan.Money `json:"authorised"`
	// Actual (B) is what was spent in the quarter, Accepted (C) what was
	// accepted of it.
	Actual   workplan.Money `json:"actual"`
	Accepted workplan.Money `json:"accepted"`
	// Balance (D) is A - C.
	Balance workplan.Money `json:"balance"`
	// Requested (E) is what is asked for the next quarter, Granted (F) what was
	// authorised of that; both are zero in the last quarter, whose next one
	// belongs to another plan.
	Requested workplan.Money `json:"requested"`
	Granted   workplan.Money `json:"granted"`
	// Outstanding (G) is D + F.
	Outstanding workplan.Money `json:"outstanding"`
}

// FACE returns the rows of all lines of the current edition as reported up to a
// day: lines in the order of the edition, four quarters each.
func FACE(p *workplan.Plan, asOf aduan.Date) []FACERow {
	facts, e := newLedger(p, asOf), p.Current(asOf)
	index := places(e.Activities)
	rows := make([]FACERow, 0, 4*len(e.Lines))
	for i := range e.Lines {
		l := &e.Lines[i]
		name := l.Name
		if at, ok := index[l.Activity]; ok && name.IsZero() {
			name = e.Activities[at].Name
		}
		sums := facts.expenses[l.ID]
		if sums == nil {
			sums = new(columns)
		}
		c := l.Amount.Currency
		a := sums[workplan.Authorised][1]
		for n := 1; n <= 4; n++ {
			var asked, granted decimal.Decimal
			if n < 4 {
				asked, granted = sums[workplan.Requested][n+1], sums[workplan.Authorised][n+1]
			}
			d := a.Sub(sums[workplan.Accepted][n])
			g := d.Add(granted)
			rows = append(rows, FACERow{
				Line: l.ID, Name: name, Quarter: workplan.Quarter{Year: p.Year, Number: n}, Authorised: workplan.MoneyOf(a, c), Actual: workplan.MoneyOf(sums[workplan.Spent][n], c),
				Accepted: workplan.MoneyOf(sums[workplan.Accepted][n], c), Balance: workplan.MoneyOf(d, c), Requested: workplan.MoneyOf(asked, c), Granted: workplan.MoneyOf(granted, c),
				Outstanding: workplan.MoneyOf(g, c),
			})
			a = g
		}
	}
	return rows
}
