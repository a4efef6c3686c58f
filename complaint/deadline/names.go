package deadline

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// note adds the problems of a part, each with the place of the part.
func note(problems *storage.Problems, field string, err error) {
	if invalid, ok := errors.AsType[*storage.InvalidError](err); ok {
		for _, problem := range invalid.Problems {
			problem.Field = field + "." + problem.Field
			problems.Note(problem)
		}
	}
}

// vocabulary is what rules may speak of.
type vocabulary struct {
	clocks  []string
	actions []string
	classes []string
	// lifecycles are those whose words they are.
	lifecycles []*complaint.Lifecycle
	// starts are the actions that begin a run of a clock.
	starts map[lifecycle.ClockName][]string
	// pauses are the clocks that some action pauses.
	pauses map[lifecycle.ClockName]bool
}

// vocabularyOf collects the words of lifecycles, those of the national one if none
// is given.
func vocabularyOf(lifecycles []*complaint.Lifecycle, problems *storage.Problems) (*vocabulary, error) {
	if len(lifecycles) == 0 {
		l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
		if err != nil {
			return nil, err
		}
		lifecycles = []*complaint.Lifecycle{l}
	}
	v := &vocabulary{starts: map[lifecycle.ClockName][]string{}, pauses: map[lifecycle.ClockName]bool{}}
	for i, l := range lifecycles {
		if !compiled(l) {
			problems.Add(storage.At("Lifecycles", i), "was not made by complaint.Compile")
			continue
		}
		v.add(l)
	}
	return v, nil
}

// compiled reports whether a lifecycle was made by Compile.
func compiled(l *complaint.Lifecycle) bool { return l != nil && l.Machine().Name() != "" }

func (v *vocabulary) add(l *complaint.Lifecycle) {
	m := l.Machine()
	once := func(list []string, word string) []string {
		if slices.Contains(list, word) {
			return list
		}
		return append(list, word)
	}
	for c := range m.Clocks() {
		v.clocks = once(v.clocks, string(c))
		v.pauses[c] = v.pauses[c] || pauses(m, c)
	}
	for _, class := range l.Classes() {
		v.classes = once(v.classes, string(class))
	}
	v.lifecycles = append(v.lifecycles, l)
	for a := range m.Actions() {
		v.actions = once(v.actions, string(a))
		for _, s := range m.From(a) {
			rule, _ := m.Rule(s, a)
			for op := range rule.Effects() {
				if op.Op == lifecycle.Start || op.Op == lifecycle.StartOnce || op.Op == lifecycle.Restart {
					v.starts[op.Clock] = once(v.starts[op.Clock], string(a))
				}
			}
		}
	}
}

// checkWords checks the clocks, actions and classes that the rules of a policy name, and
// the rungs of its ladder. A rung must be one of each lifecycle whose cases may begin under
// the policy. Names that are empty are a matter of [Policy.Validate], as are the clocks of
// the ladder and of standstills, which are those of rules.
func (p *Policy) checkWords(words *vocabulary) error {
	var problems storage.Problems
	for i := range p.Rules {
		r, field := &p.Rules[i], storage.At("rules", i)
		if class := string(r.Class); class != "" && !slices.Contains(words.classes, class) {
			problems.Unknown(field+".class", "there is no class "+storage.Quote(class), class, words.classes)
		}
		if clock := string(r.Clock); clock != "" && !slices.Contains(words.clocks, clock) {
			problems.Unknown(field+".clock", "there is no clock "+storage.Quote(clock), clock, words.clocks)
			continue
		}
		starts := words.starts[r.Clock]
		switch by := string(r.StartedBy); {
		case by == "" || r.Clock == "" || slices.Contains(starts, by):
		case !slices.Contains(words.actions, by):
			problems.Unknown(field+".started_by", "there is no action "+storage.Quote(by), by, starts)
		default:
			problems.Add(field+".started_by", fmt.Sprintf("the action %s never starts the clock %s", storage.Quote(by), r.Clock), starts...)
		}
	}
	for _, l := range words.lifecycles {
		if p.Valid.Overlaps(l.Machine().Valid()) && does(l, complaint.MeaningEscalates) != "" {
			p.checkLadder(&problems, l)
		}
	}
	p.checkStandstills(&problems, words)
	return p.source.Locate(problems.Err("policy " + p.ID().String()))
}

