package strict

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
)

func TestParse(t *testing.T) {
	t.Parallel()
	var into struct {
		Name string `json:"name"`
	}
	require.NoError(t, Parse("policy", "a.yaml", []byte("name: x\n"), Limits{}, &into))
	require.Equal(t, "x", into.Name)

	var invalid *storage.InvalidError
	require.ErrorAs(t, Parse("policy", "a.json", []byte("{\"name\": \"y\",\n\"nam\": 1}"), Limits{}, &into), &invalid)
	require.Equal(t, "policy a.json", invalid.What)
	require.Len(t, invalid.Problems, 1)
	require.Equal(t, "a.json", invalid.Problems[0].File)
	require.Equal(t, 2, invalid.Problems[0].Line)
	require.Equal(t, []string{"name"}, invalid.Problems[0].Legal)
	require.Equal(t, "x", into.Name, "what was read before stays")

	require.ErrorAs(t, Parse("policy", "a.txt", []byte("name: z\n"), Limits{}, &into), &invalid)
	require.Equal(t, []string{".yaml", ".yml", ".json"}, invalid.Problems[0].Legal)
}
