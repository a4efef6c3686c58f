package deadline

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

var _ complaint.DirectoryChecker = (*Deadlines)(nil)

// CheckDirectory checks, for a service, that whatever agency of its directory gets a
// case can be judged: Calendars.Bodies knows by which calendar of the set it works, and
// Superiors who is above it; and that the directory has the agencies that rules name,
// unless Calendars.Bodies lists agencies and New has held the rules against those.
// Further agencies that Bodies or Superiors know do no harm. Only a directory that lists
// its agencies can be checked, as an agency.Directory does. It implements
// complaint.DirectoryChecker; the error is a *storage.InvalidError with the nearest
// agency first.
func (d *Deadlines) CheckDirectory(service complaint.Directory) error {
	listed, ok := service.(directory)
	if !ok {
		return nil
	}
	var problems storage.Problems
	cals := &d.cfg.Calendars
	if cals.Bodies != nil {
		checkKnown(&problems, "Calendars.Bodies", cals.Bodies, listed, cals.Set.Names(), func(id agency.ID, on time.Time) error {
			_, err := cals.Of(id, on)
			return err
		})
	}
	if d.cfg.Superiors != nil {
		checkKnown(&problems, "Superiors", d.cfg.Superiors, listed, nil, func(id agency.ID, on time.Time) error {
			_, err := d.cfg.Superiors.Superiors(id, on)
			return err
		})
	}
	if _, ok := cals.Bodies.(directory); !ok {
		named := &bodies{}
		named.list(listed)
		for i, p := range d.cfg.Policies {
			var of storage.Problems
			for k, r := range p.Rules {
				if r.Agency != "" {
					named.check(&of, storage.At("rules", k)+".agency", r.Agency, p.Valid)
				}
			}
			note(&problems, storage.At("Policies", i), p.source.Locate(of.Err("policy "+p.ID().String())))
		}
	}
	return problems.Err("deadlines")
}

// checkKnown checks that a part knows every agency that a directory lists: that it lists
// it too, or else answers about it at some instant of each of its terms. The calendars
// are those that it may name.
func checkKnown(problems *storage.Problems, field string, part any, listed directory, calendars []string, ask func(agency.ID, time.Time) error) {
	var known *bodies
	if lists, ok := part.(directory); ok {
		known = &bodies{}
		known.list(lists)
	}
	for a := range listed.Agencies() {
		if known != nil {
			if _, ok := known.terms[a.ID]; !ok {
				problems.Unknown(field, fmt.Sprintf("does not have the agency %s, which the directory of the service has", storage.Quote(string(a.ID))), string(a.ID), known.ids)
			}
			continue
		}
		for _, t := range a.Terms {
			err := askedIn(t.Valid, a.ID, ask)
			if wrong, ok := errors.AsType[*CalendarError](err); ok && wrong.Calendar != "" {
				problems.Unknown(field, namesNoCalendar(a.ID, wrong.Calendar), wrong.Calendar, calendars)
				break
			}
			if err != nil {
				problems.Add(field, fmt.Sprintf("does not know the agency %s, which the directory of the service has: %v", storage.Quote(string(a.ID)), err))
				break
			}
		}
	}
}

// askedIn is the error at the last instant of a period if there is one at every end.
func askedIn(valid aduan.Period, id agency.ID, ask func(agency.ID, time.Time) error) error {
	var first error
	answered := slices.ContainsFunc(instantsOf(valid), func(on time.Time) bool {
		err := ask(id, on)
		if first == nil {
			first = err
		}
		return err == nil
	})
	if answered {
		return nil
	}
	return first
}
