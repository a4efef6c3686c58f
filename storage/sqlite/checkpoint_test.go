package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// TestCheckpoint: after it the file alone holds everything. Who reads an older
// state holds it up, and then nothing is lost.
func TestCheckpoint(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "aduan.db")
	s, err := sqlite.Open(t.Context(), path, sqlite.Config{Wait: 300 * time.Millisecond})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	o := newOffice(t, 1)
	first := o.open()
	require.NoError(t, s.Commit(t.Context(), complaints(first)))
	log := func() int64 {
		info, err := os.Stat(path + "-wal")
		require.NoError(t, err)
		return info.Size()
	}
	require.Positive(t, log())
	require.NoError(t, s.Checkpoint(t.Context()))
	require.Zero(t, log())
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	alone := filepath.Join(t.TempDir(), "alone.db")
	require.NoError(t, os.WriteFile(alone, data, 0o600))
	got, err := openedAt(t, alone).Set().Complaints.Get(t.Context(), first.ID)
	require.NoError(t, err)
	require.Equal(t, stored(first), got)

	tx, err := raw(t, path).Begin()
	require.NoError(t, err)
	var n int
	require.NoError(t, tx.QueryRow("SELECT count(*) FROM complaint").Scan(&n))
	second := o.open()
	require.NoError(t, s.Commit(t.Context(), complaints(second)))
	isBecause(t, s.Checkpoint(t.Context()), sqlite.Locked)
	require.NoError(t, tx.Rollback())
	require.NoError(t, s.Checkpoint(t.Context()))
	require.Zero(t, log())
	_, err = s.Set().Complaints.Get(t.Context(), second.ID)
	require.NoError(t, err)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, s.Checkpoint(ctx), context.Canceled)
	isBecause(t, forReading(t, path).Checkpoint(t.Context()), sqlite.ForReading)
	closed := openedAt(t, alone)
	require.NoError(t, closed.Close())
	require.ErrorIs(t, closed.Checkpoint(t.Context()), storage.ErrClosed)
}
