package faulty_test

import (
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
	"github.com/aduan-go/aduan/storage/storagetest"
	"github.com/aduan-go/aduan/storage/storagetest/internal/faulty"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// opened is a store with a fault, for one check.
func opened(f faulty.Fault) func(t testing.TB) backend.Store {
	return func(t testing.TB) backend.Store {
		s := f.Open(memory.New())
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
}

// asked says whether a check is tried on a store with a fault: the one that must
// catch it always, all others in the long form, and else those of the same area
// and some of each other one.
func asked(f faulty.Fault, n int, c storagetest.Check) bool {
	const share = 20
	area, _, _ := strings.Cut(f.Check, "/")
	switch {
	case c.Name == f.Check:
		return true
	case f.Shared:
		return false
	case os.Getenv("ADUAN_SOAK") == "1":
		return true
	case strings.HasPrefix(c.Name, "races/") || strings.HasSuffix(c.Name, "no-limit"):
		return false // they take longest
	default:
		return strings.HasPrefix(c.Name, area+"/") || (n+len(f.Planted))%share == 0
	}
}

// TestSoakEveryFaultIsCaught runs the checks on every faulty store: each fault
// is caught by the check that names its promise, and by no other.
func TestSoakEveryFaultIsCaught(t *testing.T) {
	t.Parallel()
	checks, faults := storagetest.Checks(), faulty.Faults()
	var tried atomic.Int64
	for _, f := range faults {
		t.Run(f.Check, func(t *testing.T) {
			t.Parallel()
			var caught []string
			for n, c := range checks {
				if !asked(f, n, c) {
					continue
				}
				if err := c.Try(t, opened(f)); err != nil {
					var failure *storagetest.Failure
					require.ErrorAs(t, err, &failure)
					require.Equal(t, c.Promise, failure.Promise)
					caught = append(caught, c.Name)
				}
			}
			require.Equal(t, []string{f.Check}, caught, "a store in which %s", f.Planted)
			t.Logf("%d of %d faulty stores, %d checks", tried.Add(1), len(faults), len(checks))
		})
	}
}

// TestNoCheckIsIdle: without a check some fault would pass unnoticed, or the
// check says why not.
func TestNoCheckIsIdle(t *testing.T) {
	t.Parallel()
	alone, shared, names := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, f := range faulty.Faults() {
		if f.Shared {
			shared[f.Check] = true
		} else {
			alone[f.Check] = true
		}
	}
	reasons := 0
	for _, c := range storagetest.Checks() {
		require.False(t, names[c.Name], "%s stands twice", c.Name)
		require.NotEmpty(t, c.Promise, c.Name)
		names[c.Name] = true
		if c.Shared == "" {
			require.True(t, alone[c.Name], "%s catches nothing alone and does not say why", c.Name)
			continue
		}
		reasons++
		require.False(t, alone[c.Name], "%s says that it catches nothing alone, but it does", c.Name)
	}
	for _, f := range faulty.Faults() {
		require.True(t, names[f.Check], "the fault %q names no check: %s", f.Planted, f.Check)
	}
	require.GreaterOrEqual(t, len(names), 120)
	t.Logf("%d checks, %d of them alone with a fault, %d with a reason; %d faults", len(names), len(alone), reasons, len(faulty.Faults()))
}

// TestLinearizeFindsALostUpdate: the harness that finds nothing wrong with
// memory finds a planted lost update.
func TestLinearizeFindsALostUpdate(t *testing.T) {
	t.Parallel()
	s := faulty.LostUpdate(memory.New())
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	_, err := storagetest.Linearize(t.Context(), backend.Complaints(s), storagetest.Load{Operations: 50_000})
	require.ErrorContains(t, err, "an update was lost")
}
