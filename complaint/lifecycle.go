package complaint

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Lifecycle is a proved definition together with what its guards, roles and
// actions mean for complaints. It is immutable and safe for concurrent use. Make
// one with [Compile]; the zero value refuses everything.
type Lifecycle struct {
	machine lifecycle.Machine
	guards  map[lifecycle.GuardName]func(GuardFacts) bool
	asking  []lifecycle.GuardName // those that look at the clocks that have run out, or may
	reaches map[lifecycle.Role]Reach
	imports []lifecycle.Role               // those who may set an external reference
	owed    []lifecycle.ClockName          // by the office; see Owes
	actions map[lifecycle.Action]*declared // that the definition declares itself
	opens   lifecycle.Action
	duties  []duty
	asksWho bool // some duty speaks of what reporters do
	// vocabularies are the words of the edition, with what each means.
	vocabularies lifecycle.Words
	limits       Limits
}

// Extensions add to the vocabulary of this package what an embedder's own
// definition speaks of. The zero value adds nothing.
type Extensions struct {
	// Guards are further conditions. A name of this package cannot be taken.
	Guards []Guard
	// Roles are further roles with their reach.
	Roles map[lifecycle.Role]Reach
	// Imports are the roles that may set the external reference of a case: those in
	// which imports and gateways to other systems submit. Nil is RoleFieldOfficer.
	// Reporters never may: whoever names a number first would take it from the case
	// whose it is, and could try out which numbers there are.
	Imports []lifecycle.Role
	// Clocks are further clocks.
	Clocks []lifecycle.ClockName
	// Labels name the further roles and clocks for people, by family and name:
	// "role.mayor", "clock.inspection". A guard has its own label.
	Labels map[string]aduan.Label
	// Limits bounds drafts and commands; zero fields mean the defaults.
	Limits Limits
}

// Guard is a condition that an embedder adds.
type Guard struct {
	lifecycle.Guard
	// Check must be pure: it depends on the facts alone, and changes nothing.
	Check func(GuardFacts) bool
}

// GuardFacts is what a guard may look at.
type GuardFacts struct {
	Complaint *Complaint
	By        Actor
	// Action is what is asked, also while Command is nil.
	Action lifecycle.Action
	// Command is nil while somebody only asks what would be possible; of an escalation
	// they are told whether any is.
	Command   *Command
	At        Moment
	Condition lifecycle.Condition

	lifecycle *Lifecycle
}

// Moment is the instant of an action with what is known about it. It comes
// from the caller; nothing below reads a clock.
type Moment struct {
	// Now is the instant; it is kept in UTC, cut to microseconds. Up to
	// [ClockTolerance] before the last entry of a case it counts as that entry's.
	Now time.Time
	// Elapsed lists the clocks that have run out by now.
	Elapsed []lifecycle.ClockName
	// Unlimited lists the clocks that have no limit, and Fixed those whose limit no
	// extension moves: extending one would grant nothing.
	Unlimited, Fixed []lifecycle.ClockName
	// Near lists the clocks that come near their end.
	Near []Warning
	// Salt guards the digests of the command's texts. Zero leaves them
	// guessable once erased; a service draws one for each command.
	Salt Salt
	// Directory and Regions know the agencies and the regions, so that a case is
	// judged by how both stand at Now. Nil takes what the case names as it is.
	Directory Directory
	Regions   Regions
	// Parent says how the case stands into which this one was merged; nil if it was
	// merged into none, or if that is not known.
	Parent *Parent
	// Child is the case, merged into this one, on which its reporter wrote what is
	// being passed on; zero otherwise.
	Child ID
	// Uncleared lists whom the cases accuse that were merged into this one: here, no
	// accusation of them is cleared before those are unmerged.
	Uncleared []agency.ID

	reporter string // the account of whoever reported; empty if that is not known or not asked

	skewed time.Time // what the clock told, if that is not Now
	read   *readRuns // of one question, nil if nobody keeps them
}

