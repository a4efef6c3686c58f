package complaint

import (
	"encoding"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// column is one that [ReadCSV] knows, with what reads its cell into a row.
// Problems do not repeat the cell.
type column struct {
	name     string
	required bool
	// free is text in which a number may be written as anybody likes.
	free bool
	read func(p *checker, cell string)
}

// columns lists the columns and where in the row they go.
func (r *Row) columns() []column {
	d, latitude, due := &r.Draft, "", ""
	text := func(into *string) func(*checker, string) {
		return func(_ *checker, cell string) { *into = cell }
	}
	private := func(into *Private) func(*checker, string) {
		return func(_ *checker, cell string) { *into = NewPrivate(cell) }
	}
	value := func(field string, into encoding.TextUnmarshaler) func(*checker, string) {
		return func(p *checker, cell string) { p.Check(field, into.UnmarshalText([]byte(cell))) }
	}
	word := func(field string, f lifecycle.Family, into encoding.TextUnmarshaler) func(*checker, string) {
		return func(p *checker, cell string) {
			if err := into.UnmarshalText([]byte(cell)); err != nil || p.edition == nil {
				p.Check(field, err)
			} else {
				p.edition.declares(&p.Problems, field, f, cell)
			}
		}
	}
	return []column{
		{"kind", true, false, word("kind", lifecycle.Kinds, &d.Kind)},
		{"title", true, true, text(&d.Title)},
		{"body", true, true, text(&d.Body)},
		{"channel", true, false, word("channel", lifecycle.Channels, &d.Channel)},
		{"line_id", false, false, text(&r.Name)},
		{"category", false, false, text((*string)(&d.Category))},
		{"region", false, false, d.readRegion},
		{"place", false, true, text(&d.Place)},
		{"latitude", false, false, text(&latitude)},
		{"longitude", false, false, func(p *checker, cell string) { d.readPoint(p, latitude, cell) }},
		{"address_id", false, false, private(&d.Location.AddressID)},
		{"asset", false, false, text(&d.Location.Asset)},
		{"event_date", false, false, value("event_date", &d.EventDate)},
		{"agency", false, false, text((*string)(&d.Agency))},
		{"anonymous", false, false, unless("anonymous", &d.Disclosure.Named)},
		{"secret", false, false, unless("secret", &d.Disclosure.Public)},
		{"reporter_account", false, false, private(&d.Reporter.Account)},
		{"reporter_name", false, true, private(&d.Reporter.Name)},
		{"reporter_contact", false, false, d.readContact},
		{"external_system", false, false, text(&d.External.System)},
		{"external_id", false, false, private(&d.External.ID)},
		{"promise_due", false, false, text(&due)},
		{"promise_origin", false, false, func(p *checker, cell string) { d.readPromise(p, due, cell) }},
		{"accused", false, false, d.readAccused},
		{"attachments", false, false, d.readAttachments},
		{"attributes", false, true, d.readAttributes},
	}
}

// columnNames are the names of the columns.
func columnNames() []string {
	var names []string
	for _, c := range new(Row).columns() {
		names = append(names, c.name)
	}
	return names
}

func (d *Draft) readRegion(p *checker, cell string) {
	if cell == "" {
		return
	}
	var err error
	d.Region, err = region.Parse(cell)
	if wrong, ok := errors.AsType[*region.CodeError](err); ok {
		p.Add("region", wrong.Reason, wrong.Legal...)
	}
}

// readPoint reads a point out of two cells, both of which may be empty.
func (d *Draft) readPoint(p *checker, latitude, longitude string) {
	if latitude == "" && longitude == "" {
		return
	}
	var err error
	if d.Location.Point, err = ParsePoint(latitude + "," + longitude); err != nil {
		p.Add("latitude", err.Error())
	}
}

// readPromise reads a promise out of two cells, both of which may be empty.
func (d *Draft) readPromise(p *checker, due, origin string) {
	if due == "" && origin == "" {
		return
	}
	at, err := time.Parse(time.RFC3339, due)
	if err != nil {
		p.Add("promise_due", wantInstant)
	}
	d.Promise = &Promise{Due: at, Origin: origin}
}

func (d *Draft) readContact(_ *checker, cell string) {
	if strings.Contains(cell, "@") {
		d.Reporter.Email = NewPrivate(cell)
	} else {
		d.Reporter.Phone = NewPrivate(cell)
	}
}

func (d *Draft) readAccused(_ *checker, cell string) {
	if cell == "" {
		return
	}
	for id := range strings.SplitSeq(cell, ";") {
		d.Accused = append(d.Accused, agency.ID(id))
	}
}

func (d *Draft) readAttachments(p *checker, cell string) {
	if cell == "" {
		return
	}
	for i, item := range strings.Split(cell, ";") {
		field, parts := storage.At("attachments", i), strings.Split(item, "|")
		if len(parts) != 4 {
			p.Add(field, "want name|media type|size|SHA-256")
			continue
		}
		a := Attachment{Name: parts[0], MediaType: parts[1]}
		var err error
		if a.Size, err = strconv.ParseInt(parts[2], 10, 64); err != nil {
			p.Add(field, "the size is no whole number")
		}
		p.Check(field, a.Digest.UnmarshalText([]byte(parts[3])))
		d.Attachments = append(d.Attachments, a)
	}
}

func (d *Draft) readAttributes(p *checker, cell string) {
	if cell == "" {
		return
	}
	for i, item := range strings.Split(cell, ";") {
		field, parts := storage.At("attributes", i), strings.Split(item, "|")
		if len(parts) < 3 {
			p.Add(field, "want code|datatype|value")
			continue
		}
		a := Attribute{Code: parts[0], Values: parts[2:]}
		p.Check(field+".type", a.Type.UnmarshalText([]byte(parts[1])))
		d.Attributes = append(d.Attributes, a)
	}
}

// unless reads a choice whose empty and safe answer is yes into its opposite.
func unless(field string, into *bool) func(*checker, string) {
	return func(p *checker, cell string) {
		if cell != "" && cell != "yes" && cell != "no" {
			p.Add(field, "want yes or no; empty is yes", "yes", "no")
		}
		*into = cell == "no"
	}
}