// checkLadder checks that a lifecycle has the rungs to which its cases are escalated.
func (p *Policy) checkLadder(problems *storage.Problems, l *complaint.Lifecycle) {
	var legal []string
	for _, rung := range l.Rungs() {
		legal = append(legal, string(rung))
	}
	for i, s := range p.Ladder {
		if rung := string(s.Rung); rung != "" && !slices.Contains(legal, rung) {
			problems.Unknown(storage.At("ladder", i)+".rung", fmt.Sprintf("there is no rung %s in the lifecycle %s", storage.Quote(rung), l.Edition()), rung, legal)
		}
	}
}

// places are where the cases of rules may be: what is nil accepts all.
type places struct {
	categories *complaint.Categories
	regions    complaint.Regions
	agencies   directory
	named      bodies   // those of agencies
	paths      []string // of all categories, once they are asked for
}

// checkCategory checks that a category exists.
func (in *places) checkCategory(problems *storage.Problems, field string, c complaint.Category) {
	if in.categories == nil || c == "" || in.categories.Contains(c) {
		return
	}
	if in.paths == nil {
		for info := range in.categories.All() {
			in.paths = append(in.paths, string(info.Path))
		}
	}
	problems.Unknown(field, "there is no category "+storage.Quote(string(c)), string(c), in.paths)
}

// checkPlaces checks the categories, regions and agencies that the rules of a policy and
// its standstills name.
func (p *Policy) checkPlaces(in *places) error {
	var problems storage.Problems
	for i := range p.Rules {
		r, field := &p.Rules[i], storage.At("rules", i)
		in.checkCategory(&problems, field+".category", r.Category)
		if in.regions != nil && !r.Region.IsZero() {
			checkRegion(&problems, field+".region", in.regions, r.Region, p.Valid)
		}
		if in.agencies != nil && r.Agency != "" {
			in.named.list(in.agencies)
			in.named.check(&problems, field+".agency", r.Agency, p.Valid)
		}
	}
	for i := range p.Standstills {
		s, field := &p.Standstills[i], storage.At("standstills", i)
		for j, c := range s.Categories {
			in.checkCategory(&problems, storage.At(field+".categories", j), c)
		}
		for j, code := range s.Regions {
			if in.regions != nil {
				checkRegion(&problems, storage.At(field+".regions", j), in.regions, code, p.Valid)
			}
		}
	}
	return p.source.Locate(problems.Err("policy " + p.ID().String()))
}

// checkRegion checks that a case that begins under the policy may lie in a region:
// that it is in force at some instant of the policy's validity, as far as an error
// tells when it is.
func checkRegion(problems *storage.Problems, field string, regions complaint.Regions, code region.Code, valid aduan.Period) {
	var first error
	for _, at := range instantsOf(valid) {
		_, err := regions.Path(code, at)
		if err == nil {
			return
		}
		if unknown, ok := errors.AsType[*region.UnknownError](err); ok && slices.ContainsFunc(unknown.Valid, valid.Overlaps) {
			return
		}
		if first == nil {
			first = err
		}
	}
	problem := storage.Problem{Field: field, Message: first.Error()}
	if unknown, ok := errors.AsType[*region.UnknownError](first); ok {
		for _, u := range unknown.Instead {
			problem.Legal = append(problem.Legal, u.Code().String())
		}
	}
	problems.Note(problem)
}

// instantsOf are the ends of a period as instants in it; the last one of the
// calendar if it has none.
func instantsOf(valid aduan.Period) []time.Time {
	last := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	if !valid.Until.IsZero() {
		last = valid.Until.Add(-time.Microsecond)
	}
	if valid.From.IsZero() {
		return []time.Time{last}
	}
	return []time.Time{last, valid.From}
}

// directory lists agencies. A directory of agencies does.
type directory interface {
	Agencies() iter.Seq[agency.Agency]
}

