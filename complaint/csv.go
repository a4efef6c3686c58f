package complaint

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/aduan-go/aduan/internal/sheet"
	"github.com/aduan-go/aduan/storage"
)

// Row is a draft as it was read from one row of a CSV file.
type Row struct {
	// Line is the line of the file on which the row begins, from 1.
	Line int
	// Name is what the column line_id says, to speak of the row.
	Name  string
	Draft Draft
}

// RowError says what is wrong with one row; the rows after it can still be
// read. It unwraps to storage.ErrInvalid.
type RowError struct {
	// Line is the line on which the row begins.
	Line int
	// Err is a *storage.InvalidError that names the columns.
	Err error
}

// Error names the line and every problem.
func (e *RowError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns the problems.
func (e *RowError) Unwrap() error { return e.Err }

// ReadCSV reads drafts from CSV (RFC 4180, UTF-8, comma, header in the first
// line, a byte order mark allowed). The columns may stand in any order:
//
//	kind              complaint, aspiration, information_request or another word
//	                  of the edition (required)
//	title, body       what is reported (required)
//	channel           web, sms, mobile_app, social_media, whatsapp,
//	                  face_to_face, integrated or another word of the edition
//	                  (required)
//	line_id           a name for the row
//	category          a path such as public_works/roads
//	region            a code such as 51.03 or bps:5103
//	place             where exactly
//	latitude, longitude
//	                  in decimal degrees such as -8.6705 and 115.2126; one
//	                  goes with the other
//	address_id        of a register of addresses
//	asset             the number of a street light, for example
//	event_date        2020-10-26
//	agency            the agency that the reporter has in mind
//	anonymous,secret  yes or no; empty is yes, the private choice
//	reporter_account, reporter_name
//	reporter_contact  a telephone number or, with an @, an e-mail address
//	external_system, external_id
//	promise_due       an instant with its zone: 2026-03-02T09:30:00+08:00
//	promise_origin    who promised; one goes with the other
//	accused           the bodies accused, separated by ;
//	attachments       name|media type|size in bytes|SHA-256, separated by ;
//	attributes        code|datatype|value, separated by ; with a value more for
//	                  each further | (no value can hold either)
//
// A row that is wrong, a stray quote or text that is not UTF-8 included, yields
// a *[RowError] and reading goes on; a header that is wrong or a row of more than
// 4 MiB or 500,000 commas yields a *storage.InvalidError, and a reader that fails its own error,
// and reading ends. A quote that is never closed swallows the rows after it and
// is reported for the row in which it stands. Rows are checked with
// [Draft.Validate] under the limits, which knows no edition; [Lifecycle.ReadCSV] does.
// Messages do not repeat what cells hold.
//
// What a spreadsheet does without a word is named: a file whose separator is no
// comma or that is not UTF-8, a header in capitals, and by row numbers that it
// rounded (6.28E+11), except in title, body, place and reporter_name, and its error
// values (#NAME?), everywhere.
func ReadCSV(r io.Reader, limits Limits) iter.Seq2[Row, error] {
	return readCSV(r, nil, limits)
}

// ReadCSV is [ReadCSV] for cases of the edition, under its limits: a row with a word that
// it does not have is wrong, and the error lists the nearest that it has first.
func (l *Lifecycle) ReadCSV(r io.Reader) iter.Seq2[Row, error] { return readCSV(r, l, l.limits) }

func readCSV(r io.Reader, l *Lifecycle, limits Limits) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for row, err := range readRows(r, columnNames(), readHeader) {
			out := Row{Line: row.line}
			if err == nil {
				out, err = readRow(row.line, row.cells, row.columns, l, limits)
			}
			if !yield(out, err) {
				return
			}
		}
	}
}

// cells are those of one row of a file, to be read before the next one; columns are their
// places by name.
type cells struct {
	line    int
	cells   []string
	columns map[string]int
}

