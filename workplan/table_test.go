package workplan_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/workplan"
)

func TestTable(t *testing.T) {
	t.Parallel()
	table := workplan.Table{
		Title:   "A | B",
		Columns: []workplan.Heading{{Text: "Name"}, {Text: "Sum", Number: true}},
		Rows:    [][]string{{"=HYPERLINK(\"x\")", "-12.50"}, {"a|b <i>*c*</i>\nd", "3"}, {"+62 812"}, {"-", "@x"}, {" padded", "\tx"}, {"-1.340,5", "-1+2"}},
	}
	require.Equal(t, "Name,Sum\r\n\"'=HYPERLINK(\"\"x\"\")\",-12.50\r\n\"a|b <i>*c*</i>\nd\",3\r\n'+62 812,\r\n'-,'@x\r\n\" padded\",'\tx\r\n\"-1.340,5\",'-1+2\r\n", table.CSV())
	require.Equal(t, "### A \\| B\n\n| Name | Sum |\n| --- | ---: |\n| =HYPERLINK(\"x\") | -12.50 |\n"+
		"| a\\|b &lt;i&gt;\\*c\\*&lt;/i&gt; d | 3 |\n| +62 812 |  |\n| - | @x |\n|  padded |  x |\n| -1.340,5 | -1+2 |\n", table.Markdown())
	require.Equal(t, "A | B\nName                 Sum\n----------------  ------\n=HYPERLINK(\"x\")   -12.50\na|b <i>*c*</i> d       3\n+62 812\n-                     @x\n padded                x\n-1.340,5            -1+2\n", table.Text())
}

func FuzzTable(f *testing.F) {
	f.Add("=1+1", "a\"b,c\r\nd")
	f.Add("-1", "|\\|")
	f.Fuzz(func(t *testing.T, a, b string) {
		table := workplan.Table{Columns: []workplan.Heading{{Text: "a"}, {Text: "b"}}, Rows: [][]string{{a, b}}}
		written := table.CSV()
		rows, err := csv.NewReader(strings.NewReader(written)).ReadAll()
		require.NoError(t, err)
		require.Len(t, rows, 2)
		for i, cell := range []string{a, b} {
			got := rows[1][i]
			if got != strings.ReplaceAll(cell, "\r\n", "\n") {
				require.Equal(t, "'"+strings.ReplaceAll(cell, "\r\n", "\n"), got)
			}
			if got != "" && strings.ContainsRune("=+-@\t\r", rune(got[0])) {
				require.Regexp(t, `^-[0-9.,\x{a0}\x{202f}]*[0-9][0-9.,\x{a0}\x{202f}]*$`, got, "a spreadsheet would take it for a formula")
			}
		}
		require.Equal(t, 3, strings.Count(table.Markdown(), "\n"))
		require.Equal(t, 3, strings.Count(table.Text(), "\n"))
	})
}

// What becomes a link is shown as it is.
func TestEscapeMarkdown(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"see https://lapor.go.id/x": `see https\://lapor.go.id/x`, "www.lapor.go.id": `www\.lapor.go.id`, "# x": `\# x`, "> x": "&gt; x", "a|b": `a\|b`, "": "", "-": "-",
	} {
		require.Equal(t, want, workplan.EscapeMarkdown(in), in)
	}
}
