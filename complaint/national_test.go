package complaint_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

func TestNationalPassesItsOwnProofs(t *testing.T) {
	t.Parallel()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	require.Equal(t, "sp4n-lapor 2", l.Edition().String())
}

// Stored cases keep edition 1, so it stays what version 0.1 called the national
// lifecycle, to the byte.
func TestNationalEdition1KeepsItsBytes(t *testing.T) {
	t.Parallel()
	d, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	l, err := complaint.Compile(d, complaint.Extensions{})
	require.NoError(t, err)
	require.Equal(t, "sp4n-lapor 1", l.Edition().String())
	written, err := d.JSON()
	require.NoError(t, err)
	sum := sha256.Sum256(written)
	require.Equal(t, "27d5cfb101f09fa03a899f8052bf602ee0e4467a474586c0fc59edd9105f4693", hex.EncodeToString(sum[:]))
}

func TestNationalEditionIsTheNewestByDefault(t *testing.T) {
	t.Parallel()
	d, err := complaint.NationalEdition("2")
	require.NoError(t, err)
	require.Equal(t, complaint.National(), d)
}

func TestSilentNationalEditionThatThereIsNot(t *testing.T) {
	t.Parallel()
	for _, edition := range []string{"", "3", "edition 2"} {
		_, err := complaint.NationalEdition(edition)
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid, edition)
		require.ElementsMatch(t, []string{"1", "2"}, invalid.Problems[0].Legal)
	}
}

// A service with stored cases has both editions; a new case finds exactly one.
func TestNationalEditionsTakeTurns(t *testing.T) {
	t.Parallel()
	since := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	editions := complaint.NationalEditions(since)
	require.Len(t, editions, 2)
	for at, want := range map[time.Time]string{since.Add(-1): "1", since: "2", since.AddDate(30, 0, 0): "2"} {
		var valid []string
		for _, d := range editions {
			if d.Valid.Contains(at) {
				valid = append(valid, d.Edition)
			}
		}
		require.Equal(t, []string{want}, valid, at)
	}
}
