package complaint_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// Case 25: a file as a spreadsheet in Indonesian settings writes it is refused with
// that reason, and no message repeats what a cell holds.
func TestSilentSpreadsheetOfReports(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"semicolons": {"kind;title;body;channel\ncomplaint;Siti;B;web\n", "line 1: the columns are separated by semicolons (;), want commas"},
		"quoted":     {"\uFEFF\"kind\";\"title\";\"body\";\"channel\"\n\"complaint\";\"Siti\";\"B\";\"web\"\n", "semicolons (;)"},
		"no header":  {"complaint;Siti Rahma;0812;web\n", "semicolons (;)"},
		"tabs":       {"kind\ttitle\tbody\tchannel\n", "tabs"},
		"UTF-16":     {"\xff\xfek\x00i\x00n\x00d\x00", "UTF-16"},
		"workbook":   {"PK\x03\x04Siti", "a workbook, not CSV"},
		"capitals":   {"Kind,Title,Body,Channel\ncomplaint,Siti,B,web\n", "4 problems\n  line 1: kind: this column is written with capitals"},
		"empty":      {"kind,title,body,channel,\n", "column 5: this column has no name"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rows, errs := readAll(c.text, complaint.Limits{})
			require.Empty(t, rows)
			require.Len(t, errs, 1)
			require.ErrorIs(t, errs[0], storage.ErrInvalid)
			require.ErrorContains(t, errs[0], c.want)
			require.NotContains(t, errs[0].Error(), "Siti")
		})
	}
}

// Numbers that a spreadsheet rounded are refused by line where a number or an
// identifier stands, and left as they are in free text.
func TestSilentRoundedNumbers(t *testing.T) {
	t.Parallel()
	for _, number := range []string{"6.28123E+11", `"6,28E+11"`, "6E+11", " 3.404E+15"} {
		for _, column := range []string{"line_id", "category", "region", "event_date", "agency", "reporter_account", "reporter_contact", "external_id", "external_system", "attachments"} {
			rows, errs := readAll("kind,title,body,channel,"+column+"\ncomplaint,T,B,web,\ncomplaint,T,B,web,"+number+"\n", complaint.Limits{})
			require.Len(t, rows, 1)
			require.Len(t, errs, 1, column)
			var bad *complaint.RowError
			require.ErrorAs(t, errs[0], &bad)
			require.Equal(t, 3, bad.Line)
			require.ErrorContains(t, bad, column+": a spreadsheet rounded this number")
			require.NotContains(t, bad.Error(), strings.Trim(number, `" `))
		}
		rows, errs := readAll("kind,title,body,channel,place,reporter_name\ncomplaint,"+strings.Join([]string{number, number, "web", number, number}, ",")+"\n", complaint.Limits{})
		require.Empty(t, errs)
		require.Len(t, rows, 1)
	}
	_, errs := readAll("kind,title,body,channel\ncomplaint,#NAME?,B,web\n", complaint.Limits{})
	require.ErrorContains(t, errs[0], "title: this is an error value of a spreadsheet")
	rows, errs := readAll("kind,title,body,channel,line_id\ncomplaint,T,B,web,12E5\n", complaint.Limits{})
	require.Empty(t, errs)
	require.Equal(t, "12E5", rows[0].Name)
}
