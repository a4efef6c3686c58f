package complaint

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/aduan-go/aduan/internal/sheet"
	"github.com/aduan-go/aduan/storage"
)

// sheetColumn is one column of a sheet of cases, and what it says of one.
type sheetColumn struct {
	name string
	cell func(v *AgencyView) string
}

// sheetColumns are the columns for people, in their order; they are never renamed, and a
// new one comes after them.
func sheetColumns() []sheetColumn {
	instant := func(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
	whether := func(is bool) string {
		if is {
			return "yes"
		}
		return "no"
	}
	return []sheetColumn{
		{"id", func(v *AgencyView) string { return v.ID.String() }},
		{"tracking", func(v *AgencyView) string { return string(v.Status.Tracking) }},
		{"state", func(v *AgencyView) string { return string(v.Status.State) }},
		{"kind", func(v *AgencyView) string { return string(v.Kind) }},
		{"class", func(v *AgencyView) string { return string(v.Class) }},
		{"category", func(v *AgencyView) string { return string(v.Category) }},
		{"region", func(v *AgencyView) string { return v.Region.Unit().String() }},
		{"channel", func(v *AgencyView) string { return string(v.Channel) }},
		{"agency", func(v *AgencyView) string { return string(v.Agency) }},
		{"main", func(v *AgencyView) string { return string(v.Main) }},
		{"submitted_at", func(v *AgencyView) string { return instant(v.Status.SubmittedAt) }},
		{"updated_at", func(v *AgencyView) string { return instant(v.Status.UpdatedAt) }},
		{"event_date", func(v *AgencyView) string { return v.EventDate.String() }},
		{"anonymous", func(v *AgencyView) string { return whether(v.Disclosure.Anonymous()) }},
		{"secret", func(v *AgencyView) string { return whether(v.Disclosure.Secret()) }},
		{"title", func(v *AgencyView) string { return cmp.Or(v.EditedTitle, v.Title) }},
	}
}

// recordColumn is the last column of a sheet of records.
const recordColumn = "record"

// sheetView is what the columns show of a record.
func sheetView(c *Complaint) *AgencyView {
	return &AgencyView{
		ID: c.ID, Status: Status{Tracking: c.Tracking, State: c.State, SubmittedAt: c.SubmittedAt(), UpdatedAt: c.UpdatedAt()},
		Kind: c.Kind, Class: c.Class, Category: c.Category, Region: c.Region, Channel: c.Channel, Agency: c.Agency, Main: c.Main,
		EventDate: c.EventDate, Disclosure: c.Disclosure, Title: c.Title(),
	}
}

// WriteSheet writes a list of cases as CSV (RFC 4180, UTF-8, comma), one row for each as it
// comes: what [Service.List] shows somebody, or the records of [Service.Export]. The columns
// are id, tracking, state, kind, class, category, region, channel, agency, main,
// submitted_at, updated_at (instants in UTC), event_date, anonymous, secret (yes or no) and
// title (as edited), and for records, last, record: the JSON that [WriteLines] writes, by which
// [ReadSheet] reads the case again.
//
// No cell is a formula: one that begins with = + - @ (of full width too), a tab, a line break or
// an apostrophe has an apostrophe before it. That holds where the file is read as CSV with
// commas: a program that is set to another separator cuts the cells elsewhere, so open the file by its
// import dialogue there. What cannot be shown is left out and told, and so
// is a record whose row would be longer than 4 MiB or have more than 500,000 commas, which
// JSON Lines take; errors are otherwise those of WriteLines. A [Past] without a record is a
// *storage.InvalidError.
func WriteSheet[T AgencyView | Past](w io.Writer, items iter.Seq2[T, error]) (Written, error) {
	columns := sheetColumns()
	_, records := any(*new(T)).(Past)
	var header []string
	for _, c := range columns {
		header = append(header, c.name)
	}
	if records {
		header = append(header, recordColumn)
	}
	if err := writeRow(w, header); err != nil {
		return Written{}, err
	}
	return write(items, func(item T) error {
		var row []string
		view, last, err := sheetItem(any(item))
		if err != nil {
			return err
		}
		for _, c := range columns {
			row = append(row, sheet.Guard(c.cell(view)))
		}
		if records {
			row = append(row, last)
		}
		return writeRow(w, row)
	})
}

// sheetItem is what an item of a sheet shows, and its record.
func sheetItem(item any) (*AgencyView, string, error) {
	if view, ok := item.(AgencyView); ok {
		return &view, "", nil
	}
	past, _ := item.(Past)
	if past.Record == nil || past.Record.Complaint == nil {
		return nil, "", &storage.InvalidError{What: "sheet", Problems: []storage.Problem{{
			Field: recordColumn, Message: "is required: a case of another system has no row",
		}}}
	}
	last, err := past.Encode()
	return sheetView(past.Record.Complaint), string(last), err
}

// writeRow writes one row; one that nobody could read again is a *storage.RecordError.
func writeRow(w io.Writer, row []string) error {
	var out bytes.Buffer
	rows := csv.NewWriter(&out)
	rows.UseCRLF = false // which would change line breaks within cells
	if err := rows.Write(row); err != nil {
		return err
	}
	if rows.Flush(); sheet.Long(out.Bytes()) {
		return &storage.RecordError{Kind: KindOfComplaint, Key: row[0], Cause: &storage.InvalidError{
			What: "sheet", Problems: []storage.Problem{{Field: recordColumn, Message: "is too long for a row; JSON Lines take it"}},
		}}
	}
	_, err := w.Write(out.Bytes())
	return err
}

// ReadSheet reads what [WriteSheet] wrote of records, for [Service.Import]. The columns may
// stand in any order; the record counts, and the others must say the same: a row in which
// somebody or a spreadsheet changed one of them is wrong. A row that is wrong yields a
// *[RowError] with its line and reading goes on; a header that is wrong, or a row beyond the
// limits of WriteSheet, yields a *storage.InvalidError, a reader that fails its own error, and
// reading ends. Messages do not repeat what cells hold.
func ReadSheet(r io.Reader) iter.Seq2[Past, error] {
	columns := sheetColumns()
	names := make([]string, 0, len(columns)+1)
	for _, c := range columns {
		names = append(names, c.name)
	}
	names = append(names, recordColumn)
	return func(yield func(Past, error) bool) {
		header := func(first []string) (map[string]int, error) { return placesOf(first, names, names) }
		for row, err := range readRows(r, names, header) {
			var past Past
			if err == nil {
				if past, err = readCase(columns, row); err != nil {
					past, err = Past{}, &RowError{Line: row.line, Err: err}
				}
			}
			past.Line = row.line
			if !yield(past, err) {
				return
			}
		}
	}
}

// readCase reads the record of a row and holds the other cells against it.
func readCase(columns []sheetColumn, row cells) (Past, error) {
	var p storage.Problems
	if message := sheet.Fields(row.cells, len(row.columns)); message != "" {
		p.Add("", message)
		return Past{}, p.Err("row")
	}
	text := row.cells[row.columns[recordColumn]]
	if !isRecord([]byte(text)) {
		p.Add(recordColumn, fmt.Sprintf("want the JSON of a record, which begins with %s", recordBegins))
		return Past{}, p.Err("row")
	}
	past, err := parsePast([]byte(text))
	if err != nil {
		return Past{}, err
	}
	view := sheetView(past.Record.Complaint)
	for _, c := range columns {
		// A reader of CSV turns CR LF within a cell into LF.
		said := sheet.Unguard(row.cells[row.columns[c.name]])
		if said != strings.ReplaceAll(c.cell(view), "\r\n", "\n") && said != c.cell(view) {
			p.Add(c.name, "says something else than the record, which alone is read; which of the two was changed?")
		}
	}
	return past, p.Err("row")
}
