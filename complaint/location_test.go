package complaint_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan/complaint"
)

// point reads a point that is known to be right.
func point(t testing.TB, text string) complaint.Point {
	t.Helper()
	p, err := complaint.ParsePoint(text)
	require.NoError(t, err)
	return p
}

func TestParsePoint(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"-8.6704582,115.2126293": "-8.6704582,115.2126293", "-8.670,115": "-8.67,115", "0,0": "0,0", "-0.0,-0": "0,0", "00.5,010": "0.5,10",
		"90,180": "90,180", "-90,-180": "-90,-180", "-0.0000001,0.0000001": "-0.0000001,0.0000001", "89.9999999,-179.9999999": "89.9999999,-179.9999999",
	} {
		p := point(t, text)
		require.Equal(t, want, p.Open(), text)
		require.True(t, p.Equal(point(t, want)))
		require.False(t, p.IsZero())
	}
	for text, says := range map[string]string{
		"": "comma", "-8.67": "comma", "-8.67 115.21": "comma", "-8.67,115.21,3": "longitude", "-8,67,115,21": "longitude", "a,1": "latitude", "1,": "longitude", ",1": "latitude",
		"+1,1": "latitude", "1e1,1": "latitude", "NaN,1": "latitude", "1,Inf": "longitude", " 1,1": "latitude", "1, 1": "longitude", "1.,1": "latitude", ".5,1": "latitude", "0x1,1": "latitude",
		"90.0000001,1": "from -90 to 90", "-91,1": "from -90 to 90", "1,180.0000001": "from -180 to 180", "1.12345678,1": "8 decimals", "1,1.123456789": "9 decimals",
		"99999999999999999999,1": "from -90 to 90", "115.21,-8.67": "from -90 to 90",
	} {
		_, err := complaint.ParsePoint(text)
		require.ErrorContains(t, err, says, text)
		if len(text) > 5 {
			require.NotContains(t, err.Error(), text)
		}
	}
}

func TestNewPoint(t *testing.T) {
	t.Parallel()
	p, err := complaint.NewPoint(-8.67045819999, 115.21262934)
	require.NoError(t, err)
	require.Equal(t, "-8.6704582,115.2126293", p.Open(), "rounded")
	lat, lon := p.Degrees()
	require.InDelta(t, -8.6704582, lat, 1e-9)
	require.InDelta(t, 115.2126293, lon, 1e-9)
	for _, bad := range [][2]float64{{math.NaN(), 0}, {0, math.NaN()}, {math.Inf(1), 0}, {90.01, 0}, {0, -180.01}} {
		_, err := complaint.NewPoint(bad[0], bad[1])
		require.Error(t, err)
	}
	lat, lon = complaint.Point{}.Degrees()
	require.Zero(t, lat)
	require.Zero(t, lon)
}

// The coarse point lies on the grid, never further away than half a step, and is all
// that can be read back.
func TestCoarsePoint(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"-8.6704582,115.2126293": "-8.67,115.21", "-8.675,115.215": "-8.68,115.22", "-0.004,0.0049999": "0,0", "90,180": "90,180", "-90,-180": "-90,-180", "89.999,-179.996": "90,-180",
	} {
		require.Equal(t, want, point(t, text).Coarse().String(), text)
	}
	require.True(t, complaint.Point{}.Coarse().IsZero())
	require.False(t, point(t, "0,0").Coarse().IsZero(), "the crossing of equator and meridian is a place")
	rapid.Check(t, func(t *rapid.T) {
		lat := rapid.Float64Range(-90, 90).Draw(t, "lat")
		lon := rapid.Float64Range(-180, 180).Draw(t, "lon")
		p, err := complaint.NewPoint(lat, lon)
		require.NoError(t, err)
		again, err := complaint.ParsePoint(p.Open())
		require.NoError(t, err)
		require.Equal(t, p.Open(), again.Open(), "one text for each point")
		c := p.Coarse()
		gotLat, gotLon := c.Degrees()
		require.InDelta(t, lat, gotLat, 0.005+1e-6)
		require.InDelta(t, lon, gotLon, 0.005+1e-6)
		near, err := complaint.NewPoint(gotLat, gotLon)
		require.NoError(t, err)
		require.Equal(t, c, near.Coarse(), "coarse stays as it is")
		data, err := json.Marshal(c)
		require.NoError(t, err)
		var back complaint.CoarsePoint
		require.NoError(t, json.Unmarshal(data, &back))
		require.Equal(t, c, back)
	})
	var c complaint.CoarsePoint
	for _, fine := range []string{`"-8.671,115.21"`, `"-8.67,115.2126"`, `"-8.670,115.21"`, `"x"`} {
		require.Error(t, json.Unmarshal([]byte(fine), &c), fine)
	}
	require.True(t, c.IsZero())
}

