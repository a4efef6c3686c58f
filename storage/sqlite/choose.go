package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"slices"

	"github.com/aduan-go/aduan/complaint"
)

// way is an index along which rows are read in the order of a list: what stands
// in FROM, how the row is narrowed there, and whose columns id, next_due and
// complaint give the place. Every other condition is tested row by row.
type way struct {
	from   string // begins with the table whose index is read
	table  string // short name of that table, which has id and next_due
	narrow string // condition on the index, empty for none
	args   []driver.Value
	few    bool // at most fewRows match: they may be sorted
	// looking is a condition that is not narrowed by but looked at, with the filter: every
	// row is read and tells whether it meets them.
	looking string
	sought  driver.Value
}

// What a way along complaint_agency or complaint_region narrows.
const (
	atAgency = "a.agency = ?"
	inRegion = "a.region = ?"
	// atTold is atAgency for the key of an agency that an escalation told.
	atTold = "a.agency = (?)"
)

const (
	// fewRows is how many rows may be sorted instead of being read in order.
	fewRows = 1000
	// manyWays bounds how many lists are merged.
	manyWays = 64
)

// choose picks the ways that together reach every row that the query means.
func choose(ctx context.Context, in session, q complaint.Query) ([]way, error) {
	f := q.Filter
	switch {
	case f.Tracking != "":
		return []way{through("c.tracking = ?", string(f.Tracking)).single()}, nil
	case !f.External.IsZero():
		return []way{through("c.external_system = ? AND c.external_id = ?", f.External.System, f.External.ID.Open()).single()}, nil
	}
	for _, w := range narrowing(q) {
		if few, err := w.isFew(ctx, in, fewRows); err != nil || few {
			return []way{w.single()}, err
		}
	}
	order, _ := q.Order.Reverse()
	switch {
	case order == complaint.ByUpdated:
		return []way{through("")}, nil
	case f.EscalatedTo != "":
		return []way{beside("complaint_agency", atTold, toldKey(f.EscalatedTo))}, nil
	case f.Agency != "":
		return []way{beside("complaint_agency", atAgency, string(f.Agency))}, nil
	case q.Order == complaint.ByDue:
		return []way{through("")}, nil
	case !f.Parent.IsZero():
		return []way{through("c.parent = ?", f.Parent.String())}, nil
	case !f.Region.IsZero():
		return []way{beside("complaint_region", inRegion, f.Region.String())}, nil
	case f.Category != "":
		return byCategory(ctx, in, f.Category)
	case len(f.States) > 0 && len(f.States) <= manyWays:
		var ways []way
		for _, s := range unique(f.States) {
			ways = append(ways, through("c.state = ?", string(s)))
		}
		return ways, nil
	default:
		return []way{through("")}, nil
	}
}

// narrowing lists the conditions that often mean few rows, but do not give them
// in the order of the list.
func narrowing(q complaint.Query) (list []way) {
	f := q.Filter
	order, _ := q.Order.Reverse()
	if order == complaint.ByUpdated && f.Agency != "" {
		list = append(list, beside("complaint_agency", atAgency, string(f.Agency)))
	}
	if order == complaint.ByUpdated && f.EscalatedTo != "" {
		list = append(list, beside("complaint_agency", atTold, toldKey(f.EscalatedTo)))
	}
	if order != complaint.ByID && f.Agency == "" && f.EscalatedTo == "" && !f.Region.IsZero() {
		list = append(list, beside("complaint_region", inRegion, f.Region.String()))
	}
	if !f.Parent.IsZero() {
		list = append(list, through("c.parent = ?", f.Parent.String()))
	}
	if !f.DueBy.IsZero() && q.Order != complaint.ByDue {
		list = append(list, through("c.next_due <= ?", notAfter(f.DueBy)))
	}
	if !f.UpdatedFrom.IsZero() && order != complaint.ByUpdated {
		list = append(list, through("c.updated_at >= ?", notBefore(f.UpdatedFrom)))
	}
	return list
}

// through is a way over the table of complaints alone.
func through(narrow string, args ...driver.Value) way {
	return way{from: "complaint c", table: "c", narrow: narrow, args: args}
}

// beside is a way over a table that has a row for each complaint that belongs to
// something.
func beside(table, narrow string, args ...driver.Value) way {
	return way{from: table + " a CROSS JOIN complaint c ON c.no = a.complaint", table: "a", narrow: narrow, args: args}
}

func unique[T cmp.Ordered](list []T) []T {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

// single marks a way that leads to few rows, which are put in order by their own columns.
func (w way) single() way {
	w.few, w.table = true, "c"
	return w
}

// isFew reports whether a way leads to at most so many rows.
func (w way) isFew(ctx context.Context, in session, most int) (bool, error) {
	n := int64(0)
	err := in.query(ctx, "SELECT count(*) FROM (SELECT 1 FROM "+w.from+" WHERE "+w.narrow+" LIMIT ?)", func(r row) error {
		n = r.int(0)
		return nil
	}, append(slices.Clone(w.args), int64(most+1))...)
	return n <= int64(most), err
}

// byCategory returns a way for each category of a subtree that has a complaint.
// One look-up in the index finds each of them.
func byCategory(ctx context.Context, in session, top complaint.Category) ([]way, error) {
	const walk = `WITH RECURSIVE below (category) AS (
	SELECT (SELECT min(category) FROM complaint WHERE category >= ?1 AND category < ?2)
	UNION ALL
	SELECT (SELECT min(category) FROM complaint WHERE category > below.category AND category < ?2) FROM below WHERE below.category IS NOT NULL
) SELECT category FROM below WHERE category IS NOT NULL LIMIT ?3`
	ways := []way{through("c.category = ?", string(top))}
	// What lies below "a" begins with "a/"; "0" is the character after "/".
	err := in.query(ctx, walk, func(r row) error {
		ways = append(ways, through("c.category = ?", r.text(0)))
		return nil
	}, string(top)+"/", string(top)+"0", int64(manyWays))
	if len(ways) > manyWays {
		ways = []way{through("")}
	}
	return ways, err
}
