package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
)

// statement collects conditions.
type statement struct {
	where []string
	args  []driver.Value
}

func (s *statement) and(condition string, args ...driver.Value) {
	s.where, s.args = append(s.where, condition), append(s.args, args...)
}

// find reads the rows of a way in the order of the list. Those that are never
// due follow in the order ByDue by a second statement, because an index has its
// NULLs first.
func (w way) find(ctx context.Context, in session, q complaint.Query) ([]place, error) {
	id, due, updated := w.table+".id", w.table+".next_due", "c.updated_at"
	if w.few { // the plus keeps SQLite from using the index of the order
		id, due, updated = "+"+id, "+"+due, "+"+updated
	}
	begin := q.After.IsZero()
	order, backwards := q.Order.Reverse()
	follows, down := " > ", ""
	if backwards {
		follows, down = " < ", " DESC"
	}
	var next statement
	switch order {
	case complaint.ByUpdated:
		if !begin {
			next.and("("+updated+", "+id+")"+follows+"(?, ?)", at(q.After.Updated, q.After.ID)...)
		}
		if !q.Filter.UpdatedFrom.IsZero() { // the index begins or ends there
			next.and(updated+" >= ?", notBefore(q.Filter.UpdatedFrom))
			q.Filter.UpdatedFrom = time.Time{}
		}
		return w.part(ctx, in, q, next, updated+down+", "+id+down)
	case complaint.ByDue:
	default:
		if !begin {
			next.and(id+follows+"?", q.After.ID.String())
		}
		return w.part(ctx, in, q, next, id+down)
	}
	var found []place
	if begin || !q.After.Due.IsZero() {
		if begin {
			next.and(due + " IS NOT NULL")
		} else {
			next.and("("+due+", "+id+") > (?, ?)", at(q.After.Due, q.After.ID)...)
		}
		bounded := !q.Filter.DueBy.IsZero()
		if bounded { // the index ends there
			next.and(due+" <= ?", notAfter(q.Filter.DueBy))
			q.Filter.DueBy = time.Time{}
		}
		var err error
		if found, err = w.part(ctx, in, q, next, due+", "+id); err != nil {
			return nil, err
		}
		if (q.Limit > 0 && len(found) >= q.Limit) || bounded {
			return found, nil
		}
	}
	if !q.Filter.DueBy.IsZero() {
		return found, nil // what is never due is not due by then
	}
	if q.Limit > 0 {
		q.Limit -= len(found)
	}
	next = statement{}
	next.and(due + " IS NULL")
	if !begin && q.After.Due.IsZero() {
		next.and(id+" > ?", q.After.ID.String())
	}
	never, err := w.part(ctx, in, q, next, id)
	return append(found, never...), err
}

// at is a place by an instant and an ID.
func at(t time.Time, id complaint.ID) []driver.Value {
	if notBefore(t) != notAfter(t) {
		return []driver.Value{notBefore(t), ""} // nothing is at that very instant
	}
	return []driver.Value{notBefore(t), id.String()}
}

// part reads one stretch of a list.
func (w way) part(ctx context.Context, in session, q complaint.Query, next statement, order string) ([]place, error) {
	query, args := w.statement(q, next, order)
	var found []place
	err := in.query(ctx, query, func(r row) error {
		id, err := complaint.ParseID(r.text(1))
		if err != nil {
			return damaged("a complaint has no valid ID")
		}
		found = append(found, place{r.int(0), r.int(4) == 1, complaint.Position{Due: r.time(2), Updated: r.time(3), ID: id}})
		return nil
	}, args...)
	return found, err
}

// statement puts a query together.
func (w way) statement(q complaint.Query, next statement, order string) (string, []driver.Value) {
	var s, filter statement
	if w.narrow != "" {
		s.and(w.narrow, w.args...)
	}
	s.where, s.args = append(s.where, next.where...), append(s.args, next.args...)
	filter.filter(w.without(q.Filter))
	means := "1"
	if w.looking == "" {
		s.where, s.args = append(s.where, filter.where...), append(s.args, filter.args...)
	} else {
		filter.and(w.looking, w.sought)
		means = "(" + strings.Join(filter.where, " AND ") + ")"
		s.args = append(filter.args, s.args...)
	}
	where := ""
	if len(s.where) > 0 {
		where = " WHERE " + strings.Join(s.where, " AND ")
	}
	limit := int64(-1)
	if q.Limit > 0 {
		limit = int64(q.Limit)
	}
	return "SELECT c.no, c.id, c.next_due, c.updated_at, " + means + " FROM " + w.from + where + " ORDER BY " + order + " LIMIT ?", append(s.args, limit)
}

