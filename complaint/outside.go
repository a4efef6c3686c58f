package complaint

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Facts is what a routing table may look at to choose an agency. It never
// holds who reported.
type Facts struct {
	// ID is the case, for whoever keeps accounts of decisions.
	ID       ID          `json:"id,omitzero"`
	Kind     Kind        `json:"kind,omitzero"`
	Class    Class       `json:"class,omitzero"`
	Category Category    `json:"category,omitempty"`
	Region   region.Path `json:"region,omitempty"`
	// Regions are those of which one is the region, the likeliest first, while Region is
	// empty; Areas are those in which the place lies, of which two of one set are
	// candidates too. Both are what a [Locator] found.
	Regions    []region.Code `json:"regions,omitempty"`
	Areas      []Area        `json:"areas,omitempty"`
	Channel    Channel       `json:"channel,omitzero"`
	Disclosure Disclosure    `json:"disclosure"`
	// Submitted is when the report came, EventDate when it happened.
	Submitted time.Time  `json:"submitted,omitzero"`
	EventDate aduan.Date `json:"event_date,omitzero"`
	// Title and Body are as edited, for conditions on words.
	Title string `json:"title,omitempty"`
	Body  string `json:"body,omitempty"`
	// Target is the agency that the reporter has in mind.
	Target agency.ID `json:"target,omitempty"`
	// Named are those whom the report accuses. They, and whatever stands below
	// them, never get the case.
	Named agency.Named `json:"named,omitzero"`
	// Attributes are the report's, by code, and whatever facts of the embedder's
	// own. Several values of one attribute stand on lines of their own.
	Attributes map[string]string `json:"attributes,omitempty"`
}

// FactsOf returns the facts of a complaint. An attribute whose text was erased is left out.
func FactsOf(c *Complaint) Facts {
	var attributes map[string]string
	for _, a := range c.Attributes() {
		if attributes == nil {
			attributes = map[string]string{}
		}
		if len(a.Values) > 0 {
			attributes[a.Code] = strings.Join(a.Values, "\n")
		}
	}
	return Facts{
		ID: c.ID, Kind: c.Kind, Class: c.Class, Category: c.Category, Region: c.Region, Regions: c.candidates(), Areas: c.Found().Areas, Channel: c.Channel,
		Disclosure: c.Disclosure, Submitted: c.SubmittedAt(), EventDate: c.EventDate,
		Title: c.Title(), Body: c.Body(), Target: c.Target, Named: agency.Named{Agencies: c.accused()}, Attributes: attributes,
	}
}

// factsFor returns the facts by which a forward without an agency is routed, for
// the preview as for the command.
func factsFor(c *Complaint, cmd *Command) Facts {
	facts := FactsOf(c)
	facts.Class = cmd.Class
	if cmd.Category != "" {
		facts.Category = cmd.Category
	}
	return facts
}

// Decision is what a routing table answers.
type Decision struct {
	// Agency is where the case should go; empty if a person must choose among
	// the candidates.
	Agency agency.ID `json:"agency,omitempty"`
	// Supporting are further agencies concerned.
	Supporting []agency.ID `json:"supporting,omitempty"`
	// Candidates are those among which a person chooses.
	Candidates []agency.ID `json:"candidates,omitempty"`
	// Rule, Edition and Table name the rule that decided, its table's edition and the
	// table. Rule is empty if several rules did.
	Rule    string `json:"rule,omitempty"`
	Edition string `json:"edition,omitempty"`
	Table   string `json:"table,omitempty"`
	// Basis says how it came about.
	Basis Basis `json:"basis,omitzero"`
	// Unread are the codes of the attributes that the router could not compare; it
	// decided as if they were not given. The service finds them in the router's error,
	// no router fills them in.
	Unread []string `json:"unread,omitempty"`
}

// Routed is how a forward without an agency got one: what a [Decision] says of
// itself. The agencies stand beside it.
type Routed struct {
	Table   string `json:"table,omitempty"`
	Edition string `json:"edition,omitempty"`
	Rule    string `json:"rule,omitempty"`
	Basis   Basis  `json:"basis,omitzero"`
	// Unread are the codes of the attributes that the table could not compare.
	Unread []string `json:"unread,omitempty"`
}

func (d Decision) routed() Routed { return Routed{d.Table, d.Edition, d.Rule, d.Basis, d.Unread} }

