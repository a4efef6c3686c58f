package region

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// CSV says how [CSV.Read] reads records.
type CSV struct {
	// File names the source in errors and records; it may be empty.
	File string
	// Zone is the zone in which dates begin; nil for UTC.
	Zone *time.Location
}

// csvColumns returns the legal columns, the first three required.
func csvColumns() []string {
	return []string{"code", "level", "name", "parent", "also", "zone", "from", "until", "source"}
}

// Read reads records from CSV (RFC 4180, UTF-8) whose first line names the
// columns, in any order: code, level, name and, as needed, parent, also, zone,
// from, until, source. Without the column parent a unit's parent is the one in
// its code's text ([Code.Path]). Names in also are separated by "|". Dates are
// "2022-11-09"; the period begins with the day from and ends before the day
// until; an empty date leaves it open.
//
// The error is a [*storage.InvalidError] that lists every wrong line, or the
// reader's own error.
func (c CSV) Read(r io.Reader) ([]Record, error) {
	in := csv.NewReader(r)
	in.ReuseRecord = true
	s := sheet{csv: c}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			s.problem(broken.Line, "", broken.Err.Error())
			if broken.Err == csv.ErrFieldCount {
				continue
			}
			break
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", s.what(), err)
		}
		line, _ := in.FieldPos(0)
		if s.column == nil {
			s.header(line, row)
		} else {
			s.row(line, row)
		}
		if s.column == nil {
			break
		}
	}
	if s.column == nil && len(s.problems) == 0 {
		s.problem(1, "", "there is no header", csvColumns()...)
	}
	if len(s.problems) > 0 {
		return nil, &storage.InvalidError{What: s.what(), Problems: s.problems}
	}
	return s.records, nil
}

// sheet is one CSV file being read.
type sheet struct {
	csv      CSV
	column   map[string]int
	records  []Record
	problems []storage.Problem
}

func (s *sheet) what() string {
	if s.csv.File == "" {
		return "regions"
	}
	return s.csv.File
}

func (s *sheet) problem(line int, field, message string, legal ...string) {
	s.problems = append(s.problems, storage.Problem{File: s.csv.File, Line: line, Field: field, Message: message, Legal: legal})
}

// header reads the names of the columns; after a problem there are none.
func (s *sheet) header(line int, row []string) {
	column := make(map[string]int, len(row))
	for i, name := range row {
		if i == 0 {
			name = strings.TrimPrefix(name, "\uFEFF")
		}
		if _, twice := column[name]; twice || !slices.Contains(csvColumns(), name) {
			s.problem(line, cut(name), "the column is unknown or stands twice", csvColumns()...)
		}
		column[strings.Clone(name)] = i
	}
	for _, name := range csvColumns()[:3] {
		if _, ok := column[name]; !ok {
			s.problem(line, name, "the column is missing")
		}
	}
	if len(s.problems) == 0 {
		s.column = column
	}
}

// field returns a copy of a row's field; empty without the column.
func (s *sheet) field(row []string, name string) string {
	if i, ok := s.column[name]; ok {
		return strings.Clone(row[i])
	}
	return ""
}

// row reads one record.
func (s *sheet) row(line int, row []string) {
	r := Record{
		Level: Level(s.field(row, "level")), Name: s.field(row, "name"), Zone: s.field(row, "zone"),
		Source: s.field(row, "source"), File: s.csv.File, Line: line,
	}
	var err error
	if r.Code, err = Parse(s.field(row, "code")); err != nil {
		s.problem(line, "code", err.Error())
	}
	if _, ok := s.column["parent"]; !ok {
		if path := r.Code.Path(); len(path) > 1 {
			r.Parent = path[len(path)-2]
		}
	} else if text := s.field(row, "parent"); text != "" {
		if r.Parent, err = Parse(text); err != nil {
			s.problem(line, "parent", err.Error())
		}
	}
	if also := s.field(row, "also"); also != "" {
		r.Also = strings.Split(also, "|")
	}
	r.Valid = aduan.Period{From: s.date(line, "from", row), Until: s.date(line, "until", row)}
	s.records = append(s.records, r)
}

// date reads a day as its first instant.
func (s *sheet) date(line int, name string, row []string) time.Time {
	text := s.field(row, name)
	if text == "" {
		return time.Time{}
	}
	zone := s.csv.Zone
	if zone == nil {
		zone = time.UTC
	}
	t, err := time.ParseInLocation(time.DateOnly, text, zone)
	if err != nil {
		s.problem(line, name, fmt.Sprintf("%q is not a date", cut(text)), "2022-11-09")
	}
	return t
}
