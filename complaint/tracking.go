package complaint

import (
	"errors"
	"fmt"
	"io"
)

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
