package complaint

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
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

// csvColumns are the columns that [ReadCSV] knows, those it cannot do without first.
func csvColumns() (required, optional []string) {
	return []string{"kind", "title", "body", "channel"}, []string{
		"line_id", "category", "region", "place", "event_date", "agency", "anonymous", "secret",
		"reporter_account", "reporter_name", "reporter_contact", "external_system", "external_id", "attachments",
	}
}

// ReadCSV reads drafts from CSV (RFC 4180, UTF-8, comma, header in the first
// line, a byte order mark allowed). The columns may stand in any order:
//
//	kind              complaint, aspiration or information_request (required)
//	title, body       what is reported (required)
//	channel           web, sms, mobile_app, social_media, whatsapp,
//	                  face_to_face or integrated (required)
//	line_id           a name for the row
//	category          a path such as public_works/roads
//	region            a code such as 51.03 or bps:5103
//	place             where exactly
//	event_date        2020-10-26
//	agency            the agency that the reporter has in mind
//	anonymous,secret  yes or no; empty is yes, the private choice
//	reporter_account, reporter_name
//	reporter_contact  a telephone number or, with an @, an e-mail address
//	external_system, external_id
//	attachments       name|media type|size in bytes|SHA-256, separated by ;
//
// A row that is wrong, a stray quote or text that is not UTF-8 included, yields
// a *[RowError] and reading goes on; a header that is wrong or a row of more than
// 8 MiB yields a *storage.InvalidError, and a reader that fails its own error,
// and reading ends. A quote that is never closed swallows the rows after it and
// is reported for the row in which it stands. Rows are checked with
// [Draft.Validate] under the limits. Messages do not repeat what cells hold.
func ReadCSV(r io.Reader, limits Limits) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		bounded := &recordReader{r: r}
		reader := csv.NewReader(withoutMark(bounded))
		reader.FieldsPerRecord = -1
		reader.ReuseRecord = true
		header, err := reader.Read()
		if err != nil {
			yield(Row{}, csvError(1, err))
			return
		}
		columns, err := readHeader(header)
		if err != nil {
			yield(Row{}, err)
			return
		}
		for {
			bounded.read = 0
			record, err := reader.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			var parse *csv.ParseError
			if errors.As(err, &parse) {
				row := Row{Line: parse.StartLine}
				if !yield(row, &RowError{Line: row.Line, Err: csvError(0, err)}) {
					return
				}
				continue
			}
			if err != nil {
				yield(Row{}, csvError(0, err))
				return
			}
			line, _ := reader.FieldPos(0)
			row, err := readRow(line, record, columns, limits)
			if !yield(row, err) {
				return
			}
		}
	}
}

// maxRow is the most bytes read for one row, so that a quote that is never
// closed does not fill the memory.
const maxRow = 8 << 20

// errLongRow is what reading stops with at such a row.
var errLongRow = fmt.Errorf("a row is longer than %d bytes; is a quote never closed?", maxRow)

// recordReader counts what is read since the last row.
type recordReader struct {
	r    io.Reader
	read int
}

func (b *recordReader) Read(p []byte) (int, error) {
	if b.read > maxRow {
		return 0, errLongRow
	}
	n, err := b.r.Read(p)
	b.read += n
	return n, err
}

// withoutMark skips a byte order mark.
func withoutMark(r io.Reader) io.Reader {
	b := bufio.NewReader(r)
	if mark, err := b.Peek(3); err == nil && string(mark) == "\xef\xbb\xbf" {
		_, _ = b.Discard(3)
	}
	return b
}

func csvError(line int, err error) error {
	message := err.Error()
	var parse *csv.ParseError
	switch {
	case errors.As(err, &parse):
		line, message = parse.StartLine, parse.Err.Error()
	case errors.Is(err, io.EOF):
		message = "the file is empty"
	case errors.Is(err, errLongRow):
	default:
		return fmt.Errorf("complaint: reading CSV: %w", err)
	}
	return &storage.InvalidError{What: "CSV", Problems: []storage.Problem{{Line: line, Message: message}}}
}

