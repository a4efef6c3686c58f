package pseudo_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/internal/pseudo"
)

func TestOutside(t *testing.T) {
	t.Parallel()
	require.Equal(t, "agency_admin\nroads\n", pseudo.Outside("[Decision: ]roads[ at ]12 x\n\\[Rules\\] agency_admin <b id=\"x\">[bold]</b> roads<i>agency_admin</i>roads"))
	require.Empty(t, pseudo.Outside("[all]: 12, [of it]"))
}