// Compile proves a definition for complaints. The error is a
// *lifecycle.ProofError for an unsound definition, for a guard or a clock that is
// taken, for what nobody can ever do because of the reach of the roles
// (lifecycle.OutOfReach, lifecycle.NoEnd), and for guards that nothing can satisfy
// (lifecycle.PointlessGuard), for a meaning that an action or a word cannot have
// (lifecycle.BadMeaning), and for an action that takes a word of a vocabulary which is
// empty (lifecycle.MissingWord), for a duty that one person walks around
// (lifecycle.DutyAvoided) and moves without end (lifecycle.EndlessMoves); or a *storage.InvalidError for the other
// extensions that clash and for a definition in which no action, or more than one, opens a
// case.
func Compile(d lifecycle.Definition, with Extensions) (*Lifecycle, error) {
	l := &Lifecycle{guards: map[lifecycle.GuardName]func(GuardFacts) bool{}, reaches: map[lifecycle.Role]Reach{}, limits: with.Limits.orDefault()}
	v := Vocabulary()
	v.Clocks = append(v.Clocks, with.Clocks...)
	var p storage.Problems
	for _, g := range slices.Concat(guards(), with.Guards) {
		l.guards[g.Name] = g.Check
		if g.Check == nil {
			p.Add("guards", fmt.Sprintf("guard %q has no check", g.Name))
		}
	}
	l.asking = []lifecycle.GuardName{GuardElapsed, GuardBreachedClock, GuardDueAhead}
	for _, g := range with.Guards {
		v.Guards, l.asking = append(v.Guards, g.Guard), append(l.asking, g.Name)
	}
	for _, r := range roles() {
		l.reaches[r.role] = r.reach
	}
	for _, role := range slices.Sorted(maps.Keys(with.Roles)) {
		if _, taken := l.reaches[role]; taken {
			p.Add("roles", fmt.Sprintf("role %q is taken", role))
		}
		if _, err := with.Roles[role].MarshalText(); err != nil {
			p.Add("roles", fmt.Sprintf("role %q: %s", role, err))
		}
		l.reaches[role] = with.Roles[role]
		v.Roles = append(v.Roles, role)
	}
	l.imports = with.importing(&p, v.Roles)
	v.Labels = maps.Clone(with.Labels)
	checkWords(&p, d, v)
	m, err := lifecycle.Compile(d, v)
	if err != nil {
		return nil, err
	}
	for _, a := range []lifecycle.Action{ActionOpenIdentity, ActionCorrectTime, ActionImport, ActionWarn} {
		if len(m.From(a)) > 0 {
			p.Add("transitions", fmt.Sprintf("the action %s is reserved", a))
		}
	}
	l.machine, l.vocabularies = *m, m.Words()
	l.learn(&p)
	l.learnDuties()
	l.owed = owedClocks(m)
	if err := p.Err("lifecycle " + d.Name + " " + d.Edition); err != nil {
		return nil, err
	}
	if err := l.settleWords(); err != nil {
		return nil, err
	}
	if err := l.checkReach(); err != nil {
		return nil, err
	}
	return l, nil
}

// Machine returns the proved state machine.
func (l *Lifecycle) Machine() *lifecycle.Machine { return &l.machine }

// Edition names the rules, as complaints keep them.
func (l *Lifecycle) Edition() Edition {
	return Edition{Name: l.machine.Name(), Edition: l.machine.Edition()}
}

