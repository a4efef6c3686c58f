package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

func TestDiacriticsMakeNoDifference(t *testing.T) {
	t.Parallel()
	s, o := opened(t), newOffice(t, 1)
	require.NoError(t, s.Commit(t.Context(), complaints(o.open(func(d *complaint.Draft) { d.Title = "Cafe\u0301 Se\u0300ma" }))))
	for _, text := range []string{"cafe", "caf\u00e9", "CAFE\u0301 sema"} {
		require.Len(t, found(t, s, text, complaint.Query{}), 1, text)
	}
}

// FuzzSearch: no text whatever reaches SQLite as anything but words, and a text
// without words finds nothing.
func FuzzSearch(f *testing.F) {
	for _, text := range []string{
		"jalan", `"`, `jalan" OR "x`, "NEAR(a b, 1)", "title:jalan*", "^a + b -c", "\x00", "\xff", "\u0301", "\u212a", "\u1e9e", "\U0001d7ce", "a AND", "{a b}:c",
	} {
		f.Add(text)
	}
	s, o := opened(f), newOffice(f, 1)
	require.NoError(f, s.Commit(f.Context(), complaints(o.open())))
	f.Fuzz(func(t *testing.T, text string) {
		words, invalid := backend.Sought(text)
		n := 0
		for c, err := range s.Search(t.Context(), text, complaint.Query{}) {
			if invalid != nil {
				require.ErrorIs(t, err, storage.ErrInvalid)
				return
			}
			require.NoError(t, err)
			require.NotNil(t, c)
			n++
		}
		require.NoError(t, invalid, "too many words are refused")
		if len(words) == 0 {
			require.Zero(t, n)
		}
	})
}

func ExampleOpen() {
	dir, err := os.MkdirTemp("", "aduan")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	ctx := context.Background()
	store, err := sqlite.Open(ctx, filepath.Join(dir, "aduan.db"), sqlite.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	key := backend.EditionKey{Kind: "routing", Name: "denpasar", Edition: "2026"}
	rules := backend.NewEdition(key, aduan.Period{}, []byte("rules: []"))
	fmt.Println(store.Commit(ctx, backend.Batch{Editions: []*backend.Edition{rules}}))

	copied := filepath.Join(dir, "copy.db")
	fmt.Println(store.Backup(ctx, copied), store.Close())

	restored, err := sqlite.Open(ctx, copied, sqlite.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = restored.Close() }()
	e, err := restored.Set().Editions.Edition(ctx, key)
	fmt.Println(e.Version, string(e.Body), err)
	// Output:
	// <nil>
	// <nil> <nil>
	// 1 rules: [] <nil>
}
