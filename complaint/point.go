package complaint

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"strconv"
	"strings"
)

// Point is an exact place on the Earth, in degrees of WGS 84, the system of
// satellite navigation. It may be somebody's home, so it is kept and hidden as a
// [Private] text: it prints and logs as "(hidden)" and has no written form but in
// what Encode and the views of a case write. The public sees a [CoarsePoint].
//
// Two points are compared with Equal. The zero value is no point.
type Point struct{ text Private }

// pointDecimals is how many decimals a point has at most: 1.1 cm on the ground.
// pointScale is ten to that.
const (
	pointDecimals = 7
	pointScale    = 10_000_000
)

// NewPoint makes a point of degrees: latitude from -90 in the south to 90 in the
// north, longitude from -180 in the west to 180 in the east. It rounds to 7
// decimals (1.1 cm). The error is for what lies outside and for what is no number.
func NewPoint(latitude, longitude float64) (Point, error) {
	degrees := func(name string, f, most float64) (int64, error) {
		if !(math.Abs(f) <= most) { // not a number neither
			return 0, outOfRange(name, most)
		}
		return int64(math.Round(f * pointScale)), nil
	}
	lat, errLat := degrees("latitude", latitude, 90)
	lon, errLon := degrees("longitude", longitude, 180)
	if err := errors.Join(errLat, errLon); err != nil {
		return Point{}, err
	}
	return pointOf(lat, lon), nil
}

// ParsePoint reads the written form: latitude and longitude in decimal degrees with
// at most 7 decimals, separated by a comma, such as "-8.6704582,115.2126293". The
// error does not repeat the text.
func ParsePoint(text string) (Point, error) {
	latitude, longitude, ok := strings.Cut(text, ",")
	if !ok {
		return Point{}, errors.New("want latitude and longitude in degrees, separated by a comma, as in -8.6705,115.2126")
	}
	lat, err := parseDegrees("latitude", latitude, 90)
	if err != nil {
		return Point{}, err
	}
	lon, err := parseDegrees("longitude", longitude, 180)
	if err != nil {
		return Point{}, err
	}
	return pointOf(lat, lon), nil
}

func outOfRange(name string, most float64) error {
	return fmt.Errorf("the %s is a number of degrees from %g to %g", name, -most, most)
}

// parseDegrees reads decimal degrees into a whole number of 10^-7 degrees. It reads
// no exponent, and nothing is rounded.
func parseDegrees(name, text string, most int64) (int64, error) {
	_, decimals, _ := strings.Cut(text, ".")
	switch {
	case !decimal(text):
		return 0, fmt.Errorf("the %s is written in decimal degrees with a point, as in -8.6705", name)
	case len(decimals) > pointDecimals:
		return 0, fmt.Errorf("the %s has %d decimals, at most %d are legal: 1.1 cm on the ground", name, len(decimals), pointDecimals)
	}
	digits := strings.Replace(text, ".", "", 1) + strings.Repeat("0", pointDecimals-len(decimals))
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < -most*pointScale || n > most*pointScale {
		return 0, outOfRange(name, float64(most))
	}
	return n, nil
}

// pointOf writes the canonical form, in which each point has one text: no more
// digits than needed, and no sign before zero.
func pointOf(lat, lon int64) Point {
	return Point{NewPrivate(writeDegrees(lat, pointDecimals) + "," + writeDegrees(lon, pointDecimals))}
}

// writeDegrees writes a whole number of 10^-decimals degrees.
func writeDegrees(n int64, decimals int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	digits := fmt.Sprintf("%0*d", decimals+1, n)
	whole, part := digits[:len(digits)-decimals], strings.TrimRight(digits[len(digits)-decimals:], "0")
	if part != "" {
		part = "." + part
	}
	return sign + whole + part
}

// units are latitude and longitude in 10^-7 degrees.
func (p Point) units() (lat, lon int64) {
	latitude, longitude, _ := strings.Cut(p.text.Open(), ",") // as pointOf wrote it
	lat, _ = parseDegrees("latitude", latitude, 90)
	lon, _ = parseDegrees("longitude", longitude, 180)
	return lat, lon
}

// Degrees returns latitude and longitude in degrees; both 0 of the zero value.
func (p Point) Degrees() (latitude, longitude float64) {
	lat, lon := p.units()
	return float64(lat) / pointScale, float64(lon) / pointScale
}

// Open returns the written form in its canonical shape; empty of the zero value.
func (p Point) Open() string { return p.text.Open() }

// IsZero reports whether there is no point.
func (p Point) IsZero() bool { return p.text.IsZero() }

// Equal reports whether two points are the same.
func (p Point) Equal(q Point) bool { return p.text.Equal(q.text) }

// Format prints "(hidden)", whatever the verb.
func (p Point) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// LogValue is what Format prints.
func (p Point) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText fails unless there is no point, or Encode or a view writes it.
func (p Point) MarshalText() ([]byte, error) { return p.text.MarshalText() }

// UnmarshalText reads the written form; empty text is the zero value.
func (p *Point) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Point{}
		return nil
	}
	read, err := ParsePoint(string(text))
	if err == nil {
		*p = read
	}
	return err
}
