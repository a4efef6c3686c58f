package indonesia

import (
	_ "embed" // for the data
	"fmt"
	"time"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

//go:embed data/regions.bin
var regions string

// Regions returns the administrative units of Indonesia. It decodes the
// embedded data, which takes some milliseconds and 4 MiB, at every call: keep
// the tree, which is immutable. An error means that the program was built with
// broken data.
func Regions() (*region.Tree, error) { return region.Decode(regions) }

// MustRegions is [Regions] for package variables and tests: it panics where
// Regions returns an error.
func MustRegions() *region.Tree {
	t, err := Regions()
	if err != nil {
		panic(err)
	}
	return t
}

// The three time zones of Indonesia by their IANA names. None has daylight
// saving time. Which province has which follows Keppres 41/1987 [S].
const (
	WIB  = "Asia/Jakarta"  // Waktu Indonesia Barat, UTC+7
	WITA = "Asia/Makassar" // Waktu Indonesia Tengah, UTC+8
	WIT  = "Asia/Jayapura" // Waktu Indonesia Timur, UTC+9
)

// Location returns the time zone of a unit of Indonesia, with the name by which
// it goes there: "WIB", "WITA" or "WIT". It needs no zone database. For a unit
// without one of the three, as the country itself, the error is a
// [*ZoneError].
func Location(u region.Unit) (*time.Location, error) {
	switch u.Zone() {
	case WIB:
		return time.FixedZone("WIB", 7*60*60), nil
	case WITA:
		return time.FixedZone("WITA", 8*60*60), nil
	case WIT:
		return time.FixedZone("WIT", 9*60*60), nil
	}
	return nil, &ZoneError{Unit: u}
}

// ZoneError says that a unit has no time zone, or none of Indonesia's. It
// unwraps to storage.ErrInvalid.
type ZoneError struct{ Unit region.Unit }

// Error names the unit and its zone.
func (e *ZoneError) Error() string {
	if e.Unit.Zone() == "" {
		return fmt.Sprintf("unit %q has no time zone of its own; its provinces have WIB, WITA or WIT", e.Unit)
	}
	return fmt.Sprintf("unit %q has the zone %s; legal: %s, %s, %s", e.Unit, e.Unit.Zone(), WIB, WITA, WIT)
}

// Unwrap returns storage.ErrInvalid.
func (e *ZoneError) Unwrap() error { return storage.ErrInvalid }
