package region

import (
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
)

// MaxName is the longest name of a unit, in bytes.
const MaxName = 255

// Record describes one unit during one period, as input of [New]. A unit that
// is renamed or moved has one record for each period.
type Record struct {
	Code Code
	// Parent is the unit around it; the zero Code makes it a root.
	Parent Code
	Level  Level
	// Name is the official name, 1 to [MaxName] bytes of UTF-8.
	Name string
	// Also lists other names by which people look for the unit.
	Also []string
	// Zone is the IANA name of the unit's time zone, such as "Asia/Jakarta";
	// empty to take the parent's. [New] checks its form, an area of the zone
	// database and a place, or "UTC"; whether there is such a place only a
	// program that carries the database can tell.
	Zone  string
	Valid aduan.Period
	// Source says where the record comes from, with the mark of its standing.
	Source string
	// File and Line say where the record was read, for errors; they may be
	// empty.
	File string
	Line int
}

// ChangeKind says what happened to a unit.
type ChangeKind uint8

// The kinds of change.
const (
	// Recoded: the unit has another code and is otherwise the same.
	Recoded ChangeKind = iota + 1
	// Moved: the unit lies under another parent and has another code.
	Moved
	// Split: the new unit was cut out of the old one, which may live on.
	Split
	// Merged: the old unit went into the new one, with others.
	Merged
	// Renamed: the name changed and the code did not.
	Renamed
)

func changeKindWords() enum.Set {
	return enum.Words("unknown", "recoded", "moved", "split", "merged", "renamed")
}

// String returns the kind as programs know it, in lower case.
func (k ChangeKind) String() string { return changeKindWords().Text("ChangeKind", int(k)) }

// In returns the kind for people.
func (k ChangeKind) In(w aduan.Words) string {
	return texts().Word(w, "change_kind", k.String(), aduan.Label{})
}

// Change links a unit to the one that followed it. A unit that splits into
// three is three changes, a merger of two units two. [Recoded] and [Moved] link
// one unit to itself: the new code is free until then, and nobody else takes it.
type Change struct {
	Kind     ChangeKind
	From, To Code
	// FromName and ToName are set for [Renamed] only.
	FromName, ToName string
	// On is the instant from which the new unit or name is in force.
	On time.Time
	// Source says where the change comes from, with the mark of its standing.
	Source string
	// Derived tells that no source lists this change: it follows from the
	// change of a unit around it, whose code its own code contains.
	Derived bool
	// Line says where the change was read, for errors; 0 if nowhere.
	Line int
}

// Alias is the code of a unit in another code system.
type Alias struct {
	Alias Code
	// Code is the unit's own code, at the time at which the alias was given.
	Code Code
}

// Config is the input of [New].
type Config struct {
	// What names the data in errors; empty for "regions".
	What string
	// Levels lists the levels that units may have, outermost first; at least
	// one and at most 32. A unit's level lies after its parent's; levels may
	// be skipped.
	Levels []Level
	// Records describes the units, in any order.
	Records []Record
	// Changes links units to their successors. [Renamed] follows from the
	// records and is refused here.
	Changes []Change
	// Aliases gives codes of other systems; none of them may be a unit's own.
	Aliases []Alias
	// Horizon is the instant before which nothing is known; [Tree.AsOf]
	// refuses earlier ones. Zero for none.
	Horizon time.Time
	// Zone is the zone in which the tree's instants are given; nil for UTC.
	// Only its offset at the horizon survives [Tree.Encode].
	Zone *time.Location
	// Spelling says how names are compared; zero for case, spacing and
	// punctuation only.
	Spelling Spelling
}
