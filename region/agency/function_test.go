package agency_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/agency"
)

// What a function is called is a text in Indonesian, or one in each language.
func TestFunctionLabels(t *testing.T) {
	t.Parallel()
	file, err := agency.Parse("a.yaml", []byte("functions:\n- {function: roads, label: Jalan}\n- {function: water, label: {id: Air minum, en: Water}}\n- {function: land}\n"), nil)
	require.NoError(t, err)
	want := []agency.FunctionInfo{
		{Function: "roads", Label: aduan.NewLabel(map[string]string{"id": "Jalan"})},
		{Function: "water", Label: aduan.NewLabel(map[string]string{"id": "Air minum", "en": "Water"})},
		{Function: "land"},
	}
	require.Equal(t, want, file.Functions)

	var read []agency.FunctionInfo
	require.NoError(t, json.Unmarshal([]byte(`[{"function":"roads","label":"Jalan"},{"function":"water","label":{"id":"Air minum","en":"Water"}},{"function":"land"}]`), &read))
	require.Equal(t, want, read)
	written, err := json.Marshal(read)
	require.NoError(t, err)
	var again []agency.FunctionInfo
	require.NoError(t, json.Unmarshal(written, &again))
	require.Equal(t, want, again)

	require.ErrorContains(t, json.Unmarshal([]byte(`[{"function":"roads","lable":"Jalan"}]`), &read), "lable")
	_, err = agency.Parse("a.yaml", []byte("functions:\n- {function: roads, label: {ind: Jalan}}\n"), nil)
	require.ErrorContains(t, err, "a.yaml:2")

	d, err := agency.NewDirectory(agency.Config{Functions: file.Functions, Regions: places(t)})
	require.NoError(t, err)
	_, err = d.Resolve(agency.Case{Function: "watr", Region: code("91.04"), On: date("2024-01-01")})
	require.ErrorContains(t, err, "water (Water)")
	require.Contains(t, aduan.Indonesian().Error(err), "water (Air minum)")
}
