package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
)

// update rewrites the golden files: go test ./examples/places -update.
var update = flag.Bool("update", false, "rewrite the golden files")

// questions are asked in other languages than English.
func questions() [][]string {
	return [][]string{
		{"51.03"},
		{"-asof", "2017-12-31", "76.01"},
		{"-search", "slem"},
		{"-asof", "2021-12-31", "94.01"},
		{"kota baru, jambi"},
		{"51.93"},
		{"kab badunk"},
		{"papua selatan", "-asof", "2021-12-31"},
		{"-asof", "2016-01-01", "51"},
		{"-search", "zzzzqq"},
		{"97"},
		{"-asof", "2024-01-01", "-function", "secondary-education", "51.03.01.1002"},
		{"-asof", "2024-01-01", "-function", "public-works", "-named", "id:51.03", "51.03"},
		{"-function", "health", "-named", "id:51.03/Dinkes", "51.03"},
		{"-function", "helth", "51.03"},
	}
}

func TestIndonesian(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	for _, args := range questions() {
		fmt.Fprintln(&out, "$ places", strings.Join(args, " "))
		run(append([]string{"-lang", "id"}, args...), &out, &out)
	}
	run([]string{"-lang", "id", "-search", "a", "b"}, &out, &out)
	run([]string{"-lang", "id", "-asof", "kemarin", "51"}, &out, &out)
	golden.File(t, *update, "indonesian.golden", out.String())
	require.Equal(t, statusUsage, run([]string{"-lang", "nl", "51"}, io.Discard, io.Discard))
}

// In the pseudo-language nothing but data stands outside of the brackets.
func TestOutside(t *testing.T) {
	t.Parallel()
	words := aduan.Pseudo(aduan.FormatTexts(), texts(), region.Texts(), agency.Texts(), calendar.Texts())
	var out bytes.Buffer
	for _, args := range questions() {
		c, err := parse(args, &out, &out)
		require.NoError(t, err)
		c.words = words
		c.answer(&out, &out)
	}
	golden.File(t, *update, "outside.txt", pseudo.Outside(out.String()))
}
