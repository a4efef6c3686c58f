package main

import (
	"testing"
	"time"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
)

// BenchmarkResolve finds the agency for a village: in its regency, and by
// climbing to the ministry.
func BenchmarkResolve(b *testing.B) {
	d, err := directory(indonesia.MustRegions())
	if err != nil {
		b.Fatal(err)
	}
	on := time.Date(2020, 11, 12, 0, 0, 0, 0, time.UTC)
	for name, f := range map[string]agency.Function{"regency": "public-works", "ministry": "land"} {
		c := agency.Case{Function: f, Region: region.MustParse("51.03.01.1002"), On: on}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := d.Resolve(c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
