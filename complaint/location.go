package complaint

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/aduan-go/aduan"
)

// Location says where something is by what a program can look up, beside the free
// text in which people say it ([Draft].Place). Each part may be missing.
//
// Point and AddressID may be somebody's home. Like the texts of a report they lie beside
// the timeline, which refers to them by digest, and can be erased; the reporter and
// those who work on the case see them, the public sees a [CoarsePoint] of a report that
// it may read. Like what identifies a person they print and log as "(hidden)".
//
// Asset is the number of a thing of the office, such as a street light, and is kept as it
// is. The public does not see it either: such numbers stand on maps, which tell the
// exact place.
type Location struct {
	Point Point `json:"point,omitzero"`
	// AddressID is the address's in a register of addresses.
	AddressID Private `json:"address_id,omitzero"`
	Asset     string  `json:"asset,omitempty"`
}

// IsZero reports whether nothing is said.
func (l Location) IsZero() bool { return l.Point.IsZero() && l.AddressID.IsZero() && l.Asset == "" }

// Equal reports whether two locations say the same.
func (l Location) Equal(m Location) bool { return l.private() == m.private() && l.Asset == m.Asset }

// Format prints nothing of the place, whatever the verb.
func (l Location) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "location "+hidden) }

// LogValue is what Format prints.
func (l Location) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(l)) }

// inWriting is the location in a form that json.Marshal writes.
func (l Location) inWriting() Location {
	l.Point.text, l.AddressID = l.Point.text.inWriting(), l.AddressID.inWriting()
	return l
}

// private is what may lead to somebody's home, as one text: the point in its canonical
// form, then, if there is an address, a line break and its ID. Two locations have
// the same one only if both parts are the same. Empty if there is neither.
func (l Location) private() string {
	text := l.Point.Open()
	if id := l.AddressID.Open(); id != "" {
		text += "\n" + id
	}
	return text
}

// readPrivate is the inverse of private. It refuses what private did not write.
func readPrivate(text string) (Location, error) {
	var l Location
	point, id, _ := strings.Cut(text, "\n")
	if err := l.Point.UnmarshalText([]byte(point)); err != nil {
		return Location{}, err
	}
	l.AddressID = NewPrivate(id)
	if l.private() != text || checkName(id, DefaultLimits().Name) != nil {
		return Location{}, errors.New("want a point and the ID of an address in their canonical form")
	}
	return l, nil
}

// location checks what is stated now.
func (p *checker) location(field string, l Location) {
	for _, f := range []struct{ name, id string }{{"address_id", l.AddressID.Open()}, {"asset", l.Asset}} {
		if p.name(field+f.name, f.id); f.id != "" && aduan.Blank(f.id) {
			p.Add(field+f.name, "holds only spaces and characters that do not show")
		}
	}
}

// Where is what an entry keeps of the place beside region and free text: what the
// report states, and what a [Locator] made of it. It prints nothing of it.
type Where struct {
	// Location refers to the text that holds point and address of a [Location].
	Location Digest `json:"location,omitzero"`
	Asset    string `json:"asset,omitempty"`
	Located
	// Unlocated says that the locator was asked and failed.
	Unlocated bool `json:"unlocated,omitempty"`
}

// where is what the entry keeps of a location and of what was found; nil for nothing.
func (c *Complaint) where(salt Salt, l Location, found *Where) *Where {
	w := found.clone()
	w.Location, w.Asset = c.keep(salt, l.private()), l.Asset
	if w.isZero() {
		return nil
	}
	return w
}

// Format prints nothing of the place, whatever the verb.
func (w Where) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "where "+hidden) }

func (w *Where) isZero() bool { return w.equal(&Where{}) }

// clone returns a copy that shares nothing with w.
func (w *Where) clone() *Where {
	if w == nil {
		return nil
	}
	out := *w
	out.Located = out.Located.clone()
	return &out
}

// equal reports whether two entries keep the same.
func (w *Where) equal(x *Where) bool {
	if w == nil || x == nil {
		return w == x
	}
	return w.Location == x.Location && w.Asset == x.Asset && w.Unlocated == x.Unlocated && w.Located.equal(x.Located)
}

// submittedWhere is what the entry that submitted the case keeps of the place; the zero value
// if it keeps nothing.
func (c *Complaint) submittedWhere() Where {
	if len(c.Timeline) == 0 || c.Timeline[0].Details.Where == nil {
		return Where{}
	}
	return *c.Timeline[0].Details.Where
}

// Location returns where the report says that it happened, exactly. Point and address
// are missing if their text was erased, and all is in what [Complaint.Head] leaves.
func (c *Complaint) Location() Location {
	w := c.submittedWhere()
	l, _ := readPrivate(c.text(w.Location)) // Validate checks it
	l.Asset = w.Asset
	return l
}

// Found returns what the locator found when the report came: of several Regions each
// may be the one, and the case then has no region. Lists are copies.
func (c *Complaint) Found() Located { return c.submittedWhere().Located.clone() }

// saysLocation reports whether an entry keeps this location, whatever was found.
func (c *Complaint) saysLocation(w *Where, l Location) bool {
	if w == nil {
		w = &Where{}
	}
	return w.Asset == l.Asset && c.says(w.Location, l.private())
}

// where checks what the entry with an index keeps. Only the first one may: so the texts
// are searched once.
func (p *checker) where(field string, c *Complaint, i int, w *Where) {
	switch {
	case w == nil:
		return
	case i > 0:
		p.Add(field, "is stated by the submission only")
		return
	}
	p.name(field+".asset", w.Asset)
	if _, err := readPrivate(c.text(w.Location)); err != nil {
		p.Check(field+".location", err)
	}
	w.Located.check(&p.Problems, field+".")
}
