package memory_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/storagetest"
)

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

func TestSoakLinearizable(t *testing.T) {
	t.Parallel()
	load := storagetest.Load{Operations: 50_000}
	least := storagetest.Figures{Operations: 50_000, Committed: 12_500}
	if soaking() {
		load.Operations, least.Operations, least.Committed = 1_000_000, 1_000_000, 250_000
	}
	fig, err := storagetest.Linearize(t.Context(), backend.Complaints(opened(t)), load)
	require.NoError(t, err)
	t.Logf("%+v", fig)
	require.GreaterOrEqual(t, fig.Operations, least.Operations)
	require.GreaterOrEqual(t, fig.Committed, least.Committed)
	require.NotZero(t, fig.Refused, "the writers never met")
}

func TestSoakFeed(t *testing.T) {
	t.Parallel()
	crowd := storagetest.Crowd{Commits: 5_000}
	if soaking() {
		crowd.Commits = 100_000
	}
	fig, err := storagetest.Follow(t.Context(), opened(t), crowd)
	require.NoError(t, err)
	t.Logf("%+v", fig)
	require.GreaterOrEqual(t, fig.Changes, crowd.Commits)
}
