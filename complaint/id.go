package complaint

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
)

// ID identifies a complaint: a UUID of version 7, so that IDs sort by the
// millisecond in which they were made. The zero ID means none. A caller may
// choose it, of any version; a repeated submission then finds its own
// record.
type ID struct{ uuid.UUID }

// NewID makes an ID from a time and 10 bytes of entropy. It reads no clock.
func NewID(at time.Time, entropy io.Reader) (ID, error) {
	var id ID
	if _, err := io.ReadFull(entropy, id.UUID[6:]); err != nil {
		return ID{}, fmt.Errorf("complaint: no entropy for an ID: %w", err)
	}
	ms := uint64(at.UnixMilli())
	for i := range 6 {
		id.UUID[i] = byte(ms >> (8 * (5 - i)))
	}
	id.UUID[6] = id.UUID[6]&0x0f | 0x70
	id.UUID[8] = id.UUID[8]&0x3f | 0x80
	return id, nil
}

// ParseID reads the canonical form of 36 characters, in lower or upper case.
// Braces, prefixes and missing hyphens are refused.
func ParseID(text string) (ID, error) {
	if len(text) != 36 {
		return ID{}, fmt.Errorf("an ID has 36 characters, such as 01890a5d-ac96-774b-bcce-b302099a8057, not %d", len(text))
	}
	u, err := uuid.Parse(text)
	if err != nil {
		return ID{}, fmt.Errorf("want an ID such as 01890a5d-ac96-774b-bcce-b302099a8057")
	}
	return ID{u}, nil
}

// IsZero reports whether the ID is none.
func (id ID) IsZero() bool { return id.UUID == uuid.Nil }

// UnmarshalText reads what [ParseID] reads.
func (id *ID) UnmarshalText(text []byte) error {
	read, err := ParseID(string(text))
	if err == nil {
		*id = read
	}
	return err
}

// ReporterRef stands for the reporter of one case inside that case: a random
// reference, different for every case, behind which the [Identity] is kept. It
// tells nothing to whoever may not open the identity.
type ReporterRef struct{ uuid.UUID }

// NewReporterRef draws a reference from 16 bytes of entropy.
func NewReporterRef(entropy io.Reader) (ReporterRef, error) {
	u, err := uuid.NewRandomFromReader(entropy)
	if err != nil {
		return ReporterRef{}, fmt.Errorf("complaint: no entropy for a reporter reference: %w", err)
	}
	return ReporterRef{u}, nil
}

// IsZero reports whether there is no reference.
func (r ReporterRef) IsZero() bool { return r.UUID == uuid.Nil }

// UnmarshalText reads the canonical form of 36 characters.
func (r *ReporterRef) UnmarshalText(text []byte) error {
	read, err := ParseID(string(text))
	if err == nil {
		*r = ReporterRef(read)
	}
	return err
}

// Tracking is the number that a reporter is told and by which anybody may
// follow a case: 12 random digits and a check digit after Damm, which detects
// every single wrong digit and every transposition of neighbours. That it is
// numeric is public practice; the form is our decision. The zero value is none.
type Tracking string

// trackingDigits is the length of a tracking number with its check digit.
const trackingDigits = 13

// damm returns the check digit over decimal digits: a walk through Damm's
// quasigroup of order 10, which is totally anti-symmetric.
func damm(digits string) byte {
	table := [10]string{
		"0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
		"3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
	}
	var interim byte
	for i := range len(digits) {
		interim = table[interim][digits[i]-'0'] - '0'
	}
	return '0' + interim
}

// NewTracking draws a number. A store that already has it answers
// storage.ErrDuplicate, and the service draws again.
func NewTracking(entropy io.Reader) (Tracking, error) {
	digits := make([]byte, 0, trackingDigits)
	for buf := make([]byte, 16); len(digits) < trackingDigits-1; {
		if _, err := io.ReadFull(entropy, buf); err != nil {
			return "", fmt.Errorf("complaint: no entropy for a tracking number: %w", err)
		}
		for _, b := range buf {
			if b < 250 && len(digits) < trackingDigits-1 { // 250..255 would favour 0..5
				digits = append(digits, '0'+b%10)
			}
		}
	}
	return Tracking(append(digits, damm(string(digits)))), nil
}

// ParseTracking reads a tracking number as people write it: spaces and hyphens
// between digits are dropped, everything else is refused, and so is a number
// whose check digit is wrong.
func ParseTracking(text string) (Tracking, error) {
	var digits []byte
	for i := range len(text) {
		switch c := text[i]; {
		case '0' <= c && c <= '9':
			digits = append(digits, c)
		case (c == ' ' || c == '-') && i > 0 && i < len(text)-1 && len(text) <= 2*trackingDigits:
		default:
			return "", fmt.Errorf("a tracking number has %d digits and nothing else", trackingDigits)
		}
	}
	if len(digits) != trackingDigits {
		return "", fmt.Errorf("a tracking number has %d digits, not %d", trackingDigits, len(digits))
	}
	if last := len(digits) - 1; damm(string(digits[:last])) != digits[last] {
		return "", errors.New("no such tracking number: a digit is wrong or two are swapped")
	}
	return Tracking(digits), nil
}

// UnmarshalText reads what [ParseTracking] reads; empty text is none.
func (t *Tracking) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*t = ""
		return nil
	}
	read, err := ParseTracking(string(text))
	if err == nil {
		*t = read
	}
	return err
}

// String returns the digits without separators.
func (t Tracking) String() string { return string(t) }