// wayanHome is a location of which every part can be recognised.
func wayanHome(t testing.TB) complaint.Location {
	return complaint.Location{Point: point(t, "-8.1234567,115.7654321"), AddressID: complaint.NewPrivate("ALAMAT-77"), Asset: "PJU-317"}
}

func TestLocationIsKeptAsAText(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{})
	w := newWalker(t, l, 50)
	for name, where := range map[string]complaint.Location{
		"all": wayanHome(t), "point": {Point: point(t, "0,0")}, "address": {AddressID: complaint.NewPrivate("X 1")}, "asset": {Asset: "PJU-1"}, "nothing": {},
	} {
		d := plainDraft()
		d.Location = where
		h := complaint.Header{ID: w.id(), Tracking: w.open().Tracking, Reporter: complaint.ReporterRef(w.id())}
		c, err := l.Open(h, complaint.Actor{ID: "wayan"}, d, w.moment())
		require.NoError(t, err, name)
		c.Version++
		requireReplays(t, l, c)
		require.True(t, c.Location().Equal(where), name)
		require.Equal(t, where.IsZero(), c.Timeline[0].Details.Where == nil, name)
		require.True(t, c.Head("").Location().Point.IsZero(), "a head has no texts")
		data, err := json.Marshal(c.Timeline)
		require.NoError(t, err)
		requireSilent(t, string(data), "the timeline", "8.1234567", "alamat-77")
		for i := range c.Texts { // as erasing does
			c.Texts[i] = complaint.Text{Digest: c.Texts[i].Digest, Erased: true}
		}
		require.NoError(t, c.Validate(complaint.Limits{}))
		require.True(t, c.Location().Equal(complaint.Location{Asset: where.Asset}), "erased: %s", name)
	}
}

func TestLocationIsRefused(t *testing.T) {
	t.Parallel()
	for field, where := range map[string]complaint.Location{
		"location.address_id": {AddressID: complaint.NewPrivate("a\nb")}, "location.asset": {Asset: strings.Repeat("x", 201)},
	} {
		d := plainDraft()
		d.Location = where
		requireProblem(t, d.Validate(complaint.Limits{}), false, field)
	}
	d := plainDraft()
	d.Location.Asset = "\u00a0"
	requireProblem(t, d.Validate(complaint.Limits{}), false, "location.asset")
	for _, bad := range []string{
		`{"point":"-8.67"}`, `{"point":[1,2]}`, `{"point":1}`, `{"point":"NaN,1"}`, `{"Point":"1,1"}`, `{"point":"1,1","point":"2,2"}`, `{"lat":1}`,
	} {
		_, err := complaint.ParseDraft([]byte(`{"kind":"complaint","title":"T","body":"B","channel":"web","location":` + bad + `}`))
		require.Error(t, err, bad)
	}
	read, err := complaint.ParseDraft([]byte(`{"kind":"complaint","title":"T","body":"B","channel":"web","location":{"point":"-8.670,115.21","address_id":"A","asset":"P"}}`))
	require.NoError(t, err)
	require.Equal(t, "-8.67,115.21", read.Location.Point.Open())
	_, err = json.Marshal(read)
	require.Error(t, err, "only Encode writes an exact place")
	require.NotContains(t, err.Error(), "8.67")
	written, err := read.Encode()
	require.NoError(t, err)
	again, err := complaint.ParseDraft(written)
	require.NoError(t, err)
	requireSame(t, read, again)
}

