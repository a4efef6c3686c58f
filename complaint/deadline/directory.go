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

var _ complaint.ConfigChecker = (*Deadlines)(nil)

// CheckConfig checks, for a service, that the deadlines go together with its other parts:
//
//   - the policies judge the time-outs of its lifecycles for every class that a case may
//     have, and the lifecycles know what rules name, unless they were held against others
//     when the Deadlines was made;
//   - its Categories, Regions and Directory have what rules name; agencies are left out if
//     Calendars.Bodies lists some, because New has held the rules against those;
//   - whatever agency of its Directory gets a case can be judged: Calendars.Bodies knows by
//     which calendar of the set it works, and Superiors who is above it. Further agencies
//     that these know do no harm. Neither may be nil if an agency names another calendar
//     than the default, or another supervisor than its parent.
//
// Only a directory that lists its agencies can be checked, as an agency.Directory does. It
// implements complaint.ConfigChecker; the error is a *storage.InvalidError with the nearest
// legal word first.
func (d *Deadlines) CheckConfig(service complaint.Config) error {
	var problems storage.Problems
	if err := d.checkLifecycles(&problems, service.Lifecycles); err != nil {
		return err
	}
	in := &places{categories: service.Categories, regions: service.Regions}
	listed, ok := service.Directory.(directory)
	if ok {
		d.checkDirectory(&problems, listed)
	}
	if _, held := d.cfg.Calendars.Bodies.(directory); ok && !held {
		in.agencies = listed
	}
	for i, p := range d.cfg.Policies {
		note(&problems, storage.At("Policies", i), p.checkPlaces(in))
	}
	return problems.Err("deadlines")
}

// checkDirectory checks that the calendars and superiors of the agencies of a service's
// directory are known.
func (d *Deadlines) checkDirectory(problems *storage.Problems, listed directory) {
	cals := &d.cfg.Calendars
	if cals.Bodies == nil {
		checkIgnored(problems, "Calendars.Bodies", listed, func(t *agency.Term) (string, bool) {
			return "calendar " + storage.Quote(t.Calendar), t.Calendar != "" && t.Calendar != cals.Default
		})
	} else {
		checkKnown(problems, "Calendars.Bodies", cals.Bodies, listed, cals.Set.Names(), func(id agency.ID, on time.Time) error {
			_, err := cals.Of(id, on)
			return err
		})
	}
	if d.cfg.Superiors == nil {
		checkIgnored(problems, "Superiors", listed, func(t *agency.Term) (string, bool) {
			return "supervisor " + storage.Quote(string(t.Supervisor)), t.Supervisor != "" && t.Supervisor != t.Parent
		})
	} else {
		checkKnown(problems, "Superiors", d.cfg.Superiors, listed, nil, func(id agency.ID, on time.Time) error {
			_, err := d.cfg.Superiors.Superiors(id, on)
			return err
		})
	}
}

// checkIgnored checks that a part may be nil: that no agency of a directory names
// something which only that part would know.
func checkIgnored(problems *storage.Problems, field string, listed directory, names func(*agency.Term) (string, bool)) {
	for a := range listed.Agencies() {
		for i := range a.Terms {
			if what, named := names(&a.Terms[i]); named {
				problems.Add(field, fmt.Sprintf("is required: the agency %s names the %s in the directory of the service; give the same directory here", storage.Quote(string(a.ID)), what))
				return
			}
		}
	}
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
