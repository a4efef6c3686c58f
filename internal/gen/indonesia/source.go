package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// source reads the tables.
type source struct {
	pack, data string
	sums       map[string]string
	seen       []string // checksums of what was read, for the summary
}

// row is a line of a table by the names of its columns.
type row map[string]string

// packaged reads a table of the npm package and checks its checksum.
func (s *source) packaged(name string) ([]row, error) {
	raw, err := os.ReadFile(filepath.Join(s.pack, name))
	if err != nil {
		return nil, err
	}
	sum := fmt.Sprintf("%x", sha256.Sum256(raw))
	if want, ok := s.sums[name]; ok && sum != want {
		return nil, fmt.Errorf("%s has the checksum %s, idn-area-data 4.0.1 has %s", name, sum, want)
	}
	s.seen = append(s.seen, fmt.Sprintf("source %s idn-area-data 4.0.1 %s", sum, name))
	return table(name, raw)
}

// kept reads a table that is kept by hand.
func (s *source) kept(name string) ([]row, error) {
	raw, err := os.ReadFile(filepath.Join(s.data, name))
	if err != nil {
		return nil, err
	}
	s.seen = append(s.seen, fmt.Sprintf("source %x %s", sha256.Sum256(raw), name))
	return table(name, raw)
}

// table reads CSV with a header.
func table(name string, raw []byte) ([]row, error) {
	lines, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("%s is empty", name)
	}
	rows := make([]row, 0, len(lines)-1)
	for _, line := range lines[1:] {
		r := make(row, len(line))
		for i, field := range line {
			r[lines[0][i]] = field
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// wib is the zone of Jakarta, in which the ministry's days begin.
func wib() *time.Location { return time.FixedZone("WIB", 7*60*60) }

// codeLists reads the dates of the code lists; the first is the horizon.
func (s *source) codeLists() (dates map[string]time.Time, horizon time.Time, err error) {
	rows, err := s.kept("code_lists.csv")
	if err != nil {
		return nil, horizon, err
	}
	dates = make(map[string]time.Time, len(rows))
	for i, r := range rows {
		on, err := time.ParseInLocation(time.DateOnly, r["date"], wib())
		if err != nil {
			return nil, horizon, fmt.Errorf("code_lists.csv: %w", err)
		}
		dates[r["list"]] = on
		if i == 0 {
			horizon = on
		}
	}
	return dates, horizon, nil
}
