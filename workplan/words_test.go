package workplan_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/workplan"
)

// refusals are what [workplan.CarryOver] says about an item that it refuses.
func refusals(t *testing.T) []*workplan.CarryOverError {
	t.Helper()
	stopped, carried := successor("A1", "50"), workplan.Line{ID: "L1", Activity: "A1", Fund: "koica", Amount: usd("4000"), From: workplan.LineRef{Line: "L1"}}
	stopped.State, stopped.Cause = workplan.StateCancelled, text("Covid-19")
	line := func(edit func(*workplan.Line)) []workplan.Line {
		l := carried
		edit(&l)
		return []workplan.Line{l}
	}
	into := []workplan.Activity{successor("A1", "0")}
	var list []*workplan.CarryOverError
	for _, item := range []workplan.CarryItem{
		{Activity: "A9"},
		{Activity: "A1"},
		{Activity: "A1", Into: []workplan.Activity{stopped}},
		{Activity: "A1", Into: []workplan.Activity{successor("A1", "50"), successor("A2", "0")}},
		{Activity: "A1", Into: into, Lines: line(func(l *workplan.Line) { l.Activity = "A9" })},
		{Activity: "A1", Into: into, Lines: line(func(l *workplan.Line) { l.Closed = true })},
		{Activity: "A1", Into: into, Lines: line(func(l *workplan.Line) { l.From.Line = "L9" })},
		{Activity: "A1", Into: into, Lines: line(func(l *workplan.Line) { l.Fund = "undp" })},
		{Activity: "A1", Into: into, Lines: line(func(l *workplan.Line) { l.Amount = usd("3999.99") })},
	} {
		_, _, err := workplan.CarryOver(samplePlan(), nextPlan(), carryA1(item))
		var refused *workplan.CarryOverError
		require.ErrorAs(t, err, &refused)
		list = append(list, refused)
	}
	return list
}

// said is everything that this package says to people, in one language.
func said(t *testing.T, w aduan.Words) string {
	t.Helper()
	var b strings.Builder
	p := samplePlan()
	older, newer, err := workplan.CarryOver(p, nextPlan(), carryA1(workplan.CarryItem{Activity: "A1", Cause: text("Covid-19"), Into: []workplan.Activity{successor("A1", "0")}}))
	require.NoError(t, err)
	renamed := p.Editions[0].Clone()
	renamed.Regions, renamed.Outputs[0].Name = renamed.Regions[:1], text("Renamed")
	for _, changes := range [][]workplan.Change{older.Editions[1].Changes, newer.Editions[1].Changes, workplan.Diff(p.Editions[0], renamed)} {
		b.WriteString(workplan.ChangeTable(changes, w).Text() + "\n")
	}
	for _, refused := range refusals(t) {
		b.WriteString(w.Error(refused) + "\n")
	}
	b.WriteString(w.Error(&workplan.CurrencyError{Have: "USD", Got: "IDR"}) + "\n")
	b.WriteString(quarter(4).In(w) + ", " + number("1234.5").In(w) + ", " + usd("1340000").In(w) + "\n")
	return b.String()
}

func TestWords(t *testing.T) {
	t.Parallel()
	golden.File(t, *update, "words_id.txt", said(t, aduan.Indonesian()))
	golden.File(t, *update, "words_en.txt", said(t, aduan.English()))
}

// Whatever stands outside of the brackets of the pseudo-language is data.
func TestNothingIsSaidOutsideOfTexts(t *testing.T) {
	t.Parallel()
	machine, err := workplan.ActivityMachine()
	require.NoError(t, err)
	out := said(t, aduan.Pseudo(aduan.FormatTexts(), workplan.Texts(), machine.Texts()))
	golden.File(t, *update, "outside.txt", pseudo.Outside(out))
}
