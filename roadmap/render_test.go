package roadmap_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/roadmap"
)

// render makes everything that can be made of a forecast and checks its form.
func render(t require.TestingT, f *roadmap.Forecast) {
	for _, lang := range []aduan.Words{aduan.Indonesian(), aduan.English()} {
		require.NotEmpty(t, f.Table(lang).Text())
		require.NotEmpty(t, f.Markdown(lang))
		require.NotEmpty(t, f.Mermaid(lang))
		for _, x := range f.Impacts {
			require.NotEmpty(t, f.ImpactText(x, lang))
		}
		ics, err := f.ICalendar(time.Date(2020, 11, 12, 3, 4, 5, 6, time.UTC), lang)
		require.NoError(t, err)
		checkICalendar(t, ics)
		svg, err := f.SVG(lang)
		if err != nil {
			continue // nothing to draw, or more than two centuries
		}
		d := xml.NewDecoder(bytes.NewReader(svg))
		for {
			if _, err = d.Token(); err != nil {
				break
			}
		}
		require.True(t, errors.Is(err, io.EOF), "%v", err)
	}
}
