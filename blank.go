package aduan

import (
	"strings"
	"unicode"
)

// Blank reports whether a text shows nothing: it is empty, or holds only spaces,
// controls, characters of no width, marks without a letter and fillers. Where
// something is required, such a text is as good as none. A text that is not UTF-8
// is not blank; what is wrong with it is for others to say.
func Blank(text string) bool { return strings.IndexFunc(text, shows) < 0 }

// shows reports whether a character by itself leaves something to see.
func shows(r rune) bool {
	const brailleBlank = '\u2800' // a symbol to Unicode, and nothing on paper
	return !unicode.In(r, unicode.White_Space, unicode.C, unicode.M, unicode.Other_Default_Ignorable_Code_Point) && r != brailleBlank ||
		unicode.Is(unicode.Co, r) // whoever uses private characters has a font for them
}
