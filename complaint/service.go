package complaint

import (
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync/atomic"
	"time"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Config is what a [Service] works with.
type Config struct {
	// Store holds the complaints. Required.
	Store Store
	// Search finds words in titles and bodies; nil takes the Store if it is a
	// [Searcher]. Without one nothing can be searched.
	Search Searcher
	// Identities reads who reported; without it nobody acts as a reporter after
	// submitting, and identities cannot be opened.
	Identities Identities
	// Lifecycles are the editions of the rules. A new case begins under the
	// one that is valid at its submission; exactly one may be. Required.
	Lifecycles []*Lifecycle
	// Deadlines judges clocks; deadline.New makes one of policies and calendars.
	// Required if a lifecycle has actions by the
	// timer, so that nobody forgets it: an office that keeps none says so with
	// [NoDeadlines], which nil means otherwise. One that is a [ConfigChecker] is
	// asked about the other parts.
	Deadlines Deadlines
	// Router chooses the agency for a forward that names none; routing.Compile
	// makes one of a table. Where the table leaves the choice to a person, the
	// forward is refused with the candidates as what is legal. Nil requires an
	// agency. One that is a [ConfigChecker] is asked about the other parts.
	Router Router
	// Directory checks agencies and units: an agency.Directory, for example; nil
	// accepts all. Another edition of its files is another service: the first
	// [Service.Sweep] of each finds the cases of agencies that it does not know.
	Directory Directory
	// Regions looks up region paths, as a region.Tree does; nil reads them off the
	// codes' digits.
	Regions Regions
	// Locator says where a place lies, for a report that says more of it than its region:
	// it gives the report the region that it does not name, and the areas. Nil
	// leaves both as they are.
	Locator Locator
	// Categories is the tree a category must be in, made by [NewCategories]; nil
	// accepts all.
	Categories *Categories
	// Questions are what is asked of reports by category, made by [NewQuestions]: a new
	// report, by whatever channel, whose attributes are not what its questionnaire asks for
	// is refused. Nil accepts all.
	Questions *Questions
	// Log gets what the public must not read: why somebody found nothing although
	// nothing is missing, because their role, agency or region was not filled in or
	// because this configuration lacks something. It holds no names, accounts or
	// texts. Nil is silent.
	Log *slog.Logger
	// Now tells the time; nil is time.Now. A clock that cannot be right writes
	// nothing: see [ErrClock] and [Timekeeper].
	Now func() time.Time
	// Entropy feeds IDs, references, tracking numbers and salts; nil is
	// crypto/rand. It must be safe for concurrent use.
	Entropy io.Reader
}

// Service is the thin shell around the pure core: it loads, lets
// [Lifecycle.Apply] decide, and commits in one batch. It starts no goroutine
// and is safe for concurrent use.
type Service struct {
	cfg    Config
	turns  *turns
	newest *newestEntry
	// surveyed says that a sweep looked through all open cases, latest by what clock
	// the last one began, in microseconds.
	surveyed *atomic.Bool
	latest   *atomic.Int64
}

// NewService checks the configuration and returns the service. The error is a
// *storage.InvalidError that lists what is missing, and what one part names that
// another does not have, with the nearest legal word first.
func NewService(cfg Config) (*Service, error) {
	var p storage.Problems
	if cfg.Store == nil {
		p.Add("Store", "is required")
	}
	if len(cfg.Lifecycles) == 0 {
		p.Add("Lifecycles", "at least one is required")
	}
	for i, l := range cfg.Lifecycles {
		field := storage.At("Lifecycles", i)
		if !l.compiled() {
			p.Add(field, "was not made by Compile")
			continue
		}
		if cfg.Deadlines == nil && l.timed() {
			p.Add("Deadlines", fmt.Sprintf("is required: the lifecycle %s has actions by the %s", l.Edition(), lifecycle.Timer))
		}
		for _, other := range cfg.Lifecycles[:i] {
			switch {
			case !other.compiled():
			case other.Edition() == l.Edition():
				p.Add(field, fmt.Sprintf("%s is given twice", l.Edition()))
			case other.machine.Valid().Overlaps(l.machine.Valid()):
				p.Add(field, fmt.Sprintf("%s and %s are both valid at some time; a new case could not choose", other.Edition(), l.Edition()))
			}
		}
	}
	if p.Len() == 0 {
		askParts(cfg, &p)
		checkQuestions(&p, cfg.Questions, cfg.Categories)
	}
	if err := p.Err("service configuration"); err != nil {
		return nil, err
	}
	if cfg.Deadlines == nil {
		cfg.Deadlines = NoDeadlines{}
	}
	if cfg.Search == nil {
		cfg.Search, _ = cfg.Store.(Searcher)
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Entropy == nil {
		cfg.Entropy = rand.Reader
	}
	cfg.Lifecycles = slices.Clone(cfg.Lifecycles)
	return &Service{cfg: cfg, turns: newTurns(), newest: new(newestEntry), surveyed: new(atomic.Bool), latest: new(atomic.Int64)}, nil
}

// compiled reports whether the lifecycle was made by Compile.
func (l *Lifecycle) compiled() bool { return l != nil && l.machine.Name() != "" }

// timed reports whether some action is the timer's.
func (l *Lifecycle) timed() bool {
	for a := range l.machine.Actions() {
		if l.everPermitted(RoleTimer, a) {
			return true
		}
	}
	return false
}

// Receipt tells what became of a command.
type Receipt struct {
	ID ID `json:"id"`
	// Version is the complaint's after the command, Entry the Seq of the entry
	// that it left.
	Version storage.Version `json:"version"`
	Entry   int             `json:"entry"`
	// Told is what the clock of the server told, if that was a little before the
	// case's last entry: the new one then has that entry's instant.
	Told time.Time `json:"told,omitzero"`
	// Tracking is the number to tell the reporter; only Submit fills it.
	Tracking Tracking `json:"tracking,omitempty"`
	// Regions are those of which each may be the one where it happened, the likeliest
	// first, if the locator found several and the report names none; only Submit fills it.
	Regions []region.Code `json:"regions,omitempty"`
	// Repeated says that this is the receipt of an earlier call, or of a twin of
	// this one: nothing was written now. It is false for a call whose own commit was
	// found again after its answer was lost.
	Repeated bool `json:"repeated,omitempty"`
	// Warnings tell what nobody can judge, now that the command was carried out: a
	// case for which no policy was valid, a clock that cannot be computed. The
	// command stands all the same; [Service.Sweep] tells them until they are
	// mended. The receipt of a forward also tells what the routing table could not
	// compare ([UnreadError]), which stays in the entry ([Routed].Unread); that of a
	// Submit, which agencies follow the one that the draft names, if that is not in
	// force any more, and that nobody knows where the place lies ([UnlocatedError]), and
	// that no questionnaire was in force ([UnaskedError]). The receipt of a repeated Submit has those of now, and so has
	// that of a repeated Do for who may still see the case; for others it has none.
	Warnings []Unjudged `json:"warnings,omitempty"`
}

// lifecycleAt returns the rules under which a case begins.
func (s *Service) lifecycleAt(now time.Time) (*Lifecycle, error) {
	for _, l := range s.cfg.Lifecycles {
		if l.machine.Valid().Contains(now) {
			return l, nil
		}
	}
	return nil, &storage.InvalidError{What: "submission", Problems: []storage.Problem{{
		Field: "lifecycle", Message: fmt.Sprintf("no lifecycle is valid at %s", now.Format(time.RFC3339)),
	}}}
}

// lifecycleOf returns the rules that a case keeps.
func (s *Service) lifecycleOf(c *Complaint) (*Lifecycle, error) {
	var legal []string
	for _, l := range s.cfg.Lifecycles {
		if l.Edition() == c.Lifecycle {
			return l, nil
		}
		legal = append(legal, l.Edition().String())
	}
	return nil, &storage.RecordError{Kind: KindOfComplaint, Key: c.ID.String(), Due: c.NextDue, Updated: c.UpdatedAt(), Cause: &storage.InvalidError{
		What: "rules", Problems: []storage.Problem{{
			Field: "lifecycle", Message: fmt.Sprintf("the case keeps the lifecycle %s, which the service does not have", c.Lifecycle), Legal: legal,
		}},
	}}
}

// regionPath looks up where a region lies.
func (s *Service) regionPath(code region.Code, at time.Time) (region.Path, error) {
	if code.IsZero() {
		return nil, nil
	}
	if s.cfg.Regions == nil {
		return code.Path(), nil
	}
	return s.cfg.Regions.Path(code, at)
}

// agencyPath looks up where an agency stands.
func (s *Service) agencyPath(id agency.ID, on time.Time) ([]agency.ID, error) {
	if s.cfg.Directory == nil || id == "" {
		return nil, nil
	}
	return s.cfg.Directory.Path(id, on)
}

func notFound(id ID) error { return &storage.NotFoundError{Kind: KindOfComplaint, Key: id.String()} }

// The kinds of record of this package, as they appear in the change feed.
const (
	KindOfComplaint storage.Kind = "complaint"
	KindOfIdentity  storage.Kind = "identity"
)
