package complaint_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

func TestMalformedJSONIsInvalid(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", " ", "{", `{"title":`, `{"title":"a"`, `{"title":"a"}}`, `{'title':'a'}`, `{"title":"a",}`, "null", "[]", "7", `"a"`, "\xff",
		`{"title":"\xff"}`, `{"nonsense":1}`, `{"Title":"a"}`, `{"title":"a","title":"b"}`, `{"title":7}`,
	} {
		d, err := complaint.ParseDraft([]byte(text))
		require.ErrorIs(t, err, storage.ErrInvalid, "draft %q", text)
		require.Zero(t, d, text)
		c, err := complaint.ParseCommand([]byte(text))
		require.ErrorIs(t, err, storage.ErrInvalid, "command %q", text)
		require.Zero(t, c, text)
	}
}

func TestParseReadsWhatUnmarshalReads(t *testing.T) {
	t.Parallel()
	const draft, command = `{"kind":"complaint","title":"Jalan rusak","body":"Berlubang.","channel":"web"}`, `{"action":"note","note":"Catatan","key":"k"}`
	var d complaint.Draft
	require.NoError(t, json.Unmarshal([]byte(draft), &d))
	got, err := complaint.ParseDraft([]byte(draft))
	require.NoError(t, err)
	require.Equal(t, d, got)
	var c complaint.Command
	require.NoError(t, json.Unmarshal([]byte(command), &c))
	cmd, err := complaint.ParseCommand([]byte(command))
	require.NoError(t, err)
	require.Equal(t, c, cmd)
}
