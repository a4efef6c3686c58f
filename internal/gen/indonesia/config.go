package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan/region"
)

// What the records say of their sources.
const (
	sourceToday   = "idn-area-data 4.0.1, after Kepmendagri 300.2.2-2138/2025 [S]"
	sourceDerived = "derived from the former code of its regency, units as of 2025; %s [S]"
)

// config reads all tables and puts the records together.
func (s *source) config() (region.Config, error) {
	dates, horizon, err := s.codeLists()
	if err != nil {
		return region.Config{}, err
	}
	b := &records{byCode: make(map[string]*region.Record), dates: dates}
	b.add("", region.Record{Code: region.MustParse("iso:ID"), Level: region.Country, Name: "Indonesia", Source: sourceToday})
	for _, f := range []struct {
		file, parent string
		level        region.Level
	}{
		{"provinces.csv", "", region.Province},
		{"regencies.csv", "province_code", region.Regency},
		{"districts.csv", "regency_code", region.District},
		{"villages.csv", "district_code", region.Village},
	} {
		rows, err := s.packaged(f.file)
		if err != nil {
			return region.Config{}, err
		}
		if err := b.units(f.file, f.parent, f.level, rows); err != nil {
			return region.Config{}, err
		}
	}
	for _, step := range []struct {
		file  string
		apply func([]row) error
	}{
		{"zones.csv", b.zones},
		{"other_names.csv", b.otherNames},
		{"region_code_changes.csv", b.codeChanges},
		{"bps_codes_2020.csv", b.bps},
	} {
		rows, err := s.kept(step.file)
		if err == nil {
			err = step.apply(rows)
		}
		if err != nil {
			return region.Config{}, fmt.Errorf("%s: %w", step.file, err)
		}
	}
	cfg := region.Config{
		What:    "regions of Indonesia",
		Levels:  []region.Level{region.Country, region.Province, region.Regency, region.District, region.Village},
		Changes: b.changes, Aliases: b.aliases, Horizon: horizon, Zone: wib(), Spelling: spelling(),
	}
	for _, code := range b.order {
		cfg.Records = append(cfg.Records, *b.byCode[code])
	}
	cfg.Records = append(cfg.Records, b.old...)
	return cfg, nil
}

// records puts the units of today together and those of other times beside.
type records struct {
	byCode  map[string]*region.Record
	order   []string
	old     []region.Record
	dates   map[string]time.Time
	changes []region.Change
	aliases []region.Alias
}

// add adds a unit of today.
func (b *records) add(parent string, r region.Record) {
	if p, ok := b.byCode[parent]; ok {
		r.Parent = p.Code
	}
	b.byCode[r.Code.String()] = &r
	b.order = append(b.order, r.Code.String())
}

// units adds the rows of one table of the package.
func (b *records) units(file, parent string, level region.Level, rows []row) error {
	for i, r := range rows {
		code, err := region.Parse(r["code"])
		if err != nil {
			return fmt.Errorf("%s: line %d: %w", file, i+2, err)
		}
		above := "iso:ID"
		if parent != "" {
			above = r[parent]
		}
		if b.byCode[above] == nil {
			return fmt.Errorf("%s: line %d: %s has the unknown parent %q", file, i+2, code, above)
		}
		b.add(above, region.Record{
			Code: code, Level: level, Name: strings.TrimSpace(r["name"]), Source: sourceToday, File: file, Line: i + 2,
		})
	}
	return nil
}

// zones sets the time zones of the provinces.
func (b *records) zones(rows []row) error {
	for _, r := range rows {
		unit, ok := b.byCode[r["code"]]
		if !ok {
			return fmt.Errorf("no unit %q", r["code"])
		}
		unit.Zone = r["zone"]
	}
	return nil
}

// otherNames sets the names by which people look for a unit.
func (b *records) otherNames(rows []row) error {
	for _, r := range rows {
		unit, ok := b.byCode[r["code"]]
		if !ok {
			return fmt.Errorf("no unit %q", r["code"])
		}
		unit.Also = strings.Split(r["names"], "|")
	}
	return nil
}

// bps reads the codes of Statistics Indonesia.
func (b *records) bps(rows []row) error {
	for _, r := range rows {
		alias, err := region.Parse(r["bps"])
		if err != nil {
			return err
		}
		own, err := region.Parse(r["kemendagri"])
		if err != nil {
			return err
		}
		b.aliases = append(b.aliases, region.Alias{Alias: alias, Code: own})
	}
	return nil
}

// spelling says how Indonesian names are written.
func spelling() region.Spelling {
	return region.Spelling{
		Kinds: []region.Kind{
			{Name: "Provinsi", Level: region.Province, Words: []string{"provinsi", "propinsi", "prov", "prop"}},
			{Name: "Kabupaten", Level: region.Regency, Words: []string{"kabupaten", "kab", "kabupaten administrasi", "kab administrasi"}},
			{Name: "Kota", Level: region.Regency, Words: []string{"kota", "kotamadya", "kodya", "kota administrasi"}},
			{Name: "Kecamatan", Level: region.District, Words: []string{"kecamatan", "kec", "distrik", "kapanewon", "kemantren"}},
			{Name: "Desa", Level: region.Village, Words: []string{"desa", "ds"}},
			{Name: "Kelurahan", Level: region.Village, Words: []string{"kelurahan", "kel"}},
		},
		Same: [][]string{
			{"administrasi", "adm", "administratif"},
			{"kepulauan", "kep"},
			{"sungai", "sei", "sungei"},
			{"tanjung", "tg", "tj"},
			{"gunung", "gn", "gng"},
			{"pulau", "pulo"},
			{"sumatera", "sumatra"},
			{"kalimantan", "borneo"},
			{"yogyakarta", "jogjakarta", "yogya", "jogja"},
		},
	}
}
