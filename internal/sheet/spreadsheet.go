package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/aduan-go/aduan/storage"
)

// What spreadsheet programs do to a table without a word is named here. None of
// the messages repeats what a cell holds, which may be somebody's name.

// advice is what to do in the spreadsheet.
const advice = "; save it as CSV in UTF-8 with commas"

// Text returns what a table is read from, without a byte order mark. The message
// tells what else the file is: a workbook, UTF-16, or a table whose separator is no
// comma; then there is nothing to read. The names are those of the columns; lines
// that begin with comment, if it is not zero, are passed over in looking for the
// header. A failure of the reader comes when the text is read.
func Text(in io.Reader, names []string, comment rune) (text io.Reader, message string) {
	b := bufio.NewReader(in)
	start, err := beginning(b, comment)
	text = b
	if err != nil {
		text = io.MultiReader(io.LimitReader(b, int64(b.Buffered())), failed{err})
	}
	switch {
	case bytes.HasPrefix(start, []byte("\uFEFF")):
		_, _ = b.Discard(3)
		start = start[3:]
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")), len(start) > 1 && (start[0] == 0 || start[1] == 0):
		return text, `the file is in UTF-16, as "Unicode text" of a spreadsheet is` + advice
	case bytes.HasPrefix(start, []byte("PK\x03\x04")), bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0")):
		return text, "the file is a workbook, not CSV" + advice
	}
	for line := range strings.Lines(string(start)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && (comment == 0 || !strings.HasPrefix(line, string(comment))) {
			return text, separated(line, names)
		}
	}
	return text, ""
}

// failed is a reader that fails.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }

// beginning returns what can be looked at before the table is read: to the end of
// the first line, without waiting for more, or as much as there is room for if
// the first lines may be comments. The error is that of the reader.
func beginning(b *bufio.Reader, comment rune) ([]byte, error) {
	for {
		start, _ := b.Peek(b.Buffered())
		if comment == 0 && bytes.IndexByte(bytes.TrimLeft(start, "\r\n"), '\n') > 0 {
			return start, nil
		}
		switch _, err := b.Peek(len(start) + 1); {
		case errors.Is(err, io.EOF), errors.Is(err, bufio.ErrBufferFull):
			return start, nil
		case err != nil:
			return start, err
		}
	}
}

// mark is a separator and what it is called.
type mark struct{ sign, name string }

func marks() []mark {
	return []mark{{";", "semicolons (;)"}, {"\t", "tabs"}, {"|", "vertical bars (|)"}}
}

// separated says by what the header is separated if that is no comma: by what
// gives more names of columns than commas do or, where there is no comma, by
// whatever there is.
func separated(line string, names []string) string {
	if strings.HasPrefix(line, "sep=") {
		return `the first line "sep=" is a note of a spreadsheet to itself; take it out, and separate the columns by commas`
	}
	most, found := known(strings.Split(line, ","), names), mark{}
	for _, m := range marks() {
		parts := strings.Split(line, m.sign)
		if n := known(parts, names); n > most || found == (mark{}) && n == most && len(parts) > 1 && !strings.Contains(line, ",") {
			most, found = n, m
		}
	}
	if found == (mark{}) {
		return ""
	}
	return "the columns are separated by " + found.name + ", want commas" + advice
}

// known counts the parts that are names of columns, however they are written.
func known(parts, names []string) int {
	n := 0
	for _, part := range parts {
		if slices.Contains(names, plain(strings.Trim(part, `"`))) {
			n++
		}
	}
	return n
}

// plain is a name in lower case without what surrounds it unseen.
func plain(name string) string {
	return strings.ToLower(strings.TrimFunc(name, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }))
}

// Miswritten says what a spreadsheet, or who filled it in, did to the name of a
// column that is unknown; empty if that cannot be told. The column is the one that
// is meant, if one is.
func Miswritten(name string, names []string) (column, message string) {
	switch meant := plain(name); {
	case slices.Contains(names, name):
		return name, ""
	case meant == "":
		return "", "this column has no name; spreadsheets keep empty columns, delete it"
	case slices.Contains(names, meant):
		return meant, "this column is written with capitals, spaces or hidden characters; want its name exactly"
	}
	return "", ""
}

// Fields says that a row has another number of cells than the header; empty if it
// has not.
func Fields(cells []string, want int) string {
	if len(cells) == want {
		return ""
	}
	message := fmt.Sprintf("%d fields, the header has %d", len(cells), want)
	for _, m := range marks() {
		if len(cells) == 1 && want > 1 && strings.Count(cells[0], m.sign) == want-1 {
			message += "; this row is separated by " + m.name + ", want commas"
		}
	}
	return message
}

// Damaged says what a spreadsheet did to a cell; empty if nothing. In exact
// columns, for identifiers and numbers, that is a number that was rounded to be
// shown, such as 6.28E+11 or 6,28E+11; in all columns an error value such as
// #NAME?. A number that lost its leading zeros or its digits after the fifteenth
// looks like any other, and is not found.
func Damaged(cell string, exact bool) string {
	switch trimmed := strings.TrimSpace(cell); {
	case exact && rounded(trimmed):
		return "a spreadsheet rounded this number; make the column text there, and enter it again"
	case slices.Contains(errorValues(), trimmed), len(trimmed) > 2 && strings.Trim(trimmed, "#") == "":
		return lost
	}
	return ""
}

// lost is what is wrong with a cell of [errorValues].
const lost = "this is an error value of a spreadsheet; what was entered is lost"

// errorValues are what spreadsheets write for what they cannot compute.
func errorValues() []string {
	return []string{"#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#ERROR!", "#SPILL!"}
}

// remarks watches the lines of a table in which # begins a remark: a row whose
// first cell is an error value would be taken for one, and be gone.
type remarks struct {
	file     string
	problems *storage.Problems
	line     int
	start    []byte // of the line, as long as an error value may be
}

// Write takes in more of the table.
func (r *remarks) Write(p []byte) (int, error) {
	for _, b := range p {
		switch {
		case b == '\n':
			r.line++
			r.start = r.start[:0]
		case len(r.start) < 10:
			r.start = append(r.start, b)
			if value, is := strings.CutSuffix(string(r.start), ","); is && slices.Contains(errorValues(), value) {
				r.problems.Note(storage.Problem{File: r.file, Line: r.line, Message: lost})
			}
		}
	}
	return len(p), nil
}

// rounded reports whether a text is a number as spreadsheets write large ones: one
// digit before the point or comma, and an exponent with its sign and at least two
// digits. 12E5 is none, and may be an identifier.
func rounded(s string) bool {
	s = strings.ToUpper(strings.TrimLeft(s, "+-"))
	digits, exponent, found := strings.Cut(s, "E")
	if !found || len(exponent) < 3 || len(exponent) > 4 || exponent[0] != '+' && exponent[0] != '-' {
		return false
	}
	whole, fraction, pointed := strings.Cut(strings.Replace(digits, ",", ".", 1), ".")
	number := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return len(whole) == 1 && number(whole) && number(exponent[1:]) && (!pointed || number(fraction))
}
