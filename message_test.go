package aduan_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
)

func TestMessages(t *testing.T) {
	t.Parallel()
	texts := aduan.NewTexts("trip", [][3]string{{"leave", "berangkat {day}", "leave on {day}"}})
	day := aduan.Date{Year: 2020, Month: 10, Day: 26}
	for name, c := range map[string]struct {
		message aduan.Message
		key     string
		want    string
	}{
		"text":  {texts.Message("leave", "day", day), "trip.leave", `{"id":"berangkat 26 Oktober 2020","en":"leave on 26 October 2020"}`},
		"value": {aduan.MessageOf(day), "", `{"id":"26 Oktober 2020","en":"26 October 2020"}`},
		"data":  {aduan.MessageOf("Sleman"), "", `{"id":"Sleman","en":"Sleman"}`},
		"none":  {aduan.Message{}, "", `{}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			written, err := json.Marshal(c.message)
			require.NoError(t, err)
			require.Equal(t, c.want, string(written))
			require.Equal(t, c.key, c.message.Key())
			require.Equal(t, name == "none", c.message.IsZero())
			require.Equal(t, c.message.In(aduan.English()), c.message.String())
			var read aduan.Message
			require.NoError(t, json.Unmarshal(written, &read))
			require.Equal(t, c.message.Label(), read.Label(), "it still says the same")
			require.Equal(t, name == "none", read.IsZero())
		})
	}
}
