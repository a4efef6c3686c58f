package main

import (
	"bytes"
	"flag"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
)

// update rewrites the golden files: go test ./examples/deadlines -update.
var update = flag.Bool("update", false, "rewrite the golden files")

func TestOutputs(t *testing.T) {
	t.Parallel()
	badung := []string{"-start", "2020-10-26T09:00", "-class", "non_supervisory", "-region", "51.03"}
	for name, args := range map[string][]string{
		"badung.golden":     badung,
		"badung.id":         append(badung, "-lang", "id"),
		"whatif.golden":     append(badung, "-whatif", "cpgrams", "-at", "2020-11-20T09:00"),
		"whatif.id":         append(badung, "-whatif", "cpgrams", "-at", "2020-11-20T09:00", "-lang", "id"),
		"later.golden":      {"-start", "2026-03-02T09:00", "-whatif", "cpgrams"},
		"later.id":          {"-start", "2026-03-02T09:00", "-class", "aspiration", "-lang", "id"},
		"statutory.golden":  append(badung, "-whatif", "statutory"),
		"statutory.id":      append(badung, "-whatif", "statutory", "-lang", "id"),
		"supervisory.id":    {"-class", "supervisory", "-at", "2020-12-15T09:00", "-lang", "id"},
		"saturday.jayapura": {"-start", "2020-10-24T23:59", "-region", "91.71", "-class", "information_request"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out, errs bytes.Buffer
			require.NoError(t, run(args, &out, &errs))
			golden.File(t, *update, name, out.String())
		})
	}
}

// Outside of the texts of the packages stands nothing but data: names of policies,
// calendars, holidays and places.
func TestAllWordsAreTexts(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	for _, args := range [][]string{
		{},
		{"-class", "supervisory", "-at", "2020-12-15T09:00"},
		{"-start", "2026-03-02T09:00", "-whatif", "cpgrams"},
		{"-class", "aspiration", "-whatif", "cpgrams"},
	} {
		o, err := parseFlags(args, io.Discard)
		require.NoError(t, err)
		o.words = aduan.Pseudo(aduan.FormatTexts(), complaint.Texts(), deadline.Texts(), texts())
		require.NoError(t, show(o, &out))
	}
	golden.File(t, *update, "outside.txt", pseudo.Outside(out.String()))
}

func TestRefusedFlags(t *testing.T) {
	t.Parallel()
	for want, args := range map[string][]string{
		"want a local time":           {"-start", "yesterday"},
		"-at 2020":                    {"-at", "2020"},
		"is before -start":            {"-at", "2020-10-26T08:59"},
		"want non_supervisory":        {"-class", "urgent"},
		"legal: en, id":               {"-lang", "fr"},
		"want cpgrams or statutory":   {"-whatif", "none"},
		"unexpected argument":         {"x"},
		"-region: ":                   {"-region", "51.99"},
		"digits without dots":         {"-region", "5103"},
		"want non_supervisory, super": {"-class", ""},
	} {
		var out bytes.Buffer
		require.ErrorContains(t, run(args, &out, &out), want)
	}
	for want, args := range map[string][]string{
		"ini bukan waktu setempat": {"-start", "yesterday"},
		"belum ada laporan":        {"-at", "2020-10-26T08:59"},
		"tidak dikenal":            {"-region", "51.99"},
	} {
		var out bytes.Buffer
		require.ErrorContains(t, run(append(args, "-lang", "id"), &out, &out), want)
	}
}