// readHeader returns the position of each column by name.
func readHeader(header []string) (map[string]int, error) {
	required, optional := csvColumns()
	known := slices.Concat(required, optional)
	columns := map[string]int{}
	var p problems
	for i, name := range header {
		if !slices.Contains(known, name) {
			p.add(columnName(i, name), "unknown column", known...)
			continue
		}
		if _, twice := columns[name]; twice {
			p.add(name, "this column stands twice")
		}
		columns[name] = i
	}
	for _, name := range required {
		if _, ok := columns[name]; !ok {
			p.add(name, "this column is missing")
		}
	}
	for i := range p {
		p[i].Line = 1
	}
	return columns, p.err("CSV header")
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
func readRow(line int, record []string, columns map[string]int, limits Limits) (Row, error) {
	var p problems
	if len(record) != len(columns) {
		p.add("", fmt.Sprintf("%d fields, the header has %d", len(record), len(columns)))
		return Row{Line: line}, &RowError{Line: line, Err: p.err("row")}
	}
	cell := func(name string) string {
		if i, ok := columns[name]; ok {
			return record[i]
		}
		return ""
	}
	d := Draft{
		Title: cell("title"), Body: cell("body"), Place: cell("place"), Agency: agency.ID(cell("agency")),
		Category: Category(cell("category")), External: External{System: cell("external_system"), ID: cell("external_id")},
		Reporter: Person{Account: cell("reporter_account"), Name: cell("reporter_name")},
	}
	if contact := cell("reporter_contact"); strings.Contains(contact, "@") {
		d.Reporter.Email = contact
	} else {
		d.Reporter.Phone = contact
	}
	p.check("kind", d.Kind.UnmarshalText([]byte(cell("kind"))))
	p.check("channel", d.Channel.UnmarshalText([]byte(cell("channel"))))
	p.check("event_date", d.EventDate.UnmarshalText([]byte(cell("event_date"))))
	if code := cell("region"); code != "" {
		var err error
		d.Region, err = region.Parse(code)
		var wrong *region.CodeError
		if errors.As(err, &wrong) {
			p.add("region", wrong.Reason, wrong.Legal...)
		}
	}
	d.Disclosure.Named = p.no("anonymous", cell("anonymous"))
	d.Disclosure.Public = p.no("secret", cell("secret"))
	d.Attachments = p.files(cell("attachments"))
	var invalid *storage.InvalidError
	if len(p) == 0 && errors.As(d.Validate(limits), &invalid) {
		p = invalid.Problems
	}
	row := Row{Line: line, Name: cell("line_id"), Draft: d}
	if err := p.err("row"); err != nil {
		return row, &RowError{Line: line, Err: err}
	}
	return row, nil
}

// no reads a choice whose empty and safe answer is yes.
func (p *problems) no(column, text string) bool {
	if text != "" && text != "yes" && text != "no" {
		p.add(column, "want yes or no; empty is yes", "yes", "no")
	}
	return text == "no"
}

// files reads a list of attachments.
func (p *problems) files(text string) []Attachment {
	if text == "" {
		return nil
	}
	var list []Attachment
	for i, item := range strings.Split(text, ";") {
		field := fmt.Sprintf("attachments[%d]", i)
		parts := strings.Split(item, "|")
		if len(parts) != 4 {
			p.add(field, "want name|media type|size|SHA-256")
			continue
		}
		a := Attachment{Name: parts[0], MediaType: parts[1]}
		size, err := strconv.ParseInt(parts[2], 10, 64)
		if err != nil {
			p.add(field, "the size is no whole number")
		}
		a.Size = size
		p.check(field, a.Digest.UnmarshalText([]byte(parts[3])))
		list = append(list, a)
	}
	return list
}
