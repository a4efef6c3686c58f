package main

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/workplan"
)

// paper is a document: sections of paragraphs and tables.
type paper struct {
	title    string
	sections []section
}

// section is a part of the paper under a title.
type section struct {
	title string
	parts []part
	// chart names a drawing that belongs to it; empty for none.
	chart string
}

// part is a paragraph or a table. An item is a paragraph of a list.
type part struct {
	text  string
	item  bool
	table workplan.Table
	// file names the table among the CSV files.
	file string
}

// writer puts a paper together in one language.
type writer struct {
	*cooperation
	lang  lifecycle.Language
	paper paper
}

func (w *writer) say(indonesian, english string) string {
	return lifecycle.Label{Indonesian: indonesian, English: english}.In(w.lang)
}

func (w *writer) section(indonesian, english string) {
	w.paper.sections = append(w.paper.sections, section{title: w.say(indonesian, english)})
}

func (w *writer) add(p part) {
	last := &w.paper.sections[len(w.paper.sections)-1]
	last.parts = append(last.parts, p)
}

// textf adds a paragraph.
func (w *writer) textf(format string, args ...any) { w.add(part{text: fmt.Sprintf(format, args...)}) }

// itemf adds a paragraph of a list.
func (w *writer) itemf(format string, args ...any) {
	w.add(part{text: fmt.Sprintf(format, args...), item: true})
}

// table adds a table, and names it among the files.
func (w *writer) table(file string, t workplan.Table) { w.add(part{table: t, file: file}) }

// chart names the drawing of the last section.
func (w *writer) chart(name string) { w.paper.sections[len(w.paper.sections)-1].chart = name }

// text is the paper for a terminal.
func (p paper) text() string {
	var b strings.Builder
	b.WriteString(p.title + "\n" + strings.Repeat("=", len([]rune(p.title))) + "\n")
	for i, s := range p.sections {
		head := fmt.Sprintf("%d. %s", i+1, s.title)
		b.WriteString("\n" + head + "\n" + strings.Repeat("-", len([]rune(head))) + "\n")
		for _, part := range s.parts {
			switch {
			case part.table.Columns != nil:
				b.WriteString("\n" + part.table.Text())
			case part.item:
				b.WriteString("- " + strings.ReplaceAll(part.text, "\n", "\n  ") + "\n")
			default:
				b.WriteString(part.text + "\n")
			}
		}
	}
	return b.String()
}

// markdown is the paper as Markdown; its charts are files beside it.
func (p paper) markdown(charts map[string]string) string {
	var b strings.Builder
	b.WriteString("# " + workplan.EscapeMarkdown(p.title) + "\n")
	for i, s := range p.sections {
		fmt.Fprintf(&b, "\n## %d. %s\n\n", i+1, workplan.EscapeMarkdown(s.title))
		for _, part := range s.parts {
			switch {
			case part.table.Columns != nil:
				b.WriteString("\n" + part.table.Markdown() + "\n")
			case part.item:
				for j, line := range strings.Split(part.text, "\n") {
					indent := len(line) - len(strings.TrimLeft(line, " "))
					if j > 0 {
						indent += 2
					}
					b.WriteString(strings.Repeat(" ", indent) + "- " + workplan.EscapeMarkdown(strings.TrimLeft(line, " -")) + "\n")
				}
			default:
				b.WriteString(workplan.EscapeMarkdown(part.text) + "\n\n")
			}
		}
		if s.chart != "" {
			fmt.Fprintf(&b, "\n![%s](%s)\n", workplan.EscapeMarkdown(s.title), charts[s.chart])
		}
	}
	return b.String()
}