// readRows reads the rows below a header that is made of the names. A row that is no CSV
// yields a *[RowError], and reading goes on; any other error comes last.
func readRows(r io.Reader, names []string, header func([]string) (map[string]int, error)) iter.Seq2[cells, error] {
	return func(yield func(cells, error) bool) {
		bounded := &sheet.Bound{In: r}
		text, foreign := sheet.Text(bounded, names, 0)
		if foreign != "" {
			yield(cells{}, &storage.InvalidError{What: "CSV", Problems: []storage.Problem{{Line: 1, Message: foreign}}})
			return
		}
		reader := csv.NewReader(text)
		reader.FieldsPerRecord = -1
		reader.ReuseRecord = true
		first, err := reader.Read()
		if err != nil {
			yield(cells{}, csvError(1, err))
			return
		}
		columns, err := header(first)
		if err != nil {
			yield(cells{}, err)
			return
		}
		for {
			bounded.Next()
			record, err := reader.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			row := cells{cells: record, columns: columns}
			parse, bad := errors.AsType[*csv.ParseError](err)
			switch {
			case bad:
				row.line, err = parse.StartLine, &RowError{Line: parse.StartLine, Err: csvError(0, err)}
			case err != nil:
				yield(cells{}, csvError(0, err))
				return
			default:
				row.line, _ = reader.FieldPos(0)
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

func csvError(line int, err error) error {
	message := err.Error()
	var parse *csv.ParseError
	switch {
	case errors.As(err, &parse):
		line, message = parse.StartLine, parse.Err.Error()
	case errors.Is(err, io.EOF):
		message = "the file is empty"
	case errors.Is(err, sheet.ErrLongRow):
	default:
		return fmt.Errorf("complaint: reading CSV: %w", err)
	}
	return &storage.InvalidError{What: "CSV", Problems: []storage.Problem{{Line: line, Message: message}}}
}

// readHeader returns the position of each column of drafts by name.
func readHeader(header []string) (map[string]int, error) {
	var required []string
	for _, c := range new(Row).columns() {
		if c.required {
			required = append(required, c.name)
		}
	}
	return placesOf(header, columnNames(), required)
}

// placesOf returns the position of each column by name. Those that go in pairs go in pairs.
func placesOf(header, names, required []string) (map[string]int, error) {
	columns := map[string]int{}
	var p storage.Problems
	if len(header) > sheet.MaxColumns {
		p.Note(storage.Problem{Line: 1, Message: fmt.Sprintf("%d columns, at most %d are allowed", len(header), sheet.MaxColumns)})
		return nil, p.Err("CSV header")
	}
	wrong := func(field, message string, legal ...string) {
		p.Note(storage.Problem{Line: 1, Field: field, Message: message, Legal: legal})
	}
	for i, name := range header {
		if !slices.Contains(names, name) {
			if meant, message := sheet.Miswritten(name, names); message != "" {
				if meant == "" {
					meant = columnName(i, "")
				}
				wrong(meant, message)
				columns[meant] = i
				continue
			}
			wrong(columnName(i, name), "unknown column", storage.Nearest(name, names)...)
			continue
		}
		if _, twice := columns[name]; twice {
			wrong(name, "this column stands twice")
		}
		columns[name] = i
	}
	for _, pair := range [][2]string{
		{"latitude", "longitude"}, {"longitude", "latitude"}, {"promise_due", "promise_origin"}, {"promise_origin", "promise_due"},
	} {
		_, has := columns[pair[0]]
		if _, other := columns[pair[1]]; has && !other {
			wrong(pair[1], "this column is missing: it goes with "+pair[0])
		}
	}
	for _, name := range required {
		if _, ok := columns[name]; !ok {
			wrong(name, "this column is missing")
		}
	}
	return columns, p.Err("CSV header")
}

// columnName is what an unknown column is called in a message: its name if that
// looks like one, else its number, because a file without a header begins with
// somebody's data.
func columnName(i int, name string) string {
	if len(name) <= 40 && name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") == "" {
		return strconv.Quote(name)
	}
	return fmt.Sprintf("column %d", i+1)
}

// readRow turns a record into a draft; every problem names its column.
func readRow(line int, record []string, columns map[string]int, l *Lifecycle, limits Limits) (Row, error) {
	row := Row{Line: line}
	p := checks(limits)
	p.edition = l
	if message := sheet.Fields(record, len(columns)); message != "" {
		p.Add("", message)
		return row, &RowError{Line: line, Err: p.Err("row")}
	}
	for _, c := range row.columns() {
		i, ok := columns[c.name]
		if !ok {
			continue
		}
		if message := sheet.Damaged(record[i], !c.free); message != "" {
			p.Add(c.name, message)
			continue
		}
		c.read(p, record[i])
	}
	if p.Len() == 0 {
		row.Draft.check(p)
		if l != nil {
			p.takesDraft(l, row.Draft)
		}
		l.checkWordsOfDraft(&p.Problems, row.Draft)
	}
	if err := p.Err("row"); err != nil {
		return row, &RowError{Line: line, Err: err}
	}
	return row, nil
}
