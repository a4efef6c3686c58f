package main

import (
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
func place(u region.Unit) string {
	if p := u.Parent(); !p.IsZero() {
		return fmt.Sprintf("%s in %s", u, p)
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
	fmt.Fprintf(w, "level\t%s\n", u.Level())
	for a := range u.Ancestors() {
		fmt.Fprintf(w, "lies in\t%s (%s)\n", a, a.Level())
	}
	children, below := 0, -1
	for range u.Children() {
		children++
	}
	for range u.Subtree() {
		below++
	}
	fmt.Fprintf(w, "children\t%d, %d units in all\n", children, below)
	if zone, err := indonesia.Location(u); err == nil {
		fmt.Fprintf(w, "zone\t%s (%s)\n", zone, u.Zone())
	} else {
		fmt.Fprintf(w, "zone\t%v\n", err)
	}
	fmt.Fprintf(w, "valid\t%s\n", g.validity(u.Valid()))
	for _, c := range g.regions.Aliases(u.Code()) {
		fmt.Fprintf(w, "also\t%s\n", c)
	}
	for _, n := range u.Also() {
		fmt.Fprintf(w, "also\t%s\n", n)
	}
	for _, c := range g.regions.History(u.Code()) {
		text := fmt.Sprintf("%s %s, %s > %s", c.On.Format(time.DateOnly), c.Kind, c.From, c.To)
		if c.Kind == region.Renamed {
			text = fmt.Sprintf("%s %s, %s > %s", c.On.Format(time.DateOnly), c.Kind, c.FromName, c.ToName)
		}
		if c.Derived {
			text += " (derived)"
		}
		fmt.Fprintf(w, "history\t%s\n", text)
	}
	fmt.Fprintf(w, "source\t%s\n", u.Source())
	_ = w.Flush() // what it writes to reports its own errors
}

// validity says for a period how far back the data go.
func (g *guide) validity(p aduan.Period) string {
	from, until := "as far back as the data go, "+g.regions.Horizon().Format(time.DateOnly), "until further notice"
	if !p.From.IsZero() {
		from = "since " + p.From.Format(time.DateOnly)
	}
	if !p.Until.IsZero() {
		until = "until " + p.Until.Format(time.DateOnly)
	}
	return from + ", " + until
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
		fmt.Fprintln(g.err, err)
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
		fmt.Fprintln(g.err, err)
		return statusUnknown
	}
	fmt.Fprintf(g.out, "%s: %s (%s)\n", d.Label(f), term.Name, answer.Agency)
	for _, s := range answer.Steps {
		fmt.Fprintln(g.out, "  "+s.String())
	}
	if above, err := d.Superiors(answer.Agency, on); err == nil {
		for _, id := range above {
			fmt.Fprintf(g.out, "  escalates to %s\n", id)
		}
	}
	return statusFound
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
	fmt.Fprintln(g.err, err)
	var named *agency.NamedError
	if errors.As(err, &named) {
		for _, id := range named.Near {
			if term, err := d.Get(id, on); err == nil {
				fmt.Fprintf(g.err, "  did you mean %s, %s?\n", id, term.Name)
			}
		}
	}
	return statusUnknown
}
