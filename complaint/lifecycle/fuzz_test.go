package lifecycle_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/pace"
	"github.com/aduan-go/aduan/storage"
)

// Whatever the text, reading and proving it ends soon and without a panic, a
// refusal is of a known type, and what is accepted can be written, read, moved
// in, drawn and compared.
func fuzzParse(f *testing.F, file string) {
	f.Helper()
	f.Fuzz(func(t *testing.T, data []byte) {
		begin := time.Now()
		d, err := lc.Parse(file, data)
		if err != nil {
			require.ErrorIs(t, err, storage.ErrInvalid)
			return
		}
		m, err := lc.Compile(d, permitWords())
		if time.Since(begin) > time.Second { // seldom, so that all others are fuzzed at full speed
			require.Less(t, pace.Steps(func() { _, _ = lc.Compile(d, permitWords()) }), 60_000)
		}
		if err != nil {
			var proof *lc.ProofError
			require.True(t, errors.As(err, &proof))
			require.NotEmpty(t, proof.Findings)
			require.NotEmpty(t, err.Error())
			return
		}
		written, err := d.JSON()
		require.NoError(t, err)
		again, err := lc.Parse("again.json", written)
		require.NoError(t, err, "%s", written)
		m2, err := lc.Compile(again, permitWords())
		require.NoError(t, err)
		require.True(t, lc.Diff(m, m2).Empty())
		require.Equal(t, m.Mermaid(aduan.English()), m2.Mermaid(aduan.English()))
		require.Equal(t, m.DOT(aduan.Indonesian()), m2.DOT(aduan.Indonesian()))
		for p, path := range m.Positions() {
			for a := range m.Actions() {
				if next, ok := m.Move(p, a); ok {
					_, declared := m.State(next.State)
					require.True(t, declared)
				}
			}
			require.LessOrEqual(t, len(path), len(d.States)*len(d.States)+1)
		}
	})
}

func FuzzParseYAML(f *testing.F) {
	f.Add([]byte(permitYAML))
	for _, c := range faults() {
		f.Add([]byte(strings.Replace(permitYAML, c.old, c.spoiled, 1)))
	}
	fuzzParse(f, "fuzz.yaml")
}

func FuzzParseJSON(f *testing.F) {
	for _, c := range faults() {
		d, err := lc.Parse("seed.yaml", []byte(strings.Replace(permitYAML, c.old, c.spoiled, 1)))
		if err != nil {
			f.Fatal(err)
		}
		if data, err := d.JSON(); err == nil {
			f.Add(data)
		}
	}
	fuzzParse(f, "fuzz.json")
}
