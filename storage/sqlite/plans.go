package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"encoding/json"
	"strings"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

func planReader(s *Store) workplan.Reader {
	return recorded[workplan.PlanID, workplan.Plan, workplan.Query]{s, workplan.KindOfPlan, scanRecord[workplan.Plan], func(q workplan.Query) asked {
		a := asked{after: string(q.After), limit: q.Limit}
		if q.Year != 0 {
			a.where, a.value = "year = ?", int64(q.Year)
		}
		return a
	}}
}

// putPlan writes a plan, and the rows of what its last edition plans when that
// is a new one: an edition never changes.
func putPlan(ctx context.Context, in session, p *workplan.Plan) error {
	record, err := json.Marshal(p)
	if err != nil {
		return err
	}
	written := int64(0)
	if p.Version > 1 {
		err = in.query(ctx, "SELECT edition FROM plan WHERE id = ?", func(r row) error { written = r.int(0); return nil }, string(p.ID))
		if err != nil {
			return err
		}
	}
	last := &p.Editions[len(p.Editions)-1]
	err = in.exec(ctx, into("plan", p.Version)+" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", string(p.ID), int64(p.Version), int64(p.Year),
		orNull(p.Name.Text("id")), orNull(p.Name.Text("en")), string(p.State()), int64(last.Number), last.Date.String(), int64(len(p.Reports)), string(record))
	if err != nil || written == int64(last.Number) {
		return err
	}
	if err := refill(ctx, in, p.Version, "plan_activity", "plan", string(p.ID), last.Activities, func(a workplan.Activity) []driver.Value {
		var weight driver.Value
		if !a.Weight.IsZero() {
			weight = a.Weight.String()
		}
		return []driver.Value{
			string(a.ID), string(a.Output), orNull(a.Name.Text("id")), orNull(a.Name.Text("en")), string(a.Party),
			a.Start.String(), a.End.String(), string(cmp.Or(a.State, workplan.StatePlanned)), weight,
		}
	}); err != nil {
		return err
	}
	return refill(ctx, in, p.Version, "plan_line", "plan", string(p.ID), last.Lines, func(l workplan.Line) []driver.Value {
		var carried driver.Value
		if !l.Carried.IsZero() {
			carried = amountOf(l.Carried)
		}
		return []driver.Value{
			string(l.ID), string(l.Activity), string(l.Fund), string(l.Amount.Currency), amountOf(l.Amount), carried, bit(l.Closed),
		}
	})
}

// amountOf is an amount without its currency, exactly.
func amountOf(m workplan.Money) string { return m.Amount.StringFixed(m.Currency.Decimals()) }

// refill writes the rows of a table that belong to a record, in the place of
// those of its earlier version. The record's ID comes first in each row.
func refill[T any](ctx context.Context, in session, v storage.Version, table, column, id string, list []T, values func(T) []driver.Value) error {
	if v > 1 {
		if err := in.exec(ctx, "DELETE FROM "+table+" WHERE "+column+" = ?", id); err != nil {
			return err
		}
	}
	for _, item := range list {
		row := values(item)
		if err := in.exec(ctx, "INSERT INTO "+table+" VALUES (?"+strings.Repeat(", ?", len(row))+")", append([]driver.Value{id}, row...)...); err != nil {
			return err
		}
	}
	return nil
}