func (r Routed) equal(o Routed) bool {
	return r.Table == o.Table && r.Edition == o.Edition && r.Rule == o.Rule && r.Basis == o.Basis && slices.Equal(r.Unread, o.Unread)
}

// Router picks an agency for a report. The error is for facts that cannot be
// right; that no rule fits is a decision. A *storage.InvalidError whose field is
// "attributes." and a code, or "areas." and a set, says that an answer, or an area, cannot
// be compared: a service then asks again without it, because reporters answer what they
// like.
type Router interface {
	Route(Facts) (Decision, error)
}

// RouteExplainer is what a [Router] may also implement: Why is the account, for an
// officer, of the decision that Route takes by the same facts.
type RouteExplainer interface {
	Why(Facts) aduan.Message
}

// Judgement is what a deadline policy says of a case at a moment.
type Judgement struct {
	// Elapsed lists the clocks that have run out, ended ones included if they
	// ran out before they ended.
	Elapsed []lifecycle.ClockName
	// Unlimited lists the clocks that have no limit.
	Unlimited []lifecycle.ClockName
	// Fixed lists the clocks whose limit no extension moves.
	Fixed []lifecycle.ClockName
	// Escalate lists what the timer should escalate now.
	Escalate []Escalation
	// Near lists the clocks that run and come near their end, whether or not that was
	// written; Warn what of it the timer should write now ([Lifecycle.MayWarn]).
	Near, Warn []Warning
	// Next is when the timer should look again; zero is never. It is no later than the
	// next due instant and the next warning to write. For a case with
	// something unjudged it is since when, so that every sweep comes upon it.
	Next time.Time
	// Unjudged lists what runs and cannot be judged now: it has not run out, and
	// nobody knows whether it should have.
	Unjudged []Unjudged
	// Waits names, for a case that is watched ([Lifecycle.Watched]), the rule by which
	// nothing follows of a clock that has not ended. Each such clock has an instant to look again, is unjudged, or is
	// named here; a case for which Next is zero is named in any case. None is simply
	// absent.
	Waits []Waiting
}

// Deadlines judges the clocks of a case. It is pure: it depends on its
// arguments alone.
type Deadlines interface {
	// Judge judges the case at a moment. An error means that the clocks
	// cannot be judged, for example because a calendar has no such year;
	// actions that need no clock go on all the same.
	Judge(l *Lifecycle, c *Complaint, at time.Time) (Judgement, error)
	// Policy names the edition that a case submitted at a moment will keep.
	Policy(at time.Time) Edition
}

// Directory knows the agencies. One that is a [Successions] also knows what became of
// them, as an agency.Directory does.
type Directory interface {
	// Path leads from the outermost body to the agency, which comes last, as
	// of a date. An agency that is unknown or not in force then is an error.
	Path(id agency.ID, on time.Time) ([]agency.ID, error)
}

// Barring is what a [Directory] may also know: whom an accusation keeps away from a
// case. Without it these are the accused bodies and, by [Directory.Path], what lies
// below them. An agency.Directory knows also their successors and delegates.
type Barring interface {
	// Barred reports whether an agency may not have a case because of those whom the
	// report names. An error is for somebody named who is not understood; then nobody
	// of an agency sees the case.
	Barred(id agency.ID, n agency.Named, on time.Time) (bool, error)
}

// Naming is what a [Deadlines] may also know: whom an escalation tells. Without it
// escalations tell nobody, and [ReachEscalated] holds of no case.
type Naming interface {
	// Recipients lists the bodies that a step of the ladder tells at an instant, the first one
	// first, without those that the report keeps away. A rung that names no body has none. An
	// error means that nobody knows them; the escalation goes on, and says so.
	Recipients(l *Lifecycle, c *Complaint, e Escalation, on time.Time) ([]agency.ID, error)
}

// Regions knows the regions. One that is a [Relocations] also knows what became of
// them, as a region.Tree does.
type Regions interface {
	// Path leads from the outermost region to this one, which comes last, as
	// of the instant of the submission. A region that is unknown or not in force
	// then is an error. A [region.Tree] is an implementation.
	Path(code region.Code, at time.Time) (region.Path, error)
}

// NoDeadlines is the [Deadlines] of an office that keeps none: no clock ever
// runs out, so nothing closes, expires or escalates by itself.
type NoDeadlines struct{}

