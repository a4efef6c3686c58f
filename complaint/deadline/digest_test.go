package deadline_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
)

// Editions that stores hold by digest keep their bytes, those of version 0.1.
// Whatever changes here is another edition.
func TestEditionsKeepTheirBytes(t *testing.T) {
	t.Parallel()
	old, now := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	national1, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	for name, c := range map[string]struct {
		json func() ([]byte, error)
		want string
	}{
		"SP4N":            {deadline.SP4N().JSON, "daa9e244c24e6103ae24de14b39a51ec0b3f348d50b8bf4595789c1b567cafb5"},
		"SP4N 2025":       {deadline.SP4NEditions()[1].JSON, "dbbecaafc76548e4568f25c42bf7bebb96da42215fe28dbbe24e944f4069bb85"},
		"SP4N 5/2025":     {deadline.SP4NEditions()[2].JSON, "600329db209c4554043c0db9158ce3ecd73f2f2efdb9401032b13bac69ee662f"},
		"Statutory":       {deadline.Statutory().JSON, "3f362eeee198d397a43d1b363fda9b149cf4d0e23ecd508e5e8652be6090658e"},
		"CPGRAMS 30 days": {deadline.CPGRAMS(old).JSON, "4f8fe917fea2513b25b235d9608a894505d47d1563cba39f3f6abc5a29d80ee9"},
		"CPGRAMS 21 days": {deadline.CPGRAMS(now).JSON, "4b3adaf3fb4b652564b1969923a0a4bc62a2121fbfa316a9647cdf9d979f8eea"},
		"National 1":      {national1.JSON, "27d5cfb101f09fa03a899f8052bf602ee0e4467a474586c0fc59edd9105f4693"},
	} {
		written, err := c.json()
		require.NoError(t, err, name)
		sum := sha256.Sum256(written)
		require.Equal(t, c.want, hex.EncodeToString(sum[:]), name)
	}
}