// Apply carries out a command on a complaint and returns the complaint as it
// is afterwards; c is not changed. It is pure and total: the result depends on
// the arguments alone, and every combination of them gives a result or an
// error: a *storage.InvalidError for the command whatever the case, a
// *[KeyReuseError] for a key that stands in the timeline already, a *[ClockError] for a
// moment before the last entry, a *[Denial], or, of what is possible, a
// *storage.InvalidError for what this case lacks or has no room for.
//
// Up to [ClockTolerance] before the last entry, the new one takes its instant, and
// keeps in [Entry].Told what the clock told.
//
// The version stays the one that was read, which a store expects. Inside this
// function the reporter acts under their reference ([Complaint].Reporter) as ID;
// a [Service] translates their account.
func (l *Lifecycle) Apply(c *Complaint, by Actor, cmd Command, at Moment) (*Complaint, error) {
	if err := l.checkCommand(c, by, cmd, at); err != nil {
		return nil, err
	}
	if c.entryByKey(cmd.Key) != nil {
		return nil, &KeyReuseError{Complaint: c.ID, Key: cmd.Key}
	}
	at, err := l.admit(c, by, cmd, at)
	if err != nil {
		return nil, err
	}
	if err := l.fits(c, by, cmd, at); err != nil {
		return nil, err
	}
	if err := l.checkPromise("command "+string(cmd.Action), c.State, cmd.Action, cmd.Promise); err != nil {
		return nil, err
	}
	if cmd.Action == ActionCorrectTime {
		if err := c.checkCorrections(cmd.Corrections, at.clock()); err != nil {
			return nil, err
		}
	}
	next := c.grown()
	if by.role() == RoleReporter {
		by = Actor{ID: by.ID, Role: RoleReporter}
	}
	e := next.entry(by, cmd, at.Now, at.Salt)
	e.Told = at.skewed
	if l.Does(cmd.Action, MeaningPassesOn) {
		e.Details.Child = at.Child
	}
	l.absorb(next, e)
	return next, nil
}

// entry is what a command leaves in the timeline; the case keeps its texts.
func (c *Complaint) entry(by Actor, cmd Command, at time.Time, salt Salt) Entry {
	details := cmd.details()
	details.Attributes = c.keepAttributes(salt, cmd.Attributes)
	return Entry{
		At: at, By: by, Action: cmd.Action, From: c.State, Version: c.Version + 1, Key: cmd.Key, Details: details,
		Note: c.keep(salt, cmd.Note), Title: c.keep(salt, cmd.Title), Body: c.keep(salt, cmd.Body),
	}
}

// admit returns the moment as it counts for a command against which neither the state
// nor anything else of the case stands. The error is a *[ClockError] or a *[Denial].
func (l *Lifecycle) admit(c *Complaint, by Actor, cmd Command, at Moment) (Moment, error) {
	at, err := momentFor(c, cmd, at)
	if err != nil {
		return at, err
	}
	if denial := l.deny(c, by, cmd.Action, &cmd, at); denial != nil {
		return at, denial
	}
	return at, nil
}

// has reports whether the action exists on an existing case.
func (l *Lifecycle) has(a lifecycle.Action) bool {
	return a == ActionCorrectTime || a != l.opens && len(l.machine.From(a)) > 0
}

// checkCommand reports what is wrong with the command, whatever the case.
func (l *Lifecycle) checkCommand(c *Complaint, by Actor, cmd Command, at Moment) error {
	p := checks(l.limits)
	p.require("complaint", c != nil)
	cmd.check(p)
	if p.Len() == 0 && l.has(cmd.Action) {
		p.takes(l, cmd, false)
	}
	if p.Len() > 0 {
		return p.Err("command " + string(cmd.Action))
	}
	if !l.has(cmd.Action) {
		p.Add("action", fmt.Sprintf("the lifecycle %s has no action %q on an existing complaint", l.Edition(), cmd.Action), actionsOf(l)...)
	}
	l.checkWordsOf(&p.Problems, cmd)
	p.actor("actor", by)
	p.moment(at)
	return p.Err("command " + string(cmd.Action))
}

