package backend_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

func TestWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"":                             nil,
		" *\"'-\x00\xff":               nil,
		"Jalan-jalan RUSAK, rusak!":    {"jalan", "rusak"},
		"RT 03/RW 07":                  {"rt", "03", "rw", "07"},
		"a\x00b\xffc":                  {"a", "b", "c"},
		"cafe\u0301 \u0301 caf\u00e9":  {"cafe\u0301", "caf\u00e9"},
		"body:jalan OR NEAR(x) \u2167": {"body", "jalan", "or", "near", "x", "\u2177"},
	} {
		require.Equal(t, want, backend.Words(text), "%q", text)
	}
}

func TestSought(t *testing.T) {
	t.Parallel()
	var words []string
	for i := range backend.MaxWords {
		words = append(words, fmt.Sprint("kata", i))
	}
	text := strings.Join(words, " ")
	got, err := backend.Sought(text + " " + text)
	require.NoError(t, err)
	require.Equal(t, words, got)
	_, err = backend.Sought(text + " lagi")
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.NotContains(t, err.Error(), "lagi", "what somebody looks for is not repeated")
}
