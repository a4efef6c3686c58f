package main

import (
	"fmt"
	"slices"
	"strings"
)

// table is a table or a view with what the comments say of it.
type table struct {
	name, about, kind string
	columns           []column
	indexes           []string
	names             []string // of the indexes, empty for those that come with the table
}

// column is a column; one without words of its own shares those of the column
// before it.
type column struct{ name, kind, about string }

// reader reads one migration line by line.
type reader struct {
	tables  []*table
	open    *table // whose columns are being read
	comment []string
}

// read adds what a migration says to the tables.
func read(tables []*table, file, script string) ([]*table, error) {
	r := &reader{tables: tables}
	for n, line := range strings.Split(script, "\n") {
		if err := r.line(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n+1, err)
		}
	}
	return r.tables, nil
}

func (r *reader) line(line string) error {
	words := strings.Fields(strings.NewReplacer("(", " ( ", ",", " , ").Replace(line))
	switch {
	case strings.HasPrefix(line, "--"):
		r.comment = append(r.comment, strings.TrimSpace(strings.TrimPrefix(line, "--")))
		return nil
	case line == "":
		r.comment = nil
	case strings.HasPrefix(line, "CREATE TABLE "), strings.HasPrefix(line, "CREATE VIEW "), strings.HasPrefix(line, "CREATE VIRTUAL TABLE "):
		return r.begin(line)
	case strings.HasPrefix(line, "CREATE INDEX "), strings.HasPrefix(line, "CREATE UNIQUE INDEX "):
		return r.index(line)
	case strings.HasPrefix(line, "DROP INDEX "):
		return r.drop(strings.TrimSuffix(strings.TrimPrefix(line, "DROP INDEX "), ";"))
	case strings.HasPrefix(line, "ALTER TABLE ") && strings.Contains(line, " ADD COLUMN "):
		before, after, _ := strings.Cut(line, " ADD COLUMN ")
		t := r.find(strings.TrimPrefix(before, "ALTER TABLE "))
		if t == nil {
			return fmt.Errorf("there is no table before %q", line)
		}
		return r.column(t, strings.TrimSuffix(after, ";"))
	case r.open == nil:
	case strings.HasPrefix(line, ")"):
		if strings.HasSuffix(strings.TrimSuffix(line, ";"), "WITHOUT ROWID") {
			r.open.kind += " without row number"
		}
		r.open = nil
	case words[0] == "PRIMARY" || words[0] == "UNIQUE" || words[0] == "CHECK":
		r.open.indexes, r.open.names = append(r.open.indexes, strings.TrimSuffix(line, ",")), append(r.open.names, "")
	default:
		return r.column(r.open, strings.TrimSuffix(line, ","))
	}
	return nil
}

// begin begins a table, whose comment stands before it.
func (r *reader) begin(line string) error {
	t := &table{about: strings.Join(r.comment, " "), kind: "Table"}
	rest := strings.TrimPrefix(line, "CREATE TABLE ")
	if strings.HasPrefix(line, "CREATE VIEW ") {
		t.kind, rest = "View", strings.TrimPrefix(line, "CREATE VIEW ")
	}
	if strings.HasPrefix(line, "CREATE VIRTUAL TABLE ") {
		t.kind, rest = "Index of words", strings.TrimPrefix(line, "CREATE VIRTUAL TABLE ")
	}
	t.name, _, _ = strings.Cut(rest, " ")
	if t.about == "" {
		return fmt.Errorf("the comment of %s is missing", t.name)
	}
	if t.kind != "Index of words" {
		r.open = t
	}
	r.tables, r.comment = append(r.tables, t), nil
	return nil
}

func (r *reader) column(t *table, line string) error {
	name, kind, _ := strings.Cut(line, " ")
	about := strings.Join(r.comment, " ")
	if about == "" && len(t.columns) == 0 {
		return fmt.Errorf("the comment of column %s is missing", name)
	}
	t.columns = append(t.columns, column{name: name, kind: kind, about: about})
	r.comment = nil
	return nil
}

func (r *reader) index(line string) error {
	made, on, _ := strings.Cut(line, " ON ")
	name, columns, _ := strings.Cut(on, " ")
	t := r.find(name)
	if t == nil {
		return fmt.Errorf("there is no table before %q", line)
	}
	unique := ""
	if strings.HasPrefix(line, "CREATE UNIQUE") {
		unique = "UNIQUE "
	}
	t.indexes = append(t.indexes, unique+strings.TrimSuffix(columns, ";"))
	t.names = append(t.names, made[strings.LastIndex(made, " ")+1:])
	return nil
}

func (r *reader) drop(name string) error {
	for _, t := range r.tables {
		if i := slices.Index(t.names, name); i >= 0 {
			t.indexes, t.names = slices.Delete(t.indexes, i, i+1), slices.Delete(t.names, i, i+1)
			return nil
		}
	}
	return fmt.Errorf("there is no index %s", name)
}

func (r *reader) find(name string) *table {
	for _, t := range r.tables {
		if t.name == name {
			return t
		}
	}
	return nil
}
