package complaint

import (
	"fmt"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// NationalRules are the choices in the national lifecycle that an embedder may
// make otherwise. All of them are decisions of this library, not law.
type NationalRules struct {
	// AgencyMayArchive, AgencyMayTransfer and AgencyMayReclassify let the
	// holding agency's admin do what else only the national admin does. All are
	// off by default: "not ours" is never an end (no wrong door).
	AgencyMayArchive, AgencyMayTransfer, AgencyMayReclassify bool
	// Returns is how often an agency may send a case back before the national
	// admin has to transfer it. Default 2.
	Returns int
	// Moves is how often a case changes hands, by whatever action, before it stays: nobody
	// transfers it any more and its agency does not return it. Whoever holds it answers, and
	// the national admin may archive it in forwarded, naming the competent body. A case that
	// was returned is forwarded once more, and one of which nobody knows who holds it may
	// always be transferred. 0 is no limit. Default 8. Edition 1 does not know it.
	Moves int
	// KeepsOwnCase says that whoever reported a case may not route, transfer, assign or take
	// it over, nor draft, answer or merge it. Off by default: a service then looks up who
	// reported a case whenever somebody opens it. Edition 1 does not know it.
	KeepsOwnCase bool
	// Reopenings is how often a resolved case may be reopened. Default 1.
	Reopenings int
	// ReopenDays is how many days of 24 hours after the resolution the reporter
	// may reopen. Default 30. The national admin is not bound by it.
	ReopenDays int
	// Extensions is how often a run of the resolution clock may be extended; in
	// edition 1 all its runs together. Default 1.
	Extensions int
	// FollowUpAnswers says that a follow-up is an answer: it leads to responded and
	// starts the reporter's reply clock, as in the ministry's own system. Off by
	// default: a follow-up tells how the work goes, and the clock starts at an
	// answer. As an answer it counts everywhere: it is relayed to those merged into the
	// case, and a pending draft is done with. Edition 1 does not know it.
	FollowUpAnswers bool
}

// DefaultNationalRules returns the defaults that [National] uses.
func DefaultNationalRules() NationalRules {
	return NationalRules{Returns: 2, Moves: 8, Reopenings: 1, ReopenDays: 30, Extensions: 1}
}

// National returns the newest edition of the national lifecycle of SP4N-LAPOR!,
// edition 2, with the default rules. States, buckets and the ten working days
// until a case closes by itself are as published by the ministry; who may do what
// in detail follows public service standards where there are any and is our
// decision elsewhere. Change what differs for you: the value is yours.
func National() lc.Definition { return DefaultNationalRules().Definition() }

// NationalEdition returns an edition of the national lifecycle, "1" or "2", with
// the default rules. Cases keep the edition under which they began, so a service
// that has stored cases needs theirs too; [NationalEditions] joins them. The error
// is a *storage.InvalidError with the editions that there are.
func NationalEdition(edition string) (lc.Definition, error) {
	return DefaultNationalRules().Edition(edition)
}

// NationalEditions returns all editions of the national lifecycle with the default
// rules, oldest first, for a service that has cases of each: those that begin
// before the instant begin under edition 1, the others under edition 2. Each case
// keeps its own to its end.
func NationalEditions(since time.Time) []lc.Definition {
	old, latest := DefaultNationalRules().edition1(), National()
	old.Valid.Until, latest.Valid.From = since, since
	return []lc.Definition{old, latest}
}

// Definition returns the newest edition of the national lifecycle under these
// rules.
func (r NationalRules) Definition() lc.Definition {
	d := national("2", nationalStates(), slices.Concat(r.verification(), r.handling(), r.everywhere(), merging(), r.afterTheEnd(), accusations()))
	if r.FollowUpAnswers {
		does := MeaningFollowsUp | MeaningAnswers
		d.Actions = []lc.ActionInfo{{Action: ActionFollowUp, Does: does.Words(), Requires: []string{"note"}, Takes: []string{"attachments"}}}
	}
	d.Duties = []lc.Duty{{Name: "four_eyes", Who: words(MeaningDrafts), Not: words(MeaningAnswers | MeaningMerges)}}
	if r.KeepsOwnCase {
		d.Duties = append(d.Duties, lc.Duty{Name: "own_case", Who: words(MeaningOpens), Not: words(
			MeaningRoutes | MeaningTransfers | assigning | MeaningDrafts | MeaningAnswers | MeaningMerges,
		)})
	}
	return d
}

// words are meanings as a duty names them.
func words(m Meaning) []string { return codes(m.Words()) }

// moved bounds an action that gives the case to somebody else.
func (r NationalRules) moved(needs ...lc.Need) []lc.Need {
	if r.Moves > 0 {
		needs = append(needs, with(GuardMovedFewerThan, r.Moves))
	}
	return needs
}

// Edition is [NationalEdition] under these rules.
func (r NationalRules) Edition(edition string) (lc.Definition, error) {
	editions := []lc.Definition{r.edition1(), r.Definition()}
	var legal []string
	for _, d := range editions {
		if d.Edition == edition {
			return d, nil
		}
		legal = append(legal, d.Edition)
	}
	var p storage.Problems
	p.Add("edition", fmt.Sprintf("the national lifecycle has no edition %s", storage.Quote(edition)), storage.Nearest(edition, legal)...)
	return lc.Definition{}, p.Err("national lifecycle")
}

func (r NationalRules) edition1() lc.Definition {
	return national("1", first(r).states(), first(r).transitions())
}

// national is an edition, with the labels of this package.
func national(edition string, states []lc.StateInfo, transitions []lc.Transition) lc.Definition {
	d := lc.Definition{Name: "sp4n-lapor", Edition: edition, Initial: StateSubmitted, States: states, Transitions: transitions}
	for i := range d.States {
		s := &d.States[i]
		s.Label = inBoth(func(w aduan.Words) string { return texts().Word(w, "state", string(s.State), aduan.Label{}) })
		s.Bucket = inBoth(func(w aduan.Words) string { return texts().Word(w, "bucket", string(s.State), aduan.Label{}) })
	}
	for i := range d.Transitions {
		t := &d.Transitions[i]
		t.Label = inBoth(func(w aduan.Words) string { return texts().Word(w, "action", string(t.Action), aduan.Label{}) })
	}
	return d
}

// inBoth is a word of this package as a definition keeps it.
func inBoth(word func(w aduan.Words) string) aduan.Label {
	return aduan.NewLabel(map[string]string{"id": word(aduan.Indonesian()), "en": word(aduan.English())})
}

func nationalStates() []lc.StateInfo {
	return []lc.StateInfo{
		{State: StateSubmitted, Owner: RoleNationalAdmin},
		{State: StateSuspended, Waiting: true, Owner: RoleReporter},
		{State: StateForwarded, Owner: RoleAgencyAdmin},
		{State: StateAssigned, Owner: RoleLiaisonOfficer},
		{State: StateInProgress, Owner: RoleLiaisonOfficer},
		{State: StateResponded, Waiting: true, Owner: RoleReporter},
		{State: StateResolved, Final: true, Exits: []lc.Action{ActionReopen}},
		{State: StateArchived, Final: true, Exits: []lc.Action{ActionUnmerge}},
	}
}

func from(states ...lc.State) []lc.State { return states }

// agencyToo permits the national admin, and the holding agency's admin if the
// switch is on.
func agencyToo(on bool) []lc.Permit {
	if on {
		return lc.By(RoleNationalAdmin, RoleAgencyAdmin)
	}
	return lc.By(RoleNationalAdmin)
}

func permit(role lc.Role, guards ...lc.GuardName) lc.Permit {
	p := lc.Permit{Role: role}
	for _, g := range guards {
		p.Needs = append(p.Needs, need(g))
	}
	return p
}

func need(g lc.GuardName) lc.Need { return lc.Need(g) }

func with(g lc.GuardName, arg any) lc.Need { return lc.Need(fmt.Sprintf("%s(%v)", g, arg)) }
