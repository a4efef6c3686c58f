package sheet_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/internal/sheet"
)

// No guarded cell is a formula, and what was guarded is found again.
func TestGuard(t *testing.T) {
	t.Parallel()
	for _, cell := range []string{"", "=1+1", "+62", "-1", "@a", "\tx", "\rx", "\nx", "'", "''x", "'=1", "plain", "＝1+1", "＋1", "\xff", "a=1", "\u00a0=1"} {
		guarded := sheet.Guard(cell)
		require.NotRegexp(t, `^[=+\-@＝＋－＠\t\r\n]`, guarded)
		require.Equal(t, cell, sheet.Unguard(guarded))
	}
}
