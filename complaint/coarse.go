package complaint

import "errors"

// CoarseDecimals is how many decimals of a degree the public sees of a point: two,
// which is 1.1 km from north to south, and at the equator from west to east. It is
// our decision; no law says how near is too near.
const CoarseDecimals = 2

// CoarsePoint is about where something is: the nearest crossing of a grid of hundredths
// of a degree, so that a dense town tells a quarter and no house. A grid, and no
// random shift: of many reports from one house all show the same crossing, while
// shifts would average out.
//
// It is made of a [Point] by [Point.Coarse] and in no other way; whoever has one can
// show it to anybody. The zero value is nowhere.
type CoarsePoint struct {
	// lat and lon are hundredths of a degree.
	lat, lon int16
	there    bool
}

// Coarse returns about where the point is; of the zero value the zero value.
func (p Point) Coarse() CoarsePoint {
	if p.IsZero() {
		return CoarsePoint{}
	}
	lat, lon := p.units()
	return CoarsePoint{crossing(lat), crossing(lon), true}
}

// crossing is the nearest hundredth of a degree, of two the one away from zero.
func crossing(n int64) int16 {
	const step = pointScale / 100
	if n < 0 {
		return int16((n - step/2) / step)
	}
	return int16((n + step/2) / step)
}

// IsZero reports whether it is nowhere.
func (c CoarsePoint) IsZero() bool { return !c.there }

// Degrees returns latitude and longitude in degrees; both 0 of the zero value.
func (c CoarsePoint) Degrees() (latitude, longitude float64) {
	return float64(c.lat) / 100, float64(c.lon) / 100
}

// String returns latitude and longitude, as in "-8.67,115.21"; empty of the zero value.
func (c CoarsePoint) String() string {
	if !c.there {
		return ""
	}
	return writeDegrees(int64(c.lat), CoarseDecimals) + "," + writeDegrees(int64(c.lon), CoarseDecimals)
}

// MarshalText writes what String returns.
func (c CoarsePoint) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what String returned, for a program that reads public views. What
// is finer than that is refused, not rounded: it would have come from somewhere else.
func (c *CoarsePoint) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*c = CoarsePoint{}
		return nil
	}
	p, err := ParsePoint(string(text))
	if err != nil {
		return err
	}
	if read := p.Coarse(); read.String() == string(text) {
		*c = read
		return nil
	}
	return errors.New("want about where something is, with at most 2 decimals as in -8.67,115.21")
}
