package bounds

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzDecoders hands any text to every decoder, by its number in the table. Nothing
// panics, and what a call answers stays small, however much is wrong: run it with
// GOMEMLIMIT=512MiB. The seeds are the shapes, at a size at which they are read.
func FuzzDecoders(f *testing.F) {
	decoders := table()
	for i, d := range decoders {
		for _, s := range d.shapes {
			f.Add(uint8(i), s.make(200))
		}
	}
	for _, text := range []string{
		`{"name":"a","edition":"1","rules":[{"clock":"reply","limit":"8 hours"}],"ladder":[{"clock":"reply","rung":"superior"}]}`,
		`{"name":"a","zone":"Asia/Jakarta","week":{"monday":["08:00-12:00"]},"lists":[{"year":2020,"adds":[{"date":"2020-01-01","kind":"holiday","name":"a"}]}]}`,
		`{"id":"a","name":{"id":"a"},"editions":[{"number":1,"date":"2020-01-06","start":"2020-01-06","reason":{"id":"c"}}]}`,
		`{"agencies":[{"id":"a","name":"b","kind":"office"}],"functions":[{"function":"roads","label":"a"}]}`,
		`{"cases":[{"name":"a","region":"51.03","want":{"agency":"a"}}]}`,
		`{"language":"su","texts":{"complaint.state.submitted":"a"}}`,
	} {
		for i := range decoders {
			f.Add(uint8(i), []byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, n uint8, data []byte) {
		if _, err := decoders[int(n)%len(decoders)].decode(data); err != nil {
			require.Less(t, len(err.Error()), 64*kib)
		}
	})
}