// Judge reports that nothing has run out and nothing is due, because nothing is kept.
func (NoDeadlines) Judge(l *Lifecycle, _ *Complaint, _ time.Time) (Judgement, error) {
	return Judgement{Unlimited: slices.Collect(l.machine.Clocks()), Waits: []Waiting{{Reason: WaitNoDeadlines}}}, nil
}

// Policy names no edition.
func (NoDeadlines) Policy(time.Time) Edition { return Edition{} }

// Reader reads complaints. Implementations return copies: what a caller does
// to them changes nothing stored.
type Reader interface {
	// Get returns the complaint, or an error that unwraps to
	// storage.ErrNotFound.
	Get(ctx context.Context, id ID) (*Complaint, error)
	// Head returns what [Complaint.Head] leaves of the complaint. Where there is none,
	// the error unwraps to storage.ErrNotFound, and the head is that of any other
	// complaint, nil if there is none or the store cannot tell: a [Service] judges it all
	// the same, so that a case that is missing and one that somebody may not see take the
	// same time. A store keeps that promise if the work does not depend on
	// how long the timeline is and how much text there is; one that reads all and calls
	// [Complaint.Head] is right and slow, and tells by its slowness.
	Head(ctx context.Context, id ID, key string) (*Complaint, error)
	// List yields what the query asks for, in its order. A complaint that cannot be
	// read yields a *storage.RecordError in its place, with the Due and the Updated under which it
	// stands, and the list goes on; a store that cannot tell whether the query means
	// it yields it. Any other error comes last and ends the sequence. A caller may stop at any time, and may commit
	// while iterating: no transaction is open between two items. What is
	// committed meanwhile may or may not appear; nothing appears twice.
	List(ctx context.Context, q Query) iter.Seq2[*Complaint, error]
}

// Store reads and writes complaints: what an embedder implements who stores
// complaints alone. A whole backend is declared in package storage/backend.
type Store interface {
	Reader
	// Commit writes the batch, all of it or nothing. Every record carries the
	// version at which it was read (0 for a new one) and is stored with the
	// next one; the argument is not changed. Errors, before which nothing was
	// written: storage.ErrInvalid for a batch that is wrong in itself or would
	// change a timeline's past, storage.ErrConflict for another version or another hint
	// than a [Due] names, storage.ErrDuplicate for a tracking number or an external reference that
	// another complaint has, storage.ErrClosed, and storage.ErrNotWritten for any
	// failure of which the store knows that (storage.NotWritten marks it). A context
	// that ends before the writing begins is one: the error unwraps to that of the
	// context too. Any other error leaves the outcome unknown.
	Commit(ctx context.Context, b Batch) error
}

// Batch is what one command writes.
type Batch struct {
	Complaints []*Complaint
	// Identities travel with the complaint whose reporter they are.
	Identities []*Identity
	// Due moves hints of stored complaints, none of which stands in Complaints too.
	Due []Due
}

// Due moves the hint for the timer, [Complaint.NextDue], of a stored complaint from
// Was to Next; zero is never. It is accepted only while the stored version is Version
// and the stored hint is Was: of two that see a case due, one gets it. Otherwise, or if
// the case is not stored, it is a *storage.ConflictError. The version stays as it is, the
// record is not touched, and no feed of changes tells of it. Instants are in whole
// microseconds.
type Due struct {
	ID        ID
	Version   storage.Version
	Was, Next time.Time
}

// Validate tests the move in itself. The error is a *storage.InvalidError.
func (d Due) Validate() error {
	var p storage.Problems
	if d.ID.IsZero() {
		p.Add("id", "is required")
	}
	if d.Version < 1 {
		p.Add("version", "is that of a stored complaint")
	}
	for field, at := range map[string]time.Time{"was": d.Was, "next": d.Next} {
		if !hintable(at) {
			p.Add(field, "want an instant cut to microseconds, up to the year 9999")
		}
	}
	return p.Err("due " + d.ID.String())
}

// hintable reports whether every store can keep an instant as a hint.
func hintable(at time.Time) bool {
	return at.Equal(canonical(at)) && at.Year() >= 1 && at.Year() <= 9999
}

// due moves the hint of the case.
func (c *Complaint) due(was, next time.Time) Due {
	return Due{ID: c.ID, Version: c.Version, Was: was, Next: next}
}
