package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// update rewrites the golden files: go test ./examples/deadlines -update.
var update = flag.Bool("update", false, "rewrite the golden files")

func TestOutputs(t *testing.T) {
	t.Parallel()
	badung := []string{"-start", "2020-10-26T09:00", "-class", "non_supervisory", "-region", "51.03"}
	for name, args := range map[string][]string{
		"badung.golden":     badung,
		"whatif.golden":     append(badung, "-whatif", "cpgrams", "-at", "2020-11-20T09:00"),
		"whatif.id":         append(badung, "-whatif", "cpgrams", "-at", "2020-11-20T09:00", "-lang", "id"),
		"later.golden":      {"-start", "2026-03-02T09:00", "-whatif", "cpgrams"},
		"later.id":          {"-start", "2026-03-02T09:00", "-class", "aspiration", "-lang", "id"},
		"statutory.golden":  append(badung, "-whatif", "statutory"),
		"supervisory.id":    {"-class", "supervisory", "-at", "2020-12-15T09:00", "-lang", "id"},
		"saturday.jayapura": {"-start", "2020-10-24T23:59", "-region", "91.71", "-class", "information_request"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out, errs bytes.Buffer
			require.NoError(t, run(args, &out, &errs))
			file := filepath.Join("testdata", name)
			if *update {
				require.NoError(t, os.WriteFile(file, out.Bytes(), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Equal(t, string(want), out.String())
		})
	}
}

func TestRefusedFlags(t *testing.T) {
	t.Parallel()
	for want, args := range map[string][]string{
		"want a local time":           {"-start", "yesterday"},
		"-at 2020":                    {"-at", "2020"},
		"is before -start":            {"-at", "2020-10-26T08:59"},
		"unknown word":                {"-class", "urgent"},
		"want en or id":               {"-lang", "fr"},
		"want cpgrams or statutory":   {"-whatif", "none"},
		"unexpected argument":         {"x"},
		"-region: ":                   {"-region", "51.99"},
		"digits without dots":         {"-region", "5103"},
		"want non_supervisory, super": {"-class", ""},
	} {
		var out bytes.Buffer
		require.ErrorContains(t, run(args, &out, &out), want)
	}
}
