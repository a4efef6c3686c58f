package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
)

// paper is a document: sections of paragraphs, lists and tables.
type paper struct {
	title    string
	sections []section
}

// section is a part of the paper under a title. One without parts is left out.
type section struct {
	title string
	parts []part
	// chart names a drawing that belongs to it; empty for none.
	chart string
}

// part is a paragraph, an item of a list with what is listed under it (two
// spaces before a line make it hang one level deeper), or a table.
type part struct {
	text  string
	item  bool
	under []string
	table workplan.Table
	// file names the table among the CSV files, which have all its columns. The
	// paper leaves out the hidden ones.
	file   string
	hidden []int
}

// writer puts a paper together in one language.
type writer struct {
	*cooperation
	words aduan.Words
	say   aduan.Say
	paper paper
}

func (w *writer) section(title string) {
	w.paper.sections = append(w.paper.sections, section{title: title})
}

func (w *writer) add(p part) {
	last := &w.paper.sections[len(w.paper.sections)-1]
	last.parts = append(last.parts, p)
}

// text adds a paragraph.
func (w *writer) text(text string) { w.add(part{text: text}) }

// item adds an item to a list, with what is listed under it.
func (w *writer) item(text string, under ...string) {
	w.add(part{text: text, item: true, under: under})
}

// table adds a table unless it is empty, and names it among the files. The paper
// leaves out the hidden columns, counted from 0.
func (w *writer) table(file string, t workplan.Table, hidden ...int) {
	if len(t.Rows) > 0 {
		w.add(part{table: t, file: file, hidden: hidden})
	}
}

// chart names the drawing of the last section.
func (w *writer) chart(name string) { w.paper.sections[len(w.paper.sections)-1].chart = name }

// shown is the table of a part without its hidden columns.
func (p part) shown() workplan.Table {
	t := workplan.Table{Title: p.table.Title, Rows: make([][]string, len(p.table.Rows))}
	for i, c := range p.table.Columns {
		if slices.Contains(p.hidden, i) {
			continue
		}
		t.Columns = append(t.Columns, c)
		for j, row := range p.table.Rows {
			cell := ""
			if i < len(row) {
				cell = row[i]
			}
			t.Rows[j] = append(t.Rows[j], cell)
		}
	}
	return t
}

// text is the paper for a terminal.
func (p paper) text() string {
	return p.render(style{
		title: func(s string) string { return s + "\n" + strings.Repeat("=", len([]rune(s))) + "\n" },
		head:  func(s string) string { return s + "\n" + strings.Repeat("-", len([]rune(s))) + "\n" },
		plain: func(s string) string { return s },
		table: workplan.Table.Text,
		chart: func(string, string) string { return "" },
	})
}

// markdown is the paper as Markdown; its charts are files beside it.
func (p paper) markdown(charts map[string]string) string {
	return p.render(style{
		title: func(s string) string { return "# " + workplan.EscapeMarkdown(s) + "\n" },
		head:  func(s string) string { return "## " + workplan.EscapeMarkdown(s) + "\n\n" },
		plain: workplan.EscapeMarkdown,
		table: workplan.Table.Markdown,
		chart: func(name, title string) string {
			return fmt.Sprintf("\n![%s](%s)\n", workplan.EscapeMarkdown(title), charts[name])
		},
	})
}

// style is how the pieces of a paper are written; each ends its line.
type style struct {
	title, head, plain func(string) string
	table              func(workplan.Table) string
	chart              func(name, title string) string
}

// render writes the paper: an empty line stands between any two parts but the
// items of one list.
func (p paper) render(s style) string {
	var b strings.Builder
	b.WriteString(s.title(p.title))
	number := 0
	for _, section := range p.sections {
		if len(section.parts) == 0 {
			continue
		}
		number++
		b.WriteString("\n" + s.head(fmt.Sprintf("%d. %s", number, section.title)))
		for i, part := range section.parts {
			if i > 0 && !(part.item && section.parts[i-1].item) {
				b.WriteString("\n")
			}
			switch {
			case part.table.Columns != nil:
				b.WriteString(s.table(part.shown()))
			case part.item:
				b.WriteString("- " + s.plain(part.text) + "\n")
				for _, line := range part.under {
					text := strings.TrimLeft(line, " ")
					b.WriteString(strings.Repeat(" ", len(line)-len(text)) + "  - " + s.plain(text) + "\n")
				}
			default:
				b.WriteString(s.plain(part.text) + "\n")
			}
		}
		if section.chart != "" {
			b.WriteString(s.chart(section.chart, section.title))
		}
	}
	return b.String()
}