// A record whose text is no location, or not in its one form, is refused.
func TestStoredLocationIsChecked(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{})
	w := newWalker(t, l, 51)
	c := w.open()
	next, err := l.Apply(c, walkAdmin(), complaint.Command{Action: complaint.ActionNote, Note: "x"}, w.moment())
	require.NoError(t, err)
	next.Version++
	require.NoError(t, next.Validate(complaint.Limits{}))
	next.Timeline[1].Details.Where = &complaint.Where{Asset: "PJU-1"}
	require.ErrorContains(t, next.Validate(complaint.Limits{}), "by the submission only")
	for text, right := range map[string]bool{
		"-8.67,115.21": true, "-8.67,115.21\nA": true, "\nA": true, "-8.670,115.21": false, "-8.67,115.21\n": false, "somewhere": false, "\n": false, "1,1\nA\nB": false,
	} {
		changed := c.Clone()
		d := plainDraft()
		d.Place = text
		h := complaint.Header{ID: c.ID, Tracking: c.Tracking, Reporter: c.Reporter}
		other, err := l.Open(h, complaint.Actor{ID: "wayan"}, d, w.moment())
		require.NoError(t, err)
		changed.Texts = append(changed.Texts, other.Texts...)
		changed.Timeline[0].Details.Where = &complaint.Where{Location: other.Timeline[0].Place}
		require.Equal(t, right, changed.Validate(complaint.Limits{}) == nil, "%q: %v", text, changed.Validate(complaint.Limits{}))
	}
}

func TestReadCSVReadsTheLocation(t *testing.T) {
	t.Parallel()
	rows, errs := readAll("longitude,kind,title,body,channel,address_id,asset,latitude\n"+
		"115.2126,complaint,T,B,web,A-1,PJU-7,-8.6705\n"+
		",complaint,T,B,web,,,\n"+
		",complaint,T,B,web,,,-8.6705\n"+
		"\"115,2126\",complaint,T,B,web,,,-8.6705\n"+
		"1.15E+02,complaint,T,B,web,,,-8.6705\n", complaint.Limits{})
	require.Len(t, rows, 2)
	where := rows[0].Draft.Location
	require.Equal(t, "-8.6705,115.2126 A-1 PJU-7", where.Point.Open()+" "+where.AddressID.Open()+" "+where.Asset)
	require.True(t, rows[1].Draft.Location.IsZero())
	require.Len(t, errs, 3)
	for _, err := range errs {
		require.NotContains(t, err.Error(), "8.6705,")
		require.NotContains(t, err.Error(), "2126")
	}
	require.Contains(t, errs[0].Error(), "longitude")
	_, errs = readAll("kind,title,body,channel,latitude\ncomplaint,T,B,web,1\n", complaint.Limits{})
	require.Len(t, errs, 1)
	require.Contains(t, errs[0].Error(), "it goes with latitude")
}

// What hides a place hides it where fmt calls no method as well.
func TestLocationPrintsNothing(t *testing.T) {
	t.Parallel()
	home := wayanHome(t)
	spot := complaint.Spot{Location: home, Place: "rumah kenari"}
	where := complaint.Where{Asset: "PJU-317"}
	for _, v := range []any{home, &home, home.Point, &home.Point, spot, &spot, where, &where, struct{ p complaint.Point }{home.Point}, []complaint.Location{home}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			requireSilent(t, fmt.Sprintf(verb, v), verb, "1234567", "7654321", "alamat", "kenari", "pju-317")
		}
	}
	for _, v := range []any{home, home.Point, spot, []any{home}} {
		_, err := json.Marshal(v)
		require.Error(t, err)
		requireSilent(t, err.Error(), "JSON", "1234567", "7654321", "alamat")
	}
}
