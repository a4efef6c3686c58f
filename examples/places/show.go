package main

import (
	"cmp"
	_ "embed" // for the directory
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
)

//go:embed directory.yaml
var directoryText []byte

// place names a unit and the one around it.
func (g *guide) place(u region.Unit) string {
	if p := u.Parent(); !p.IsZero() {
		return g.say("in", "unit", u.String(), "around", p.String())
	}
	return u.String()
}

// line prints a unit in a list.
func (g *guide) line(u region.Unit) {
	var around []string
	for a := range u.Ancestors() {
		if a.Level() != region.Country {
			around = append(around, a.Name())
		}
	}
	fmt.Fprintf(g.out, "%-14s %s", u.Code(), u.Name())
	if len(around) > 0 {
		fmt.Fprintf(g.out, " (%s)", strings.Join(around, ", "))
	}
	fmt.Fprintln(g.out)
}

// show prints what is known of a unit.
func (g *guide) show(u region.Unit) {
	fmt.Fprintln(g.out, u)
	w := tabwriter.NewWriter(g.out, 0, 0, 2, ' ', 0)
	row := func(name, value string) { fmt.Fprintf(w, "%s\t%s\n", name, value) }
	row(g.say("level"), u.Level().In(g.words))
	for a := range u.Ancestors() {
		row(g.say("lies_in"), fmt.Sprintf("%s (%s)", a, a.Level().In(g.words)))
	}
	children, below := 0, -1
	for range u.Children() {
		children++
	}
	for range u.Subtree() {
		below++
	}
	row(g.say("children"), g.say("children.count", "children", children, "below", below))
	if zone, err := indonesia.Location(u); err == nil {
		row(g.say("zone"), fmt.Sprintf("%s (%s)", zone, u.Zone()))
	} else {
		row(g.say("zone"), g.words.Error(err))
	}
	row(g.say("valid"), g.validity(u.Valid()))
	for _, c := range g.regions.Aliases(u.Code()) {
		row(g.say("also"), c.String())
	}
	for _, n := range u.Also() {
		row(g.say("also"), n)
	}
	for _, c := range g.regions.History(u.Code()) {
		row(g.say("history"), g.change(c))
	}
	row(g.say("source"), u.Source())
	_ = w.Flush() // what it writes to reports its own errors
}

// change says what became of a unit, with the names that it had.
func (g *guide) change(c region.Change) string {
	from, to := c.FromName, c.ToName
	if c.Kind != region.Renamed {
		from, to = g.called(c.From, c.On.Add(-time.Second)), g.called(c.To, c.On)
	}
	if c.Derived {
		return g.say("history.derived", "date", aduan.DateOf(c.On), "kind", c.Kind, "from", from, "to", to)
	}
	return g.say("history.change", "date", aduan.DateOf(c.On), "kind", c.Kind, "from", from, "to", to)
}

// called is a unit of a day, by code and name.
func (g *guide) called(code region.Code, on time.Time) string {
	if view, err := g.regions.AsOf(on); err == nil {
		if u, err := view.Get(code); err == nil {
			return u.String()
		}
	}
	return code.String()
}

// validity says for a period how far back the data go.
func (g *guide) validity(p aduan.Period) string {
	horizon, from, until := aduan.DateOf(g.regions.Horizon()), aduan.DateOf(p.From), aduan.DateOf(p.Until)
	switch {
	case p.From.IsZero() && p.Until.IsZero():
		return g.say("valid.always", "horizon", horizon)
	case p.From.IsZero():
		return g.say("valid.until", "horizon", horizon, "until", until)
	case p.Until.IsZero():
		return g.say("valid.from", "from", from)
	}
	return g.say("valid.between", "from", from, "until", until)
}

// directory reads the example's agencies.
func directory(regions *region.Tree) (*agency.Directory, error) {
	file, err := agency.Parse("directory.yaml", directoryText, regions.Horizon().Location())
	if err != nil {
		return nil, err
	}
	return agency.NewDirectory(agency.Config{
		Agencies: file.Agencies, Functions: file.Functions, Regions: regions,
		Spelling: region.Spelling{Same: [][]string{{"kabupaten", "kab"}, {"provinsi", "prov", "propinsi"}}},
		Titles:   []string{"bapak", "pak", "ibu", "bu", "h", "hj", "dr", "drs", "dra", "ir"},
	})
}

// agency prints who has a function for a unit, and why.
func (g *guide) agency(u region.Unit, f agency.Function, named []string) int {
	d, err := directory(g.regions)
	if err != nil {
		fmt.Fprintln(g.err, g.words.Error(err))
		return statusUnknown
	}
	on := g.view.At()
	if on.IsZero() {
		on = time.Now()
	}
	c := agency.Case{Function: f, Region: u.Code(), On: on}
	for _, text := range named {
		ids, err := identify(d, text, on)
		if err != nil {
			return g.noAgency(d, err, on)
		}
		c.Named.Agencies = append(c.Named.Agencies, ids...)
	}
	answer, err := d.Resolve(c)
	if err != nil {
		return g.noAgency(d, err, on)
	}
	term, err := d.Get(answer.Agency, on)
	if err != nil {
		fmt.Fprintln(g.err, g.words.Error(err))
		return statusUnknown
	}
	fmt.Fprintf(g.out, "%s: %s (%s)\n", cmp.Or(d.Label(f).In(g.words), string(f)), term.Name, answer.Agency)
	for _, s := range answer.Steps {
		fmt.Fprintln(g.out, "  "+s.In(g.words))
	}
	if above, err := d.Superiors(answer.Agency, on); err == nil {
		for _, id := range above {
			fmt.Fprintln(g.out, "  "+g.say("escalates", "agency", g.name(d, id, on)))
		}
	}
	return statusFound
}

// name is the name of an agency with its ID.
func (g *guide) name(d *agency.Directory, id agency.ID, on time.Time) string {
	if term, err := d.Get(id, on); err == nil {
		return term.Name + " (" + string(id) + ")"
	}
	return string(id)
}

// identify returns the agencies of which a text is the ID or the name, or the
// IDs and names with commas between them. Of a name that several have, all.
func identify(d *agency.Directory, text string, on time.Time) ([]agency.ID, error) {
	text = strings.TrimSpace(text)
	ids, whole := d.Identify(text, on)
	if whole == nil || !strings.Contains(text, ",") {
		return ids, whole
	}
	for part := range strings.SplitSeq(text, ",") {
		some, err := d.Identify(strings.TrimSpace(part), on)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	return ids, nil
}

// noAgency tells why there is no answer, with the names of what could have been
// meant.
func (g *guide) noAgency(d *agency.Directory, err error, on time.Time) int {
	fmt.Fprintln(g.err, g.words.Error(err))
	var named *agency.NamedError
	if errors.As(err, &named) {
		for _, id := range named.Near {
			if term, err := d.Get(id, on); err == nil {
				fmt.Fprintln(g.err, "  "+g.say("meant", "unit", string(id)+", "+term.Name))
			}
		}
	}
	return statusUnknown
}
