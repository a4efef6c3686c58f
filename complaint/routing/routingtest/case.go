package routingtest

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Case is a report and what should become of it.
type Case struct {
	// Name says what the case is about. Empty takes the place and the category.
	Name string
	// Facts is the report. A region may be the code alone: the path is
	// completed from the router's regions, see [Case.FactsFor].
	Facts complaint.Facts
	// Day is the day on which the report came, in the table's zone, if
	// Facts.Submitted is zero. If that is zero too, it is the first day on which
	// the table is valid.
	Day aduan.Date
	// Want is what should become of it.
	Want Want
	// File and Line say where the case is written; they may be empty.
	File string
	Line int

	// wrong is what the builder could not read.
	wrong []storage.Problem
}

// Want is what a case expects. What is zero is not compared; [Run] demands that
// at least one is given.
type Want struct {
	// Agency is where the report should go.
	Agency agency.ID `json:"agency"`
	// Ask lists the candidates among which a person should choose, in any
	// order. An empty list that is not nil wants a person to choose freely.
	Ask []agency.ID `json:"ask"`
	// Supporting lists the further agencies, in any order. An empty list that is
	// not nil wants none.
	Supporting []agency.ID `json:"supporting"`
	// Rule is the ID of the rule that should decide, or [routing.FallbackRule].
	Rule string `json:"rule"`
	// Basis is how the decision should come about.
	Basis complaint.Basis `json:"basis"`
	// Refused is the fact for which the report should be refused, for example
	// "region" or "submitted": it cannot be right.
	Refused string `json:"refused"`
}

func (w Want) isZero() bool {
	return w.Agency == "" && w.Ask == nil && w.Supporting == nil && w.Rule == "" && w.Basis == 0 && w.Refused == ""
}

// FactsFor returns the facts as the router is asked about them: the path of the
// region as of the day of the report, and noon of that day in the table's zone
// if no instant is given. A region that the router's tree does not have then is
// left as it is, for the router to refuse. The error is a
// [*storage.InvalidError] for a case that was built of texts that cannot be
// read.
func (c Case) FactsFor(r *routing.Router) (complaint.Facts, error) {
	if len(c.wrong) > 0 {
		return complaint.Facts{}, &storage.InvalidError{What: "case " + c.label(0), Problems: c.wrong}
	}
	f := c.Facts
	if f.Submitted.IsZero() {
		day := c.Day
		if day.IsZero() {
			day = r.Table().Valid.From
		}
		f.Submitted = r.Noon(day)
	}
	if len(f.Region) == 1 {
		day := aduan.DateOf(f.Submitted.In(r.Zone()))
		if view, err := r.Sources().Regions.AsOf(r.Noon(day)); err == nil {
			if u, err := view.Get(f.Region.Unit()); err == nil {
				f.Region = u.Path()
			}
		}
	}
	return f, nil
}

// label names the case; i is its place in a list.
func (c Case) label(i int) string {
	if c.Name != "" {
		return c.Name
	}
	var parts []string
	if u := c.Facts.Region.Unit(); u != (region.Code{}) {
		parts = append(parts, u.String())
	}
	if c.Facts.Category != "" {
		parts = append(parts, string(c.Facts.Category))
	}
	if len(parts) == 0 {
		return fmt.Sprintf("report %d", i+1)
	}
	return strings.Join(parts, " ")
}

// place is where the case is written, with a colon and a space behind it.
func (c Case) place() string { return storage.Problem{File: c.File, Line: c.Line}.String() }