// without leaves out of a filter what the way fulfils by itself.
func (w way) without(f complaint.Filter) complaint.Filter {
	switch w.narrow {
	case atAgency:
		f.Agency = ""
	case atTold:
		f.EscalatedTo = ""
	case inRegion:
		f.Region = region.Code{}
	}
	return f
}

// filter adds the conditions of a filter, each tested row by row: the plus says
// that the index is chosen already.
func (s *statement) filter(f complaint.Filter) {
	among(s, "+c.state", f.States)
	among(s, "+c.kind", texts(f.Kinds))
	among(s, "coalesce(c.class, '')", texts(f.Classes))
	among(s, "+c.channel", texts(f.Channels))
	if f.Category != "" {
		// What lies below "a" begins with "a/"; "0" is the character after "/".
		s.and("(+c.category = ? OR (+c.category >= ? AND +c.category < ?))", string(f.Category), string(f.Category)+"/", string(f.Category)+"0")
	}
	if !f.Region.IsZero() {
		s.and("EXISTS (SELECT 1 FROM complaint_region x WHERE x.region = ? AND x.id = c.id)", f.Region.String())
	}
	if f.Agency != "" {
		s.and("EXISTS (SELECT 1 FROM complaint_agency x WHERE x.agency = ? AND x.id = c.id)", string(f.Agency))
	}
	if f.EscalatedTo != "" {
		s.and("EXISTS (SELECT 1 FROM complaint_agency x WHERE x.agency = ? AND x.id = c.id)", toldKey(f.EscalatedTo))
	}
	if f.Tracking != "" {
		s.and("+c.tracking = ?", string(f.Tracking))
	}
	if !f.External.IsZero() {
		s.and("+c.external_system = ? AND +c.external_id = ?", f.External.System, f.External.ID.Open())
	}
	if !f.Parent.IsZero() {
		s.and("+c.parent = ?", f.Parent.String())
	}
	if !f.DueBy.IsZero() {
		s.and("+c.next_due <= ?", notAfter(f.DueBy))
	}
	if !f.SubmittedFrom.IsZero() {
		s.and("+c.submitted_at >= ?", notBefore(f.SubmittedFrom))
	}
	if !f.SubmittedUntil.IsZero() {
		s.and("+c.submitted_at < ?", notBefore(f.SubmittedUntil))
	}
	if !f.UpdatedFrom.IsZero() {
		s.and("+c.updated_at >= ?", notBefore(f.UpdatedFrom))
	}
	if f.Accusing { // what cannot be read may be meant
		s.and("CASE WHEN json_valid(c.record) THEN json_type(c.record, '$.accused') = 'array' ELSE 1 END")
	}
	if f.PublicOnly {
		s.and("c.verified = 1 AND c.public = 1")
		// Rows written before archiving ended publication have public = 1 still.
		s.and("(c.archived IS NULL OR c.archived NOT IN ('withdrawn', 'spam', 'unclear', 'out_of_scope'))")
	}
}

// marks returns a list of n question marks.
func marks(n int) string { return "?" + strings.Repeat(", ?", n-1) }

// among adds that a column has one of some values; none is no condition.
func among[T ~string](s *statement, column string, values []T) {
	if len(values) == 0 {
		return
	}
	args := make([]driver.Value, len(values))
	for i, v := range values {
		args[i] = string(v)
	}
	s.and(column+" IN ("+marks(len(args))+")", args...)
}

func texts[T fmt.Stringer](values []T) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = v.String()
	}
	return list
}

// notAfter is the last microsecond that does not lie after t, notBefore the
// first that does not lie before it: records hold whole ones, filters need not.
// Both stay within what a record may hold.
func notAfter(t time.Time) int64 {
	const first, last = 0, 10000
	switch y := t.UTC().Year(); {
	case y < first:
		t = time.Date(first, 1, 1, 0, 0, 0, 0, time.UTC)
	case y > last:
		t = time.Date(last, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return t.UnixMicro()
}

func notBefore(t time.Time) int64 {
	n := notAfter(t)
	if t.Nanosecond()%1000 != 0 {
		n++
	}
	return n
}
