package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
)

func TestNationalPassesItsOwnProofs(t *testing.T) {
	t.Parallel()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	require.Equal(t, "sp4n-lapor 1", l.Edition().String())
}
