package indonesia

import (
	"bytes"
	_ "embed" // for the lists
	"slices"
	"time"

	"github.com/aduan-go/aduan/region/calendar"
)

//go:embed holidays.csv
var holidays []byte

// Holidays returns the lists of national holidays (hari libur nasional) and
// joint leave (cuti bersama) of the years 2018 to 2027, as decreed and with
// every amendment, the latter with the day on which it was signed. The dates
// after the last amendment agree in two public sources; which edition said what
// is reconstructed from news where the decree itself was not seen, and a few
// days of signature are from memory: the remarks in holidays.csv say which. So
// the final lists may be relied on, the editions are secondary knowledge [S].
// An error means that the program was built with broken data.
func Holidays() ([]calendar.Edition, error) {
	return calendar.ReadCSV("holidays.csv", bytes.NewReader(holidays))
}

// The names of the calendars that [Calendars] returns: the national lists in
// each of the three zones.
const (
	CalendarWIB  = "id-wib"
	CalendarWITA = "id-wita"
	CalendarWIT  = "id-wit"
)

// OfficeWeek returns Monday to Friday, 08:00 to 16:00 without a break. The
// five-day week is common practice; the hours are a decision of this library,
// since each agency sets its own.
func OfficeWeek() calendar.Week {
	return calendar.MondayToFriday(calendar.Shift{Open: 8 * 60, Close: 16 * 60})
}

// National returns the definition of a calendar with the national lists and
// [OfficeWeek], under a name of one's own and in a zone such as
// time.FixedZone("WITA", 8*60*60): Indonesia has three zones, and none of them
// has had daylight saving time in the years of the lists. Change what differs
// for you before calendar.New.
func National(name string, zone *time.Location) (calendar.Definition, error) {
	lists, err := Holidays()
	return calendar.Definition{Name: name, Location: zone, Week: OfficeWeek(), Lists: lists}, err
}

// Provisional serves the years after the last list up to the given one: with the
// national holidays that have a fixed day, and with 10 to 24 weekdays a year that
// are not worked [D]. The lists of 2018 to 2027 have 13 (2021) to 24 (2024, 2025),
// joint leave included. Put it into a [National] definition to schedule beyond the
// decrees; [Calendars] has no provisional years.
func Provisional(until int) *calendar.Provisional {
	return &calendar.Provisional{Until: until, Fewest: 10, Most: 24, Fixed: []calendar.FixedDay{
		{Month: time.January, Day: 1, Name: "Tahun Baru Masehi"},
		{Month: time.May, Day: 1, Name: "Hari Buruh Internasional"},
		{Month: time.June, Day: 1, Name: "Hari Lahir Pancasila"},
		{Month: time.August, Day: 17, Name: "Hari Kemerdekaan Republik Indonesia"},
		{Month: time.December, Day: 25, Name: "Hari Raya Natal"},
	}}
}

// Calendars returns the national calendars of the three zones, under the names
// [CalendarWIB], [CalendarWITA] and [CalendarWIT], and any further ones given.
func Calendars(further ...*calendar.Calendar) (*calendar.Set, error) {
	all := slices.Clone(further)
	for _, z := range []struct {
		name, zone string
		hours      int
	}{{CalendarWIB, "WIB", 7}, {CalendarWITA, "WITA", 8}, {CalendarWIT, "WIT", 9}} {
		d, err := National(z.name, time.FixedZone(z.zone, z.hours*60*60))
		if err != nil {
			return nil, err
		}
		c, err := calendar.New(d)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return calendar.NewSet(all...)
}
