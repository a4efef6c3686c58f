package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
	"unicode/utf8"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// held lists the cases of this run that an agency holds.
func (o *office) held(ctx context.Context) ([]*complaint.Complaint, error) {
	var held []*complaint.Complaint
	for _, f := range o.cases {
		c, err := o.stored.Get(ctx, f.receipt.ID)
		if err != nil {
			return nil, err
		}
		if c.Agency != "" {
			held = append(held, c)
		}
	}
	return held, nil
}

func (o *office) line(text string) { fmt.Fprintln(o.out, text) }

// heading begins a section of the output.
func (o *office) heading(text string) {
	o.line("\n" + text + "\n" + strings.Repeat("-", utf8.RuneCountInString(text)))
}

// rows prints cells below each other.
func (o *office) rows(rows [][]string) {
	w := tabwriter.NewWriter(o.out, 0, 0, 2, ' ', 0)
	for _, cells := range rows {
		fmt.Fprintln(w, "  "+strings.Join(cells, "\t"))
	}
	_ = w.Flush()
}

// nameOf is what people call an agency. One that the directory does not hold, in a
// case that is older than it, has only its ID.
func (o *office) nameOf(id agency.ID) string {
	term, err := o.agencies.Get(id, o.now)
	if err != nil {
		return id.String()
	}
	return term.Name
}

// placeOf names a region and those around it, without the country.
func (o *office) placeOf(path region.Path) string {
	unit, err := o.regions.Latest().Locate(path)
	if err != nil {
		return path.String()
	}
	names := []string{unit.Name()}
	for around := range unit.Ancestors() {
		if !around.Parent().IsZero() {
			names = append(names, around.Name())
		}
	}
	return strings.Join(names, ", ")
}

// who is who did something: an officer by role and agency, since the example
// gives no names.
func (o *office) who(e complaint.AgencyEvent) string {
	role := complaint.RoleIn(o.words, e.Role)
	if e.Agency == "" {
		return role
	}
	return role + ", " + o.nameOf(e.Agency)
}

// showReasons says of one report why it is where it is, and by when the agency
// has to have done what; an open one, if there is any.
func (o *office) showReasons(ctx context.Context, held []*complaint.Complaint) error {
	o.heading(o.say("reasons"))
	sent := slices.DeleteFunc(slices.Clone(held), func(c *complaint.Complaint) bool {
		return o.tables.Explain(complaint.FactsOf(c)).Decision.Agency != c.Agency
	})
	if len(sent) == 0 {
		o.line(o.say("reasons.none"))
		return nil
	}
	open := slices.IndexFunc(sent, func(c *complaint.Complaint) bool { return !o.rulesOf(c).Machine().Final(c.State) })
	chosen := sent[max(open, 0)]
	why := o.tables.Explain(complaint.FactsOf(chosen))
	o.line(o.say("reasons.with", "title", chosen.Title(), "agency", o.nameOf(chosen.Agency)))
	o.line(o.say("reasons.basis", "basis", why.Decision.Basis, "rule", why.Decision.Rule, "table", why.Table, "edition", why.Edition))
	for _, fact := range why.Facts[:3] {
		o.line("  " + fact.Label.In(o.words) + ": " + fact.Value.In(o.words))
	}
	for _, step := range why.Steps {
		o.line("  - " + step.Text.In(o.words))
	}
	return o.showClocks(ctx, chosen.ID)
}

// showClocks prints the clocks of a case that have begun.
func (o *office) showClocks(ctx context.Context, id complaint.ID) error {
	readings, err := o.svc.Clocks(ctx, national(), id)
	if err != nil {
		return err
	}
	rows := [][]string{{o.say("clock"), o.say("clock.limit"), o.say("clock.status"), o.say("clock.due")}}
	for _, r := range readings {
		if r.Err != nil {
			return fmt.Errorf("the clock %s of %s: %w", r.Clock, id, r.Err)
		}
		rows = append(rows, []string{complaint.ClockIn(o.words, r.Clock), r.Limit.In(o.words), r.Status.In(o.words), r.DueDate.In(o.words)})
	}
	o.line("")
	o.rows(rows)
	return nil
}

// showRefusal lets an officer try what the agency may not do, and prints why not:
// on a case with which they may do something else, if there is one.
func (o *office) showRefusal(ctx context.Context, held []*complaint.Complaint) error {
	o.heading(o.say("refusal"))
	var of *complaint.Complaint
	var shown *complaint.Denial
	for _, c := range held {
		denial, err := o.svc.WhyNot(ctx, officer(complaint.RoleAgencyAdmin, c.Agency), c.ID, complaint.ActionArchive)
		if err != nil {
			return err
		}
		if denial != nil && (shown == nil || len(denial.Instead) > len(shown.Instead)) {
			of, shown = c, denial
		}
	}
	if shown == nil {
		o.line(o.say("refusal.none"))
		return nil
	}
	o.line(o.say("refusal.tries", "role", complaint.RoleIn(o.words, shown.Role), "agency", o.nameOf(of.Agency),
		"action", o.rules.ActionIn(o.words, shown.Action), "title", of.Title()))
	for _, reason := range shown.Reasons {
		o.line("  - " + reason.Text.In(o.words))
	}
	o.line("  " + o.say("refusal.instead", "actions", o.actions(shown.Instead)))
	return nil
}

