package sheet_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/internal/sheet"
)

// inUTF16 writes a text as a spreadsheet writes "Unicode text".
func inUTF16(text string, low bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune("\uFEFF" + text)) {
		if low {
			b.WriteByte(byte(u))
		}
		b.WriteByte(byte(u >> 8))
		if !low {
			b.WriteByte(byte(u))
		}
	}
	return b.String()
}

// Whatever a spreadsheet does to a table without a word is named.
func TestSilentSpreadsheets(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"semicolons":             {"name;age;town\na;1;b\n", "a.csv:1: the columns are separated by semicolons (;), want commas"},
		"quoted":                 {"\"name\";\"age\"\r\n\"a\";\"1\"\r\n", "semicolons (;)"},
		"with a mark":            {"\uFEFFname;age\n", "semicolons (;)"},
		"below a remark":         {"# remark, with a comma\n\nname;age\n", "semicolons (;)"},
		"tabs":                   {"name\tage\na\t1\n", "separated by tabs"},
		"bars":                   {"name|age\n", "vertical bars (|)"},
		"capitals and all":       {"NAME;Age\n", "semicolons (;)"},
		"foreign names":          {"nama;umur\n", "semicolons (;)"},
		"a comma in one":         {"name;age;\"a, b\"\n", "semicolons (;)"},
		"sep":                    {"sep=;\nname;age\n", `the first line "sep="`},
		"sep, commas":            {"sep=,\nname,age\n", `the first line "sep="`},
		"UTF-16":                 {inUTF16("name\tage\n", true), "UTF-16"},
		"UTF-16, big end":        {inUTF16("name,age\n", false), "UTF-16"},
		"UTF-16, no mark":        {inUTF16("name,age\n", true)[2:], "UTF-16"},
		"UTF-16, big, no mark":   {inUTF16("name,age\n", false)[2:], "UTF-16"},
		"workbook":               {"PK\x03\x04\x14\x00\x06\x00", "a workbook, not CSV"},
		"old workbook":           {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a workbook, not CSV"},
		"capitals":               {"Name,age\n", "a.csv:1: name: this column is written with capitals"},
		"spaces":                 {"name , age\n", "2 problems\n  a.csv:1: name: this column is written with capitals, spaces"},
		"hidden character":       {"name,\u200Bage\n", "a.csv:1: age: this column is written with capitals, spaces or hidden"},
		"hard space":             {"name,age\u00A0\n", "a.csv:1: age: this column"},
		"columns without a name": {"name,age,,\n", "a.csv:1: column 3: this column has no name"},
		"row without cells":      {"name,age\na,1\n,\n", "a.csv:3: this row is empty"},
		"row of its own":         {"name,age\na;1\n", "a.csv:2: 1 fields, the header has 2; this row is separated by semicolons (;)"},
		"Windows letters":        {"name,age\nCaf\xe9,1\n", "a.csv:2: name: is not text in UTF-8"},
		"rounded":                {"name,age\na,6.28123E+11\n", "a.csv:2: age: a spreadsheet rounded this number"},
		"rounded, with a comma":  {"name,age\na,\"6,28E+11\"\n", "a.csv:2: age: a spreadsheet rounded"},
		"rounded to one digit":   {"name,age\na,6E+11\n", "a.csv:2: age: a spreadsheet rounded"},
		"error value":            {"age,name\n1,#NAME?\n", "a.csv:2: name: this is an error value"},
		"error value, no remark": {"name,age\nb,1\n#REF!,1\n", "a.csv:3: this is an error value"},
		"too narrow":             {"name,age\na,########\n", "a.csv:2: age: this is an error value"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, invalid, err := read(t, iotest.OneByteReader(strings.NewReader(c.text)))
			require.NoError(t, err)
			require.ErrorContains(t, invalid, c.want)
		})
	}
}

// What only looks like it is read as it stands.
func TestNotEverySignIsASpreadsheets(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"name,age,town\n6.28E+11,12E5,3E+\n":               "6.28E+11 12E53E+", // free text; identifiers
		"name,age\na;b,1|2\n":                              "a;b 1|2",
		"name\nx\n":                                        "x ",
		"\"name\",\"age\"\n\"#1\",12.5E+03\n# N/A\n#N/A\n": "#1 12.5E+03",
		"age,name\n1E+1,#\n":                               "# 1E+1",
		"name,age\nE+11,1.E+11\n":                          "E+11 1.E+11",
		"name,age\n" + "5.0,6.28 E+11":                     "5.0 6.28 E+11",
		"# name;age\n# more;and more\nname,age\na,1\n":     "a 1",
	} {
		rows, invalid, err := read(t, strings.NewReader(text))
		require.NoError(t, errors.Join(invalid, err), text)
		require.Equal(t, []string{want}, rows)
	}
}

// A failure while the beginning is looked at comes when the table is read, and a
// table that arrives slowly is read as it arrives.
func TestBeginningIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	once := false
	_, _, err := read(t, reader(func(p []byte) (int, error) {
		if once {
			return 0, io.EOF
		}
		once = true
		return copy(p, "na"), broken
	}))
	require.ErrorIs(t, err, broken)

	in, out := io.Pipe()
	go func() { _, _ = io.WriteString(out, "name,age\n") }()
	text, message := sheet.Text(in, []string{"name", "age"}, 0)
	require.Empty(t, message)
	line := make([]byte, 9)
	_, err = io.ReadFull(text, line)
	require.NoError(t, err)
	require.Equal(t, "name,age\n", string(line))
}

type reader func([]byte) (int, error)

func (r reader) Read(p []byte) (int, error) { return r(p) }
