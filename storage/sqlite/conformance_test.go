package sqlite_test

import (
	"os"
	"testing"

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