// showEscalation lets the first body whom an escalation told of a case read what came to it, what is
// due first coming first, and write to the office about it.
func (o *office) showEscalation(ctx context.Context, held []*complaint.Complaint) error {
	o.heading(o.say("escalated"))
	i := slices.IndexFunc(held, func(c *complaint.Complaint) bool { return len(c.EscalatedTo) > 0 && c.Disclosure.Public })
	if i < 0 {
		o.line(o.say("escalated.none"))
		return nil
	}
	by := officer(complaint.RoleSuperior, held[i].EscalatedTo[0])
	waiting := 0
	for _, err := range o.svc.Inbox(ctx, by, complaint.Query{}) {
		if err != nil {
			return err
		}
		waiting++
	}
	access, err := o.svc.Access(ctx, by, held[i].ID)
	if err != nil {
		return err
	}
	o.line(o.say("escalated.inbox", "agency", o.nameOf(by.Agency), "cases", waiting))
	o.line(o.say("escalated.case", "title", held[i].Title(), "agency", o.nameOf(held[i].Agency), "access", access.Message()))
	if _, err := o.svc.Do(ctx, by, held[i].ID, complaint.Command{Action: complaint.ActionNote, Note: "Mohon ditindaklanjuti pekan ini."}); err != nil {
		if refusal(err) { // under a definition of one's own
			o.line("  " + o.words.Error(err))
			return nil
		}
		return err
	}
	view, err := o.svc.Get(ctx, officer(complaint.RoleAgencyAdmin, held[i].Agency), held[i].ID)
	if err != nil {
		return err
	}
	last := view.Events[len(view.Events)-1]
	o.line("  - " + o.rules.ActionIn(o.words, last.Action) + ", " + o.who(last) + ": " + last.Text)
	return nil
}

// showSecret shows a secret report to the public and to the agency.
func (o *office) showSecret(ctx context.Context, held []*complaint.Complaint) error {
	o.heading(o.say("secret"))
	i := slices.IndexFunc(held, func(c *complaint.Complaint) bool { return !c.Disclosure.Public })
	if i < 0 {
		o.line(o.say("secret.none"))
		return nil
	}
	by := officer(complaint.RoleAgencyAdmin, held[i].Agency)
	view, err := o.svc.Get(ctx, by, held[i].ID)
	if err != nil {
		return err
	}
	public, err := o.svc.Track(ctx, held[i].Tracking.String())
	if err != nil {
		return err
	}
	if public.Report != nil {
		return errors.New("everybody can read a secret report")
	}
	o.line(o.say("secret.public", "tracking", held[i].Tracking))
	o.rows(append(o.status(public.Status, o.onDay), []string{o.say("view.report"), o.say("view.secret")}))
	o.line(o.say("secret.agency", "role", complaint.RoleIn(o.words, by.Role), "agency", o.nameOf(by.Agency)))
	o.showAgencyView(view)
	return nil
}

// time is an instant in the zone of the office.
func (o *office) time(t time.Time) string { return o.words.Time(t.In(o.zone)) }

// onDay is the day of an instant that only says the day: one of a status that is not
// public.
func (o *office) onDay(t time.Time) string { return aduan.DateOf(t).In(o.words) }

// status is what everybody may know; when says an instant.
func (o *office) status(s complaint.Status, when func(time.Time) string) [][]string {
	return [][]string{
		{o.say("view.status"), o.rules.StateIn(o.words, s.State)},
		{o.say("view.bucket"), o.rules.BucketIn(o.words, s.State)},
		{o.say("view.submitted"), when(s.SubmittedAt)},
		{o.say("view.updated"), when(s.UpdatedAt)},
	}
}

// actions lists what somebody may do.
func (o *office) actions(allowed []lifecycle.Action) string {
	if len(allowed) == 0 {
		return o.say("nothing")
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = o.rules.ActionIn(o.words, a)
	}
	return strings.Join(names, ", ")
}

func (o *office) showAgencyView(v complaint.AgencyView) {
	category, _ := o.categories.Label(v.Category)
	rows := append([][]string{
		{o.say("view.title"), v.Title},
		{o.say("view.place"), v.Place},
		{o.say("view.kind"), o.rules.KindIn(o.words, v.Kind)},
		{o.say("view.class"), o.rules.ClassIn(o.words, v.Class)},
		{o.say("view.category"), category.In(o.words)},
		{o.say("view.region"), o.placeOf(v.Region)},
		{o.say("view.disclosure"), v.Disclosure.In(o.words)},
		{o.say("view.main"), o.nameOf(v.Main)},
		{o.say("view.allowed"), o.actions(v.Allowed)},
	}, o.status(v.Status, o.time)...)
	o.rows(slices.DeleteFunc(rows, func(row []string) bool { return row[1] == "" }))
	rows = [][]string{{o.say("event.at"), o.say("event.action"), o.say("event.by"), o.say("event.to")}}
	for _, e := range v.Events {
		rows = append(rows, []string{o.words.Time(e.At.In(o.zone)), o.rules.ActionIn(o.words, e.Action), o.who(e), o.rules.StateIn(o.words, e.To)})
	}
	o.line("")
	o.rows(rows)
}