var _ directory = (*agency.Directory)(nil)

// bodies are the terms of the agencies of a directory, which is listed once.
type bodies struct {
	ids   []string
	terms map[agency.ID][]agency.Term
}

// list lists a directory.
func (b *bodies) list(d directory) {
	if b.terms != nil {
		return
	}
	b.terms = map[agency.ID][]agency.Term{}
	for a := range d.Agencies() {
		b.ids = append(b.ids, string(a.ID))
		b.terms[a.ID] = a.Terms
	}
}

// check checks that a body exists, and that it had not ended when the first cases began
// under the policy.
func (b *bodies) check(problems *storage.Problems, field string, id agency.ID, valid aduan.Period) {
	terms, ok := b.terms[id]
	later := func(t agency.Term) bool { return t.Valid.Until.IsZero() || t.Valid.Until.After(valid.From) }
	switch {
	case !ok:
		problems.Unknown(field, "there is no agency "+storage.Quote(string(id)), string(id), b.ids)
	case !slices.ContainsFunc(terms, later):
		problems.Add(field, fmt.Sprintf("the agency %s ended before any case began under the policy", storage.Quote(string(id))))
	}
}

// checkDirectory checks that the set has the calendars that agencies name.
func (cfg *Config) checkDirectory(problems *storage.Problems) {
	bodies, ok := cfg.Calendars.Bodies.(directory)
	if !ok || cfg.Calendars.Set == nil {
		return
	}
	names := cfg.Calendars.Set.Names()
	for a := range bodies.Agencies() {
		var said []string
		for _, t := range a.Terms {
			if t.Calendar == "" || slices.Contains(names, t.Calendar) || slices.Contains(said, t.Calendar) {
				continue
			}
			said = append(said, t.Calendar)
			problems.Add("Calendars.Bodies", namesNoCalendar(a.ID, t.Calendar), storage.Nearest(t.Calendar, names)...)
		}
	}
}

func namesNoCalendar(id agency.ID, name string) string {
	return fmt.Sprintf("the agency %s names the calendar %s, which the set does not have", storage.Quote(string(id)), storage.Quote(name))
}

// checkTimeouts checks that time-outs are judged: by some policy, and by each that
// is valid while the lifecycle is, for every class that a case may have. A limit of
// none is a decision, and judges.
func checkTimeouts(problems *storage.Problems, policies []*Policy, lifecycles []*complaint.Lifecycle) {
	for _, l := range lifecycles {
		if !compiled(l) {
			continue
		}
		for _, out := range l.Timeouts() {
			judged := false
			var silent []int
			for i, p := range policies {
				if p == nil {
					continue
				}
				speaks := p.speaksOf(out.Clock)
				if judged = judged || speaks; !speaks {
					silent = append(silent, i)
				} else if p.Valid.Overlaps(l.Machine().Valid()) {
					checkClasses(problems, storage.At("Policies", i)+".rules", p, l, out)
				}
			}
			for _, i := range silent {
				if p := policies[i]; !judged || p.Valid.Overlaps(l.Machine().Valid()) {
					problems.Add(storage.At("Policies", i)+".rules", fmt.Sprintf("no rule of %s is about the clock %s, so the timer would never %s a case of the lifecycle %s; say limit: none where it shall not",
						p.ID(), storage.Quote(string(out.Clock)), out.Action, l.Edition()))
				}
			}
		}
	}
}

// checkLifecycles checks that the policies judge the time-outs of the lifecycles of a
// service for every class that a case may have, and that the lifecycles know what rules
// name, unless they were held against others when the Deadlines was made.
func (d *Deadlines) checkLifecycles(problems *storage.Problems, lifecycles []*complaint.Lifecycle) error {
	if len(d.cfg.Lifecycles) == 0 {
		words, err := vocabularyOf(lifecycles, problems)
		if err != nil {
			return err
		}
		for i, p := range d.cfg.Policies {
			note(problems, storage.At("Policies", i), p.checkWords(words))
		}
	}
	checkTimeouts(problems, d.cfg.Policies, lifecycles)
	return nil
}
