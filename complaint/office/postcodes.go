package office

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/internal/sheet"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// PostcodeSet is the set of the areas that [Office.Locator] finds: attributes of routing
// tables name it, as routing.Attribute.Area.
const PostcodeSet = "postcode"

// maxPostcode is the longest postcode in bytes.
const maxPostcode = 20

// byPostcode tells where places lie, by postcodes in their canonical form.
type byPostcode map[string]complaint.Located

// bare is the canonical form of a postcode, or of part of one: letters and digits, in
// upper case.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, text)
}

// Locate looks for the last postcode of the free text.
func (b byPostcode) Locate(_ context.Context, s complaint.Spot, _ time.Time) (complaint.Located, error) {
	words := strings.FieldsFunc(s.Place, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i := len(words) - 1; i >= 0; i-- {
		for first := max(i-1, 0); first <= i; first++ {
			if found, ok := b[bare(strings.Join(words[first:i+1], ""))]; ok {
				return complaint.Located{Regions: slices.Clone(found.Regions), Areas: slices.Clone(found.Areas)}, nil
			}
		}
	}
	return complaint.Located{}, nil
}

// postcodes reads the table of postcodes: a row for each, or several for one that lies in
// several regions, the likeliest first.
func (l *loader) postcodes() {
	table := byPostcode{}
	parse := func(file string, data []byte) (byPostcode, error) {
		var problems storage.Problems
		format := sheet.Format{Required: []string{"postcode"}, Optional: []string{"region"}}
		if err := sheet.Read(file, bytes.NewReader(data), format, &problems, func(row sheet.Row) { l.postcode(table, row, &problems) }); err != nil {
			return nil, err
		}
		return table, problems.Err("postcodes")
	}
	parsed(l, postcodes, parse, func(_ string, table byPostcode) { l.office.Locator = table })
}

// postcode takes one row.
func (l *loader) postcode(table byPostcode, row sheet.Row, problems *storage.Problems) {
	text, key := row.Cell("postcode"), bare(row.Cell("postcode"))
	if key == "" || len(text) > maxPostcode {
		problems.Note(row.Problem("postcode", fmt.Sprintf("want a postcode of 1 to %d bytes, with a letter or a digit", maxPostcode)))
		return
	}
	found, known := table[key]
	if !known {
		found.Areas = []complaint.Area{{Set: PostcodeSet, Code: text}}
		l.office.Postcodes = append(l.office.Postcodes, text)
	}
	var code region.Code
	if err := code.UnmarshalText([]byte(row.Cell("region"))); err != nil {
		problems.Note(row.Problem("region", err.Error()))
		return
	}
	switch {
	case code.IsZero() && !known:
	case code.IsZero() || slices.Contains(found.Regions, code):
		problems.Note(row.Problem("postcode", "stands twice"))
	case len(found.Regions) == complaint.MaxAreas:
		problems.Note(row.Problem("postcode", fmt.Sprintf("lies in more than %d regions", complaint.MaxAreas)))
	default:
		if l.office.Regions != nil {
			if _, err := l.office.Regions.LastPath(code); err != nil {
				problems.Note(row.Problem("region", err.Error()))
			}
		}
		found.Regions = append(found.Regions, code)
	}
	table[key] = found
}
