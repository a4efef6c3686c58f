package region_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// What a spreadsheet makes of a list of regions is named.
func TestSilentSpreadsheetOfRegions(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"code;level;name\n34;province;DIY\n":   "a.csv:1: the columns are separated by semicolons (;)",
		"code,level,name\n3.404E+09,regency,S": "a.csv:2: code: a spreadsheet rounded this number",
		"Code,level,name\n34,province,DIY\n":   "a.csv:1: code: this column is written with capitals",
		"code,level,name\n34,province,Caf\xe9": "a.csv:2: name: is not text in UTF-8",
		"code,level,name\n34,province,#REF!\n": "a.csv:2: name: this is an error value",
		"code,level,name\n34,province,DIY\n,,": "a.csv:3: this row is empty",
	} {
		_, err := region.ReadCSV("a.csv", strings.NewReader(text), nil)
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.ErrorContains(t, err, want)
	}
	for _, blank := range []string{" ", "\u200b", "\u3164"} {
		_, err := region.New(region.Config{Levels: []region.Level{"province"}, Records: []region.Record{{Code: region.MustParse("34"), Level: "province", Name: blank}}})
		require.ErrorContains(t, err, "34 has no name")
	}
	records, err := region.ReadCSV("a.csv", strings.NewReader("code,level,name\n34,province,6.28E+11\n"), nil)
	require.NoError(t, err)
	require.Equal(t, "6.28E+11", records[0].Name)
}
