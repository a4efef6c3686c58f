package complaint

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// ActionImport is the entry with which the past of an imported case ends: who imported it,
// and when. Within that past it says that the case came into another state of which nobody
// knows by which action. That ends every clock that runs, without judging it: what the
// other system owed until then is not ours to say; and no action returns from there. The
// action is reserved: no lifecycle declares it, and no command carries it out.
const ActionImport lifecycle.Action = "imported"

// Past is a case that began in another system, with what happened to it there, or one that
// this library kept elsewhere.
type Past struct {
	// Draft is the report. Its external reference, or the ID that the caller chose, makes
	// it harmless to import the case again; one of both is required.
	Draft Draft `json:"draft,omitzero"`
	// At is when it was submitted. Required.
	At time.Time `json:"at,omitzero"`
	// Events is what happened since, oldest first.
	Events []PastEvent `json:"events,omitempty"`
	// Record is a case that this library kept, in place of all of the above.
	Record *Record `json:"record,omitempty"`
	// Line is the line of the file on which the case stands, 0 if it came from no file.
	Line int `json:"-"`
}

// PastEvent is one thing that happened. It says by Word what the other system calls it,
// which a [Mapping] translates, or by Command.Action and State what it is in our words.
type PastEvent struct {
	// At is when it happened: not before the event before it, and not after now.
	At time.Time `json:"at"`
	// By is who did it. Zero, where the other system does not say, is whoever imports.
	// A reporter needs no ID: it is the one of the case.
	By Actor `json:"by,omitzero"`
	// Word is what the other system calls it; empty if Command and State say it.
	Word string `json:"word,omitempty"`
	// Command is what was done. Of the facts that its action requires now some may be
	// missing, as they may be in the other system; what the action does not take is
	// refused, and so is what concerns another case as well, as merging does. Key, Expect
	// and Draft stay empty.
	Command Command `json:"command,omitzero"`
	// State is where the case stood afterwards; empty leaves that to the action.
	// Without an action the case comes there by [ActionImport].
	State lifecycle.State `json:"state,omitempty"`
}

// Mapping says what the words of another system mean here.
type Mapping struct {
	// Lifecycle is the edition under which the cases go on; zero is the one under which
	// new cases begin now.
	Lifecycle Edition `json:"lifecycle,omitzero"`
	// Steps is what happened by each word: "Closed" may be the action close.
	Steps map[string]Step `json:"steps,omitempty"`
}

// Step is what a word of another system means: an action, the state in which the case
// stood afterwards, or both, which must then agree.
type Step struct {
	Action lifecycle.Action `json:"action,omitempty"`
	State  lifecycle.State  `json:"state,omitempty"`
}

// check reports what of the mapping the lifecycle does not know.
func (m Mapping) check(p *storage.Problems, l *Lifecycle) {
	for _, word := range slices.Sorted(maps.Keys(m.Steps)) {
		l.checkStep(p, "steps["+storage.Quote(word)+"]", m.Steps[word])
	}
}

// checkStep reports an action or a state that the lifecycle does not have, and a step
// that says neither.
func (l *Lifecycle) checkStep(p *storage.Problems, field string, s Step) {
	if s == (Step{}) {
		p.Add(field, "says neither an action nor a state")
	}
	if s.Action != "" && (!l.has(s.Action) || s.Action == ActionCorrectTime) {
		legal := slices.DeleteFunc(actionsOf(l), func(a string) bool { return a == string(ActionCorrectTime) })
		p.Unknown(field+".action", fmt.Sprintf("the lifecycle %s has no such action on an existing complaint", l.Edition()), string(s.Action), legal)
	}
	if _, known := l.machine.State(s.State); s.State != "" && !known {
		var legal []string
		for info := range l.machine.States() {
			legal = append(legal, string(info.State))
		}
		p.Unknown(field+".state", fmt.Sprintf("the lifecycle %s has no such state", l.Edition()), string(s.State), legal)
	}
}

// OpenPast begins a complaint with its past: the pure part of [Service.Import]. Each
// event must follow from the one before by the lifecycle's moves; whether whoever acted
// was allowed to, and what the guards ask for, was the other system's business. The
// moment is the present one. Errors are a *storage.InvalidError that names the event, and
// those of [Lifecycle.Open].
//
// A record has a header of its own and needs no mapping; it must follow from its timeline
// ([Lifecycle.Replay]) under this edition. What is opened is that record, but for versions,
// which count the commits of a store: all of its entries have version 1.
func (l *Lifecycle) OpenPast(h Header, by Actor, past Past, m Mapping, at Moment) (*Complaint, error) {
	if past.Record != nil {
		return l.openRecord(by, past, at)
	}
	var p storage.Problems
	if past.Draft.External.IsZero() && past.Draft.ID.IsZero() {
		p.Add("external", "an import names the case in the other system, or its ID here")
	}
	now, opened := canonical(at.Now), at
	if opened.Now = canonical(past.At); past.At.IsZero() || opened.Now.After(now) {
		p.Add("at", "want the instant of the submission, which is not after now")
	}
	if err := p.Err("past case"); err != nil {
		return nil, err
	}
	c, err := l.Open(h, by, past.Draft, opened)
	if err != nil {
		return nil, err
	}
	for i, e := range past.Events {
		if err := l.recount(c, by, storage.At("events", i), e, m, now, at.Salt); err != nil {
			return nil, err
		}
	}
	l.absorb(c, Entry{At: now, By: by, Action: ActionImport, From: c.State, To: c.State, Version: c.Version + 1})
	f := checks(l.limits)
	f.most("events", "entries", len(c.Timeline), l.limits.Entries)
	f.fits(c.held(), c.reported)
	if l.deadEnd(c) {
		f.Add("events", fmt.Sprintf("leave the case in %s, from where no action leads on", c.State))
	}
	if err := f.Err("past case"); err != nil {
		return nil, err
	}
	return c, nil
}

