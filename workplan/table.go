package workplan

import (
	"strings"
	"unicode/utf8"
)

// Table is a table of texts, to be printed, published, or opened in a
// spreadsheet.
type Table struct {
	// Title stands above the table; empty for none.
	Title   string
	Columns []Heading
	// Rows have one cell for each column; missing cells are empty.
	Rows [][]string
}

// Heading is the head of a column.
type Heading struct {
	Text string
	// Number aligns the column to the right.
	Number bool
}

// AddTexts adds columns of texts with these heads.
func (t *Table) AddTexts(heads ...string) { t.add(false, heads) }

// AddNumbers adds columns of numbers with these heads; they are aligned to the
// right.
func (t *Table) AddNumbers(heads ...string) { t.add(true, heads) }

func (t *Table) add(number bool, heads []string) {
	for _, head := range heads {
		t.Columns = append(t.Columns, Heading{Text: head, Number: number})
	}
}

// Text prints the table with spaces between the columns, for a typeface in
// which all letters are equally wide. Line breaks inside cells become spaces.
func (t Table) Text() string {
	width := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		width[i] = utf8.RuneCountInString(c.Text)
		for _, row := range t.Rows {
			width[i] = max(width[i], utf8.RuneCountInString(oneLine(cell(row, i))))
		}
	}
	var b strings.Builder
	if t.Title != "" {
		b.WriteString(t.Title + "\n")
	}
	line := func(get func(int) string) {
		var l strings.Builder
		for i, c := range t.Columns {
			if i > 0 {
				l.WriteString("  ")
			}
			text := get(i)
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(text))
			if c.Number {
				l.WriteString(pad + text)
			} else {
				l.WriteString(text + pad)
			}
		}
		b.WriteString(strings.TrimRight(l.String(), " ") + "\n")
	}
	line(func(i int) string { return oneLine(t.Columns[i].Text) })
	line(func(i int) string { return strings.Repeat("-", width[i]) })
	for _, row := range t.Rows {
		line(func(i int) string { return oneLine(cell(row, i)) })
	}
	return b.String()
}

// Markdown writes the table in the form of GitHub's Markdown. What has a meaning
// in Markdown or HTML is escaped.
func (t Table) Markdown() string {
	var b strings.Builder
	if t.Title != "" {
		b.WriteString("### " + EscapeMarkdown(t.Title) + "\n\n")
	}
	b.WriteString("|")
	for _, c := range t.Columns {
		b.WriteString(" " + EscapeMarkdown(c.Text) + " |")
	}
	b.WriteString("\n|")
	for _, c := range t.Columns {
		if c.Number {
			b.WriteString(" ---: |")
		} else {
			b.WriteString(" --- |")
		}
	}
	b.WriteString("\n")
	for _, row := range t.Rows {
		b.WriteString("|")
		for i := range t.Columns {
			b.WriteString(" " + EscapeMarkdown(cell(row, i)) + " |")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// CSV writes the table by RFC 4180: a header, commas, CR LF, and quotes where
// they are needed. The title is left out. A cell that a spreadsheet would take
// for a formula, one that begins with = + - @, a tab or a carriage return and is
// no negative number as some language writes it, gets an apostrophe before it.
func (t Table) CSV() string {
	var b strings.Builder
	for i, c := range t.Columns {
		csvCell(&b, i, c.Text)
	}
	b.WriteString("\r\n")
	for _, row := range t.Rows {
		for i := range t.Columns {
			csvCell(&b, i, cell(row, i))
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

func csvCell(b *strings.Builder, column int, s string) {
	if column > 0 {
		b.WriteByte(',')
	}
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) && !negative(s) {
		s = "'" + s
	}
	if strings.ContainsAny(s, ",\"\r\n") || strings.TrimSpace(s) != s {
		s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	b.WriteString(s)
}

// negative reports whether a text is a negative number, with whatever language's
// signs between the digits.
func negative(s string) bool {
	digits, ok := strings.CutPrefix(s, "-")
	return ok && strings.ContainsAny(digits, "0123456789") && strings.Trim(digits, "0123456789.,\u00a0\u202f") == ""
}

func cell(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

// oneLine takes line breaks and other control characters out of a text.
func oneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c == '\u2028' || c == '\u2029' {
			return ' '
		}
		return c
	}, s)
}

var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "|", `\|`, "#", `\#`, "~", `\~`, "!", `\!`,
	"://", `\://`, "www.", `www\.`,
)

// EscapeMarkdown writes a text so that Markdown shows it as it is within a line:
// no markup, and no link to a web address. An e-mail address may become a link
// where GitHub shows it, since nothing escapes that.
func EscapeMarkdown(s string) string { return markdownEscapes.Replace(oneLine(s)) }
