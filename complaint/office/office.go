package office

import (
	"maps"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/stats"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/storage"
)

// Office is what [Load] made of a directory. Its parts are checked against each other
// and must not be exchanged one by one. Nil is what the directory does not have.
type Office struct {
	// Lifecycles are the editions of the rules, in the order of their files; at least
	// one.
	Lifecycles []*complaint.Lifecycle
	// Deadlines judges clocks; nil if none is judged.
	Deadlines *deadline.Deadlines
	// Router chooses agencies; nil leaves that to people.
	Router *routing.Editions
	// Directory, Regions and Categories are what reports may name; nil accepts all.
	Directory  *agency.Directory
	Regions    *region.Tree
	Categories *complaint.Categories
	// Locator tells where a place lies by the postcode in its text (postcodes.csv); nil
	// asks nobody. It finds the regions of the postcode and the area of its name in the set
	// [PostcodeSet].
	Locator complaint.Locator
	// Postcodes are those that it knows, in the order of the file.
	Postcodes []string
	// Calendars are those of calendar.yaml, calendars/ and [Given].Calendars; nil if
	// there are none. Calendar is the name of the one that holds where no agency says
	// otherwise.
	Calendars *calendar.Set
	Calendar  string
	// Zone is the time zone of that calendar; UTC without one.
	Zone *time.Location

	words map[string]aduan.Words
}

// Config returns the configuration of a service of the office, whose cases and
// identities are kept in the given store. The caller may set what is not the office's:
// Search, Log, Now, Entropy.
func (o *Office) Config(store complaint.Store, identities complaint.Identities) complaint.Config {
	cfg := complaint.Config{Store: store, Identities: identities, Lifecycles: slices.Clone(o.Lifecycles), Categories: o.Categories}
	if o.Deadlines != nil {
		cfg.Deadlines = o.Deadlines
	}
	if o.Router != nil {
		cfg.Router = o.Router
	}
	if o.Directory != nil {
		cfg.Directory = o.Directory
	}
	if o.Regions != nil {
		cfg.Regions = o.Regions
	}
	cfg.Locator = o.Locator
	return cfg
}

// Words returns the words of a language, by its tag: those of a file in words/, or else
// of a language that is built in. The error is a *storage.InvalidError with the
// languages that there are.
func (o *Office) Words(tag string) (aduan.Words, error) {
	if w, ok := o.words[tag]; ok {
		return w, nil
	}
	if w, err := aduan.BuiltIn(tag); err == nil {
		return w, nil
	}
	var problems storage.Problems
	problems.Unknown("language", "the office has no words for "+storage.Quote(tag), tag, o.Languages())
	return aduan.Words{}, problems.Err("language")
}

// Languages are the tags of the languages that [Office.Words] has, sorted.
func (o *Office) Languages() []string {
	tags := map[string]bool{"en": true, "id": true}
	for tag := range o.words {
		tags[tag] = true
	}
	return slices.Sorted(maps.Keys(tags))
}

// Texts are the texts that a file in words/ may hold: those of the packages that speak
// for an office, and the words of its lifecycles. A translator begins with
// language.Draft of them.
func (o *Office) Texts() []*aduan.Texts {
	all := []*aduan.Texts{
		aduan.FormatTexts(), complaint.Texts(), lifecycle.Texts(), deadline.Texts(), routing.Texts(), stats.Texts(),
		agency.Texts(), region.Texts(), calendar.Texts(),
	}
	for _, l := range o.Lifecycles {
		all = append(all, l.Texts())
	}
	return all
}