// deadEnd reports whether a case that has not ended could never leave its state.
func (l *Lifecycle) deadEnd(c *Complaint) bool {
	if l.machine.Final(c.State) {
		return false
	}
	for a := range l.machine.Actions() {
		if moves, _ := l.leads(c, a); moves {
			return false
		}
	}
	return true
}

// recount adds one event to the case.
func (l *Lifecycle) recount(c *Complaint, by Actor, field string, e PastEvent, m Mapping, now time.Time, salt Salt) error {
	p := checks(l.limits)
	step, cmd := l.stepOf(p, field, e, m), e.Command
	at := canonical(e.At)
	if last := c.UpdatedAt(); at.Before(last) || at.After(now) {
		p.Add(field+".at", fmt.Sprintf("want an instant from %s, of the event before, to now, not %s", last.Format(time.RFC3339), at.Format(time.RFC3339)))
	}
	if e.By != (Actor{}) {
		by = e.By
	}
	if _, known := l.reaches[by.role()]; !known {
		p.Unknown(field+".by.role", fmt.Sprintf("the lifecycle %s has no such role", l.Edition()), string(by.role()), codes(slices.Sorted(maps.Keys(l.reaches))))
	}
	if by.role() == RoleReporter {
		by = Actor{ID: c.Reporter.String(), Role: RoleReporter}
	}
	p.actor(field+".by", by)
	cmd.Action = step.Action
	l.checkPast(p, field+".command", cmd)
	if p.Len() == 0 {
		l.checkFollows(p, field, c, step)
	}
	if err := p.Err("past case"); err != nil {
		return err
	}
	if err := l.checkPromise("past case", c.State, cmd.Action, cmd.Promise); err != nil {
		return err
	}
	entry := c.entry(by, cmd, at, salt)
	if step.Action == "" {
		entry.Action, entry.To = ActionImport, step.State
	}
	l.absorb(c, entry)
	return nil
}

// stepOf is what an event says, translated.
func (l *Lifecycle) stepOf(p *checker, field string, e PastEvent, m Mapping) Step {
	if e.Word == "" {
		step := Step{Action: e.Command.Action, State: e.State}
		l.checkStep(&p.Problems, field, step)
		return step
	}
	if e.Command.Action != "" || e.State != "" {
		p.Add(field+".word", "goes without an action and a state: the mapping says what it means")
	}
	step, known := m.Steps[e.Word]
	if !known {
		p.Unknown(field+".word", "the mapping does not have it", e.Word, slices.Sorted(maps.Keys(m.Steps)))
		return step
	}
	l.checkStep(&p.Problems, "steps["+storage.Quote(e.Word)+"]", step)
	return step
}

// checkFollows reports an action that is not possible from where the case stands, or
// that leads elsewhere than the event says.
func (l *Lifecycle) checkFollows(p *checker, field string, c *Complaint, step Step) {
	if step.Action == "" {
		return
	}
	next, ok := l.machine.Move(lifecycle.Position{State: c.State, Origins: c.Origins}, step.Action)
	switch {
	case !ok:
		p.Add(field, fmt.Sprintf("the case stood in %s, from where there is no %s", c.State, step.Action), codes(l.machine.From(step.Action))...)
	case step.State != "" && next.State != step.State:
		p.Add(field, fmt.Sprintf("%s leads from %s to %s, not to %s", step.Action, c.State, next.State, step.State), string(next.State))
	}
}

// checkPast reports what the action does not take, and what is wrong in form.
func (l *Lifecycle) checkPast(p *checker, field string, cmd Command) {
	own := checks(p.limits)
	named := cmd
	named.Action = cmp.Or(cmd.Action, ActionImport)
	named.check(own)
	l.checkWordsOf(&own.Problems, cmd)
	if l.Does(cmd.Action, MeaningMerges|MeaningRelays|MeaningPassesOn) {
		own.Add("action", "concerns another case as well, which an import does not; the state says how the case ended")
	}
	takes := []string{"note"}
	if cmd.Action != "" { // a state alone takes a note
		d := l.declared(cmd.Action)
		for _, requirement := range d.Requires {
			takes = append(takes, lifecycle.Alternatives(requirement)...)
		}
		takes = append(takes, d.Takes...)
	}
	for _, f := range cmd.filled() {
		if !slices.Contains(takes, f) {
			own.Add(f, "does not go with "+storage.Quote(string(cmd.Action)), takes...)
		}
	}
	if cmd.Key != "" || cmd.Expect != 0 || !cmd.Draft.IsZero() {
		own.Add("key", "an import has no key, expects no version and names no draft")
	}
	if wrong, ok := errors.AsType[*storage.InvalidError](own.Err("event")); ok {
		for _, problem := range wrong.Problems {
			problem.Field = field + "." + problem.Field
			p.Note(problem)
		}
	}
}
