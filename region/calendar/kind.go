package calendar

import (
	"fmt"
	"slices"
	"strings"
)

// Kind says what sort of day a day is. The zero value means that it was not said.
type Kind int8

// The kinds. A list may name the last three; the first two follow from the week.
const (
	// Workday is an ordinary working day.
	Workday Kind = iota + 1
	// Weekend is a day of rest by the pattern of the week, whatever else it is.
	Weekend
	// Holiday is a public holiday (hari libur nasional, hari libur daerah).
	Holiday
	// JointLeave is leave that everybody takes on the same day by decree (cuti
	// bersama). A service may work on it.
	JointLeave
	// HalfDay is a working day with hours of its own.
	HalfDay
)

// kindWords are text form, Indonesian and English name by Kind.
func kindWords() [][3]string {
	return [][3]string{
		{},
		{"workday", "hari kerja", "working day"},
		{"weekend", "akhir pekan", "weekend"},
		{"holiday", "hari libur", "holiday"},
		{"joint_leave", "cuti bersama", "joint leave"},
		{"half_day", "setengah hari", "half day"},
	}
}

// String returns the text form, for example "joint_leave"; empty for the zero
// value.
func (k Kind) String() string {
	words := kindWords()
	if k < 0 || int(k) >= len(words) {
		return fmt.Sprintf("Kind(%d)", int(k))
	}
	return words[k][0]
}

// Indonesian returns the name in Indonesian, for example "cuti bersama".
func (k Kind) Indonesian() string { return k.word(1) }

// English returns the name in English, for example "joint leave".
func (k Kind) English() string { return k.word(2) }

func (k Kind) word(i int) string {
	words := kindWords()
	if k < 0 || int(k) >= len(words) {
		return k.String()
	}
	return words[k][i]
}

// MarshalText writes the text form; a value outside the set is an error.
func (k Kind) MarshalText() ([]byte, error) {
	if k < 0 || int(k) >= len(kindWords()) {
		return nil, fmt.Errorf("calendar: Kind(%d) is outside the set", int(k))
	}
	return []byte(k.String()), nil
}

// UnmarshalText reads the text form exactly; empty text is the zero value.
func (k *Kind) UnmarshalText(text []byte) error {
	i := slices.IndexFunc(kindWords(), func(w [3]string) bool { return w[0] == string(text) })
	if i < 0 {
		return fmt.Errorf("unknown kind of day %q; legal: %s", clip(string(text)), strings.Join(listedKinds(), ", "))
	}
	*k = Kind(i)
	return nil
}

// listedKinds are the text forms of the kinds that a list may name.
func listedKinds() []string {
	return []string{Holiday.String(), JointLeave.String(), HalfDay.String()}
}
