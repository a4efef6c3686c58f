package calendar_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// What a spreadsheet makes of a list of days is named; a row that it lost is no
// remark.
func TestSilentSpreadsheetOfDays(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"# days\ndate;kind;name\n2020-10-28;joint_leave;Cuti\n": "a.csv:1: the columns are separated by semicolons (;)",
		"date,kind,name\n2020-10-28,joint_leave,\u200b\n":       "a.csv:2: name: is required",
		"date\tkind\tname\n":           "separated by tabs",
		"\xff\xfed\x00a\x00t\x00e\x00": "a.csv:1: the file is in UTF-16",
		"date,kind,name\n2020-10-28,joint_leave,Cuti\n#REF!,holiday,Lost\n": "a.csv:3: this is an error value",
		"date,kind,name\n2.02E+07,joint_leave,Cuti\n":                       "a.csv:2: date: a spreadsheet rounded",
		"Date,kind,name\n": "a.csv:1: date: this column is written with capitals",
	} {
		_, err := calendar.ReadCSV("a.csv", strings.NewReader(text))
		require.ErrorIs(t, err, storage.ErrInvalid, text)
		require.ErrorContains(t, err, want)
	}
}