// fits reports what a command that is possible lacks on this case, and what the case
// has no room for.
func (l *Lifecycle) fits(c *Complaint, by Actor, cmd Command, at Moment) error {
	p := checks(l.limits)
	p.recorded(l, c, cmd)
	p.corrections("corrections", cmd.Corrections, len(c.Timeline))
	moves, ends := l.leads(c, cmd.Action)
	p.room(c, by, l.step(cmd.Action, moves, ends, at.Child), holding{
		texts:       lengths(append(freeTexts(cmd.Attributes), cmd.Note, cmd.Title, cmd.Body)),
		attachments: len(cmd.Attachments), attributes: values(cmd.Attributes),
	})
	if l.Does(cmd.Action, MeaningAccuses) {
		p.most("accused", "accused bodies in all", len(c.Accused)+len(cmd.Accused), l.limits.Accused)
	}
	p.most("supporting", "supporting agencies and units", len(c.supportingAgencies())+len(cmd.Supporting), l.limits.Supporting)
	return p.Err("command " + string(cmd.Action))
}

// hasRoom reports whether the case takes the least that an action adds.
func (l *Lifecycle) hasRoom(c *Complaint, by Actor, a lifecycle.Action, at Moment) bool {
	return l.fits(c, by, l.least(a), at) == nil
}

// actionsOf lists the actions of lifecycles on an existing complaint, for an
// error.
func actionsOf(all ...*Lifecycle) []string {
	var list []string
	for _, l := range all {
		for a := range l.machine.Actions() {
			if a != l.opens && !slices.Contains(list, string(a)) {
				list = append(list, string(a))
			}
		}
	}
	return append(list, string(ActionCorrectTime))
}

// leads reports whether an action leads a case into another state, and whether that
// is a final one.
func (l *Lifecycle) leads(c *Complaint, a lifecycle.Action) (moves, ends bool) {
	next, ok := l.machine.Move(lifecycle.Position{State: c.State, Origins: c.Origins}, a)
	moves = ok && next.State != c.State
	return moves, moves && l.machine.Final(next.State)
}

// canonical is how instants are kept: UTC, cut to microseconds, no monotonic
// reading.
func canonical(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// Replay derives a complaint again from its header, timeline and texts. The
// result equals c exactly if the record is consistent; a timeline that the lifecycle does
// not know, or in which an action did something else than the lifecycle says, is a
// *storage.InvalidError.
func (l *Lifecycle) Replay(c *Complaint) (*Complaint, error) {
	r := &Complaint{
		ID: c.ID, Version: c.Version, Tracking: c.Tracking, Reporter: c.Reporter, Lifecycle: c.Lifecycle,
		Policy: c.Policy, NextDue: c.NextDue, State: lifecycle.New, Texts: copied(c.Texts),
	}
	for i, e := range c.Timeline {
		before := r.State
		e.Details.separate()
		l.absorb(r, e)
		if now := &r.Timeline[i]; now.Meaning != e.Meaning || now.Details.Reason != e.Details.Reason {
			return nil, &storage.InvalidError{What: "complaint " + c.ID.String(), Problems: []storage.Problem{{
				Field: storage.At("timeline", i) + ".does",
				Message: fmt.Sprintf("the lifecycle %s says of %s: %s, %s; the entry says: %s, %s",
					l.Edition(), e.Action, now.does(), now.reason(), e.does(), e.reason()),
			}}}
		}
		if e.From != before || r.State != e.To || r.Timeline[i].Seq != e.Seq {
			return nil, &storage.InvalidError{What: "complaint " + c.ID.String(), Problems: []storage.Problem{{
				Field:   storage.At("timeline", i),
				Message: fmt.Sprintf("%s from %s to %s does not follow: the case stood in %s", e.Action, e.From, e.To, before),
			}}}
		}
	}
	if i := backwards(r.History()); i > 0 {
		return nil, &storage.InvalidError{What: "complaint " + c.ID.String(), Problems: []storage.Problem{{
			Field: storage.At("timeline", i) + ".at", Message: "stands before the entry before",
		}}}
	}
	return r, nil
}
