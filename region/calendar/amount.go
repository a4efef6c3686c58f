package calendar

// WorkingDays counts days on which an office works; a half day counts as one.
// It may be negative: backwards in time.
type WorkingDays int

// WorkingMinutes counts minutes inside office hours, breaks left out. It may be
// negative.
type WorkingMinutes int64

// CalendarDays counts days of the calendar, working or not, each of which ends
// at 24:00 local time. It may be negative.
type CalendarDays int

// WallDays counts days of the calendar at an unchanged local time of day, as a
// clock on the wall shows them: where the zone changes its offset in between
// they are not a multiple of 24 hours. It may be negative.
type WallDays int

// Hours counts hours of elapsed time, whatever any clock on a wall shows. It
// may be negative.
type Hours int64
