package sqlite_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/storagetest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	storagetest.Run(t, func(t testing.TB) backend.Store { return opened(t) })
}

// TestConformanceOfTwoProcesses runs the suite on files that two processes have
// open: every second call goes to the other process.
func TestConformanceOfTwoProcesses(t *testing.T) {
	t.Parallel()
	storagetest.Run(t, twoProcesses(t))
}

// TestSoakLinearizable looks for one order of what two processes did at the same
// time.
func TestSoakLinearizable(t *testing.T) {
	t.Parallel()
	load := storagetest.Load{Operations: 2_000}
	if soaking() {
		load.Operations = 100_000
	}
	fig, err := storagetest.Linearize(t.Context(), backend.Complaints(twoProcesses(t)(t)), load)
	require.NoError(t, err)
	t.Logf("%+v", fig)
	require.NotZero(t, fig.Refused, "the writers never met")
}

// TestSoakFeed follows the feed of two processes while both write.
func TestSoakFeed(t *testing.T) {
	t.Parallel()
	crowd := storagetest.Crowd{Commits: 800}
	if soaking() {
		crowd.Commits = 20_000
	}
	fig, err := storagetest.Follow(t.Context(), twoProcesses(t)(t), crowd)
	require.NoError(t, err)
	t.Logf("%+v", fig)
	require.GreaterOrEqual(t, fig.Changes, crowd.Commits)
}

// soaking says whether the long forms of the tests named Soak are asked for.
func soaking() bool { return os.Getenv("ADUAN_SOAK") == "1" }
