package region

import (
	"database/sql/driver"
	"strings"
)

// System names a code system, the authority whose numbering a code follows.
// The set is open; a system's name is 1 to 32 bytes of lower-case letters,
// digits and hyphens and begins with a letter.
type System string

// The code systems whose grammar this package checks.
const (
	// Kemendagri is the numbering of the Indonesian Ministry of Home Affairs
	// (kode wilayah administrasi pemerintahan): 2, 2 and 2 digits and, for a
	// village, 4 digits, with dots between them. Its codes are written bare.
	Kemendagri System = "kemendagri"
	// BPS is the numbering of Statistics Indonesia (Badan Pusat Statistik): 2
	// digits for a province, 4 for a regency, 7 for a district and 10 for a
	// village, without dots.
	BPS System = "bps"
)

// MaxLocal is the longest code inside a system, in bytes. Kemendagri and BPS
// codes are shorter by their grammar.
const MaxLocal = 64

// maxSystem is the longest name of a system, in bytes.
const maxSystem = 32

// Code is the code of one administrative unit in one code system. It is
// comparable, may be a map key, and is immutable. The zero value means "no
// code"; every other value has passed [Parse].
type Code struct{ text string }

// Parse reads a code. Accepted are bare Kemendagri codes ("51", "51.03",
// "51.03.01", "51.03.01.2001"), the same with the prefix "kemendagri:", which
// is dropped, and codes of any other system behind its name and a colon:
// "bps:5103", "nyc:MN-05".
//
// Two bare digits are a Kemendagri province. More digits without dots and
// without a system are refused, because they may be meant in either of the two
// Indonesian systems. No part of a Kemendagri or BPS code up to the regency
// may be all zeros, and none of a Kemendagri code at all. Inside any other
// system a code is 1 to [MaxLocal] bytes of ASCII letters, digits, '.', '_',
// '-' and '/', begins and ends with a letter or digit, and is case-sensitive.
// Space is never trimmed. The error is a [*CodeError].
func Parse(text string) (Code, error) {
	canonical, err := parse(text)
	if err != nil {
		return Code{}, err
	}
	return Code{strings.Clone(canonical)}, nil
}

// parse returns the canonical part of the text, or a *CodeError.
func parse(text string) (string, error) {
	if text == "" {
		return "", refuse(text, "a code cannot be empty")
	}
	system, local, prefixed := strings.Cut(text, ":")
	if !prefixed {
		return text, checkBare(text)
	}
	if err := checkSystem(text, system); err != nil {
		return "", err
	}
	switch System(system) {
	case Kemendagri:
		if !isKemendagri(local) {
			return "", refuse(text, "not a Kemendagri code of 2, 2, 2 and 4 digits with dots", likely(local)...)
		}
		return local, nil
	case BPS:
		if !isBPS(local) {
			return "", refuse(text, "a BPS code has 2, 4, 7 or 10 digits and no dots", undotted(local)...)
		}
	default:
		if reason := checkLocal(local); reason != "" {
			return "", refuse(text, reason)
		}
	}
	return text, nil
}

// MustParse is [Parse] for codes written in the source: it panics where Parse
// returns an error. Use it for package variables and tests only.
func MustParse(text string) Code {
	c, err := Parse(text)
	if err != nil {
		panic(err)
	}
	return c
}

// IsZero reports whether c is the zero Code, "no code".
func (c Code) IsZero() bool { return c.text == "" }

// String returns the canonical text, which [Parse] reads back to the same
// code; empty for the zero Code.
func (c Code) String() string { return c.text }

// System returns the system that the code belongs to; empty for the zero Code.
func (c Code) System() System {
	if c.text == "" {
		return ""
	}
	if i := strings.IndexByte(c.text, ':'); i >= 0 {
		return System(c.text[:i])
	}
	return Kemendagri
}

// Local returns the code inside its system, without the prefix: "51.03" for
// the Kemendagri code 51.03 and "5103" for bps:5103; empty for the zero Code.
func (c Code) Local() string {
	return c.text[strings.IndexByte(c.text, ':')+1:]
}

// Compare orders codes bytewise by canonical text: -1, 0 or +1. The zero Code
// comes first, then Kemendagri codes, each directly before the units inside
// it, then the other systems by name.
func (c Code) Compare(d Code) int { return strings.Compare(c.text, d.text) }

// MarshalText returns the canonical text; empty for the zero Code. It never
// fails, and makes a Code a string in JSON and YAML and a possible JSON key.
func (c Code) MarshalText() ([]byte, error) { return []byte(c.text), nil }

// UnmarshalText reads what [Parse] accepts, and empty text as the zero Code.
// On an error, a [*CodeError], c is unchanged.
func (c *Code) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*c = Code{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}

// Value implements driver.Valuer: the canonical text, and NULL for the zero
// Code.
func (c Code) Value() (driver.Value, error) {
	if c.text == "" {
		return nil, nil
	}
	return c.text, nil
}

// Scan implements sql.Scanner for text columns; NULL and empty text give the
// zero Code. Numbers are refused: a numeric column has already lost the dots
// and leading zeros. On an error, a [*CodeError], c is unchanged.
func (c *Code) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*c = Code{}
		return nil
	case string:
		return c.UnmarshalText([]byte(v))
	case []byte:
		return c.UnmarshalText(v)
	default:
		return scanError(src)
	}
}
