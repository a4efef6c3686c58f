package sqlite_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
	"github.com/aduan-go/aduan/storage/storagetest"
)

// opened is a store in a file of its own, closed with the test.
func opened(t testing.TB) *sqlite.Store {
	t.Helper()
	return openedAt(t, filepath.Join(t.TempDir(), "aduan.db"))
}

func openedAt(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, sqlite.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func TestConformance(t *testing.T) {
	t.Parallel()
	storagetest.Run(t, func(t testing.TB) backend.Store { return opened(t) })
}

func TestConformanceOfComplaintsAlone(t *testing.T) {
	t.Parallel()
	storagetest.RunComplaints(t, func(t testing.TB) complaint.Store {
		s := opened(t)
		return complaintsAndPeople{backend.Complaints(s), s.Set().Identities}
	})
}

// complaintsAndPeople is how an embedder holds both.
type complaintsAndPeople struct {
	complaint.Store
	complaint.Identities
}

// soaking says whether the long forms of the tests named Soak are asked for.
func soaking() bool { return os.Getenv("ADUAN_SOAK") == "1" }
